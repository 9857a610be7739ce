"""Capitals: letters (RM), names read as words (TAC), or words written large (NO COMA)."""

import re

from voiceedu.narration.text_normalization.addresses import spell
from voiceedu.narration.text_normalization.es.numbers import decimal
from voiceedu.narration.text_normalization.rules import SAID, Rule, rewrites, says
from voiceedu.narration.text_normalization.tables import any_of, read_table, read_words

_NAMES = {row[0]: row[1] for row in read_table(__package__, "capitals.tsv")}
_VOWEL = re.compile("[AEIOUÁÉÍÓÚ]")
_CONSONANTS = re.compile(r"[^AEIOUYÁÉÍÓÚÜ]{4,}|^[^AEIOUÁÉÍÓÚ]{3}")
_LONG = 5
_KEPT_IN_A_RUN = frozenset(
    ["MG", "ML", "MCG", "KG", "CM", "MM", "HRS", "MIN", "VO", "IV", "IM", "SC", "PRN", "BID", "TID", "QID", "UI"]
)
_SHORT_WORDS = frozenset(read_words(__package__, "short_words.txt"))
_LETTERS = frozenset(read_words(__package__, "initialisms.txt"))
LISTED_CAPITALS = frozenset({*_NAMES, *_LETTERS, *_KEPT_IN_A_RUN, *_SHORT_WORDS})
"""Capitals whose reading is in a table: a name, letters, or a word."""
_RUN = r"(?<![\w'’/-])[A-ZÁÉÍÓÚÑÜ]+(?:[ ,:;!¡¿?]+(?:[A-ZÁÉÍÓÚÑÜ]+|\d+))+(?!\w)"
_TOKEN = re.compile(r"[A-ZÁÉÍÓÚÑÜ]+")
_LEAST_RUN = 3


def _lower_run(match: re.Match[str]) -> str | None:
    """Return a text in capitals throughout in small letters, except for what is letters."""
    tokens = _TOKEN.findall(match[0])
    if len(tokens) < _LEAST_RUN or not any(len(token) > 1 and _is_word(token) for token in tokens):
        return None
    return _TOKEN.sub(lambda token: _lower(token[0]), match[0])


def _lower(token: str) -> str:
    """Return `token` in small letters, except for what is letters: among words written large, CASA is a word."""
    is_letters = token in _KEPT_IN_A_RUN or token in _NAMES or (token in _LETTERS and token not in _SHORT_WORDS)
    return token if is_letters or not _VOWEL.search(token.replace("Y", "I")) else token.lower()


def _is_word(capitals: str) -> bool:
    if capitals in _KEPT_IN_A_RUN or capitals in _NAMES:
        return False
    if capitals in _SHORT_WORDS:
        return True
    is_long = len(capitals) >= _LONG or not capitals.isascii()
    return is_long and _VOWEL.search(capitals) is not None and not _CONSONANTS.search(capitals)


def _read_capitals(match: re.Match[str]) -> str:
    capitals = match["letters"]
    return capitals.lower() if _is_word(capitals) else spell(capitals)


def _read_letters_and_number(match: re.Match[str]) -> str:
    letters = match["letters"]
    name = letters.lower() if letters in _SHORT_WORDS and len(letters) > 2 else spell(letters)
    return " ".join(filter(None, (name, decimal(match["number"]), spell(match["end"]))))


_SENT = r"\b(?:[Ee]nv[ií][ea]|ENV[IÍ]E|[Ee]scrib[ae]|[Mm]ande|[Tt]extee?|[Rr]esponda)(?: la palabra)? [\"“]?"


RUN_RULES: tuple[Rule, ...] = (
    rewrites(
        "words to send",
        rf"{_SENT}(?P<said>[A-ZÁÉÍÓÚÑ]{{3,}})(?=[\"”]?(?: al?\b|[,.]|$))",
        lambda match: match["said"].lower() if _VOWEL.search(match["said"]) else None,
    ),
    rewrites("text in capitals", _RUN, _lower_run),
    rewrites("and in a line of capitals", r"(?<=[)\d%] )Y(?= [(\dA-ZÁÉÍÓÚÑ])", "y"),
)

NAME_RULES: tuple[Rule, ...] = (
    says(
        "names in capitals", rf"(?<![\w{SAID}])(?P<said>{any_of(_NAMES)})(?![\w-])", lambda match: _NAMES[match["said"]]
    ),
    says(
        "letters with dots",
        r"(?<![\w.])(?:[A-Z]\.){2,}(?=\s*[\w,;:)])|(?<![\w.])[A-Z](?:\.[A-Z])+(?=\.?(?:\W|$))",
        lambda match: spell(match[0].replace(".", "")),
    ),
    says(
        "letters and a number",
        r"(?<!\w)(?P<letters>[A-Z]{1,4})-?(?P<number>\d{1,3})(?P<end>[A-Za-z]?)(?![\w-])",
        _read_letters_and_number,
    ),
)

RULES: tuple[Rule, ...] = (says("capitals", r"(?<![^\W\d_])(?P<letters>[A-ZÁÉÍÓÚÑ]{2,})(?![^\W\d_])", _read_capitals),)
