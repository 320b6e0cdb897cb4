const DAY = 86_400_000;

function joined(windows) {
  windows.sort(([a], [b]) => a - b);
  const result = [];
  for (const [start, end] of windows) {
    const last = result.at(-1);
    if (last && start <= last[1]) last[1] = Math.max(last[1], end);
    else result.push([start, end]);
  }
  return result;
}

// What sorted windows that stay apart leave free of the day.
function gaps(windows) {
  const result = [];
  let freeFrom = 0;
  for (const [start, end] of [...windows, [DAY, DAY]]) {
    const gapEnd = Math.min(start, DAY);
    if (freeFrom < gapEnd) result.push([freeFrom, gapEnd]);
    freeFrom = Math.max(freeFrom, end);
  }
  return result;
}

const lines = require("fs").readFileSync(0, "latin1").split("\n");
const windows = joined(lines.slice(1, Number(lines[0]) + 1).map((line) => line.split(" ").map(Number)));
const out = [
  ...windows.map(([start, end]) => `window ${start} ${end}`),
  ...gaps(windows).map(([start, end]) => `free ${start} ${end}`),
];
console.log(out.join("\n"));
