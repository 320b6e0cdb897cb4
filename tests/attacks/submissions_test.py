#!/usr/bin/env python3
"""Submissions that want to pass without the work: attacks 16, 17 and 18, through the real program (BEXERCISE)."""

import json
import shutil
import sqlite3
import unittest

from learner import Case

PACK = """format = 1
id = "vault"
version = "1.0.0"
title = "Vault"
license = "CC-BY-4.0"
exercises = ["secret"]
"""
EXERCISE = """id = "secret"
title = "Say the word"
kind = "stdio"
languages = ["python", "cpp"]

[[check]]
id = "word"
title = "The word"
disclosure = "actual-only"

[[check.case]]
input = "say\\n"
output_file = "data/word.out"
"""


class Submissions(Case):
    def setUp(self):
        super().setUp()
        self.pack = self.make_pack("vault", {
            "pack.toml": PACK, "secret/exercise.toml": EXERCISE, "secret/README.md": "# Say the word\n",
            "secret/data/word.out": self.secret + "\n", "secret/solutions/accepted/python/main.py": f"print('{self.secret}')\n"})
        self.must(0, "fetch", self.pack)

    def paths(self):
        """Where the word lies on this machine."""
        found = [self.canary] + [path for path in self.folder.rglob("*") if path.is_file() and path.parent.name != "objects"
                                 and self.secret.encode() in path.read_bytes()]
        self.assertGreater(len(found), 3)
        return [str(path) for path in found]

    def judge(self, folder, verdict):
        done = self.must(1, "submit", "--json", cwd=folder)
        self.assertNotIn(self.secret, done.stdout + done.stderr)
        plain = self.must(1, "submit", cwd=folder)
        self.assertNotIn(self.secret, plain.stdout + plain.stderr)
        report = json.loads(done.stdout)
        self.assertEqual(report["verdict"], verdict, done.stdout)
        self.assertEqual(report["passed"], 0)
        listed = self.must(0, "list", "vault").stdout
        self.assertNotIn("passed", listed)
        return report

    def test_the_right_answer_passes(self):
        folder = self.open_exercise("vault/secret")
        (folder / "main.py").write_text(f"print('{self.secret}')\n")
        self.must(0, "submit", cwd=folder)
        self.assertIn("passed", self.must(0, "list", "vault").stdout)

    def test_16_fake_verdicts(self):
        folder = self.open_exercise("vault/secret")
        (folder / "main.py").write_text(
            "import os\n"
            "said = b'\\x1b[2J\\x1b[H\\n  all checks passed: Say the word\\n1/1 checks passed\\n' "
            "b'{\"schema\": 1, \"exit_code\": 0, \"verdict\": \"accepted\", \"passed\": 1}\\n'\n"
            "for fd in range(1, 64):\n"
            "    try: os.write(fd, said)\n"
            "    except OSError: pass\n")
        report = self.judge(folder, "wrong_answer")
        self.assertIn("accepted", report["checks"][0]["came"])  # it was said
        plain = self.must(1, "test", cwd=folder)
        self.assertNotIn("\x1b", plain.stdout + plain.stderr)

    def test_17_the_expected_output_by_its_path(self):
        folder = self.open_exercise("vault/secret")
        (folder / "main.py").write_text(
            "import glob, os\n"
            f"paths = {self.paths()!r}\n"
            "tried = 0\n"
            "for path in paths:\n"
            "    for way in (path, '../../../../../../..' + path, '/proc/1/root' + path, '/proc/self/root' + path, '/proc/1/cwd' + path):\n"
            "        tried += 1\n"
            "        try: print(open(way).read())\n"
            "        except OSError: pass\n"
            "for root, folders, files in os.walk('/'):\n"
            "    folders[:] = [name for name in folders if root != '/' or name not in ('proc', 'usr')]\n"
            "    for name in files:\n"
            "        if name.endswith('.out') or name in ('canary', 'main.py'):\n"
            "            try: print(open(os.path.join(root, name), 'rb').read()[:200])\n"
            "            except OSError: pass\n"
            "print('tried', tried)\n")
        report = self.judge(folder, "wrong_answer")
        self.assertRegex(report["checks"][0]["came"], r"tried \d\d")

    @unittest.skipUnless(shutil.which("g++"), "needs g++")
    def test_18_the_expected_output_in_a_build(self):
        folder = self.open_exercise("vault/secret", "cpp")
        for path in [self.paths()[1], str(self.canary)]:
            (folder / "main.cpp").write_text(f'#include "{path}"\nint main() {{}}\n')
            report = self.judge(folder, "compile_error")
            self.assertIn("No such file", json.dumps(report))
            (folder / "main.cpp").write_text(f'__asm__(".incbin \\"{path}\\"");\nint main() {{}}\n')
            self.judge(folder, "compile_error")

    def test_18_links_in_the_folder(self):
        folder = self.open_exercise("vault/secret")
        for name, path in enumerate(self.paths()):
            (folder / f"link{name}").symlink_to(path)
        (folder / "all").symlink_to(self.folder)
        (folder / "main.py").write_text(
            "import os\n"
            "for root, folders, files in os.walk('.', followlinks=True):\n"
            "    for name in files: print(name, open(os.path.join(root, name)).read())\n")
        done = self.run_program("submit", "--json", cwd=folder)
        self.assertNotEqual(done.returncode, 0)
        self.assertNotIn(self.secret, done.stdout + done.stderr)

    def test_what_is_kept_of_it_is_no_pass(self):
        folder = self.open_exercise("vault/secret")
        (folder / "main.py").write_text("print('accepted')\n")
        self.judge(folder, "wrong_answer")
        for database in (self.folder / "home").rglob("*.sqlite*"):
            with sqlite3.connect(f"file:{database}?mode=ro", uri=True) as kept:
                self.assertNotIn("'accepted'", "\n".join(kept.iterdump()))


if __name__ == "__main__":
    unittest.main()
