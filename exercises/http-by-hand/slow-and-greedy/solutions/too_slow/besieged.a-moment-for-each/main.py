import email.utils
import gzip
import json
import os
import re
import signal
import socket
import threading
import time
from urllib.parse import unquote, unquote_plus

HEAD_END = b"\r\n\r\n"
GO_ON = b"HTTP/1.1 100 Continue\r\n\r\n"
MOST_HEAD, MOST_BODY = 32_768, 8_000_000
SMALL = 256  # bytes that are not worth the work
PATIENCE = 3  # seconds for half a request, when we leave
IDLE, HEAD = (int(os.environ.get(name, missing)) / 1000 for name, missing in (("IDLE_MS", 10_000), ("HEAD_MS", 60_000)))
MOST_CLIENTS = int(os.environ.get("MAX_CONN", 1_000))
TOKEN = re.compile(r"[!#$%&'*+.^_`|~0-9A-Za-z-]+")
METHODS = {"GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS"}
ALLOWED = {"/": "GET", "/headers": "GET", "/agent": "GET", "/echo": "POST", "/count": "POST", "/sleep": "GET", "/counter": "GET", "/stream": "GET"}
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


class Guests:
    """The clients that are connected, and whether they have to go."""

    def __init__(self):
        self.changed = threading.Condition()
        self.clients = set()
        self.leaving = False

    def enter(self, client):
        with self.changed:
            fits = len(self.clients) < MOST_CLIENTS and not self.leaving
            if fits:
                self.clients.add(client)
            return fits

    def leave(self, client):
        with self.changed:
            self.clients.discard(client)
            self.changed.notify_all()

    def send_home(self):
        """Returns when all are gone: the idle ones at once, those in the middle of a request in a while, the others when they have their answer."""
        with self.changed:
            self.leaving = True
            for client in self.clients:
                if not client.begun:
                    client.hear_no_more()
            self.changed.wait_for(lambda: not self.clients, PATIENCE)
            for client in self.clients:
                if not client.busy:
                    client.hear_no_more()
            self.changed.wait_for(lambda: not self.clients)


guests = Guests()


class Desk:
    """All that goes out goes over one desk, and everybody there stands in line."""

    MOMENT = 0.05  # nobody has it for longer

    def __init__(self):
        self.moved = threading.Condition()
        self.last = self.now = 0

    def __enter__(self):
        with self.moved:
            number = self.last
            self.last += 1
            self.moved.wait_for(lambda: self.now == number)

    def __exit__(self, *_):
        with self.moved:
            self.now += 1
            self.moved.notify_all()


desk = Desk()


class Refused(Exception):
    """The status that a request gets which cannot be trusted; the connection is over then."""


