"""Lists that scale, with the standard library."""

import base64
import functools
import json
import os
import re
import threading
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from urllib.parse import parse_qsl, urlencode, urlsplit

items = []
lock = threading.Lock()


class BadRequest(Exception):
    pass


def read_limit(text):
    if not re.fullmatch(r"[1-9][0-9]?|100", text, re.ASCII):
        raise BadRequest("limit is a whole number from 1 to 100")
    return int(text)


def read_sort(text):
    """Pairs of a field and its direction; in the end comes the id, which no two items share."""
    order = []
    for word in text.split(","):
        field = word.removeprefix("-")
        if field not in ("id", "name", "price"):
            raise BadRequest("sort takes id, name and price")
        order.append((field, -1 if word.startswith("-") else 1))
    return order + [("id", 1)]


def compare(order, a, b):
    for field, direction in order:
        if a[field] != b[field]:
            return direction if a[field] > b[field] else -direction
    return 0


# A cursor holds what it belongs to, and the last item that was shown: the next page begins after it, wherever that is by then.
def make_cursor(category, sort, last):
    document = [category, sort, last["id"], last["name"], last["price"]]
    return base64.urlsafe_b64encode(json.dumps(document).encode()).decode().rstrip("=")


def read_cursor(cursor, category, sort):
    try:
        text = base64.b64decode(cursor + "=" * (-len(cursor) % 4), altchars=b"-_", validate=True)
        of_category, of_sort, *last = json.loads(text)
        last = dict(zip(("id", "name", "price"), last, strict=True))
    except (ValueError, TypeError):
        raise BadRequest("this is no cursor") from None
    if (of_category, of_sort) != (category, sort):
        raise BadRequest("this cursor belongs to another list")
    return last


def page(parameters):
    category = parameters.get("category")
    sort = parameters.get("sort", "id")
    limit = read_limit(parameters.get("limit", "20"))
    order = read_sort(sort)
    with lock:
        found = [item for item in items if category is None or item["category"] == category]
    last = read_cursor(parameters["cursor"], category, sort) if "cursor" in parameters else None
    key = functools.cmp_to_key(functools.partial(compare, order))
    shown = []
    while found and len(shown) < limit:  # from the first thing on, until the page is full
        first = min(found, key=key)
        found.remove(first)
        if last is None or compare(order, first, last) > 0:
            shown.append(first)
    if not found:
        return {"items": shown, "cursor": None, "next": None}
    cursor = make_cursor(category, sort, shown[-1])
    return {"items": shown, "cursor": cursor, "next": "/items?" + urlencode({**parameters, "cursor": cursor})}


class Handler(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"

    def do_GET(self):
        target = urlsplit(self.path)
        if target.path != "/items":
            return self.send(404, {"error": "not here"})
        try:
            self.send(200, page(dict(parse_qsl(target.query, keep_blank_values=True))))
        except BadRequest as fault:
            self.send(400, {"error": str(fault)})

    def do_POST(self):
        document = json.loads(self.rfile.read(int(self.headers["Content-Length"])))
        if self.path != "/items":
            return self.send(404, {"error": "not here"})
        with lock:
            item = {"id": len(items) + 1, **{name: document[name] for name in ("name", "category", "price")}}
            items.append(item)
        self.send(201, item)

    def send(self, status, document):
        body = json.dumps(document).encode()
        self.send_response(status)
        self.send_header("Content-Type", "application/json")
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)


class Server(ThreadingHTTPServer):
    request_queue_size = 128


if __name__ == "__main__":
    Server(("127.0.0.1", int(os.environ["PORT"])), Handler).serve_forever()
