"use strict";

// Lists that scale, with the standard library.
const http = require("node:http");

const items = [];

class BadRequest extends Error {}

function readLimit(text) {
  if (!/^([1-9][0-9]?|100)$/.test(text)) throw new BadRequest("limit is a whole number from 1 to 100");
  return Number(text);
}

// In the end comes the id, which no two items share.
function readSort(text) {
  const order = text.split(",").map((word) => {
    const down = word.startsWith("-");
    return { field: down ? word.slice(1) : word, direction: down ? -1 : 1 };
  });
  if (order.some(({ field }) => !["id", "name", "price"].includes(field))) {
    throw new BadRequest("sort takes id, name and price");
  }
  return [...order, { field: "id", direction: 1 }];
}

function compare(order, a, b) {
  for (const { field, direction } of order) {
    if (a[field] !== b[field]) return a[field] > b[field] ? direction : -direction;
  }
  return 0;
}

// A cursor holds what it belongs to, and the last item that was shown.
function makeCursor(category, sort, { id, name, price }) {
  return Buffer.from(JSON.stringify({ category, sort, last: { id, name, price } })).toString("base64url");
}

function readCursor(cursor, category, sort) {
  let document;
  try {
    document = JSON.parse(Buffer.from(cursor, "base64url").toString());
  } catch {
    throw new BadRequest("this is no cursor");
  }
  if (document?.category !== category || document.sort !== sort || !document.last) {
    throw new BadRequest("this cursor belongs to another list");
  }
  return document.last;
}

function page(parameters) {
  const category = parameters.get("category");
  const sort = parameters.get("sort") ?? "id";
  const limit = readLimit(parameters.get("limit") ?? "20");
  const order = readSort(sort);
  let found = items.filter((item) => category === null || item.category === category);
  if (parameters.has("cursor")) {
    const last = readCursor(parameters.get("cursor"), category, sort);
    found = found.filter((item) => compare(order, item, last) > 0);
  }
  found.sort((a, b) => compare(order, a, b));
  const shown = found.slice(0, limit);
  if (found.length <= limit) return { items: shown, cursor: null, next: null };
  const cursor = makeCursor(category, sort, shown.at(-1));
  const following = new URLSearchParams(parameters);
  following.set("cursor", cursor);
  return { items: shown, cursor, next: `/items?${following}` };
}

function send(response, status, document) {
  response.writeHead(status, { "Content-Type": "application/json" });
  response.end(JSON.stringify(document));
}

function answer(request, response, text) {
  const target = new URL(request.url, "http://localhost");
  if (target.pathname !== "/items") return send(response, 404, { error: "not here" });
  if (request.method === "POST") {
    const { name, category, price } = JSON.parse(text);
    const item = { id: items.length + 1, name, category, price };
    items.push(item);
    return send(response, 201, item);
  }
  try {
    send(response, 200, page(target.searchParams));
  } catch (fault) {
    if (!(fault instanceof BadRequest)) throw fault;
    send(response, 400, { error: fault.message });
  }
}

http
  .createServer((request, response) => {
    const pieces = [];
    request.on("data", (piece) => pieces.push(piece));
    request.on("end", () => answer(request, response, Buffer.concat(pieces).toString()));
  })
  .listen(Number(process.env.PORT), "127.0.0.1");
