"""What is said, and when: a procedure and a lexicon become utterances.

Pure: no disk, clock or network. The same procedure and lexicon always give the same script.
"""

import functools
import itertools
import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace
from typing import Literal

from voiceedu import translations
from voiceedu.assets import WORDS_PER_MINUTE
from voiceedu.content.blocks import Block
from voiceedu.content.procedure import Procedure
from voiceedu.content.prompt_set import Prompt, PromptSet
from voiceedu.content.sections import SECTION_LEVEL, Section
from voiceedu.narration import announcements
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

CHARACTERS_A_WORD = 1.6
"""Of Chinese: most words have two, the most frequent ones have one."""

OPENING = "opening"
CLOSING = "closing"
"""The slugs of the first and the last passage. No section can have them (content.sections)."""

_WORD = re.compile(r"\w")
_UNSPACED = re.compile("[\u3041-\u30ff\u3400-\u4dbf\u4e00-\u9fff]")
"""Kana and the characters of Chinese."""
_ENDED = re.compile(r"[.?!:;…。！？｡：；؟؛।][\"'”’»)」』》）]*$")

LineKind = Literal["title", "heading", "paragraph", "bullet", "step", "row"]


@dataclass(frozen=True, kw_only=True)
class Utterance:
    """One sentence: as shown, as said, and the silence after it in milliseconds.

    `words` are the spoken words, spelled out; `spoken` is the same with respellings, for voices that need them.
    `ipa` has forms as they stand in `words`, and how they sound.
    `recording` is the SHA-256 of the audio file that holds it; empty when an engine speaks it.
    """

    text: str
    spoken: str
    pause_after_ms: int
    recording: str = ""
    words: str = ""
    ipa: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, kw_only=True)
class Line:
    """A heading, paragraph, list item or table row, sentence by sentence; a row is one sentence.

    The other fields are those of the block that the line was made of (content.blocks).
    """

    kind: LineKind
    utterances: tuple[Utterance, ...]
    depth: int = 0
    number: int = 0
    level: int = 0
    cells: tuple[str, ...] = ()
    header: tuple[str, ...] = ()
    link: str = ""


@dataclass(frozen=True, kw_only=True)
class Passage:
    """Utterances that are heard in one go: the opening, a section or the closing."""

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
        """The shown text of each sentence, which a changed lexicon does not affect."""
        return tuple(utterance.text for utterance in self.utterances)

    def first_utterance(self, passage: Passage) -> int:
        """Return the index in `utterances` of the first one of `passage`."""
        before = self.passages[: self.passages.index(passage)]
        return sum(len(earlier.utterances) for earlier in before)

    @property
    def sections(self) -> tuple[Passage, ...]:
        """The passages of the procedure itself, without opening and closing."""
        return tuple(passage for passage in self.passages if passage.slug not in (OPENING, CLOSING))


_GOES_ON = {
    "bullet": ("bullet", "step", "paragraph", "row"),
    "step": ("bullet", "step", "paragraph", "row"),
    "row": ("row",),
}
"""The kinds of block that are in one list or table with the block above them."""

_Say = Callable[[str], Pronunciation]
"""Written → said, in the language of the procedure."""


def write(procedure: Procedure, lexicon: Lexicon) -> Script:
    """Return the script of `procedure`: an opening, its sections, a closing.

    The opening says the title, the source, the length and whether a clinician has reviewed the words. In a language
    without a catalogue it says the title alone, and there is no closing: English is not mixed into another language.
    """
    say = functools.partial(pronounce, lexicon=lexicon, language=procedure.language)
    sections = _sections(procedure, say)
    return _framed(procedure, sections, say, length=_length(procedure, sections))


def write_prompts(prompts: PromptSet, lexicon: Lexicon) -> Script:
    """Return the script of `prompts`: each is a passage, without opening and closing."""
    say = functools.partial(pronounce, lexicon=lexicon, language=prompts.language)
    passages = (_prompt(prompt, say, language=prompts.language) for prompt in prompts.prompts)
    return Script(passages=tuple(passages), length="")


def utterances(text: str, lexicon: Lexicon, *, language: str) -> tuple[Utterance, ...]:
    """Return the sentences of `text`, a paragraph that stands alone; none where it has no word."""
    text = clean(text)
    if not _WORD.search(text):
        return ()
    say = functools.partial(pronounce, lexicon=lexicon, language=language)
    return _paragraph(split_sentences(text, language=language), say).utterances


def length(procedure: Procedure) -> str:
    """Return how long `procedure` takes, in words, as its script says it, without writing the whole script."""
    return _length(procedure, _sections(procedure, _as_written))


def _length(procedure: Procedure, sections: tuple[Passage, ...]) -> str:
    # The opening gives the length of the whole, itself included: a placeholder stands in while words are counted.
    draft = _framed(
        procedure, sections, _as_written, length=announcements.length_in_words(60, language=procedure.language)
    )
    words = sum(count_words(utterance.text) for utterance in draft.utterances)
    return announcements.length_in_words(round(words / WORDS_PER_MINUTE * 60), language=procedure.language)


def _as_written(text: str) -> Pronunciation:
    return Pronunciation(words=text, respelled=text)


