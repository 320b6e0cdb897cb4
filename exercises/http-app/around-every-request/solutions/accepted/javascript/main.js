"use strict";

// Around every request, with the standard library.
const http = require("node:http");
const { randomUUID } = require("node:crypto");
const { setTimeout: sleep } = require("node:timers/promises");

const asJson = (status, document) => ({ status, type: "application/json", body: Buffer.from(JSON.stringify(document)) });

async function route(path) {
  const letters = /^\/letters\/([0-9]{1,4})$/.exec(path);
  if (path === "/hello") return asJson(200, { hello: "world" });
  if (letters) return { status: 200, type: "text/plain", body: Buffer.alloc(Number(letters[1]), "x") };
  if (path === "/slow") {
    await sleep(300);
    return asJson(200, { slow: true });
  }
  if (path === "/boom") return asJson(200, { length: undefined.length });
  return asJson(404, { error: "not found" });
}

function idOf(request) {
  const given = request.headers["x-request-id"] ?? "";
  return /^[A-Za-z0-9_-]{8,64}$/.test(given) ? given : randomUUID();
}

// The answer of the route; when it fails, the one that says so and no more.
async function guarded(path, id) {
  try {
    return await route(path);
  } catch (fault) {
    console.error(fault); // on stderr, for us
    return asJson(500, { error: "internal", id });
  }
}

async function serve(request, response) {
  const begin = performance.now();
  const id = idOf(request);
  const path = decodeURIComponent(request.url.split("?")[0]);
  const { status, type, body } = await guarded(path, id);
  const ms = Math.floor(performance.now() - begin);
  response.writeHead(status, { "Content-Type": type, "Content-Length": body.length, "X-Request-Id": id, "X-Duration-Ms": ms });
  response.end(body);
  const agent = request.headers["user-agent"] ?? "";
  console.log(JSON.stringify({ method: request.method, path, status, bytes: body.length, ms, id, agent }));
}

http.createServer(serve).listen(Number(process.env.PORT), "127.0.0.1");
