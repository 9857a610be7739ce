"""Small and raised digits, chemical formulas, Greek letters, and every sign or number that nothing else has read."""

import re
import unicodedata

from voiceedu.narration.text_normalization.addresses import spell
from voiceedu.narration.text_normalization.en.numbers import AMOUNT, DECIMAL, amount, cardinal, decimal, ordinal
from voiceedu.narration.text_normalization.en.units import UNITS
from voiceedu.narration.text_normalization.rules import SAID, Rule, rewrites, says
from voiceedu.narration.text_normalization.tables import any_of, read_table

_SIGNS = dict(row if len(row) == 2 else (row[0], " ") for row in read_table(__package__, "symbols.tsv"))
_GREEK = [sign for sign in _SIGNS if "GREEK" in unicodedata.name(sign)]
_RAISED = "⁰¹²³⁴⁵⁶⁷⁸⁹"
_LOWERED = "₀₁₂₃₄₅₆₇₈₉"
_PLAIN = str.maketrans(_RAISED + _LOWERED + "⁺⁻₊₋", "0123456789" * 2 + "+-+-")
_UP, _DOWN = f"[{_RAISED}]", f"[{_LOWERED}]"
_POWERS = {"2": "squared", "3": "cubed"}


def _plain(match: re.Match[str]) -> str:
    return match[0].translate(_PLAIN)


def _read_power(match: re.Match[str]) -> str:
    power = (match["caret"] or match["power"]).translate(_PLAIN)
    base = decimal(match["base"])
    if power in _POWERS and match["base"] != "10":
        return f"{base} {_POWERS[power]}"
    sign = "minus " if power.startswith("-") else ""
    number = power.lstrip("+-")
    return f"{base} to the {f'{sign}{cardinal(int(number))}' if sign else ordinal(int(number))}"


_ELEMENTS = {
    "Na": "sodium",
    "K": "potassium",
    "Ca": "calcium",
    "Mg": "magnesium",
    "Cl": "chloride",
    "Li": "lithium",
    "Zn": "zinc",
    "Fe": "iron",
}


def _read_charge(match: re.Match[str]) -> str:
    if match["element"] in _ELEMENTS:
        return _ELEMENTS[match["element"]]
    charge = match["charge"].translate(_PLAIN)
    count = f"{cardinal(int(charge[:-1]))} " if charge[:-1] else ""
    return f"{spell(match['element'])} {count}{'plus' if charge[-1] == '+' else 'minus'}"


def _read_ion(match: re.Match[str]) -> str:
    return _ELEMENTS[match["element"]]


def _read_letter_power(match: re.Match[str]) -> str:
    return f"{match['base']} {_POWERS[match['power'].translate(_PLAIN)]}"


def _read_note(match: re.Match[str]) -> str:
    return f", note {cardinal(int(match[0].translate(_PLAIN)))}"


def _read_sign(match: re.Match[str]) -> str:
    return f" {_SIGNS[match[0]]} "


def _ascii_digits(match: re.Match[str]) -> str:
    return "".join(str(unicodedata.digit(digit)) for digit in match[0])


_OPENING_ORDINALS = str.maketrans("ˢᵗⁿᵈʳʰ", "stndrh")

OPENING_RULES: tuple[Rule, ...] = (
    rewrites("tags", r"</?([A-Za-z][^<>\d=]*?)/?>", r"(\1)"),
    rewrites("digits of another script", r"[^\D0-9]+", _ascii_digits),
    rewrites("raised endings", r"(?<=\d)[ˢᵗⁿᵈʳʰ]+", lambda match: match[0].translate(_OPENING_ORDINALS)),
    rewrites("times a power", rf"(?<=\d) ?[x×*·] ?(?=10(?:\^|{_UP}|⁻))|(?<!\S)[x×] ?(?=10(?:\^|{_UP}|⁻))", " times "),
    says(
        "powers",
        rf"(?<![\w.,])(?P<base>{DECIMAL})(?:\^(?P<caret>-?\d{{1,4}})|(?P<power>[⁺⁻]?{_UP}{{1,4}}))",
        _read_power,
    ),
    rewrites("formulas", rf"(?<=[A-Za-z)]){_DOWN}+", _plain),
    says("squares of letters", r"(?<![\w/])(?<!\d )(?P<base>[a-zA-Z])(?P<power>[²³])", _read_letter_power),
    says("charges", rf"(?<![A-Za-z])(?P<element>[A-Z][a-z]?)(?P<charge>{_UP}?[⁺⁻])", _read_charge),
    says("ions", rf"(?<![A-Za-z])(?P<element>{any_of(_ELEMENTS)})\d?(?:\+{{1,2}}|[-−])(?=[\s,.;:)]|$)", _read_ion),
    says("notes", rf"(?<=[^\W\d_]{{3}}){_UP}{{1,3}}|(?<=[.,;:!?)]){_UP}{{1,3}}", _read_note),
    rewrites("other small digits", rf"(?<![cmkfi][mtn])(?<![\s(]m){_UP}+|{_DOWN}+", _plain),
)

