"""Open it to a web page, with the standard library."""

import json
import os
import re
import threading
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

ORIGINS = os.environ.get("ORIGINS", "").split(",")
PUBLIC = Path(__file__).parent / "public"
PAGES = {"/": ("index.html", "text/html; charset=utf-8"), "/app.js": ("app.js", "text/javascript; charset=utf-8")}

notes = {}
last_id = 0
lock = threading.Lock()


def add(text):
    global last_id
    with lock:
        last_id += 1
        notes[last_id] = {"id": last_id, "text": text}
        return notes[last_id]


class Handler(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"

    def do_GET(self):
        if self.path in PAGES:
            name, kind = PAGES[self.path]
            return self.answer(200, (PUBLIC / name).read_bytes(), {"Content-Type": kind})
        if self.path != "/notes":
            return self.send(404, {"error": "not here"})
        with lock:
            self.send(200, {"notes": list(notes.values())})

    def do_POST(self):
        body = self.rfile.read(int(self.headers.get("Content-Length", 0)))
        if self.path != "/notes":
            return self.send(404, {"error": "not here"})
        try:
            text = json.loads(body)["text"]
        except (ValueError, KeyError, TypeError):
            return self.send(400, {"error": "a note has a text"})
        note = add(text)
        self.send(201, note, {"Location": f"/notes/{note['id']}"})

    def do_DELETE(self):
        found = re.fullmatch(r"/notes/([0-9]+)", self.path, re.ASCII)
        with lock:
            gone = notes.pop(int(found[1]), None) if found else None
        if gone is None:
            return self.send(404, {"error": "there is no such note"})
        self.answer(204)

    def do_OPTIONS(self):
        if "Access-Control-Request-Method" not in self.headers:
            return self.send(404, {"error": "not here"})
        allowed = {
            "Access-Control-Allow-Methods": "GET, POST, DELETE",
            "Access-Control-Allow-Headers": "Content-Type",
            "Access-Control-Max-Age": "600",
        }
        self.answer(204, None, allowed if self.is_trusted() else {})

    def is_trusted(self):
        return self.headers.get("Origin") in [*ORIGINS, "null"]

    def send(self, status, document, headers={}):
        self.answer(status, json.dumps(document).encode(), {"Content-Type": "application/json", **headers})

    def answer(self, status, body=None, headers={}):
        """All answers go through here, so none of them goes without."""
        self.send_response(status)
        self.send_header("Vary", "Origin")
        if self.is_trusted():
            self.send_header("Access-Control-Allow-Origin", self.headers["Origin"])
            self.send_header("Access-Control-Allow-Credentials", "true")
            self.send_header("Access-Control-Expose-Headers", "Location")
        for name, value in headers.items():
            self.send_header(name, value)
        if body is not None:
            self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        if body:
            self.wfile.write(body)


if __name__ == "__main__":
    ThreadingHTTPServer(("127.0.0.1", int(os.environ["PORT"])), Handler).serve_forever()
