"""The search forgives: other words for the same thing, close spellings, case and accents."""

import pytest

from voiceedu.web import search
from voiceedu.web.search import Text

TEXT = Text.of("Radiofrequency ablation", ["Heat from a needle stops a nerve in the cervical spine."])


@pytest.mark.parametrize(
    ("query", "place"),
    [
        ("ABLÁTION", 0),  # the title, whatever its case and accents
        ("needle nerve", 1),  # other words
        ("rfa", 2),  # a synonym in the title
        ("neck", 3),  # a synonym in other words
        ("zebra", None),
    ],
)
def test_words_come_before_synonyms(query: str, place: int | None) -> None:
    """A text is ranked by its title, then its words, then synonyms of the query in title and words."""
    assert search.rank(TEXT, query, language="en-GB") == place


def test_synonyms_are_of_one_language() -> None:
    """A Spanish query finds Spanish synonyms and no English ones; other languages are searched as written."""
    text = Text.of("Inyección epidural", [])
    assert search.rank(text, "pinchazo epidural", language="es") is not None
    assert search.rank(text, "shot", language="es") is None
    assert search.rank(text, "pinchazo", language="fr") is None


@pytest.mark.parametrize(
    ("query", "offered"),
    [
        ("cervicle", ["cervical"]),
        ("epidurl inyeccion", ["epidural inyeccion"]),
        ("inyecion", ["inyección"]),
        ("cervical", []),  # it is there
        ("xyzzy", []),  # nothing is close
    ],
)
def test_close_spellings_are_offered(query: str, offered: list[str]) -> None:
    """A word that occurs nowhere is replaced by the closest words that do, written as they are."""
    assert search.close_spellings(query, ["Cervical epidural", "La inyección"]) == offered


def test_every_group_of_synonyms_is_a_group() -> None:
    """Each line of a synonym file has two phrases or more, none of them twice."""
    for path in search.SYNONYMS.glob("*.tsv"):
        for group in search._synonyms(path.stem):
            assert len(group) >= 2
            assert len(set(group)) == len(group)
            assert all(phrase == phrase.strip() for phrase in group)
