"""Waits beside a server until the library has changed, and has it rendered again.

A render leaves hundreds of megabytes behind, and waiting needs ten. So this program takes the place of the one that
renders, in its process, and is replaced by it when there is work.
"""

import hashlib
import os
import sys
import time
from collections.abc import Iterator, Sequence

from voiceedu.server.parent import stop_with_parent

LOOK_S = 3.0
"""How often the files are looked at. What has changed is rendered when they are the same at the next look."""
APPROVALS = ".approvals"


def state(paths: Sequence[str]) -> str:
    """Return a digest that changes with the files in folders and with other files, but not with hidden ones.

    It is of their paths, times and sizes. Approvals are in a hidden folder, and count.
    """
    found = hashlib.sha256()
    for path in paths:
        for file in _files(path):
            try:
                status = os.stat(file)  # noqa: PTH116 -- thousands are looked at
            except OSError:  # a link to nothing, or just removed
                continue
            found.update(f"{file}\0{status.st_mtime_ns} {status.st_size}\n".encode(errors="surrogateescape"))
    return found.hexdigest()


def _files(path: str) -> Iterator[str]:
    """Yield `path` if it is no folder, else the files in it. Links to folders are followed, for a language may be one.

    That is how Kubernetes mounts a ConfigMap: a change puts another folder behind the link.
    """
    if not os.path.isdir(path):  # noqa: PTH112
        yield path
    seen: set[tuple[int, int]] = set()
    for folder, folders, files in os.walk(path, followlinks=True):
        try:
            status = os.stat(folder)  # noqa: PTH116
        except OSError:  # just removed
            status = None
        if status is None or (status.st_dev, status.st_ino) in seen:  # a link may lead to where it is
            folders.clear()
            continue
        seen.add((status.st_dev, status.st_ino))
        folders[:] = sorted(name for name in folders if name == APPROVALS or not name.startswith("."))
        yield from (f"{folder}{os.sep}{name}" for name in sorted(files) if not name.startswith((".", "~")))


def wait(rendered: str, paths: Sequence[str]) -> None:
    """Return when the files are others than those that were `rendered`, and nobody is changing them any more.

    A library, the first of `paths`, that is gone is about to be replaced: there is nothing to render yet.
    """
    before = rendered
    while True:
        time.sleep(LOOK_S)
        now = state(paths)
        if now == before != rendered and os.path.isdir(paths[0]):  # noqa: PTH112
            return
        before = now


def replace_process(url: str, parent: int, rendered: str, paths: Sequence[str]) -> None:
    """Become the program that waits for another state than `rendered`; this does not return."""
    _replace_process(__name__, url, str(parent), rendered, *paths)


def _replace_process(module: str, *arguments: str) -> None:
    sys.stdout.flush()
    os.execv(sys.executable, [sys.executable, "-m", module, *arguments])  # noqa: S606


def main(url: str, parent: str, rendered: str, *paths: str) -> None:
    stop_with_parent(int(parent))
    wait(rendered, paths)
    _replace_process("voiceedu.server.background_render", url, parent, "again")


if __name__ == "__main__":
    main(*sys.argv[1:])
