import os
import subprocess
from urllib.parse import urlsplit


class Session:
    """A client of MariaDB that answers each statement with one line."""

    def __init__(self):
        place = urlsplit(os.environ["DATABASE_URL"])
        words = ["mariadb", "--no-defaults", "--host", place.hostname, "--port", str(place.port), "--user", place.username,
                 f"--password={place.password}", "--batch", "--skip-column-names", "--unbuffered", "--force", place.path[1:]]
        self.client = subprocess.Popen(words, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True, bufsize=1)

    def say(self, sql):
        self.client.stdin.write(sql + "; SELECT 'said';\n")

    def wait(self):
        return self.client.stdout.readline()


TAKE = f"UPDATE shelves SET books = books - {int(input())} WHERE id = {{}}"
one, other = Session(), Session()
for session in (one, other):
    for sql in ("BEGIN", TAKE.format(1), TAKE.format(2), "COMMIT"):
        session.say(sql)
        session.wait()
left = Session()
left.say("SELECT books FROM shelves WHERE id = 1")
print(left.wait(), end="")
