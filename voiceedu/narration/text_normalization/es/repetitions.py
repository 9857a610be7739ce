"""How many times: 3 veces/día, 2 v/sem, x2/día, 3x."""

import re

from voiceedu.narration.text_normalization.es.numbers import cardinal
from voiceedu.narration.text_normalization.rules import ABBREVIATION_DOT, Rule, rewrites, says


def _read_times(match: re.Match[str]) -> str:
    number = "una vez" if match["number"] == "1" else f"{cardinal(int(match['number']), 'feminine')} veces"
    low = f"{cardinal(int(match['low']), 'feminine')} a " if match["low"] else ""
    period = {"d": "día", "día": "día", "dia": "día", "sem": "semana", "semana": "semana", "mes": "mes", "año": "año"}[
        match["period"].lower()
    ]
    return f"{low}{number} {'a la' if period == 'semana' else 'al'} {period}"


OPENING_RULES: tuple[Rule, ...] = (
    rewrites("times of a day by a sign", r"(?<![\w.,/])(\d(?: ?[-–a] ?\d)?) ?[x×] ?(?=d[ií]a\b)", r"\1 veces al "),
    rewrites("more than so many times", r"> ?(?=\d{1,2} ?(?:[x×v]|veces) ?/)", "más de "),
    rewrites("less than so many times", r"< ?(?=\d{1,2} ?(?:[x×v]|veces) ?/)", "menos de "),
    rewrites(
        "times by a slash",
        r"(?<=[\w,:;)'’′] )[x×] ?((?:\d ?[-–a] ?)?)(\d{1,2}) ?/ ?(?:d|día|dia)(?!\w)",
        lambda match: f"{match[1]}{match[2]} {'vez' if match[2] == '1' and not match[1] else 'veces'} al día",
    ),
    rewrites(
        "times of a week by a slash",
        r"(?<=[a-zá-ú,:;)] )(?:[x×] ?)?((?:\d ?[-–a] ?)?)(\d{1,2}) ?/ ?sem(?:ana)?"
        r"(?:\.(?=\s*[\w,;:(×])|(?![\w.]\w))",
        lambda match: f"{match[1]}{match[2]} {'vez' if match[2] == '1' and not match[1] else 'veces'} por semana",
    ),
    rewrites("times of a week by a sign", r"(?<=\d )v(?:eces|ez)?\.? ?[x×] ?(?=(?:sem|mes|día|año)\b)", "veces/"),
    rewrites("times in some hours", r"(?<=\d) ?v(?:eces)? ?/ ?(?=\d{1,2} ?h(?:oras|rs?)?\b)", " veces en "),
    rewrites("times by a sign", r"(?<=\d )(ve(?:z|ces)) ?[x×] ?(?=(?:sem|mes|año|d[ií]a)\b)", r"\1/"),
    rewrites("times of a period", r"(?<=\d )v/ ?(?=sem|mes|año)", "veces/"),
    rewrites("times a day", r"(?<=\d) ?v/d(?:[ií]a)?(?!\w)", " veces al día"),
)

RULES: tuple[Rule, ...] = (
    says(
        "times a day",
        r"(?<![\w.,/])(?:(?P<low>\d+) ?[-–a] ?)?(?P<number>\d+) ?(?:[x×]|ve(?:z|ces)) ?(?:/|al? (?:la )?|por "
        r")(?P<period>d[ií]a|d|semana|sem|mes|año)(?!\w)"
        rf"{ABBREVIATION_DOT}",
        _read_times,
        ignore_case=True,
    ),
    rewrites(
        "times a week",
        r"(?<![\w.,/])(\d{1,2}) ?[x×] ?(?:sem(?:\.(?=\s*[\w,;:(])|ana)?|(?P<month>mes)|(?P<day>día))(?!\w)",
        lambda match: f"{match[1]} veces por {match['month'] or match['day'] or 'semana'}",
    ),
    says(
        "so many times",
        r"(?<=\s)[x×] ?(?P<number>\d{1,2})(?=\s|[,.;:)]|$)(?![.,]\d)"
        r"(?! ?(?:mm|cm|m|kg|lb|mg|mcg|µg|g|m[lL]|UI|euros?|pesos?|dólares|soles)\b| ?[€$])"
        r"(?<!\d [x×] \d)(?<!\d [x×] \d\d)",
        lambda match: "una vez" if match["number"] == "1" else f"{cardinal(int(match['number']), 'feminine')} veces",
    ),
    says(
        "so many times before a word",
        r"(?<![\w.,/])(?P<number>\d{1,2})[x×](?=\s[a-z]|[.,;)]|$)",
        lambda match: "una vez" if match["number"] == "1" else f"{cardinal(int(match['number']), 'feminine')} veces",
    ),
)
