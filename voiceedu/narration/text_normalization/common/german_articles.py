"""German articles cut to a letter after a preposition in short: n. d. Spritze, i. d. ersten Woche, v. d. Essen."""

import re

from voiceedu.narration.text_normalization.common.nouns import is_feminine
from voiceedu.narration.text_normalization.rules import Rule, rewrites

_PREPOSITIONS = {"a": "an", "b": "bei", "i": "in", "m": "mit", "n": "nach", "v": "vor", "z": "zu", "s": "seit"}
_JOINED = {"an dem": "am", "bei dem": "beim", "in dem": "im", "zu dem": "zum", "zu der": "zur"}


def _write(match: re.Match[str]) -> str:
    words = f"{_PREPOSITIONS[match['preposition'].lower()]} {_article(match['next'])}"
    words = _JOINED.get(words, words)
    return words.capitalize() if match["preposition"].isupper() else words


def _article(word: str) -> str:
    """Return the article before `word`, a noun or an adjective, in the dative."""
    if word[0].islower():
        return "den"
    is_plural = word.endswith(("ungen", "tagen", "Tagen", "Wochen", "Stunden", "Monaten", "Jahren", "zeiten"))
    return "den" if is_plural else "der" if is_feminine(word, "de") else "dem"


RULES: tuple[Rule, ...] = (
    rewrites(
        "a preposition and its article in short",
        r"(?<![\w.])(?P<preposition>[abimnvzsABIMNVZS])\. ?d\.(?= (?P<next>[A-ZÄÖÜ][a-zäöüß]+|[a-zäöüß]+en\b))",
        _write,
    ),
)
