import json
import os
import secrets
import string
import threading
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

LETTERS_AND_DIGITS = string.ascii_letters + string.digits

links = {}  # code -> url
lock = threading.Lock()


def new_code():
    first = secrets.choice(string.ascii_letters)
    return first + "".join(secrets.choice(LETTERS_AND_DIGITS) for _ in range(6))


def add_link(url):
    with lock:
        code = new_code()
        while code in links:
            code = new_code()
        links[code] = url
    return code


class Handler(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"

    def do_POST(self):
        raw = self.rfile.read(int(self.headers.get("Content-Length", 0)))
        if self.path == "/links":
            self.create(raw)
        else:
            self.send_problem(404, "not_found", "there is nothing here")

    def do_GET(self):
        code = self.path.removeprefix("/links/")
        if code != self.path and code in links:
            self.send_json(200, self.link(code))
        else:
            self.send_problem(404, "not_found", "there is no link with this code")

    def create(self, raw):
        try:
            body = json.loads(raw)
        except ValueError:
            self.send_problem(400, "invalid_json", "the body is not JSON")
            return
        url = body.get("url") if isinstance(body, dict) else None
        if not isinstance(url, str) or not url:
            self.send_problem(422, "url_required", "`url` must be a text that is not empty")
            return
        code = add_link(url)
        self.send_json(201, self.link(code), {"Location": f"/{code}"})

    def link(self, code):
        host = self.headers.get("Host", "")
        return {"code": code, "url": links[code], "short_url": f"http://{host}/{code}"}

    def send_problem(self, status, code, message, headers={}):
        self.send_json(status, {"error": {"code": code, "message": message}}, headers)

    def send_json(self, status, body, headers={}):
        data = json.dumps(body).encode()
        self.send_response(status)
        self.send_header("Content-Type", "application/json")
        self.send_header("Content-Length", str(len(data)))
        for name, value in headers.items():
            self.send_header(name, value)
        self.end_headers()
        self.wfile.write(data)

    def log_message(self, *args):
        pass


ThreadingHTTPServer(("127.0.0.1", int(os.environ["PORT"])), Handler).serve_forever()
