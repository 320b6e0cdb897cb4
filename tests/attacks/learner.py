"""What the attacks on the whole program share: a home of its own, and packs made on the spot."""

import json
import os
import pathlib
import secrets
import shutil
import subprocess
import sys
import tempfile
import unittest

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parents[1] / "store"))
from git_server import ENVIRONMENT, git  # noqa: E402

PROGRAM = os.environ["BEXERCISE"]


class Case(unittest.TestCase):
    """Every test has a canary: a file of the host with a content that nobody can guess."""

    def setUp(self):
        self.folder = pathlib.Path(tempfile.mkdtemp(prefix="attacks-"))
        self.addCleanup(shutil.rmtree, self.folder, ignore_errors=True)
        self.secret = "canary-" + secrets.token_hex(16)
        self.canary = self.folder / "canary"
        self.canary.write_text(self.secret + "\n")
        self.folder.chmod(0o755)
        home = self.folder / "home"
        home.mkdir()
        # The tools of whoever runs the tests may live in her home (pyenv): only what is the program's moves.
        self.env = {**os.environ, "NO_COLOR": "1", "BEXERCISE_WORKSPACE": str(home / "exercises"), "XDG_STATE_HOME": str(home / "state"),
                    "XDG_CACHE_HOME": str(home / "cache"), "XDG_DATA_HOME": str(home / "data"), "XDG_CONFIG_HOME": str(home / "config")}

    def run_program(self, *words, cwd=None):
        done = subprocess.run([PROGRAM, *map(str, words)], cwd=cwd or self.folder, env=self.env, stdin=subprocess.DEVNULL,
                              capture_output=True, text=True, timeout=150)
        self.assertIn(done.returncode, range(6), done.stdout + done.stderr)  # never a crash
        return done

    def must(self, code, *words, cwd=None):
        done = self.run_program(*words, cwd=cwd)
        self.assertEqual(done.returncode, code, f"bexercise {' '.join(map(str, words))}\n{done.stdout}{done.stderr}")
        return done

    def make_pack(self, name, files):
        """A git repository that holds the pack: path -> text."""
        folder = self.folder / name
        for path, text in files.items():
            (folder / path).parent.mkdir(parents=True, exist_ok=True)
            (folder / path).write_text(text)
        git(self.folder, "init", "-q", "-b", "main", str(folder))
        git(folder, "add", "-A")
        subprocess.run(["git", "-C", str(folder), "commit", "-qm", "pack"], env=ENVIRONMENT, check=True)
        return folder

    def open_exercise(self, name, language="python"):
        """The folder of the learner's files."""
        opened = json.loads(self.must(0, "start", name, "--lang", language, "--json").stdout)
        return pathlib.Path(opened["folder"])
