"""A smallest layer for Russian, Korean, Hungarian, Swedish, Dutch, Polish and Japanese: ranges, doses, scores, signs.

The grammars of five of them take "1-2" for a date or a subtraction, and know few units. Dutch and Polish have no
grammar: `cardinals` has their numbers and dates.
"""

import re
from collections.abc import Mapping

from voiceedu import languages
from voiceedu.narration.text_normalization import general, punctuation
from voiceedu.narration.text_normalization.doses import cardinals, own
from voiceedu.narration.text_normalization.language import Language
from voiceedu.narration.text_normalization.rules import Rule, rewrites, says
from voiceedu.narration.text_normalization.tables import any_of, read_table
from voiceedu.narration.text_normalization.units_in_words.numbers import telephone_rule

_COLUMNS = {"ru": 1, "ko": 2, "hu": 3, "sv": 4, "nl": 5, "pl": 6, "ja": 7}
_FIRST_UNIT = "mg"
_POINT = frozenset({"ko", "ja"})
"""Languages with a decimal point; the others have a comma."""
_DOTS_OF_THOUSANDS = frozenset({"nl", "sv", "hu"})
_EMERGENCY = {"ko": "119", "ja": "119", "sv": "112", "nl": "112", "pl": "112"}
_EDGE = r"(?<![\w.,/:-])"
_CLOCKS = {"hu": (" óra", " perc"), "sv": ("", ""), "nl": (" uur", ""), "pl": ("", ""), "ja": ("時", "分")}
"""What stands after the hour and the minutes, where the grammar reads none of them."""
_FEMININE_RUSSIAN = ("единиц", "минут")
_PERIODS = (
    "dygn|dag|dagen|dos|timme|vecka|nap|óra|adag|hét|сутки|сут|день|доза|"
    "час|неделя|doba|dobę|dzień|dawka|dawkę|dosis|uur|week|日|回|일|회"
)
"""Words after a slash that make a rate: 4 g/dygn. Between other words a slash is "or"."""
_NUMBER = r"\d{1,4}(?:[.,]\d{1,2})?"
_CLOCK = r"(?:[01]?\d|2[0-4]):[0-5]\d"


def language(tag: str) -> Language:
    """Return the rules of the language of `tag`, one of ru, ko, hu, sv, nl, pl and ja."""
    base = languages.base(tag)
    column = _COLUMNS[base]
    table = [(row[0], row[column]) for row in read_table(__package__, "words.tsv")]
    first_unit = next(index for index, (written, _) in enumerate(table) if written.split()[0] == _FIRST_UNIT)
    words = dict(table[:first_unit])
    units = {form: said for written, said in table[first_unit:] for form in written.split()}
    return Language(
        tag=tag,
        rules=(
            *punctuation.DECIMAL_RULES,
            *own.RULES.get(base, ()),
            telephone_rule(words["+"]),
            _level_rule(base),
            *_number_rules(base, words, any_of(units)),
            *_unit_rules(base, words, units),
        ),
        closing_rules=_closing_rules(base, words, units),
    )


def _closing_rules(language: str, words: Mapping[str, str], units: Mapping[str, str]) -> tuple[Rule, ...]:
    """Return the rules for what the grammar leaves: numbers and signs one by one."""
    named = {sign: said for sign, said in words.items() if len(sign) == 1 and not sign.isalnum()}
    named |= {"%": _form(units["%"], "5"), "½": words["half"], "×": words["times"].split("|")[0]}

    def read_number(match: re.Match[str]) -> str:
        if language in cardinals.LANGUAGES:
            words = cardinals.whole(match[0], match.string[match.end() :], language)
            is_genitive = language == "pl" and match.string[: match.start()].endswith((" do ", "od ", "Od "))
            return f" {cardinals.polish_genitive(words) if is_genitive else words} "
        return f" {general.number_alone(match[0], language=language)} "

    def read_decimal(match: re.Match[str]) -> str:
        return f" {cardinals.decimal(match['whole'], match['part'], language)} "

    return (
        *(
            (says("decimals that are left", r"(?<![\d,.])(?P<whole>\d+),(?P<part>\d+)(?![\d,])", read_decimal),)
            if language in cardinals.LANGUAGES
            else ()
        ),
        says("numbers that are left", r"[0-9]+", read_number),
        says("signs that are left", any_of(named), lambda match: f" {named[match[0]]} "),
        says("slashes that are left", r" ?/ ?", f" {words['or']} "),
        says("silent signs", r"[\\|^_*~`²³]", " "),
    )


