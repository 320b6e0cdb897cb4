"""Pages from templates: one page is there, and no layout yet."""

import os
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from urllib.parse import parse_qs

entries = []


class Handler(BaseHTTPRequestHandler):
    def do_GET(self):
        self.send(200, "<!doctype html><title>Guest book</title><h1>Guest book</h1><p>Nothing yet.</p>")

    def do_POST(self):
        fields = parse_qs(self.rfile.read(int(self.headers["Content-Length"])).decode())
        print("somebody writes", fields, flush=True)  # a list of values for each name
        self.send(404, "<!doctype html><title>Guest book</title><p>Not yet.</p>")

    def send(self, status, text):
        body = text.encode()
        self.send_response(status)
        self.send_header("Content-Type", "text/html; charset=utf-8")
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)


if __name__ == "__main__":
    ThreadingHTTPServer(("127.0.0.1", int(os.environ["PORT"])), Handler).serve_forever()
