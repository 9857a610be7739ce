"""Opens the folder or bucket that a setting names, and refuses a folder that is not ours."""

import contextlib
import datetime
import os
import re
from pathlib import Path
from typing import TYPE_CHECKING

from obstore.exceptions import BaseError
from obstore.store import LocalStore, ObjectStore, from_url

from voiceedu.config.addresses import file_path
from voiceedu.errors import SettingError

if TYPE_CHECKING:
    from obstore.store import ClientConfig, RetryConfig

MARK = ".voiceedu-cache"
"""The file that marks a folder as ours. A process locks it while it replaces an object."""
_MAY_BE_THERE = re.compile(r"\..*|README.*|lost\+found|clips|sums|speech|leases|collections|renditions|index|memory")
"""What a folder may contain and still become ours: hidden files, and what a killed process has left."""
_CLIENT: "ClientConfig" = {"connect_timeout": "2s", "timeout": "10s"}
_ALLOW_HTTP = ("AWS_ALLOW_HTTP", "AZURE_ALLOW_HTTP", "GOOGLE_ALLOW_HTTP")
"""Environment variables that allow a bucket without TLS. obstore reads no such variable when it is given options."""
_RETRY: "RetryConfig" = {
    "max_retries": 2,
    "retry_timeout": datetime.timedelta(seconds=10),
    "backoff": {
        "init_backoff": datetime.timedelta(milliseconds=100),
        "max_backoff": datetime.timedelta(seconds=1),
        "base": 2,
    },
}
"""A call to a bucket fails after ten seconds; a part of a large file is 5 MB."""

_REMEDY = "Name a new or an empty folder, or a bucket, such as s3://bucket/prefix"


def open_location(location: str, *, setting: str) -> tuple[ObjectStore, Path | None]:
    """Open a folder (made when missing; file:///… too) or a bucket's URL such as s3://bucket/prefix.

    Return it and the path of the folder, which is None for a bucket. Raise a SettingError, which names the `setting`,
    if it cannot be opened.
    """
    try:
        folder = _folder(location)
        if folder is None:
            client = _CLIENT | {"allow_http": _allows_http()}
            return from_url(location, client_options=client, retry_config=_RETRY), None
        _check_is_ours(folder)
        store = LocalStore(folder, mkdir=True)
        with contextlib.suppress(OSError):  # read-only: it can still be served
            (folder / MARK).touch()
    except (BaseError, OSError, ValueError, RuntimeError) as error:  # RuntimeError: a link to itself
        raise SettingError(setting, location, f"{first_line(error)}. {_REMEDY}") from None
    return store, folder


def follow_links(location: str) -> str:
    """Return the folder that `location` leads to now, whatever its links lead to later; a bucket's URL as it is."""
    try:
        return str(_folder(location) or location)
    except (OSError, ValueError, RuntimeError):  # opening it tells what is wrong
        return location


def _folder(location: str) -> Path | None:
    """Return the path of a folder, its links followed, or None for a bucket's URL."""
    scheme, separator, path = location.partition("://")
    if separator and scheme != "file":
        return None
    return Path(file_path(path) if separator else location).expanduser().resolve()


def _check_is_ours(folder: Path) -> None:
    """Raise ValueError if `folder` is a file, or holds files but neither our mark nor our objects."""
    if folder.exists() and not folder.is_dir():
        raise ValueError("that is a file")
    if not folder.is_dir() or (folder / MARK).exists() or (folder / "renditions").is_dir():
        return
    foreign = next(
        (name for name in sorted(path.name for path in folder.iterdir()) if not _MAY_BE_THERE.fullmatch(name)), None
    )
    if foreign is not None:
        raise ValueError(f"the folder has other files, such as {foreign!r}")


def leads_elsewhere(folder: Path, path: str) -> bool:
    """Return whether a folder on the way to the object at `path` is a link, which we never make.

    Those of the first level may be: somebody keeps them on another disk.
    """
    way = (folder / path).relative_to(folder).parents
    return any((folder / place).is_symlink() for place in list(way)[:-2])


def _allows_http() -> bool:
    return any(os.environ.get(name, "").lower() in ("1", "true", "yes", "on") for name in _ALLOW_HTTP)


def first_line(error: Exception) -> str:
    """Return the first line of an error's message: obstore appends its internals. Python's own are told in its way."""
    if isinstance(error, OSError) and error.strerror and error.errno:
        return f"{error.strerror} (os error {error.errno})"
    return str(error).split("\n", 1)[0]
