const lines = require("fs").readFileSync(0, "latin1").split("\n");
const count = Number(lines[0]);

const figures = [];
const lowest = []; // lowest[i] is the smallest of figures[0] to figures[i]
const out = [];

for (let i = 1; i <= count; i++) {
  const operation = lines[i];
  if (operation === "MIN") {
    out.push(lowest.at(-1) ?? "empty");
  } else if (operation === "POP") {
    lowest.pop();
    out.push(figures.pop() ?? "empty");
  } else {
    const figure = BigInt(operation.slice(5)); // a number is exact to 2^53 only
    const before = lowest.at(-1);
    figures.push(figure);
    lowest.push(before === undefined || figure < before ? figure : before);
  }
}
console.log(out.join("\n"));
