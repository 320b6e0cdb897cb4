"use strict";

// Open it to a web page, with the standard library.
const fs = require("node:fs");
const http = require("node:http");
const path = require("node:path");

const origins = (process.env.ORIGINS ?? "").split(",");
const pages = {
  "/": { file: "index.html", type: "text/html; charset=utf-8" },
  "/app.js": { file: "app.js", type: "text/javascript; charset=utf-8" },
};
const notes = new Map();
let lastId = 0;

// What is said of the origin, whatever the answer is.
function allow(request, response) {
  response.setHeader("Vary", "Origin");
  const { origin } = request.headers;
  if (!origins.includes(origin)) return false;
  response.setHeader("Access-Control-Allow-Origin", origin);
  response.setHeader("Access-Control-Allow-Credentials", "true");
  response.setHeader("Access-Control-Expose-Headers", "Location");
  return true;
}

function preflight(response, trusted) {
  if (trusted) {
    response.setHeader("Access-Control-Allow-Methods", "GET, POST, DELETE");
    response.setHeader("Access-Control-Allow-Headers", "Content-Type");
    response.setHeader("Access-Control-Max-Age", "600");
  }
  response.writeHead(204).end();
}

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
  const trusted = allow(request, response);
  const page = pages[request.url];
  if (request.method === "OPTIONS" && request.headers["access-control-request-method"]) return preflight(response, trusted);
  if (request.method === "GET" && page) {
    response.writeHead(200, { "Content-Type": page.type });
    return response.end(fs.readFileSync(path.join(__dirname, "public", page.file)));
  }
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