_MORE, _FEWER = "≥≧⩾", "≤≦⩽"


def _at_least(match: re.Match[str]) -> str:
    return f"{match['quantity']} or {'more' if match['sign'] in _MORE else 'less'}"


COMPARISON_RULES: tuple[Rule, ...] = (
    rewrites("two signs for one", r"[<＜] ?=|=<", "≤"),
    rewrites("two signs for one more", r"[>＞] ?=|=>(?= ?\d)", "≥"),
    rewrites("arrows of two signs", r"\s?(?:--?>|=>)\s?", " → "),
    rewrites("at least a quantity", rf"(?P<sign>[{_MORE}{_FEWER}]) ?(?P<quantity>{AMOUNT}[ -]?{UNITS})", _at_least),
    rewrites("plus or minus", r"(?<![\w])(?:\+ ?/ ?[-–−]|±) ?(?=\d|$|\s)", "plus or minus "),
    rewrites("at most before a number", r"(?<=\w) ?[≤≦⩽] ?(?=[\d.])|[≤≦⩽] ?(?=[\d.])", " at most "),
    rewrites("at least before a number", r"[≥≧⩾] ?(?=[\d.])", " at least "),
    rewrites("less than a number", r"<{1,2} ?(?=[\d.$])", " less than "),
    rewrites("more than a number", r">{1,2} ?(?=[\d.$])", " more than "),
    rewrites("about a number", r"(?<![\w])[~≈∼] ?(?=[\d.$])", "about "),
    rewrites("dashes between numbers", r"(?<=[\d%])\s?[–‒—]\s?(?=[\d$£€.½¼¾])", "-"),
    rewrites("differences", r"(?<=\d) ?[-−] ?(?=\d+ ?=)", " minus "),
    rewrites("minus", rf"(?<![\w)\]%{SAID}.-])[−-](?=\.?\d)(?!\d+-)|−(?=\s?\d)", " minus "),
    rewrites("plus", r"(?<![\w)\]])\+(?=\d)", "plus "),
    says("equals", r"\s*=+\s*", " equals "),
    says("arrows", r"\s*[→⇒➔➜➝⟶]+\s*", ", then "),
)


_LEFT_TO_PUNCTUATION = frozenset("…–—‘’“”„‟«»‹›（）［］＂′")


def _read_greek(match: re.Match[str]) -> str:
    number = f" {cardinal(int(match['number']))}" if match["number"] else ""
    return f" {_SIGNS[match['letter']]}{number} "


def _read_number(match: re.Match[str]) -> str:
    return decimal(match[0])


def _read_fraction(match: re.Match[str]) -> str:
    return f" {amount(match[0]).words}"


def _name(match: re.Match[str]) -> str | None:
    """Return the value of a number sign, or the Unicode name of another sign, which is English."""
    kind = unicodedata.category(match[0])
    if kind[0] in "LMZ" or match[0] in _LEFT_TO_PUNCTUATION:
        return None
    value = unicodedata.numeric(match[0], None)
    if value is not None:
        return f" {cardinal(int(value)) if value == int(value) else decimal(str(value))} "
    if match[0] in "¿¡":
        return " "
    name = unicodedata.name(match[0], "")
    return f" {re.sub('[^a-z]+', ' ', name.lower())} "


GREEK_RULES: tuple[Rule, ...] = (
    says(
        "Greek letters",
        rf"(?<![Ͱ-Ͽἀ-῿])(?P<letter>[{''.join(_GREEK)}])(?P<number>\d{{0,2}})(?![Ͱ-Ͽἀ-῿\d])",
        _read_greek,
    ),
)
NUMBER_SLASH_RULES: tuple[Rule, ...] = (
    says("slashes before a number", rf"(?<=[^\W\d_]|[{SAID}.)])\s?/\s?(?=[{SAID}]|\d)|(?<=[{SAID}])\s/\s", ", "),
)
SLASH_RULES: tuple[Rule, ...] = (
    says("slashes between words", rf"(?<=[^\W\d_{SAID}]|[{SAID}.)])\s?/\s?(?=[^\W\d_]|[{SAID}(])", " or "),
)
CLOSING_RULES: tuple[Rule, ...] = (
    says("Greek letters", rf"[{''.join(_GREEK)}](?![Ͱ-Ͽἀ-῿])(?<![Ͱ-Ͽἀ-῿].)", _read_sign),
    says("slashes that are left between words", rf"(?<=[\w{SAID}.)])\s?/\s?(?=[\w{SAID}(])", " slash "),
    says("other slashes", r"\s*/+\s*", " "),
    says("fractions that are left", "[¼½¾⅐-⅞]", _read_fraction),
    says("numbers that are left", DECIMAL, _read_number),
    says("signs", any_of(sign for sign in _SIGNS if sign not in _GREEK), _read_sign),
    says("signs without an entry", rf"[^\x00-\x7f{SAID}]", _name),
)
