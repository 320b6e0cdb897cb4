function duplicates(names) {
  const counts = new Map(); // keeps the order in which the names came
  for (const name of names) counts.set(name, (counts.get(name) || 0) + 1);
  return [...counts].filter(([, count]) => count > 1).map(([name]) => name).join(" ") || "none";
}

function total(sums, first, last) {
  return String(sums[last] - sums[first - 1]);
}

function top(names, amounts) {
  const ranking = [...amounts.keys()].sort((a, b) => amounts[b] - amounts[a] || a - b);
  return ranking.slice(0, 10).map((number) => `${names[number]}:${amounts[number]}`).join(" ") || "none";
}

function nearest(ordered, wanted) {
  let low = 0; // all before it are below what is wanted
  let high = ordered.length; // none from it on is
  while (low < high) {
    const middle = (low + high) >> 1;
    if (ordered[middle] < wanted) low = middle + 1;
    else high = middle;
  }
  if (ordered.length === 0) return "none";
  if (low === 0) return String(ordered[0]);
  const below = ordered[low - 1];
  return String(low === ordered.length || wanted - below <= ordered[low] - wanted ? below : ordered[low]);
}

const words = require("fs").readFileSync(0, "utf8").split(/\s+/);
let next = 0;
const names = [];
const amounts = [];
for (let left = Number(words[next++]); left > 0; left--) {
  names.push(words[next++]);
  amounts.push(Number(words[next++]));
}
const sums = [0]; // sums[n] is the total of the first n sales
for (const amount of amounts) sums.push(sums[sums.length - 1] + amount);
const ordered = [...amounts].sort((a, b) => a - b);

const out = [];
for (let left = Number(words[next++]); left > 0; left--) {
  const kind = words[next++];
  if (kind === "DUPLICATES") out.push(duplicates(names));
  else if (kind === "TOTAL") out.push(total(sums, Number(words[next++]), Number(words[next++])));
  else if (kind === "TOP") out.push(top(names, amounts));
  else out.push(nearest(ordered, Number(words[next++])));
}
process.stdout.write(out.map((line) => line + "\n").join(""));
