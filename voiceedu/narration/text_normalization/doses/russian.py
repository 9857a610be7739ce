"""What Russian alone writes: мм рт. ст., 2 р/д, пн.–пт., с 8:00 до 17:00, № 204, 350 руб."""

import re

from voiceedu.narration.text_normalization.doses import russian_ordinals
from voiceedu.narration.text_normalization.doses.agreement import form_after
from voiceedu.narration.text_normalization.rules import Rule, rewrites

_TIME = r"(?<![\d:.,])(?:[01]?\d|2[0-4]):[0-5]\d(?![\d:])"
_DAYS = {
    **{"пн": "понедельник", "вт": "вторник", "ср": "среда", "чт": "четверг", "пт": "пятница", "сб": "суббота"},
    "вс": "воскресенье",
}
_MOLES = {"ммоль": "миллимоля", "мкмоль": "микромоля"}
_DAY = "|".join(_DAYS)


def _write_days(match: re.Match[str]) -> str:
    first, last = match["first"].lower(), match["last"]
    if last is None:
        return _DAYS[first]
    return f"{_DAYS[first]}, {_DAYS[last.lower()]}"


def _write_clock(match: re.Match[str]) -> str:
    """Return an hour and its minutes with their nouns: "8 часов", after "с" and "до" in the genitive."""
    hour, minute = int(match["hour"]), int(match["minute"])
    is_genitive = re.search(
        r"\b(?:с|до|от|после|около|не позднее)\s$",
        match.string[max(0, match.start() - 60) : match.start()],
        re.IGNORECASE,
    )
    hours = form_after("часа|часов|часов" if is_genitive else "час|часа|часов", str(hour))
    minutes = form_after("минуты|минут|минут" if is_genitive else "минута|минуты|минут", str(minute))
    return f"{hour} {hours}" + (f" {minute} {minutes}" if minute else "")


RULES: tuple[Rule, ...] = (
    rewrites("mercury", r"мм рт\. ?ст(?:\.(?=[,;:)]|\s*\w)|(?=\.|\b))", "mmHg"),
    rewrites("a day in short", r"/ ?сут(?:\.(?=\s*[\w,;])|\b)", "/сутки"),
    rewrites("by telephone", r"\b([Пп]о) тел\.(?=:?\s*[\d+(])", r"\1 телефону"),
    rewrites(
        "telephone numbers of Russia",
        r"(?<![\w.,/+-])(?<!\+\d )(?:8[ -]?)?\(\d{3,5}\) ?\d{1,3}(?:[ -]?\d\d){2}(?![\w/-])"
        r"|(?<![\w.,/+-])8(?:[ -]\d{3}){2}(?:[ -]\d\d){2}(?![\w/-])",
        lambda match: ", ".join(" ".join(group) for group in re.findall(r"\d+", match[0])),
    ),
    rewrites("number signs", r"(?:№|\bNo\.) ?(?=\d)", "номер "),
    rewrites(
        "beats a minute",
        r"(?P<number>\d+) ?уд\.?(?:/| в )мин(?:\.(?=\s*\w))?(?!\w)",
        lambda match: f"{match['number']} {form_after('удар|удара|ударов', match['number'])} в минуту",
    ),
    rewrites("millimoles", r"(?<=\d) ?(ммоль|мкмоль)(?!\w)", lambda match: f" {_MOLES[match[1]]}"),
    rewrites(
        "so many times a day",
        r"(?P<number>\d) ?(?:р\.?|раза?) ?/ ?(?:д|день|дн|сут(?:ки)?)(?!\w)\.?(?=\s|[,;)]|$)",
        r"\1x в день",
    ),
    rewrites(
        "a rate of time",
        r"(?<=[^\W\d]) ?/ ?(?:(сутки)|(мин)|(час|ч)|(день)|(нед))(?!\w)",
        lambda match: " " + ("в сутки", "в минуту", "в час", "в день", "в неделю")[(match.lastindex or 1) - 1],
    ),
    rewrites("clocks in a span", rf"({_TIME}) ?[-–—] ?(?={_TIME})", r"\1, "),
    rewrites("clocks", r"(?<![\d:.,])(?P<hour>[01]?\d|2[0-4]):(?P<minute>[0-5]\d)(?![\d:])", _write_clock),
    rewrites(
        "days of the week",
        rf"(?<![\w.])(?P<first>{_DAY})\.?(?: ?[-–—] ?(?P<last>{_DAY})(?!\w)(?:\.(?=\s*[\w,;:)]))?"
        r"|(?<=\.)(?=\s*[\w,;:)])|(?= \d))",
        _write_days,
        ignore_case=True,
    ),
    *(
        rewrites(f"{short} in full", rf"(?<=\d) ?{short}(?!\w)\.?(?=\s*[\w,;:)/]|$)", f" {name}")
        for short, name in (("руб", "рублей"), ("р", "рублей"), ("табл?", "таблетки"), ("нед", "недель"))
    ),
    *(
        rewrites(f"{short} in full", rf"(?<!\w){short}\.(?=:?\s*[\w+(])", name)
        for short, name in (
            ("т\\. ?е", "то есть"),
            ("[Тт]ел", "телефон"),
            ("каб", "кабинет"),
            ("ул", "улица"),
            ("д", "дом"),
            ("макс", "максимум"),
            ("мин", "минимум"),
            ("др", "другие"),
        )
    ),
    *russian_ordinals.RULES,
)
