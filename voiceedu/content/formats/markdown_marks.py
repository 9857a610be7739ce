"""List marks that Markdown has no syntax for: "b.", "ii)" and "2.3.1", read as the steps that they are.

markdown-it sees digits of the same width in their place, so that it finds the list items by its own rules. A mark with
two spaces behind it is always one of a list, as in Pandoc; with one space, only where the one before or after it is
there, too: "A. Smith wrote this." is a sentence.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from markdown_it.token import Token

from voiceedu.content.list_marks import OUTLINE, readings

_MARK = re.compile(
    r"(?P<indent> {0,40})(?P<mark>\(?(?P<label>[A-Za-z]{1,3}|[ivx]{4,7}|[IVX]{4,7})[.)]"
    r"|(?P<outline>(?:\d{1,3}|[A-Za-z])(?:\.(?:\d{1,3}|[A-Za-z]|[ivx]{2,5})){1,8})[.)]?)(?P<gap> {1,4})(?=[^\s])"
)
_ITEM = re.compile(r"\s*(?:[-*+]|\d{1,9}[.)])\s")
_HEADING = re.compile(r" {0,3}#{1,6}\s")
_DIGIT = re.compile(r"\d")


@dataclass(frozen=True, kw_only=True)
class TypedMark:
    """A mark in a line: as written, and its label, such as b or 2.3.1, with what that can mean (list_marks)."""

    written: str
    label: str
    meanings: dict[str, int]
    indent: int
    is_certain: bool
    begins_block: bool

    def as_digits(self) -> str:
        """Return digits and a stop or a bracket, as wide as the mark is written."""
        end = ")" if self.written.endswith(")") else "."
        number = min(self.meanings.values())
        return f"{number:0{len(self.written) - 1}}{end}"


def find_marks(lines: Sequence[str]) -> dict[int, TypedMark]:
    """Return the marks of lists in the lines of a text, by the index of their line."""
    candidates = dict(_candidates(lines))
    found: dict[int, TypedMark] = {}
    for part in _sections(lines, candidates):
        last = {key: at for at in part for key in _keys(candidates[at], 0)}
        accepted: set[tuple[str, int]] = set()
        indents: set[int] = set()
        for at in part:
            mark = candidates[at]
            goes_on = any(key in accepted for key in _keys(mark, -1))
            begins = any(last.get(key, -1) > at for key in _keys(mark, 1))
            is_sure = mark.is_certain and (mark.begins_block or mark.indent in indents)
            if is_sure or (mark.begins_block and (goes_on or begins)):
                found[at] = mark
                accepted.update(_keys(mark, 0))
                indents.add(mark.indent)
    return found


def replace_marks(lines: Sequence[str], marks: dict[int, TypedMark]) -> str:
    """Return the text with digits in the place of `marks`."""
    replaced = list(lines)
    for at, mark in marks.items():
        replaced[at] = lines[at].replace(mark.written, mark.as_digits(), 1)
    return "\n".join(replaced)


def item_lines(tokens: Sequence[Token]) -> set[int]:
    """Return the indices of the lines in which markdown-it has found items of ordered lists."""
    return {token.map[0] for token in tokens if token.type == "list_item_open" and token.info and token.map}


def numbers_of(marks: Sequence[TypedMark]) -> list[int]:
    """Return the numbers of the marks of one list: of all that they can mean, those that count up from the first.

    Where several do, "i" is Roman 1, as "ix" is 9, and any other letter is a letter.
    """
    first = marks[0]
    styles = sorted(first.meanings, key=lambda style: (style in "iI") != (first.label in "iI" or len(first.label) > 1))
    for style in styles:
        if all(mark.meanings.get(style) == first.meanings[style] + at for at, mark in enumerate(marks)):
            return [mark.meanings[style] for mark in marks]
    common = next((style for style in styles if all(style in mark.meanings for mark in marks)), None)
    return [mark.meanings[common] if common else next(iter(mark.meanings.values())) for mark in marks]


def _candidates(lines: Sequence[str]) -> Iterator[tuple[int, TypedMark]]:
    """Yield what may be marks. A block begins below an empty line, a heading, a colon or the first line of an item."""
    before = ""
    in_fence = False
    for at, line in enumerate(lines):
        in_fence ^= line.lstrip().startswith(("```", "~~~"))
        match = None if in_fence else _MARK.match(line)
        ends = (_ITEM.match(before), _HEADING.match(before), _MARK.match(before))
        begins_block = not before.strip() or before.rstrip().endswith(":") or any(ends)
        if match and (mark := _mark(match, begins_block=begins_block)):
            yield at, mark
        before = line


def _mark(match: re.Match[str], *, begins_block: bool) -> TypedMark | None:
    label = match["label"] or match["outline"]
    meanings = readings(label)
    is_certain = len(match["gap"]) > 1
    if not meanings or (match["outline"] and not _DIGIT.search(label)):  # "e.g." and "p.m." are none
        return None
    if not is_certain and match["label"] and len(label) > 1 and not {"i", "I"} & meanings.keys():
        return None
    return TypedMark(
        written=match["mark"],
        label=label,
        meanings=meanings,
        indent=len(match["indent"]),
        is_certain=is_certain,
        begins_block=begins_block,
    )


def _sections(lines: Sequence[str], candidates: dict[int, TypedMark]) -> Iterator[list[int]]:
    """Yield the lines of candidates, heading by heading."""
    part: list[int] = []
    for at, line in enumerate(lines):
        if _HEADING.match(line):
            yield part
            part = []
        elif at in candidates:
            part.append(at)
    yield part


def _keys(mark: TypedMark, step: int) -> Iterator[tuple[str, int]]:
    """Yield what the mark is called that is `step` after `mark` in its list, for each of its meanings."""
    end = mark.written[-1] if mark.written[-1] in ".)" else ""
    parent = mark.label.rpartition(".")[0]
    for style, number in mark.meanings.items():
        yield f"{parent} {style}{end}" if style == OUTLINE else f"{style}{end}", number + step
