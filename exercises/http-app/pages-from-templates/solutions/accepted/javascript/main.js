"use strict";

// Pages from templates, with the standard library.
const http = require("node:http");

const entries = [];
const letters = { "&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;", "'": "&#39;" };

// What html`...` has made. Any other value of a template is a text, and escaped.
class Html {
  constructor(text) {
    this.text = text;
  }
}

function written(value) {
  if (value instanceof Html) return value.text;
  if (Array.isArray(value)) return value.map(written).join("");
  return String(value).replace(/[&<>"']/g, (letter) => letters[letter]);
}

const html = (texts, ...values) => new Html(texts.reduce((all, text, i) => all + written(values[i - 1]) + text));

function page(heading, content) {
  const title = heading === "Guest book" ? heading : `${heading} - Guest book`;
  return html`<!doctype html>
<html lang="en">
<head><meta charset="utf-8"><title>${title}</title></head>
<body>
<header><nav><a href="/">Guest book</a> <a href="/write">Write</a> <a href="/about">About</a></nav></header>
<h1>${heading}</h1>
${content}
</body>
</html>
`;
}

const item = ({ name, message }) => html`<li><strong>${name}</strong> <p>${message}</p></li>`;

const book = () => page("Guest book", html`<ol id="entries">${entries.map(item)}</ol>`);

function form({ name, message }, fault = "") {
  const content = html`<form method="post" action="/entries">
<p>${fault}</p>
<label>Your name <input name="name" value="${name}"></label>
<label>Your line <textarea name="message">
${message}</textarea></label>
<button>Write</button>
</form>`;
  return page("Write", content);
}

function send(response, status, { text }) {
  response.writeHead(status, { "Content-Type": "text/html; charset=utf-8" });
  response.end(text);
}

function write(body, response) {
  const fields = new URLSearchParams(body);
  const entry = { name: (fields.get("name") ?? "").trim(), message: (fields.get("message") ?? "").trim() };
  if (!entry.name || !entry.message) return send(response, 422, form(entry, "A name and a line, please."));
  entries.push(entry);
  response.writeHead(303, { Location: "/", "Content-Length": 0 }).end();
}

function answer(request, response, body) {
  const route = `${request.method} ${request.url.split("?")[0]}`;
  if (route === "GET /") return send(response, 200, book());
  if (route === "GET /write") return send(response, 200, form({ name: "", message: "" }));
  if (route === "GET /about") return send(response, 200, page("About", html`<p>Everybody who was here may say so.</p>`));
  if (route === "POST /entries") return write(body, response);
  send(response, 404, page("Not found", html`<p>There is no such page in this book.</p>`));
}

http
  .createServer((request, response) => {
    const pieces = [];
    request.on("data", (piece) => pieces.push(piece));
    request.on("end", () => answer(request, response, Buffer.concat(pieces).toString()));
  })
  .listen(Number(process.env.PORT), "127.0.0.1");
