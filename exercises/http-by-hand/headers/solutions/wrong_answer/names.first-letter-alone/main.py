import json
import os
import socket
from urllib.parse import unquote, unquote_plus

HEAD_END = b"\r\n\r\n"


def read_head(client):
    """The bytes up to the empty line; nothing when the client leaves before."""
    head = b""
    while HEAD_END not in head:
        piece = client.recv(4096)
        if not piece:
            return None
        head += piece
    return head[: head.index(HEAD_END)]


def answer(client, status, kind, body):
    head = f"HTTP/1.1 {status}\r\nContent-Type: {kind}\r\nContent-Length: {len(body)}\r\n\r\n"
    client.sendall(head.encode() + body)


def pairs_of(query):
    pairs = []
    for part in query.split("&"):
        if part:
            name, _, value = part.partition("=")
            pairs.append([unquote_plus(name), unquote_plus(value)])
    return pairs


def inspect(method, path, query):
    return {"method": method, "path": unquote(path), "query": pairs_of(query)}


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


def serve(client):
    head = read_head(client)
    if head is None:
        return
    line, *lines = head.decode("latin-1").split("\r\n")
    method, target, version = line.split(" ")
    path, _, query = target.partition("?")
    fields = fields_of(lines)
    if fields is None or (version == "HTTP/1.1" and "host" not in fields):
        answer(client, "400 Bad Request", "text/plain", b"this is no good request\n")
    elif path == "/":
        answer(client, "200 OK", "text/plain", b"ok\n")
    elif path.startswith("/inspect/"):
        answer(client, "200 OK", "application/json", json.dumps(inspect(method, path, query)).encode())
    elif path == "/headers":
        answer(client, "200 OK", "application/json", json.dumps({n[0].lower() + n[1:]: fields[n.lower()] for n in (line.partition(":")[0] for line in lines)}).encode())
    elif path == "/agent":
        answer(client, "200 OK", "text/plain", (fields.get("user-agent", "") + "\n").encode("latin-1"))
    else:
        answer(client, "404 Not Found", "text/plain", b"nothing is here\n")


def main():
    door = socket.create_server(("127.0.0.1", int(os.environ["PORT"])))
    while True:
        client, _ = door.accept()
        with client:
            try:
                serve(client)
            except OSError:
                pass  # this client is gone; the next one is not


main()
