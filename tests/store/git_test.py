#!/usr/bin/env python3
"""Packs from git: honest servers, and repositories and servers that mean harm. STORE_TOOL names the program of store_tool.cpp."""

import os
import pathlib
import shutil
import signal
import socket
import subprocess
import tempfile
import time
import unittest

from git_server import ENVIRONMENT, FILE, FOLDER, LINK, PROGRAM, SUBMODULE, Repository, Server, git

TOOL = os.environ["STORE_TOOL"]
USAGE, PACK, MACHINE, INTERNAL, INTERRUPTED = range(5)
SOMETHING = (FILE, "pack.toml", b"format = 1\n")


class Case(unittest.TestCase):
    def setUp(self):
        self.folder = pathlib.Path(tempfile.mkdtemp(prefix="store-"))
        self.addCleanup(shutil.rmtree, self.folder)
        self.root = self.folder / "root"
        self.home = self.folder / "home"
        self.home.mkdir()
        self.env = {**ENVIRONMENT, "HOME": str(self.home), "BEXERCISE_SHARE": str(self.folder / "share"),
                    **{name: os.environ[name] for name in ("ASAN_OPTIONS", "UBSAN_OPTIONS") if name in os.environ}}

    def serve(self, **options):
        server = Server(self.root, **options)
        self.addCleanup(server.close)
        return server

    def tool(self, *words, **env):
        return subprocess.run([TOOL, *map(str, words)], capture_output=True, text=True, cwd=self.folder, stdin=subprocess.DEVNULL,
                              env={**self.env, **env}, timeout=60)

    def refused(self, done, kind, *parts):
        """One error of this kind with all parts in it, and with a help line."""
        self.assertEqual(done.returncode, 1, done.stdout + done.stderr)
        lines = done.stdout.split("\n")
        self.assertEqual(lines[0], f"error {kind}", done.stdout)
        for part in parts:
            self.assertIn(part, done.stdout)
        self.assertNotEqual(lines[2], "", "no help line")

    def clone(self, url, ref="", folder="out", *limits, **env):
        return self.tool("clone", url, ref, self.folder / folder, *limits, **env)

    def left(self):
        """What a clone left beside the repositories."""
        return {path.name for path in self.folder.iterdir()} - {"root", "home"}


