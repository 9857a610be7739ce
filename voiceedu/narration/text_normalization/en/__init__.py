"""The English medical layer."""

import re

from voiceedu import languages
from voiceedu.narration.text_normalization import addresses, telephone
from voiceedu.narration.text_normalization.en import (
    abbreviations,
    anatomy,
    billing_words,
    boxes,
    british_notes,
    british_times,
    capital_words,
    capitals,
    chart_words,
    citations,
    clinic_shorthand,
    codes,
    comparisons,
    dates,
    drug_classes,
    drug_labels,
    durations,
    eyes,
    footnotes,
    formulas,
    frequency,
    keypad,
    lab_flags,
    lab_reports,
    labels,
    loose_writing,
    measures,
    medication_lists,
    misprints,
    money,
    months,
    notation,
    numbers,
    oncology,
    places,
    prescriptions,
    quantities,
    ranges,
    ratios,
    roman,
    rupees,
    schedules,
    scores,
    sides,
    spacing,
    strengths,
    symbols,
    times,
    unambiguous_numbers,
    visit_notes,
    wayfinding,
    weekdays,
)
from voiceedu.narration.text_normalization.en.words import ADDRESS, TELEPHONE
from voiceedu.narration.text_normalization.language import Language
from voiceedu.narration.text_normalization.small_numbers import SmallNumbers

_DAY_FIRST = ("GB", "IE", "AU", "NZ", "IN", "ZA")
"""Regions where 3/4/2026 is the third of April."""

_NUMBER = r"\d+(?:,\d{3})*(?:\.\d+)?"
_VALUES_ALONE = re.compile(
    rf"""
      {_NUMBER}x                        # a magnification: 4.4x
    | \$\d{{3,}}-\$\d{{3,}}             # from one price to another
    | {_NUMBER}\ km[²³]                # land and sea
    """,
    re.VERBOSE,
)

_SMALL_NUMBERS = SmallNumbers(
    cardinal=numbers.cardinal,
    unlike=re.compile(rf"\b{months.MONTH}\b,? \d|\d (?:of )?{months.MONTH}\b", re.IGNORECASE),
)


def language(tag: str) -> Language:
    """Return the rules of English. The region of `tag` decides the order of 3/4/2026."""
    return Language(
        tag=tag,
        first_rules=(
            *misprints.FIRST_RULES,
            *boxes.FIRST_RULES,
            *visit_notes.FIRST_RULES,
            *lab_flags.FIRST_RULES,
            *keypad.RULES,
            *notation.FIRST_RULES,
        ),
        rules=(
            *spacing.RULES,
            *footnotes.RULES,
            *rupees.RULES,
            *loose_writing.RULES,
            *british_notes.RULES,
            *british_times.RULES,
            *clinic_shorthand.RULES,
            *wayfinding.RULES,
            *billing_words.RULES,
            *drug_labels.RULES,
            *durations.RULES,
            *citations.RULES,
            *visit_notes.OPENING_RULES,
            *medication_lists.RULES,
            *lab_reports.RULES,
            *chart_words.OPENING_RULES,
            *drug_classes.RULES,
            *oncology.RULES,
            *eyes.RULES,
            *prescriptions.RULES,
            *schedules.RULES,
            *ratios.RULES,
            *formulas.RULES,
            *sides.RULES,
            *addresses.rules(ADDRESS),
            *capital_words.RULES,
            *capitals.RUN_RULES,
            *notation.RULES,
            *places.RULES,
            *codes.RULES,
            *labels.RULES,
            *telephone.rules(TELEPHONE),
            *dates.rules(day_first=languages.parse(tag).region in _DAY_FIRST),
            *months.RULES,
            *weekdays.RULES,
            *labels.GROUP_RULES,
            *scores.RATIO_RULES,
            *times.RULES,
            *money.RULES,
            *frequency.RULES,
            *anatomy.RULES,
            *strengths.OPENING_RULES,
            *scores.RULES,
            *strengths.RULES,
            *measures.RULES,
            *comparisons.RULES,
            *quantities.RULES,
            *prescriptions.FORM_RULES,
            *ranges.RULES,
            *scores.FRACTION_RULES,
            *symbols.NUMBER_SLASH_RULES,
            *frequency.ABBREVIATION_RULES,
            *roman.RULES,
            *abbreviations.RULES,
            *capitals.NAME_RULES,
            *symbols.GREEK_RULES,
            *symbols.SLASH_RULES,
            *unambiguous_numbers.RULES,
        ),
        closing_rules=(*capitals.RULES, *symbols.CLOSING_RULES),
        small_numbers=_SMALL_NUMBERS,
        values_alone=_VALUES_ALONE,
        listed_capitals=capitals.LISTED | frequency.LISTED_CAPITALS,
    )
