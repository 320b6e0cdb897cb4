import os
import socket

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


def serve(client):
    if read_head(client) is not None:
        answer(client, "200 OK", "text/plain", b"ok")


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
