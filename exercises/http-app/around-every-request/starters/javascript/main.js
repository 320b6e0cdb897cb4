"use strict";

// Around every request: the routes are there, what goes around them is yours to write.
const http = require("node:http");
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
  if (path === "/boom") return asJson(200, { length: undefined.length }); // throws
  return asJson(404, { error: "not found" });
}

async function serve(request, response) {
  const { status, type, body } = await route(request.url.split("?")[0]);
  response.writeHead(status, { "Content-Type": type, "Content-Length": body.length });
  response.end(body);
}

http.createServer(serve).listen(Number(process.env.PORT), "127.0.0.1");
