#!/usr/bin/env python3
"""Runs test programs in a virtual machine, where an ordinary user has a session with control groups of version 2 delegated by systemd:
  tests/vm/run.py [--build FOLDER] [--with PATH]... [--filter PATTERN] PROGRAM...   GoogleTest programs
  tests/vm/run.py [--build FOLDER] [--with PATH]... --command '...'   any words for bash
  tests/vm/run.py [--build FOLDER] --disk PROGRAM...                  only makes the disk that these will need

The programs and what `--with` names (files and folders) have the same absolute paths inside. With `--as-root WORDS` bash runs those for
root afterwards. /dev/kvm is used where it works; without, everything takes about ten times as long. A test that was skipped, and did not
pass in another run of the same boot, has failed: nothing is missing there. Exit code: 0, 1 when something failed, 2 for usage, 3 when
the machine did not come to its end, 4 when this host cannot run one.
"""

import argparse
import os
import platform
import re
import secrets
import shlex
import shutil
import subprocess
import sys
import tarfile
import tempfile
import threading
import time
from pathlib import Path

import image

HERE = Path(__file__).resolve().parent
SOURCE = HERE.parent.parent
QEMU = "qemu-system-x86_64"


def say(text):
    print(f"vm: {text}", file=sys.stderr, flush=True)


def accelerators():
    """KVM where the processor can do it, too: nested machines may have a /dev/kvm that starts nothing."""
    flags = Path("/proc/cpuinfo").read_text(encoding="utf-8")
    if os.access("/dev/kvm", os.R_OK | os.W_OK) and re.search(r"^flags\s*:.* (vmx|svm)\b", flags, re.M):
        return ["-accel", "kvm", "-accel", "tcg", "-cpu", "max"]
    return ["-accel", "tcg,thread=multi", "-cpu", "max"]


def is_elf(path):
    with open(path, "rb") as file:
        return file.read(4) == b"\x7fELF"


def pack(paths, commands, token, file, scratch):
    """The second disk: a tar archive from the root on. Symbols stay here, they are most of the size."""

    def entry(info):
        info.uid = info.gid = 0
        info.mode |= 0o444 | (0o111 if info.isdir() or info.mode & 0o100 else 0)
        return None if "/__pycache__" in info.name else info

    def add(archive, path):
        if path.is_dir():
            info = entry(archive.gettarinfo(path))
            if info:
                archive.addfile(info)
                for below in sorted(path.iterdir()):
                    add(archive, below)
        elif path.is_file() and is_elf(path):
            bare = scratch / "bare"
            subprocess.run(["strip", "--strip-debug", "-o", bare, path], check=True)
            archive.add(bare, path, filter=entry)
        else:
            archive.add(path, filter=entry)

    guest = scratch / "guest"
    guest.mkdir()
    for user, words in commands.items():
        (guest / user).write_text(f"#!/bin/bash\n{words}\n", encoding="utf-8")
        (guest / user).chmod(0o755)
    (guest / "token").write_text(token, encoding="ascii")
    shutil.copy(HERE / "boot", guest / "boot")
    with tarfile.open(file, "w") as archive:
        archive.add(guest, "vm", filter=entry)
        # The user must get there, whoever's home the build lies in.
        for folder in sorted({above for path in paths for above in path.parents} - {Path("/")}):
            info = tarfile.TarInfo(str(folder))
            info.type, info.mode = tarfile.DIRTYPE, 0o755
            archive.addfile(info)
        for path in paths:
            add(archive, path)


def boot(folder, payload, scratch, args):
    """Yields the lines that the session writes; ends when the machine is off or the time is over."""
    console = folder / "console.log"
    command = [
        QEMU, "-nodefaults", "-no-reboot", "-display", "none", "-nic", "none", *accelerators(),
        "-m", str(args.memory), "-smp", str(args.cpus), "-kernel", str(folder / "vmlinuz"),
        # no_timer_check: on a busy host an emulated clock fails it, and the kernel gives up.
        "-append", "root=/dev/nvme0n1 rw console=ttyS0 panic=-1 oops=panic no_timer_check mitigations=off quiet systemd.show_status=1",
        "-drive", f"if=none,id=root,format=raw,snapshot=on,file={folder}/disk", "-device", "nvme,drive=root,serial=root",
        "-drive", f"if=none,id=payload,format=raw,read-only=on,file={payload}", "-device", "nvme,drive=payload,serial=payload",
        "-serial", f"file:{console}", "-serial", "stdio",
    ]  # fmt: skip
    # What is written to the disk is kept until the machine is off, in a file of this folder.
    surroundings = {**os.environ, "TMPDIR": str(scratch)}
    qemu = subprocess.Popen(command, stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, env=surroundings)
    clock = threading.Timer(args.timeout, qemu.kill)
    clock.start()
    try:
        for line in qemu.stdout:
            yield line.decode(errors="replace").rstrip("\r\n")
    finally:
        clock.cancel()
        qemu.kill()
        qemu.wait()


