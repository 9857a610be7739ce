"""A small disk, which a test fills up or makes read-only."""

import contextlib
import os
import shlex
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True)
class Disk:
    """A disk at `folder`, visible only to processes whose command begins with `inside`."""

    folder: Path
    inside: tuple[str, ...]

    def run(self, *command: str) -> str:
        done = subprocess.run([*self.inside, *command], capture_output=True, text=True)
        assert done.returncode == 0, (command, done.stderr)
        return done.stdout

    def remount(self, options: str) -> None:
        self.run("mount", "--options-mode=ignore", "-o", f"remount,{options}", str(self.folder))

    def leave_room(self, kilobytes: int) -> None:
        """Shrink the disk so that only this much fits on it."""
        used = int(self.run("df", "--block-size=1K", "--output=used", str(self.folder)).split()[-1])
        self.remount(f"size={used + kilobytes}k")

    def files(self, pattern: str) -> set[str]:
        """Return the files that `find -path` finds, by their paths on the disk."""
        return set(self.run("find", str(self.folder), "-type", "f", "-path", pattern, "-printf", "%P\n").split())


@contextlib.contextmanager
def small_disk(folder: Path) -> Iterator[tuple[Disk, Path]]:
    """Mount an empty disk of 64 MB in `folder` until the block ends; yield it, and a Python that sees it.

    It is in a namespace of its own. In a chroot, which can have no user namespace, root mounts it for everybody to see.
    """
    place = folder / "disk"
    place.mkdir()
    mount = ["mount", "-t", "tmpfs", "-o", "size=64m", "tmpfs", str(place)]
    holder = subprocess.Popen(
        ["unshare", "--map-root-user", "--mount", "sh", "-c", f"{shlex.join(mount)} && echo mounted && exec cat"],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
    )
    assert holder.stdout is not None
    is_hidden = holder.stdout.readline() == b"mounted\n"
    inside: tuple[str, ...] = ()
    if is_hidden:
        inside = ("nsenter", "--target", str(holder.pid), "--user", "--mount", "--preserve-credentials")
    else:
        assert os.geteuid() == 0, "these tests need a user namespace: see `man unshare`"
        subprocess.run(mount, check=True)
    try:
        python = folder / "python"
        python.write_text(f'#!/bin/sh\nexec {shlex.join([*inside, sys.executable])} "$@"\n', encoding="utf-8")
        python.chmod(0o755)
        yield Disk(place, inside), python
    finally:
        holder.communicate()
        if not is_hidden:
            subprocess.run(["umount", "--lazy", str(place)], check=True)
