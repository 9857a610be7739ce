"""What Russian alone writes: мм рт. ст., 2 р/д, пн.–пт., с 8:00 до 17:00, № 204, 350 руб."""

import re

from voiceedu.narration.text_normalization.doses import russian_cases, russian_ordinals, russian_prose
from voiceedu.narration.text_normalization.doses.agreement import form_after, genitive_after
from voiceedu.narration.text_normalization.doses.russian_numbers import (
    cardinal,
    genitive,
    is_after_genitive,
    text_before,
)
from voiceedu.narration.text_normalization.roman_numerals import value
from voiceedu.narration.text_normalization.rules import Rule, rewrites, says

_TIME = r"(?<![\d:.,])(?:[01]?\d|2[0-4]):[0-5]\d(?![\d:])"
_DAYS = {
    **{"пн": "понедельник", "вт": "вторник", "ср": "среда", "чт": "четверг", "пт": "пятница", "сб": "суббота"},
    "вс": "воскресенье",
}
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
    if match.string[: match.start()].endswith((" к ", "К ")):  # in the dative, which the number takes from its noun
        hours, minutes = "часу" if hours == "час" else "часам", "минуте" if minutes == "минута" else "минутам"
    return f"{hour} {hours}" + (f" {minute} {minutes}" if minute else "")


_COUNTED = {
    **{
        "руб": "рубль|рубля|рублей",
        "₽": "рубль|рубля|рублей",
        "р": "рубль|рубля|рублей",
        "нед": "неделя|недели|недель",
    },
    **{"мес": "месяц|месяца|месяцев", "капс": "капсула|капсулы|капсул", "амп": "ампула|ампулы|ампул"},
    **dict.fromkeys(("таб", "табл", "тб"), "таблетка|таблетки|таблеток"),
    **{"кап": "капля|капли|капель", "дн": "день|дня|дней"},
}
_HALVES = {"таб": "таблетки", "табл": "таблетки", "тб": "таблетки", "капс": "капсулы", "амп": "ампулы"}
_MORE_IN_FULL = {
    **{"[Тт]емп": "температура", "кв": "квартира", "[Сс]м": "смотрите", "[Сс]тр": "страница", "[Рр]ис": "рисунок"},
    **{
        "[Пп]": "пункт",
        "(?<!\\d )[Тт]абл(?=\\. \\d)": "таблица",
        "корп": "корпус",
        "оф": "офис",
        "[Гг]л": "глава",
        "эт": "этаж",
        "доб": "добавочный",
    },
}
_ROUTES = {
    "в/м": "внутримышечно",
    "в/в": "внутривенно",
    "п/к": "подкожно",
    "в/к": "внутрикожно",
    "п/о": "после операции",
}


def _write_counted(match: re.Match[str]) -> str:
    number, forms = match["number"], _COUNTED[match["short"]]
    is_genitive = is_after_genitive(text_before(match))
    digits = number.replace(" ", "")
    return f"{number} {genitive_after(forms, digits) if is_genitive else form_after(forms, digits)}"


def _read_age(match: re.Match[str]) -> str | None:
    """Return "пятидесяти четырёх" before "лет", which is genitive where the number alone would have года."""
    if form_after("год|года|лет", match["number"]) == "лет":
        return None
    return genitive(cardinal(int(match["number"])))


_ONE_EACH = {
    "таб": "таблетке",
    "табл": "таблетке",
    "тб": "таблетке",
    "капс": "капсуле",
    "амп": "ампуле",
    "кап": "капле",
}
_MONTHS = "января|февраля|марта|апреля|мая|июня|июля|августа|сентября|октября|ноября|декабря"


def _write_roubles(match: re.Match[str]) -> str:
    roubles, copecks = match["roubles"].replace(" ", ""), str(int(match["copecks"]))
    is_genitive = is_after_genitive(text_before(match))
    of = genitive_after if is_genitive else form_after
    end = f" {copecks} {of('копейка|копейки|копеек', copecks)}" if copecks != "0" else ""
    return f"{roubles} {of(_COUNTED['руб'], roubles)}{end}"


