"""What is worth a look in the words of one procedure: how they are written, how they are said, how easy they are."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

from voiceedu import languages
from voiceedu.content.blocks import Block
from voiceedu.content.formats.outline import shortened
from voiceedu.content.procedure import Procedure
from voiceedu.narration.check_structure import check_structure
from voiceedu.narration.error_prone_forms import find_error_prone_forms
from voiceedu.narration.finding import Remark
from voiceedu.narration.latin_abbreviations import find_latin_abbreviations
from voiceedu.narration.lexicon import Lexicon
from voiceedu.narration.pronunciation import pronounce
from voiceedu.narration.sentences import split_sentences
from voiceedu.narration.text_normalization.open_dates import find_open_dates
from voiceedu.narration.text_normalization.unlisted_capitals import find_unlisted_capitals

LONGEST_SENTENCE = 25
"""Words. Plain-language guides ask for 15 to 20; a listener cannot go back to the beginning of a sentence."""
HARDEST_GRADE = 6.0
"""Flesch-Kincaid grade. The AMA and the NIH ask for the sixth grade or below in texts for patients."""
_FEWEST_WORDS = 40  # that a grade can be told from


@dataclass(frozen=True, kw_only=True)
class Voices:
    """What is known of the voices: `unspeakable` returns the characters of words that none of them says, `syllables`
    counts those of words as they are said. Both take a language, and are None where no voice is there to be asked.
    """

    unspeakable: Callable[[str, str], Sequence[str]] | None = None
    syllables: Callable[[str, str], int] | None = None


def check_text(procedure: Procedure, *, lines: Sequence[str], lexicon: Lexicon, voices: Voices) -> Iterator[Remark]:
    """Yield remarks on the words of `procedure`; `lines` are those of its file."""
    language = procedure.language
    fields = [("title:", procedure.title), ("summary:", procedure.summary), ("menu:", procedure.menu)]
    front = [Block(kind="paragraph", text=text, line=_line_of(name, 1, lines)) for name, text in fields if text]
    blocks = procedure.blocks
    said: list[str] = []
    for block in (*front, *blocks):
        yield from _forms(block, lines, language=language, lexicon=lexicon)
        for sentence in split_sentences(block.text, language=language):
            words = pronounce(sentence, lexicon=lexicon, language=language).words
            line = _line_of(" ".join(sentence.split()[:2]), block.line, lines)
            is_row = block.kind == "row"
            yield from _sentence(sentence, words, line, is_row=is_row, language=language, voices=voices)
            if block.kind not in ("row", "heading") and len(sentence.split()) > 1:
                said.append(words)
    yield from check_structure(blocks, lines)
    yield from _grade(said, language=language, voices=voices)


def _line_of(text: str, first: int, lines: Sequence[str]) -> int:
    """Return the line of the paragraph which begins in line `first` that has `text`; `first` where none has."""
    for line in range(first, len(lines) + 1):
        if not lines[line - 1].strip():
            break
        if text in lines[line - 1]:
            return line
    return first


def _forms(block: Block, lines: Sequence[str], *, language: str, lexicon: Lexicon) -> Iterator[Remark]:
    for form in find_error_prone_forms(block.text):
        yield Remark(
            line=_line_of(form.written, block.line, lines),
            kind="error-prone-form",
            what=f"“{form.written}”",
            why=f"it is taken for {form.mistaken_for}",
            remedy=f"Write {form.instead}.",
        )
    for written, meant in find_latin_abbreviations(block.text):
        yield Remark(
            line=_line_of(written, block.line, lines),
            kind="latin-abbreviation",
            what=f"“{written}”",
            why="whoever reads the page may not know it",
            remedy=f"Write {meant}.",
        )
    for date in find_open_dates(block.text):
        yield Remark(
            line=_line_of(date, block.line, lines),
            kind="open-date",
            what=f"the date {date}",
            why="some read the month first, others the day",
            remedy="Write the month in letters.",
        )
    for capitals in find_unlisted_capitals(block.text, language=language, listed=frozenset(lexicon.entries)):
        heard = "letter by letter" if capitals.are_spelled else f"as the word “{capitals.words}”"
        yield Remark(
            line=_line_of(capitals.written, block.line, lines),
            kind="unlisted-capitals",
            what=f"the capitals {capitals.written}",
            why=f"no list has them; they are said {heard}",
            remedy="Listen to it, write it out, or add it to the file that VOICEEDU_LEXICON names.",
        )


def _sentence(sentence: str, words: str, line: int, *, is_row: bool, language: str, voices: Voices) -> Iterator[Remark]:
    count = len(sentence.split())
    if count > LONGEST_SENTENCE and not is_row:
        yield Remark(
            line=line,
            kind="long-sentence",
            what=f"a sentence of {count} words: {shortened(sentence)}",
            why=f"more than {LONGEST_SENTENCE} are hard to follow by ear",
            remedy="Make two of it.",
        )
    refused = voices.unspeakable(words, language) if voices.unspeakable else ()
    if refused:
        listed = ", ".join(f"{sign!r} (U+{ord(sign):04X})" for sign in refused)
        yield Remark(
            line=line,
            kind="unspeakable-character",
            what=f"{listed} in {shortened(sentence)}",
            why="no voice can say it",
            remedy="Write it in words.",
            is_error=True,
        )


def _grade(said: Sequence[str], *, language: str, voices: Voices) -> Iterator[Remark]:
    grade = reading_grade(said, language=language, voices=voices)
    if grade is not None and grade > HARDEST_GRADE:
        yield Remark(
            line=1,
            kind="reading-grade",
            what=f"a reading grade of {grade:.1f}",
            why=f"texts for patients should be at {HARDEST_GRADE:.0f} or below",
            remedy="Use shorter sentences and everyday words.",
        )


def reading_grade(said: Sequence[str], *, language: str, voices: Voices) -> float | None:
    """Return the Flesch-Kincaid grade of sentences of words as they are said; None where it cannot be told.

    The formula is for English (Kincaid and others 1975). Syllables are counted in the phonemes of a voice.
    """
    words = sum(len(sentence.split()) for sentence in said)
    if voices.syllables is None or languages.base(language) != "en" or words < _FEWEST_WORDS:
        return None
    syllables = sum(voices.syllables(sentence, language) for sentence in said)
    return 0.39 * words / len(said) + 11.8 * syllables / words - 15.59
