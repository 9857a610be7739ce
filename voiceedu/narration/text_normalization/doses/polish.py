"""What Polish alone writes: pon.–pt., godz. 8:30, 2 tyg., 10. dobie, 7 grudnia, 350 zł, 72/min."""

import re

from voiceedu.narration.text_normalization.doses import (
    polish_cases,
    polish_numbers,
    polish_ordinals,
    polish_prose,
    polish_words,
)
from voiceedu.narration.text_normalization.doses.agreement import form_after
from voiceedu.narration.text_normalization.roman_numerals import value
from voiceedu.narration.text_normalization.rules import Rule, rewrites, says

_DAYS = {
    **{"pon": "poniedziałek", "pn": "poniedziałek", "wt": "wtorek", "śr": "środa", "czw": "czwartek", "pt": "piątek"},
    **{"sob": "sobota", "sb": "sobota", "niedz": "niedziela", "ndz": "niedziela", "nd": "niedziela"},
}
_DAY = "|".join(sorted(_DAYS, key=len, reverse=True))
_DAY_OF_A_MONTH = r"(?:[12]?\d|3[01])"
_MONTHS = "stycznia|lutego|marca|kwietnia|maja|czerwca|lipca|sierpnia|września|października|listopada|grudnia"


def _write_day(match: re.Match[str]) -> str:
    first, last = (match[side] for side in ("first", "last"))
    name = _DAYS[first.lower()]
    return name if last is None else f"{name}, {_DAYS[last.lower()]}"


def _write_counted(match: re.Match[str]) -> str:
    forms = next(said for short, said in polish_words.COUNTED.items() if match["short"] == short)
    number = match["number"].replace(" ", "")
    if polish_numbers.is_genitive(match.string[max(0, match.start() - 60) : match.start()], "") and "," not in number:
        cases = forms.split("|")
        return f"{match['number']} {cases[-1] if number == '1' else cases[2]}"
    return f"{match['number']} {form_after(forms, number, language='pl')}"


def _write_times(match: re.Match[str]) -> str:
    """Return "raz dziennie" for 1x dz., "trzy razy dziennie" for 3 x /dobę."""
    return "raz dziennie" if match["number"] == "1" else f"{match['number']} razy dziennie"


def _write_zloty(match: re.Match[str]) -> str:
    number, part = match["number"].replace(" ", ""), int(match["part"])
    end = f" {part} {form_after(polish_words.COUNTED['gr'], str(part), language='pl')}" if part else ""
    return f"{number} {form_after(polish_words.COUNTED['zł'], number, language='pl')}{end}"


_OF_A_SIDE = {"P": "praw", "L": "lew"}