def _number_rules(language: str, words: dict[str, str], unit: str) -> tuple[Rule, ...]:
    to = f"{words['to']} " if words["to"] == "," else f" {words['to']} "
    mark, other = (".", ",") if language in _POINT else (",", r"\.")
    thousands = "[. ]" if language in _DOTS_OF_THOUSANDS else "," if language in _POINT else " "
    number = rf"{_NUMBER}(?: ?(?:{unit}))?"
    emergency = _EMERGENCY.get(language)

    def read_times(match: re.Match[str]) -> str:
        return f"{_counted(match['number'], words['times'], language)} "

    def read_clock(match: re.Match[str]) -> str:
        hour, minute = int(match["hour"]), int(match["minute"])
        if language == "pl":
            return f"{cardinals.polish_hour(hour, match.string[: match.start()])}" + (f" {minute}" if minute else "")
        hours, minutes = _CLOCKS[language]
        return f"{hour}{hours}" + (f" {minute}{minutes}" if minute else "")

    def read_date(match: re.Match[str]) -> str | None:
        return cardinals.date(int(match["day"]), int(match["month"]), int(match["year"]), language)

    return (
        *(
            (
                says(
                    "dates",
                    rf"{_EDGE}(?P<day>\d{{1,2}})(?P<gap>[-./])(?P<month>\d{{1,2}})(?P=gap)(?P<year>(?:19|20)\d\d)(?![\w/-])",
                    read_date,
                ),
                says(
                    "ISO dates",
                    rf"{_EDGE}(?P<year>(?:19|20)\d\d)-(?P<month>\d\d)-(?P<day>\d\d)(?![\w/-])",
                    read_date,
                ),
            )
            if language in cardinals.LANGUAGES
            else ()
        ),
        *(
            (rewrites("emergency numbers", rf"{_EDGE}{emergency}(?![\w/-]|[.,]\d| ?(?:{unit}))", " ".join(emergency)),)
            if emergency
            else ()
        ),
        rewrites(
            "a dose of several numbers",
            rf"{_EDGE}\d{{1,4}}(?:[-–]\d{{1,4}}){{2,}}(?![\w-])(?<!\d{{4}}-\d\d-\d\d)",
            lambda match: re.sub("[-–]", ", ", match[0]),
        ),
        rewrites("thousands", rf"{_EDGE}([1-9]\d{{0,2}}){thousands}(?=\d{{3}}(?![\d,.]\d|\d))", r"\1"),
        rewrites("decimals", rf"(?<![\w.,])(\d+){other}(?=\d{{1,2}}(?![\d.,]))", rf"\1{mark}"),
        rewrites("less than nothing", rf"(?:^|(?<=[\s(]))[-−–](?={_NUMBER} ?°)", f"{words['minus']} "),
        rewrites("day and night", r"(?<![\d/])24/7(?![\d/])", "24, 7"),
        rewrites("scores", r"(?<![\d/])(\d|10) ?/ ?10(?![\d/])", _score(language, words["of ten"])),
        rewrites("blood pressure", r"(?<![\d/])(\d{2,3}) ?/ ?(?=(?:[4-9]\d|1\d\d)(?![\d/]))", rf"\1 {words['over']} "),
        rewrites("a half", r"(?<![\d/])(?:1/2|½)(?![\d/])", words["half"]),
        rewrites("hours in a span", rf"{_EDGE}({_CLOCK}) ?[-–—~] ?(?={_CLOCK}(?![\d:]))", rf"\1{to}"),
        *(
            (
                rewrites(
                    "times", rf"{_EDGE}(?P<hour>[01]?\d|2[0-4]):(?P<minute>[0-5]\d)(?![\d:])(?: uur\b)?", read_clock
                ),
            )
            if language in _CLOCKS
            else ()
        ),
        *(
            (rewrites("Hungarian dates", r"\b(\d{4})\. ?([01]\d)\. ?([0-3]\d)\.?(?!\d)", r"\1-\2-\3"),)
            if language == "hu"
            else ()
        ),
        *((rewrites("ISO dates", r"\b(\d{4})-(\d\d)-(\d\d)\b", r"\3.\2.\1"),) if language == "ru" else ()),
        rewrites("ranges", rf"{_EDGE}({number}) ?[-–—~] ?(?={_NUMBER}(?![\d-]|/\d))", rf"\1{to}"),
        rewrites("so many times", r"(?P<number>\d+) ?[x×](?!\w)", read_times),
        *(
            (
                rewrites(
                    "signs after their number", rf"([≥≤<>]) ?({number})", lambda match: f"{match[2]} {words[match[1]]}"
                ),
            )
            if language in _POINT
            else ()
        ),
        rewrites("signs before a number", r"[≥≤<>±] ?(?=\d)", lambda match: f" {words[match[0].strip()]} "),
        *(
            (rewrites("in so much", rf"(?<=[^\W\d_]) ?/ ?(?=\d{{1,3}} ?(?:{unit}|uur))", f" {words['per']} "),)
            if language in cardinals.LANGUAGES
            else ()
        ),
        rewrites("signs between words", r" ?[→&] ?", lambda match: f" {words[match[0].strip()]} "),
    )


