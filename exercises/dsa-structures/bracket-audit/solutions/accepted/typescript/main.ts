import { readFileSync } from "fs";

type Open = { bracket: string; line: number; column: number };

const closes = new Map([[")", "("], ["]", "["], ["}", "{"]]);

function audit(lines: string[]): string {
  const open: Open[] = []; // the innermost on top
  let quoted = false;
  for (const [index, text] of lines.entries()) {
    for (let column = 1; column <= text.length; column++) {
      const bracket = text[column - 1];
      if (bracket === "\\") {
        column++; // the next character has no meaning
      } else if (bracket === '"') {
        quoted = !quoted;
      } else if (quoted) {
        continue;
      } else if (bracket === "(" || bracket === "[" || bracket === "{") {
        open.push({ bracket, line: index + 1, column });
      } else if (closes.has(bracket)) {
        if (open.pop()?.bracket !== closes.get(bracket)) return `${index + 1} ${column}`;
      }
    }
  }
  const innermost = open.pop();
  return innermost ? `${innermost.line} ${innermost.column}` : "ok";
}

const lines: string[] = readFileSync(0, "latin1").split("\n");
console.log(audit(lines.slice(1, Number(lines[0]) + 1)));
