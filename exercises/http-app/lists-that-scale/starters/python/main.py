"""Lists that scale: things can be put on the table, the list is yours to write."""

import json
import os
import threading
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from urllib.parse import parse_qsl, urlsplit

items = []
lock = threading.Lock()  # each request runs in a thread of its own


class Handler(BaseHTTPRequestHandler):
    def do_GET(self):
        target = urlsplit(self.path)
        parameters = dict(parse_qsl(target.query, keep_blank_values=True))  # decoded
        print("somebody asks for", parameters, flush=True)
        with lock:
            self.send(200, {"items": items, "cursor": None, "next": None})

    def do_POST(self):
        document = json.loads(self.rfile.read(int(self.headers["Content-Length"])))
        with lock:
            item = {"id": len(items) + 1, **document}
            items.append(item)
        self.send(201, item)

    def send(self, status, document):
        body = json.dumps(document).encode()
        self.send_response(status)
        self.send_header("Content-Type", "application/json")
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)


if __name__ == "__main__":
    ThreadingHTTPServer(("127.0.0.1", int(os.environ["PORT"])), Handler).serve_forever()
