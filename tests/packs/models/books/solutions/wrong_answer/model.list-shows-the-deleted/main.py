import json
import os
import re
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Lock

DEFAULTS = {"author": "", "tags": [], "lent": False}
books, lock, last, shown = {}, Lock(), [0], {}


def fresh(document):
    return {"title": document["title"], **{name: document.get(name, value) for name, value in DEFAULTS.items()}}


class Handler(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    disable_nagle_algorithm = True

    def log_message(self, *words):
        pass

    def answer(self, status, document=None):
        body = b"" if document is None else json.dumps(document).encode()
        self.send_response(status)
        if status != 204:
            self.send_header("Content-Type", "application/json")
            self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def document(self):
        return json.loads(self.rfile.read(int(self.headers.get("Content-Length", 0))) or b"{}")

    def number(self):
        found = re.fullmatch(r"/books/([0-9]+)", self.path)
        return int(found[1]) if found else None

    def do_GET(self):
        with lock:
            if self.path == "/books":
                return self.answer(200, {"books": list({**shown, **books}.values())})
            book = books.get(self.number())
            self.answer(200 if book else 404, book)

    def do_POST(self):
        document = self.document()
        with lock:
            last[0] += 1
            books[last[0]] = {"id": last[0], **fresh(document)}
            self.answer(201, books[last[0]])

    def do_PUT(self):
        document = self.document()
        with lock:
            number = self.number()
            if number not in books:
                return self.answer(404)
            books[number] = {"id": number, **fresh(document)}
            self.answer(200, books[number])

    def do_PATCH(self):
        document = self.document()
        with lock:
            number = self.number()
            if number not in books:
                return self.answer(404)
            for name in fresh({"title": ""}):
                if name in document:
                    books[number][name] = document[name]
            self.answer(200, books[number])

    def do_DELETE(self):
        with lock:
            number = self.number()
            if number not in books:
                return self.answer(404)
            shown[number] = books.pop(number)
            self.answer(204)


ThreadingHTTPServer.request_queue_size = 64
ThreadingHTTPServer(("127.0.0.1", int(os.environ["PORT"])), Handler).serve_forever()
