"""What is said, and when: a procedure and a lexicon become utterances.

Pure: no disk, clock or network. The same procedure and lexicon always give the same script.
"""

import functools
import itertools
import re
from dataclasses import dataclass, replace

from voiceedu import translations
from voiceedu.assets import WORDS_PER_MINUTE
from voiceedu.content import menu_labels
from voiceedu.content.procedure import Procedure
from voiceedu.content.prompt_set import Prompt, PromptSet
from voiceedu.content.sections import SECTION_LEVEL, Section
from voiceedu.narration import announcements
from voiceedu.narration.lexicon import Lexicon
from voiceedu.narration.lines import (
    HEADING_PAUSE_MS,
    ITEM_PAUSE_MS,
    PASSAGE_PAUSE_MS,
    SENTENCE_PAUSE_MS,
    Line,
    Say,
    Utterance,
    write_block,
    write_line,
    write_paragraph,
)
from voiceedu.narration.pronunciation import Pronunciation, pronounce
from voiceedu.narration.sentences import split_sentences
from voiceedu.narration.text_normalization import clean
from voiceedu.narration.word_count import count_words

LABEL_PAUSE_MS = 300
"""After the title, for a caller who waits for the words: shorter than after a heading."""

OPENING = "opening"
CLOSING = "closing"
"""The slugs of the first and the last passage. No section can have them (content.sections)."""

_WORD = re.compile(r"\w")


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
    """Everything that is said of one procedure, in order. `length` is how long that takes, in words.

    Callers hear `label` instead of the title: the short title if there is one, and a shorter pause. `review` is what
    they hear before the sections: the review without its date, empty where it has none. Both are empty in a language
    without a catalogue.
    """

    passages: tuple[Passage, ...]
    length: str
    label: tuple[Utterance, ...] = ()
    review: tuple[Utterance, ...] = ()

    @property
    def utterances(self) -> tuple[Utterance, ...]:
        return tuple(utterance for passage in self.passages for utterance in passage.utterances)

    @property
    def for_callers(self) -> tuple[Utterance, ...]:
        """What callers alone hear. It is numbered after `utterances`."""
        return (*self.label, *self.review)

    @property
    def text(self) -> tuple[str, ...]:
        """The shown text of each sentence, which a changed lexicon does not affect."""
        return tuple(utterance.text for utterance in self.utterances)

    @property
    def first_utterances(self) -> dict[str, int]:
        """The index in `utterances` of the first one of each passage, by its slug."""
        counts = (len(passage.utterances) for passage in self.passages)
        slugs = (passage.slug for passage in self.passages)
        return dict(zip(slugs, itertools.accumulate(counts, initial=0), strict=False))

    @property
    def sections(self) -> tuple[Passage, ...]:
        """The passages of the procedure itself, without opening and closing."""
        return tuple(passage for passage in self.passages if passage.slug not in (OPENING, CLOSING))


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
    return write_paragraph(split_sentences(text, language=language), say).utterances


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


def _sections(procedure: Procedure, say: Say) -> tuple[Passage, ...]:
    passages = (_section(section, procedure, say) for section in procedure.sections)
    return tuple(passage for passage in passages if passage.utterances)


def _framed(procedure: Procedure, sections: tuple[Passage, ...], say: Say, *, length: str) -> Script:
    title = write_line("title", [procedure.title], say, between=0, after=HEADING_PAUSE_MS)
    catalogue = translations.find(procedure.language)
    if catalogue is None:
        opening = Passage(slug=OPENING, title=procedure.title, lines=(title,))
        return Script(passages=(opening, *sections), length=length)
    said = write_paragraph(announcements.opening(procedure, catalogue, length=length), say)
    closing = write_paragraph(announcements.closing(procedure, catalogue), say)
    short = menu_labels.short_title(procedure) or procedure.title
    review = announcements.undated_review(procedure, catalogue)
    return Script(
        passages=(
            Passage(slug=OPENING, title=procedure.title, lines=(title, said)),
            *sections,
            Passage(slug=CLOSING, title=procedure.title, lines=(closing,)),
        ),
        length=length,
        label=write_line("title", [short], say, between=0, after=LABEL_PAUSE_MS).utterances,
        review=write_paragraph([review], say).utterances if review else (),
    )


def _section(section: Section, procedure: Procedure, say: Say) -> Passage:
    lines = []
    blocks = [block for block in section.blocks if _WORD.search(block.text)]  # "* * *" has no words
    if _WORD.search(section.heading):
        after = HEADING_PAUSE_MS if blocks else PASSAGE_PAUSE_MS
        heading = write_line("heading", [section.heading], say, between=0, after=after)
        lines.append(replace(heading, level=SECTION_LEVEL))
    for block, below in itertools.zip_longest(blocks, blocks[1:]):
        lines.append(write_block(block, below, say, language=procedure.language))
    return Passage(slug=section.slug, title=section.heading or procedure.title, lines=tuple(lines))


def _prompt(prompt: Prompt, say: Say, *, language: str) -> Passage:
    if prompt.recording:
        return Passage(slug=prompt.name, title=prompt.name, lines=(_recorded(prompt),))
    last = len(prompt.lines) - 1
    lines = (
        write_line(
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