class Honest(Case):
    def setUp(self):
        super().setUp()
        self.pack = Repository(self.root / "pack")
        self.first = self.pack.commit(self.pack.tree(SOMETHING))
        inner = self.pack.tree((FILE, "a", b"a\n"), (LINK, "b", b"../run"))
        self.second = self.pack.commit(self.pack.tree((FOLDER, "in", inner), SOMETHING, (PROGRAM, "run", b"#!/bin/sh\n")), self.first)
        git(self.pack.path, "tag", "v1", self.first)
        git(self.pack.path, "tag", "-a", "v2", "-m", "words", self.second)
        git(self.pack.path, "branch", "side/way", self.first)

    def sources(self):
        server = self.serve()
        return {"path": str(self.pack.path), "file": f"file://{self.pack.path}", "http": server.url("pack")}

    def test_every_way_writes_the_same_tree(self):
        for name, url in self.sources().items():
            with self.subTest(name):
                done = self.clone(url, "", name)
                self.assertEqual(done.stdout, f"{self.second} main\n", done.stderr)
                out = self.folder / name
                self.assertEqual((out / "in/a").read_text(), "a\n")
                self.assertEqual(os.readlink(out / "in/b"), "../run")
                self.assertTrue(os.access(out / "run", os.X_OK))
                self.assertFalse(os.access(out / "pack.toml", os.X_OK))
                self.assertEqual(sorted(os.listdir(out)), ["in", "pack.toml", "run"])

    def test_branches_tags_and_commits(self):
        for name, url in self.sources().items():
            for ref, commit in [("main", self.second), ("v1", self.first), ("v2", self.second), ("side/way", self.first),
                                ("refs/heads/main", self.second), (self.first, self.first), (self.first[:9], self.first),
                                (self.second.upper(), self.second)]:
                with self.subTest(source=name, ref=ref):
                    done = self.clone(url, ref, f"{name}-{ref.replace('/', '-')}")
                    self.assertEqual(done.stdout, f"{commit} {ref}\n")

    def test_a_detached_head(self):
        git(self.pack.path, "update-ref", "--no-deref", "HEAD", self.first)
        for name, url in self.sources().items():
            with self.subTest(name):
                self.assertEqual(self.clone(url, "", name).stdout.split()[0], self.first)

    def test_a_wrong_ref_says_what_there_is(self):
        for name, url in self.sources().items():
            with self.subTest(name):
                done = self.clone(url, "v3")
                self.refused(done, USAGE, "no branch, tag or commit `v3`", "did you mean", "main, side/way, v1, v2")
                self.refused(self.clone(url, "0" * 40), USAGE, "no branch, tag or commit")
                self.assertEqual(self.left(), set())

    def test_a_clone_without_history_serves(self):
        shallow = self.root / "shallow"
        git(self.root, "clone", "-q", "--depth=1", f"file://{self.pack.path}", str(shallow))
        self.assertEqual(self.clone(shallow).stdout, f"{self.second} main\n")

    def test_a_repository_of_someone_else(self):
        if os.getuid() != 0:
            self.skipTest("needs root to give files away")
        for path in [self.pack.path, *self.pack.path.rglob("*")]:
            os.chown(path, 65534, 65534)
        self.assertEqual(self.clone(self.pack.path).stdout, f"{self.second} main\n")

    def test_progress_is_told(self):
        done = self.clone(self.serve().url("pack"))
        self.assertRegex(done.stderr, r"(\d+)/\1 objects, [1-9]\d* bytes\n$")

    def test_an_empty_repository(self):
        empty = Repository(self.root / "empty")
        for url in (empty.path, self.serve().url("empty")):
            self.refused(self.clone(url), USAGE, "empty repository")

    def test_the_folder_exists_already(self):
        (self.folder / "out").mkdir()
        (self.folder / "out" / "mine").write_text("mine")
        self.assertEqual(self.clone(self.pack.path).returncode, 1)
        self.assertEqual(os.listdir(self.folder / "out"), ["mine"])


class Mistakes(Case):
    def test_not_a_repository(self):
        (self.folder / "root").mkdir()
        server = self.serve()
        self.refused(self.clone(self.root), USAGE, "is not a git repository")
        self.refused(self.clone(f"file://{self.root}"), USAGE, "is not a git repository")
        self.refused(self.clone(server.url("nothing")), USAGE, "no git repository")
        self.refused(self.clone(server.url("page")), USAGE, "no git repository")
        self.assertEqual(self.left(), set())

    def test_no_such_folder(self):
        self.refused(self.clone("nowhere"), USAGE, "there is no folder `nowhere`")

    def test_nobody_is_there(self):
        with socket.socket() as held:  # bound and not listening: nobody else can take the port
            held.bind(("127.0.0.1", 0))
            for scheme in ("http", "https", "ssh"):
                done = self.clone(f"{scheme}://127.0.0.1:{held.getsockname()[1]}/pack")
                self.refused(done, MACHINE, "could not reach `127.0.0.1", "refused")

    def test_no_such_host(self):
        self.refused(self.clone("https://no-host.invalid/pack"), MACHINE, "could not reach `no-host.invalid`")

    def test_other_schemes(self):
        for url in ("git://127.0.0.1/pack", "ext::sh -c true", "ftp://127.0.0.1/pack"):
            self.assertEqual(self.clone(url).stdout.split("\n")[0], f"error {USAGE}")

    def test_a_server_that_says_nothing(self):
        self.root.mkdir()
        server = self.serve()
        self.refused(self.clone(server.url("silent/pack"), "", "out", "idle=300"), MACHINE, "has sent nothing")
        self.assertEqual(self.left(), set())

    def test_an_interrupt_ends_it(self):
        self.root.mkdir()
        server = self.serve()
        words = [TOOL, "clone", server.url("silent/pack"), "", str(self.folder / "out")]
        with subprocess.Popen(words, stdout=subprocess.PIPE, text=True, env=self.env, start_new_session=True) as tool:
            while not server.seen:
                time.sleep(0.01)
            tool.send_signal(signal.SIGTERM)
            self.assertEqual(tool.communicate(timeout=10)[0].split("\n")[0], f"error {INTERRUPTED}")
        with self.assertRaises(ProcessLookupError):  # nobody of its group is left
            os.killpg(tool.pid, 0)
        self.assertEqual(self.left(), set())

    def test_the_disk_is_full(self):
        pack = Repository(self.root / "pack").holding((FILE, "large", b"x" * (2 << 20)))
        words = ["sh", "-c", 'ulimit -f 512; exec "$0" "$@"', TOOL, "clone", str(pack.path), "", str(self.folder / "out")]
        done = subprocess.run(words, capture_output=True, text=True, env=self.env)
        self.assertEqual(done.stdout.split("\n")[0], f"error {MACHINE}")
        self.assertEqual(self.left(), set())


