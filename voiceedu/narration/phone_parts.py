"""What callers hear part by part: the passages of a script in the order that suits a telephone. Pure.

A caller who has chosen a topic waits for its words: the opening says the short title, and the review without its date,
alone. The source, the length, and the review with its date come at the end of the closing. A place is a title and a
heading alone: it tells a caller who asks for the keys where they are.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from voiceedu.narration.lines import Line, Utterance
from voiceedu.narration.script import CLOSING, OPENING, Passage, Script

Numbered = tuple[int, Utterance]
_PLACE = "place--"
"""Before the slug of a part, whose hyphens are single: no section has such a name."""


@dataclass(frozen=True, kw_only=True)
class PhonePart:
    """A passage as callers hear it, and the `numbers` of its utterances in the script."""

    passage: Passage
    numbers: tuple[int, ...]


def of(script: Script) -> Iterator[PhonePart]:
    """Yield the parts of `script`; where it has no closing, or its opening no more than a title, as they stand."""
    passages = {passage.slug: passage for passage in script.passages}
    first = script.first_utterances
    opening, closing = passages.get(OPENING), passages.get(CLOSING)
    review: tuple[Numbered, ...] = ()
    moved: tuple[Numbered, ...] = ()
    if opening is not None and closing is not None and len(opening.lines) > 1:
        said = _numbered(opening, first)[len(opening.lines[0].utterances) :]
        undated = tuple(enumerate(script.review, len(script.utterances) + len(script.label)))
        review, moved = (undated, said) if undated else (said[-1:], said[:-1])
    for passage in script.passages:
        numbered = _numbered(passage, first)
        if moved and passage.slug == OPENING:
            title, numbers = _title(script)
            lines = (title, _with(passage.lines[-1], review))
            yield PhonePart(
                passage=replace(passage, lines=lines), numbers=(*numbers, *(number for number, _ in review))
            )
        elif moved and passage.slug == CLOSING:
            last = _with(passage.lines[-1], moved)
            numbers = tuple(number for number, _ in (*numbered, *moved))
            yield PhonePart(passage=replace(passage, lines=(*passage.lines, last)), numbers=numbers)
        else:
            yield PhonePart(passage=passage, numbers=tuple(number for number, _ in numbered))


def place(part: str) -> str:
    """Return the slug of the place of a part. The closing has that of the opening: a title alone."""
    return _PLACE + (OPENING if part == CLOSING else part)


def is_place(slug: str) -> bool:
    """Return whether `slug` is that of a place."""
    return slug.startswith(_PLACE)


def places(script: Script) -> Iterator[PhonePart]:
    """Yield the place of the opening, the title of the procedure, and that of each section, with its heading."""
    opening, first = script.passages[0], script.first_utterances
    title, title_numbers = _title(script)
    yield PhonePart(passage=replace(opening, slug=place(opening.slug), lines=(title,)), numbers=title_numbers)
    for passage in script.sections:
        lines, numbers = [title], [*title_numbers]
        if passage.lines[0].kind == "heading":
            lines.append(passage.lines[0])
            numbers.append(first[passage.slug])
        yield PhonePart(passage=replace(passage, slug=place(passage.slug), lines=tuple(lines)), numbers=tuple(numbers))


def _title(script: Script) -> tuple[Line, tuple[int, ...]]:
    """Return the short title, else the title, and the numbers of its utterances."""
    line = script.passages[0].lines[0]
    first = len(script.utterances) if script.label else 0
    utterances = script.label or line.utterances
    return replace(line, utterances=utterances), tuple(range(first, first + len(utterances)))


def _numbered(passage: Passage, first: Mapping[str, int]) -> tuple[Numbered, ...]:
    return tuple(enumerate(passage.utterances, first[passage.slug]))


def _with(line: Line, numbered: Sequence[Numbered]) -> Line:
    return replace(line, utterances=tuple(utterance for _, utterance in numbered))
