// Every report prints the right thing. Keep what it prints, and make its cost grow more slowly.

function duplicates(sales) {
  const found = [];
  for (let here = 0; here < sales.length; here++) {
    let isFirst = true;
    let again = false;
    for (let other = 0; other < sales.length; other++) {
      if (sales[other].name === sales[here].name) {
        if (other < here) isFirst = false;
        else if (other > here) again = true;
      }
    }
    if (isFirst && again) found.push(sales[here].name);
  }
  return found.join(" ") || "none";
}

function total(sales, first, last) {
  let result = 0;
  for (let number = first - 1; number < last; number++) result += sales[number].amount;
  return String(result);
}

function top(sales) {
  const ranking = [];
  const ranked = new Array(sales.length).fill(false);
  for (let rank = 0; rank < sales.length; rank++) {
    let best = -1;
    for (let number = 0; number < sales.length; number++) {
      if (!ranked[number] && (best < 0 || sales[number].amount > sales[best].amount)) best = number;
    }
    ranked[best] = true;
    ranking.push(sales[best]);
  }
  return ranking.slice(0, 10).map((sale) => `${sale.name}:${sale.amount}`).join(" ") || "none";
}

function nearest(sales, wanted) {
  let best = -1;
  for (const { amount } of sales) {
    const nearer = Math.abs(amount - wanted) - Math.abs(best - wanted);
    if (best < 0 || nearer < 0 || (nearer === 0 && amount < best)) best = amount;
  }
  return best < 0 ? "none" : String(best);
}

const words = require("fs").readFileSync(0, "utf8").split(/\s+/);
let next = 0;
const sales = [];
for (let left = Number(words[next++]); left > 0; left--) {
  sales.push({ name: words[next++], amount: Number(words[next++]) });
}

const out = [];
for (let left = Number(words[next++]); left > 0; left--) {
  const kind = words[next++];
  if (kind === "DUPLICATES") out.push(duplicates(sales));
  else if (kind === "TOTAL") out.push(total(sales, Number(words[next++]), Number(words[next++])));
  else if (kind === "TOP") out.push(top(sales));
  else out.push(nearest(sales, Number(words[next++])));
}
process.stdout.write(out.map((line) => line + "\n").join(""));
