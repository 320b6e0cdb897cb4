import os
import subprocess
import sys
from urllib.parse import urlsplit


def ask(sql):
    at = urlsplit(os.environ["DATABASE_URL"])
    command = ["mariadb", "--no-defaults", "-h", at.hostname, "-P", str(at.port), "-u", at.username, "-p" + at.password, "-BN", at.path[1:]]
    return subprocess.run(command, input=sql, text=True, stdout=subprocess.PIPE).stdout


if sys.argv[1] == "put":
    ask(f"INSERT INTO books (title) VALUES (x'{sys.argv[2].encode().hex()}')")
else:
    count = ask("SELECT count(*) FROM books")
    subprocess.run(["redis-cli", "-u", os.environ["REDIS_URL"], "SET", "count", count.strip()], check=True, stdout=subprocess.DEVNULL)
    print(count, end="")