class Client:
    """A connection, and the bytes of it that were read and not yet used."""

    def __init__(self, connection):
        self.connection = connection
        self.waiting = bytearray()
        self.asks = False  # for a word, before it sends the body
        self.over = False  # the connection, behind the answer
        self.old = False  # a client of HTTP/1.0 knows no chunks
        self.bare = False  # answers to HEAD have no body
        self.zips = False  # it takes gzip
        self.begun = False  # a byte of a request is there
        self.busy = False  # all of it is, and the answer is on its way
        self.in_head = False
        self.head_by = None  # when the head has to be there, once its first byte is
        connection.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)  # a body need not wait for its head

    @property
    def line(self):
        """What an answer says of the connection, in the moment in which its head is written."""
        if self.over or guests.leaving:
            return "Connection: close\r\n"
        return "Connection: keep-alive\r\n" if self.old else ""

    def read(self):
        if self.asks:
            self.asks = False
            self.send(GO_ON)
        left = IDLE if self.head_by is None else min(IDLE, self.head_by - time.monotonic())
        try:
            self.connection.settimeout(max(left, 0.001))
            piece = self.connection.recv(65536)
        except TimeoutError:
            piece = b""  # silence is an end, too
        if self.head_by is not None and time.monotonic() >= self.head_by:
            raise Refused("408 Request Timeout")
        if not piece:
            raise EOFError
        self.begun = True
        if self.in_head and self.head_by is None:
            self.head_by = time.monotonic() + HEAD
        self.waiting += piece

    def send(self, data):
        """Whoever has no room has to stand in line again, and whoever makes none for IDLE is gone."""
        left, gone_by = memoryview(data), time.monotonic() + IDLE
        while left:
            try:
                with desk:
                    self.connection.settimeout(Desk.MOMENT)
                    left = left[self.connection.send(left):]
                gone_by = time.monotonic() + IDLE
            except TimeoutError:
                if time.monotonic() > gone_by:
                    raise

    def hear_no_more(self):
        """What has come already can still be read, and then the end."""
        try:
            self.connection.shutdown(socket.SHUT_RD)
        except OSError:
            pass  # it is gone by itself

    def take(self, count):
        taken = bytes(self.waiting[:count])
        del self.waiting[:count]
        return taken

    def head(self):
        self.in_head = True
        self.head_by = time.monotonic() + HEAD if self.waiting else None
        while HEAD_END not in self.waiting[: MOST_HEAD + len(HEAD_END)]:
            if len(self.waiting) > MOST_HEAD:
                raise Refused("431 Request Header Fields Too Large")
            self.read()
        self.in_head, self.head_by = False, None
        return self.take(self.waiting.index(HEAD_END) + len(HEAD_END))[: -len(HEAD_END)]

    def body(self, length):
        while len(self.waiting) < length:
            self.read()
        return self.take(length)

    def text_line(self):
        while b"\r\n" not in self.waiting:
            if len(self.waiting) > MOST_HEAD:
                raise Refused("400 Bad Request")
            self.read()
        return self.take(self.waiting.index(b"\r\n") + 2)[:-2].decode("latin-1")

    def chunks(self):
        body = bytearray()
        while size := size_of(self.text_line()):
            if len(body) + size > MOST_BODY:
                raise Refused("413 Content Too Large")
            body += self.body(size)
            if self.body(2) != b"\r\n":
                raise Refused("400 Bad Request")
        while self.text_line():
            pass  # trailers: nobody here needs them
        return bytes(body)

    def stream(self, pieces):
        if self.old:
            self.over, coding = True, ""
        else:
            coding = "Transfer-Encoding: chunked\r\n"
        self.send(f"HTTP/1.1 200 OK\r\nContent-Type: text/plain\r\n{coding}{self.line}\r\n".encode())
        for piece in pieces:
            if piece and self.old:
                self.send(piece)
            elif piece:  # a chunk of size 0 would be the last
                self.send(f"{len(piece):x}\r\n".encode() + piece + b"\r\n")
        if self.old:
            raise EOFError  # only the end of the connection ends this body
        self.send(b"0\r\n\r\n")

    def begin(self, status, kind, length, more=""):
        head = f"HTTP/1.1 {status}\r\nContent-Type: {kind}\r\nContent-Length: {length}\r\n{self.line}{more}\r\n"
        self.send(head.encode())

    def answer(self, status, kind, body, more=""):
        if status == "200 OK" and shrinks(kind, len(body)):
            more += VARY
            if self.zips:
                body, more = gzip.compress(body, mtime=0), more + ZIPPED
        self.begin(status, kind, len(body), more)
        if not self.bare:
            self.send(body)

    def answer_json(self, value):
        self.answer("200 OK", "application/json", json.dumps(value).encode())


VARY, ZIPPED = "Vary: Accept-Encoding\r\n", "Content-Encoding: gzip\r\n"


def shrinks(kind, size):
    kind = kind.partition(";")[0].strip(" \t").lower()
    return size > SMALL and (kind.startswith("text/") or kind == "application/json")


def takes_gzip(wishes):
    quality = {}
    for wish in wishes.lower().split(","):
        name, *settings = [word.strip(" \t") for word in wish.split(";")]
        quality[name] = 1.0
        for setting in settings:
            if re.fullmatch(r"q=[01](\.[0-9]*)?", setting):
                quality[name] = float(setting[2:])
    return quality.get("gzip", quality.get("*", 0)) > 0


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
    if not re.fullmatch("[0-9]+", length):
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


def send_file(client, path, fields):
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
        status = os.fstat(file.fileno())
        size = status.st_size
        zips = client.zips and shrinks(kind, size)
        tag = f'"{status.st_mtime_ns:x}-{size:x}{"-gzip" if zips else ""}"'  # other bytes, another name
        more = f"ETag: {tag}\r\nLast-Modified: {email.utils.formatdate(status.st_mtime, usegmt=True)}\r\nAccept-Ranges: bytes\r\n"
        if shrinks(kind, size):
            more += VARY
        if is_known(fields, tag, int(status.st_mtime)):
            head = f"HTTP/1.1 304 Not Modified\r\n{client.line}{more}\r\n"
            return client.send(head.encode())
        if zips:
            body = gzip.compress(file.read(), mtime=0)
            client.begin("200 OK", kind, len(body), more + ZIPPED)
            if not client.bare:
                client.send(body)
            return None
        part = None
        if not client.bare and is_same(fields.get("if-range"), tag, int(status.st_mtime)):
            part = part_of(fields.get("range", ""), size)
        if part is None:
            begin, end = 0, size
            client.begin("200 OK", kind, size, more)
        elif part[0] >= part[1]:
            return client.answer("416 Range Not Satisfiable", "text/plain", b"", f"Content-Range: bytes */{size}\r\n")
        else:
            begin, end = part
            client.begin("206 Partial Content", kind, end - begin, f"{more}Content-Range: bytes {begin}-{end - 1}/{size}\r\n")
        file.seek(begin)
        while not client.bare and begin < end and (piece := file.read(min(65536, end - begin))):
            client.send(piece)
            begin += len(piece)


