"""Codes of billing and of laboratories: CPT 64493-RT, M54.16, E. coli O157:H7, G2P1001."""

import re

from voiceedu.narration.text_normalization.en.numbers import cardinal, digits
from voiceedu.narration.text_normalization.rules import Rule, rewrites, says

_ICD = r"(?<![\w.])(?P<letter>[A-TV-Z])(?P<number>\d[\dA-Z]\.\d[\dA-Z]{0,3})(?!\w)"
"""A diagnosis in ICD-10: M54.16."""


def _read_diagnosis(match: re.Match[str]) -> str:
    before, _, after = match["number"].partition(".")
    return f"{match['letter']} {spell_signs(before)} point {spell_signs(after)}"


def spell_signs(text: str) -> str:
    """Return letters and digits one by one: "A four B"."""
    return " ".join(cardinal(int(sign)) if sign.isdecimal() else sign for sign in text)


_SEROTYPE = r"(?<!\w)O(?P<body>\d{1,3}):(?:(?P<motile>NM|H-)|H(?P<flagella>\d{1,2}))(?!\w)"
"""A kind of a germ, by its two antigens: E. coli O157:H7."""


def _read_serotype(match: re.Match[str]) -> str:
    body, flagella = match["body"], match["flagella"]
    ending = f"H {cardinal(int(flagella))}" if flagella else ("N M" if match["motile"] == "NM" else "H minus")
    first, rest = body[:-2], body[-2:]
    return f"O {f'{cardinal(int(first))} ' if first else ''}{_below_hundred(rest)} {ending}"


def _below_hundred(number: str) -> str:
    return f"oh {cardinal(int(number))}" if number.startswith("0") else cardinal(int(number))


_CPT = re.compile(r"\b(?:CPT|HCPCS|procedure codes?|billing codes?)\b")


def _read_procedure(match: re.Match[str]) -> str | None:
    """Return the code of a procedure, digit by digit, and its modifier: 64493-RT."""
    if not _CPT.search(match.string[: match.start()]):
        return None
    return ", ".join(map(spell_signs, filter(None, (match["code"], match["modifier"]))))


_BILLED = re.compile(r"\b(?:CPT|HCPCS|[Bb]ill(?:ed)?|codes?|modifiers?|\d{5})\b")
RULES: tuple[Rule, ...] = (
    rewrites("codes in a range", r"(?<=(?<!\d)\d{5}) ?[–-] ?(?=\d{5}(?![\d.,-]))", " to "),
    says(
        "codes of procedures",
        r"(?<![\w.,$-])(?P<code>\d{5}|[A-Z]\d{4}|\d{4}[A-Z])(?:-(?P<modifier>[A-Z\d]{2}))?(?![\w-]|[.,]\d)",
        _read_procedure,
    ),
    rewrites(
        "a modifier in brackets",
        r"\(-(?P<modifier>2[2-79]|5\d|7[6-9]|RT|LT|TC)\)",
        lambda match: f"(modifier {match['modifier']})" if _BILLED.search(match.string) else None,
    ),
    says(
        "codes of procedures with a side",
        r"(?<![\w.,$-])(?P<code>\d{5})-(?P<modifier>RT|LT|TC|X[EPSU]|KX|G[AYZ])(?![\w-])",
        lambda match: f"{spell_signs(match['code'])}, {spell_signs(match['modifier'])}",
    ),
    says(
        "pregnancies and births",
        r"(?<!\w)G(?P<pregnancies>\d{1,2}) ?P(?P<births>\d{4})(?!\w)",
        lambda match: f"G {cardinal(int(match['pregnancies']))} P {digits(match['births'])}",
    ),
    says("germs", _SEROTYPE, _read_serotype),
    says("diagnoses", _ICD, _read_diagnosis),
)
