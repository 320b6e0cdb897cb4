"""Say what is wrong, with the standard library."""

import json
import os
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

COUNTRIES = ["BR", "IN", "JP", "KE", "NO"]
MOST_BYTES = 4000
NOT_THERE = object()


class Faults:
    """Code of each fault, by the JSON pointer of its place."""

    def __init__(self):
        self.codes = {}

    def add(self, place, code):
        self.codes[place] = code

    def members(self, document, place, rules):
        """Holds each member to its rule, and those without a rule to be unknown."""
        for name, rule in rules.items():
            rule(self, f"{place}/{name}", document.get(name, NOT_THERE))
        for name in document:
            if name not in rules:
                self.add(f"{place}/{escaped(name)}", "unknown")


def escaped(name):
    return name.replace("~", "~0").replace("/", "~1")


def required(is_type, judge):
    def rule(faults, place, value):
        if value is NOT_THERE:
            faults.add(place, "missing")
        elif not is_type(value):
            faults.add(place, "type")
        else:
            judge(faults, place, value)

    return rule


def valid(holds):
    def judge(faults, place, value):
        if not holds(value):
            faults.add(place, "invalid")

    return judge


def is_text(value):
    return isinstance(value, str)


def is_object(value):
    return isinstance(value, dict)


def is_whole(value):
    # bool is a kind of int in Python, but not in JSON
    return isinstance(value, int) and not isinstance(value, bool)


def is_email(text):
    name, at, domain = text.partition("@")
    return name != "" and domain != "" and "@" not in domain and " " not in text


def tags(faults, place, value):
    if value is NOT_THERE:
        return
    if not isinstance(value, list):
        return faults.add(place, "type")
    if len(value) > 5:
        faults.add(place, "too_many")
    for index, tag in enumerate(value):
        if not is_text(tag):
            faults.add(f"{place}/{index}", "type")
        elif not 1 <= len(tag) <= 20:
            faults.add(f"{place}/{index}", "invalid")
        elif tag in value[:index]:
            faults.add(f"{place}/{index}", "repeated")


ADDRESS = {
    "city": required(is_text, valid(lambda city: 1 <= len(city) <= 50)),
    "country": required(is_text, valid(lambda country: country in COUNTRIES)),
}


def address(faults, place, value):
    faults.members(value, place, ADDRESS)


SIGNUP = {
    "email": required(is_text, valid(is_email)),
    "age": required(is_whole, valid(lambda age: 13 < age <= 120)),
    "address": required(is_object, address),
    "tags": tags,
}


def sign_up(document):
    """Status and document of the answer."""
    faults = Faults()
    if is_object(document):
        faults.members(document, "", SIGNUP)
    else:
        faults.add("", "type")
    if faults.codes:
        return 422, {"errors": faults.codes}
    return 201, {"tags": [], **document}


class Handler(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"

    def do_POST(self):
        body = self.rfile.read(int(self.headers.get("Content-Length", 0)))
        if self.path != "/signups":
            return self.send(404, {"error": "nothing lives here"})
        if len(body) > MOST_BYTES:
            return self.send(413, {"error": "too large"})
        try:
            document = json.loads(body)
        except ValueError as problem:
            return self.send(400, {"error": f"this is not JSON: {problem}"})
        self.send(*sign_up(document))

    def send(self, status, document):
        body = json.dumps(document).encode()
        self.send_response(status)
        self.send_header("Content-Type", "application/json")
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)


if __name__ == "__main__":
    ThreadingHTTPServer(("127.0.0.1", int(os.environ["PORT"])), Handler).serve_forever()
