"use strict";

// Forms and uploads, with the standard library.
const crypto = require("node:crypto");
const fs = require("node:fs");
const http = require("node:http");
const path = require("node:path");

const data = process.env.DATA_DIR;
const uploads = path.join(data, "uploads");
fs.mkdirSync(uploads, { recursive: true });

class Broken extends Error {}

// A body, read piece by piece: only what may be the beginning of a delimiter is kept back.
class Parts {
  constructor(request, boundary) {
    this.pieces = request[Symbol.asyncIterator]();
    this.delimiter = Buffer.from(`\r\n--${boundary}`);
    this.buffer = Buffer.from("\r\n"); // the first delimiter is like all others
  }

  async more() {
    const { value, done } = await this.pieces.next();
    if (done) throw new Broken("the last delimiter is missing");
    this.buffer = Buffer.concat([this.buffer, value]);
  }

  take(size) {
    const taken = this.buffer.subarray(0, size);
    this.buffer = this.buffer.subarray(size);
    return taken;
  }

  // The pieces up to the next delimiter, which is taken as well.
  async *content() {
    const keep = this.delimiter.length - 1;
    let at;
    while ((at = this.buffer.indexOf(this.delimiter)) < 0) {
      if (this.buffer.length > keep) yield this.take(this.buffer.length - keep);
      await this.more();
    }
    yield this.take(at);
    this.take(this.delimiter.length);
  }

  async text() {
    const pieces = [];
    for await (const piece of this.content()) pieces.push(piece);
    return Buffer.concat(pieces).toString();
  }

  // Behind a delimiter: whether another part follows.
  async hasNext() {
    while (this.buffer.length < 2) await this.more();
    const end = this.take(2).toString();
    if (end !== "\r\n" && end !== "--") throw new Broken("a delimiter is followed by something else");
    return end === "\r\n";
  }

  async headers() {
    while (this.buffer.indexOf("\r\n\r\n") < 0) {
      if (this.buffer.length > 65536) throw new Broken("the headers of a part do not end");
      await this.more();
    }
    const head = this.take(this.buffer.indexOf("\r\n\r\n")).toString();
    this.take(4);
    const lines = head.split("\r\n").map((line) => /^([^:]*):(.*)$/.exec(line) ?? [line, line, ""]);
    return Object.fromEntries(lines.map(([, name, value]) => [name.trim().toLowerCase(), value.trim()]));
  }
}

const parameter = (header, name) => new RegExp(`;\\s*${name}="([^"]*)"`, "i").exec(header)?.[1];

function lastPart(filename) {
  const name = filename.split(/[/\\]/).at(-1);
  if (["", ".", ".."].includes(name)) throw new Broken("a file has no name that can be used");
  return name;
}

async function store(pieces, file) {
  const digest = crypto.createHash("sha256");
  const handle = await fs.promises.open(file.stored, "w");
  try {
    for await (const piece of pieces) {
      await handle.writeFile(piece);
      digest.update(piece);
      file.size += piece.length;
    }
  } finally {
    await handle.close();
  }
  file.sha256 = digest.digest("hex");
}

function add(fields, name, value) {
  fields[name] = [...(fields[name] ?? []), value];
}

async function receive(parts, fields, files) {
  await parts.text(); // what stands before the first delimiter
  while (await parts.hasNext()) {
    const headers = await parts.headers();
    const disposition = headers["content-disposition"] ?? "";
    const field = parameter(disposition, "name");
    const filename = parameter(disposition, "filename");
    if (field === undefined) throw new Broken("a part has no name");
    if (!filename) {
      const text = await parts.text();
      if (filename === undefined) add(fields, field, text);
      continue;
    }
    const type = headers["content-type"] ?? "application/octet-stream";
    const file = { field, name: lastPart(filename), type, size: 0, stored: path.join(data, `new-${crypto.randomUUID()}`) };
    files.push(file);
    await store(parts.content(), file);
  }
  if (files.length === 0) throw new Broken("there is no file");
}

async function upload(request) {
  const fields = {};
  const files = [];
  const boundary = /;\s*boundary="?([^";]+)/.exec(request.headers["content-type"])?.[1];
  try {
    if (!boundary) throw new Broken("there is no boundary");
    await receive(new Parts(request, boundary), fields, files);
  } catch (fault) {
    for (const { stored } of files) fs.rmSync(stored, { force: true });
    if (!(fault instanceof Broken)) throw fault;
    return [400, { error: fault.message }];
  }
  for (const { stored, name } of files) fs.renameSync(stored, path.join(uploads, name));
  return [201, { fields, files: files.map(({ stored, ...shown }) => shown) }];
}

async function form(request) {
  const pieces = [];
  for await (const piece of request) pieces.push(piece);
  const fields = {};
  for (const [name, value] of new URLSearchParams(Buffer.concat(pieces).toString())) add(fields, name, value);
  return [200, { fields }];
}

async function post(request) {
  const type = (request.headers["content-type"] ?? "").split(";")[0].trim().toLowerCase();
  if (request.url === "/forms" && type === "application/x-www-form-urlencoded") return form(request);
  if (request.url === "/uploads" && type === "multipart/form-data") return upload(request);
  return [["/forms", "/uploads"].includes(request.url) ? 415 : 404, { error: "not like this" }];
}

function download(url) {
  const name = url.startsWith("/uploads/") ? decodeURIComponent(url.slice("/uploads/".length)) : "";
  const file = path.join(uploads, name);
  const known = path.dirname(file) === uploads && path.basename(file) === name;
  return known && fs.existsSync(file) && fs.statSync(file).isFile() ? fs.readFileSync(file) : undefined;
}

async function serve(request, response) {
  const found = request.method === "GET" ? download(request.url) : undefined;
  if (found) {
    response.writeHead(200, { "Content-Type": "application/octet-stream" });
    return response.end(found);
  }
  const [status, document] = request.method === "POST" ? await post(request) : [404, { error: "there is no such file" }];
  request.resume(); // what was not looked at
  response.writeHead(status, { "Content-Type": "application/json" });
  response.end(JSON.stringify(document));
}

http.createServer(serve).listen(Number(process.env.PORT), "127.0.0.1");
