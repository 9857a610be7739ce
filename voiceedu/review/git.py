"""Commits of what the review writes, where the library is in a git checkout. Runs no hook and commits nothing else."""

import os
import shutil
import subprocess
from collections.abc import Sequence
from pathlib import Path

TIMEOUT_S = 20
"""For one command: nobody waits longer for a commit of a few files."""
_EMAIL = "review@voiceedu.invalid"
"""Git wants an address beside a name; `.invalid` belongs to nobody (RFC 2606)."""
_OPTIONS = (
    *("-c", "core.hooksPath=/dev/null", "-c", "core.fsmonitor=false"),
    *("-c", "commit.gpgSign=false", "-c", "gc.auto=0"),
)


def commit(folder: Path, paths: Sequence[Path], *, who: str, message: str) -> str:
    """Commit `paths` alone, by `who`, where the library in `folder` is kept in git. Return why that failed, or nothing.

    Files in `folder` that git ignores, and a folder that git does not keep, are no failure.
    """
    if not any((place / ".git").exists() for place in (folder, *folder.resolve().parents)):
        return ""
    program = shutil.which("git")
    if program is None:
        return "git is not installed"
    top = _git(program, folder, ["rev-parse", "--show-toplevel"])
    if top.returncode:
        return _reason(top)
    if not _is_kept(program, folder, top=Path(top.stdout.strip())):
        return ""
    names = [str(path) for path in dict.fromkeys(paths) if _can_be_committed(program, folder, path)]
    if not names:
        return ""
    for command in (["add", "--all", "--", *names], ["commit", "--quiet", "--no-verify", "--only", "-m", message]):
        options = ["--", *names] if command[0] == "commit" else []
        done = _git(program, folder, [*command, *options], who=who)
        if done.returncode:
            return _reason(done)
    return ""


def _reason(done: "subprocess.CompletedProcess[str]") -> str:
    return (done.stderr or done.stdout).strip() or "git gave no reason"


def _is_kept(program: str, folder: Path, *, top: Path) -> bool:
    """Return whether `folder` is the `top` of its checkout, or has files in it."""
    return top.resolve() == folder.resolve() or bool(_git(program, folder, ["ls-files", "--", "."]).stdout.strip())


def _can_be_committed(program: str, folder: Path, path: Path) -> bool:
    """Return whether git could keep `path`: it is in the checkout, not ignored, and there or known to git."""
    if not path.resolve().is_relative_to(folder.resolve()):
        return False
    if _git(program, folder, ["check-ignore", "--quiet", "--", str(path)]).returncode == 0:
        return False
    return path.exists() or bool(_git(program, folder, ["ls-files", "--", str(path)]).stdout)


def _git(program: str, folder: Path, command: Sequence[str], *, who: str = "") -> "subprocess.CompletedProcess[str]":
    environ = {name: value for name, value in os.environ.items() if not name.startswith("GIT_")}
    environ |= {"GIT_TERMINAL_PROMPT": "0", "GIT_EDITOR": "true", "LC_ALL": "C.UTF-8"}
    if who:
        for role in ("AUTHOR", "COMMITTER"):
            environ |= {f"GIT_{role}_NAME": who, f"GIT_{role}_EMAIL": _EMAIL}
    arguments = [program, *_OPTIONS, "-C", str(folder), *command]
    try:
        return subprocess.run(  # noqa: S603 — git by its path, and a list of arguments
            arguments, env=environ, stdin=subprocess.DEVNULL, capture_output=True, text=True, timeout=TIMEOUT_S
        )
    except (OSError, subprocess.SubprocessError) as error:
        return subprocess.CompletedProcess(arguments, 1, "", str(error))
