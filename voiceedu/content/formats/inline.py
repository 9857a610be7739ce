"""The text inside one block of HTML: pieces of text, bold or not, with line breaks."""

import re
import unicodedata
from dataclasses import dataclass, field
from itertools import takewhile

from voiceedu.content.formats.outline import TAB, single_spaced
from voiceedu.content.formats.wrapping import is_broken

_SHORTEST_BROKEN = 45  # characters; a shorter line before <br> is a line of its own
_SPACE = re.compile(r"\s+")
_SUPERSCRIPT = str.maketrans("0123456789+-−=()n", "⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻⁻⁼⁽⁾ⁿ")
_SUBSCRIPT = str.maketrans("0123456789+-−=()", "₀₁₂₃₄₅₆₇₈₉₊₋₋₌₍₎")


@dataclass(frozen=True)
class TextLine:
    """A line of text between two breaks, its first `strong` characters bold; `line` is its line in the source."""

    text: str
    strong: int
    line: int


@dataclass
class Inline:
    """Collects the text of a block."""

    _pieces: list[tuple[str, bool, int]] = field(default_factory=list)

    def add(self, text: str, *, strong: bool, line: int, keeps_breaks: bool = False) -> None:
        """Add `text`, of which white space is one space; with `keeps_breaks` its line ends and tabs stay."""
        lines = text.replace("\t", TAB).split("\n") if keeps_breaks else [text]
        for number, part in enumerate(lines):
            if number:
                self.break_line()
            if part:
                self._pieces.append((_SPACE.sub(" ", part), strong, line + number))

    def break_line(self) -> None:
        self._pieces.append(("\n", False, 0))

    def take(self) -> list[TextLine]:
        """Return the lines that have any text, and begin anew. A line that ends in mid-sentence goes on in the next."""
        pieces, self._pieces = self._pieces, []
        lines: list[TextLine] = []
        start = 0
        for at in [at for at, piece in enumerate(pieces) if piece[0] == "\n"] + [len(pieces)]:
            line = _text_line(pieces[start:at])
            start = at + 1
            if lines and line.text and _goes_on(lines[-1].text, line.text):
                lines[-1] = TextLine(f"{lines[-1].text} {line.text}", lines[-1].strong, lines[-1].line)
            elif line.text:
                lines.append(line)
        return lines


def raised(text: str, *, sign: str) -> str:
    """Return `text` in the superscript ("sup") or subscript ("sub") characters that Unicode has, else as it is."""
    changed = text.translate(_SUPERSCRIPT if sign == "sup" else _SUBSCRIPT)
    is_number = any(map(str.isdigit, text)) and all(unicodedata.category(sign) not in ("Nd", "Sm") for sign in changed)
    return changed if is_number else text


def _text_line(pieces: list[tuple[str, bool, int]]) -> TextLine:
    """Return the words of `pieces` with single spaces, and how many characters of them are strong."""
    strong = list(takewhile(lambda piece: piece[1] or not piece[0].strip(), pieces))
    line = next((line for text, _, line in pieces if text.strip()), 0)
    return TextLine(_joined(pieces), len(_joined(strong)), line)


def _joined(pieces: list[tuple[str, bool, int]]) -> str:
    return single_spaced("".join(text for text, _, _ in pieces))


def _goes_on(line: str, below: str) -> bool:
    return len(line) >= _SHORTEST_BROKEN and is_broken(line, below)
