import { readFileSync } from "fs";

type Value = string | number | undefined; // undefined: missing

interface Key {
  place: number; // of its column in the record
  isNumber: boolean;
  descending: boolean;
}

interface Entry {
  line: string;
  values: Value[]; // one for each key
}

function readKeys(columns: string, keys: string): Key[] {
  const known = columns.split(",").map((column) => column.split(":"));
  return keys.split(",").map((key) => {
    const [name, direction] = key.split(" ");
    const place = known.findIndex((column) => column[0] === name);
    return { place, isNumber: known[place][1] === "number", descending: direction === "desc" };
  });
}

function readEntry(line: string, keys: Key[]): Entry {
  const fields = line.split(",");
  const values = keys.map(({ place, isNumber }) => {
    const field = fields[place];
    return field === "" ? undefined : isNumber ? Number(field) : field;
  });
  return { line, values };
}

function compare(a: Entry, b: Entry, keys: Key[]): number {
  for (const [i, key] of keys.entries()) {
    const left = a.values[i];
    const right = b.values[i];
    if (left === right) continue;
    if (left === undefined) return 1;
    if (right === undefined) return -1;
    return left < right === key.descending ? 1 : -1;
  }
  return 0; // the sort is stable
}

const lines: string[] = readFileSync(0, "latin1").split("\n");
const keys = readKeys(lines[1], lines[2]);
const entries = lines.slice(3, Number(lines[0]) + 3).map((line) => readEntry(line, keys));
entries.sort((a, b) => compare(a, b, keys));
process.stdout.write(entries.map((entry) => entry.line + "\n").join(""));
