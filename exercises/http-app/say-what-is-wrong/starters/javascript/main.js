"use strict";

// Say what is wrong: the server runs, the rules are yours to keep.
const http = require("node:http");

function send(response, status, document) {
  response.writeHead(status, { "Content-Type": "application/json" });
  response.end(JSON.stringify(document));
}

http
  .createServer((request, response) => {
    const pieces = [];
    request.on("data", (piece) => pieces.push(piece));
    request.on("end", () => {
      console.log("somebody wants to sign up:", Buffer.concat(pieces).toString());
      send(response, 422, { errors: {} });
    });
  })
  .listen(Number(process.env.PORT), "127.0.0.1");
