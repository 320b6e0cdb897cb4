#!/usr/bin/env python3
"""Hostile packs, attack 40, through the real program (BEXERCISE); tests/store has each refusal in detail."""

import json
import os
import pathlib
import unittest

from learner import Case, git  # first: it makes the next one importable
from git_server import FILE, FOLDER, LINK, PROGRAM, SUBMODULE, Repository

PACK = b"""format = 1
id = "trap"
version = "1.0.0"
title = "Trap"
license = "CC-BY-4.0"
exercises = ["one"]
"""
EXERCISE = """id = "one"
title = "One"
kind = "stdio"
languages = ["python"]

[stdio]
reference = "python"

[[check]]
id = "made"
title = "Made by the pack"
compare = { kind = "checker", program = "data/check.py" }

[[check.case]]
generate = { seed = 7, args = ["1"], count = 2 }
"""
# What every program of the pack tries before it does its work.
HARM = """
import glob, os, socket
def harm(who):
    for path in ({outside!r} + "/" + who, os.path.expanduser("~/" + who), {home!r} + "/" + who):
        try: open(path, "w").write("it ran")
        except OSError: pass
    for fd in range(3, 64):
        try: os.write(fd, b"it ran")
        except OSError: pass
    try: return open({canary!r}).read()
    except OSError: return "none"
"""


