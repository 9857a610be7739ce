"""What is said, and when: a procedure and a lexicon become utterances.

Pure: no disk, clock or network. The same procedure and lexicon always give the same script.
"""

import datetime
import functools
import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from typing import Literal

from babel.dates import format_date, format_timedelta

from voiceedu import languages
from voiceedu.content.library import PROMPTS, Procedure, Section
from voiceedu.narration.lexicon import Lexicon
from voiceedu.narration.pronunciation import Pronunciation, pronounce
from voiceedu.narration.sentences import split_sentences
from voiceedu.narration.text_normalization import clean, normalize

SENTENCE_PAUSE_MS = 500
PARAGRAPH_PAUSE_MS = 800
"""What people who read aloud do, fast and slow ones alike: 340–980 ms after a sentence, 750–1340 ms after a paragraph
(Kazlauskienė and Kalašinskaitė 2019, doi:10.15388/RESPECTUS.2019.37.42.37)."""
ITEM_PAUSE_MS = 550
HEADING_PAUSE_MS = 650
"""Between the two: longer than a sentence, for what comes is another thing, and no new paragraph yet."""
PASSAGE_PAUSE_MS = 900
"""After the last words of a section, before the next heading: a paragraph's, and below the second that a caller would
take for the end of the line."""
WORDS_PER_MINUTE = 150
"""The middle of the 140–160 words a minute at which a recording is spoken, pauses included."""

OPENING = "opening"
CLOSING = "closing"
"""The slugs of the first and the last passage. No section can have them (library.RESERVED_SECTIONS)."""

_WORD = re.compile(r"\w")

LineKind = Literal["title", "heading", "paragraph", "bullet", "step"]


@dataclass(frozen=True, kw_only=True)
class Utterance:
    """One sentence: as shown, as said, and the silence after it in milliseconds.

    `words` is what a listener hears, spelled out; `spoken` is the same with respellings, for voices that need them.
    `recording` is the SHA-256 of the file in which somebody says it; empty when an engine does.
    """

    text: str
    spoken: str
    pause_after_ms: int
    recording: str = ""
    words: str = ""


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
    def text(self) -> tuple[str, ...]:
        """What is shown, sentence by sentence: how that is said may change, and these words stay the same."""
        return tuple(utterance.text for utterance in self.utterances)

    def first_utterance(self, passage: Passage) -> int:
        """Return where in `utterances` those of `passage` begin."""
        before = self.passages[: self.passages.index(passage)]
        return sum(len(earlier.utterances) for earlier in before)

    @property
    def sections(self) -> tuple[Passage, ...]:
        """The passages that are the procedure's own, without the opening and the closing."""
        return tuple(passage for passage in self.passages if passage.slug not in (OPENING, CLOSING))


_Say = Callable[[str], Pronunciation]
"""Written → said, in the language of the procedure."""


