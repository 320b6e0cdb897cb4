const lines = require("fs").readFileSync(0, "latin1").split("\n");
const count = Number(lines[0]);
const out = []; // the lines to print: one write at the end is much faster than one for each

for (let i = 1; i <= count; i++) {
  const command = lines[i].slice(0, 4);
  const rest = lines[i].slice(5); // what stands behind the command and its blank

  if (command === "TYPE") {
    // append the text `rest`
  } else if (command === "BACK") {
    // remove the last Number(rest) characters
  } else if (command === "UNDO") {
  } else if (command === "REDO") {
  } else if (command === "SHOW") {
    out.push("?"); // the length of the text, a blank, its last 10 characters
  }
}

process.stdout.write(out.join("\n") + "\n");
