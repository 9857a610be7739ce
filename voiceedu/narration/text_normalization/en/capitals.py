"""Capitals: letters (MRI), names read as words (NSAID), or words written large (DO NOT EAT)."""

import re

from voiceedu.narration.text_normalization.addresses import spell
from voiceedu.narration.text_normalization.rules import SAID, Rule, rewrites, says
from voiceedu.narration.text_normalization.tables import any_of, read_table


def _read_list(name: str) -> frozenset[str]:
    return frozenset(word for row in read_table(__package__, name) for word in row[0].split())


_NAMES = {written: words for written, words in read_table(__package__, "capitals.tsv")}
_WORDS = _read_list("words.txt")
_INITIALISMS = _read_list("initialisms.txt")
_VOWEL = re.compile("[AEIOUY]")
_LONG = 5
"""Five capitals and more are a word written large, if they have a vowel and no long run of consonants."""
_CONSONANTS = re.compile(r"[^AEIOUY]{4,}|^[^AEIOUY]{3}(?<!SCR|STR|SPR|SPL|THR|SHR|CHR|SCH|PHR)")
_RUN = r"(?<![\w'’/-])[A-Z][A-Z'’]*(?:[ ,:;!]+(?:[A-Z][A-Z'’]*|\d+))+(?![\w])"
_LEAST_RUN = 3
_KEPT_IN_A_RUN = frozenset(
    [
        "I",
        "A",
        "MG",
        "ML",
        "MCG",
        "KG",
        "CM",
        "MM",
        "TSP",
        "TBSP",
        "OZ",
        "LB",
        "LBS",
        "HR",
        "HRS",
        "MIN",
        "BID",
        "TID",
        "QID",
        "QD",
        "QOD",
        "PRN",
        "PO",
        "NPO",
        "QHS",
        "HS",
        "STAT",
        "AM",
        "PM",
    ]
)


def _lower_run(match: re.Match[str]) -> str | None:
    """Return a text in capitals throughout in small letters, except for what is letters."""
    tokens = re.findall(r"[A-Z][A-Z'’]*", match[0])
    if len(tokens) < _LEAST_RUN or not any(map(_is_word, tokens)):
        return None
    return re.sub(r"[A-Z][A-Z'’]*", lambda token: _lower(token[0]), match[0])


def _lower(token: str) -> str:
    is_kept = token in _KEPT_IN_A_RUN or token in _NAMES or (token in _INITIALISMS and token.lower() not in _WORDS)
    return token if is_kept or not _VOWEL.search(token) else token.lower()


def _is_word(capitals: str) -> bool:
    if capitals.replace("'", "").lower() in _WORDS:
        return True
    return len(capitals) >= _LONG and _VOWEL.search(capitals) is not None and not _CONSONANTS.search(capitals)


def _read_name(match: re.Match[str]) -> str:
    words = _NAMES[match["name"]]
    return words + ("s" if match["plural"] else "")


def _read_capitals(match: re.Match[str]) -> str | None:
    capitals = match["letters"]
    if _is_word(capitals):
        return None if match["plural"] else capitals.lower()
    return spell(capitals) + ("'s" if match["plural"] else "")


def _read_dotted(match: re.Match[str]) -> str:
    return spell(match[0].replace(".", "").replace(" ", ""))


def _read_with_digits(match: re.Match[str]) -> str:
    return " ".join(filter(None, (spell(match["letters"]), match["number"], spell(match["end"]))))


RUN_RULES: tuple[Rule, ...] = (rewrites("text in capitals", _RUN, _lower_run),)
NAME_RULES: tuple[Rule, ...] = (
    rewrites(
        "words to send",
        r"\b(?:[Tt]ext|TEXT|[Rr]eply|[Ss]end|[Tt]ype|[Ee]nter)(?: the word)? [\"“]?(?P<said>[A-Z]{3,})(?=[\"”]?(?: to\b|[,.]|$))",
        lambda match: match["said"].lower() if _VOWEL.search(match["said"]) else None,
    ),
    says("names in capitals", rf"(?<![\w{SAID}])(?P<name>{any_of(_NAMES)})(?P<plural>['’]?s)?(?![\w-])", _read_name),
    says(
        "letters with dots",
        r"(?<![\w.])(?!(?:A\.D|B\.C)\b)(?:[A-Z]\.){2,}(?=\s*[\w,;:)])|(?<![\w.])(?!(?:A\.D|B\.C)\b)[A-Z](?:\.[A-Z])+(?=\.?(?:\W|$))",
        _read_dotted,
    ),
    says("joined letters", r"(?<![\w&])(?P<first>[A-Z]) ?& ?(?P<second>[A-Z])(?![\w&])", r"\g<first> and \g<second>"),
)
RULES: tuple[Rule, ...] = (
    says(
        "plurals of capitals",
        r"(?<![\w'’])(?P<letters>[A-Z]{2,}|[A-Z](?=['’]s))(?P<plural>['’]?s)(?!\w)",
        _read_capitals,
    ),
    says("capitals", r"(?<![^\W\d_])(?P<letters>[A-Z]{2,})(?P<plural>)(?![^\W\d_])", _read_capitals),
    says("small letters before capitals", r"(?<!\w)[a-z]{1,2}[A-Z]{2,}(?!\w)", lambda match: spell(match[0])),
)
