"""Capitals that no table knows: read letter by letter or as a word by a rule of thumb, which may be wrong."""

import re
from dataclasses import dataclass

from voiceedu.narration.text_normalization import clean, layer, normalize

_CAPITALS = re.compile(r"(?<![\w.@/-])(?P<letters>[A-ZÀ-ÖØ-Þ]{2,})(?:['’]?s)?(?![\w@]|\.\w|['’]\w)")
_NUMERAL = re.compile(r"[IVX]+")
_LONG = 5
"""Five capitals and more that are read as a word are taken for one: IMPORTANT. Shorter ones are named."""


@dataclass(frozen=True, kw_only=True)
class UnlistedCapitals:
    """Capitals as written, where they begin, and what a listener hears of them."""

    written: str
    position: int
    words: str

    @property
    def are_spelled(self) -> bool:
        """Whether they are read letter by letter."""
        return self.words == " ".join(self.written)


def find_unlisted_capitals(text: str, *, language: str, listed: frozenset[str] = frozenset()) -> list[UnlistedCapitals]:
    """Return the capitals of `text` whose reading nobody has decided, each once, in their order.

    `listed` are forms that are decided elsewhere: the written forms of the clinic's lexicon. A text that is in capitals
    throughout is read as words, except for letters that a table knows. Languages without a table have no result.
    """
    known = layer(language)
    if known is None:
        return []
    found: dict[str, UnlistedCapitals] = {}
    for match in _CAPITALS.finditer(text):
        letters = match["letters"]
        if letters in found or letters in listed or letters in known.listed_capitals or _NUMERAL.fullmatch(letters):
            continue
        words = _heard(letters, match[0], text, language)
        if words is not None:
            found[letters] = UnlistedCapitals(written=letters, position=match.start("letters"), words=words)
    return list(found.values())


def _heard(letters: str, written: str, text: str, language: str) -> str | None:
    """Return letters or a word as they are heard in `text`; None for what a rule knows, or a long word."""
    spelled = " ".join(letters)
    heard = normalize(clean(text), language=language)
    if spelled in heard:
        return spelled
    if letters.lower() in heard:
        return letters.lower() if len(letters) < _LONG else None
    return None
