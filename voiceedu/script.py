"""What is said, and when: a procedure and a lexicon become utterances.

Pure: no disk, clock or network. The same procedure and lexicon always give the same script.
"""

import datetime
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Literal

from babel import Locale, UnknownLocaleError
from babel.dates import format_date, format_timedelta
from sentencex import segment

from voiceedu.lexicon import Lexicon
from voiceedu.library import Procedure, Section

SENTENCE_PAUSE_MS = 350
ITEM_PAUSE_MS = 450
PARAGRAPH_PAUSE_MS = 650
HEADING_PAUSE_MS = 600
PASSAGE_PAUSE_MS = 900
"""After the last words of a section, before the next heading."""
WORDS_PER_MINUTE = 150
"""The middle of the 140–160 words a minute at which a recording is spoken, pauses included."""

OPENING = "(opening)"
CLOSING = "(closing)"
"""No section can have these slugs."""

LineKind = Literal["title", "heading", "paragraph", "bullet", "step"]


@dataclass(frozen=True, kw_only=True)
class Utterance:
    """One sentence: as shown, as said, and the silence after it in milliseconds."""

    text: str
    spoken: str
    pause_after_ms: int


@dataclass(frozen=True, kw_only=True)
class Line:
    """A heading, paragraph or list item, sentence by sentence."""

    kind: LineKind
    utterances: tuple[Utterance, ...]


@dataclass(frozen=True, kw_only=True)
class Passage:
    """What is heard in one go: the opening, a section or the closing."""

    slug: str
    title: str
    lines: tuple[Line, ...]

    @property
    def utterances(self) -> tuple[Utterance, ...]:
        return tuple(utterance for line in self.lines for utterance in line.utterances)


@dataclass(frozen=True, kw_only=True)
class Script:
    """Everything that is said of one procedure, in order. `length` is how long that takes, in words."""

    passages: tuple[Passage, ...]
    length: str

    @property
    def utterances(self) -> tuple[Utterance, ...]:
        return tuple(utterance for passage in self.passages for utterance in passage.utterances)

    @property
    def sections(self) -> tuple[Passage, ...]:
        """The passages that are the procedure's own, without the opening and the closing."""
        return tuple(passage for passage in self.passages if passage.slug not in (OPENING, CLOSING))


@dataclass(frozen=True, kw_only=True)
class _Phrases:
    """The words that voiceedu itself says around a clinician's text, in one language."""

    by_author: str
    based_on: str
    takes: str
    under_a_minute: str
    about: str
    reviewed_by: str
    reviewed_by_on: str
    not_reviewed: str
    end: str
    what_next: str


_PHRASES = {
    "en": _Phrases(
        by_author="From {source}, by {author}.",
        based_on="Based on {source}.",
        takes="This takes {length}.",
        under_a_minute="less than a minute",
        about="about {minutes}",
        reviewed_by="Reviewed by {name}.",
        reviewed_by_on="Reviewed by {name} on {date}.",
        not_reviewed="No clinician has reviewed these words yet.",
        end="This is the end of “{title}”.",
        what_next="If you have questions, talk with your healthcare provider.",
    ),
    "es": _Phrases(
        by_author="De {source}, por {author}.",
        based_on="Basado en {source}.",
        takes="Dura {length}.",
        under_a_minute="menos de un minuto",
        about="alrededor de {minutes}",
        reviewed_by="Revisado por {name}.",
        reviewed_by_on="Revisado por {name} el {date}.",
        not_reviewed="Ningún profesional clínico ha revisado todavía estas palabras.",
        end="Este es el final de «{title}».",
        what_next="Si tiene preguntas, hable con su profesional de la salud.",
    ),
}


def write(procedure: Procedure, lexicon: Lexicon) -> Script:
    """Return the script of `procedure`: an opening, its sections, a closing.

    The opening says the title, the source, the length and whether a clinician has reviewed the words. In a language
    whose phrases voiceedu does not have, it says the title alone, and there is no closing.
    """
    sections = tuple(_section(section, procedure, lexicon) for section in procedure.sections)
    # The opening says how long all of it takes, itself included: any length stands in for it while words are counted.
    draft = _framed(procedure, sections, lexicon, length=length_in_words(60, language=procedure.language))
    words = sum(len(utterance.text.split()) for utterance in draft.utterances)
    length = length_in_words(round(words / WORDS_PER_MINUTE * 60), language=procedure.language)
    return _framed(procedure, sections, lexicon, length=length)