def _unit_rules(language: str, words: dict[str, str], units: dict[str, str]) -> tuple[Rule, ...]:
    unit = rf"(?P<unit>{any_of(units)})(?!\w)"

    def read_counted(match: re.Match[str]) -> str:
        forms = units[match["unit"]]
        if language == "pl" and match["number"] == "1" and match.string[: match.start()].endswith(" do "):
            return f"1 {forms.split('|')[-1]}"
        return _counted(match["number"], forms, language)

    return (
        rewrites("units", rf"(?P<number>\d+(?:[.,]\d+)?) ?{unit}", read_counted),
        rewrites(
            "rates", rf"(?<=[^\W\d_]) ?/ ?{unit}", lambda match: f" {words['per']} {_form(units[match['unit']], '1')}"
        ),
        rewrites("rates of a period", rf"(?<=[^\W\d_]) ?/ ?(?=(?:{_PERIODS})(?!\w))", f" {words['per']} "),
        rewrites("rates of words", r"(?<=[^\W\d_]) ?/ ?(?=[^\W\d_])", f" {words['or']} "),
        *(
            (rewrites("spaces in Japanese", r"(?<=\d) (?=[^\x00-\x7f])|(?<=[^\x00-\x7f])(?<!マイナス) (?=\d)", ""),)
            if language == "ja"
            else ()
        ),
        *((rewrites("decimals in Japanese", r"(?<=\d)\.(?=\d{1,2}(?![\d.]))", "点"),) if language == "ja" else ()),
    )


def _counted(number: str, forms: str, language: str) -> str:
    """Return `number` with its noun; one and two in Russian words, of which its grammar knows no gender."""
    noun = _form(forms, number)
    if language == "ru" and number in ("1", "2"):
        is_feminine = noun.startswith(_FEMININE_RUSSIAN)
        number = (("один", "два"), ("одна", "две"))[is_feminine][int(number) - 1]
    if language == "ru" and number == "1000":
        number = "тысяча"
    return f"{number} {noun}"


def _form(forms: str, number: str) -> str:
    """Return the form of a Russian or Polish noun after `number`: 1, 2 to 4, or more. Other languages have one."""
    if "|" not in forms:
        return forms
    one, few, many, *of_a_part = forms.split("|")
    if not number.isdecimal():
        return of_a_part[0] if of_a_part else few
    last, tens = int(number) % 10, int(number) % 100
    if last == 1 and tens != 11:
        return one
    return few if last in (2, 3, 4) and tens not in (12, 13, 14) else many


def _score(language: str, of_ten: str) -> str:
    return rf"{of_ten} \1" if language in ("ko", "ja", "hu") else rf"\1 {of_ten}"


def _level_rule(language: str) -> Rule:
    """Return the rule for L4-L5, in words at once: a grammar would take "4 L" for litres."""

    def read(match: re.Match[str]) -> str:
        text = f"{match[1]} {match[2]} {match[3] or match[1]} {match[4]}"
        if language in cardinals.LANGUAGES:
            return re.sub(r"\d+", lambda number: cardinals.cardinal(int(number[0]), language), text)
        return general.digits_in_words(text, language=language)

    return says("levels of the spine", r"\b([CTLS])(\d{1,2}) ?[-–/] ?([CTLS]?)(\d{1,2})(?![\w/])", read)