def _sections(procedure: Procedure, say: _Say) -> tuple[Passage, ...]:
    passages = (_section(section, procedure, say) for section in procedure.sections)
    return tuple(passage for passage in passages if passage.utterances)


def _framed(procedure: Procedure, sections: tuple[Passage, ...], say: _Say, *, length: str) -> Script:
    title = _line("title", [procedure.title], say, between=0, after=HEADING_PAUSE_MS)
    catalogue = translations.find(procedure.language)
    if catalogue is None:
        opening = Passage(slug=OPENING, title=procedure.title, lines=(title,))
        return Script(passages=(opening, *sections), length=length)
    said = _paragraph(announcements.opening(procedure, catalogue, length=length), say)
    closing = _paragraph(announcements.closing(procedure, catalogue), say)
    return Script(
        passages=(
            Passage(slug=OPENING, title=procedure.title, lines=(title, said)),
            *sections,
            Passage(slug=CLOSING, title=procedure.title, lines=(closing,)),
        ),
        length=length,
    )


def _section(section: Section, procedure: Procedure, say: _Say) -> Passage:
    lines = []
    blocks = [block for block in section.blocks if _WORD.search(block.text)]  # "* * *" has no words
    if _WORD.search(section.heading):
        after = HEADING_PAUSE_MS if blocks else PASSAGE_PAUSE_MS
        heading = _line("heading", [section.heading], say, between=0, after=after)
        lines.append(replace(heading, level=SECTION_LEVEL))
    for block, below in itertools.zip_longest(blocks, blocks[1:]):
        lines.append(_block(block, below, say, language=procedure.language))
    return Passage(slug=section.slug, title=section.heading or procedure.title, lines=tuple(lines))


def _block(block: Block, below: Block | None, say: _Say, *, language: str) -> Line:
    texts = [block.text] if block.kind in ("heading", "row") else split_sentences(block.text, language=language)
    number = normalize(str(block.number), language=language) if block.kind == "step" else ""
    after = _pause_after(block, below)
    if block.kind == "row":
        say = functools.partial(_said_as_one, say=say, language=language)
    line = _line(block.kind, texts, say, between=SENTENCE_PAUSE_MS, after=after, number=number)
    return replace(
        line,
        depth=block.depth,
        number=block.number,
        level=block.level,
        cells=block.cells,
        header=block.header,
        link=block.link,
    )


def _said_as_one(text: str, *, say: _Say, language: str) -> Pronunciation:
    """Return how the sentences of `text` are said in one go."""
    said = [say(sentence) for sentence in split_sentences(text, language=language)]
    words = " ".join(_sentence(part.words) for part in said)
    return Pronunciation(words=words, respelled=" ".join(_sentence(part.respelled) for part in said))


def _pause_after(block: Block, below: Block | None) -> int:
    """Return the pause after a block: a list and a table end as a paragraph does, also within another list."""
    if below is None:
        return PASSAGE_PAUSE_MS
    if block.kind == "heading":
        return HEADING_PAUSE_MS
    goes_on = below.depth >= block.depth and below.kind in _GOES_ON.get(block.kind, ())
    return ITEM_PAUSE_MS if goes_on else PARAGRAPH_PAUSE_MS


def _prompt(prompt: Prompt, say: _Say, *, language: str) -> Passage:
    if prompt.recording:
        return Passage(slug=prompt.name, title=prompt.name, lines=(_recorded(prompt),))
    last = len(prompt.lines) - 1
    lines = (
        _line(
            "bullet",
            split_sentences(line, language=language),
            say,
            between=SENTENCE_PAUSE_MS,
            after=PASSAGE_PAUSE_MS if number == last else ITEM_PAUSE_MS,
        )
        for number, line in enumerate(prompt.lines)
    )
    return Passage(slug=prompt.name, title=prompt.name, lines=tuple(lines))


def _recorded(prompt: Prompt) -> Line:
    said = Utterance(
        text=prompt.text,
        spoken=prompt.text,
        words=prompt.text,
        pause_after_ms=PASSAGE_PAUSE_MS,
        recording=prompt.recording,
    )
    return Line(kind="paragraph", utterances=(said,))


def count_words(text: str) -> int:
    """Return the number of words in `text`; in scripts without spaces, the number that its characters amount to."""
    characters = _UNSPACED.findall(text)
    return len(_UNSPACED.sub(" ", text).split()) + round(len(characters) / CHARACTERS_A_WORD)


def _paragraph(texts: Iterable[str], say: _Say) -> Line:
    return _line("paragraph", list(texts), say, between=SENTENCE_PAUSE_MS, after=PASSAGE_PAUSE_MS)


def _line(kind: LineKind, texts: list[str], say: _Say, *, between: int, after: int, number: str = "") -> Line:
    """Return a line of `texts`. `number` is that of a step in words, which pages show and voices say before it."""
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
        ipa=said.ipa,
        pause_after_ms=pause_after_ms,
    )


def _sentence(text: str) -> str:
    """Return `text` closed as a sentence: engines swallow or sing short words without a full stop."""
    return text if _ENDED.search(text) else f"{text}."
