"""The task of a render: what it knows of the words and of the store."""

from dataclasses import replace
from pathlib import Path

import pytest

from tests.support.latin import EYE, Fake, Start, procedure
from tests.support.publishing import publish

LONG_AGO = "2020-01-01T00:00:00+00:00"

pytestmark = pytest.mark.usefixtures("few_profiles")


@pytest.mark.parametrize("known", [True, False], ids=["known", "of an older version"])
def test_date_of_the_words_changes_with_the_words_alone(
    start: Start, folder: Path, tmp_path: Path, known: bool
) -> None:
    """Said otherwise, lost or by another voice, they are the same words as long ago; other words are of today."""
    first = start(Fake())
    rendition = first.render(procedure(first)).rendition
    assert rendition.words_date == rendition.words_since == rendition.made_at
    publish(first.store, replace(rendition, made_at=LONG_AGO, words_since=LONG_AGO if known else ""))
    (tmp_path / "lexicon.tsv").write_text("Lux\tLucks\n")
    (tmp_path / "cache" / rendition.assets[0].path).unlink()
    for other in (start(Fake()), start(Fake("b")), start(Fake("b"), lexicon=tmp_path / "lexicon.tsv")):
        made = other.render(procedure(other)).rendition
        assert made.words_date == LONG_AGO < made.made_at
    (folder / "oculus.md").write_text(EYE.replace("venit", "abit"))
    last = start(Fake())
    made = last.render(procedure(last)).rendition
    assert made.words_date == made.made_at > LONG_AGO
