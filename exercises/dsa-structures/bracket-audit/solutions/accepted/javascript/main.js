const OPENS = { ")": "(", "]": "[", "}": "{" };

function audit(lines) {
  const open = []; // [bracket, line, column], the innermost on top
  let quoted = false;
  for (const [index, line] of lines.entries()) {
    for (let column = 1; column <= line.length; column++) {
      const character = line[column - 1];
      if (character === "\\") {
        column++; // the next character has no meaning
      } else if (character === '"') {
        quoted = !quoted;
      } else if (quoted) {
        continue;
      } else if ("([{".includes(character)) {
        open.push([character, index + 1, column]);
      } else if (character in OPENS) {
        if (open.at(-1)?.[0] !== OPENS[character]) return `${index + 1} ${column}`;
        open.pop();
      }
    }
  }
  if (open.length === 0) return "ok";
  const [, line, column] = open.at(-1);
  return `${line} ${column}`;
}

const lines = require("fs").readFileSync(0, "latin1").split("\n");
console.log(audit(lines.slice(1, Number(lines[0]) + 1)));
