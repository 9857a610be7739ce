"""A text whose only numbers are below a hundred, among plain words: "press 1", "for 10 minutes".

Most numbers in a clinic's texts are of this kind. General text normalization says the same of them, but takes 30 to
70 ms for each text, so such a text does not get there. It is all or nothing: with one unit, stop inside a number or
larger number, the text is left as it is. Before this step, rules of a language (`unambiguous_numbers`) have read
single numbers of any size by the words beside them.
"""

import re
from collections.abc import Callable
from dataclasses import dataclass

_SHORT_WORDS = "and|are|de|for|if|is|of|or|que|si|son|the|to|y"
"""Words of up to three letters that are no unit."""
_NUMBER = re.compile(r"(?<![^\s(])(?:0|[1-9]\d?)(?![^\s,;:.!?)])")
_UNIT = re.compile(rf"\d (?!(?:{_SHORT_WORDS})\b|(?=[^\W\d_]*[aeiouáéíóú])[^\W\d_]{{4,}}|\d)")
_STOP_INSIDE = re.compile(r"\.(?=.)|[:_](?=\S)")


@dataclass(frozen=True, kw_only=True)
class SmallNumbers:
    """How a language says numbers below a hundred. `unlike` finds texts in which they are said in another way."""

    cardinal: Callable[[int], str]
    unlike: re.Pattern[str]

    def read(self, text: str) -> str:
        """Return `text` with its numbers in words; unchanged if one is not small, or not among plain words."""
        if _STOP_INSIDE.search(text) or _UNIT.search(text) or self.unlike.search(text):
            return text
        return _NUMBER.sub(lambda match: self.cardinal(int(match[0])), text)
