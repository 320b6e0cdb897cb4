import { readFileSync } from "fs";

function find(amounts: bigint[], total: bigint): [number, number] | undefined {
  const first = new Map<bigint, number>(); // amount -> number of the first invoice with it
  for (const [index, amount] of amounts.entries()) {
    const partner = first.get(total - amount);
    if (partner !== undefined) return [partner, index + 1];
    if (!first.has(amount)) first.set(amount, index + 1);
  }
  return undefined;
}

const lines: string[] = readFileSync(0, "latin1").split("\n");
const [count, total] = lines[0].split(" ");
const amounts = lines.slice(1, Number(count) + 1).map((line) => BigInt(line));
console.log(find(amounts, BigInt(total))?.join(" ") ?? "none");
