"""Repositories made by hand, tree by tree, and a server for them on the loopback device."""

import base64
import http.server
import os
import ssl
import subprocess
import threading

ENVIRONMENT = {"PATH": os.environ["PATH"], "GIT_CONFIG_NOSYSTEM": "1", "HOME": "/nonexistent", "GIT_AUTHOR_NAME": "author",
               "GIT_AUTHOR_EMAIL": "author@example.org", "GIT_COMMITTER_NAME": "author",
               "GIT_COMMITTER_EMAIL": "author@example.org", "LC_ALL": "C"}

FILE, PROGRAM, LINK, FOLDER, SUBMODULE = 0o100644, 0o100755, 0o120000, 0o40000, 0o160000


def git(folder, *words, given=b""):
    done = subprocess.run(["git", "-C", str(folder), *words], input=given, capture_output=True, env=ENVIRONMENT)
    if done.returncode != 0:
        raise RuntimeError(f"git {' '.join(words)}: {done.stderr.decode()}")
    return done.stdout.decode().strip()


class Repository:
    """A bare repository whose objects are written without any of git's own checks."""

    def __init__(self, path):
        self.path = path
        path.mkdir(parents=True)
        git(path, "init", "-q", "--bare", "-b", "main")

    def blob(self, content):
        return git(self.path, "hash-object", "-w", "--stdin", given=content)

    def tree(self, *entries):
        """Entries are (mode, name, object or content)."""
        raw = b""
        for mode, name, what in entries:
            name = name if isinstance(name, bytes) else name.encode()
            held = self.blob(what) if isinstance(what, bytes) else what
            raw += b"%o %s\0" % (mode, name) + bytes.fromhex(held)
        return git(self.path, "hash-object", "-t", "tree", "-w", "--literally", "--stdin", given=raw)

    def commit(self, tree, *parents, branch="main"):
        words = [word for parent in parents for word in ("-p", parent)]
        commit = git(self.path, "commit-tree", tree, *words, "-m", "a commit")
        git(self.path, "update-ref", f"refs/heads/{branch}", commit)
        return commit

    def holding(self, *entries):
        self.commit(self.tree(*entries))
        return self

    def of_folder(self, folder):
        """A commit of what is in a folder, on top of what is there."""
        index = {**ENVIRONMENT, "GIT_INDEX_FILE": str(self.path / "made-index"), "GIT_WORK_TREE": str(folder)}
        for words in (["read-tree", "--empty"], ["add", "-A", "."]):
            subprocess.run(["git", "--git-dir", str(self.path), *words], cwd=folder, env=index, check=True)
        tree = subprocess.run(["git", "--git-dir", str(self.path), "write-tree"], env=index, check=True, capture_output=True)
        heads = git(self.path, "for-each-ref", "--format=%(objectname)", "refs/heads/main").split()
        return self.commit(tree.stdout.decode().strip(), *heads)


class Handler(http.server.BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"

    def log_message(self, *words):
        pass

    def do_GET(self):
        self.server.seen.append((self.headers.get("Host"), self.path, self.headers.get("Authorization")))
        parts = self.path.lstrip("/").split("/", 1)
        if parts[0] == "silent":
            self.server.released.wait(20)
            self.close_connection = True
        elif parts[0] == "page":
            self.answer(200, {"Content-Type": "text/html"}, b"<p>hello")
        elif parts[0] == "moved":
            self.answer(302, {"Location": f"http://{self.server.other_host}/{parts[1]}"}, b"")
        elif parts[0] == "private" and not self.may():
            self.answer(401, {"WWW-Authenticate": 'Basic realm="packs"'}, b"")
        else:
            self.backend(parts[1] if parts[0] == "private" else self.path.lstrip("/"))

    do_POST = do_GET

    def may(self):
        given = self.headers.get("Authorization", "").removeprefix("Basic ")
        return base64.b64decode(given).decode().partition(":")[2] == self.server.password

    def body(self):
        if self.headers.get("Transfer-Encoding", "").lower() != "chunked":
            return self.rfile.read(int(self.headers.get("Content-Length", 0)))
        body = b""
        while size := int(self.rfile.readline().split(b";")[0], 16):
            body += self.rfile.read(size)
            self.rfile.readline()
        self.rfile.readline()
        return body

    def backend(self, target):
        path, _, query = target.partition("?")
        given = self.body()
        env = {**ENVIRONMENT, "GIT_PROJECT_ROOT": str(self.server.root), "GIT_HTTP_EXPORT_ALL": "1", "PATH_INFO": "/" + path,
               "QUERY_STRING": query, "REQUEST_METHOD": self.command, "CONTENT_TYPE": self.headers.get("Content-Type", ""),
               "CONTENT_LENGTH": str(len(given)), "REMOTE_ADDR": "127.0.0.1",
               "GIT_PROTOCOL": self.headers.get("Git-Protocol", "")}
        done = subprocess.run(["git", "http-backend"], input=given, capture_output=True, env=env)
        head, _, body = done.stdout.partition(b"\r\n\r\n")
        headers = dict(line.split(": ", 1) for line in head.decode().split("\r\n") if ": " in line)
        self.answer(int(headers.pop("Status", "200").split()[0]), headers, body)

    def answer(self, status, headers, body):
        self.send_response(status)
        for name, value in headers.items():
            self.send_header(name, value)
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        try:
            self.wfile.write(body)
        except OSError:
            self.close_connection = True  # the client has seen enough


class Server(http.server.ThreadingHTTPServer):
    """Serves the repositories below `root`. `seen` keeps host, path and credentials of every request.

    /NAME the repository; /private/NAME with the password; /moved/NAME leads to the same server by another name of the host;
    /silent never answers; /page is a web page.
    """

    daemon_threads = True

    def __init__(self, root, certificate=None):
        super().__init__(("127.0.0.1", 0), Handler)
        self.root, self.password, self.seen = root, "open sesame", []
        self.released = threading.Event()
        self.port = self.server_address[1]
        self.other_host = f"localhost:{self.port}"
        self.scheme = "http"
        if certificate:
            context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
            context.load_cert_chain(certificate)
            self.socket = context.wrap_socket(self.socket, server_side=True)
            self.scheme = "https"
        threading.Thread(target=self.serve_forever, args=[0.02], daemon=True).start()

    def url(self, path):
        return f"{self.scheme}://127.0.0.1:{self.port}/{path}"

    def handle_error(self, request, client_address):
        pass  # clients of these tests go away in mid talk

    def close(self):
        self.released.set()
        self.shutdown()
        self.server_close()
