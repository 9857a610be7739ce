"""What a process without voices finds missing."""

import shutil
from dataclasses import replace
from pathlib import Path

import pytest

from tests.conftest import NERVE_BLOCKS
from voiceedu.config import Settings
from voiceedu.publishing.missing import Missing
from voiceedu.publishing.studio import Studio


@pytest.fixture
def here(rendered_copy: Settings, tmp_path: Path) -> Studio:
    library = shutil.copytree(rendered_copy.library, tmp_path / "library")
    return Studio(replace(rendered_copy, library=library))


def slugs(missing: Missing) -> list[str]:
    return [work.slug for work in missing.works()]


def test_published_works_are_not_missing(here: Studio) -> None:
    """Of a library that is all published nothing is missing."""
    assert slugs(Missing(here)) == []


def test_unpublished_and_changed_works_are_missing(here: Studio) -> None:
    """What is not published is missing, and what is published with other words: the menu that names it, too."""
    (here.settings.library / "en" / "nerve-blocks.md").write_text(NERVE_BLOCKS.replace("relief", "much relief"))
    (here.settings.library / "en" / "new.md").write_text("---\ntitle: New\n---\nNew words.\n")
    assert sorted(slugs(Missing(Studio(here.settings)))) == ["nerve-blocks", "new", "prompts"]


def test_unchanged_works_are_read_once(here: Studio, monkeypatch: pytest.MonkeyPatch) -> None:
    """A second look reads no rendition that has not been replaced."""
    missing = Missing(here)
    assert slugs(missing) == []
    monkeypatch.setattr(here.store, "read_rendition", None)
    assert slugs(missing) == []


def test_what_a_worker_found_right_is_not_missing(here: Studio, monkeypatch: pytest.MonkeyPatch) -> None:
    """Another version of the program may write other keys: what a worker has looked at is settled, until it changes."""
    monkeypatch.setattr("voiceedu.publishing.program.digest", lambda *_: "another version")
    missing = Missing(here)
    works = list(missing.works())
    assert len(works) == 3
    assert list(missing.works(settled=works)) == []
    assert slugs(missing) == []
