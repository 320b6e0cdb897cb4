import { readFileSync } from "fs";

interface Peak {
  open: number;
  moment?: number; // the first with so many open
}

function peakOf(starts: Int32Array, ends: Int32Array): Peak {
  const peak: Peak = { open: 0 };
  let closed = 0;
  for (const [index, moment] of starts.entries()) {
    // Of the sessions opened so far the newest ends later than now, so this stops in time.
    while (ends[closed] <= moment) closed++;
    const open = index + 1 - closed;
    if (open > peak.open) {
      peak.open = open;
      peak.moment = moment;
    }
  }
  return peak;
}

const lines: string[] = readFileSync(0, "latin1").split("\n");
const starts: number[] = [];
const ends: number[] = [];
for (const line of lines.slice(1, Number(lines[0]) + 1)) {
  const [start, end] = line.split(" ").map(Number);
  if (start === end) continue; // never open
  starts.push(start);
  ends.push(end);
}
const peak = peakOf(Int32Array.from(starts).sort(), Int32Array.from(ends).sort());
console.log(`${peak.open} ${peak.moment ?? "none"}`);
