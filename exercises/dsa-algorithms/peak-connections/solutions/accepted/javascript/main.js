// The largest number open at once, and the first moment of it.
function peakOf(starts, ends) {
  starts.sort();
  ends.sort();
  let peak = 0, peakMoment = "none";
  let closed = 0;
  for (const [index, moment] of starts.entries()) {
    // Of the sessions opened so far the newest ends later than now, so this stops in time.
    while (ends[closed] <= moment) closed++;
    const open = index + 1 - closed;
    if (open > peak) [peak, peakMoment] = [open, moment];
  }
  return `${peak} ${peakMoment}`;
}

const lines = require("fs").readFileSync(0, "latin1").split("\n");
const sessions = lines.slice(1, Number(lines[0]) + 1).map((line) => line.split(" ").map(Number));
const opened = sessions.filter(([start, end]) => start < end);
// Arrays of numbers of one type sort by value, and fast.
console.log(peakOf(Int32Array.from(opened, ([start]) => start), Int32Array.from(opened, ([, end]) => end)));
