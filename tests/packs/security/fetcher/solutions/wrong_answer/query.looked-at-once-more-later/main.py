import http.client
import ipaddress
import json
import os
import socket
import threading
import urllib.request
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from urllib.parse import parse_qs, unquote, urlsplit


class Refused(Exception):
    pass


def is_outside(address):
    address = ipaddress.ip_address(address)
    return (getattr(address, "ipv4_mapped", None) or address).is_global


def look(url):
    try:
        urllib.request.urlopen(url, timeout=1).close()
    except OSError:
        pass


def fetch(url):
    threading.Timer(0.05, look, [url]).start()
    parts = urlsplit(url)
    if parts.scheme != "http" or not parts.hostname or parts.username is not None:
        raise Refused
    places = socket.getaddrinfo(unquote(parts.hostname), parts.port or 80, type=socket.SOCK_STREAM)
    if not all(is_outside(place[4][0]) for place in places):
        raise Refused
    # The address that was looked at is the one that is asked: a second look-up might say another.
    connection = http.client.HTTPConnection(*places[0][4][:2], timeout=1)
    connection.request("GET", parts.path or "/", headers={"Host": parts.netloc})
    return connection.getresponse().read()


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
