const lines = require("fs").readFileSync(0, "latin1").split("\n");
const count = Number(lines[0]);
const out = []; // the lines to print: one write at the end is much faster than one for each

for (let i = 1; i <= count; i++) {
  const [command, job] = lines[i].split(" ");

  if (command === "ADD") {
  } else if (command === "NEXT") {
    out.push("?"); // the id of the job that is served, or none
  } else if (command === "CANCEL") {
  } else if (command === "WAITS") {
    out.push("?"); // yes or no
  } else if (command === "SIZE") {
    out.push("?"); // how many jobs wait
  }
}

process.stdout.write(out.join("\n") + "\n");
