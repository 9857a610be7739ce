"""The process beside a server: prints where it answers, renders what is missing, and prints when everything is there.

When the library changes it renders again. It is a process of its own, so that a crash of an engine does not stop the
server.
"""

import contextlib
import io
import logging
import os
import runpy
import sys
import threading
import time
import urllib.error
import urllib.request

import click

from voiceedu import logs
from voiceedu.config import Settings
from voiceedu.errors import SettingError, StoreError, VoiceeduError
from voiceedu.server import background_watch
from voiceedu.server.parent import stop_with_parent
from voiceedu.storage.location import MARK
from voiceedu.storage.object_store import Objects

log = logging.getLogger(__name__)

NICENESS = 10
"""Rendering gives way to listeners."""
CHECK_S = 0.1
ASK_AGAIN_S = 5.0
"""How long after a store has not answered it is asked again."""


def main(url: str, parent: int, *, is_first: bool = True) -> None:
    """Render for the server at `url`, whose process ID is `parent`, and wait for the next change of the library.

    The first render prints what it does, a later one what fails.
    """
    stop_with_parent(parent)
    os.setpriority(os.PRIO_PROCESS, 0, NICENESS)
    if is_first:
        while not _is_alive(url):
            time.sleep(CHECK_S)
        click.echo(f"voiceedu answers at {url}")
    settings = _usable_settings()
    logs.start(settings.log)
    if is_first:
        _remove_left_behind(settings.cache)
    if settings.queue is not None:
        return _sweep(settings, url)
    _wait_for_store(settings.cache)
    paths = [str(settings.library), str(settings.clinic_lexicon)]
    rendered = background_watch.state(paths)
    with contextlib.nullcontext() if is_first else contextlib.redirect_stdout(io.StringIO()):
        code = _render()
    if code == 0:
        click.echo(f"Every recording is ready: {url}")
    background_watch.replace_process(url, parent, rendered, paths)


def _render() -> int:
    """Do as `voiceedu render` does, and return its exit code. In this process: it ends when this one is killed."""
    sys.argv = ["voiceedu", "render"]
    try:
        runpy.run_module("voiceedu", run_name="__main__")
    except SystemExit as ended:
        return ended.code if isinstance(ended.code, int) else int(ended.code is not None)
    return 0


def _usable_settings() -> Settings:
    """Return the settings, once they can be used: a library may be gone for a moment, while it is replaced."""
    told = ""
    while True:
        try:
            return Settings.from_environment()
        except SettingError as error:
            if str(error) != told:
                told = str(error)
                logs.start("error")
                log.error("Nothing is rendered until this is mended: %s", told)
            time.sleep(ASK_AGAIN_S)


def _remove_left_behind(location: str) -> None:
    from voiceedu.publishing import prune

    try:
        if number := prune.remove_left_behind(Objects(location)):
            log.info("%d unfinished files of processes that were killed are removed", number)
    except StoreError as error:
        log.warning("The unfinished files of processes that were killed are still there: %s", error)


def _wait_for_store(location: str) -> None:
    """Return when the store answers: a render that began while a bucket is away would fail, and not be begun again."""
    objects = Objects(location)
    while True:
        try:
            objects.find(MARK)
        except StoreError as error:
            log.warning("Nothing is rendered until the store answers: %s", error)
            time.sleep(ASK_AGAIN_S)
        else:
            return


def _sweep(settings: Settings, url: str) -> None:
    """Ask the workers of the queue for what is missing, until this process is killed. Exit with 1 if it cannot."""
    from voiceedu.publishing.studio import Studio
    from voiceedu.server.sweep import Sweep

    try:
        studio = Studio(settings)
    except VoiceeduError as error:
        log.error("What is missing cannot be asked for: %s", error)
        sys.exit(1)
    assert studio.remote is not None
    sweep = Sweep(studio, studio.remote.queue)
    sweep.run(threading.Event(), on_complete=lambda: click.echo(f"Every recording is ready: {url}"))


def _is_alive(url: str) -> bool:
    try:
        with urllib.request.urlopen(f"{url}healthz", timeout=5):  # noqa: S310
            return True
    except (OSError, urllib.error.URLError):
        return False


if __name__ == "__main__":
    main(sys.argv[1], int(sys.argv[2]), is_first=len(sys.argv) == 3)
