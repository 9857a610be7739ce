"""What is expensive to make is made once a run, for all the processes that pytest-xdist runs the tests in."""

import fcntl
import os
import shutil
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest

from voiceedu.config import Settings
from voiceedu.publishing.studio import Studio


def made_once(factory: pytest.TempPathFactory, name: str, make: Callable[[Path], None]) -> Path:
    """Return the folder `name` of this run, filled by `make` in the first process that asks; the others wait for it.

    Nobody may change the folder: a test that wants to takes a copy.
    """
    folder = _folder_of_the_run(factory) / name
    done = folder.with_name(f"{name}.done")
    with folder.with_name(f"{name}.lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        if not done.exists():
            shutil.rmtree(folder, ignore_errors=True)  # of a process that failed
            folder.mkdir()
            make(folder)
            done.touch()
    return folder


def published_once(factory: pytest.TempPathFactory, name: str, settings: Settings) -> Settings:
    """Return `settings` with a cache in which everything is published. It is rendered once a run.

    Each process gets a copy, so that none sees another's changes.
    """

    def render(folder: Path) -> None:
        studio = Studio(replace(settings, cache=str(folder)))
        for work in studio.library.works:
            studio.render(work)

    made = made_once(factory, f"{name}-published", render)
    return replace(settings, cache=str(shutil.copytree(made, factory.mktemp(name) / "cache")))


def _folder_of_the_run(factory: pytest.TempPathFactory) -> Path:
    """Return the folder that all processes of a run share: xdist gives each of them one within it."""
    base = factory.getbasetemp()
    return base.parent if "PYTEST_XDIST_WORKER" in os.environ else base
