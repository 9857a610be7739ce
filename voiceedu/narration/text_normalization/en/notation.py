"""Ways of writing that are not said as written: tablet(s), six (6), 2-3 days, Room 204, version 2.1."""

import re

from voiceedu.narration.text_normalization.en.numbers import AMOUNT, amount, cardinal, digits
from voiceedu.narration.text_normalization.en.quantities import START
from voiceedu.narration.text_normalization.rules import Rule, rewrites, says

_NUMBER_WORDS = {cardinal(number).replace(" ", "-"): number for number in range(101)}
_NUMBER_WORDS |= {cardinal(number): number for number in range(21, 101)}
_WORD = "|".join(sorted(_NUMBER_WORDS, key=len, reverse=True))
_NUMBERED = (
    "room|rm|suite|apt|apartment|unit|box|MRN|ID|lot|PIN|code|ref|reference|claim|account|acct|policy|member|group|invoice|"
    "case|order|zip|batch|serial|NDC|card|bed|license|door|passcode|password|confirmation|model|flight|route|bus|ward"
)


def _drop_repeated(match: re.Match[str]) -> str | None:
    return match["word"] if _NUMBER_WORDS[match["word"].lower()] == int(match["number"]) else None


def _drop_repeated_word(match: re.Match[str]) -> str | None:
    return match["number"] if _NUMBER_WORDS[match["word"].lower()] == int(match["number"]) else None


def _read_range(match: re.Match[str]) -> str | None:
    low, high = match["low"], match["high"]
    if all(re.fullmatch(r"(?:19|20)\d\d", end) for end in (low, high)):
        return None  # years, which general text normalization reads
    return f"{amount(low).words} to {amount(high).words}"


def _read_label(match: re.Match[str]) -> str:
    letters, number = match["letters"], match["number"]
    is_round = len(number) == 3 and number.endswith("00")
    return " ".join(filter(None, (" ".join(letters), cardinal(int(number)) if is_round else digits(number))))


def _read_groups(match: re.Match[str]) -> str:
    return ", ".join(map(digits, re.findall(r"\d+", match[0])))


def _read_version(match: re.Match[str]) -> str:
    parts = match[0].split(".")
    return (" dot " if len(parts) == 4 else " point ").join(
        digits(part) if len(parts) == 4 else cardinal(int(part)) for part in parts
    )


RULES: tuple[Rule, ...] = (
    rewrites("plurals in brackets", r"(?<=[^\W\d_])\((e?s)\)", r"\1"),
    rewrites("plurals of y in brackets", r"(?<=[^\W\d_])y\((ies)\)", r"\1"),
    rewrites("a number twice", rf"\b(?P<word>{_WORD}) ?\((?P<number>\d{{1,3}})\)", _drop_repeated, ignore_case=True),
    rewrites(
        "a number and its word",
        rf"\b(?P<number>\d{{1,3}}) ?\((?P<word>{_WORD})\)",
        _drop_repeated_word,
        ignore_case=True,
    ),
    rewrites("and or", r"\b(and|y) ?/ ?or\b", r"\1 or", ignore_case=True),
    says("versions", r"(?<![\w.,$])\d{1,3}(?:\.\d{1,3}){2,}(?![\w.])", _read_version),
    says(
        "labels",
        rf"\b(?:{_NUMBERED})(?:[:.]|\s(?:number|no\.?|num|is)|\s?#)*[: ]\s?#?(?P<said>(?P<letters>[A-Z]{{0,3}})-?(?P<number>\d{{3,}}))(?![\w-]|[.,]\d)",
        _read_label,
        ignore_case=True,
    ),
)
GROUP_RULES: tuple[Rule, ...] = (
    says("numbers with hyphens", r"(?<![\w.-])(?:\d{5}-\d{4}|\d{2,}(?:-\d{1,}){2,})(?![\w-])", _read_groups),
)
RANGE_RULES: tuple[Rule, ...] = (
    says(
        "ranges",
        rf"{START}(?P<low>{AMOUNT}) ?[-–—] ?(?P<high>{AMOUNT})(?![\w–-]|[.,]\d)",
        _read_range,
    ),
    says("round thousands", r"(?<![\w.,$£€-])\d{2,3}000(?![\w.,]*\d)(?!\w)", lambda match: cardinal(int(match[0]))),
)