class Hostile(Case):
    def setUp(self):
        super().setUp()
        self.pack = Repository(self.root / "pack")

    def both_refuse(self, *parts, limits=(), kind=PACK):
        server = self.serve()
        for url in (str(self.pack.path), server.url("pack")):
            with self.subTest(url=url.split(":")[0]):
                self.refused(self.clone(url, "", "out", *limits), kind, *parts)
                self.assertEqual(self.left(), set())

    def test_names_that_are_refused_wherever_they_stand(self):
        for name in (".", "..", ".git", ".GIT", ".git ", ".git.", ".git...", "git~1", "GIT~2", ".g\u200cit", "\ufeff.git", ".git::$INDEX_ALLOCATION",
                     "a/b", "../x", "/etc", "esc\x1b[2J", "line\nline", "\x7f", "c1\u009b", b"\xff\xfe"):
            for mode in (FILE, FOLDER):
                with self.subTest(name=name, mode=mode):
                    what = b"x" if mode == FILE else self.pack.tree((FILE, "x", b"x"))
                    inner = self.pack.tree((mode, name, what))
                    self.pack.commit(self.pack.tree((FOLDER, "in", inner), SOMETHING))
                    done = self.clone(self.pack.path)
                    self.assertEqual(done.stdout.split("\n")[0], f"error {PACK}", done.stdout)
                    self.assertNotIn("\x1b", done.stdout)
                    self.assertEqual(self.left(), set())

    def test_a_name_that_leads_up_over_http(self):
        self.pack.holding((FOLDER, "..", self.pack.tree((FILE, "x", b"x"))), SOMETHING)
        self.both_refuse("`..`")

    def test_names_that_only_look_bad(self):
        self.pack.holding((FILE, "...", b""), (FILE, ".gitignore", b""), (FILE, "git~", b""), (FILE, "a\\b", b""), (FILE, "ü", b""), SOMETHING)
        self.assertEqual(self.clone(self.pack.path).returncode, 0)

    def test_a_name_twice(self):
        self.pack.holding((FILE, "a", b"1"), (FILE, "a", b"2"))
        self.both_refuse("`a` is there twice")

    def test_writing_through_a_link_of_the_same_name(self):
        self.pack.holding((LINK, "a", b"in"), (FOLDER, "a", self.pack.tree((FILE, "x", b"x"))))
        self.both_refuse("`a` is there twice")

    def test_links_that_leave(self):
        for target in ("/etc/passwd", "..", "../x", "in/../../x", "a/..", ".//../x", "", "x" * 5000, "a\0b"):
            with self.subTest(target=target[:20]):
                self.pack.holding((LINK, "link", target.encode()), SOMETHING)
                self.assertEqual(self.clone(self.pack.path).stdout.split("\n")[0], f"error {PACK}")
        self.pack.holding((FOLDER, "in", self.pack.tree((LINK, "link", b"../../x"))), SOMETHING)
        self.both_refuse("`in/link` is a link that leads out")

    def test_links_that_leave_together(self):
        # in/here -> .. is the root; in/out -> here/../x would be above it
        self.pack.holding((FOLDER, "in", self.pack.tree((LINK, "here", b".."), (LINK, "out", b"here/../x"))), SOMETHING)
        self.both_refuse("`in/out` is a link that leads out")

    def test_submodules(self):
        self.pack.holding((SUBMODULE, "other", "1" * 40), SOMETHING)
        self.both_refuse("`other` is a submodule")

    def test_a_mode_that_is_none(self):
        self.pack.holding((0o060000, "device", b"x"), SOMETHING)
        done = self.clone(self.pack.path)
        self.assertTrue(done.returncode == 1 or (self.folder / "out/device").is_file(), done.stdout)

    def test_too_many_files(self):
        self.pack.holding(*[(FILE, f"{number:03}", b"") for number in range(101)])
        self.both_refuse("more than 100 files", limits=["files=100"])

    def test_a_tree_that_unfolds(self):
        tree = self.pack.tree((FILE, "x", b""))
        for _ in range(20):  # 10^20 files in 20 small objects
            tree = self.pack.tree(*[(FOLDER, f"{number}", tree) for number in range(10)])
        self.pack.commit(tree)
        self.both_refuse("more than 20000 files")

    def test_too_large(self):
        self.pack.holding((FILE, "a", b"x" * 60_000), (FILE, "b", b"x" * 60_000))
        self.both_refuse("`a` has 60000 bytes", limits=["file_bytes=50000"])
        self.both_refuse("more than 100000 bytes", limits=["bytes=100000"])

    def test_too_large_to_transfer(self):
        self.pack.holding((FILE, "a", os.urandom(4 << 20)))
        server = self.serve()
        self.refused(self.clone(server.url("pack"), "", "out", "bytes=1048576"), PACK, "is larger than 2 MiB")
        self.assertEqual(self.left(), set())

    def test_too_deep(self):
        tree = self.pack.tree((FILE, "x", b""))
        for _ in range(12):
            tree = self.pack.tree((FOLDER, "d", tree))
        self.pack.commit(tree)
        self.both_refuse("folders deep", limits=["depth=10"])

    def test_a_name_too_long(self):
        self.pack.holding((FILE, "x" * 300, b""))
        self.both_refuse("name that is too long")

    def test_a_tree_that_is_not_there(self):
        self.pack.holding((FOLDER, "d", "1" * 40))
        self.refused(self.clone(self.pack.path), PACK, "could not read `d`")

    def test_attributes_and_hooks_have_no_say(self):
        self.pack.holding((FILE, ".gitattributes", b"* text eol=crlf ident filter=run\n"), (FILE, "a", b"1\n$Id$\n"), SOMETHING)
        git(self.pack.path, "config", "filter.run.smudge", f"touch {self.folder}/ran")
        hook = self.pack.path / "hooks" / "post-checkout"
        hook.parent.mkdir(exist_ok=True)
        hook.write_text(f"#!/bin/sh\ntouch {self.folder}/ran\n")
        hook.chmod(0o755)
        self.assertEqual(self.clone(self.pack.path).returncode, 0)
        self.assertEqual((self.folder / "out/a").read_bytes(), b"1\n$Id$\n")
        self.assertEqual(self.left(), {"out"})


