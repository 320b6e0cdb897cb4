"""Open it to a web page: the notes work, nobody else's page may read them yet."""

import json
import os
import re
import threading
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

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

    def send(self, status, document, headers={}):
        self.answer(status, json.dumps(document).encode(), {"Content-Type": "application/json", **headers})

    def answer(self, status, body=None, headers={}):
        self.send_response(status)
        for name, value in headers.items():
            self.send_header(name, value)
        if body is not None:
            self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        if body:
            self.wfile.write(body)


if __name__ == "__main__":
    ThreadingHTTPServer(("127.0.0.1", int(os.environ["PORT"])), Handler).serve_forever()
