const lines = require("fs").readFileSync(0, "latin1").split("\n");
const [count, total] = lines[0].split(" ");

function find(amounts, total) {
  const first = new Map(); // amount -> number of the first invoice with it
  for (let i = 0; i < amounts.length; i++) {
    const partner = first.get(total - amounts[i]);
    if (partner !== undefined) return `${partner} ${i + 1}`;
    if (!first.has(amounts[i])) first.set(amounts[i], i + 1);
  }
  return "none";
}

const amounts = lines.slice(1, Number(count) + 1).map((line) => Number(line));
console.log(find(amounts, Number(total)));
