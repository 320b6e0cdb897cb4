"""Forms and uploads: what comes in is yours to take apart."""

import json
import os
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

UPLOADS = Path(os.environ["DATA_DIR"]) / "uploads"
UPLOADS.mkdir(exist_ok=True)


class Handler(BaseHTTPRequestHandler):
    def do_POST(self):
        left = int(self.headers["Content-Length"])
        print(self.path, self.headers.get("Content-Type"), flush=True)
        while left > 0:
            piece = self.rfile.read(min(left, 65536))  # bytes
            left -= len(piece)
        self.send(404, "application/json", json.dumps({"error": "not yet"}).encode())

    def do_GET(self):
        self.send(404, "application/json", json.dumps({"error": "there is no such file"}).encode())

    def send(self, status, kind, body):
        self.send_response(status)
        self.send_header("Content-Type", kind)
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)


if __name__ == "__main__":
    ThreadingHTTPServer(("127.0.0.1", int(os.environ["PORT"])), Handler).serve_forever()
