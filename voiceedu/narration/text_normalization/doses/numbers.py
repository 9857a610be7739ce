"""Numbers beside a sign: 1-2, 5-4-3, 1.000, 0.5, 7/10, 120/80, 3x, ≥ 18, -20 °C, L4-L5."""

import re
from collections.abc import Mapping

from voiceedu.narration.text_normalization import general
from voiceedu.narration.text_normalization.doses import cardinals, clocks, russian_numbers
from voiceedu.narration.text_normalization.doses.agreement import counted
from voiceedu.narration.text_normalization.doses.clocks import EDGE
from voiceedu.narration.text_normalization.rules import Rule, rewrites, says
from voiceedu.narration.text_normalization.units_in_words.numbers import THOUSANDS_WITH_A_DECIMAL

_POINT = frozenset({"ko", "ja"})
"""Languages with a decimal point; the others have a comma."""
_DOTS_OF_THOUSANDS = frozenset({"nl", "sv", "hu", "pl"})
_EMERGENCY = {"ko": "119", "ja": "119", "sv": "112", "nl": "112", "pl": "112"}
_ONE_IN = {"ru": "1 из", "sv": "en på", "nl": "1 op", "pl": "1 na"}
"""How a risk is said, 1/1000; the grammars of the others have words for it."""
_NUMBER = r"\d{1,4}(?:[.,]\d{1,2})?"


_THOUSANDS_WITH_A_COMMA = rewrites(
    "thousands with a decimal", rf"{EDGE}([1-9]\d{{0,2}})[. ](?=\d{{3}},\d{{1,2}}(?!\d|[.,]\d))", r"\1"
)
"""In the other languages: 1 250,5 mg, 1.250,5 mg."""


def rules(language: str, words: Mapping[str, str], unit: str) -> tuple[Rule, ...]:
    """Return the rules that stand before those of units. `unit` is a pattern for any of them."""
    to = f"{words['to']} " if words["to"] == "," else f" {words['to']} "
    return (
        _level_rule(language),
        *clocks.date_rules(language),
        *_emergency_rules(language, unit),
        *_mark_rules(language),
        *_slash_rules(language, words),
        *clocks.rules(language, to),
        *_sign_rules(language, words, unit, to),
    )


def _emergency_rules(language: str, unit: str) -> tuple[Rule, ...]:
    number = _EMERGENCY.get(language)
    if number is None:
        return ()
    pattern = rf"{EDGE}{number}(?![0-9A-Za-zÀ-ÿ/-]|[.,]\d| ?(?:{unit}))"
    return (rewrites("emergency numbers", pattern, " ".join(number)),)


def _mark_rules(language: str) -> tuple[Rule, ...]:
    """Return the rules for the marks inside a number: dashes of a dose, dots of thousands, points of decimals."""
    mark, other = (".", ",") if language in _POINT else (",", r"\.")
    thousands = "[. ]" if language in _DOTS_OF_THOUSANDS else "," if language in _POINT else " "
    return (
        THOUSANDS_WITH_A_DECIMAL if language in _POINT else _THOUSANDS_WITH_A_COMMA,
        rewrites(
            "a dose of several numbers",
            rf"{EDGE}\d{{1,4}}(?:[-–]\d{{1,4}}){{2,}}(?![\w-])(?<!\d{{4}}-\d\d-\d\d)",
            lambda match: re.sub("[-–]", ", ", match[0]),
        ),
        rewrites("thousands", rf"{EDGE}([1-9]\d{{0,2}}){thousands}(?=\d{{3}}(?![\d,.]\d|\d))", r"\1"),
        rewrites("decimals", rf"(?<![\w.,])(\d+){other}(?=\d{{1,2}}(?!\d|[.,]\d))", rf"\1{mark}"),
    )


