"""Russian ordinals in words: 2-й этаж, 12.12.2025, с 1 по 7 декабря, в 2024 году, III степени."""

import re

from voiceedu import languages
from voiceedu.narration.text_normalization.doses.russian_numbers import TENS, cardinal, genitive
from voiceedu.narration.text_normalization.roman_numerals import value
from voiceedu.narration.text_normalization.rules import SAID, Rule, rewrites, says

_ORDINALS = "_ перв втор трет четвёрт пят шест седьм восьм девят десят одиннадцат двенадцат тринадцат четырнадцат "
_ORDINALS += "пятнадцат шестнадцат семнадцат восемнадцат девятнадцат"
_ORDINAL_TENS = "_ _ двадцат тридцат сороков пятидесят шестидесят семидесят восьмидесят девяност"
_STRESSED = ("втор", "шест", "седьм", "восьм", "сороков")
_ENDINGS = {"й": "ый", "ый": "ый", "я": "ая", "ая": "ая", "е": "ое", "ое": "ое", "го": "ого", "му": "ому", "м": "ом"}
_ENDINGS |= {"х": "ых", "ые": "ые", "ю": "ую", "ми": "ыми"}
_SOFT = {
    "ый": "ий",
    "ая": "ья",
    "ое": "ье",
    "ого": "ьего",
    "ому": "ьему",
    "ом": "ьем",
    "ых": "ьих",
    "ые": "ьи",
    "ую": "ью",
}
_DATE = r"(?<![\w./-])(?P<day>\d{1,2})\.(?P<month>\d{1,2})\.(?P<year>(?:19|20)\d\d)(?:\s?г(?:ода|\.)?)?(?![\w/-])"


def ordinal(number: int, ending: str) -> str:
    """Return an ordinal below a hundred, and of a year, with its ending: "двадцать пятого"."""
    head, rest = number - number % 100, number % 100
    if head and not rest:
        return _round_ordinal(head, ending)
    if rest >= len(_ORDINALS.split()):
        tens, ones = divmod(rest, 10)
        before = f"{TENS.split()[tens]} " if ones else ""
        stem = _ORDINALS.split()[ones] if ones else _ORDINAL_TENS.split()[tens]
    else:
        before, stem = "", _ORDINALS.split()[rest]
    if stem == "трет":
        ending = _SOFT.get(ending, ending)
    elif ending == "ый" and stem in _STRESSED:
        ending = "ой"
    return f"{cardinal(head) + ' ' if head else ''}{before}{stem}{ending}"


def _round_ordinal(number: int, ending: str) -> str:
    """Return the ordinal of hundreds or thousands: "двухтысячного", "тысяча девятисотый"."""
    thousands, hundreds = divmod(number, 1000)
    if not hundreds:
        return f"{'' if thousands == 1 else genitive(cardinal(thousands)).replace(' ', '')}тысячн{ending}"
    return (
        f"{cardinal(thousands * 1000)} {genitive(cardinal(hundreds))}{ending}"
        if thousands
        else f"{genitive(cardinal(hundreds))}{ending}"
    )


def _read_ordinal(match: re.Match[str]) -> str:
    return ordinal(int(match["number"]), _ENDINGS[match["ending"]])


def _read_numeral(match: re.Match[str]) -> str:
    """Return "третьей" for III before "степени"."""
    ending = _ENDINGS_OF_A_NOUN[match["noun"]]
    words = ordinal(value(match["said"]), {"ей": "ой"}.get(ending, ending))
    return words.replace("третой", "третьей")


def _month(number: int) -> str:
    return str(languages.locale_or_english("ru").months["format"]["wide"][number])


def _read_date(match: re.Match[str]) -> str | None:
    day, month = int(match["day"]), int(match["month"])
    if not (1 <= day <= 31 and 1 <= month <= 12):
        return None
    is_named = re.search(r"\b(?:на|по|за)\s$", match.string[max(0, match.start() - 60) : match.start()], re.IGNORECASE)
    return f"{ordinal(day, 'ое' if is_named else 'ого')} {_month(month)} {ordinal(int(match['year']), 'ого')} года"


def _read_day(match: re.Match[str]) -> str:
    return ordinal(int(match["day"]), "ое" if match["before"] else "ого")


_ENDINGS_OF_A_NOUN = {
    **dict.fromkeys(("степень", "стадия", "группа", "фаза"), "ая"),
    **dict.fromkeys(("степени", "стадии", "группы", "фазы"), "ей"),
    **dict.fromkeys(("тип", "класс", "триместр", "этап"), "ый"),
    **dict.fromkeys(("типа", "класса", "триместра", "этапа"), "ого"),
    **dict.fromkeys(("триместре", "этапе"), "ом"),
}
_MONTHS = "января|февраля|марта|апреля|мая|июня|июля|августа|сентября|октября|ноября|декабря"
RULES: tuple[Rule, ...] = (
    says("dates", _DATE, _read_date),
    says(
        "the first day of a span",
        rf"\b[СсОо]т? (?P<said>(?P<day>[12]?\d|3[01]))(?P<before>) (?=(?:по|до) \d{{1,2}} (?:{_MONTHS})\b)",
        _read_day,
    ),
    says(
        "days of a month",
        rf"(?P<before>\b(?:на|по) )?(?<![\w.,/-])(?P<said>(?P<day>[12]?\d|3[01]))(?= (?:{_MONTHS})\b)",
        _read_day,
    ),
    says(
        "years",
        r"(?<![\w.,/-])(?<!есом )(?<!ассой )(?<!асса )(?<!ес )(?P<said>(?P<year>(?:19|20)\d\d))(?= г(?:ода|оду|од|\.))",
        lambda match: ordinal(int(match["year"]), "ом" if match.string.startswith(" году", match.end()) else "ого"),
    ),
    rewrites("a year in short", rf"(?<=[{SAID}]) г\.(?=\s*[а-яё,;:)(])|(?<=[{SAID}]) г(?=\.$)", " года"),
    says(
        "numerals before their noun",
        rf"(?<!\w)(?P<said>IV|V?I{{1,3}}|V|IX|X)(?=-?[ая]?я? (?P<noun>{'|'.join(_ENDINGS_OF_A_NOUN)})\b)",
        _read_numeral,
    ),
    says(
        "ordinals", r"(?<![\w.,/-])(?P<number>[1-9]\d?)-?(?P<ending>ый|ые|ая|ое|го|му|ми|[йяемхю])(?!\w)", _read_ordinal
    ),
)
"""The rules that stand before those of units."""
