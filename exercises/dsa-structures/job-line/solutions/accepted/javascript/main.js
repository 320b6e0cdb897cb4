const lines = require("fs").readFileSync(0, "latin1").split("\n");
const line = []; // entries { id, waits }
let first = 0; // those before it are served or passed by
const waiting = new Map(); // id -> its entry
const out = [];

function next() {
  while (first < line.length) {
    const entry = line[first++];
    if (entry.waits) {
      waiting.delete(entry.id);
      return entry.id;
    }
  }
  return "none";
}

const count = Number(lines[0]);
for (let i = 1; i <= count; i++) {
  const [command, id] = lines[i].split(" ");
  if (command === "ADD") {
    if (!waiting.has(id)) {
      const entry = { id, waits: true };
      waiting.set(id, entry);
      line.push(entry);
    }
  } else if (command === "NEXT") {
    out.push(next());
  } else if (command === "CANCEL") {
    const entry = waiting.get(id);
    if (entry !== undefined) {
      entry.waits = false;
      waiting.delete(id);
    }
  } else if (command === "WAITS") {
    out.push(waiting.has(id) ? "yes" : "no");
  } else {
    out.push(String(waiting.size));
  }
}
if (out.length > 0) process.stdout.write(out.join("\n") + "\n");
