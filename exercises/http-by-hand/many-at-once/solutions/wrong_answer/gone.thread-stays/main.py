import json
import os
import re
import socket
import threading
import time
from urllib.parse import unquote, unquote_plus

HEAD_END = b"\r\n\r\n"
GO_ON = b"HTTP/1.1 100 Continue\r\n\r\n"
MOST_HEAD, MOST_BODY = 32_768, 8_000_000
TOKEN = re.compile(r"[!#$%&'*+.^_`|~0-9A-Za-z-]+")
METHODS = {"GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS"}
ALLOWED = {"/": "GET", "/headers": "GET", "/agent": "GET", "/echo": "POST", "/count": "POST", "/sleep": "GET", "/counter": "GET"}
ROOT = os.path.realpath(os.environ.get("DOC_ROOT", "."))
TYPES = {
    ".html": "text/html", ".txt": "text/plain", ".css": "text/css", ".js": "text/javascript",
    ".json": "application/json", ".png": "image/png",
}


class Counter:
    """May be asked by many threads at once."""

    def __init__(self):
        self.value = 0
        self.lock = threading.Lock()

    def next(self):
        with self.lock:
            self.value += 1
            return self.value


counter = Counter()


class Refused(Exception):
    """The status that a request gets which cannot be trusted; the connection is over then."""


class Client:
    """A connection, and the bytes of it that were read and not yet used."""

    def __init__(self, connection):
        self.connection = connection
        self.waiting = bytearray()
        self.asks = False  # for a word, before it sends the body
        self.line = ""  # what each answer says of the connection
        self.bare = False  # answers to HEAD have no body
        connection.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)  # a body need not wait for its head

    def read(self):
        if self.asks:
            self.asks = False
            self.connection.sendall(GO_ON)
        piece = self.connection.recv(65536)
        if not piece:
            raise EOFError
        self.waiting += piece

    def take(self, count):
        taken = bytes(self.waiting[:count])
        del self.waiting[:count]
        return taken

    def head(self):
        while HEAD_END not in self.waiting[: MOST_HEAD + len(HEAD_END)]:
            if len(self.waiting) > MOST_HEAD:
                raise Refused("431 Request Header Fields Too Large")
            self.read()
        return self.take(self.waiting.index(HEAD_END) + len(HEAD_END))[: -len(HEAD_END)]

    def body(self, length):
        while len(self.waiting) < length:
            self.read()
        return self.take(length)

    def begin(self, status, kind, length, more=""):
        head = f"HTTP/1.1 {status}\r\nContent-Type: {kind}\r\nContent-Length: {length}\r\n{self.line}{more}\r\n"
        self.connection.sendall(head.encode())

    def answer(self, status, kind, body, more=""):
        self.begin(status, kind, len(body), more)
        if not self.bare:
            self.connection.sendall(body)

    def answer_json(self, value):
        self.answer("200 OK", "application/json", json.dumps(value).encode())


def pairs_of(query):
    pairs = []
    for part in query.split("&"):
        if part:
            name, _, value = part.partition("=")
            pairs.append([unquote_plus(name), unquote_plus(value)])
    return pairs


def words_of(line):
    words = line.split(" ")
    if len(words) != 3 or not TOKEN.fullmatch(words[0]) or not words[1].startswith("/"):
        raise Refused("400 Bad Request")
    if not re.fullmatch(r"HTTP/[0-9]\.[0-9]", words[2]):
        raise Refused("400 Bad Request")
    if words[2] not in ("HTTP/1.0", "HTTP/1.1"):
        raise Refused("505 HTTP Version Not Supported")
    return words


def fields_of(lines):
    """The headers by their names in small letters."""
    fields = {}
    for line in lines:
        name, colon, value = line.partition(":")
        if not colon or not TOKEN.fullmatch(name):
            raise Refused("400 Bad Request")
        name, value = name.lower(), value.strip(" \t")
        fields[name] = fields[name] + ", " + value if name in fields else value
    return fields


def length_of(fields):
    length = fields.get("content-length", "0")
    if not re.fullmatch("[0-9]+", length) or "transfer-encoding" in fields:
        raise Refused("400 Bad Request")
    if len(length) > 9 or int(length) > MOST_BODY:
        raise Refused("413 Content Too Large")
    return int(length)


