"use strict";

// Lists that scale: things can be put on the table, the list is yours to write.
const http = require("node:http");

const items = [];

function send(response, status, document) {
  response.writeHead(status, { "Content-Type": "application/json" });
  response.end(JSON.stringify(document));
}

function list(parameters, response) {
  console.log("somebody asks for", Object.fromEntries(parameters));
  send(response, 200, { items, cursor: null, next: null });
}

function add(document, response) {
  const item = { id: items.length + 1, ...document };
  items.push(item);
  send(response, 201, item);
}

http
  .createServer((request, response) => {
    const pieces = [];
    request.on("data", (piece) => pieces.push(piece));
    request.on("end", () => {
      const target = new URL(request.url, "http://localhost");
      if (request.method === "POST") add(JSON.parse(Buffer.concat(pieces).toString()), response);
      else list(target.searchParams, response); // a URLSearchParams, decoded
    });
  })
  .listen(Number(process.env.PORT), "127.0.0.1");
