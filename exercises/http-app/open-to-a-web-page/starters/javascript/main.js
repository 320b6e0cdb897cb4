"use strict";

// Open it to a web page: the notes work, nobody else's page may read them yet.
const http = require("node:http");

const notes = new Map();
let lastId = 0;

function send(response, status, document, headers = {}) {
  response.writeHead(status, { "Content-Type": "application/json", ...headers });
  response.end(JSON.stringify(document));
}

function add(body, response) {
  let text;
  try {
    ({ text } = JSON.parse(body));
  } catch {
    text = undefined;
  }
  if (typeof text !== "string") return send(response, 400, { error: "a note has a text" });
  const note = { id: ++lastId, text };
  notes.set(note.id, note);
  send(response, 201, note, { Location: `/notes/${note.id}` });
}

function remove(request, response) {
  const found = /^\/notes\/([0-9]+)$/.exec(request.url);
  if (!found || !notes.delete(Number(found[1]))) return send(response, 404, { error: "there is no such note" });
  response.writeHead(204).end();
}

function answer(request, response, body) {
  if (request.method === "GET" && request.url === "/notes") return send(response, 200, { notes: [...notes.values()] });
  if (request.method === "POST" && request.url === "/notes") return add(body, response);
  if (request.method === "DELETE") return remove(request, response);
  send(response, 404, { error: "not here" });
}

http
  .createServer((request, response) => {
    const pieces = [];
    request.on("data", (piece) => pieces.push(piece));
    request.on("end", () => answer(request, response, Buffer.concat(pieces).toString()));
  })
  .listen(Number(process.env.PORT), "127.0.0.1");
