import { readFileSync } from "fs";

type Span = { start: number; end: number };

const day = 86_400_000;

function joined(windows: Span[]): Span[] {
  const result: Span[] = [];
  for (const { start, end } of [...windows].sort((a, b) => a.start - b.start)) {
    const last = result[result.length - 1];
    if (last && start <= last.end) last.end = Math.max(last.end, end);
    else result.push({ start, end });
  }
  return result;
}

// What sorted windows that stay apart leave free of the day.
function gaps(windows: Span[]): Span[] {
  const result: Span[] = [];
  let freeFrom = 0;
  for (const { start, end } of [...windows, { start: day, end: day }]) {
    const gapEnd = Math.min(start, day);
    if (freeFrom < gapEnd) result.push({ start: freeFrom, end: gapEnd });
    freeFrom = Math.max(freeFrom, end);
  }
  return result;
}

function print(word: string, spans: Span[]): void {
  process.stdout.write(spans.map(({ start, end }) => `${word} ${start} ${end}\n`).join(""));
}

const lines: string[] = readFileSync(0, "latin1").split("\n");
const windows = joined(
  lines.slice(1, Number(lines[0]) + 1).map((line) => {
    const [start, end] = line.split(" ").map(Number);
    return { start, end };
  }),
);
print("window", windows);
print("free", gaps(windows));
