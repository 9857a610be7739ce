"""How often: c/8 h, q6h, cada 4-6 h, 1 c/noche, de c/ojo."""

import re

from voiceedu.narration.text_normalization.es.numbers import AMOUNT, Noun, count, decimal
from voiceedu.narration.text_normalization.es.periods import MEASURED
from voiceedu.narration.text_normalization.rules import ABBREVIATION_DOT, Rule, has, rewrites, says

_PERIODS = {
    "hora": Noun(one="hora", many="horas", is_feminine=True),
    "día": Noun(one="día", many="días"),
    "semana": Noun(one="semana", many="semanas", is_feminine=True),
    "mes": Noun(one="mes", many="meses"),
    "minuto": Noun(one="minuto", many="minutos"),
    "año": Noun(one="año", many="años"),
}


_FORMS = {
    "hora": "h(?:rs?|s|oras?)?",
    "día": "d(?:[ií]as?)?",
    "semana": "sem(?:anas?)?",
    "mes": "mes(?:es)?",
    "minuto": "min(?:utos?)?",
    "año": "años?",
}


_PERIOD = "|".join(f"(?P<{name}>{forms})" for name, forms in _FORMS.items())


def _period(match: re.Match[str]) -> Noun:
    return next(noun for name, noun in _PERIODS.items() if match[name])


def _read_every(match: re.Match[str]) -> str:
    noun = _period(match)
    if match["low"] is None or (match["low"] == "1" and not match["high"]):
        return f"cada {noun.one}"
    if match["high"]:
        return (
            f"cada {decimal(match['low'], 'feminine' if noun.is_feminine else 'alone')} a {count(match['high'], noun)}"
        )
    return f"cada {count(match['low'], noun)}"


_NEARBY = 200
"""How many characters before and after a dose tell what is taken. A line of thousands of doses would take minutes."""


_TAKEN = re.compile(r"\b(?:comp|parche|sobre|supositorio)", re.IGNORECASE)


def _read_one_every(match: re.Match[str]) -> str:
    around = match.string[max(0, match.start() - _NEARBY) : match.end() + _NEARBY]
    return "uno" if _TAKEN.search(around) else "una"


_HOURS = ("4", "6", "8", "12", "24", "36", "48", "72")


def _write_bare_dose(match: re.Match[str]) -> str | None:
    """Return "150 cada 24 horas" for 150/24 h, "24 o 48 horas" for 24/48 h."""
    if match[1] in _HOURS and int(match[1]) < int(match[2]) <= 2 * int(match[1]):
        return f"{match[1]} o {match[2]} horas"
    return f"{match[1]} {'en' if has(MEASURED, match.string) else 'cada'} {match[2]} horas"


OPENING_RULES: tuple[Rule, ...] = (
    rewrites(
        "a dose without a unit every few hours",
        r"(?<=[a-zá-ú] )(\d{1,4}|\d[.,]\d) ?/ ?(6|8|12|24|48|72) ?(?:h|hs|hrs?|horas)\b",
        _write_bare_dose,
        ignore_case=True,
    ),
    rewrites("every other day", r"(?<!\w)c/ ?(?=\d\.?(?:er|º|ª|°) [a-zá-ú]{3})", "cada "),
    says(
        "one with an abbreviation",
        r"(?<![\w.,/-])1(?= (?:HS|VO|SL|PRN|BID|TID|QD|QID|SOS|AC)(?!\w))",
        _read_one_every,
    ),
    says(
        "one every few hours",
        r"(?<![\w.,/])1(?= (?:c/ ?|cada )(?:\d+(?: ?[-–a] ?\d+)? ?(?:h|hrs?|hs|horas?|min|d|días?)|"
        r"noche|mañana|mes|sem|semana|día|comida)\b)",
        _read_one_every,
    ),
    rewrites(
        "every few hours after a dose",
        r"(?:(?<=[a-zá-ú]{2})|(?<=[a-z]\.)|(?<=\bg)) ?/ ?(?=\d{1,2} ?[-–] ?\d{1,2} ?h(?:oras|rs?)?\b)",
        " c/",
    ),
    rewrites("minutes every few hours", r"(?<=\d )(min(?:utos)?) ?/ ?(?=\d{1,2} ?h)", r"\1 c/"),
    rewrites("every one after a word", r"\b(de|por|con|en|tras|a) c/ ?(?=[a-zá-ú]{4})", r"\1 cada "),
    rewrites(
        "every one of a kind",
        r"(?<!\w)c/ ?(?=(?:noche|mañana|tarde|comida|toma|dosis|visita|ojo|lado|fosa|deposición|"
        r"deyección|vómito|pañal|sesión|micción|biberón|ciclo|pierna|brazo)s?\b)",
        "cada ",
    ),
    rewrites(
        "a dose every few hours",
        r"(?<=[^\W\d_]) ?/ ?(?=(?:4|6|8|12|24|36|48|72) ?h(?:rs?|s|oras)?\b)(?<!c/)(?<!c/ )(?<!c /)(?<!c / )",
        " cada ",
    ),
)

RULES: tuple[Rule, ...] = (
    rewrites("every few hours in Latin", r"(?<!\w)[qQ] ?(?=\d{1,2}(?: ?[-–] ?\d{1,2})? ?h(?:rs?|s)?(?!\w))", "c/"),
    says(
        "every few hours",
        rf"(?<!\w)c(?:/|ada ) ?(?:(?P<low>{AMOUNT})(?: ?[-–] ?| a )?(?P<high>{AMOUNT})? ?)?(?:{_PERIOD})(?!\w)"
        rf"{ABBREVIATION_DOT}",
        _read_every,
        ignore_case=True,
    ),
    says("every one of them", r"(?<!\w)c/u\b\.?", "cada uno", ignore_case=True),
)
