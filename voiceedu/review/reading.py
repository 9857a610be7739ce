"""A text as a person reviews it: sentence by sentence, with the words as they are said and what `check` warns of."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from voiceedu.content.blocks import mark_text
from voiceedu.content.procedure import Procedure
from voiceedu.narration.finding import Finding
from voiceedu.narration.lines import Line, Utterance
from voiceedu.narration.script import CLOSING, OPENING, Passage, Script

_WORD = re.compile(r"\w")
_NAMED = re.compile(r"“([^”]+)”|the (?:date|capitals) (.+)")
"""The words of a text in what a finding says."""
_SIGNS = re.compile(r"[^\w\s]+")


@dataclass(frozen=True, kw_only=True)
class Sentence:
    """A sentence: its number among those that are shown, from 1, and how it is shown and said.

    `said` is empty where it is said as it is written. `spoken_letters` has the sounds that the lexicon gives.
    """

    number: int
    text: str
    said: str
    sounds: tuple[tuple[str, str], ...]
    kind: str
    step: str
    findings: tuple[Finding, ...] = ()


@dataclass(frozen=True, kw_only=True)
class Reading:
    """The sentences of each part, with its title, and findings that are of no sentence, such as of the title."""

    parts: tuple[tuple[str, tuple[Sentence, ...]], ...]
    others: tuple[Finding, ...]

    @property
    def sentences(self) -> tuple[Sentence, ...]:
        return tuple(sentence for _, sentences in self.parts for sentence in sentences)


def shown_utterances(script: Script) -> tuple[Utterance, ...]:
    """Return what a reading of `script` shows: the sentence with the number n is the n-th of these."""
    return tuple(utterance for _, lines in _shown(script) for line in lines for utterance in line.utterances)


def read_procedure(procedure: Procedure, script: Script, findings: Sequence[Finding]) -> Reading:
    """Return `procedure`, whose blocks have the lines of their file, as its `script` says it.

    The title is the first part. The program's own words, of the opening and the closing, are left out.
    """
    starts = [block.line for block in procedure.blocks if _WORD.search(block.text)]
    left = sorted(findings, key=lambda finding: finding.line)
    others = [finding for finding in left if not starts or finding.line < starts[0]]
    left = left[len(others) :]
    ends = iter([*starts[1:], 1 << 60])
    parts: list[tuple[str, tuple[Sentence, ...]]] = []
    number = 1
    for passage, lines in _shown(script):
        sentences: list[Sentence] = []
        for line in lines:
            here: tuple[Finding, ...] = ()
            if passage.slug != OPENING:  # the title is no block of the text
                end = next(ends, 1 << 60)
                here = tuple(finding for finding in left if finding.line < end)
                left = left[len(here) :]
            sentences += _sentences(line, number, here)
            number += len(line.utterances)
        parts.append((passage.title, tuple(sentences)))
    return Reading(parts=tuple(parts), others=tuple(others))


def read_prompts(script: Script) -> Reading:
    """Return the prompts of a `script`, each a part."""
    parts = []
    number = 1
    for passage, lines in _shown(script):
        sentences: list[Sentence] = []
        for line in lines:
            sentences += _sentences(line, number, ())
            number += len(line.utterances)
        parts.append((passage.slug, tuple(sentences)))
    return Reading(parts=tuple(parts), others=())


def _shown(script: Script) -> Iterator[tuple[Passage, tuple[Line, ...]]]:
    """Yield the passages and their lines, without the program's own words."""
    for passage in script.passages:
        if passage.slug != CLOSING:
            yield passage, passage.lines[:1] if passage.slug == OPENING else passage.lines


def _sentences(line: Line, first: int, findings: Sequence[Finding]) -> Iterator[Sentence]:
    texts = [utterance.text for utterance in line.utterances]
    places = [_place(finding, texts) for finding in findings]
    for place, utterance in enumerate(line.utterances):
        yield Sentence(
            number=first + place,
            text=utterance.text,
            said=utterance.words if _differs(utterance) else "",
            sounds=utterance.ipa,
            kind=line.kind,
            step=mark_text(line) if place == 0 else "",
            findings=tuple(one for one, its_place in zip(findings, places, strict=True) if its_place == place),
        )


def _place(finding: Finding, texts: Sequence[str]) -> int:
    """Return which of the sentences of a line has what `finding` names; the last one where none has."""
    last = len(texts) - 1
    if not (named := _NAMED.findall(finding.what)):
        return last
    words = "".join(named[-1]).rstrip("…")
    return next((place for place, text in enumerate(texts) if words in text), last)


def _differs(utterance: Utterance) -> bool:
    """Return whether other words are said than are shown; punctuation and the number of a step are not words."""
    said = _plain(utterance.words)
    written = _plain(utterance.text)
    return said != written and not said.endswith(f" {written}")


def _plain(text: str) -> str:
    return " ".join(_SIGNS.sub(" ", text).casefold().split())
