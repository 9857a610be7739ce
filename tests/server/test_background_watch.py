"""What counts as a change of the library, and when it is rendered."""

import os
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from voiceedu.server import background_watch
from voiceedu.server.background_watch import state, wait


@pytest.fixture
def library(tmp_path: Path) -> Path:
    folder = tmp_path / "library"
    (folder / "en" / ".approvals" / "topic").mkdir(parents=True)
    (folder / "en" / "topic.md").write_text("words")
    (folder / ".git").mkdir()
    return folder


def remove(file: Path) -> None:
    file.unlink()


def rewrite(file: Path) -> None:
    file.write_text("other words")


def touch(file: Path) -> None:
    os.utime(file, ns=(0, 0))


@pytest.mark.parametrize(
    ("name", "change"),
    [
        ("en/topic.md", rewrite),
        ("en/topic.md", touch),
        ("en/topic.md", remove),
        ("en/other.md", rewrite),
        ("en/.approvals/topic/2026-10-05.yaml", rewrite),
        ("../lexicon.tsv", rewrite),
    ],
)
def test_texts_approvals_and_the_lexicon_count(library: Path, name: str, change: Callable[[Path], None]) -> None:
    """A file that is written, replaced by one as long, or removed changes the state."""
    paths = [str(library), str(library.parent / "lexicon.tsv")]
    before = state(paths)
    assert state(paths) == before
    change(library / name)
    assert state(paths) != before


@pytest.mark.parametrize("name", [".git/index", "en/.#topic.md", "en/~topic.md"])
def test_files_of_other_programs_do_not_count(library: Path, name: str) -> None:
    """What git and editors keep for themselves leaves the state as it is."""
    before = state([str(library)])
    (library / name).write_text("theirs")
    (library / "en" / "dangling.md").symlink_to("nowhere")
    assert state([str(library)]) == before


@pytest.mark.parametrize("link", ["en", "en/topic.md"])
def test_a_link_that_leads_elsewhere_counts(tmp_path: Path, link: str) -> None:
    """A folder or file behind links, as Kubernetes mounts a ConfigMap, counts: a change puts others there at once."""
    library = tmp_path / "library"
    for version, words in (("..1", "words"), ("..2", "other words")):
        (library / version / "en").mkdir(parents=True)
        (library / version / "en" / "topic.md").write_text(words)
    (library / "..data").symlink_to("..1")
    (library / link).parent.mkdir(exist_ok=True)
    (library / link).symlink_to(f"{'../' * link.count('/')}..data/{link}")
    (library / "loop").symlink_to(".")
    before = state([str(library)])
    assert state([str(library)]) == before
    (library / "..new").symlink_to("..2")
    (library / "..new").replace(library / "..data")
    assert state([str(library)]) != before


def test_a_library_that_is_gone_is_waited_for(library: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A library that is moved away and comes back changed is rendered then, and nothing is while it is gone."""
    looks = iter(range(10))
    away = library.with_name("away")

    def look(_: float) -> None:
        number = next(looks)
        if number == 0:
            library.rename(away)
        elif number == 5:
            (away / "en" / "topic.md").write_text("other words")
            away.rename(library)

    rendered = state([str(library)])
    monkeypatch.setattr(time, "sleep", look)
    wait(rendered, [str(library)])
    assert next(looks) == 7


def test_a_change_is_rendered_when_it_is_finished(monkeypatch: pytest.MonkeyPatch) -> None:
    """The wait ends when the files are others than rendered, and the same at two looks; not when they are as before."""
    states: Iterator[str] = iter(["old", "half", "old", "half", "new", "new", "too far"])
    monkeypatch.setattr(background_watch, "LOOK_S", 0)
    monkeypatch.setattr(background_watch, "state", lambda _: next(states))
    wait("old", ["."])
    assert next(states) == "too far"
