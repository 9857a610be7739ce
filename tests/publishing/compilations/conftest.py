"""A library that is rendered, and a list of the compilations that are written."""

import datetime
from collections.abc import Callable, Collection
from dataclasses import replace
from pathlib import Path
from typing import BinaryIO

import pytest

from tests.support.compilations import NAME, House, use
from voiceedu.assets import Asset
from voiceedu.publishing.compilations.registry import COMPILATIONS
from voiceedu.storage.rendition import Rendition


@pytest.fixture
def house(tmp_path: Path) -> House:
    house = House(tmp_path)
    house.render()
    return house


@pytest.fixture
def writes(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The languages of every collection that is written, one by one."""
    written: list[str] = []
    kind = COMPILATIONS[NAME]

    def write(
        file: BinaryIO,
        renditions: Collection[Rendition],
        *,
        language: str,
        data: Callable[[Asset], bytes],
        changed_at: datetime.datetime,
        publisher: str,
    ) -> int:
        written.append(language)
        return kind.write(file, renditions, language=language, data=data, changed_at=changed_at, publisher=publisher)

    use(monkeypatch, replace(kind, write=write))
    return written
