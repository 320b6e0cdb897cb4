interface Open {
  bracket: string;
  line: number;
  column: number;
}

const OPENS: Record<string, string> = { ")": "(", "]": "[", "}": "{" };

export function audit(lines: string[]): number[] {
  const open: Open[] = []; // bracket, line and column, the innermost on top
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
        open.push({ bracket: character, line: index + 1, column });
      } else if (character in OPENS) {
        if (open.pop()?.bracket !== OPENS[character]) return [index + 1, column];
      }
    }
  }
  const innermost = open.pop();
  return innermost ? [innermost.line, innermost.column] : [];
}
