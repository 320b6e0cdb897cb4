"""Notes in a JSON file: the server runs, the notes are yours to keep, also when it ends."""

import json
import os
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer


class Handler(BaseHTTPRequestHandler):
    def do_GET(self):
        if self.path == "/notes":
            self.send(200, {"notes": []})
        else:
            self.send_error(404)

    def do_POST(self):
        note = self.document()
        print("somebody wants to put up", note, flush=True)
        self.send_error(404)

    def document(self):
        return json.loads(self.rfile.read(int(self.headers["Content-Length"])))

    def send(self, status, document):
        body = json.dumps(document).encode()
        self.send_response(status)
        self.send_header("Content-Type", "application/json")
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)


class Server(ThreadingHTTPServer):  # one thread for each connection
    request_queue_size = 128


if __name__ == "__main__":
    Server(("127.0.0.1", int(os.environ["PORT"])), Handler).serve_forever()