def seconds_of(date):
    """Nothing when it is no date."""
    try:
        return int(email.utils.parsedate_to_datetime(date).timestamp())
    except (TypeError, ValueError):
        return None


def is_known(fields, tag, modified):
    """The client has what it asks for already."""
    if "if-none-match" in fields:
        tags = [one.strip(" \t").removeprefix("W/") for one in fields["if-none-match"].split(",")]
        return tag in tags or tags == ["*"]
    since = seconds_of(fields.get("if-modified-since"))
    return since is not None and modified <= since


def is_same(condition, tag, modified):
    """A part may be added to what the client has."""
    return condition is None or condition == tag or seconds_of(condition) == modified


def part_of(value, size):
    """From where to where; nothing when the whole file is to be sent; where there is none, an empty part."""
    found = re.fullmatch("bytes=([0-9]*)-([0-9]*)", value)
    if not found or found.groups() == ("", ""):
        return None
    first, last = found.groups()
    if not first:
        return max(size - int(last), 0), size
    if last and int(last) < int(first):
        return None
    return int(first), min(int(last) + 1, size) if last else size


def size_of(line):
    digits = line.partition(";")[0].rstrip(" \t")
    if not re.fullmatch("[0-9A-Fa-f]{1,16}", digits):
        raise Refused("400 Bad Request")
    return int(digits, 16)


def body_of(client, fields):
    if "transfer-encoding" not in fields:
        return client.body(length_of(fields))
    if fields["transfer-encoding"].lower() != "chunked" or "content-length" in fields:
        raise Refused("400 Bad Request")
    return client.chunks()


def pieces_of(count):
    """Each when it is ready; every third has nothing in it."""
    for number in range(1, count + 1):
        if number > 1:
            time.sleep(0.05)
        yield f"this is piece number {number}\n".encode() if number % 3 else b""


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
        send_file(client, path, fields)
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
    elif path == "/stream":
        client.stream(pieces_of(int(dict(pairs_of(query))["n"])))
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
        body = body_of(client, fields)
        client.asks = False
        client.old = version == "HTTP/1.0"
        client.bare = method == "HEAD"
        client.zips = "range" not in fields and takes_gzip(fields.get("accept-encoding", ""))
        client.over = not stays_open(version, fields)
        client.busy = True
        respond(client, method, target, fields, body)
        if client.over or guests.leaving:
            return
        client.begun = bool(client.waiting)
        client.busy = False


def attend(client):
    with client.connection:
        try:
            try:
                serve(client)
            except Refused as refused:
                client.bare = False
                client.over = True
                client.answer(str(refused), "text/plain", b"no\n")
        except (EOFError, OSError):
            pass  # this client is gone, or silent
    guests.leave(client)


def welcome(door):
    while True:
        try:
            connection, _ = door.accept()
        except OSError:
            return  # the door is closed
        client = Client(connection)
        if guests.enter(client):
            threading.Thread(target=attend, args=(client,), daemon=True).start()
        else:
            turn_away(connection)


def turn_away(connection):
    with connection:
        try:
            connection.send(b"HTTP/1.1 503 Service Unavailable\r\nContent-Length: 0\r\nConnection: close\r\n\r\n")
        except OSError:
            pass  # gone before we could say it


def hurry():
    signal.sigwait({signal.SIGTERM})
    os._exit(1)


def main():
    signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGTERM})  # waited for, below
    door = socket.create_server(("127.0.0.1", int(os.environ["PORT"])), backlog=512)
    threading.Thread(target=welcome, args=(door,), daemon=True).start()
    signal.sigwait({signal.SIGTERM})
    threading.Thread(target=hurry, daemon=True).start()
    door.shutdown(socket.SHUT_RDWR)  # wakes who waits in accept()
    guests.send_home()


main()
