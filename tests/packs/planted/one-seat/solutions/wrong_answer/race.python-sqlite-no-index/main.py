import http.server
import os
import sqlite3
import time

FILE = os.path.join(os.environ["DATA_DIR"], "seats.db")


def connect():
    return sqlite3.connect(FILE, timeout=20, isolation_level=None)


class Handler(http.server.BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"

    def log_message(self, *words):
        pass

    def do_POST(self):
        database = connect()
        taken = database.execute("SELECT count(*) FROM seats WHERE id = ?", (self.path,)).fetchone()[0]
        if not taken:
            time.sleep(0.001)  # a bank is asked
            database.execute("INSERT INTO seats VALUES (?)", (self.path,))
        status = 409 if taken else 201
        database.close()
        self.send_response(status)
        self.send_header("Content-Length", "0")
        self.end_headers()


connect().execute("CREATE TABLE seats (id TEXT)")
http.server.ThreadingHTTPServer.request_queue_size = 64
http.server.ThreadingHTTPServer(("127.0.0.1", int(os.environ["PORT"])), Handler).serve_forever()
