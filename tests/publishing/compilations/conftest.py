"""A library that is rendered, and a list of the compilations that are written."""

from pathlib import Path

import pytest

from tests.support.compilations import House, before_writing


@pytest.fixture
def house(tmp_path: Path) -> House:
    house = House(tmp_path)
    house.render()
    return house


@pytest.fixture
def writes(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The languages of every collection that is written, one by one."""
    written: list[str] = []
    before_writing(monkeypatch, lambda language, _: written.append(language))
    return written
