"""A smallest layer for Russian, Korean, Hungarian, Swedish, Dutch, Polish and Japanese: ranges, doses, scores, signs.

The grammars of five of them take "1-2" for a date or a subtraction, and know few units. Dutch and Polish have no
grammar: `cardinals` has their numbers and dates.
"""

import re
from collections.abc import Mapping

from voiceedu import languages
from voiceedu.narration.text_normalization import general, punctuation, short_signs
from voiceedu.narration.text_normalization.box_words import box_rules
from voiceedu.narration.text_normalization.doses import (
    cardinals,
    dutch,
    hungarian,
    hungarian_notes,
    japanese,
    korean,
    notation,
    numbers,
    polish,
    polish_numbers,
    russian,
    russian_numbers,
    russian_prose,
    swedish,
    units,
)
from voiceedu.narration.text_normalization.doses.agreement import form_after
from voiceedu.narration.text_normalization.language import Language
from voiceedu.narration.text_normalization.powers import power_rules
from voiceedu.narration.text_normalization.results import result_rules
from voiceedu.narration.text_normalization.rules import Rule, rewrites, says
from voiceedu.narration.text_normalization.tables import any_of, read_table
from voiceedu.narration.text_normalization.units_in_words.numbers import telephone_rule

_COLUMNS = {"ru": 1, "ko": 2, "hu": 3, "sv": 4, "nl": 5, "pl": 6, "ja": 7}
_FIRST_UNIT = "mg"
_OWN = {
    **{"ru": russian, "ko": korean, "hu": hungarian, "sv": swedish, "nl": dutch, "pl": polish, "ja": japanese},
}
"""The modules of what one language alone writes; their rules stand before the others."""

_OTHER_STOPS = rewrites(
    "stops of other abbreviations", r"(?<=[^\W\d_]{2})\.(?= ?[,;:)]| (?:[a-zà-ÿąćęłńśźżőű]|[а-яё]|\d))", ""
)


def language(tag: str) -> Language:
    """Return the rules of the language of `tag`, one of ru, ko, hu, sv, nl, pl and ja."""
    base = languages.base(tag)
    column = _COLUMNS[base]
    table = [(row[0], row[column]) for row in read_table(__package__, "words.tsv")]
    first_unit = next(index for index, (written, _) in enumerate(table) if written.split()[0] == _FIRST_UNIT)
    words = dict(table[:first_unit])
    names = {form: said for written, said in table[first_unit:] for form in written.split()}
    return Language(
        tag=tag,
        first_rules=(*box_rules(base), *result_rules(base), *short_signs.rules(base)),
        rules=(
            *punctuation.DECIMAL_RULES,
            *power_rules(base),
            *notation.rules(base, words),
            *_OWN[base].RULES,
            telephone_rule(words["+"]),
            *numbers.rules(base, words, any_of(names)),
            *units.rules(base, words, names),
            *(() if base in ("ko", "ja") else (_OTHER_STOPS,)),
            *((*russian_numbers.RULES, russian_prose.LATIN_WORDS) if base == "ru" else ()),
            *(hungarian_notes.NUMBERS if base == "hu" else ()),
        ),
        closing_rules=_closing_rules(base, words, names),
    )


def _closing_rules(language: str, words: Mapping[str, str], units: Mapping[str, str]) -> tuple[Rule, ...]:
    """Return the rules for what the grammar leaves: numbers and signs one by one."""
    named = {sign: said for sign, said in words.items() if len(sign) == 1 and not sign.isalnum()}
    named |= {"%": form_after(units["%"], "5"), "½": words["half"], "×": words["times"].split("|")[-1]}

    def read_number(match: re.Match[str]) -> str:
        if language in cardinals.LANGUAGES:
            before, after = russian_numbers.text_before(match), match.string[match.end() : match.end() + 60]
            words = cardinals.whole(match[0], after, language)
            if language == "pl" and polish_numbers.is_genitive(before, after):
                words = polish_numbers.genitive(words)
            elif words == "jedna" and before.lower().endswith(("po ", "przez ", "na ", "co ", "za ")):
                words = "jedną"
            return f" {words} "
        return f" {general.number_alone(match[0], language=language)} "

    def read_decimal(match: re.Match[str]) -> str:
        return f" {cardinals.decimal(match['whole'], match['part'], language)} "

    def read_decimal_alone(match: re.Match[str]) -> str | None:
        """Return a decimal that the grammar reads alone, though not with what is around it."""
        words = general.normalize_rest(match[0], language=language)
        return None if re.search(r"\d", words) else f" {words} "

    return (
        *(hungarian.CLOSING_RULES if language == "hu" else ()),
        *(
            (says("decimals that are left", r"(?<![\d,.])(?P<whole>\d+),(?P<part>\d+)(?!\d|,\d)", read_decimal),)
            if language in cardinals.LANGUAGES
            else (says("decimals that are left", r"(?<![\d,.])\d+[.,]\d+(?![\d,.]*\d)", read_decimal_alone),)
        ),
        says("numbers that are left", r"[0-9]+", read_number),
        says("signs that are left", any_of(named), lambda match: f" {named[match[0]]} "),
        says("slashes that are left", r" ?/ ?", f" {words['or']} "),
        says("silent signs", r"[\\|^_*~`²³]", " "),
    )
