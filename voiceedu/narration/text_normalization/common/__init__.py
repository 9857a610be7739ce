"""A small layer for French, German, Italian and Portuguese: signs, units, dates and numbers.

General text normalization of these languages has no path through many sentences of a leaflet ("FC 72/min"), or takes a
thousand for a decimal; it gets what is left, such as ordinals.
"""

import re
from collections.abc import Mapping

from voiceedu import languages
from voiceedu.narration.text_normalization import addresses, punctuation, telephone
from voiceedu.narration.text_normalization.addresses import AddressWords
from voiceedu.narration.text_normalization.box_words import box_rules
from voiceedu.narration.text_normalization.common import (
    abbreviations,
    calendar,
    codes,
    counting,
    dates,
    doses,
    french,
    french_regions,
    frequency,
    german,
    german_ordinals,
    german_sides,
    italian,
    left_over,
    money,
    multiples,
    notation,
    portuguese,
    roman,
    romance,
    scores,
    sides,
    slashes,
)
from voiceedu.narration.text_normalization.common.numbers import NUMBERS
from voiceedu.narration.text_normalization.language import Language
from voiceedu.narration.text_normalization.rules import SAID, Rule, rewrites
from voiceedu.narration.text_normalization.tables import read_table
from voiceedu.narration.text_normalization.telephone import TelephoneWords

_COLUMNS = {"fr": 1, "de": 2, "it": 3, "pt": 4}
_UNIT_FIRST = "mg"
"""The first row of units in `words.tsv`: the rows before it are signs."""

_TESTS = (
    "Las[èeé]gue|Tinel|Phalen|Spurling|Patrick|FABERE?|Hoffmann|Romberg|Babinski|Finkelstein|Neer|Hawkins|Jobe|Bragard|"
    "Murphy|Homans|Trendelenburg|Thomas|Wasserman|SLR"
)
"""Signs of an examination that are there or not: a plus after one of them is no sum."""
_SIDES = (
    r"dx|sx|destr[oa]|sinistr[oa]|[DEG]|droite?|gauche|direit[oa]|esquerd[oa]|re\.|li\.|rechts|links|"
    r"bilat\w*\.?|bds\."
)


def language(tag: str) -> Language:
    """Return the rules of the language of `tag`, one of fr, de, it and pt."""
    column = _COLUMNS[languages.base(tag)]
    words = {
        form: row[column]
        for row in read_table(__package__, "words.tsv")
        for form in row[0].split()
        if len(row) > column and row[column]
    }
    phrases = {row[0]: row[column] for row in read_table(__package__, "phrases.tsv")}
    forms = list(words)
    first_unit = forms.index(_UNIT_FIRST)
    signs = {form: words[form] for form in forms[:first_unit]}
    units = {form: words[form] for form in forms[first_unit:]}
    base = languages.base(tag)
    return Language(
        tag=tag,
        first_rules=(*box_rules(base), *notation.first_rules(base)),
        rules=(
            *punctuation.DECIMAL_RULES,
            *notation.rules(base, phrases),
            *slashes.rules(base, phrases),
            *sides.rules(base),
            *_opening_rules(base, phrases),
            *abbreviations.rules(base),
            rewrites("a stop before a slash", r"(?<=[^\W\d_]{2})\. ?/ ?(?=[^\W\d_]{2})", "/"),
            *addresses.rules(_address_words(base, phrases)),
            *money.opening_rules(),
            *codes.opening_rules(base, phrases),
            *telephone.rules(_telephone_words(base, phrases)),
            *codes.emergency_rules(base, either=phrases["or"]),
            *scores.rules(phrases),
            *multiples.rules(phrases),
            *dates.opening_rules(base, phrases),
            *calendar.rules(base, phrases["to"]),
            *dates.rules(base),
            *codes.rules(base, phrases),
            *roman.rules(base, to=phrases["to"], either=phrases["or"]),
            *(german_ordinals.rules() if base == "de" else ()),
            rewrites(
                "stops of initials",
                r"(?<!\w)((?:[A-ZÀ-Ü]\.)*[A-ZÀ-Ü])\.(?= [A-ZÀ-Ü][A-Za-zà-ü])",
                lambda match: match[1].replace(".", " "),
            ),
            rewrites(
                "letters with stops",
                rf"(?<![\w.@-])(?:[^\W\d_]\.){{3,}}(?=[\s,;:)/{SAID}]|$)",
                lambda match: " ".join(match[0].upper().split(".")).strip() + _stop_at_end(match),
            ),
            rewrites("stops of other abbreviations", r"(?<=[^\W\d_]{2})\.(?= (?:[a-zà-ü]|\d))", ""),
            *counting.opening_rules(base, phrases),
            *doses.rules(base, signs, units, phrases),
            *money.rules(base),
            *counting.rules(base),
            *((romance.elisions(),) if base != "de" else ()),
        ),
        closing_rules=left_over.rules(signs, units, phrases),
        regional_words=french_regions.regional_words(tag) or portuguese.regional_words(tag),
    )


