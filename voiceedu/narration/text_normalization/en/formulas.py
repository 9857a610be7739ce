"""Small and raised digits: B₁₂, CO₂, 10³, x², Ca²⁺, 1ˢᵗ; and digits of other scripts."""

import re
import unicodedata

from voiceedu.narration.text_normalization.addresses import spell
from voiceedu.narration.text_normalization.en.numbers import DECIMAL, cardinal, decimal, ordinal
from voiceedu.narration.text_normalization.rules import Rule, rewrites, says
from voiceedu.narration.text_normalization.tables import any_of

_RAISED, _LOWERED = "⁰¹²³⁴⁵⁶⁷⁸⁹", "₀₁₂₃₄₅₆₇₈₉"
_PLAIN = str.maketrans(_RAISED + _LOWERED + "⁺⁻₊₋ˢᵗⁿᵈʳʰ", "0123456789" * 2 + "+-+-stndrh")
_UP, _DOWN = f"[{_RAISED}]", f"[{_LOWERED}]"
_POWERS = {"2": "squared", "3": "cubed"}
_ELEMENTS = {
    "Na": "sodium",
    "K": "potassium",
    "Ca": "calcium",
    "Mg": "magnesium",
    "Cl": "chloride",
    "Li": "lithium",
    "Zn": "zinc",
    "Fe": "iron",
    "HCO3": "bicarbonate",
}
"""Ions of a blood test, which are named and not spelled."""
_TEN_TO = rf"(?=10(?:\^|{_UP}|⁻))"


def _plain(match: re.Match[str]) -> str:
    return match[0].translate(_PLAIN)


def _ascii_digits(match: re.Match[str]) -> str:
    return "".join(str(unicodedata.digit(digit)) for digit in match[0])


def _read_power(match: re.Match[str]) -> str:
    power = (match["caret"] or match["power"]).translate(_PLAIN)
    base = decimal(match["base"])
    if power in _POWERS and match["base"] != "10":
        return f"{base} {_POWERS[power]}"
    if power.startswith("-"):
        return f"{base} to the minus {cardinal(int(power[1:]))}"
    return f"{base} to the {ordinal(int(power.lstrip('+')))}"


def _read_letter_power(match: re.Match[str]) -> str:
    return f"{match['base']} {_POWERS[match['power'].translate(_PLAIN)]}"


def _read_charge(match: re.Match[str]) -> str:
    if match["element"] in _ELEMENTS:
        return _ELEMENTS[match["element"]]
    charge = match["charge"].translate(_PLAIN)
    count = f"{cardinal(int(charge[:-1]))} " if charge[:-1] else ""
    return f"{spell(match['element'])} {count}{'plus' if charge[-1] == '+' else 'minus'}"


def _read_ion(match: re.Match[str]) -> str:
    return _ELEMENTS[match["element"]]


def _read_isotope(match: re.Match[str]) -> str:
    return f"{spell(match['element'])} {cardinal(int(match['number']))} {match['end'].upper()}".strip()


def _read_note(match: re.Match[str]) -> str:
    return f", note {cardinal(int(match[0].translate(_PLAIN)))}"


