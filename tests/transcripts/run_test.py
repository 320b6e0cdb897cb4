#!/usr/bin/env python3
"""Tests of the transcript runner itself, with a shell script in place of the program."""

import os
import subprocess
import sys
import tempfile
import unittest
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent))
import run  # noqa: E402

PROGRAM = """#!/bin/sh
case $1 in
  say) shift; echo "$@" ;;
  complain) echo "error: no" >&2; exit 2 ;;
  work) exec sleep 3 ;;
  linger) sleep 60 >/dev/null 2>&1 & ;;
esac
"""


class Matching(unittest.TestCase):
    def test_plain_lines(self):
        self.assertTrue(run.matches(["a", "b"], ["a", "b"]))
        self.assertFalse(run.matches(["a"], ["a", "b"]))
        self.assertFalse(run.matches(["a", "b"], ["a"]))
        self.assertFalse(run.matches(["a.c"], ["abc"]))

    def test_wildcards_within_a_line(self):
        self.assertTrue(run.matches(["took <time>, <size>"], ["took 1.25 ms, 3 MiB"]))
        self.assertFalse(run.matches(["took <time>"], ["took long"]))
        self.assertTrue(run.matches(["[..] id <digest>"], ["the id 0a1b2c3d"]))
        self.assertTrue(run.matches(["one   two"], ["one two"]))
        self.assertFalse(run.matches(["one two"], ["one   two"]))
        self.assertFalse(run.matches(["  one"], ["    one"]))

    def test_any_lines(self):
        self.assertTrue(run.matches(["a", "...", "b"], ["a", "b"]))
        self.assertTrue(run.matches(["a", "...", "b"], ["a", "b", "x", "b"]))
        self.assertFalse(run.matches(["a", "...", "b"], ["a", "x"]))
        self.assertTrue(run.matches(["..."], []))

    def test_accepting_keeps_what_still_matches(self):
        self.assertEqual(run.accepted(["at [..]", "gone"], ["new 5 ms", "at noon"]), ["new <time>", "at [..]"])
        self.assertEqual(run.accepted(["a  b"], ["a    b"]), ["a    b"])

    def test_accepting_keeps_the_gaps_whose_borders_stand(self):
        self.assertEqual(run.accepted(["a", "...", "z", "old"], ["a", "1", "2", "z", "new"]), ["a", "...", "z", "new"])
        self.assertEqual(run.accepted(["...", "z", "old"], ["1", "z", "new"]), ["...", "z", "new"])
        self.assertEqual(run.accepted(["a", "...", "z"], ["a", "1", "y"]), ["a", "1", "y"])

    def test_a_file_survives_reading_and_writing(self):
        text = "Prose.\n\n  $ one\n  > two\n  out\n\n  more\n  [1]\n\nMore prose.\n\n  $ three\n"
        parts = run.parse(text)
        self.assertEqual(parts[2].command, "one\ntwo")
        self.assertEqual(parts[2].expected, ["out", "", "more", "[1]"])
        self.assertEqual(run.unparse(parts), text)


class Playing(unittest.TestCase):
    def setUp(self):
        folder = tempfile.TemporaryDirectory()
        self.addCleanup(folder.cleanup)
        self.program = Path(folder.name, "program")
        self.program.write_text(PROGRAM)
        self.program.chmod(0o755)
        self.file = Path(folder.name, "a.transcript")

    def play(self, text, *arguments):
        self.file.write_text(text)
        return subprocess.run([sys.executable, run.__file__, *arguments, str(self.file)], capture_output=True, text=True,
                              env=os.environ | {"BEXERCISE": str(self.program)}, check=False)

    def test_agreement(self):
        text = ("  $ cd /usr; export X=kept\n\n  $ pwd; bexercise say $X $HOME\n  /usr\n  kept <home>\n"
                "  $ bexercise complain\n  ! error: no\n  [2]\n")
        done = self.play(text)
        self.assertEqual((done.returncode, done.stderr), (0, ""), done.stdout)

    def test_a_difference_is_shown(self):
        done = self.play("  $ bexercise say new\n  old\n")
        self.assertEqual(done.returncode, 1)
        self.assertIn("-  old\n+  new\n", done.stdout)

    def test_an_unexpected_exit_code_is_a_difference(self):
        self.assertEqual(self.play("  $ bexercise complain\n  ! error: no\n").returncode, 1)

    def test_accepting_writes_the_file(self):
        done = self.play("A.\n\n  $ bexercise say new\n  old\n\nB.\n", "--accept")
        self.assertEqual(done.returncode, 0)
        self.assertEqual(self.file.read_text(), "A.\n\n  $ bexercise say new\n  new\n\nB.\n")

    def test_what_is_left_running_is_a_difference_and_killed(self):
        done = self.play("  $ bexercise linger\n")
        self.assertEqual(done.returncode, 1)
        self.assertIn("+  [left running: sleep 60]", done.stdout)

    def test_waiting_for_a_program(self):
        done = self.play("  $ bexercise work & wait_for_program 'sleep 3'; echo there\n  > kill $!; wait\n  there\n")
        self.assertEqual(done.returncode, 0, done.stdout)


if __name__ == "__main__":
    unittest.main()
