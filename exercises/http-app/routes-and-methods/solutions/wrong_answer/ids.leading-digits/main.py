"""Routes and methods, with the standard library."""

import json
import os
import re
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from urllib.parse import unquote

BOOKS = {
    3: {"title": "The Patient Port", "chapters": ["Knock", "Listen", "Answer"], "tags": ["http", "tcp/ip"]},
    12: {"title": "Cables and Cake", "chapters": ["Dough", "Copper"], "tags": ["café", "tcp/ip"]},
    40: {"title": "A Byte Too Far", "chapters": ["Up", "Over", "Off", "Home"], "tags": ["c++", "http"]},
}
READ = ["GET", "HEAD", "OPTIONS"]


def number(text):
    """The number that `text` is, or None."""
    digits = re.match(r"[0-9]+", text)
    return int(digits[0]) if digits else None


def show_book(book_id):
    if book_id not in BOOKS:
        return None
    book = BOOKS[book_id]
    return {"id": book_id, "title": book["title"], "chapters": len(book["chapters"])}


def show_chapter(book_id, n):
    if book_id not in BOOKS or n is None:
        return None
    chapters = BOOKS[book_id]["chapters"]
    if not 1 <= n <= len(chapters):
        return None
    return {"book": book_id, "chapter": n, "title": chapters[n - 1]}


def show_tag(tag):
    found = sorted(book_id for book_id, book in BOOKS.items() if tag in book["tags"])
    return {"tag": tag, "books": found} if found else None


def route(target):
    """The methods of the target's path, and what answers it; None when no route has the path."""
    path = target.partition("?")[0]
    segments = [unquote(segment) for segment in path.split("/")[1:]]
    match segments:
        case ["books", "latest"]:
            return READ, lambda: (200, show_book(max(BOOKS)))
        case ["books", book_id]:
            return READ, lambda: (200, show_book(number(book_id)))
        case ["books", book_id, "chapters", n]:
            return READ, lambda: (200, show_chapter(number(book_id), number(n)))
        case ["tags", tag]:
            return READ, lambda: (200, show_tag(tag))
        case ["wishes"]:
            return ["POST", "OPTIONS"], lambda: (202, {"wish": "noted"})
    return None


class Handler(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"

    def serve(self):
        self.rfile.read(int(self.headers.get("Content-Length", 0)))
        found = route(self.path)
        if found is None:
            return self.refuse(404)
        methods, answer = found
        if self.command == "OPTIONS":
            self.send_response(204)
            self.send_header("Allow", ", ".join(methods))
            return self.end_headers()
        if self.command not in methods:
            return self.refuse(405, {"Allow": ", ".join(methods)})
        status, document = answer()
        if document is None:
            return self.refuse(404)
        self.send(status, document)

    do_GET = do_HEAD = do_POST = do_PUT = do_PATCH = do_DELETE = do_OPTIONS = serve

    def refuse(self, status, headers={}):
        self.send(status, {"error": self.responses[status][0]}, headers)

    def send(self, status, document, headers={}):
        body = json.dumps(document).encode()
        self.send_response(status)
        self.send_header("Content-Type", "application/json")
        self.send_header("Content-Length", str(len(body)))
        for name, value in headers.items():
            self.send_header(name, value)
        self.end_headers()
        if self.command != "HEAD":
            self.wfile.write(body)


if __name__ == "__main__":
    ThreadingHTTPServer(("127.0.0.1", int(os.environ["PORT"])), Handler).serve_forever()
