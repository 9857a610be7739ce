"""Ages of a chart: 67 y/o, 67yoM, an 8 yo or older."""

import re

from voiceedu.narration.text_normalization.rules import ABBREVIATION_DOT, Rule, rewrites, says


def _read_age(match: re.Match[str]) -> str:
    sex = {"M": " male", "F": " female"}.get((match["sex"] or "").upper(), "")
    return f" year old{sex}"


RULES: tuple[Rule, ...] = (
    rewrites("an age after a hyphen", r"(?<=\d)-(?=(?:yo|y/o)(?!\w))", " "),
    rewrites("an age and a sex in one word", r"(?<=\d)( ?y/?o) ?(?=[MF](?![\w'’-]))", r"\1 "),
    says(
        "years old, or so",
        rf"(?:(?<![\w/])|(?<=\d)) ?(?:y/o|yo|y\.o){ABBREVIATION_DOT}"
        r"(?= (?:or|and (?:older|up|over|above)|if|at|when)\b)",
        " years old",
        ignore_case=True,
    ),
    says(
        "years old",
        rf"(?:(?<![\w/])|(?<=\d)|(?<=\d)-) ?(?:y/o|yo|y\.o){ABBREVIATION_DOT}"
        r"(?:(?= [a-z]{2})| (?P<sex>[MF])(?![\w'’-]))",
        _read_age,
        ignore_case=True,
    ),
    says(
        "years old at the end", rf"(?<=[\d\s])(?:y/o|yo|y\.o)(?!\w){ABBREVIATION_DOT}", " years old", ignore_case=True
    ),
)