RULES: tuple[Rule, ...] = (
    *russian_prose.RULES,
    *russian_cases.RULES,
    rewrites(
        "roubles and copecks",
        r"(?<![\d.,])(?P<roubles>\d{1,3}(?: \d{3})+|\d+),(?P<copecks>\d\d) ?(?:руб\.?|₽|р\.)(?=[\s,;)]|\.?$)",
        _write_roubles,
    ),
    rewrites(
        "one each",
        r"\b([Пп]о) 1 (?P<short>табл?|тб|капс|амп|кап)(?!\w)\.?(?=[\s,;)]|$)",
        lambda match: f"{match[1]} одной {_ONE_EACH[match['short']]}",
    ),
    rewrites("in a week", r"\b(через|за|на) 1 нед(?!\w)\.?(?=[\s,;)]|$)", r"\1 одну неделю"),
    rewrites("floors in short", r"(?<![\d.,/-])([1-9]\d?)(?:-й)? эт\.(?=[\s,;)]|$)", r"\1-й этаж"),
    rewrites("from a day to a day", rf"\b([Сс]о?) (\d{{1,2}}) по (?=\d{{1,2}} (?:{_MONTHS}))", r"\1 \2-го по "),
    rewrites("in the course of", r"\bв теч\. ?", "в течение "),
    rewrites(
        "hours with a dot",
        r"\b([Сс]|до|в|от|после|к) (\d{1,2})\.(?=(?:00|15|30|45)(?!\d|[.,]\d| ?(?:мг|мл|г|руб)))",
        r"\1 \2:",
    ),
    rewrites(
        "hours with a dot in a span",
        r"(?<![\d.,])(\d{1,2})\.(00|15|30|45) ?[-–] ?(\d{1,2})\.(00|15|30|45)(?![\d,])",
        r"\1:\2-\3:\4",
    ),
    *(rewrites(f"{said} by its letters", rf"(?<![\w/]){short}(?![\w/])", said) for short, said in _ROUTES.items()),
    rewrites(
        "doctors", r"(?<!\w)([ДдП])(?:-р|р)\.?(?= [А-ЯЁ])", lambda match: "профессор" if match[1] == "П" else "доктор"
    ),
    rewrites("years of birth", r"(?<=(?:19|20)\d\d) ?г\. ?р\.(?=\s*[\w,;)]|$)", " г. рождения"),
    rewrites("floors", r"(?<![\d.,/-])([1-9]\d?) (?=этаж\b)", r"\1-й "),
    rewrites(
        "centuries",
        r"(?<![\w.])(?P<number>[XVI]{1,5}) (?:в\.(?=\s+[а-яё(]|[,;)])|(?=век))",
        lambda match: f"{value(match['number'])}-й " + ("век" if "в." in match[0] else ""),
    ),
    rewrites(
        "a temperature",
        r"(?<!\w)(?P<at>при )?[tT](?:°|=|:)? ?(?=[<>≥≤]? ?-?\d[\d,–-]* ?°)",
        lambda match: (
            "при температуре "
            if match["at"]
            else "температуре "
            if match.string[: match.start()].rstrip().endswith(("при", "Хранить при"))
            else "температура "
        ),
    ),
    rewrites(
        "half of a thing",
        r"(?<![\d.,/])(?:½|1/2) ?(?P<short>табл?|тб|капс|амп)(?!\w)\.?(?=[\s,;:)]|$)",
        lambda match: f"половина {_HALVES[match['short']]}",
    ),
    rewrites(
        "one and a half",
        r"(?<![\d.,/])1 ?½ ?(?P<short>табл?|тб|капс|амп)(?!\w)\.?(?=[\s,;:)]|$)",
        lambda match: f"полторы {_HALVES[match['short']]}",
    ),
    rewrites("one and a half of a noun", r"(?<![\d.,/])1 ?½ (?=(?:таблетк|капсул|ампул|ложк)\w)", "полторы "),
    rewrites("some and a half", r"(?<![\d.,/])(\d{1,2}) ?½", r"\1 с половиной"),
    says("an age", r"(?<![\d.,/-])(?P<said>(?P<number>\d{1,3}))(?= лет\b)", _read_age),
    rewrites(
        "counted in short",
        r"(?P<number>(?<![\d.,])\d{1,3}(?: \d{3})+|(?<![\d.,])\d+(?:,\d+)?) ?"
        r"(?P<short>руб|₽|нед|мес|капс|амп|табл|таб|тб|кап|дн)(?!\w)\.?(?=\s*[\w,;:()/]|$)",
        _write_counted,
    ),
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
        rewrites(f"{short} in full", rf"(?<=\d) ?{short}(?!\w)\.?(?=\s*[\w,;:()/]|$)", f" {name}")
        for short, name in (("р", "рублей"),)
    ),
    *(
        rewrites(f"{short} in full", rf"(?<!\w){short}\.(?=:?\s*[\w+(])", name)
        for short, name in (
            ("т\\. ?е", "то есть"),
            ("[Тт]ел", "телефон"),
            ("[Кк]аб", "кабинет"),
            ("ул", "улица"),
            ("д", "дом"),
            ("макс", "максимум"),
            ("мин", "минимум"),
            ("др", "другие"),
            *_MORE_IN_FULL.items(),
        )
    ),
    *russian_ordinals.RULES,
)