class Private(Case):
    def setUp(self):
        super().setUp()
        Repository(self.root / "pack").holding(SOMETHING)
        self.server = self.serve()
        self.url = self.server.url("private/pack")

    def helper(self, password):
        """A credential helper that keeps a protocol of what it was asked."""
        said = self.home / "asked"
        script = self.home / "helper"
        script.write_text(f'#!/bin/sh\necho "$1" >>{said}\ncat >>{said}\n[ "$1" = get ] && printf "username=me\\npassword={password}\\n"\n')
        script.chmod(0o755)
        (self.home / ".gitconfig").write_text(f"[credential]\n\thelper = {script}\n")
        return said

    def test_the_token(self):
        done = self.clone(self.url, BEXERCISE_GIT_TOKEN=self.server.password)
        self.assertEqual(done.returncode, 0, done.stdout)

    def test_a_wrong_token(self):
        done = self.clone(self.url, BEXERCISE_GIT_TOKEN="wrong word")
        self.refused(done, USAGE, "refused access", "BEXERCISE_GIT_TOKEN")
        self.assertNotIn("wrong word", done.stdout + done.stderr)

    def test_git_credential_helper(self):
        said = self.helper(self.server.password)
        done = self.clone(self.url)
        self.assertEqual(done.returncode, 0, done.stdout)
        asked = said.read_text()
        self.assertIn(f"protocol=http\nhost=127.0.0.1:{self.server.port}\n", asked)
        self.assertIn("store\n", asked)  # and told that it was right

    def test_a_helper_that_is_wrong_is_told_so(self):
        said = self.helper("wrong word")
        self.refused(self.clone(self.url), USAGE, "refused access")
        self.assertIn("erase\n", said.read_text())

    def test_a_wrong_token_gives_way_to_the_helper(self):
        self.helper(self.server.password)
        self.assertEqual(self.clone(self.url, BEXERCISE_GIT_TOKEN="wrong word").returncode, 0)

    def test_a_helper_of_the_current_folder_is_not_run(self):
        git(self.folder, "init", "-q")
        git(self.folder, "config", "credential.helper", f"!touch {self.folder}/ran; false")
        self.assertEqual(self.clone(self.url).returncode, 1)
        self.assertFalse((self.folder / "ran").exists())

    def test_nobody_to_ask(self):
        self.refused(self.clone(self.url), USAGE, "refused access", "BEXERCISE_GIT_TOKEN")

    def test_a_token_does_not_go_to_another_host(self):
        done = self.clone(self.server.url("moved/private/pack"), BEXERCISE_GIT_TOKEN=self.server.password)
        self.refused(done, USAGE, "another host")
        self.assertEqual([seen for seen in self.server.seen if seen[2]], [])

    def test_a_token_does_not_go_over_an_open_wire(self):
        name = socket.gethostname()
        try:
            address = socket.gethostbyname(name)
        except OSError:
            self.skipTest("this machine's name has no address")
        if not address.startswith("127."):
            self.skipTest("the server listens on the loopback device alone")
        done = self.clone(f"http://{name}:{self.server.port}/private/pack", BEXERCISE_GIT_TOKEN=self.server.password)
        self.refused(done, USAGE, "asks for a password", "https://")
        self.assertEqual([seen for seen in self.server.seen if seen[2]], [])

    def test_a_password_in_the_url(self):
        done = self.clone(self.url.replace("//", "//me:secret@"))
        self.refused(done, USAGE, "holds a password")
        self.assertNotIn("secret", done.stdout)