def _opening_rules(language: str, phrases: Mapping[str, str]) -> tuple[Rule, ...]:
    own = {"fr": french.RULES, "it": italian.RULES, "pt": portuguese.RULES}
    return (
        rewrites("arrows that begin a line", r"^\s*[→➔]\s*", ""),
        rewrites(
            "more at the end",
            r"[↑↓](?=\s*(?:$|[.,;)]))",
            lambda match: phrases["raised" if match[0] == "↑" else "lowered"],
        ),
        rewrites(
            "more by so much",
            r"[↑↓](?= ?(?:de|di|um|por|em|auf|a|à) \d)",
            lambda match: phrases["raise" if match[0] == "↑" else "lower"],
        ),
        rewrites(
            "more by so much every so often",
            r"(?P<arrow>[↑↓]) ?(?=\d[\d,]* ?[^\W\d]+\.? (?:ogni|tous|toutes|ttes|alle|jede|a cada|cada)\b)",
            lambda match: f"{phrases['raise' if match['arrow'] == '↑' else 'lower']} {phrases['by so much']} ",
        ),
        rewrites(
            "a sign of a test",
            rf"\b((?:{_TESTS})(?: (?:{_SIDES}))?) ?(?:\((?P<in>[+−–-])\)|(?P<sign>\+))(?=\s|[.,;:)]|$)",
            lambda match: f"{match[1]} {phrases['positive' if '+' in (match['in'], match['sign']) else 'negative']}",
        ),
        rewrites(
            "temperature",
            r"(?<![\w.-])T\.?(?=:? ?[<>≥≤]? ?(?:3[4-9]|4[0-2])(?:(?:[.,]\d)? ?°|[.,]\d(?![\d,]| ?(?:mg|ml|g)\b)))",
            phrases["temperature"],
        ),
        rewrites("hours with and without", r"(\d{1,2} ?h [a-zà-ü]{2,8}) ?/ ?(?=\d{1,2} ?h [a-zà-ü])", r"\1, "),
        rewrites("and or", r"\b(?:et ?/ ?ou|und ?/ ?oder|e ?/ ?ou?)\b", phrases["and or"]),
        *(
            (*german_sides.rules(), *german.opening_rules())
            if language == "de"
            else (*romance.optional_rules(language), *own[language])
        ),
    )


def _stop_at_end(match: re.Match[str]) -> str:
    return "." if match.end() == len(match.string.rstrip()) else ""


def _address_words(language: str, phrases: Mapping[str, str]) -> AddressWords:
    signs = {".": "dot", "@": "at", "/": "slash", "-": "dash", "_": "underscore"}
    return AddressWords(
        signs={sign: phrases[name] for sign, name in signs.items()},
        parts={"www": "W W W", "com": "com", "org": "org", "info": "info"},
        digits=NUMBERS[language].digits,
    )


def _telephone_words(language: str, phrases: Mapping[str, str]) -> TelephoneWords:
    numbers = NUMBERS[language]

    def digits(text: str) -> str:
        """Return the digits one by one; in French as numbers, of two digits or of three as in 112, four in pairs."""
        if language == "fr" and len(text) == 4 and not text.startswith("0"):
            return f"{digits(text[:2])} {digits(text[2:])}"
        is_number = language == "fr" and len(text) in (2, 3) and not text.startswith("0")
        return numbers.cardinal(int(text)) if is_number else numbers.digits(text)

    return TelephoneWords(
        plus=phrases["plus"],
        extension=phrases["extension"],
        call=rf"(?:{phrases['dial']})(?:\.|:)?(?: (?:{phrases['before the number']}))?",
        counted=r"%|[mck]?g|m?[lL]|h|min|€|°|" + frequency.PERIODS,
        extension_mark=rf"\b(?:ext|{phrases['extension']})\.?",
        always="112|116 ?117",
        digits=digits,
    )
