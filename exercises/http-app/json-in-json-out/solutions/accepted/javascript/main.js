"use strict";

const http = require("node:http");

class Refused extends Error {
  constructor(status, code, message) {
    super(message);
    this.status = status;
    this.code = code;
  }
}

function parse(type, text) {
  if ((type || "").split(";")[0].trim().toLowerCase() !== "application/json") {
    throw new Refused(415, "unsupported_media_type", "send application/json");
  }
  try {
    return JSON.parse(text);
  } catch (problem) {
    throw new Refused(400, "bad_json", `this is not JSON: ${problem.message}`);
  }
}

function addUp(document) {
  if (document === null || !Array.isArray(document.numbers)) {
    throw new Refused(422, "bad_numbers", "send an object with a list `numbers`");
  }
  let sum = 0;
  for (const number of document.numbers) {
    if (!Number.isInteger(number)) {
      throw new Refused(422, "bad_numbers", `${JSON.stringify(number)} is not a whole number`);
    }
    sum += number;
  }
  return { sum, count: document.numbers.length };
}

const routes = {
  "GET /health": () => ({ status: "ok" }),
  "GET /time": () => ({ now: new Date().toISOString() }),
  "POST /sum": (request, text) => addUp(parse(request.headers["content-type"], text)),
};

function answer(request, text) {
  try {
    const route = routes[`${request.method} ${request.url}`];
    if (!route) throw new Refused(404, "not_found", `nothing lives at ${request.url}`);
    return [200, route(request, text)];
  } catch (problem) {
    if (!(problem instanceof Refused)) throw problem;
    return [problem.status, { error: { code: problem.code, message: problem.message } }];
  }
}

http
  .createServer((request, response) => {
    const pieces = [];
    request.on("data", (piece) => pieces.push(piece));
    request.on("end", () => {
      const [status, document] = answer(request, Buffer.concat(pieces).toString());
      response.writeHead(status, { "Content-Type": "application/json" });
      response.end(JSON.stringify(document));
    });
  })
  .listen(Number(process.env.PORT), "127.0.0.1");
