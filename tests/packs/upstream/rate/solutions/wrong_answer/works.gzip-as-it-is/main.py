import gzip
import http.client
import json
import os
import time
import zlib
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from urllib.parse import urlsplit

PLACE = urlsplit(os.environ["UPSTREAM_URL"])
PATIENCE = 0.3


class Broken(Exception):
    pass


def fetch(connection, deadline):
    connection.request("GET", "/rate")
    answer = connection.getresponse()
    if answer.status != 200:
        raise Broken
    body = b""
    while answer.length:
        left = deadline - time.monotonic()
        if left <= 0:
            raise TimeoutError
        connection.sock.settimeout(left)
        part = answer.read1(4096)
        if not part:
            raise Broken
        body += part
    return float(body)


def ask():
    connection = http.client.HTTPConnection(PLACE.hostname, PLACE.port, timeout=PATIENCE)
    try:
        return 200, {"rate": fetch(connection, time.monotonic() + PATIENCE)}
    except TimeoutError:
        return 504, {}
    except (OSError, Broken, ValueError, http.client.HTTPException, zlib.error, EOFError):
        return 502, {}
    finally:
        connection.close()


class Handler(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"

    def do_GET(self):
        status, answer = ask()
        body = json.dumps(answer).encode()
        self.send_response(status)
        self.send_header("Content-Type", "application/json")
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)


ThreadingHTTPServer(("127.0.0.1", int(os.environ["PORT"])), Handler).serve_forever()
