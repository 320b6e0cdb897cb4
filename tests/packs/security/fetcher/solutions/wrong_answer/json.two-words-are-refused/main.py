import http.client
import json
import os
import urllib.request
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from urllib.parse import parse_qs, unquote, urlsplit


class Refused(Exception):
    pass


def fetch(url):
    host = unquote(urlsplit(url).hostname)
    if host in ("127.0.0.1", "localhost"):
        raise Refused
    with urllib.request.urlopen(url, timeout=1) as answer:
        return answer.read()


class Handler(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"

    def log_message(self, *words):
        pass

    def answer(self, status, document):
        body = json.dumps(document).encode()
        self.send_response(status)
        self.send_header("Content-Type", "application/json")
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def preview(self, url):
        try:
            self.answer(200, {"size": len(fetch(url))})
        except (Refused, ValueError):
            self.answer(400, {"error": "this address is not fetched"})
        except (OSError, http.client.HTTPException):
            self.answer(502, {"error": "nobody is there"})

    def do_GET(self):
        self.preview(parse_qs(urlsplit(self.path).query)["url"][0])

    def do_POST(self):
        self.preview(json.loads(self.rfile.read(int(self.headers["Content-Length"])))["url"])


ThreadingHTTPServer(("127.0.0.1", int(os.environ["PORT"])), Handler).serve_forever()
