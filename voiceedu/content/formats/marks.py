"""List marks that are typed as text: "●", "-", "o", "1.", "(2)", "1.-", "2.º", "Step 3:", "2.3.1", "a)", "iv."."""

import re
from dataclasses import dataclass
from typing import Literal

from voiceedu.content.list_marks import readings

_FILLED = "●•■◆►▶➢❖✓✔☐☑❑·\uf0b7\uf0d8\uf0fc"  # U+F0xx are the bullets that Word saves
_BOXES = "☐☑☒❑□■"
_HOLLOW = "○◦"
_SQUARE = "▪▫‣□◇→\uf0a7"
_DASHES = "–—*-"
_BULLET = re.compile(
    rf"(?![{_BOXES}].*[{_BOXES}])"  # boxes of a choice, of which one is ticked: "☐ Yes ☒ No"
    rf"(?:(?P<mark>[{_FILLED}{_HOLLOW}{_SQUARE}{_DASHES}])\s+(?=\S)"
    r"|(?P<glued>[●•■○◦▪‣·\uf0b7\uf0a7])(?=\w)"
    r"|(?P<typed>[–*-])(?=[^\W\d_])"  # without a space: only where other lines have it, too
    r"|(?P<letter>[o§])(?:\t|\s\s)\s*(?=\S)"  # Word's bullets of the second and third level, saved as text
    r")"
)
_LONE_O = re.compile(r"o\s(?=\S)")
_STEP = re.compile(
    r"(?P<word>step|paso|étape|schritt|passo)\s+(?P<worded>\d{1,3})\s*(?:[:.)]|\s[–—-](?=\s))\s*(?=\S)"
    r"|(?P<open>\(?)(?P<digits>\d{1,3})(?P<close>[.)]-?|\.?[ºª]\.?-?)(?:\s+(?=\S)|(?=[^\W\d]{2}))"
    r"|(?P<outline>(?:\d{1,3}|[A-Z])(?:\.\d{1,3}){1,5})(?P<stop>[.)]?)\s+(?=\S)"
    r"|(?P<open2>\(?)(?P<letters>[a-z]|[A-Z]|[ivx]{2,5})(?P<close2>[.)]-?)\s+(?=\S)",
    re.IGNORECASE,
)
_PART = ".#"
"""What the style of an outline number ends with, in the place of its last part: "2.3.#" for 2.3.1."""
_HIGHEST_ROMAN = 12

MarkKind = Literal["bullet", "step"]


@dataclass(frozen=True, kw_only=True)
class Mark:
    """What a line of a list begins with: `text` as written, of `width` characters with the space behind it.

    `style` tells lists apart: the sign of a bullet, or how a number is written. `number` is that of a step.
    `is_doubtful` says that a line of ordinary text may begin so, too: with a letter, or a dash.
    """

    kind: MarkKind
    text: str
    width: int
    style: str
    number: int = 0
    is_doubtful: bool = False

    @property
    def label(self) -> str:
        """What a step has instead of a plain number: a letter, a Roman numeral or an outline number; empty for none."""
        is_plain = self.kind == "bullet" or self.style == "step" or "1" in self.style.replace(_PART, "")
        return self.text.strip("().-") if self.is_outline or not is_plain else ""

    @property
    def is_outline(self) -> bool:
        """Whether a step has a number such as 2.3.1."""
        return self.style.endswith(_PART)

    @property
    def parent(self) -> tuple[str, int]:
        """The style and the number that the step around an outline number has, such as ("2.#", 3) around 2.3.1.

        The style is empty where that is a plain number.
        """
        before, _, last = self.style.removesuffix(_PART).rpartition(".")
        return (f"{before}{_PART}" if before else "", int(last) if last.isdecimal() else 0)


def find_marks(line: str) -> tuple[Mark, ...]:
    """Return the marks that `line` may begin with; more than one for "i." and "v.", which are letters and numbers."""
    if match := _BULLET.match(line):
        sign = match["mark"] or match["glued"] or match["typed"] or match["letter"]
        doubtful = sign in "–—" or bool(match["typed"])
        return (Mark(kind="bullet", text=sign, width=match.end(), style=sign, is_doubtful=doubtful),)
    if match := _LONE_O.match(line):
        return (Mark(kind="bullet", text="o", width=match.end(), style="o", is_doubtful=True),)
    match = _STEP.match(line)
    return _steps(match) if match else ()


def is_sub_mark(style: str, *, of: str) -> bool:
    """Return whether a list marked `style` below an item marked `of` is inside that item, though not indented."""
    return _rank(style) > _rank(of)


def _steps(match: re.Match[str]) -> tuple[Mark, ...]:
    text, width = match[0].strip(), match.end()
    if match["worded"]:
        return (Mark(kind="step", text=text, width=width, style="step", number=int(match["worded"])),)
    if match["digits"]:
        style = f"{match['open']}1{match['close']}"
        is_ordinal = any(sign in "ºª" for sign in match["close"])  # "1.º" is a step, "38º" may be a fever
        number = int(match["digits"])
        return (Mark(kind="step", text=text, width=width, style=style, number=number, is_doubtful=is_ordinal),)
    if match["outline"]:
        before, _, last = match["outline"].rpartition(".")
        style = f"{before}{_PART}"
        return (Mark(kind="step", text=text, width=width, style=style, number=int(last), is_doubtful=True),)
    letters, around = match["letters"], (match["open2"], match["close2"])
    numbers = [
        (style, number)
        for style, number in sorted(readings(letters).items(), key=lambda meaning: meaning[0] in "iI")
        if (style in "iI" and number <= _HIGHEST_ROMAN) or (style in "aA" and len(letters) == 1)
    ]
    return tuple(
        Mark(kind="step", text=text, width=width, style=style.join(around), number=number, is_doubtful=True)
        for style, number in numbers
    )


def _rank(style: str) -> float:
    """Return how deep a mark usually is: numbers, letters, filled bullets, hollow ones and dashes, squares.

    Between numbers and letters are outline numbers, each part deeper than the one before.
    """
    if style.endswith(_PART):
        return style.count(".") / 10
    if style == "step" or "1" in style:
        return 0
    if len(style) > 1:
        return 2 if "i" in style.lower() else 1
    if style in _FILLED:
        return 3
    return 4 if style in _HOLLOW + _DASHES + "o" else 5
