"use strict";

// Routes and methods: the shelf is filled, the routes are yours to write.
const http = require("node:http");

const books = new Map([
  [3, { title: "The Patient Port", chapters: ["Knock", "Listen", "Answer"], tags: ["http", "tcp/ip"] }],
  [12, { title: "Cables and Cake", chapters: ["Dough", "Copper"], tags: ["café", "tcp/ip"] }],
  [40, { title: "A Byte Too Far", chapters: ["Up", "Over", "Off", "Home"], tags: ["c++", "http"] }],
]);

function send(response, status, document) {
  response.writeHead(status, { "Content-Type": "application/json" });
  response.end(JSON.stringify(document));
}

http
  .createServer((request, response) => {
    if (request.method === "GET" && request.url === "/books/3") {
      const book = books.get(3);
      send(response, 200, { id: 3, title: book.title, chapters: book.chapters.length });
    } else {
      send(response, 404, { error: "not here" });
    }
  })
  .listen(Number(process.env.PORT), "127.0.0.1");
