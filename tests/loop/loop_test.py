#!/usr/bin/env python3
"""The learner's loop with the real binary, over every exercise of a pack.

  loop_test.py PACK             as it comes with the program
  loop_test.py PACK --fetched   from a git server that this test starts, one wrong solution for each exercise
  loop_test.py PACK --quick     one wrong solution for each exercise, of a large pack whose stages have to be passed in order
  loop_test.py PACK --sample N  N exercises of a large pack, drawn by $BEXERCISE_SEED, one wrong solution for each

Each exercise is opened by `next` (of a sample by `start`); its starter must not pass; its accepted solution in Python, or in SQL, copied in, must pass and
open the next one; each wrong solution must exit 1 and name its check.
"""
import concurrent.futures
import json
import os
import pathlib
import random
import shutil
import subprocess
import sys
import tempfile
import tomllib

ROOT = pathlib.Path(__file__).resolve().parents[2]
BINARY = os.environ["BEXERCISE"]
sys.path.insert(0, str(ROOT / "tests" / "store"))


class Learner:
    """A home directory of its own."""

    def __init__(self, home):
        self.home = home
        # The tools of the person who runs the tests may live in her home (rustup, pyenv): only what is ours moves.
        self.env = dict(os.environ, NO_COLOR="1", BEXERCISE_WORKSPACE=str(home / "exercises"), XDG_STATE_HOME=str(home / "state"),
                        XDG_CACHE_HOME=str(home / "cache"), XDG_DATA_HOME=str(home / "data"))

    def run(self, *words, cwd=None):
        return subprocess.run([BINARY, *map(str, words)], env=self.env, cwd=cwd or self.home, capture_output=True, text=True, timeout=600)

    def must(self, code, *words, cwd=None):
        done = self.run(*words, cwd=cwd)
        if done.returncode != code:
            raise AssertionError(f"`bexercise {' '.join(map(str, words))}`: exit code {done.returncode}, not {code}\n{done.stdout}{done.stderr}")
        return done.stdout

    def next(self, pack, language):
        return json.loads(self.must(0, "next", pack, "--lang", language, "--json"))

    def start(self, pack, slug, language):
        return json.loads(self.must(0, "start", f"{pack}/{slug}", "--lang", language, "--json"))


def language_of(exercise):
    return "python" if (exercise / "solutions/accepted/python").is_dir() else "sql"


def titles(exercise):
    with open(exercise / "exercise.toml", "rb") as file:
        return {check["id"]: check["title"] for check in tomllib.load(file)["check"]}


def wrong_solutions(exercise, quick):
    found = sorted(path for path in (exercise / "solutions").glob("*/*") if path.parent.name != "accepted")
    return found[:1] if quick else found


def try_wrong(learner, pack, exercise, solution):
    check = solution.name.split(".")[0]
    said = learner.must(1, "test", solution, "--exercise", f"{pack}/{exercise.name}", "--all")
    if check not in said and titles(exercise)[check] not in said:
        raise AssertionError(f"{solution}: the report does not name the check `{check}`:\n{said}")


def go_through(learner, pack, source, quick, sample=None):
    with open(source / "pack.toml", "rb") as file:
        order = tomllib.load(file)["exercises"]
    if sample is not None:
        seed = int(os.environ.get("BEXERCISE_SEED", "1"))
        chosen = set(random.Random(seed).sample(order, min(sample, len(order))))
        order = [slug for slug in order if slug in chosen]
        print(f"seed {seed}: {', '.join(order)}", flush=True)
    count = 0
    for slug in order:
        exercise = source / slug
        language = language_of(exercise)
        opened = learner.next(pack, language) if sample is None else learner.start(pack, slug, language)
        assert opened["exercise"] == slug, f"`next` opened {opened['exercise']}, not {slug}"
        folder = pathlib.Path(opened["folder"])
        learner.must(1, "submit", cwd=folder)  # a starter, or what passed the stage before
        shutil.copytree(exercise / "solutions" / "accepted" / language, folder, dirs_exist_ok=True)
        learner.must(0, "submit", cwd=folder)
        with concurrent.futures.ThreadPoolExecutor(os.cpu_count()) as pool:
            for done in [pool.submit(try_wrong, learner, pack, exercise, wrong) for wrong in wrong_solutions(exercise, quick)]:
                done.result()
                count += 1
        print(f"{pack}/{slug}: opened, starter failed, accepted passed", flush=True)
    if sample is None:
        assert learner.next(pack, language)["exercise"] is None, "something is left to open"
    print(f"{len(order)} exercises, {count} wrong solutions caught")


def main():
    pack, fetched = sys.argv[1], "--fetched" in sys.argv
    source = ROOT / "exercises" / pack
    with tempfile.TemporaryDirectory() as temp:
        temp = pathlib.Path(temp)
        learner = Learner(temp)
        if not fetched:
            sample = int(sys.argv[3]) if "--sample" in sys.argv else None
            return go_through(learner, pack, source, sample is not None or "--quick" in sys.argv, sample)
        import git_server
        git_server.Repository(temp / "served" / "pack.git").of_folder(source)
        server = git_server.Server(temp / "served")
        try:
            said = json.loads(learner.must(0, "fetch", server.url("pack.git"), "--json"))
            assert said["pack"]["origin"] == "fetched" and len(said["pack"]["commit"]) == 40, said
        finally:
            server.close()  # from here on there is no network: everything must work offline
        go_through(learner, pack, source, True)


if __name__ == "__main__":
    main()
