const lines = require("fs").readFileSync(0, "latin1").split("\n");
const text = []; // one character each
const done = [];
const undone = [];
const out = [];

function append(part) {
  for (const character of part) text.push(character);
}

function cut(size) {
  return text.splice(Math.max(0, text.length - size)).join("");
}

const count = Number(lines[0]);
for (let i = 1; i <= count; i++) {
  const line = lines[i];
  const command = line.slice(0, 4);
  const rest = line.slice(5);
  if (command === "TYPE") {
    append(rest);
    done.push({ typed: true, part: rest });
    undone.length = 0;
  } else if (command === "BACK") {
    done.push({ typed: false, part: cut(Number(rest)) });
    undone.length = 0;
  } else if (command === "UNDO") {
    const edit = done.pop();
    if (edit === undefined) continue;
    if (edit.typed) cut(edit.part.length);
    else append(edit.part);
    undone.push(edit);
  } else if (command === "REDO") {
    const edit = undone.pop();
    if (edit === undefined) continue;
    if (edit.typed) append(edit.part);
    else cut(edit.part.length);
    done.push(edit);
  } else {
    out.push(`${text.length} ${text.slice(-10).join("")}`);
  }
}
if (out.length > 0) process.stdout.write(out.join("\n") + "\n");