def place_of(name):
    """Where the file or folder really lies; nothing when that is outside of the root."""
    if "\0" in name:
        return None
    place = os.path.realpath(os.path.join(ROOT, name))
    return place if place == ROOT or place.startswith(ROOT + "/") else None


def send_file(client, path):
    name = unquote(path.removeprefix("/files/"))
    place = place_of(name)
    if place and os.path.isdir(place):
        if name and not name.endswith("/"):
            return client.answer("301 Moved Permanently", "text/plain", b"", f"Location: {path}/\r\n")
        place = place_of(name + "index.html")
    elif name.endswith("/"):
        place = None
    if not place or not os.path.isfile(place):
        return client.answer("404 Not Found", "text/plain", b"nothing is here\n")
    kind = TYPES.get(os.path.splitext(place)[1].lower(), "application/octet-stream")
    with open(place, "rb") as file:
        client.begin("200 OK", kind, os.fstat(file.fileno()).st_size)
        while not client.bare and (piece := file.read(65536)):
            client.connection.sendall(piece)


def stays_open(version, fields):
    words = [word.strip(" \t").lower() for word in fields.get("connection", "").split(",")]
    if version == "HTTP/1.0":
        return "keep-alive" in words
    return "close" not in words


def respond(client, method, target, fields, body):
    path, _, query = target.partition("?")
    if method not in METHODS:
        client.answer("501 Not Implemented", "text/plain", b"what is that?\n")
    elif path in ALLOWED and method != ALLOWED[path]:
        client.answer("405 Method Not Allowed", "text/plain", b"", f"Allow: {ALLOWED[path]}\r\n")
    elif path.startswith("/files/") and method not in ("GET", "HEAD"):
        client.answer("405 Method Not Allowed", "text/plain", b"", "Allow: GET, HEAD\r\n")
    elif path.startswith("/files/"):
        send_file(client, path)
    elif path == "/":
        client.answer("200 OK", "text/plain", b"ok\n")
    elif path.startswith("/inspect/"):
        client.answer_json({"method": method, "path": unquote(path), "query": pairs_of(query)})
    elif path == "/headers":
        client.answer_json(fields)
    elif path == "/agent":
        client.answer("200 OK", "text/plain", (fields.get("user-agent", "") + "\n").encode("latin-1"))
    elif path == "/echo":
        client.answer("200 OK", fields.get("content-type", "application/octet-stream"), body)
    elif path == "/sleep":
        time.sleep(int(dict(pairs_of(query))["ms"]) / 1000)
        client.answer("200 OK", "text/plain", b"slept\n")
    elif path == "/counter":
        client.answer("200 OK", "text/plain", f"{counter.next()}\n".encode())
    elif path == "/count":
        client.answer_json({"bytes": len(body), "characters": len(body.decode())})
    else:
        client.answer("404 Not Found", "text/plain", b"nothing is here\n")


def serve(client):
    while True:
        line, *lines = client.head().decode("latin-1").split("\r\n")
        method, target, version = words_of(line)
        fields = fields_of(lines)
        if version == "HTTP/1.1" and "host" not in fields:
            raise Refused("400 Bad Request")
        client.asks = version == "HTTP/1.1" and fields.get("expect", "").lower() == "100-continue"
        body = client.body(length_of(fields))
        client.asks = False
        client.bare = method == "HEAD"
        stays = stays_open(version, fields)
        if not stays:
            client.line = "Connection: close\r\n"
        elif version == "HTTP/1.0":
            client.line = "Connection: keep-alive\r\n"
        else:
            client.line = ""
        respond(client, method, target, fields, body)
        if not stays:
            threading.Thread(target=see_off, args=(client.connection,), daemon=True).start()
            return


def see_off(connection):
    """Waits until the connection is closed."""
    while connection.fileno() != 0:
        time.sleep(1)


def attend(connection):
    with connection:
        connection.settimeout(int(os.environ.get("IDLE_MS", "10000")) / 1000)  # of each single read
        client = Client(connection)
        try:
            try:
                serve(client)
            except Refused as refused:
                client.bare = False
                client.line = "Connection: close\r\n"
                client.answer(str(refused), "text/plain", b"no\n")
        except (EOFError, OSError):
            pass  # this client is gone, or silent


def main():
    door = socket.create_server(("127.0.0.1", int(os.environ["PORT"])), backlog=512)
    while True:
        connection, _ = door.accept()
        threading.Thread(target=attend, args=(connection,), daemon=True).start()


main()
