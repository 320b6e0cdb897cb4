import { readFileSync } from "fs";

class Pile {
  private figures: bigint[] = []; // a number is exact to 2^53 only
  private lowest: bigint[] = []; // lowest[i] is the smallest of figures[0] to figures[i]

  push(figure: bigint): void {
    const before = this.min();
    this.figures.push(figure);
    this.lowest.push(before === undefined || figure < before ? figure : before);
  }

  pop(): bigint | undefined {
    this.lowest.pop();
    return this.figures.pop();
  }

  min(): bigint | undefined {
    return this.lowest[this.lowest.length - 1];
  }
}

const lines: string[] = readFileSync(0, "latin1").split("\n");
const pile = new Pile();
const out: string[] = [];
for (const operation of lines.slice(1, Number(lines[0]) + 1)) {
  if (operation.startsWith("PUSH ")) pile.push(BigInt(operation.slice(5)));
  else out.push(String((operation === "MIN" ? pile.min() : pile.pop()) ?? "empty"));
}
console.log(out.join("\n"));
