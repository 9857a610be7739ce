"""Ratios, of numbers and of letters: 1:200,000, a 1:10 dilution, 80/20, M:F 2:1, c/d ratio."""

import re

from voiceedu.narration.text_normalization.en.blood_pressure import PRESSURE
from voiceedu.narration.text_normalization.en.numbers import cardinal, decimal
from voiceedu.narration.text_normalization.en.quantities import END, START
from voiceedu.narration.text_normalization.rules import Rule, rewrites, says

_SEXES = {"M": "male", "F": "female"}
_JOINT = r" ?[-–:/] ?"


def _read_sexes(match: re.Match[str]) -> str:
    return f"{_SEXES[match['first']]} to {_SEXES[match['second']]}"


def _read_shares(match: re.Match[str]) -> str | None:
    """Return "eighty twenty" for 80/20, of which one part is paid or mixed with the other."""
    left, right = int(match["left"]), int(match["right"])
    is_whole = left + right == 100 and not PRESSURE.search(match.string)
    return f"{cardinal(left)} {cardinal(right)}" if is_whole else None


def _read_ratio(match: re.Match[str]) -> str | None:
    parts = match["parts"].split(":")
    word = "in" if parts[0].strip() == "1" and len(parts) == 2 and float(parts[1].replace(",", "")) >= 100 else "to"
    return f" {word} ".join(decimal(part.strip()) for part in parts)


_RATIO_PARTS = r"\d{1,3}(?::| : )(?:\d{1,2}\.\d|\d{1,3}(?:,\d{3})+|\d{3,}|[6-9]\d|\d)(?:(?::| : )\d+)*"
"""No time of day: the second number has one digit, or more than 59, or three and more digits."""
_RATIO = r"ratio|dilution|diluted|titer|mix|mixture|concentration|solution|odds|carb|ISF|ICR|CF"


RULES: tuple[Rule, ...] = (
    rewrites("insulin by carbs", r"(?<![\w:])I:C(?= ?(?:ratio|\d))(?: ratio)?", "insulin to carb ratio"),
    rewrites(
        "women to men",
        r"\b((?i:(?:fe)?male))[/:-]((?i:(?:fe)?male)(?: ratio)?(?:: ?| is | of | was |=| ))"
        r"(\d+(?:\.\d+)?) ?[/:] ?(?=\d)",
        r"\1 to \2\3 to ",
    ),
    rewrites("a ratio to one", r"(?<![\w.:,])(\d+\.\d+) ?: ?1(?![\w:]|\.\d)", r"\1 to 1"),
    rewrites("the free part of a test", r"(?<![\w/])[Ff]/[Tt](?= ?(?:ratio|PSA|\d{1,2} ?%))", "free to total"),
    rewrites(
        "words of a ratio",
        r"\b([A-Za-z]{4,}):([a-z]{4,})(?=(?: PO| IV| ratio)? (?:ratio|\d{1,2}:\d{1,2}(?![\d,])))",
        r"\1 to \2",
    ),
    rewrites("sexes", rf"(?<![\w/-])(?P<first>[MF]){_JOINT}(?P<second>[MF])(?= ratio\b)", _read_sexes),
    rewrites(
        "sexes of a ratio",
        r"(?<![\w/-])(?P<first>[MF]):(?P<second>[MF])(?=(?: is|:| =| of)? \d+(?:\.\d+)?:\d)",
        _read_sexes,
    ),
    rewrites(
        "the cup of an eye",
        rf"(?<![\w/-])[Cc]{_JOINT}[Dd](?= ratio\b|(?:(?: is|:| =| of)? 0?\.\d))",
        "cup to disc",
    ),
    rewrites(
        "letters of a ratio",
        r"(?<![\w/-])([a-z]) ?[/:] ?([a-z])(?= ratio\b)",
        lambda match: f"{match[1].upper()} to {match[2].upper()}",
    ),
)
NAMED_RULES: tuple[Rule, ...] = (
    rewrites(
        "one in so many to so many",
        r"(?<![\w:.,/])1 ?: ?(\d{3}|\d{1,3},\d{3}) ?[-–] ?(?:1 ?: ?)?(\d{3}|\d{1,3},\d{3})(?![\w:,]|\.\d)",
        r"1 in \1 to \2",
    ),
    rewrites("carbs of a unit", r"\b([Ii]nsulin|[Uu]nits?) ?: ?(?=carb)", r"\1 to "),
    says(
        "ratios named so",
        rf"\b(?:{_RATIO})(?: of| to| at| is|:)? (?P<said>(?P<parts>\d{{1,3}} ?: ?\d+)){END}",
        _read_ratio,
        ignore_case=True,
    ),
    says(
        "ratios of several meals",
        r"(?:(?<=, )|(?<=\d )|(?<=[A-Z]: ))(?P<said>(?P<parts>1:\d{1,2}))"
        r"(?= \(?(?:B|L|D|HS|L/D|breakfast|lunch|dinner|supper|bedtime|snacks?)\b)",
        _read_ratio,
    ),
    says(
        "ratios before their name",
        rf"{START}(?P<parts>\d{{1,3}} ?: ?\d+)(?= (?:carb(?:ohydrate)? |insulin )?(?:{_RATIO}))",
        _read_ratio,
        ignore_case=True,
    ),
)
"""Before times of day: 1:10 is a ratio beside the word "dilution"."""
NUMBER_RULES: tuple[Rule, ...] = (
    says("two halves of a hundred", rf"{START}50 ?[:/-] ?50{END}", "fifty fifty"),
    says("ratios", rf"{START}(?P<parts>{_RATIO_PARTS}){END}", _read_ratio),
    says("parts of a hundred", rf"{START}(?P<left>[5-9]\d)/(?P<right>[1-4]\d){END}", _read_shares),
)
