const lines = require("fs").readFileSync(0, "latin1").split("\n");
const count = Number(lines[0]);

for (let lineNumber = 1; lineNumber <= count; lineNumber++) {
  const line = lines[lineNumber];
  for (let i = 0; i < line.length; i++) {
    // what does line[i] mean here? It stands in column i + 1
  }
}

console.log("?"); // `ok`, or a line and a column
