"""Pages from templates, with the standard library."""

import os
from html import escape
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from urllib.parse import parse_qs

entries = []

LAYOUT = """<!doctype html>
<html lang="en">
<head><meta charset="utf-8"><title>{title}</title></head>
<body>
<header><nav><a href="/">Guest book</a> <a href="/write">Write</a> <a href="/about">About</a></nav></header>
<h1>{heading}</h1>
{content}
</body>
</html>
"""

ENTRY = """<li><strong>{name}</strong>
<p>{message}</p></li>
"""

FORM = """<form method="post" action="/entries">
<p>{fault}</p>
<label>Your name <input name="name" value="{name}"></label>
<label>Your line <textarea name="message">
{message}</textarea></label>
<button>Write</button>
</form>
"""


def fill(template, **values):
    """Whatever goes into a template is escaped, here and nowhere else."""
    return template.format(**{name: escape(value) for name, value in values.items()})


def page(heading, content):
    """`content` is HTML already."""
    title = "Guest book" if heading == "Guest book" else heading + " - Guest book"
    return LAYOUT.format(title=escape(title), heading=escape(heading), content=content)


def book():
    return page("Guest book", '<ol id="entries">\n' + "".join(fill(ENTRY, **entry) for entry in entries) + "</ol>")


def form(name="", message="", fault=""):
    return page("Write", fill(FORM, name=name, message=message, fault=fault))


class Handler(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"

    def do_GET(self):
        path = self.path.split("?")[0]
        if path == "/":
            self.send(200, book())
        elif path == "/write":
            self.send(200, form())
        elif path == "/about":
            self.send(200, page("About", "<p>Everybody who was here may say so.</p>"))
        else:
            self.send(404, page("Not found", "<p>There is no such page in this book.</p>"))

    def do_POST(self):
        text = self.rfile.read(int(self.headers["Content-Length"])).decode()
        if self.path != "/entries":
            return self.send(404, page("Not found", "<p>Nothing can be written here.</p>"))
        fields = parse_qs(text)
        entry = {name: fields.get(name, [""])[0].strip() for name in ("name", "message")}
        if not all(entry.values()):
            return self.send(422, form(**entry, fault="A name and a line, please."))
        entries.append(entry)
        self.send_response(303)
        self.send_header("Location", "/")
        self.send_header("Content-Length", "0")
        self.end_headers()

    def send(self, status, text):
        body = text.encode()
        self.send_response(status)
        self.send_header("Content-Type", "text/html")
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)


if __name__ == "__main__":
    ThreadingHTTPServer(("127.0.0.1", int(os.environ["PORT"])), Handler).serve_forever()
