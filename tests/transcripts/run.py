#!/usr/bin/env python3
"""Runs golden transcripts against the real program: BEXERCISE=build/bexercise run.py [--accept] [FILE...]

A transcript is prose with indented sessions in it:

    Asking for an exercise that is not there names the nearest one.

      $ bexercise start undo-lok
      ! error: no exercise `undo-lok`
      [2]

`  $ ` begins a command for bash and `  > ` goes on with it. What follows is its stdout, then its stderr behind `! `, then its exit
code in brackets when it is not 0. Folder and exported variables last from one command to the next; HOME and the XDG folders are
fresh for each file. Blanks at the end of a line do not count; two or more within it match any number of them.

Wildcards: `<time>` `<size>` `<level>` `<digest>` `<number>` match one such value, `[..]` matches anything within a line, a line
`...` any number of lines. `<home>`, `<root>` and `<source>` stand for the folders of this run.

Processes that outlive the command that started them fail the transcript: nothing may be left running.
"""

import argparse
import ctypes
import difflib
import os
import re
import shutil
import signal
import subprocess
import sys
import tempfile
import time
from pathlib import Path

HERE = Path(__file__).resolve().parent
SOURCE = HERE.parent.parent
COMMAND_SECONDS = 120
PR_SET_CHILD_SUBREAPER = 36  # linux/prctl.h

TOKENS = {
    "<time>": r"\d+(?:[.,]\d+)* ?(?:ns|µs|us|ms|s|min|h)\b",
    "<size>": r"\d+(?:\.\d+)? ?(?:B|KiB|MiB|GiB)\b",
    "<level>": r"\b(?:L[0-9]p?|unsafe)\b",
    "<digest>": r"\b[0-9a-f]{7,64}\b",
    "<number>": r"\b\d+\b",
}
# What --accept puts in place of a value, and when; the other wildcards are for authors to write.
ACCEPTED = {
    "<digest>": re.compile(r"(?=.*[0-9])(?=.*[a-f])"),
    "<time>": re.compile(r".*(?:ns|µs|us|ms|s)$"),
    "<size>": re.compile(r""),
    "<level>": re.compile(r"L"),
}
# Whether somebody else measures time meanwhile is no part of a transcript.
WAITING = "waiting: another bexercise on this machine measures time"
WILDCARD = re.compile("|".join(map(re.escape, [*TOKENS, "[..]"])) + "|  +")

# Functions for the commands of a transcript.
PRELUDE = r"""
# Waits until a process with WORDS in its command line runs somewhere below the runner.
wait_for_program() {
  python3 "$SOURCE/tests/transcripts/run.py" --wait-for-program "$1"
}
# Runs a command that cannot read files without permission to, also when root runs the tests.
without_privilege() {
  if [ "$(id -u)" = 0 ]; then
    setpriv --bounding-set=-dac_override,-dac_read_search --inh-caps=-all "$@"
  else
    "$@"
  fi
}
# Fetches ~/desk, a copy of packs/desk that the transcript may have changed.
fetch_desk() {
  git -C ~/desk init -q && git -C ~/desk add . && git -C ~/desk commit -qm "desk" && bexercise fetch ~/desk >/dev/null
}
# Starts a command as a terminal would, in a process group of its own; Ctrl-C reaches all of it.
begin() {
  set -m
  rm -f ~/out ~/err
  "$@" >~/out 2>~/err &
  job=$!
}
press_ctrl_c() {
  kill -INT -- "-$job"
  wait "$job" 2>/dev/null
  echo "exit code $?"
  cat ~/out ~/err
}
"""


class Step:
    """A command and the lines that are expected of it, without their indentation."""

    def __init__(self, command):
        self.command = command
        self.expected = []
        self.blank_after = 0  # empty lines between it and what follows


def parse(text):
    """The file as a list of prose lines (str) and Steps."""
    parts = []
    step = None
    for line in text.split("\n"):
        if line.startswith("  $ "):
            step = Step(line[4:])
            parts.append(step)
        elif step and not step.expected and line.startswith("  > "):
            step.command += "\n" + line[4:]
        elif step and (line.startswith("  ") or not line):
            step.expected.append(line[2:].rstrip())
        else:
            step = None
            parts.append(line)
    for part in parts:
        while isinstance(part, Step) and part.expected and not part.expected[-1]:
            part.expected.pop()
            part.blank_after += 1
    return parts


def unparse(parts):
    lines = []
    for part in parts:
        if isinstance(part, Step):
            first, *more = part.command.split("\n")
            lines += ["  $ " + first, *("  > " + line for line in more)]
            lines += [("  " + line).rstrip() for line in part.expected]
            lines += [""] * part.blank_after
        else:
            lines.append(part)
    return "\n".join(lines)


