"""Checks a text before a voice gets it: finds the characters that an engine would drop or misread. Pure.

An engine declares the characters that it says. What else a text has is folded where the words stay the same (é → e for
an English voice), listed as silent (®), or refused by name.
"""

import re
import string
import unicodedata
from dataclasses import dataclass

from voiceedu import languages
from voiceedu.errors import UnspeakableError

_LETTERS = {
    "en": "",
    "es": "áéíñóúü",
    "fr": "àâæçèéêëîïôœùûüÿ",
    "de": "äöüß",
    "it": "àèéìíîòóùú",
    "pt": "àáâãçéêíóôõú",
}
"""Letters beside a to z that a language is written with (CLDR, exemplar characters)."""
_STOPS = " .,;:!?…'\"()-"
_SIGNS = "%&+@"
"""Signs that every embedded voice reads as words. A test listens to each."""

_FOLDS = str.maketrans(
    {
        **dict.fromkeys("\N{NO-BREAK SPACE}\N{NARROW NO-BREAK SPACE}\N{THIN SPACE}\t\n", " "),
        **dict.fromkeys("‐‑", "-"),
        **dict.fromkeys("–—―", ", "),
        **dict.fromkeys("‘’ʼ′", "'"),
        **dict.fromkeys("“”„«»″", '"'),
        **{"¿": "", "¡": "", "[": "(", "]": ")"},
        **{"ß": "ss", "æ": "ae", "Æ": "Ae", "œ": "oe", "Œ": "Oe", "ø": "o", "Ø": "O", "ł": "l", "Ł": "L", "ı": "i"},
    }
)
_SILENT = re.compile(
    "[®™©•●○◦▪■□‣\N{SOFT HYPHEN}\N{COMBINING GRAPHEME JOINER}\u200b-\u200f\u2060\ufe00-\ufe0f\ufeff"
    "\u2600-\u27bf\U0001f000-\U0001faff\U000e0020-\U000e007f]"
)
"""Marks of trade, bullets, emoji, and characters without width: a reader does not say them either."""


@dataclass(frozen=True, kw_only=True)
class Fitted:
    """A text that an engine can say, and the characters that it does not say, in their order."""

    text: str
    silent: tuple[str, ...] = ()


def latin(language: str) -> frozenset[str] | None:
    """Return letters, digits, stops and signs of `language`; None where its alphabet is not known here."""
    letters = _LETTERS.get(languages.base(language))
    if letters is None:
        return None
    return frozenset(string.ascii_letters + string.digits + _STOPS + _SIGNS + letters + letters.upper())


def fit(text: str, alphabet: frozenset[str] | None, *, engine: str) -> Fitted:
    """Return `text` in the characters of `alphabet`; None allows every character.

    Raise UnspeakableError, which lists the characters, for those that can be neither folded nor left out.
    """
    if alphabet is None:
        return Fitted(text=text)
    text = unicodedata.normalize("NFC", text)
    fitted, silent, refused = [], [], []
    for character in text:
        folded = _fold(character, alphabet)
        if folded is not None:
            fitted.append(folded)
        elif _SILENT.match(character):
            silent.append(character)
        else:
            refused.append(character)
    if refused:
        raise UnspeakableError(engine, text, tuple(dict.fromkeys(refused)))
    return Fitted(text="".join(fitted), silent=tuple(silent))


def _fold(character: str, alphabet: frozenset[str]) -> str | None:
    """Return `character` in letters of `alphabet`, or None. Only marks are given up: ½ and ² stay what they are."""
    letters = character if character in alphabet else character.translate(_FOLDS)
    if not alphabet.issuperset(letters):
        letters = "".join(mark for mark in unicodedata.normalize("NFD", letters) if not unicodedata.combining(mark))
    return letters if alphabet.issuperset(letters) and (letters or character in "¿¡") else None
