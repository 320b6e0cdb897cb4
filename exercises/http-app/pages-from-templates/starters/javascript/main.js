"use strict";

// Pages from templates: one page is there, and no layout yet.
const http = require("node:http");

function send(response, status, text) {
  response.writeHead(status, { "Content-Type": "text/html; charset=utf-8" });
  response.end(text);
}

function answer(request, response, body) {
  if (request.method === "POST") {
    console.log("somebody writes", Object.fromEntries(new URLSearchParams(body)));
    return send(response, 404, "<!doctype html><title>Guest book</title><p>Not yet.</p>");
  }
  send(response, 200, "<!doctype html><title>Guest book</title><h1>Guest book</h1><p>Nothing yet.</p>");
}

http
  .createServer((request, response) => {
    const pieces = [];
    request.on("data", (piece) => pieces.push(piece));
    request.on("end", () => answer(request, response, Buffer.concat(pieces).toString()));
  })
  .listen(Number(process.env.PORT), "127.0.0.1");
