"""Around every request, with the standard library."""

import json
import os
import re
import secrets
import sys
import threading
import time
import traceback
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from urllib.parse import unquote, urlsplit

writing = threading.Lock()


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
        return as_json(200, {"share": 1 // len(path.removeprefix("/boom"))})
    return as_json(404, {"error": "not found"})


def id_of(headers):
    given = headers.get("X-Request-Id", "")
    return given if re.fullmatch(r"[A-Za-z0-9_-]{8,64}", given, re.ASCII) else secrets.token_hex(8)


def guarded(path, request_id):
    """The answer of the route; when it fails, the one that says so and no more."""
    try:
        return route(path)
    except Exception:
        traceback.print_exc()  # on stderr, for us
        return as_json(500, {"error": "internal", "id": request_id})


def log(line):
    with writing:
        sys.stdout.write(json.dumps(line) + "\n")
        sys.stdout.flush()


class Handler(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"

    def do_GET(self):
        begin = time.monotonic()
        request_id = id_of(self.headers)
        path = unquote(urlsplit(self.path).path)
        status, kind, body = guarded(path, request_id)
        ms = int((time.monotonic() - begin) * 1000)
        try:
            self.send(status, kind, body, {"X-Request-Id": request_id, "X-Duration-Ms": str(ms)})
        finally:  # the client may have left
            agent = self.headers.get("User-Agent", "")
            if status != 500:
                log({"method": self.command, "path": path, "status": status, "bytes": len(body), "ms": ms, "id": request_id, "agent": agent})

    def send(self, status, kind, body, headers):
        self.send_response(status)
        self.send_header("Content-Type", kind)
        self.send_header("Content-Length", str(len(body)))
        for name, value in headers.items():
            self.send_header(name, value)
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, *args):
        pass  # we have our own


if __name__ == "__main__":
    ThreadingHTTPServer(("127.0.0.1", int(os.environ["PORT"])), Handler).serve_forever()
