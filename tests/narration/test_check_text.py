"""What is worth a look in the words of one procedure."""

from collections.abc import Sequence
from pathlib import Path

import pytest

from voiceedu.content import procedure_file
from voiceedu.narration import lexicon
from voiceedu.narration.check_text import Voices, check_text, reading_grade
from voiceedu.narration.finding import Remark

TEN_WORDS = "one two three four five six seven eight nine ten"
LONG_WORDS = Voices(syllables=lambda words, language: 3 * len(words.split()))
SHORT_WORDS = Voices(syllables=lambda words, language: len(words.split()))


def refused(words: str, language: str) -> Sequence[str]:
    return [sign for sign in words if sign in "字"]


def remarks(
    body: str, *, fields: str = "title: Your block", language: str = "en", voices: Voices | None = None
) -> list[Remark]:
    """Return what there is to look at in a library file; with one field, its body begins in line 4."""
    text = f"---\n{fields}\n---\n{body}\n"
    procedure, _ = procedure_file.examine(text, path=Path("block.md"), language=language)
    known = lexicon.load(language)
    return list(check_text(procedure, lines=text.splitlines(), lexicon=known, voices=voices or Voices()))


@pytest.mark.parametrize(
    ("body", "line", "kind", "what"),
    [
        ("It helps.\nTake 10U of insulin.", 5, "error-prone-form", "“U”"),
        ("Take 5 IU.", 4, "error-prone-form", "“IU”"),
        ("Take one QD.", 4, "error-prone-form", "“QD"),
        ("Take one QOD.", 4, "error-prone-form", "“QOD"),
        ("Take 1.0 mg.", 4, "error-prone-form", "“1.0”"),
        ("Take one PRN.", 4, "latin-abbreviation", "“PRN”"),
        ("Take .5 mg.", 4, "error-prone-form", "“.5”"),
        ("Come on 3/4/2026.", 4, "open-date", "the date 3/4/2026"),
        ("You get an XQZ.", 4, "unlisted-capitals", "the capitals XQZ"),
        ("So.\n\n" + "Word and " * 13 + "end.", 6, "long-sentence", "a sentence of 27 words"),
    ],
)
def test_what_is_worth_a_look_is_named_with_its_line(body: str, line: int, kind: str, what: str) -> None:
    """Each is a warning of its kind at its line, with what would do; there is no other."""
    [remark] = remarks(body)
    assert (remark.line, remark.kind, remark.is_error) == (line, kind, False)
    assert remark.what.startswith(what)
    assert remark.why
    assert remark.remedy


def test_plain_words_are_not_worth_a_look() -> None:
    """Known capitals and a dose with its unit are in order, in a heading, a step and an item of a list."""
    assert remarks("## Your MRI\n\n1. Have an MRI.\n2. Rest.\n\n- 5 mg daily.") == []


def test_structure_is_looked_at_after_the_words() -> None:
    """A step, a table and a heading of a text are named with it, at their own lines."""
    found = remarks("1. Take 10U.\n3. Rest.\n\n| A | B |\n|---|---|\n| c | d |\n\n## Why")
    assert [(remark.line, remark.kind) for remark in found] == [
        (4, "error-prone-form"),
        (5, "step-order"),
        (11, "empty-section"),
        (9, "table"),
    ]


def test_title_summary_and_menu_are_looked_at_too() -> None:
    """They are heard as the text is; the line is that of their field."""
    found = remarks("It.", fields="title: Your XQZ\norder: 1\nsummary: Take 10U.\nmenu: An ABQ")
    assert [(remark.line, remark.kind) for remark in found] == [
        (2, "unlisted-capitals"),
        (4, "error-prone-form"),
        (5, "unlisted-capitals"),
    ]


def test_character_that_no_voice_says_is_an_error() -> None:
    """It is named with its code and its sentence; without voices to ask, nothing is said of it."""
    [remark] = remarks("So.\n\nSay 字 now.", voices=Voices(unspeakable=refused))
    assert (remark.line, remark.kind, remark.is_error) == (6, "unspeakable-character", True)
    assert "U+5B57" in remark.what
    assert "Say 字 now." in remark.what
    assert remarks("So.\n\nSay 字 now.") == []


def test_reading_grade_is_that_of_the_formula() -> None:
    """Ten-word sentences of one syllable a word are below grade 1; a text of words with three is worth a look."""
    assert reading_grade([TEN_WORDS] * 5, language="en", voices=SHORT_WORDS) == pytest.approx(0.39 * 10 + 11.8 - 15.59)
    body = f"{TEN_WORDS.capitalize()}. " * 5
    assert [remark.kind for remark in remarks(body, voices=LONG_WORDS)] == ["reading-grade"]
    assert remarks(body, voices=SHORT_WORDS) == []


def test_no_grade_is_told_without_grounds() -> None:
    """The formula is for English, takes syllables that were heard, and needs forty words."""
    said = [TEN_WORDS] * 5
    assert reading_grade(said, language="es", voices=LONG_WORDS) is None
    assert reading_grade(said, language="en", voices=Voices()) is None
    assert reading_grade(said[:3], language="en", voices=LONG_WORDS) is None
    assert reading_grade([], language="en", voices=LONG_WORDS) is None
    assert reading_grade(said[:4], language="en-GB", voices=LONG_WORDS) is not None