class Ssh(Case):
    """With a command in place of ssh that notes its words and runs the last one here."""

    def setUp(self):
        super().setUp()
        self.pack = Repository(self.root / "a pack's")
        self.first = self.pack.commit(self.pack.tree(SOMETHING))
        self.second = self.pack.commit(self.pack.tree(SOMETHING, (FILE, "x", os.urandom(100_000))), self.first)
        self.words = self.home / "words"
        self.env["GIT_SSH_COMMAND"] = self.command(f'printf "%s\\n" "$@" >{self.words}; for last; do :; done; eval "exec $last"')

    def command(self, script):
        path = self.home / "ssh"
        path.write_text(f"#!/bin/sh\n{script}\n")
        path.chmod(0o755)
        return str(path)

    def test_a_pack_and_its_commits(self):
        done = self.clone(f"ssh://git@host:2222{self.pack.path}")
        self.assertEqual(done.stdout, f"{self.second} main\n", done.stderr)
        quoted = str(self.pack.path).replace("'", "'\\''")
        self.assertEqual(self.words.read_text(), f"-p\n2222\ngit@host\ngit-upload-pack '{quoted}'\n")
        self.assertEqual(self.clone(f"git@host:{self.pack.path}", self.first[:10], "other").stdout, f"{self.first} {self.first[:10]}\n")
        self.assertEqual(self.words.read_text(), f"git@host\ngit-upload-pack '{quoted}'\n")

    def test_what_ssh_says_is_explained(self):
        for said, kind, part in [("Host key verification failed.", MACHINE, "known_hosts"), ("git@host: Permission denied (publickey).", USAGE, "ssh-add"),
                                 ("ssh: Could not resolve hostname host: Name or service not known", MACHINE, "could not reach"),
                                 ("fatal: 'x' does not appear to be a git repository", USAGE, "no git repository"),
                                 ("something else\x1b[2J", MACHINE, "something else\\x1b")]:
            with self.subTest(said):
                done = self.clone("git@host:x", GIT_SSH_COMMAND=self.command(f'printf "%s" "{said}" >&2; exit 255'))
                self.refused(done, kind, part)
                self.assertEqual(self.left(), set())

    def test_the_far_side_goes_away(self):
        done = self.clone("git@host:x", GIT_SSH_COMMAND=self.command('printf 0032'))
        self.refused(done, MACHINE, "could not fetch")

    def test_no_ssh_at_all(self):
        empty = self.folder / "root" / "bin"
        empty.mkdir()
        del self.env["GIT_SSH_COMMAND"]
        self.refused(self.clone("git@host:x", PATH=str(empty)), MACHINE, "openssh-client")

    def test_options_in_disguise(self):
        for url in ("ssh://-oProxyCommand=touch ran/x", "-oProxyCommand=touch ran:x", "ssh://-oX@host/x", "host:-x", "ssh://host:1x/x"):
            self.refused(self.clone(url), USAGE)
            self.assertFalse(self.words.exists(), url)

    def test_too_large(self):
        self.refused(self.clone(f"host:{self.pack.path}", "", "out", "bytes=10000"), PACK, "is larger than")

    def test_nothing_is_left_running(self):
        pid = self.home / "pid"
        command = self.command(f"echo $$ >{pid}; exec sleep 60")
        with subprocess.Popen([TOOL, "clone", "host:x", "", str(self.folder / "out")], stdout=subprocess.PIPE,
                              env={**self.env, "GIT_SSH_COMMAND": command}) as tool:
            while not (pid.exists() and pid.read_text().endswith("\n")):
                time.sleep(0.01)
            tool.terminate()
            tool.communicate(timeout=10)
        stat = pathlib.Path("/proc") / pid.read_text().strip() / "stat"
        for _ in range(500):  # the signal of a parent's death comes a moment after it
            try:
                if stat.read_text().rpartition(")")[2].split()[0] == "Z":
                    return  # whose child it is now need not care
            except (FileNotFoundError, ProcessLookupError):
                return
            time.sleep(0.01)
        self.fail("ssh goes on running")


class Untrusted(Case):
    @unittest.skipUnless(shutil.which("openssl"), "makes a certificate with openssl")
    def test_a_certificate_that_nobody_vouches_for(self):
        Repository(self.root / "pack").holding(SOMETHING)
        both = self.folder / "root" / "both.pem"
        subprocess.run(["openssl", "req", "-x509", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:prime256v1", "-nodes", "-days", "2",
                        "-subj", "/CN=127.0.0.1", "-addext", "subjectAltName=IP:127.0.0.1", "-keyout", both, "-out", str(both) + ".crt"],
                       check=True, capture_output=True)
        both.write_text(both.read_text() + pathlib.Path(str(both) + ".crt").read_text())
        server = self.serve(certificate=both)
        done = self.clone(server.url("pack"), BEXERCISE_GIT_TOKEN="secret")
        self.refused(done, MACHINE, "is not trusted")
        self.assertEqual(server.seen, [])


if __name__ == "__main__":
    unittest.main()