def _slash_rules(language: str, words: Mapping[str, str]) -> tuple[Rule, ...]:
    of_ten = words["of ten"]
    score = rf"{of_ten} \1" if language in ("ko", "ja", "hu") else rf"\1 {of_ten}"
    return (
        rewrites("less than nothing", rf"(?:^|(?<=[\s(]))[-−–](?={_NUMBER} ?°)", f"{words['minus']} "),
        rewrites("day and night", r"(?<![\d/])24/7(?![\d/])", "24, 7"),
        rewrites("scores", r"(?<![\d/])(\d|10) ?/ ?10(?![\d/]|[.,]\d)", score),
        rewrites("blood pressure", r"(?<![\d/])(\d{2,3}) ?/ ?(?=(?:[4-9]\d|1\d\d)(?![\d/]))", rf"\1 {words['over']} "),
        *((_risk_rule(_ONE_IN[language]),) if language in _ONE_IN else ()),
        rewrites("a half", r"(?<![\d/])(?:1/2|½)(?![\d/])", words["half"]),
    )


def _risk_rule(one_in: str) -> Rule:
    def write(match: re.Match[str]) -> str:
        return f"{one_in} {re.sub(r'[ .]', '', match['many'])}"

    return rewrites("a risk", rf"{EDGE}1 ?/ ?(?P<many>1(?:00|0{{0,2}}[ .]?000))(?![\d/]|[.,]\d)", write)


def _sign_rules(language: str, words: Mapping[str, str], unit: str, to: str) -> tuple[Rule, ...]:
    number = rf"{_NUMBER}(?: ?(?:{unit}))?"

    def read_times(match: re.Match[str]) -> str:
        return f"{counted(match['number'], words['times'])} "

    after = rewrites(
        "signs after their number", rf"([≥≤<>]) ?({number})", lambda match: f"{match[2]} {words[match[1]]}"
    )
    in_so_much = rewrites("in so much", rf"(?<=[^\W\d_]) ?/ ?(?=\d{{1,3}} ?(?:{unit}|uur))", f" {words['per']} ")
    few = rewrites(  # "dwie, trzy godziny": "do trzech" would need another form of the noun
        "ranges before a noun of few",
        rf"{EDGE}(\d{{1,3}}) ?[-–—~] ?(?=(?:\d?[2-4])(?<!1[2-4]) (?!(?:{unit})(?!\w))[a-ząćęłńóśźż]{{3,}}\b"
        r"(?<!ów)(?<!ach))",
        r"\1, ",
    )
    return (
        *((few,) if language == "pl" else ()),
        rewrites("ranges", rf"{EDGE}({number}) ?[-–—~] ?(?={_NUMBER}(?![\d-]|/\d))", rf"\1{to}"),
        rewrites("so many times", r"(?P<number>\d+) ?[x×](?!\w)", read_times),
        *((after,) if language in _POINT else ()),
        rewrites("signs before a number", r"[≥≤<>±] ?(?=\d)", lambda match: f" {words[match[0].strip()]} "),
        *((in_so_much,) if language in cardinals.LANGUAGES else ()),
        rewrites("signs between words", r" ?[→&] ?", lambda match: f" {words[match[0].strip()]} "),
    )


def _level_rule(language: str) -> Rule:
    """Return the rule for L4-L5, in words at once: a grammar would take "4 L" for litres."""

    def read(match: re.Match[str]) -> str:
        text = f"{match[1]} {match[2]} {match[3] or match[1]} {match[4]}"
        if language in cardinals.LANGUAGES:
            return re.sub(r"\d+", lambda number: cardinals.whole(number[0], "", language), text)
        if language == "ru":  # the grammar says 1 alone as a thing that is neither he nor she
            return re.sub(r"\d+", lambda number: russian_numbers.cardinal(int(number[0])), text)
        return general.digits_in_words(text, language=language)

    return says(
        "levels of the spine", r"(?<![0-9A-Za-z])([CTLS])(\d{1,2}) ?[-–/] ?([CTLS]?)(\d{1,2})(?![0-9A-Za-z/])", read
    )
