"""Routes and methods: the shelf is filled, the routes are yours to write."""

import json
import os
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

BOOKS = {
    3: {"title": "The Patient Port", "chapters": ["Knock", "Listen", "Answer"], "tags": ["http", "tcp/ip"]},
    12: {"title": "Cables and Cake", "chapters": ["Dough", "Copper"], "tags": ["café", "tcp/ip"]},
    40: {"title": "A Byte Too Far", "chapters": ["Up", "Over", "Off", "Home"], "tags": ["c++", "http"]},
}


class Handler(BaseHTTPRequestHandler):
    # http.server calls do_ and the method's name; a method without one gets a 501
    def do_GET(self):
        if self.path == "/books/3":
            self.send(200, {"id": 3, "title": BOOKS[3]["title"], "chapters": len(BOOKS[3]["chapters"])})
        else:
            self.send(404, {"error": "not here"})

    def send(self, status, document):
        body = json.dumps(document).encode()
        self.send_response(status)
        self.send_header("Content-Type", "application/json")
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)


if __name__ == "__main__":
    ThreadingHTTPServer(("127.0.0.1", int(os.environ["PORT"])), Handler).serve_forever()
