"""The search forgives: other words for the same thing, close spellings, case, accents and signs."""

import pytest

from voiceedu.web import search
from voiceedu.web.search import Text

TEXT = Text.of("Radiofrequency ablation", ["Heat from a needle stops a nerve in the cervical spine."])


@pytest.mark.parametrize(
    ("typed", "shown"),
    [
        ("  nerve \n blocks ", "nerve blocks"),
        ("\u202enerve\u200f \u2066blocks", "nerve blocks"),  # marks that would turn the rest of the title
        ("nerve\0block\x1b", "nerve block"),
        ("x" * 99 + " y z", "x" * 99),
        ("\u0639\u0635\u0628 \U0001f469\u200d\u2695\ufe0f", "\u0639\u0635\u0628 \U0001f469\u200d\u2695\ufe0f"),
    ],
)
def test_the_page_shows_what_can_be_seen_of_a_query(typed: str, shown: str) -> None:
    """A query is shown without controls and marks of direction, with single spaces, 100 characters at most."""
    assert search.shown_query(typed) == shown


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


@pytest.mark.parametrize(
    ("title", "query", "language"),
    [
        ("What's next", "what\u2019s", "en"),  # the apostrophe that telephones write
        ("What\u2019s next", "whats next", "en"),
        ("Nerve blocks", "nerve blocks?", "en"),
        ("Nerve blocks", "\u201cnerve\u201d, (blocks)", "en"),
        ("Nerve blocks", "nerve-blocks", "en"),
        ("Follow-up", "follow up", "en"),
        ("Nerve blocks", "\U0001f469\u200d\u2695\ufe0f nerve \u2764\ufe0f", "en"),  # emoji, as telephones write them
        ("Follow-up", "follow\u2011up", "en"),  # a hyphen that does not break
        ("What is radiofrequency ablation", "what, rfa?", "en"),  # a synonym between signs
        ("Bloqueos", "¿bloqueos?", "es"),
        ("L\u2019injection", "l'injection", "fr"),
        ("L\u2019injection", "injection", "fr"),
        ("Giảm đau", "giam dau", "vi"),
        ("Giam dau", "GIẢM ĐAU", "vi"),
        ("神经阻滞", "神经阻滞？", "zh"),
        ("حقنة الألم", "حقنه الالم", "ar"),  # the letters as many type them
        ("المستشفى", "المستشفي", "ar"),
        ("حقنة", "حـقـنـة؟", "ar"),  # drawn out
        ("حقنة", "\u200fحقنة\u200e", "ar"),  # copied, with marks of direction
    ],
)
def test_signs_and_ways_to_type_do_not_count(title: str, query: str, language: str) -> None:
    """Punctuation, and letters that many people type as others, hide no text from its reader."""
    assert search.rank(Text.of(title, []), query, language=language) is not None


@pytest.mark.parametrize("query", ["x-ray", "x.ray", "x\u2013ray", "fluoroscopy"])
def test_what_a_sign_joins_stands_together(query: str) -> None:
    """A word with a sign in it, typed or a synonym, is found with a space too, and not in pieces of other words."""
    assert search.rank(Text.of("The X ray", []), query, language="en") is not None
    assert search.rank(Text.of("An X-ray", []), query, language="en") is not None
    assert search.rank(Text.of("Next, a numbing spray", []), query, language="en") is None


@pytest.mark.parametrize("query", ["?", "...", "¿?", "\u200f", "'", "🙂", "-- ;"])
def test_signs_alone_find_nothing(query: str) -> None:
    """A query without a letter or a digit fits no text: no result is said to have "these words"."""
    text = Text.of("What's next?", ["Pain... -- it goes; away 🙂"])
    assert search.rank(text, query, language="en") is None
    assert search.close_spellings(query, ["What's next?"]) == []


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
