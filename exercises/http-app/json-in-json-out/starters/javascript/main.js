"use strict";

// JSON in, JSON out: the server runs, the answers are yours to write.
const http = require("node:http");

function send(response, status, document) {
  response.writeHead(status);
  response.end(JSON.stringify(document));
}

function answer(request, response, body) {
  if (request.method === "GET" && request.url === "/health") {
    send(response, 200, { status: "sleepy" });
  } else {
    console.log(`${request.method} ${request.url} brought ${JSON.stringify(body)}`);
    response.writeHead(404);
    response.end("not found\n");
  }
}

http
  .createServer((request, response) => {
    const pieces = [];
    request.on("data", (piece) => pieces.push(piece));
    request.on("end", () => answer(request, response, Buffer.concat(pieces).toString()));
  })
  .listen(Number(process.env.PORT), "127.0.0.1");
