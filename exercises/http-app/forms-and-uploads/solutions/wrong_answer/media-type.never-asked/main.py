"""Forms and uploads, with the standard library."""

import hashlib
import json
import os
import re
import secrets
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from urllib.parse import parse_qsl, unquote

UPLOADS = Path(os.environ["DATA_DIR"]) / "uploads"
UPLOADS.mkdir(exist_ok=True)
PIECE = 64 * 1024


class Broken(Exception):
    """The body is no multipart/form-data that can be taken."""


class Parts:
    """A body, read piece by piece: only what may be the beginning of a delimiter is kept back."""

    def __init__(self, read, boundary):
        self.read = read
        self.delimiter = b"\r\n--" + boundary
        self.buffer = b"\r\n"  # the first delimiter is like all others

    def more(self):
        piece = self.read()
        if not piece:
            raise Broken("the last delimiter is missing")
        self.buffer += piece

    def content(self):
        """The pieces up to the next delimiter, which is taken as well."""
        keep = len(self.delimiter) - 1
        while (at := self.buffer.find(self.delimiter)) < 0:
            if len(self.buffer) > keep:
                yield self.buffer[:-keep]
                self.buffer = self.buffer[-keep:]
            self.more()
        yield self.buffer[:at]
        self.buffer = self.buffer[at + len(self.delimiter) :]

    def has_next(self):
        """Behind a delimiter: whether another part follows."""
        while len(self.buffer) < 2:
            self.more()
        end, self.buffer = self.buffer[:2], self.buffer[2:]
        if end not in (b"\r\n", b"--"):
            raise Broken("a delimiter is followed by something else")
        return end == b"\r\n"

    def headers(self):
        while b"\r\n\r\n" not in self.buffer:
            if len(self.buffer) > PIECE:
                raise Broken("the headers of a part do not end")
            self.more()
        head, self.buffer = self.buffer.split(b"\r\n\r\n", 1)
        lines = head.decode(errors="replace").split("\r\n")
        return {name.strip().lower(): value.strip() for name, _, value in (line.partition(":") for line in lines)}


def parameter(header, name):
    found = re.search(rf';\s*{name}="([^"]*)"', header, re.IGNORECASE)
    return found[1] if found else None


def last_part(filename):
    name = re.split(r"[/\\]", filename)[-1]
    if name in ("", ".", ".."):
        raise Broken("a file has no name that can be used")
    return name


def store(pieces):
    """Keeps the bytes under a name that nobody else uses; gives it, the size and the digest."""
    path = UPLOADS.parent / f"new-{secrets.token_hex(8)}"
    size, digest = 0, hashlib.sha256()
    try:
        with path.open("wb") as file:
            for piece in pieces:
                file.write(piece)
                digest.update(piece)
                size += len(piece)
    except Broken:
        path.unlink()
        raise
    return path, size, digest.hexdigest()


def receive(parts, fields, files, stored):
    for _ in parts.content():
        pass  # what stands before the first delimiter
    while parts.has_next():
        headers = parts.headers()
        disposition = headers.get("content-disposition", "")
        field, filename = parameter(disposition, "name"), parameter(disposition, "filename")
        if field is None:
            raise Broken("a part has no name")
        if filename is None:
            fields.setdefault(field, []).append(b"".join(parts.content()).decode(errors="replace"))
        elif filename == "":
            for _ in parts.content():
                pass  # nothing was chosen
        else:
            name = last_part(filename)
            path, size, digest = store(parts.content())
            stored.append((path, name))
            kind = headers.get("content-type", "application/octet-stream")
            files.append({"field": field, "name": name, "type": kind, "size": size, "sha256": digest})
    if not files:
        raise Broken("there is no file")


class Handler(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"

    def do_POST(self):
        self.left = int(self.headers["Content-Length"])
        kind = self.headers.get("Content-Type", "")
        media_type = kind.split(";")[0].strip().lower()
        if self.path == "/forms":
            status, document = 200, self.form()
        elif self.path == "/uploads" and media_type == "multipart/form-data":
            status, document = self.upload(kind)
        else:
            status, document = (415 if self.path in ("/forms", "/uploads") else 404), {"error": "not like this"}
        while self.read():
            pass  # what was not looked at
        self.send(status, "application/json", json.dumps(document).encode())

    def read(self):
        piece = self.rfile.read(min(self.left, PIECE))
        self.left -= len(piece)
        return piece

    def form(self):
        text = self.rfile.read(self.left).decode()
        self.left = 0
        fields = {}
        for name, value in parse_qsl(text, keep_blank_values=True):
            fields.setdefault(name, []).append(value)
        return {"fields": fields}

    def upload(self, kind):
        fields, files, stored = {}, [], []
        boundary = re.search(r';\s*boundary="?([^";]+)', kind)
        try:
            if not boundary:
                raise Broken("there is no boundary")
            receive(Parts(self.read, boundary[1].encode()), fields, files, stored)
        except Broken as fault:
            for path, _ in stored:
                path.unlink()
            return 400, {"error": str(fault)}
        for path, name in stored:
            path.rename(UPLOADS / name)
        return 201, {"fields": fields, "files": files}

    def do_GET(self):
        name = unquote(self.path.removeprefix("/uploads/"))
        path = UPLOADS / name
        if not self.path.startswith("/uploads/") or path.parent != UPLOADS or name == ".." or not path.is_file():
            return self.send(404, "application/json", b'{"error": "there is no such file"}')
        self.send(200, "application/octet-stream", path.read_bytes())

    def send(self, status, kind, body):
        self.send_response(status)
        self.send_header("Content-Type", kind)
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)


if __name__ == "__main__":
    ThreadingHTTPServer(("127.0.0.1", int(os.environ["PORT"])), Handler).serve_forever()
