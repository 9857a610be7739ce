"""Kinyarwanda: numbers that agree with their noun, units before their number, hours, dates, ranges and scores.

What the language has no settled word for stays as it is written, such as mmHg, mmol and mcg.
"""

import re

from voiceedu.narration.text_normalization import punctuation, short_signs
from voiceedu.narration.text_normalization.language import Language
from voiceedu.narration.text_normalization.rules import SAID, Rule, rewrites, says
from voiceedu.narration.text_normalization.rw import dates
from voiceedu.narration.text_normalization.rw.numbers import noun_before, spoken, up_to, whole
from voiceedu.narration.text_normalization.tables import any_of, read_table
from voiceedu.narration.text_normalization.written_forms import (
    BLOOD_PRESSURE,
    EDGE,
    LENGTH_AND_WIDTH,
    NUMBER,
    SCORE,
    SPINAL_LEVELS,
    THOUSANDS,
)

_UNITS = {form: said for written, said in read_table(__package__, "words.tsv") for form in written.split()}
_RATES = {form: f"kuri {said}" for form, said in _UNITS.items()} | {
    **dict.fromkeys(("h", "isaha"), "ku isaha"),
    **dict.fromkeys(("min", "umunota"), "ku munota"),
    **dict.fromkeys(("d", "day", "umunsi"), "ku munsi"),
}
_NO_LETTER = r"(?![^\W_]|[²³])"
_ANY_UNIT = any_of(_UNITS)
_UNIT_FIRST = rf"(?<![\w/])(?P<unit>{any_of(unit for unit in _UNITS if len(unit) > 1 or unit == '$')})"
_MINUS = r"(?P<minus>(?:(?<=[\s(])|^)[-−])?(?<![\w.,/:])"
_AMOUNT = rf"{_MINUS}(?P<first>{NUMBER})(?: ?[-–—] ?(?P<last>{NUMBER}))?(?![\d-])"
_GROUPS = r"[ -]?\d{2,3}[ -]?\d{2,3}"
_PARTS = {
    **dict.fromkeys(("½", "1/2"), "kimwe cya kabiri"),
    "1/3": "kimwe cya gatatu",
    "2/3": "bibiri bya gatatu",
    **dict.fromkeys(("¼", "1/4"), "kimwe cya kane"),
    **dict.fromkeys(("¾", "3/4"), "bitatu bya kane"),
}
_COMPARED = {"<": "munsi ya", ">": "hejuru ya", "≥": "nibura", "≤": "bitarenze"}
_SIGNS = {"%": "ku ijana", "=": "bingana na", "&": "na", "→": ", hanyuma"}


def _read_digits(match: re.Match[str]) -> str:
    return ", ".join(" ".join(map(whole, group)) for group in re.findall(r"\d+", match[0]))


def _read_dialled(match: re.Match[str]) -> str:
    return " cyangwa ".join(" ".join(map(whole, number)) for number in match[0].split(" cyangwa "))


def _read_amount(match: re.Match[str]) -> str:
    """Return a number or a range, in agreement with its unit, which is said first, or with the noun before it."""
    groups = match.groupdict()
    unit = _UNITS.get(groups.get("unit") or "", "")
    noun = noun_before(unit or match.string[: match.start()])
    words = spoken(match["first"], noun)
    if match["last"]:
        words = f"{words} {up_to(spoken(match['last'], noun))}"
    below = " munsi ya zeru" if match["minus"] else ""
    return f"{unit} {words}{below}".strip()


def _read_half(match: re.Match[str]) -> str:
    return f"{whole(match['whole'], noun_before(match.string[: match.start()]))} n'igice"


def _read_over(match: re.Match[str]) -> str:
    return f"{spoken(match['first'])} kuri {spoken(match['last'])}"


def _read_level(match: re.Match[str]) -> str:
    return f"{match['first']} {whole(match['upper'])}, {match['last'] or match['first']} {whole(match['lower'])}"


_TELEPHONES: tuple[Rule, ...] = (
    says("telephone numbers", rf"{EDGE}(?:\+|00)?250[ -]?\d{{3}}{_GROUPS}(?![\d/-])", _read_digits),
    says("local telephone numbers", rf"{EDGE}0[27]\d\d?{_GROUPS}(?:[ -]?\d{{2,3}})?(?![\d/-])", _read_digits),
    says("other telephone numbers", r"(?<![\w.,/:-])\+\d[\d ()-]{6,18}\d(?![\d/-])", _read_digits),
    says("numbers to call", r"(?<=[Hh]amagara )\d{3,4}(?: cyangwa \d{3,4})?(?![\d/.,-]*\d)", _read_dialled),
)
_NUMBERS: tuple[Rule, ...] = (
    rewrites("thousands", THOUSANDS, r"\1"),
    says("round the clock", r"(?<![\d/])24/7(?![\d/])", "amanywa n'ijoro"),
    *dates.RULES,
    says("some and a half", rf"{EDGE}(?P<whole>\d{{1,2}}) ?(?:½|1/2)(?![\d/])", _read_half),
    says("parts of one", rf"(?<![\d.,/])(?P<part>{any_of(_PARTS)})(?![\d/])", lambda match: _PARTS[match["part"]]),
    says("scores", SCORE, lambda match: f"{whole(match['score'])} ku icumi"),
    says("blood pressure", BLOOD_PRESSURE, _read_over),
    says("so long and so wide", LENGTH_AND_WIDTH, _read_over),
    says("levels of the spine", SPINAL_LEVELS, _read_level),
    *(rewrites(f"compared {sign}", rf"{sign} ?(?=\d)", f"{said} ") for sign, said in _COMPARED.items()),
)
_AMOUNTS: tuple[Rule, ...] = (
    rewrites("degrees", r"(?<=\d) ?° ?C(?!\w)", "°C"),
    rewrites(
        "an amount in a range",
        rf"{EDGE}({NUMBER}) ?(?P<unit>{_ANY_UNIT}) ?[-–—] ?(?={NUMBER} ?(?P=unit))",
        r"\1–",
    ),
    says("units before their number", rf"{_UNIT_FIRST} ?{_AMOUNT}(?! ?(?:{_ANY_UNIT}){_NO_LETTER})", _read_amount),
    says("units", rf"{_AMOUNT} ?(?P<unit>{_ANY_UNIT}){_NO_LETTER}", _read_amount),
    says(
        "rates",
        rf"(?<=[{SAID}\w]) ?/ ?(?P<unit>{any_of(_RATES)}){_NO_LETTER}",
        lambda match: f" {_RATES[match['unit']]}",
    ),
    says("numbers", _AMOUNT, _read_amount),
)


def language(tag: str) -> Language:
    """Return the rules of Kinyarwanda."""
    return Language(
        tag=tag,
        first_rules=short_signs.rules("rw"),
        rules=(*punctuation.DECIMAL_RULES, *_TELEPHONES, *_NUMBERS, *_AMOUNTS),
        closing_rules=(
            says("numbers that are left", r"[0-9]+", lambda match: f" {whole(match[0])} "),
            says("signs that are left", any_of(_SIGNS), lambda match: f" {_SIGNS[match[0]]} "),
            says("slashes that are left", r" ?/ ?", " cyangwa "),
            says("silent signs", r"[\\|^_*~`²³+]", " "),
        ),
    )