def pattern_of(line):
    """A regular expression for one expected line."""
    at = len(line) - len(line.lstrip())
    out = [re.escape(line[:at])]
    for found in WILDCARD.finditer(line, at):
        out.append(re.escape(line[at : found.start()]))
        word = found.group()
        out.append(".*" if word == "[..]" else " +" if word.startswith(" ") else TOKENS[word])
        at = found.end()
    return re.compile("".join(out) + re.escape(line[at:]))


def matches(expected, actual):
    """Whether the lines `actual` are what the lines `expected` ask for; linear for each `...`."""
    reachable = {0}  # how many lines of `actual` may have been used up so far
    for line in expected:
        if line == "...":
            reachable = set(range(min(reachable), len(actual) + 1)) if reachable else set()
            continue
        pattern = pattern_of(line)
        reachable = {i + 1 for i in reachable if i < len(actual) and pattern.fullmatch(actual[i])}
        if not reachable:
            return False
    return len(actual) in reachable


def accepted(expected, actual):
    """The lines to expect from now on: old ones where they still match, else `actual` with wildcards for what changes by itself.

    A `...` stays where both its neighbours still stand, in their order.
    """
    old = [(line, pattern_of(line)) for line in expected if any(word in line for word in [*TOKENS, "[..]"])]
    out = []
    for line in actual:
        kept = next((text for text, pattern in old if pattern.fullmatch(line)), None)
        out.append(with_wildcards(line) if kept is None else kept)
    at = 0
    for before, line, after in zip([None, *expected], expected, [*expected[1:], None]):
        if line == "..." and (before is None or before in out[at:]) and (after is None or after in out[at:]):
            first = 0 if before is None else out.index(before, at) + 1
            last = len(out) if after is None else len(out) - 1 - out[::-1].index(after)
            if first <= last:
                out[first:last] = ["..."]
                at = first + 1
    return out


def with_wildcards(line):
    for token, volatile in ACCEPTED.items():
        line = re.sub(TOKENS[token], lambda found, t=token, v=volatile: t if v.match(found.group()) else found.group(), line)
    return line


def descendants(of):
    """Living processes below the process `of`: {pid: command line}. A subreaper inherits every orphan, so none is missed."""
    parents, names = {}, {}
    for entry in os.listdir("/proc"):
        if not entry.isdigit():
            continue
        try:
            stat = Path("/proc", entry, "stat").read_text(errors="replace")
            command = Path("/proc", entry, "cmdline").read_bytes().replace(b"\0", b" ").decode(errors="replace")
        except OSError:
            continue
        state, parent = stat[stat.rindex(")") + 2 :].split()[:2]
        if state not in "ZX":
            parents[int(entry)] = int(parent)
            names[int(entry)] = command.strip() or stat[stat.index("(") : stat.rindex(")") + 1]
    below = {}
    for pid in parents:
        up = pid
        while up in parents and up != of:
            up = parents[up]
        if up == of and pid != of:
            below[pid] = names[pid]
    return below


def reap_orphans():
    try:
        while os.waitpid(-1, os.WNOHANG)[0]:
            pass
    except ChildProcessError:
        pass


def left_running(patience=2.0):
    """What still runs after a moment to die in; it is killed."""
    deadline = time.monotonic() + patience
    while True:
        reap_orphans()
        left = descendants(os.getpid())
        if not left or time.monotonic() > deadline:
            break
        time.sleep(0.02)
    for pid in left:
        try:
            os.kill(pid, signal.SIGKILL)
        except ProcessLookupError:
            pass
    reap_orphans()
    return sorted(left.values())


def wait_for_program(words, seconds=30):
    """Exit code 0 as soon as such a process runs below the runner; the shell that waits and this process do not count."""
    deadline = time.monotonic() + seconds
    while time.monotonic() < deadline:
        if any(words in name and "wait" not in name for name in descendants(int(os.environ["TRANSCRIPT_RUNNER"])).values()):
            return 0
        time.sleep(0.02)
    print(f"no program `{words}` after {seconds} seconds", file=sys.stderr)
    return 1


