"""JSON in, JSON out, with the standard library."""

import json
import os
from datetime import datetime, timezone
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer


class Refused(Exception):
    def __init__(self, status, code, message):
        super().__init__(message)
        self.status = status
        self.code = code


def health():
    return {"status": "ok"}


def time():
    return {"now": datetime.now(timezone.utc).isoformat()}


def add_up(document):
    if not isinstance(document, dict) or not isinstance(document.get("numbers"), list):
        raise Refused(422, "bad_numbers", "send an object with a list `numbers`")
    numbers = document["numbers"]
    total = numbers[0] if numbers else 0
    for number in numbers[1:]:
        total += number
    return {"sum": total, "count": len(numbers)}


class Handler(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"

    def do_GET(self):
        routes = {"/health": health, "/time": time}
        self.serve(routes.get(self.path, self.nobody))

    def do_POST(self):
        self.body = self.rfile.read(int(self.headers.get("Content-Length", 0)))
        routes = {"/sum": lambda: add_up(self.document())}
        self.serve(routes.get(self.path, self.nobody))

    def nobody(self):
        raise Refused(404, "not_found", f"nothing lives at {self.path}")

    def document(self):
        media_type = self.headers.get("Content-Type", "").partition(";")[0].strip().lower()
        if media_type != "application/json":
            raise Refused(415, "unsupported_media_type", "send application/json")
        try:
            return json.loads(self.body)
        except ValueError as problem:
            raise Refused(400, "bad_json", f"this is not JSON: {problem}")

    def serve(self, answer):
        try:
            self.send(200, answer())
        except Refused as refused:
            self.send(refused.status, {"error": {"code": refused.code, "message": str(refused)}})
        except Exception as problem:
            self.log_error("%r", problem)
            self.send(500, {"error": {"code": "internal", "message": "something broke here"}})

    def send(self, status, document):
        body = json.dumps(document).encode()
        self.send_response(status)
        self.send_header("Content-Type", "application/json")
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)


if __name__ == "__main__":
    ThreadingHTTPServer(("127.0.0.1", int(os.environ["PORT"])), Handler).serve_forever()
