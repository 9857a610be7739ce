"""Hours and days in Italian: ore 8.30, h24, alle 8 e 20, dalle 8.30-12, all'1 di notte."""

import re

from voiceedu.narration.text_normalization.common.numbers import NUMBERS
from voiceedu.narration.text_normalization.rules import Rule, rewrites, says

_MINUTES = r"(?:[01]?\d|2[0-4])\.[0-5]\d(?!\d|[.,]\d)"

_SPAN = r"(?:1?\d|2[0-4]) ?[-–] ?(?:1?\d|2[0-4])"
_A_DAY_OF_A_WEEK = re.compile(r"\b(?i:lun|mar|mer|gio|ven|sab|dom|ore\b|orari)")

RULES: tuple[Rule, ...] = (
    rewrites(
        "two spans of hours",
        rf"(?<![\d.,:/-])({_SPAN}) ?/ ?(?={_SPAN}(?![\d/]))",
        lambda match: f"{match[1]}, " if _A_DAY_OF_A_WEEK.search(match.string) else None,
    ),
    says(
        "one o'clock and some minutes",
        r"\b([Aa]ll|[Dd]all)'1[.:]([0-5]\d)(?!\d)",
        lambda match: f"{match[1]}'una e {NUMBERS['it'].cardinal(int(match[2]))}",
    ),
    rewrites(
        "hours with a comma in a span",
        r"(?<![\d.,])([01]?\d|2[0-4]),(00|15|30|45) ?[-–] ?([01]?\d|2[0-4]),(00|15|30|45)"
        r"(?![\d,]| ?(?:[€%°]|[mk]?g|m?l|[cm]?m)\b)",
        r"\1:\2-\3:\4",
    ),
    rewrites(
        "one o'clock at night", r"\b([Ll]|[Aa]ll|[Dd]all)'1(?= (?:di|del) (?:notte|mattino|pomeriggio))", r"\1'una"
    ),
    rewrites("hours and minutes of a length", r"(?<![\w,.:])(\d{1,2}) ?h ?([0-5]\d)(?!\d)", r"\1 h e \2"),
    rewrites(
        "hours with a dot at one end of a span",
        r"(?<![\d.,/])((?:[01]?\d|2[0-4])) ?[-–] ?((?:[01]?\d|2[0-4]))\.(?=(?:00|15|30|45)(?![\d,%]))",
        r"\1 a \2:",
    ),
    rewrites(
        "hours with a dot at the other end of a span",
        r"(?<![\d.,/])((?:[01]?\d|2[0-4]))\.((?:00|15|30|45)) ?[-–] ?(?=(?:[01]?\d|2[0-4])(?![\d.,]))",
        r"\1:\2 a ",
    ),
    rewrites(
        "hours beside another",
        r"\b(?P<word>ore|alle) (?P<first>\d{1,2})(?P<more>(?:, \d{1,2})*) e (?P<last>\d{1,2})"
        r"(?![\d.:,]*\d| ?(?:giorni|gg|h|min|mg)\b)",
        lambda match: f"{match['word']} {match['first']}{match['more']} e {match['word']} {match['last']}",
    ),
    rewrites("hours with a comma", r"\b((?i:ore|alle|dalle) \d{1,2}),(?=(?:00|15|30|45)(?![\d%]))", r"\1:"),
    says("one o'clock", r"\b(?P<before>[Aa]ll|[Dd]all)e 1[:.]00(?! ?[-–\d])", r"\g<before>'una"),
    rewrites("day and night", r"(?<!alle )(?<!ore )\b[hH] ?24(?!\w|[:.]\d)", "24 ore su 24"),
    rewrites("hours by their letter after a date", r"(?<=\d )h\.? ?(?=\d{1,2}[:.][0-5]\d(?!\d))", "ore "),
    rewrites("hours by their letter", r"\b(?<!\d )h\.? ?(?=\d{1,2}(?:[:.][0-5]\d)?(?![\w,/]|\.\d))", "ore "),
    rewrites(
        "hours with a dot in a span",
        rf"(?<![\d.,])(?P<first>{_MINUTES}) ?[-–] ?(?P<second>{_MINUTES})",
        lambda match: f"{match['first'].replace('.', ':')}-{match['second'].replace('.', ':')}",
    ),
    rewrites(
        "hours with a dot",
        rf"\b((?i:ore|alle|dalle|entro le|fino alle|tra le|e le|le) )(?P<said>{_MINUTES})",
        lambda match: match["said"].replace(".", ":"),
    ),
    rewrites(
        "hours with a dot beside hours", r"(?<![\d.])(\d{1,2})\.([0-5]\d)/(\d{1,2})\.([0-5]\d)(?!\d)", r"\1:\2, \3:\4"
    ),
    rewrites("for so long", r"(?<=\)) ?x (?=\d{1,2} ?(?:gg?|giorni|sett|mesi)\b)", " per "),
    rewrites(
        "one day",
        r"\b((?i:riposo|degenza|ricovero|dopo|durata)) (di |da )?1 g(?=[.,;)]|$| (?!di\b)[a-z])",
        r"\1 \g<2>1 giorno",
    ),
)
