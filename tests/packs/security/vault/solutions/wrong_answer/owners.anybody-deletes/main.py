import base64
import hashlib
import hmac
import json
import os
import re
import sqlite3
import sys
import time
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Lock
from urllib.parse import parse_qs, unquote, urlsplit

KEY, FILES = os.environ["TOKEN_KEY"], os.path.realpath(os.environ["FILES"])
lock = Lock()
base = sqlite3.connect(os.path.join(os.environ["DATA_DIR"], "notes.db"), check_same_thread=False, isolation_level=None)
base.execute("CREATE TABLE IF NOT EXISTS users (name TEXT PRIMARY KEY, password TEXT)")
base.execute("CREATE TABLE IF NOT EXISTS notes (id INTEGER PRIMARY KEY AUTOINCREMENT, owner TEXT, text TEXT)")


def ask(statement, *values):
    with lock:
        return base.execute(statement, values).fetchall()


def hidden(password, salt=None):
    salt = salt or os.urandom(16)
    return salt.hex() + ":" + hashlib.pbkdf2_hmac("sha256", password.encode(), salt, 1000).hex()


def is_right(password, kept):
    return hidden(password, bytes.fromhex(kept.split(":")[0])) == kept


def encode(part):
    return base64.urlsafe_b64encode(part).rstrip(b"=").decode()


def decode(part):
    return base64.urlsafe_b64decode(part + "=" * (-len(part) % 4))


def sign(said):
    return encode(hmac.new(KEY.encode(), said.encode(), "sha256").digest())


def token_of(name):
    said = encode(b'{"alg":"HS256","typ":"JWT"}') + "." + encode(json.dumps({"sub": name, "exp": int(time.time()) + 600}).encode())
    return said + "." + sign(said)


def user_of(token):
    try:
        head, claims, signature = token.split(".")
        kind, claims = json.loads(decode(head))["alg"], json.loads(decode(claims))
    except (ValueError, KeyError):
        return None
    if kind != "HS256" or not hmac.compare_digest(signature, sign(token.rpartition(".")[0])):
        return None
    if claims["exp"] < time.time():
        return None
    return claims["sub"]


class Handler(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    disable_nagle_algorithm = True

    def log_message(self, *words):
        pass

    def answer(self, status, document=None, headers={}, body=b""):
        if document is not None:
            body = json.dumps(document).encode()
        self.send_response(status)
        for name, value in headers.items():
            self.send_header(name, value)
        if status != 204:
            self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def handle_request(self):
        self.body = self.rfile.read(int(self.headers.get("Content-Length", 0)))
        url = urlsplit(self.path)
        self.query = {name: values[-1] for name, values in parse_qs(url.query, keep_blank_values=True).items()}
        kind = self.headers.get("Authorization", "").removeprefix("Bearer ")
        self.user = user_of(kind)
        for method, path, act in ROUTES:
            found = re.fullmatch(path, url.path)
            if found and method == self.command:
                return act(self, *found.groups())
        self.answer(404)

    do_GET = do_POST = do_PUT = do_DELETE = handle_request

    def register(self):
        user = json.loads(self.body)
        ask("INSERT INTO users VALUES (?, ?)", user["name"], hidden(user["password"]))
        self.answer(201, {"name": user["name"]})

    def sign_in(self):
        user = json.loads(self.body)
        rows = ask("SELECT name, password FROM users WHERE name = ?", user["name"])
        if not rows or not is_right(user["password"], rows[0][1]):
            return self.answer(401)
        self.answer(201, {"token": token_of(rows[0][0])})

    def make(self):
        if not self.user:
            return self.answer(401)
        text = json.loads(self.body)["text"]
        number = ask("INSERT INTO notes (owner, text) VALUES (?, ?) RETURNING id", self.user, text)[0][0]
        self.answer(201, {"id": number, "text": text}, {"Location": f"/notes/{number}"})

    def search(self):
        if not self.user:
            return self.answer(401)
        rows = ask("SELECT id, text FROM notes WHERE owner = ? AND text = ?", self.user, self.query.get("text", ""))
        self.answer(200, [{"id": number, "text": text} for number, text in rows])

    def owned(self, number):
        if not self.user:
            self.answer(401)
            return None
        rows = ask("SELECT text FROM notes WHERE id = ? AND (owner = ? OR ?)", number, self.user, self.command == "DELETE")
        if not rows:
            self.answer(404)
            return None
        return rows[0][0]

    def show(self, number):
        text = self.owned(number)
        if text is not None:
            self.answer(200, {"id": int(number), "text": text})

    def change(self, number):
        if self.owned(number) is not None:
            ask("UPDATE notes SET text = ? WHERE id = ?", json.loads(self.body)["text"], number)
            self.answer(204)

    def remove(self, number):
        if self.owned(number) is not None:
            ask("DELETE FROM notes WHERE id = ?", number)
            self.answer(204)

    def go(self):
        to = self.query.get("to", "")
        if not re.fullmatch(r"/[\w.~-][\w.~/-]*", to, re.ASCII):
            return self.answer(400)
        self.answer(302, headers={"Location": to})

    def language(self):
        chosen = self.query.get("set", "")
        if not re.fullmatch(r"[A-Za-z-]+", chosen):
            return self.answer(400)
        self.answer(204, headers={"Content-Language": chosen})

    def file(self, name):
        path = os.path.realpath(os.path.join(FILES, unquote(name).replace("\0", "")))
        if not path.startswith(FILES + os.sep) or not os.path.isfile(path):
            return self.answer(404)
        with open(path, "rb") as file:
            self.answer(200, body=file.read())


ROUTES = [
    ("POST", "/users", Handler.register), ("POST", "/sessions", Handler.sign_in), ("POST", "/notes", Handler.make),
    ("GET", "/notes", Handler.search), ("GET", r"/notes/(\d+)", Handler.show), ("PUT", r"/notes/(\d+)", Handler.change),
    ("DELETE", r"/notes/(\d+)", Handler.remove), ("GET", "/go", Handler.go), ("GET", "/language", Handler.language),
    ("GET", "/files/(.*)", Handler.file),
]
ThreadingHTTPServer.request_queue_size = 64
ThreadingHTTPServer(("127.0.0.1", int(os.environ["PORT"])), Handler).serve_forever()