class Session:
    """The folders and the environment that the commands of one transcript share."""

    def __init__(self, binary):
        # Always below /tmp, so that paths have one length everywhere: tables and wrapped lines depend on it.
        self.root = Path(tempfile.mkdtemp(prefix="transcript-", dir="/tmp"))
        self.home = self.root / "home"
        (self.root / "bin").mkdir()
        self.home.mkdir()
        (self.root / "bin" / "bexercise").symlink_to(binary)
        (self.root / "prelude").write_text(PRELUDE)
        (self.root / "cwd").write_text(str(self.home))
        (self.root / "env").write_text("")
        keep = {name: os.environ[name] for name in ("BEXERCISE_SHARE", "ASAN_OPTIONS", "UBSAN_OPTIONS") if name in os.environ}
        self.env = keep | {
            "PATH": f"{self.root}/bin:{os.environ.get('PATH', '')}:/usr/local/bin:/usr/bin:/bin",
            "HOME": str(self.home),
            "XDG_STATE_HOME": f"{self.home}/.local/state",
            "XDG_CACHE_HOME": f"{self.home}/.cache",
            "XDG_DATA_HOME": f"{self.home}/.local/share",
            "XDG_CONFIG_HOME": f"{self.home}/.config",
            "SOURCE": str(SOURCE),
            "TRANSCRIPT_RUNNER": str(os.getpid()),
            "LANG": "C.UTF-8",
            "TZ": "UTC",
            "TERM": "dumb",
            "GIT_CONFIG_NOSYSTEM": "1",
            "GIT_TERMINAL_PROMPT": "0",
            "GIT_CONFIG_COUNT": "1",
            "GIT_CONFIG_KEY_0": "init.defaultBranch",
            "GIT_CONFIG_VALUE_0": "main",
        }
        for role in ("AUTHOR", "COMMITTER"):
            self.env[f"GIT_{role}_NAME"] = "author"
            self.env[f"GIT_{role}_EMAIL"] = "author@example.org"
            self.env[f"GIT_{role}_DATE"] = "2026-01-01T00:00:00Z"  # the same commits, so the same ids, in every run

    def run(self, command):
        """The lines that came: stdout, stderr behind `! `, the exit code."""
        script = (
            f'. "{self.root}/prelude"; . "{self.root}/env"; cd "$(cat "{self.root}/cwd")" || exit 125\n'
            f'trap \'pwd >"{self.root}/cwd"; export -p >"{self.root}/env"\' EXIT\n{command}\n'
        )
        out, err = self.root / "out", self.root / "err"
        with open(out, "wb") as to_out, open(err, "wb") as to_err:
            process = subprocess.Popen(["bash", "--noprofile", "--norc", "-c", script], env=self.env, cwd="/",
                                       stdin=subprocess.DEVNULL, stdout=to_out, stderr=to_err)
            try:
                code = process.wait(COMMAND_SECONDS)
            except subprocess.TimeoutExpired:
                process.kill()
                process.wait()
                code = f"no end after {COMMAND_SECONDS} seconds"
        left = left_running()
        lines = self.lines_of(out) + ["! " + line for line in self.lines_of(err) if line != WAITING]
        lines += [f"[{code}]"] if code != 0 else []
        return lines + [f"[left running: {name}]" for name in left]

    def lines_of(self, file):
        text = file.read_bytes().decode(errors="backslashreplace")
        for folder, name in ((self.home, "<home>"), (self.root, "<root>"), (SOURCE, "<source>")):
            text = text.replace(str(folder), name)
        lines = [line.rstrip() for line in text.split("\n")]
        while lines and not lines[-1]:
            lines.pop()
        return lines

    def close(self):
        subprocess.run(["chmod", "-R", "u+rwX", str(self.root)], check=False, stderr=subprocess.DEVNULL)
        shutil.rmtree(self.root, ignore_errors=True)


def play(file, binary):
    """(the text of the transcript, what it would be with what came now); the same where all is well."""
    text = file.read_text()
    parts = parse(text)
    session = Session(binary)
    try:
        for part in parts:
            if isinstance(part, Step):
                came = session.run(part.command)
                if not matches(part.expected, came):
                    part.expected = accepted(part.expected, came)
    finally:
        session.close()
    return text, unparse(parts)


def main():
    options = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    options.add_argument("--accept", action="store_true", help="write what came into the files")
    options.add_argument("--wait-for-program", metavar="WORDS", help=argparse.SUPPRESS)
    options.add_argument("files", nargs="*", type=Path, help="all *.transcript beside this script when none is named")
    args = options.parse_args()
    if args.wait_for_program:
        return wait_for_program(args.wait_for_program)
    binary = os.environ.get("BEXERCISE", "")
    if not os.access(binary, os.X_OK):
        print(f"error: `{binary}` is no program\n  = help: BEXERCISE=build/bexercise {sys.argv[0]}", file=sys.stderr)
        return 2
    ctypes.CDLL(None).prctl(PR_SET_CHILD_SUBREAPER, 1, 0, 0, 0)

    files = args.files or sorted(HERE.glob("*.transcript"))
    differing = 0
    for file in files:
        expected, came = play(file, Path(binary).resolve())
        if expected == came:
            print(f"ok       {file.name}", flush=True)
        elif args.accept:
            file.write_text(came)
            print(f"written  {file.name}", flush=True)
        else:
            differing += 1
            print(f"DIFFERS  {file.name}", flush=True)
            sys.stdout.writelines(line.rstrip("\n") + "\n" for line in difflib.unified_diff(
                expected.split("\n"), came.split("\n"), f"{file.name} (expected)", f"{file.name} (came)", lineterm=""))
    print(f"{len(files) - differing}/{len(files)} transcripts agree")
    return 1 if differing or not files else 0


if __name__ == "__main__":
    sys.exit(main())
