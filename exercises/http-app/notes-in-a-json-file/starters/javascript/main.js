"use strict";

// Notes in a JSON file: the server runs, the notes are yours to keep, also when it ends.
const http = require("node:http");

function send(response, status, document) {
  response.writeHead(status, { "Content-Type": "application/json" });
  response.end(JSON.stringify(document));
}

// `document` is what the body says, or undefined without a body.
function answer(request, response, document) {
  if (request.method === "GET" && request.url === "/notes") {
    send(response, 200, { notes: [] });
  } else {
    console.log(request.method, request.url, document);
    send(response, 404, { error: "not here" });
  }
}

http
  .createServer((request, response) => {
    const pieces = [];
    request.on("data", (piece) => pieces.push(piece));
    request.on("end", () => {
      const text = Buffer.concat(pieces).toString();
      answer(request, response, text === "" ? undefined : JSON.parse(text));
    });
  })
  .listen(Number(process.env.PORT), "127.0.0.1");
