"""The Spanish medical layer."""

import re

from voiceedu.narration.text_normalization import addresses, telephone
from voiceedu.narration.text_normalization.es import (
    blood_tests,
    comparisons,
    findings,
    frequency,
    money,
    notation,
    numbers,
    people,
    prescriptions,
    quantities,
    risks,
    roman,
    sides,
    strengths,
    symbols,
    times,
    unambiguous_numbers,
)
from voiceedu.narration.text_normalization.es.words import ADDRESS, TELEPHONE
from voiceedu.narration.text_normalization.language import Language
from voiceedu.narration.text_normalization.plain_numbers import PlainNumbers

_NUMBER = r"-?\d[\d.,]*(?:\ \d/\d{1,2})?"
_CLOCK = r"\d{1,2}(?:[:.]\d\d)?"
_HALF = r"(?:\ ?[ap]\.?\ ?m\.?)"
_ZONE = r"(?:gmt|utc|est|edt|cst|cdt|mst|pst|pdt|pyt|art|cet|cest)"
_VALUES_ALONE = re.compile(
    rf"""
      {_CLOCK}(?:{_HALF}|\ h)?\ {_ZONE}(?:\ ?[+-]\d{{1,2}}(?::\d\d)?)?   # a time with its zone
    | \d{{1,2}}\.\d\d{_HALF}                                          # a time with a point
    | \d+\ h\ \d+\ min\ \d+\ seg                                     # the time of a run
    | {_NUMBER}\ (?:mph|psi|ptas)                                      # miles an hour, pressure, pesetas
    | \d+(?:\ ?[+-]\ ?\d+)+\ ?=\ ?\d+                                  # a sum
    | \d[\d.]*\ [ad]\.\ c\.                                            # years of an era
    | \d{{1,3}}(?:\ 000){{3,}}                                          # billions
    """,
    re.VERBOSE,
)

_PLAIN_NUMBERS = PlainNumbers(
    cardinal=numbers.cardinal,
    # Before a noun it is "un" or "una"; the day of a month has "de" after it; and Roman numerals are said.
    unlike=re.compile(rf"(?<!\d)[2-9]?1 \w|\d {times.MONTH}\b|\b(?-i:[IVXLCDM]{{2,}})\b", re.IGNORECASE),
)


def language(tag: str) -> Language:
    """Return the rules of Spanish, the same in every region."""
    return Language(
        tag=tag,
        first_rules=symbols.FIRST_RULES,
        rules=(
            *symbols.OPENING_RULES,
            *addresses.rules(ADDRESS),
            *prescriptions.RULES,
            *findings.RULES,
            *blood_tests.RULES,
            *people.RULES,
            *risks.RULES,
            *notation.OPENING_RULES,
            *telephone.rules(TELEPHONE),
            *times.RULES,
            *money.PERIOD_RULES,
            *frequency.RULES,
            *notation.RULES,
            *roman.RULES,
            *sides.RULES,
            *symbols.NAME_RULES,
            *money.RULES,
            *comparisons.RULES,
            *strengths.RULES,
            *quantities.RULES,
            *frequency.ABBREVIATION_RULES,
            *notation.ABBREVIATION_RULES,
            *roman.LETTER_RULES,
            *unambiguous_numbers.RULES,
        ),
        closing_rules=symbols.CLOSING_RULES,
        plain_numbers=_PLAIN_NUMBERS,
        values_alone=_VALUES_ALONE,
        listed_capitals=symbols.LISTED_CAPITALS,
    )
