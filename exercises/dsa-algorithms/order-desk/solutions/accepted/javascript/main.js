const lines = require("fs").readFileSync(0, "latin1").split("\n");
const count = Number(lines[0]);
const columns = lines[1].split(",").map((column) => column.split(":"));
const keys = lines[2].split(",").map((key) => {
  const [name, direction] = key.split(" ");
  const place = columns.findIndex((column) => column[0] === name);
  return { place, isNumber: columns[place][1] === "number", sign: direction === "desc" ? -1 : 1 };
});

// Missing values are null.
const records = lines.slice(3, count + 3).map((line) => {
  const fields = line.split(",");
  const values = keys.map(({ place, isNumber }) => {
    if (fields[place] === "") return null;
    return isNumber ? Number(fields[place]) : fields[place];
  });
  return { line, values };
});

function compare(a, b) {
  for (let i = 0; i < keys.length; i++) {
    const left = a.values[i], right = b.values[i];
    if (left === right) continue;
    if (left === null) return 1;
    if (right === null) return -1;
    if (left < right) return -keys[i].sign;
    if (left > right) return keys[i].sign;
  }
  return 0; // the sort is stable
}

records.sort(compare);
process.stdout.write(records.map((record) => record.line + "\n").join(""));