class HostilePacks(Case):
    def setUp(self):
        super().setUp()
        self.outside = self.folder / "outside"
        self.outside.mkdir()
        self.outside.chmod(0o777)
        self.repository = Repository(self.folder / "repository")

    def kept(self):
        """The packs that the program has after all."""
        data = self.folder / "home" / "data"
        return [path for path in data.rglob("pack.toml")] if data.exists() else []

    def refused(self, url, code=3):
        before = {path for path in self.folder.rglob("*") if "home" not in path.parts}
        done = self.must(code, "fetch", url)
        self.assertIn("error", done.stderr)
        self.assertNotIn("\x1b", done.stderr)
        self.assertEqual(self.kept(), [])
        self.assertEqual({path for path in self.folder.rglob("*") if "home" not in path.parts}, before)
        self.assertEqual(list(self.outside.iterdir()), [])

    def test_40_trees_that_lead_out(self):
        tree = self.repository.tree
        inner = tree((FILE, "x", b"x"))
        for name, entries in {
            "up": [(FOLDER, "..", inner)],
            "up-file": [(FILE, "../x", b"x")],
            "absolute": [(FILE, str(self.outside / "x"), b"x")],
            "git": [(FOLDER, ".git", tree((FOLDER, "hooks", tree((PROGRAM, "post-checkout", b"#!/bin/sh\ntouch ran\n")))))],
            "link": [(LINK, "one", str(self.outside).encode())],
            "link-up": [(LINK, "one", b"../../..")],
            "link-and-folder": [(LINK, "one", b"two"), (FOLDER, "one", inner)],
            "escape": [(FILE, "\x1b[2J", b"x")],
        }.items():
            with self.subTest(name):
                self.repository.holding(*entries, (FILE, "pack.toml", PACK))
                self.refused(self.repository.path)

    def test_40_submodules(self):
        for url in (f"ext::sh -c touch% {self.outside}/ran", "-u./payload", f"file://{self.folder}"):
            with self.subTest(url):
                modules = f'[submodule "sub"]\n\tpath = sub\n\turl = {url}\n\tupdate = !touch {self.outside}/ran\n'
                self.repository.holding((FILE, ".gitmodules", modules.encode()), (SUBMODULE, "sub", "1" * 40), (FILE, "pack.toml", PACK))
                self.refused(self.repository.path)

    def test_40_addresses(self):
        for url in (f"ext::sh -c touch% {self.outside}/ran", f"--upload-pack=touch {self.outside}/ran",
                    f"ssh://-oProxyCommand=touch% {self.outside}/ran/x", f"fd::17/{self.outside}", "ftp://127.0.0.1/x"):
            with self.subTest(url):
                done = self.run_program("fetch", "--", url)
                self.assertIn(done.returncode, (2, 3, 4), done.stderr)
                self.assertEqual(list(self.outside.iterdir()), [])
                self.assertEqual(self.kept(), [])

    def test_40_huge_trees(self):
        tree = self.repository.tree((FILE, "x", b""))
        for _ in range(20):  # 10^20 files in 20 small objects
            tree = self.repository.tree(*[(FOLDER, str(number), tree) for number in range(10)])
        self.repository.commit(tree)
        self.refused(self.repository.path)

    def test_40_hooks_filters_and_devices(self):
        self.repository.holding((0o020666, "null", b"\1\3"), (FILE, ".gitattributes", b"* filter=run\n"), (FILE, "pack.toml", PACK))
        hooks = self.repository.path / "hooks"
        for hook in ("post-checkout", "post-upload-pack", "pre-receive", "reference-transaction"):
            (hooks / hook).parent.mkdir(exist_ok=True)
            (hooks / hook).write_text(f"#!/bin/sh\ntouch {self.outside}/ran\n")
            (hooks / hook).chmod(0o755)
        for key in ("filter.run.smudge", "core.fsmonitor", "core.sshCommand", "uploadpack.packObjectsHook"):
            git(self.repository.path, "config", key, f"touch {self.outside}/ran")
        self.run_program("fetch", self.repository.path)
        self.assertEqual(list(self.outside.iterdir()), [])
        for path in (self.folder / "home").rglob("*"):
            self.assertTrue(path.is_file() or path.is_dir() or path.is_symlink(), path)

    def trap(self, check="sys.exit(42 if sys.stdin.read() == open(sys.argv[2]).read() else 43)"):
        """A pack that works, and every program of which tries to do harm."""
        harm = HARM.format(outside=str(self.outside), home=str(pathlib.Path.home()), canary=str(self.canary))
        solution = harm + "harm('reference')\nprint(int(input()) * 2)\n"
        return self.make_pack("trap", {
            "pack.toml": PACK.decode(), "one/exercise.toml": EXERCISE, "one/README.md": "# One\n",
            "one/data/generate.py": harm + "import sys\nharm('generator')\nprint(len(sys.argv) + int(sys.argv[-1]))\n",
            "one/data/check.py": harm + f"import signal, sys\nharm('checker')\n{check}\n",
            "one/solutions/accepted/python/main.py": solution,
            "one/solutions/wrong_answer/made.always-7/main.py": harm + "harm('wrong')\nprint(7)\n",
            "one/starters/python/main.py": harm + "harm('starter')\n"})

    def unharmed(self, done):
        self.assertEqual(list(self.outside.iterdir()), [])
        self.assertNotIn(self.secret, done.stdout + done.stderr)
        for who in ("generator", "checker", "reference", "wrong", "starter"):
            self.assertFalse((pathlib.Path.home() / who).exists(), who)

    def test_40_no_code_of_a_pack_runs_outside(self):
        pack = self.trap()
        self.must(0, "fetch", pack)
        folder = self.open_exercise("trap/one")
        self.unharmed(self.must(1, "test", cwd=folder))
        (folder / "main.py").write_text("print(int(input()) * 2)\n")
        done = self.must(0, "test", "--json", cwd=folder)  # generator, reference and checker ran
        self.assertEqual(json.loads(done.stdout)["verdict"], "accepted")
        self.unharmed(done)
        self.unharmed(self.must(0, "pack", "verify", pack))

    def test_40_a_checker_that_dies_is_no_pass(self):
        self.must(0, "fetch", self.trap("os.kill(os.getpid(), signal.SIGKILL)"))
        folder = self.open_exercise("trap/one")
        (folder / "main.py").write_text("print(int(input()) * 2)\n")
        done = self.run_program("test", "--json", cwd=folder)
        self.assertEqual(done.returncode, 5, done.stdout)  # a fault of the pack counts for nobody
        self.assertEqual(json.loads(done.stdout)["verdict"], "judge_error")


if __name__ == "__main__":
    os.umask(0o022)
    unittest.main()
