"""The disk and the kernel that run.py boots: a bare Debian of the host's own release, with systemd and the kernel that Debian makes for
clouds. They are made by mmdebstrap, by root or any user, and kept in a folder until what went into them changes.
"""

import hashlib
import os
import re
import shutil
import subprocess
from pathlib import Path

# A user's session as Debian sets it up, and what the tests run beside their own programs.
PACKAGES = ["systemd", "systemd-sysv", "dbus", "dbus-user-session", "libpam-systemd", "kmod", "python3"]
KERNEL = "linux-image-cloud-amd64"
USER = "learner"
DISK_BYTES = 3 << 30  # sparse
PATIENCE_S = 600

# As an installer would have made it: without an index, folders with many files take for ever.
EXT4 = "resize2fs disk; tune2fs -O has_journal,extents,dir_index disk"

# Unpacks the second disk over the root and runs what came with it; whatever comes of that, the machine is switched off.
UNIT = f"""[Unit]
After=multi-user.target dbus.service systemd-logind.service
SuccessAction=poweroff-force
FailureAction=poweroff-force
[Service]
Type=oneshot
ExecStart=/bin/tar --extract --file=/dev/nvme1n1 --directory=/ --no-overwrite-dir
ExecStart=/bin/bash /vm/boot
TimeoutStartSec=infinity
[Install]
WantedBy=default.target
"""


class Unavailable(Exception):
    """The machine lacks something; the message says what, and what to do."""


def release():
    """(id, code name) of the host: what was linked here needs the same C library there."""
    text = Path("/etc/os-release").read_text(encoding="utf-8")
    fields = dict(re.findall(r'^(\w+)="?([^"\n]*)"?$', text, re.M))
    return fields.get("ID", ""), fields.get("VERSION_CODENAME", "")


def output_of(*command):
    return subprocess.run(command, check=True, capture_output=True, text=True).stdout


def libraries_of(programs):
    """The Debian packages of the shared libraries that these need."""
    files = set()
    for program in programs:
        for found in re.findall(r"=> (/\S+)", output_of("ldd", str(program))):
            files.add(os.path.realpath(found))
    packages = set()
    for file in sorted(files):
        # Debian 12 records some libraries by their path from before /lib was a link into /usr.
        done = subprocess.run(["dpkg-query", "-S", file, file.removeprefix("/usr")], capture_output=True, text=True)
        owners = re.findall(r"^([^\s:,]+)[^ ]*: ", done.stdout, re.M)
        if not owners:
            raise Unavailable(f"{file} belongs to no Debian package, so it cannot be installed in the virtual machine")
        packages.update(owners)
    return sorted(packages)


def sources(codename):
    """Where this machine's apt gets the release from, as lines of sources.list; none: mmdebstrap's default."""
    fields = "$(REPO_URI) $(RELEASE) $(COMPONENT) $(ORIGIN)"
    wanted = {codename, f"{codename}-updates", f"{codename}-security"}
    lines = []
    for line in output_of("apt-get", "indextargets", "--format", fields, "Created-By: Packages").splitlines():
        uri, suite, component, origin = line.split(" ", 3)
        # The origin is known once the lists have been fetched.
        if suite in wanted and component == "main" and origin in ("Debian", "$(ORIGIN)"):
            lines.append(f"deb {uri} {suite} main")
    return sorted(set(lines)) if any(f" {codename} " in line for line in lines) else []


def way_to_mirror():
    """Proxies and other habits of this machine's apt."""
    kept = re.compile(r"Acquire::(?:https?::|Check-|Retries|ForceIPv)[^\n]*;")
    return [f"--aptopt={line}" for line in output_of("apt-config", "dump").splitlines() if kept.match(line)]


def recipe(codename, packages):
    bare = [f"--dpkgopt=path-exclude=/usr/share/{name}/*" for name in ("doc", "man", "locale", "info")]
    archives = '"$1"/var/cache/apt/archives'
    steps = [
        # Unpacked, not installed: that would make an initial RAM disk, and the kernel has all that it needs for this one.
        f'APT_CONFIG="$MMDEBSTRAP_APT_CONFIG" apt-get -y -qq --no-install-recommends --download-only install {KERNEL}',
        f'dpkg-deb --fsys-tarfile {archives}/linux-image-[0-9]*.deb | tar -C "$1" -x --keep-directory-symlink',
        'for kernel in "$1"/boot/vmlinuz-*; do chroot "$1" depmod "${kernel##*/vmlinuz-}"; mv "$kernel" "$1/boot/vmlinuz"; done',
        f"rm -f {archives}/*.deb",
        f'chroot "$1" useradd --create-home --shell /bin/bash {USER}',
        f'printf %s "$UNIT" >"$1/etc/systemd/system/vm.service" && chroot "$1" systemctl enable --quiet vm.service',
        # Nobody logs in, and nothing is to happen by the clock.
        'chroot "$1" systemctl mask --quiet getty.target apt-daily.timer apt-daily-upgrade.timer dpkg-db-backup.timer fstrim.timer',
    ]
    return [
        "mmdebstrap", "--variant=apt", "--format=ext2", f"--include={','.join(PACKAGES + packages)}",
        *bare, *way_to_mirror(), *(f"--customize-hook={step}" for step in steps), "--customize-hook=copy-out /boot/vmlinuz .",
        codename, "disk", *sources(codename),
    ]  # fmt: skip


def make(folder, programs, say):
    """Makes `disk` and `vmlinuz` in the folder unless they are there as they would be made now."""
    distribution, codename = release()
    if distribution != "debian" or not codename:
        raise Unavailable("the virtual machine has the host's release, which must be one of Debian")
    for tool, package in {"mmdebstrap": "mmdebstrap", "genext2fs": "genext2fs", "/sbin/resize2fs": "e2fsprogs"}.items():
        if not shutil.which(tool):
            raise Unavailable(f"`{package}` is missing: scripts/install-deps vm")
    # What more than this is on a disk does no harm to tests that need less.
    key = hashlib.sha256("\0".join([*recipe(codename, []), UNIT, EXT4]).encode()).hexdigest()
    needed, stamp = set(libraries_of(programs)), folder / "key"
    if stamp.exists():
        made_of, *there = stamp.read_text(encoding="ascii").split()
        if made_of == key:
            if needed.issubset(there):
                return
            needed.update(there)
    command = recipe(codename, sorted(needed))
    say(f"making the disk (log: {folder}/image.log)")
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir(parents=True)
    with open(folder / "image.log", "wb") as log:
        # Where there is no terminal, sbin is not always on a user's PATH.
        surroundings = {**os.environ, "UNIT": UNIT, "PATH": os.environ["PATH"] + ":/usr/sbin:/sbin"}
        options = {"cwd": folder, "stdin": subprocess.DEVNULL, "stdout": log, "stderr": log, "env": surroundings, "timeout": PATIENCE_S}
        done = subprocess.run(command, check=False, **options)
        if done.returncode == 0:
            os.truncate(folder / "disk", DISK_BYTES)
            done = subprocess.run(["sh", "-e", "-c", EXT4], check=False, **options)
    if done.returncode != 0:
        last = (folder / "image.log").read_text(errors="replace").splitlines()[-15:]
        raise Unavailable("the disk could not be made:\n  " + "\n  ".join(last))
    stamp.write_text("\n".join([key, *sorted(needed)]), encoding="ascii")