def _framed(procedure: Procedure, sections: tuple[Passage, ...], lexicon: Lexicon, *, length: str) -> Script:
    title = _line("title", [procedure.title], lexicon, between=0, after=HEADING_PAUSE_MS)
    phrases = _phrases(procedure.language)
    if phrases is None:
        opening = Passage(slug=OPENING, title=procedure.title, lines=(title,))
        return Script(passages=(opening, *sections), length=length)
    said = _paragraph(_opening_words(procedure, phrases, length), lexicon)
    closing = _paragraph([phrases.end.format(title=procedure.title), phrases.what_next], lexicon)
    return Script(
        passages=(
            Passage(slug=OPENING, title=procedure.title, lines=(title, said)),
            *sections,
            Passage(slug=CLOSING, title=procedure.title, lines=(closing,)),
        ),
        length=length,
    )


def length_in_words(seconds: int, *, language: str) -> str:
    """Return a length as a listener would say it, to the minute: "less than a minute", "about 2 minutes"."""
    phrases = _phrases(language)
    if phrases and seconds < 45:
        return phrases.under_a_minute
    length = datetime.timedelta(minutes=max(1, round(seconds / 60)))
    minutes = format_timedelta(length, granularity="minute", threshold=10_000, locale=_locale(language))
    return phrases.about.format(minutes=minutes) if phrases else minutes


def _opening_words(procedure: Procedure, phrases: _Phrases, length: str) -> Iterator[str]:
    source, author = procedure.source or procedure.title, procedure.author
    if author:
        yield phrases.by_author.format(source=source, author=author)
    elif procedure.source:
        yield phrases.based_on.format(source=source)
    yield phrases.takes.format(length=length)
    if not procedure.reviewed_by:
        yield phrases.not_reviewed
    elif procedure.reviewed_on is None:
        yield phrases.reviewed_by.format(name=procedure.reviewed_by)
    else:
        date = format_date(procedure.reviewed_on, format="long", locale=_locale(procedure.language))
        yield phrases.reviewed_by_on.format(name=procedure.reviewed_by, date=date)


def _section(section: Section, procedure: Procedure, lexicon: Lexicon) -> Passage:
    lines = []
    if section.heading:
        lines.append(_line("heading", [section.heading], lexicon, between=0, after=HEADING_PAUSE_MS))
    last = len(section.blocks) - 1
    for number, block in enumerate(section.blocks):
        after = PARAGRAPH_PAUSE_MS if block.kind == "paragraph" else ITEM_PAUSE_MS
        lines.append(
            _line(
                block.kind,
                sentences(block.text, language=procedure.language),
                lexicon,
                between=SENTENCE_PAUSE_MS,
                after=PASSAGE_PAUSE_MS if number == last else after,
            )
        )
    return Passage(slug=section.slug, title=section.heading or procedure.title, lines=tuple(lines))


def sentences(text: str, *, language: str) -> list[str]:
    """Return the sentences of `text`; joined by spaces they are its words, every one, in order."""
    found = (sentence.strip() for sentence in segment(language, text))
    return [sentence for sentence in found if sentence]


def _paragraph(texts: Iterable[str], lexicon: Lexicon) -> Line:
    return _line("paragraph", list(texts), lexicon, between=SENTENCE_PAUSE_MS, after=PASSAGE_PAUSE_MS)


def _line(kind: LineKind, texts: list[str], lexicon: Lexicon, *, between: int, after: int) -> Line:
    last = len(texts) - 1
    return Line(
        kind=kind,
        utterances=tuple(
            Utterance(
                text=text,
                spoken=_sentence(lexicon.spoken(text)),
                pause_after_ms=after if number == last else between,
            )
            for number, text in enumerate(texts)
        ),
    )


def _sentence(text: str) -> str:
    """Return `text` closed as a sentence: engines swallow or sing short words that end in nothing."""
    return text if re.search(r"[.?!:;…][\"'”’»)]*$", text) else f"{text}."


def _phrases(language: str) -> _Phrases | None:
    return _PHRASES.get(language.split("-")[0])


def _locale(language: str) -> Locale:
    try:
        return Locale.parse(language, sep="-")
    except (UnknownLocaleError, ValueError):
        return Locale("en")
