import json
import os
import socket
from urllib.parse import unquote, unquote_plus

HEAD_END = b"\r\n\r\n"
GO_ON = b"HTTP/1.1 100 Continue\r\n\r\n"


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
        while HEAD_END not in self.waiting:
            self.read()
        return self.take(self.waiting.index(HEAD_END) + len(HEAD_END))[: -len(HEAD_END)]

    def body(self, length):
        while len(self.waiting) < length:
            self.read()
        return self.take(length)

    def answer(self, status, kind, body):
        head = f"HTTP/1.1 {status}\r\nContent-Type: {kind}\r\nContent-Length: {len(body)}\r\n\r\n"
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


def fields_of(lines):
    """The headers by their names in small letters; nothing where a line is none."""
    fields = {}
    for line in lines:
        name, _, value = line.partition(":")
        if name.endswith((" ", "\t")):
            return None
        name, value = name.lower(), value.strip(" \t")
        fields[name] = fields[name] + ", " + value if name in fields else value
    return fields


def respond(client, method, target, fields, body):
    path, _, query = target.partition("?")
    if path == "/":
        client.answer("200 OK", "text/plain", b"ok\n")
    elif path.startswith("/inspect/"):
        client.answer_json({"method": method, "path": unquote(path), "query": pairs_of(query)})
    elif path == "/headers":
        client.answer_json(fields)
    elif path == "/agent":
        client.answer("200 OK", "text/plain", (fields.get("user-agent", "") + "\n").encode("latin-1"))
    elif path == "/echo":
        client.answer("200 OK", "application/octet-stream", body)
    elif path == "/count":
        client.answer_json({"bytes": len(body), "characters": len(body.decode())})
    else:
        client.answer("404 Not Found", "text/plain", b"nothing is here\n")


def serve(client):
    while True:
        line, *lines = client.head().decode("latin-1").split("\r\n")
        method, target, version = line.split(" ")
        fields = fields_of(lines)
        if fields is None or (version == "HTTP/1.1" and "host" not in fields):
            return client.answer("400 Bad Request", "text/plain", b"this is no good request\n")
        client.asks = version == "HTTP/1.1" and fields.get("expect", "").lower() == "100-continue"
        body = client.body(int(fields.get("content-length", "0")))
        client.asks = False
        respond(client, method, target, fields, body)


def main():
    door = socket.create_server(("127.0.0.1", int(os.environ["PORT"])))
    while True:
        connection, _ = door.accept()
        with connection:
            try:
                serve(Client(connection))
            except (EOFError, OSError):
                pass  # this client is gone; the next one is not


main()
