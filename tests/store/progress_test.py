#!/usr/bin/env python3
"""kill -9 at any moment loses no record that was acknowledged. STORE_TOOL names the program of store_tool.cpp."""

import os
import pathlib
import random
import shutil
import subprocess
import tempfile
import threading
import time
import unittest

TOOL = os.environ["STORE_TOOL"]
KILLS = 60


class Durable(unittest.TestCase):
    def setUp(self):
        self.folder = pathlib.Path(tempfile.mkdtemp(prefix="progress-"))
        self.addCleanup(shutil.rmtree, self.folder)
        self.file = self.folder / "state" / "progress.db"

    def stored(self):
        done = subprocess.run([TOOL, "attempts", str(self.file)], capture_output=True, text=True)
        self.assertEqual(done.returncode, 0, done.stdout)
        count, last = done.stdout.split()
        self.assertEqual(count, last)  # numbered without a gap
        return int(count)

    def test_kill_at_any_moment(self):
        chance = random.Random(7)
        acknowledged = stored = 0
        for _ in range(KILLS):
            with subprocess.Popen([TOOL, "append", str(self.file)], stdout=subprocess.PIPE, text=True) as tool:
                killer = threading.Timer(chance.uniform(0.0, 0.15), tool.kill)
                killer.start()
                lines = tool.stdout.readlines()
                killer.join()
            if lines and lines[-1].endswith("\n"):
                acknowledged = int(lines[-1])
            stored = self.stored()
            self.assertGreaterEqual(stored, acknowledged)
            self.assertLessEqual(stored, acknowledged + 1)  # committed, and killed before the word was out
            acknowledged = stored
        self.assertGreater(stored, KILLS, "hardly anything was written: the test proves nothing")

    def test_many_at_once_lose_nothing(self):
        tools = [subprocess.Popen([TOOL, "append", str(self.file)], stdout=subprocess.PIPE, text=True) for _ in range(3)]
        time.sleep(0.5)
        said = 0
        for tool in tools:
            tool.kill()
            said += len([line for line in tool.stdout.readlines() if line.endswith("\n")])
            tool.stdout.close()
            tool.wait()
        done = subprocess.run([TOOL, "attempts", str(self.file)], capture_output=True, text=True)
        self.assertGreaterEqual(int(done.stdout.split()[0]), said)

    def test_many_may_begin_at_once(self):
        for turn in range(60):
            file = self.folder / str(turn) / "progress.db"
            tools = [subprocess.Popen([TOOL, "attempts", str(file)], stdout=subprocess.PIPE, text=True) for _ in range(6)]
            said = [tool.communicate()[0] for tool in tools]
            self.assertEqual(said, ["0 0\n"] * len(tools))

    def test_a_full_disk_loses_nothing(self):
        for _ in range(2):
            words = ["sh", "-c", 'ulimit -f 64; trap "" XFSZ; exec "$0" append "$1"', TOOL, str(self.file)]
            done = subprocess.run(words, capture_output=True, text=True, timeout=60)
            self.assertEqual(done.returncode, 1)
            lines = done.stdout.split("\n")
            at = lines.index("error 2")
            self.assertIn("progress.db", lines[at + 1])
            said = [int(line) for line in lines[:at]]
            self.assertEqual(self.stored(), said[-1] if said else self.stored())


if __name__ == "__main__":
    unittest.main()
