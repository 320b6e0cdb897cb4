import json
import os
import re
import socket
from urllib.parse import unquote, unquote_plus

HEAD_END = b"\r\n\r\n"
GO_ON = b"HTTP/1.1 100 Continue\r\n\r\n"
MOST_HEAD, MOST_BODY = 32_768, 8_000_000
TOKEN = re.compile(r"[!#$%&'*+.^_`|~0-9A-Za-z-]+")
METHODS = {"GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS"}
ALLOWED = {"/": "GET", "/headers": "GET", "/agent": "GET", "/echo": "POST", "/count": "POST"}


class Refused(Exception):
    """The status that a request gets which cannot be trusted; the connection is over then."""


class Client:
    """A connection, and the bytes of it that were read and not yet used."""

    def __init__(self, connection):
        self.connection = connection
        self.waiting = bytearray()
        self.asks = False  # for a word, before it sends the body

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

    def answer(self, status, kind, body, more=""):
        head = f"HTTP/1.1 {status}\r\nContent-Type: {kind}\r\nContent-Length: {len(body)}\r\n{more}\r\n"
        self.connection.sendall(head.encode() + body)

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


def respond(client, method, target, fields, body):
    path, _, query = target.partition("?")
    if method not in METHODS:
        client.answer("501 Not Implemented", "text/plain", b"what is that?\n")
    elif path in ALLOWED and method != ALLOWED[path]:
        client.answer("405 Method Not Allowed", "text/plain", b"", f"Allow: {ALLOWED[path]}\r\n")
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
        respond(client, method, target, fields, body)


def main():
    door = socket.create_server(("127.0.0.1", int(os.environ["PORT"])))
    while True:
        connection, _ = door.accept()
        with connection:
            client = Client(connection)
            try:
                try:
                    serve(client)
                except Refused as refused:
                    client.answer(str(refused), "text/plain", b"no\n", "Connection: close\r\n")
            except (EOFError, OSError):
                pass  # this client is gone; the next one is not


main()