RULES: tuple[Rule, ...] = (
    rewrites("half of a life", r"(?<![\w/])[Tt] ?(?:½|1/2|₁[/⁄]₂)(?= ?(?:=|~|≈|of\b|is\b|[:,]|\d))", "half-life"),
    rewrites("a pump of sodium", r"(?<!\w)Na\+?/K\+?(?=[ -](?:ATPase|pump|exchange\w*)\b)", "sodium-potassium"),
    rewrites("vitamin D by its groups", r"(?<=25)-?\(OH\)2?-?(?= ?(?:D\b|[Vv]it))", "-OH "),
    rewrites("tests with a number and their result", r"\b(FEV1|PHQ-?[29]|GAD-?7|PCL-?5|DASS-?21)(?= \d)", r"\1,"),
    rewrites("a root", r"√ ?(?=\d)", "the square root of "),
    rewrites(
        "a large number that is divided",
        r"(?<![\w.,/])(\d{1,3}(?:,\d{3})+) ?/ ?(?=\d[\d,]*(?:\.\d+)? ?=)",
        r"\1 divided by ",
    ),
    rewrites("digits of another script", r"[^\D0-9]+", _ascii_digits),
    rewrites("raised endings", r"(?<=\d)[ˢᵗⁿᵈʳʰ]+", _plain),
    rewrites("times a power", rf"(?<=\d) ?[x×*] ?{_TEN_TO}|(?<!\S)[x×] ?{_TEN_TO}", " times "),
    says(
        "powers",
        rf"(?<![\w.,])(?P<base>{DECIMAL})(?:\^(?P<caret>-?\d{{1,4}})|(?P<power>[⁺⁻]?{_UP}{{1,4}}))",
        _read_power,
    ),
    rewrites("formulas", rf"(?<=[A-Za-z)]){_DOWN}+", _plain),
    says("powers of letters", r"(?<![\w/])(?<!\d )(?P<base>[a-zA-Z])(?P<power>[²³])", _read_letter_power),
    says("charges", rf"(?<![A-Za-z])(?P<element>HCO3|[A-Z][a-z]?)(?P<charge>{_UP}?[⁺⁻])", _read_charge),
    says("ions", rf"(?<![A-Za-z])(?P<element>{any_of(_ELEMENTS)})\d?(?:\+{{1,2}}|[-–−])(?=[\s,.;:)]|$)", _read_ion),
    rewrites(
        "isotopes with their number first", r"(?<![\w-])(99m|6[78]|177|131|153|223)-?(Tc|Ga|Lu|I|Sm|Ra)(?!\w)", r"\2-\1"
    ),
    says(
        "isotopes",
        r"(?<![\w-])(?P<element>Tc|Ga|In|Sm|Ra|Lu|Xe|Tl|Sr|Co|Cs)-(?P<number>\d{2,3})(?P<end>m?)(?!\w|-\d)",
        _read_isotope,
    ),
    rewrites(
        "two elements",
        r"(?<![\w/])(Ca|Fe|Mg|Zn) ?/ ?(Ca|Fe|Mg|Zn|Al)(?![\w/])",
        lambda match: f"{_ELEMENTS[match[1]]} or {_ELEMENTS.get(match[2], 'aluminum')}",
    ),
    says(
        "elements of a diet",
        rf"(?<=\b[Ll]ow-)(?:{any_of(_ELEMENTS)})(?=[\s,;.)]|$)"
        r"|(?<![\w-])(?:Ca|Mg|Fe|Zn|Li|K)"
        r"(?= (?:citrate|carbonate|gluconate|oxide|sulfate|glycinate|fumarate|acetate|supps?|supplements?)\b)"
        r"|(?<=\belemental )(?:Fe|Ca|Mg|Zn)(?!\w)",
        lambda match: _ELEMENTS[match[0]],
    ),
    says(
        "potassium",
        r"(?<=\b[Ll]ow )K(?=:| diet|[,;]|$)|(?<=\b[Hh]igh )K(?=:| diet|[,;]|$)|(?<![\w-])K(?= ?[<>≤≥] ?\d)",
        "potassium",
    ),
    says(
        "sodium",
        r"(?<=\dg )Na(?!\w)|(?<=\d g )Na(?!\w)|(?<=\dmg )Na(?!\w)|(?<=\d mg )Na(?!\w)"
        r"|(?<=\b[Ll]ow )Na(?!\w)|(?<=\b[Hh]igh )Na(?!\w)",
        "sodium",
    ),
    says(
        "values of a blood test",
        rf"(?<![\w-])(?P<element>{any_of(_ELEMENTS)})(?<![Vv]itamin K)(?<![Vv]it K)(?<![Vv]it\. K)"
        r"(?=(?:,? (?:was|is|of|levels?) | ?[=:] ?| )\d{1,3}(?:\.\d+)?(?!\w|-[^\W\d]))",
        _read_ion,
    ),
    rewrites(
        "positive",
        r"(?<!\w)(Rh|HIV|HBsAg|HER2|HLA-B27|AB|O)(?:\+(?!\w)|-[Pp]os\b\.?)|(?<!\w)([AB])\+(?= blood)",
        r"\1\2 positive",
    ),
    rewrites(
        "negative",
        r"(?<!\w)(Rh|HIV|HBsAg|HER2|AB|O)[-−–](?:[Nn]eg\b\.?|(?![\w-]))|(?<!\w)([AB])[-−](?= blood)",
        r"\1\2 negative",
    ),
    says("notes", rf"(?<=[^\W\d_]{{3}}){_UP}{{1,3}}|(?<=[.,;:!?)]){_UP}{{1,3}}", _read_note),
    rewrites("other small digits", rf"(?<![cmkfi][mtn])(?<![\s(]m){_UP}+|{_DOWN}+", _plain),
)
