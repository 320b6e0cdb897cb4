"use strict";

// Forms and uploads: what comes in is yours to take apart.
const fs = require("node:fs");
const http = require("node:http");
const path = require("node:path");

const uploads = path.join(process.env.DATA_DIR, "uploads");
fs.mkdirSync(uploads, { recursive: true });

function send(response, status, document) {
  response.writeHead(status, { "Content-Type": "application/json" });
  response.end(JSON.stringify(document));
}

async function take(request, response) {
  console.log(request.url, request.headers["content-type"]);
  let size = 0;
  for await (const piece of request) size += piece.length; // a Buffer
  send(response, 404, { error: `not yet, ${size} bytes` });
}

http
  .createServer((request, response) => {
    if (request.method === "POST") take(request, response);
    else send(response, 404, { error: "there is no such file" });
  })
  .listen(Number(process.env.PORT), "127.0.0.1");
