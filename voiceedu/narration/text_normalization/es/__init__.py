"""The Spanish medical layer."""

import re

from voiceedu.narration.text_normalization import addresses, telephone
from voiceedu.narration.text_normalization.es import (
    abbreviations,
    ages,
    anatomy,
    angles,
    arrows,
    boxes,
    calendar,
    capitals,
    cell_counts,
    comparisons,
    dates,
    dosing,
    drugs,
    durations,
    exercises,
    eyes,
    findings,
    formulas,
    fractions,
    frequency,
    imaging,
    keypad,
    lab_reports,
    labels,
    loose_numbers,
    loose_writing,
    measures,
    minutes,
    money,
    multiples,
    notation,
    numbered,
    numbers,
    oncology,
    ordinals,
    package_leaflets,
    people,
    periods,
    places,
    pregnancy,
    prescriptions,
    quantities,
    record_words,
    repetitions,
    reports,
    risks,
    roman,
    schedules,
    scores,
    short_words,
    sides,
    strengths,
    symbols,
    telephone_numbers,
    times,
    unambiguous_numbers,
    vital_signs,
    weekdays,
)
from voiceedu.narration.text_normalization.es.words import ADDRESS, TELEPHONE
from voiceedu.narration.text_normalization.language import Language
from voiceedu.narration.text_normalization.small_numbers import SmallNumbers

_NUMBER = r"-?\d[\d.,]*(?:\ \d/\d{1,2})?"
_CLOCK = r"\d{1,2}(?:[:.]\d\d)?"
_HALF = r"(?:\ ?[ap]\.?\ ?m\.?)"
_ZONE = r"(?:gmt|utc|est|edt|cst|cdt|mst|pst|pdt|pyt|art|cet|cest)"
_CURRENCY = "(?:crc|bop|usd|awg|brl|gbp|hkd|pen|uyu)"
_VALUES_ALONE = re.compile(
    rf"""
      {_CLOCK}(?:{_HALF}|\ h)?\ {_ZONE}(?:\ ?[+-]\d{{1,2}}(?::\d\d)?)?   # a time with its zone
    | \d{{1,2}}\.\d\d{_HALF}                                          # a time with a point
    | \d+\ h\ \d+\ min\ \d+\ seg                                     # the time of a run
    | {_NUMBER}\ (?:mph|psi|ptas)                                      # miles an hour, pressure, pesetas
    | \d+(?:\ ?[+-]\ ?\d+)+\ ?=\ ?\d+                                  # a sum
    | \d[\d.]*\ [ad]\.\ c\.                                            # years of an era
    | {_CURRENCY}\ \d+                                                 # the code of a currency
    | \d{{1,3}}(?:\ 000){{3,}}                                          # billions
    """,
    re.VERBOSE,
)

_SMALL_NUMBERS = SmallNumbers(
    cardinal=numbers.cardinal,
    # Before a noun it is "un" or "una"; the day of a month has "de" after it; and Roman numerals are said.
    unlike=re.compile(
        rf"^{_CURRENCY} \d|(?<!\d)[2-9]?1 \w|\d {calendar.MONTH}\b|\b(?-i:[IVXLCDM]{{2,}})\b", re.IGNORECASE
    ),
)


def language(tag: str) -> Language:
    """Return the rules of Spanish, the same in every region."""
    return Language(
        tag=tag,
        first_rules=(*loose_writing.FIRST_RULES, *boxes.FIRST_RULES, *keypad.RULES, *reports.FIRST_RULES),
        rules=(
            *symbols.OPENING_RULES,
            *cell_counts.RULES,
            *loose_writing.RULES,
            *loose_numbers.RULES,
            *record_words.RULES,
            *package_leaflets.RULES,
            *quantities.OPENING_RULES,
            *schedules.RULES,
            *reports.RULES,
            *eyes.RULES,
            *weekdays.DOSE_RULES,
            *oncology.RULES,
            *abbreviations.SLASH_RULES,
            *formulas.RULES,
            *capitals.RUN_RULES,
            *addresses.rules(ADDRESS),
            *short_words.OPENING_RULES,
            *repetitions.OPENING_RULES,
            *periods.OPENING_RULES,
            *multiples.OPENING_RULES,
            *frequency.OPENING_RULES,
            *prescriptions.RULES,
            *scores.OPENING_RULES,
            *minutes.RULES,
            *pregnancy.RULES,
            *ages.RULES,
            *durations.RULES,
            *imaging.RULES,
            *findings.RULES,
            *angles.RULES,
            *arrows.RULES,
            *exercises.RULES,
            *measures.OPENING_RULES,
            *telephone_numbers.RULES,
            *vital_signs.RULES,
            *money.OPENING_RULES,
            *lab_reports.OPENING_RULES,
            *lab_reports.RULES,
            *drugs.RULES,
            *strengths.OPENING_RULES,
            *sides.OPENING_RULES,
            *abbreviations.OPENING_RULES,
            *anatomy.OPENING_RULES,
            *places.RULES,
            *people.RULES,
            *risks.RULES,
            *ordinals.OPENING_RULES,
            *numbered.RULES,
            *labels.OPENING_RULES,
            *times.OPENING_RULES,
            *notation.RULES,
            *telephone.rules(TELEPHONE),
            *dates.RULES,
            *weekdays.RULES,
            *times.RULES,
            *money.PERIOD_RULES,
            *frequency.RULES,
            *multiples.RULES,
            *repetitions.RULES,
            *periods.RULES,
            *short_words.RULES,
            *dosing.ROUTE_RULES,
            *anatomy.RULES,
            *scores.RULES,
            *ordinals.RULES,
            *labels.RULES,
            *roman.RULES,
            *sides.RULES,
            *capitals.NAME_RULES,
            *money.RULES,
            *comparisons.RULES,
            *strengths.RULES,
            *measures.RULES,
            *fractions.RULES,
            *quantities.RULES,
            *dosing.RULES,
            *abbreviations.RULES,
            *roman.LETTER_RULES,
            *unambiguous_numbers.RULES,
        ),
        closing_rules=(*capitals.RULES, *symbols.CLOSING_RULES),
        small_numbers=_SMALL_NUMBERS,
        values_alone=_VALUES_ALONE,
        listed_capitals=capitals.LISTED_CAPITALS,
    )
