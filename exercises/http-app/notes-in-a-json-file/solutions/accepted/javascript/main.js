"use strict";

const fs = require("node:fs");
const http = require("node:http");
const path = require("node:path");

// One thread runs all of this, and nothing here waits between choosing an id and the note being in the file.
const file = path.join(process.env.DATA_DIR, "notes.json");
const { lastId, notes } = load(); // the notes in the order in which they were made
let newest = lastId;

function load() {
  if (!fs.existsSync(file)) return { lastId: 0, notes: new Map() };
  try {
    const document = JSON.parse(fs.readFileSync(file, "utf8"));
    return { lastId: document.last_id, notes: new Map(document.notes.map((note) => [note.id, note])) };
  } catch (fault) {
    console.error(`${file} is no JSON: ${fault.message}`);
    process.exit(78);
  }
}

// There is the old file or the new one, never a half.
function save() {
  fs.writeFileSync(`${file}.new`, JSON.stringify({ last_id: newest, notes: [...notes.values()] }));
  fs.renameSync(`${file}.new`, file);
}

const fields = ({ title, text = "", tags = [] }) => ({ title, text, tags });

function create(document) {
  const note = { id: ++newest, ...fields(document) };
  notes.set(note.id, note);
  save();
  return note;
}

function change(note, document) {
  for (const name of ["title", "text", "tags"]) {
    if (name in document) note[name] = document[name];
  }
  save();
  return note;
}

// Status, document and further headers of the answer.
function answer(method, path, document) {
  if (path === "/notes" && method === "GET") return [200, { notes: [...notes.values()] }];
  if (path === "/notes" && method === "POST") {
    const note = create(document);
    return [201, note, { Location: `/notes/${note.id}` }];
  }
  const found = /^\/notes\/([0-9]+)$/.exec(path);
  const note = found && notes.get(Number(found[1]));
  if (!note) return [404, { error: "there is no such note" }];
  switch (method) {
    case "GET":
      return [200, note];
    case "PUT":
      Object.assign(note, fields(document));
      save();
      return [200, note];
    case "PATCH":
      return [200, change(note, document)];
    case "DELETE":
      notes.delete(note.id);
      save();
      return [204];
    default:
      return [405, { error: "method not allowed" }, { Allow: "GET, PUT, PATCH, DELETE" }];
  }
}

http
  .createServer((request, response) => {
    const pieces = [];
    request.on("data", (piece) => pieces.push(piece));
    request.on("end", () => {
      const text = Buffer.concat(pieces).toString();
      const [status, document, headers] = answer(request.method, request.url, text === "" ? undefined : JSON.parse(text));
      if (document === undefined) {
        response.writeHead(status).end();
      } else {
        response.writeHead(status, { "Content-Type": "application/json", ...headers });
        response.end(JSON.stringify(document));
      }
    });
  })
  .listen(Number(process.env.PORT), "127.0.0.1");
