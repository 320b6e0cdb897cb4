"""Notes in a JSON file, with the standard library."""

import json
import os
import re
import sys
import threading
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path


class Door:
    """The notes, for many threads at once, and the file that holds them."""

    def __init__(self, path):
        self.lock = threading.Lock()
        self.path = path
        self.last_id = 0
        self.notes = {}  # in the order in which they were made
        if path.exists():
            document = json.loads(path.read_text(encoding="utf-8"))
            self.last_id = document["last_id"]
            self.notes = {note["id"]: note for note in document["notes"]}

    def save(self):
        """Under the lock. There is the old file or the new one, never a half."""
        beside = self.path.with_suffix(".new")
        with open(beside, "w", encoding="utf-8") as file:
            file.write(json.dumps({"last_id": self.last_id, "notes": list(self.notes.values())}))
        os.replace(beside, self.path)

    def all(self):
        with self.lock:
            return list(self.notes.values())

    def get(self, note_id):
        with self.lock:
            return self.notes.get(note_id)

    def saved(self):
        return json.loads(self.path.read_text(encoding="utf-8"))["notes"] if self.path.exists() else []

    def create(self, document, saved):
        with self.lock:
            self.last_id += 1
            note = {"id": self.last_id, **fields(document)}
            self.notes = {one["id"]: one for one in [*saved, note]}
            self.save()
            return note

    def replace(self, note_id, document):
        with self.lock:
            if note_id not in self.notes:
                return None
            note = {"id": note_id, **fields(document)}
            self.notes[note_id] = note
            self.save()
            return note

    def change(self, note_id, document):
        with self.lock:
            if note_id not in self.notes:
                return None
            note = dict(self.notes[note_id])
            for name in ("title", "text", "tags"):
                if name in document:
                    note[name] = document[name]
            self.notes[note_id] = note
            self.save()
            return note

    def delete(self, note_id):
        with self.lock:
            note = self.notes.pop(note_id, None)
            if note is not None:
                self.save()
            return note


def fields(document):
    return {"title": document["title"], "text": document.get("text", ""), "tags": document.get("tags", [])}


NOTES = Path(os.environ["DATA_DIR"]) / "notes.json"
try:
    door = Door(NOTES)
except ValueError as fault:
    print(f"{NOTES} is no JSON: {fault}", file=sys.stderr)
    sys.exit(78)


class Handler(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"

    def do_GET(self):
        if self.path == "/notes":
            return self.send(200, {"notes": door.all()})
        self.send_note(door.get(self.note_id()))

    def do_POST(self):
        saved = door.saved()  # before the body is there
        document = self.document()
        if self.path != "/notes":
            return self.not_found()
        note = door.create(document, saved)
        self.send(201, note, {"Location": f"/notes/{note['id']}"})

    def do_PUT(self):
        document = self.document()
        self.send_note(door.replace(self.note_id(), document))

    def do_PATCH(self):
        document = self.document()
        self.send_note(door.change(self.note_id(), document))

    def do_DELETE(self):
        if door.delete(self.note_id()) is None:
            return self.not_found()
        self.send_response(204)
        self.end_headers()

    def note_id(self):
        """The id in the path; None when there is none."""
        found = re.fullmatch(r"/notes/([0-9]+)", self.path)
        return int(found[1]) if found else None

    def document(self):
        return json.loads(self.rfile.read(int(self.headers["Content-Length"])))

    def send_note(self, note):
        if note is None:
            return self.not_found()
        self.send(200, note)

    def not_found(self):
        self.send(404, {"error": "there is no such note"})

    def send(self, status, document, headers={}):
        body = json.dumps(document).encode()
        self.send_response(status)
        self.send_header("Content-Type", "application/json")
        self.send_header("Content-Length", str(len(body)))
        for name, value in headers.items():
            self.send_header(name, value)
        self.end_headers()
        self.wfile.write(body)


class Server(ThreadingHTTPServer):
    request_queue_size = 128


if __name__ == "__main__":
    Server(("127.0.0.1", int(os.environ["PORT"])), Handler).serve_forever()
