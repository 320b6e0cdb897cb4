"use strict";

const http = require("node:http");

const books = new Map([
  [3, { title: "The Patient Port", chapters: ["Knock", "Listen", "Answer"], tags: ["http", "tcp/ip"] }],
  [12, { title: "Cables and Cake", chapters: ["Dough", "Copper"], tags: ["café", "tcp/ip"] }],
  [40, { title: "A Byte Too Far", chapters: ["Up", "Over", "Off", "Home"], tags: ["c++", "http"] }],
]);

function showBook(id) {
  const book = books.get(id);
  return book && { id, title: book.title, chapters: book.chapters.length };
}

function showChapter(id, n) {
  const title = books.get(id)?.chapters[n - 1];
  return title && { book: id, chapter: n, title };
}

// A segment of a path, decoded; undefined when its percent signs make no UTF-8.
function decode(segment) {
  try {
    return decodeURIComponent(segment);
  } catch {
    return undefined;
  }
}

function showTag(tag) {
  const ids = [...books.keys()].filter((id) => books.get(id).tags.includes(tag));
  return ids.length > 0 && { tag, books: ids };
}

const read = ["GET", "HEAD", "OPTIONS"];
// The fixed route stands before the one with a placeholder. Slashes split before anything is decoded.
const routes = [
  { path: /^\/books\/latest$/, methods: read, answer: () => showBook(Math.max(...books.keys())) },
  { path: /^\/books\/([0-9]+)$/, methods: read, answer: (id) => showBook(Number(id)) },
  { path: /^\/books\/([0-9]+)\/chapters\/([0-9]+)$/, methods: read, answer: (id, n) => showChapter(Number(id), Number(n)) },
  { path: /^\/tags\/([^/]+)$/, methods: read, answer: (tag) => showTag(decode(tag)) },
  { path: /^\/wishes$/, methods: ["POST", "OPTIONS"], status: 202, answer: () => ({ wish: "noted" }) },
];

function send(response, status, document, headers = {}) {
  response.writeHead(status, { "Content-Type": "application/json", ...headers });
  response.end(JSON.stringify(document)); // Node leaves the body out after HEAD
}

function serve(request, response) {
  const path = request.url.split("?")[0];
  const route = routes.find((candidate) => candidate.path.test(path));
  if (!route) return send(response, 404, { error: "not found" });
  const allow = { Allow: route.methods.join(", ") };
  if (request.method === "OPTIONS") return response.writeHead(204, allow).end();
  if (!route.methods.includes(request.method)) return send(response, 405, { error: "method not allowed" }, allow);
  const document = route.answer(...route.path.exec(path).slice(1));
  if (!document) return send(response, 404, { error: "not found" });
  send(response, route.status ?? 200, document);
}

http.createServer(serve).listen(Number(process.env.PORT), "127.0.0.1");