def run_in_vm(args, paths, commands):
    folder = args.build / "vm"
    programs = [path for path in paths if path.is_file() and is_elf(path)]
    image.make(folder, programs, say)
    if args.disk:
        return 0
    token = secrets.token_hex(8)
    begin, code, passed, skipped = time.monotonic(), None, set(), set()
    with tempfile.TemporaryDirectory(dir=folder) as name:
        scratch = Path(name)
        payload = scratch / "payload"
        pack(paths, commands, token, payload, scratch)
        for line in boot(folder, payload, scratch, args):
            if line.startswith(token):
                code = int(line.removeprefix(token + " "))
                continue
            print(line, flush=True)
            if found := re.match(r"\[ +(OK|SKIPPED) +\] (\S+) \(", line):
                (passed if found[1] == "OK" else skipped).add(found[2])
    seconds = time.monotonic() - begin
    if code is None:
        tail = (folder / "console.log").read_text(errors="replace").splitlines()[-15:]
        say(f"the machine did not come to its end, after {seconds:.0f} s; its console ends with\n  " + "\n  ".join(tail))
        return 3
    say(f"exit code {code} after {seconds:.0f} s")
    if missed := sorted(skipped - passed):
        say("skipped, which counts as failed: " + " ".join(missed))
    return code or int(bool(missed))


def commands_for(tests, chosen):
    """Runs all, fails when one did."""
    lines = [f"export GTEST_FILTER={shlex.quote(chosen)}"] if chosen else []
    lines += [f"echo {shlex.quote(f'vm: {test.name}')}; {shlex.quote(str(test))} || code=1" for test in tests]
    return "\n".join(["code=0", *lines, "exit $code"])


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--build", type=Path, default=SOURCE / "build-dev", help="the folder of the build; the disk is kept there")
    parser.add_argument("--with", dest="paths", type=Path, action="append", default=[], metavar="PATH", help="to be there, too")
    parser.add_argument("--disk", action="store_true", help="only make the disk")
    parser.add_argument("--command", metavar="WORDS", help="run these in the user's session instead of tests")
    parser.add_argument("--filter", metavar="PATTERN", help="GTEST_FILTER of the programs")
    parser.add_argument("--as-root", metavar="WORDS", help="and then these in a session of root's")
    parser.add_argument("--timeout", type=int, default=840, metavar="S", help="seconds for the machine")
    parser.add_argument("--memory", type=int, default=2048, metavar="MIB")
    parser.add_argument("--cpus", type=int, default=2)
    parser.add_argument("tests", type=Path, nargs="*", metavar="PROGRAM")
    args = parser.parse_args()
    if bool(args.tests) == bool(args.command):
        parser.error("either programs or a command")
    args.build = args.build.absolute()
    tests = [path.absolute() for path in args.tests]
    paths = tests + [path.absolute() for path in args.paths]
    if missing := [str(path) for path in paths if not path.exists()]:
        parser.error("not there: " + " ".join(missing))
    try:
        if platform.machine() != "x86_64":
            raise image.Unavailable(f"the virtual machine is one for x86_64, this is {platform.machine()}")
        if not shutil.which(QEMU):
            raise image.Unavailable("`qemu-system-x86` is missing: scripts/install-deps vm")
        commands = {image.USER: args.command or commands_for(tests, args.filter)}
        if args.as_root:
            commands["root"] = args.as_root
        return run_in_vm(args, paths, commands)
    except image.Unavailable as missing:
        say(str(missing))
        return 4


if __name__ == "__main__":
    sys.exit(main())