@dataclass(frozen=True, kw_only=True)
class _Phrases:
    """The words that voiceedu itself says around a clinician's text, in one language."""

    by_computer: str
    everything: str
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
        by_computer="Spoken by the voice of a computer.",
        everything="All recordings",
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
        by_computer="Leído por la voz de una computadora.",
        everything="Todas las grabaciones",
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
    whose phrases voiceedu does not have, it says the title alone, and there is no closing. Prompts are said
    as they are.
    """
    say = functools.partial(pronounce, lexicon=lexicon, language=procedure.language)
    sections = _sections(procedure, say)
    if procedure.slug == PROMPTS:
        return Script(passages=sections, length="")
    return _framed(procedure, sections, say, length=_length(procedure, sections))


def length(procedure: Procedure) -> str:
    """Return how long `procedure` takes, in words, as its script says it, without the work of writing that."""
    return _length(procedure, _sections(procedure, _as_written))


def comment(procedure: Procedure) -> str:
    """Return who speaks and who has reviewed the words, in a line; empty where voiceedu has no phrases for it."""
    phrases = _phrases(procedure.language)
    return f"{phrases.by_computer} {_review(procedure, phrases)}" if phrases else ""


def everything(language: str) -> str:
    """Return what all recordings of a language are called together."""
    phrases = _phrases(language)
    return phrases.everything if phrases else _PHRASES["en"].everything


def _length(procedure: Procedure, sections: tuple[Passage, ...]) -> str:
    # The opening says how long all of it takes, itself included: any length stands in for it while words are counted.
    draft = _framed(procedure, sections, _as_written, length=length_in_words(60, language=procedure.language))
    words = sum(len(utterance.text.split()) for utterance in draft.utterances)
    return length_in_words(round(words / WORDS_PER_MINUTE * 60), language=procedure.language)


def _as_written(text: str) -> Pronunciation:
    return Pronunciation(words=text, respelled=text)


def _sections(procedure: Procedure, say: _Say) -> tuple[Passage, ...]:
    passages = (_section(section, procedure, say) for section in procedure.sections)
    return tuple(passage for passage in passages if passage.utterances)


def _framed(procedure: Procedure, sections: tuple[Passage, ...], say: _Say, *, length: str) -> Script:
    title = _line("title", [procedure.title], say, between=0, after=HEADING_PAUSE_MS)
    phrases = _phrases(procedure.language)
    if phrases is None:
        opening = Passage(slug=OPENING, title=procedure.title, lines=(title,))
        return Script(passages=(opening, *sections), length=length)
    said = _paragraph(_opening_words(procedure, phrases, length), say)
    closing = _paragraph([phrases.end.format(title=procedure.title), phrases.what_next], say)
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
    minutes = format_timedelta(
        length, granularity="minute", threshold=10_000, locale=languages.locale_or_english(language)
    )
    return phrases.about.format(minutes=minutes) if phrases else minutes


def _opening_words(procedure: Procedure, phrases: _Phrases, length: str) -> Iterator[str]:
    source, author = procedure.source or procedure.title, procedure.author
    if author:
        yield _filled(phrases.by_author, source=source, author=author)
    elif procedure.source:
        yield _filled(phrases.based_on, source=source)
    yield phrases.takes.format(length=length)
    yield _review(procedure, phrases)


def _review(procedure: Procedure, phrases: _Phrases) -> str:
    if not procedure.reviewed_by:
        return phrases.not_reviewed
    if procedure.reviewed_on is None:
        return _filled(phrases.reviewed_by, name=procedure.reviewed_by)
    date = format_date(procedure.reviewed_on, format="long", locale=languages.locale_or_english(procedure.language))
    return _filled(phrases.reviewed_by_on, name=procedure.reviewed_by, date=date)


def _filled(phrase: str, **words: str) -> str:
    """Return `phrase` with its blanks filled: after "M.D." or a question it needs no stop of its own."""
    return re.sub(r"([.?!…][\"'”’»)]*)\.$", r"\1", phrase.format(**words))


def _section(section: Section, procedure: Procedure, say: _Say) -> Passage:
    if section.recording:
        return Passage(slug=section.slug, title=section.heading or procedure.title, lines=(_recorded(section),))
    lines = []
    blocks = [block for block in section.blocks if _WORD.search(block.text)]  # "* * *" is nothing to say
    if _WORD.search(section.heading):
        after = HEADING_PAUSE_MS if blocks else PASSAGE_PAUSE_MS
        lines.append(_line("heading", [section.heading], say, between=0, after=after))
    last, step = len(blocks) - 1, 0
    for number, block in enumerate(blocks):
        step = step + 1 if block.kind == "step" else 0
        after = PARAGRAPH_PAUSE_MS if block.kind == "paragraph" else ITEM_PAUSE_MS
        lines.append(
            _line(
                block.kind,
                split_sentences(clean(block.text), language=procedure.language),
                say,
                between=SENTENCE_PAUSE_MS,
                after=PASSAGE_PAUSE_MS if number == last else after,
                number=normalize(str(step), language=procedure.language) if step else "",
            )
        )
    return Passage(slug=section.slug, title=section.heading or procedure.title, lines=tuple(lines))


def _recorded(section: Section) -> Line:
    text = " ".join(block.text for block in section.blocks)
    said = Utterance(text=text, spoken=text, words=text, pause_after_ms=PASSAGE_PAUSE_MS, recording=section.recording)
    return Line(kind="paragraph", utterances=(said,))


def _paragraph(texts: Iterable[str], say: _Say) -> Line:
    return _line("paragraph", list(texts), say, between=SENTENCE_PAUSE_MS, after=PASSAGE_PAUSE_MS)


def _line(kind: LineKind, texts: list[str], say: _Say, *, between: int, after: int, number: str = "") -> Line:
    """Return a line of `texts`. `number` is that of a step in words, which a page shows before it and a voice says."""
    pauses = [between] * (len(texts) - 1) + [after]
    numbers = [number] + [""] * (len(texts) - 1)
    return Line(
        kind=kind,
        utterances=tuple(
            _utterance(text, say(text), number=before, pause_after_ms=pause)
            for text, before, pause in zip(texts, numbers, pauses, strict=True)
        ),
    )


def _utterance(text: str, said: Pronunciation, *, number: str, pause_after_ms: int) -> Utterance:
    before = f"{number}: " if number else ""
    return Utterance(
        text=text,
        spoken=before + _sentence(said.respelled),
        words=before + _sentence(said.words),
        pause_after_ms=pause_after_ms,
    )


def _sentence(text: str) -> str:
    """Return `text` closed as a sentence: engines swallow or sing short words that end in nothing."""
    return text if re.search(r"[.?!:;…][\"'”’»)]*$", text) else f"{text}."


def _phrases(language: str) -> _Phrases | None:
    return _PHRASES.get(languages.base(language))
