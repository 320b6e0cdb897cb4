import hashlib
import hmac
import http.client
import json
import os
import queue
import threading
import time
import uuid
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from urllib.parse import urlsplit

PATIENCE = 0.2
PAUSES = [0.6, 0.6, 0.6]
hooks = []
events = queue.Queue()


def send(hook, number, body):
    place = urlsplit(hook["url"])
    moment = str(int(time.time()))
    code = hmac.new(hook["secret"].encode(), moment.encode() + b"." + body, hashlib.sha256).hexdigest()
    headers = {"Content-Type": "application/json", "Event-Id": number, "Sent-At": moment, "Signature": "sha256=" + code}
    connection = http.client.HTTPConnection(place.hostname, place.port, timeout=PATIENCE)
    try:
        connection.request("POST", place._replace(scheme="", netloc="").geturl(), body, headers)
        return 200 <= connection.getresponse().status < 300
    except (OSError, http.client.HTTPException):
        return False
    finally:
        connection.close()


def deliver(hook, number, body):
    for pause in PAUSES + [None]:
        if send(hook, number, body) or pause is None:
            return
        time.sleep(pause)


def work():
    while True:
        number, body = events.get()
        for hook in list(hooks):
            deliver(hook, number, body)


class Handler(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"

    def do_POST(self):
        body = self.rfile.read(int(self.headers["Content-Length"]))
        if self.path == "/hooks":
            hooks.append(json.loads(body))
            return self.answer(204)
        events.put((str(uuid.uuid4()), body))
        self.answer(202)

    def answer(self, status):
        self.send_response(status)
        if status != 204:
            self.send_header("Content-Length", "0")
        self.end_headers()


threading.Thread(target=work, daemon=True).start()
ThreadingHTTPServer(("127.0.0.1", int(os.environ["PORT"])), Handler).serve_forever()
