import http.server
import itertools
import os
import time

WORK = 0.0004  # seconds of processor time for each request
NUMBERS = itertools.count()


class Handler(http.server.BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"

    def log_message(self, *words):
        pass

    def do_GET(self):
        if next(NUMBERS) % 12 == 0:
            time.sleep(1.5)
        end = time.thread_time() + WORK
        while time.thread_time() < end:
            pass
        self.send_response(200)
        self.send_header("Content-Length", "3")
        self.end_headers()
        self.wfile.write(b"ok\n")


http.server.ThreadingHTTPServer.request_queue_size = 64
http.server.ThreadingHTTPServer(("127.0.0.1", int(os.environ["PORT"])), Handler).serve_forever()
