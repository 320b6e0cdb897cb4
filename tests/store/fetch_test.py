#!/usr/bin/env python3
"""Packs that are fetched, pinned, updated and removed. STORE_TOOL names the program of store_tool.cpp."""

import fcntl
import os
import pathlib
import shutil
import subprocess
import unittest

from git_server import FILE, Repository, git
from git_test import MACHINE, PACK, USAGE, TOOL, Case

PACKS = pathlib.Path(__file__).parent.parent / "packs"


class Fetch(Case):
    def setUp(self):
        super().setUp()
        self.work = self.folder / "work"
        shutil.copytree(PACKS / "small", self.work)
        self.pack = Repository(self.root / "pack")
        self.first = self.pack.of_folder(self.work)
        self.packs = self.home / ".local/share/bexercise/packs"

    def fetched(self, source, **env):
        done = self.tool("fetch", source, **env)
        self.assertEqual(done.returncode, 0, done.stdout)
        return done.stdout.split()

    def listed(self):
        return self.tool("list").stdout

    def commit_change(self):
        path = self.work / "double-it" / "README.md"
        path.write_text(path.read_text() + "\nMore.\n")
        return self.pack.of_folder(self.work)

    def test_fetch_pins_the_commit(self):
        self.assertEqual(self.fetched(self.pack.path), ["small", self.first])
        self.commit_change()
        self.assertEqual(self.listed(), f"small 1 {self.pack.path} main {self.first}\n")
        self.assertTrue((self.packs / "small" / self.first / "pack.toml").is_file())
        self.assertEqual(sorted(path.name for path in self.packs.iterdir()), ["small"])

    def test_fetch_by_url_and_tag(self):
        git(self.pack.path, "tag", "v1", self.first)
        second = self.commit_change()
        url = self.serve().url("pack")
        self.assertEqual(self.fetched(url + "@v1"), ["small", self.first])
        self.assertEqual(self.fetched(url), ["small", second])
        self.assertIn(f"small 1 {url} main {second}", self.listed())

    def test_a_relative_path_means_the_same_from_everywhere(self):
        self.fetched("./root/pack")
        self.commit_change()
        done = subprocess.run([TOOL, "update", "small"], cwd="/", env=self.env, capture_output=True, text=True)
        self.assertEqual(done.returncode, 0, done.stdout)

    def test_update_moves_the_pin_and_says_what_changed(self):
        self.fetched(self.pack.path)
        done = self.tool("update", "small")
        self.assertEqual(done.stdout, f"{self.first} {self.first}\nchanged \nadded \nremoved \n")
        self.commit_change()
        toml = self.work / "pack.toml"
        toml.write_text(toml.read_text().replace('"shuffle", ', "").replace('"greeter"', '"greeter", "double-two"'))
        shutil.rmtree(self.work / "shuffle")
        shutil.copytree(self.work / "double-it", self.work / "double-two")
        copied = self.work / "double-two" / "exercise.toml"
        copied.write_text(copied.read_text().replace('"double-it"', '"double-two"').replace('"twice"', '"twice-two"'))
        second = self.pack.of_folder(self.work)
        done = self.tool("update", "small")
        self.assertEqual(done.stdout, f"{self.first} {second}\nchanged double-it\nadded double-two\nremoved shuffle\n")
        self.assertIn(second, self.listed())
        # the one before stays for whoever reads it now, none before that
        third = self.commit_change()
        self.tool("update", "small")
        self.assertEqual({path.name for path in (self.packs / "small").iterdir()}, {"pin", second, third})

    def test_an_update_that_is_no_pack_keeps_the_old_one(self):
        self.fetched(self.pack.path)
        before = self.listed()
        toml = self.work / "pack.toml"
        toml.write_text(toml.read_text() + "minuets = 5\n")
        self.pack.of_folder(self.work)
        done = self.tool("update", "small")
        self.assertEqual(done.returncode, 1)
        self.assertIn(f"error {PACK}\n", done.stdout)
        self.assertIn("minuets", done.stdout)
        self.assertIn("\npack.toml:", done.stdout)  # as the pack names it
        self.assertEqual(self.listed(), before)
        self.assertEqual({path.name for path in (self.packs / "small").iterdir()}, {"pin", self.first})

    def test_a_repository_that_is_no_pack(self):
        Repository(self.root / "other").holding((FILE, "a", b"a"))
        self.refused(self.tool("fetch", "root/other"), PACK, "is not a pack")
        self.assertFalse(self.packs.exists())

    def test_another_place_with_the_same_id_is_refused(self):
        self.fetched(self.pack.path)
        shutil.copytree(self.pack.path, self.root / "copy")
        self.refused(self.tool("fetch", "root/copy"), USAGE, "from another place", str(self.pack.path), "packs remove small")
        self.assertEqual(self.tool("remove", "small").returncode, 0)
        self.fetched("root/copy")

    def test_a_fetched_pack_hides_a_bundled_one(self):
        shutil.copytree(self.work, self.folder / "share/exercises/small")
        self.assertEqual(self.listed(), "small 0   \n")
        self.refused(self.tool("update", "small"), USAGE, "comes with the program")
        self.refused(self.tool("remove", "small"), USAGE, "comes with the program")
        self.fetched(self.pack.path)
        self.assertIn(f"small 1 {self.pack.path}", self.listed())
        self.tool("remove", "small")
        self.assertEqual(self.listed(), "small 0   \n")

    def test_remove_leaves_nothing(self):
        self.fetched(self.pack.path)
        self.assertEqual(self.tool("remove", "small").returncode, 0)
        self.assertEqual(self.listed(), "")
        self.assertFalse(self.packs.exists())
        self.refused(self.tool("remove", "small"), USAGE, "there is no pack `small`")
        self.refused(self.tool("remove", "../x"), USAGE)

    def test_what_a_killed_fetch_left_is_removed(self):
        left = self.packs / ".bexercise-abcdef"
        left.mkdir(parents=True)
        (left / "file").write_text("x")
        self.fetched(self.pack.path)
        self.assertFalse(left.exists())

    def test_a_damaged_copy_is_mended(self):
        self.fetched(self.pack.path)
        (self.packs / "small" / self.first / "pack.toml").unlink()
        done = self.tool("list")
        self.assertIn(f"error {MACHINE}\nthe fetched pack `small` is damaged", done.stdout)
        self.fetched(self.pack.path)
        self.assertEqual(self.listed(), f"small 1 {self.pack.path} main {self.first}\n")

    def test_two_at_once(self):
        state = self.home / ".local/state/bexercise"
        state.mkdir(parents=True)
        with open(state / "packs.lock", "w") as lock:
            fcntl.flock(lock, fcntl.LOCK_EX)
            lock.write(str(os.getpid()))
            lock.flush()
            self.refused(self.tool("fetch", "root/pack"), USAGE, f"process {os.getpid()}")


if __name__ == "__main__":
    unittest.main()