RULES: tuple[Rule, ...] = (
    *polish_prose.RULES,
    *polish_cases.RULES,
    rewrites(
        "a part to some",
        rf"(?<![\d.,])(?P<first>\d+,\d+) ?[-–] ?(?P<last>\d+) ?(?P<short>{'|'.join(polish_words.COUNTED)})(?!\w)"
        r"\.?(?=\s*[\w,;:)]|$)",
        lambda match: f"{match['first']} do {match['last']} {polish_words.COUNTED[match['short']].split('|')[2]}",
    ),
    rewrites(
        "one each",
        r"\b([Pp]o) 1 (?P<short>tabl|kaps|amp|sasz)(?!\w)\.?(?=[\s,;)]|\.?$)",
        lambda match: f"{match[1]} jednej {polish_words.ONE_EACH[match['short']]}",
    ),
    rewrites(
        "a side of a part of the body",
        r"\b(kolana|barku|biodra|łokcia|nadgarstka|stawu|oka|ucha|uda|podudzia) (?P<side>[PL])(?=[.,:;)]|$| )",
        lambda match: f"{match[1]} {_OF_A_SIDE[match['side']]}ego",
    ),
    rewrites(
        "a side of a part of the body, feminine",
        r"\b(stopy|dłoni|ręki|nogi|kostki|pięty|nerki|piersi) (?P<side>[PL])(?=[.,:;)]|$| )",
        lambda match: f"{match[1]} {_OF_A_SIDE[match['side']]}ej",
    ),
    rewrites(
        "in a pack, in a history",
        r"\bw (opak|wyw)\.(?=\s*[\w,;)]|$)",
        lambda match: {"opak": "w opakowaniu", "wyw": "w wywiadzie"}[match[1]],
    ),
    *(
        rewrites(f"{short} in full", rf"(?<![\w.]){re.escape(short)}(?!\w)", said)
        for short, said in polish_words.ROUTES.items()
    ),
    *(
        rewrites(f"{said} in full", rf"(?<![\w.]){short}(?=:?\s*[\w+(<>≥≤]|[,;)/])", said)
        for short, said in polish_words.MORE_IN_FULL.items()
    ),
    rewrites(
        "a year with its letter",
        r"(?<=\d[./-](?:19|20)\d\d) ?r\.(?=\s*[\w,;)])|(?<=\d[./-](?:19|20)\d\d) ?r(?=\.$)",
        "",
    ),
    rewrites("hours with a dot", r"\b(godz\. ?(?:[01]?\d|2[0-4]))\.(?=[0-5]\d(?!\d|[.,]\d))", r"\1:"),
    rewrites(
        "floors",
        r"(?<![\w.])(?P<number>I{1,3}|IV|V|VI{1,3}) (?:p\.|piętro)(?=[\s,;)]|$)",
        lambda match: f"{value(match['number'])}. piętro",
    ),
    rewrites(
        "centuries",
        r"(?<![\w.])(?P<number>[XVI]{1,5}) (?:w\.(?=\s+[a-ząćęłńóśźż(]|[,;)])|(?=wiek))",
        lambda match: f"{value(match['number'])}. wiek"[: None if "w." in match[0] else -4],
    ),
    rewrites("centuries in a case", r"(?<=[Ww] )(\d{1,2}\. wiek)(?![a-z])", r"\1u"),
    rewrites(
        "half of a thing",
        r"(?<![\d.,/])(?:½|1/2) ?(?P<short>godz|tabl|kaps|amp|szt)(?!\w)\.?(?=\s*[\w,;:)]|$)",
        lambda match: f"pół {polish_words.HALVES[match['short']]}",
    ),
    rewrites(
        "one and a half",
        r"(?<![\d.,/])1 ?½ ?(?P<short>godz|tabl|kaps|amp|szt)(?!\w)\.?(?=\s*[\w,;:)]|$)",
        lambda match: f"półtorej {polish_words.HALVES[match['short']]}",
    ),
    rewrites(
        "one and a half of a noun",
        r"(?<![\d.,/])1 ?½ (?=(?:tablet|kapsuł|godzin|ampuł|łyż|szklan|daw)\w*)",
        "półtorej ",
    ),
    rewrites("some and a half", r"(?<![\d.,/])(\d{1,2}) ?½", r"\1 i pół"),
    rewrites(
        "zloty and groszy", r"(?<![\d.,])(?P<number>\d+(?: \d{3})*),(?P<part>\d\d) ?(?:zł|PLN)(?!\w)", _write_zloty
    ),
    rewrites("postal codes", r"(?<![\w.,/-])(\d)(\d)-(\d)(\d)(\d)(?= [A-ZŁŚŻ])", r"\1 \2, \3 \4 \5"),
    rewrites(
        "houses and their flats",
        r"\b((?:[Uu]l|[Aa]l|[Oo]s|[Pp]l)\. [^\d,;]{2,40} \d{1,4}[A-Za-z]?)/(?=\d{1,4}(?!\d))",
        r"\1 łamane przez ",
    ),
    rewrites("units of insulin", r"(?<=\d) ?j\.(?=\s*[\w,;)])(?!m\.)|(?<=\d) ?j(?=\.?$)", " j.m."),
    rewrites(
        "once a day",
        r"(?<![\d.,])(?P<number>\d{1,2}) ?[x×] ?(?:dz\.?|dziennie|/ ?(?:dobę|d\.?|dzień))(?=[\s,;)]|\.?$)",
        _write_times,
    ),
    rewrites(
        "times of a number",
        r"(?<![\d.,])(\d{1,2}) ?[x×] ?(?=\d{1,2}(?![\d.,]*\d| ?(?:[cm]m|m\b)))",
        lambda match: f"{match[1]} razy " if match[1] != "1" else "raz ",
    ),
    says(
        "ordinals from some to some",
        r"(?<![\w.,/-])(?P<said>(?P<number>[1-9]\d?)\.)"
        r"(?= (?:do|i|lub) [1-9]\d?\. (?P<noun>dnia|tygodnia|miesiąca|roku)\b)",
        lambda match: polish_numbers.ordinal(int(match["number"])),
    ),
    *(
        rewrites(f"{name} in full", rf"(?<!\w){short}(?=:?\s+[\w+(])" if short[-1] != ")" else rf"(?<!\w){short}", name)
        for short, name in polish_words.IN_FULL.items()
    ),
    rewrites("beats a minute", r"(?<=\d) ?/ ?min\.?(?=[\s,;)]|\.?$)", " na minutę"),
    rewrites(
        "so many times a day",
        r"(?<=\d) ?[x×] ?(?:dz\.?|/ ?(?:dobę|d\.?|dzień))(?=[\s,;)]|$)",
        " razy dziennie",
    ),
    rewrites("a day in short", r"(?<=razy )dz\.?(?=[\s,;)]|$)", "dziennie"),
    rewrites(
        "counted in short",
        rf"(?P<number>(?<![\d.,])\d+(?: \d{{3}})*(?:,\d+)?) ?"
        rf"(?P<short>{'|'.join(polish_words.COUNTED)})(?!\w)(?:\.(?=\s*[\w,;:()/]))?",
        _write_counted,
    ),
    rewrites("at an hour", r"\b([OoPp]o?|[Oo]d|[Dd]o|[Pp]rzed) godz\. ?(?=\d)", r"\1 godzinie "),
    rewrites("by hour", r"\b(?<!\d )[Gg]odz\.:? ?(?=\d)", ""),
    rewrites(
        "days of the week",
        rf"(?<![\w.])(?P<first>{_DAY})\.?(?: ?[-–—] ?(?P<last>{_DAY})(?!\w)(?:\.(?=\s*[\w,;:)]))?"
        r"|(?<=\.)(?=\s*[\w,;:)])|(?=:? \d))",
        _write_day,
        ignore_case=True,
    ),
    rewrites(
        "telephone numbers of Poland",
        r"(?<![\w.,/+-])(?:\(?\d\d\)? \d{3} \d\d \d\d|\d{3} \d{3} \d{3})(?! ?(?:zł|mg|g|ml|PLN|euro)\b)(?![\w/-]|,\d)",
        lambda match: ", ".join(" ".join(group) for group in re.findall(r"\d+", match[0])),
    ),
    rewrites(
        "emergency numbers",
        r"(?<![\w.,/-])(?P<number>99[789]|112)(?![\w/-]|[.,]\d| ?(?:mg|zł|ml))",
        lambda match: " ".join(match[0]),
    ),
    says(
        "days of a month",
        rf"(?<![\w.,/])(?P<said>(?P<day>{_DAY_OF_A_MONTH}))"
        rf"(?=(?: ?[-–] ?| do | i | oraz |, ?){_DAY_OF_A_MONTH} (?:{_MONTHS})\b| (?:{_MONTHS})\b)",
        lambda match: polish_numbers.ordinal(int(match["day"])),
    ),
    says(
        "ordinals",
        r"(?<![\w.,/-])(?P<said>(?P<number>[1-9]\d?)\.)(?= (?P<noun>[a-ząćęłńóśźż]{3,}))",
        polish_ordinals.read,
    ),
)
