"""Around every request: the routes are there, what goes around them is yours to write."""

import json
import os
import re
import time
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer


def as_json(status, document):
    return status, "application/json", json.dumps(document).encode()


def route(path):
    """Status, type and body of the answer."""
    letters = re.fullmatch(r"/letters/([0-9]{1,4})", path, re.ASCII)
    if path == "/hello":
        return as_json(200, {"hello": "world"})
    if letters:
        return 200, "text/plain", b"x" * int(letters[1])
    if path == "/slow":
        time.sleep(0.3)
        return as_json(200, {"slow": True})
    if path == "/boom":
        return as_json(200, {"share": 1 // len(path.removeprefix("/boom"))})  # by zero
    return as_json(404, {"error": "not found"})


class Handler(BaseHTTPRequestHandler):
    def do_GET(self):
        self.send(*route(self.path.split("?")[0]))

    def send(self, status, kind, body):
        self.send_response(status)
        self.send_header("Content-Type", kind)
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, *args):
        pass  # http.server would write lines of its own to stderr


if __name__ == "__main__":
    ThreadingHTTPServer(("127.0.0.1", int(os.environ["PORT"])), Handler).serve_forever()
