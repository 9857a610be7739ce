"""Russian words in the case that is asked for: в 1 л воды, по 1/2 таблетки, 1,5 часа, по вт. и чт., II ст., 2 типа."""

import re

from voiceedu.narration.text_normalization.doses.russian_numbers import (
    cardinal,
    genitive,
    is_after_genitive,
    text_before,
)
from voiceedu.narration.text_normalization.rules import Rule, rewrites

_LIQUIDS = {"л": "литре|литрах", "мл": "миллилитре|миллилитрах"}
_DISSOLVED = re.compile(r"\b(?:раств|разв|разб|размеш|содерж)\w*\b[^.]{0,40}$", re.IGNORECASE)
_HALVED = {"л": "литра", "ч": "часа", "мес": "месяца", "таб": "таблетки", "табл": "таблетки", "нед": "недели"}
_HALVED_WORDS = "литра|часа|месяца|года|стакана|метра|дня|таблетки|недели|минуты|ложки|дозы"
_DAYS = {
    "пн": "понедельника|понедельникам",
    "вт": "вторника|вторникам",
    "ср": "среды|средам",
    "чт": "четверга|четвергам",
    "пт": "пятницы|пятницам",
    "сб": "субботы|субботам",
    "вс": "воскресенья|воскресеньям",
}
_DAY = "|".join(_DAYS)
_NUMERALS = {"1": "I", "2": "II", "3": "III", "4": "IV"}
_ENDINGS = "ый|ая|ое|го|му|ми|[йяемхю]"


_RATIOS = {"100": "ста", "1000": "тысяче", "10000": "десяти тысячам", "100000": "ста тысячам", "10": "десяти"}


def _write_liquid(match: re.Match[str]) -> str | None:
    """Return "одном литре"; more of it stands in this case only where something is dissolved in it."""
    one, more = _LIQUIDS[match["short"]].split("|")
    if match["number"] == "1":
        return f"одном {one}"
    return f"{match['number']} {more}" if _DISSOLVED.search(text_before(match)) else None


def _write_one_and_a_half(match: re.Match[str]) -> str:
    noun = match["noun"] or _HALVED[match["short"]]
    if is_after_genitive(text_before(match)):
        return f"полутора {_MORE.get(noun, noun)}"
    return f"{'полторы' if noun[-1] in 'иы' else 'полтора'} {noun}"


_MORE = {
    **{"литра": "литров", "часа": "часов", "месяца": "месяцев", "года": "лет", "стакана": "стаканов"},
    **{"метра": "метров", "дня": "дней", "таблетки": "таблеток", "недели": "недель", "минуты": "минут"},
    **{"ложки": "ложек", "дозы": "доз"},
}


def _write_days(match: re.Match[str]) -> str:
    case = 1 if match["before"] in ("по", "По") else 0
    days = [_DAYS[day.lower()].split("|")[case] for day in match.group("first", "last") if day]
    return f"{match['before']} {' и '.join(days)}"


_SOLUTION = r"(?P<number>[1-9]\d?|100) ?%(?:-?н\w+)? (?=раствор(?P<ending>\w*))"
_PERCENT = {"": "ый", "а": "ого", "ом": "ым", "у": "ому", "е": "ом", "ы": "ые", "ов": "ых"}


def _write_solution(match: re.Match[str]) -> str | None:
    """Return "пятипроцентный" before a solution: one word with the number in the genitive."""
    if match["ending"] not in _PERCENT:
        return None
    number = {"1": "одно", "90": "девяносто", "100": "сто"}.get(match["number"])
    number = number or genitive(cardinal(int(match["number"])))
    return f"{number.replace(' ', '')}процентн{_PERCENT[match['ending']]} "


RULES: tuple[Rule, ...] = (
    rewrites("solutions", rf"(?<![\d.,])(?<!\d до ){_SOLUTION}", _write_solution),
    rewrites(
        "numbers with an ending",
        r"(?<![\w.,/-])(?:([234])-?х|(\d{1,2})-(?:ти|ми))(?= [а-яё])",
        lambda match: genitive(cardinal(int(match[1] or match[2]))),
    ),
    rewrites("a quarter of each", r"\b([Пп]о) одна (четверт|трет)ь", r"\1 \2и"),
    rewrites("a quarter of a tablet", r"(?<=четверт[ьи] )(?:таб|табл)\b\.?(?=[\s,;)]|$)", "таблетки"),
    rewrites(
        "a ratio", r"(?<=\d к )(10{1,2}|10{0,2}[ .]?000)(?!\d)", lambda match: _RATIOS[re.sub(r"\D", "", match[1])]
    ),
    rewrites("a city", r"(?<![\w.])(?<!\d )г\. ?(?=[А-ЯЁ])", "город "),
    rewrites(
        "in a liquid", rf"(?<=\b[Вв] )(?P<number>\d{{1,4}}) ?(?P<short>{'|'.join(_LIQUIDS)})(?![\w/])", _write_liquid
    ),
    rewrites("half of each", r"\b([Пп]о) (?:½|1/2)(?!\d)", r"\1 половине"),
    rewrites(
        "one and a half",
        rf"(?<![\d.,/-])1,5 ?(?:(?P<short>{'|'.join(sorted(_HALVED, key=len, reverse=True))})(?![\w])"
        rf"(?:\.(?=\s*[\w,;:)]))?|(?P<noun>{_HALVED_WORDS})\b)",
        _write_one_and_a_half,
    ),
    rewrites(
        "days in a case",
        rf"(?P<before>\b(?:[Пп]о|[Кк]роме)) (?P<first>{_DAY})(?!\w)\.?(?:,? и (?P<last>{_DAY})(?!\w)\.?)?(?=[\s,;)]|$)",
        _write_days,
    ),
    rewrites("a grade in short", r"(?<=[IVX]) ст\.?(?=[\s,;:)]|$)", " степени"),
    rewrites(
        "a grade by its number",
        r"(?<=[а-яё] )([1-4]) ст\.(?=[\s,;:)]|$)",
        lambda match: f"{_NUMERALS[match[1]]} степени",
    ),
    rewrites("a type", r"(?<=[а-яёА-ЯЁ)] )([12]) (?=типа\b)", r"\1-го "),
    rewrites(
        "ordinals in a span",
        rf"(?<![\w.,/-])(\d{{1,2}}) ?[-–—] ?(?=\d{{1,2}}-(?P<ending>{_ENDINGS}) )",
        r"\1-\g<ending>, ",
    ),
    rewrites("ordinals of more than one", r"(?<=\d-)е(?=(?:, \d{1,2}-е)? (?:сутки|дни|роды)\b)", "ые"),
)
"""They stand before the other rules of Russian."""
