"""The words that a page shows, and whether its author and reviewer know them."""

from collections.abc import Callable
from pathlib import Path

import pytest
from flask import Flask

from voiceedu.config import Settings
from voiceedu.publishing import lexicon_watch
from voiceedu.publishing.studio import Studio

EYE = "---\ntitle: Eyes\nauthor: Dr. Ann Lee\nreviewed_by: Dr. Raj Desai\n---\nLidocaine helps.\n"


def test_a_changed_lexicon_takes_no_reviewer_away(
    tmp_path: Path, make_app: Callable[[Settings], Flask], monkeypatch: pytest.MonkeyPatch
) -> None:
    """How words are said is no part of what was reviewed: the page keeps its author and its reviewer."""
    monkeypatch.setattr(lexicon_watch, "LOOK_S", 0)
    file = tmp_path / "library" / "en" / "eyes.md"
    file.parent.mkdir(parents=True)
    file.write_text(EYE)
    lexicon = tmp_path / "lexicon.tsv"
    lexicon.write_text("lidocaine\tlie doe kane\n")
    settings = Settings(library=tmp_path / "library", cache=str(tmp_path / "cache"), engines=("tone",), lexicon=lexicon)
    studio = Studio(settings)
    studio.render(next(iter(studio.library)))
    client = make_app(settings).test_client()

    def shown() -> list[bool]:
        page = client.get("/en/eyes").get_data(as_text=True)
        return [name in page for name in ("Dr. Ann Lee", "Dr. Raj Desai")]

    assert shown() == [True, True]
    lexicon.write_text("lidocaine\tlye dough cane\n")
    assert shown() == [True, True]
