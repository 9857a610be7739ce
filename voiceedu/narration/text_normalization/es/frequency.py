"""How and how often: c/8 h, VO, PRN, 3 veces/día, x 7 días."""

import re

from voiceedu.narration.text_normalization.es.numbers import AMOUNT, Noun, cardinal, count, decimal
from voiceedu.narration.text_normalization.rules import ABBREVIATION_DOT, SAID, Rule, rewrites, says
from voiceedu.narration.text_normalization.tables import read_table

_ROWS = {letters: (words, meant) for letters, words, meant in read_table(__package__, "frequency.tsv")}
_ROUTES = {
    "VO": "oral",
    "IV": "intravenosa",
    "IM": "intramuscular",
    "SC": "subcutánea",
    "SL": "sublingual",
    "VR": "rectal",
}
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


def _dotted(letters: str) -> str:
    return rf"{letters}|" + r"\. ?".join(letters)


_LETTERS = "|".join(map(_dotted, sorted(_ROWS, key=len, reverse=True)))
_CAPITALS_WITH_DOTS = "|".join(r"\. ?".join(letters) for letters in sorted(_ROWS, key=len, reverse=True))


def _period(match: re.Match[str]) -> Noun:
    return next(noun for name, noun in _PERIODS.items() if match[name])


def _read_every(match: re.Match[str]) -> str:
    noun = _period(match)
    if match["low"] is None or match["low"] == "1":
        return f"cada {noun.one}"
    if match["high"]:
        return f"cada {decimal(match['low'], noun.form)} a {count(match['high'], noun)}"
    return f"cada {count(match['low'], noun)}"


def _read_route(match: re.Match[str]) -> str:
    return _ROUTES[re.sub(r"[. ]", "", match["said"]).upper()]


def _read_abbreviation(match: re.Match[str]) -> str | None:
    words, meant = _ROWS[re.sub(r"[. ]", "", match["letters"]).upper()]
    is_capital = match["letters"].isupper() or "." in match["letters"]
    return words if meant == "any" or is_capital else None


def _read_after_dose(match: re.Match[str]) -> str | None:
    """Read dotted capitals after a number. Elsewhere they may be the initials of a name: "Clínica Sol S.L."."""
    return _read_abbreviation(match) if re.search(r"\d", match.string[: match.start()]) else None


def _read_times(match: re.Match[str]) -> str:
    number = "una vez" if match["number"] == "1" else f"{cardinal(int(match['number']), 'feminine')} veces"
    low = f"{cardinal(int(match['low']), 'feminine')} a " if match["low"] else ""
    period = {"d": "día", "día": "día", "dia": "día", "sem": "semana", "semana": "semana", "mes": "mes", "año": "año"}[
        match["period"].lower()
    ]
    return f"{low}{number} {'a la' if period == 'semana' else 'al'} {period}"


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
    says(
        "times a day",
        r"(?<![\w.,/])(?:(?P<low>\d+) ?[-–a] ?)?(?P<number>\d+) ?(?:[x×]|ve(?:z|ces)) ?(?:/|al? (?:la )?|por "
        r")(?P<period>d[ií]a|d|semana|sem|mes|año)(?!\w)",
        _read_times,
        ignore_case=True,
    ),
    rewrites(
        "so many things of a period",
        r"(?<![\w.,/])(\d[\d.,]* ?(?:[a-zá-ú]{3,}s|[€$])) ?/ ?(?=(?:mes|semana|año|hora|noche|toma|dosis|sesión|visita|"
        r"comida|lado|ojo|fosa|página|persona)(?!\w))",
        r"\1 por ",
    ),
    rewrites("a slash before a period", r"(?<=[a-zá-ú]) ?/ ?(?=d[ií]a\b)", " por "),
    rewrites(
        "for some days",
        r"(?<=\s)[x×] ?"
        r"(?=\d+ ?(?:d[ií]as?|d|semanas?|sem|mes|meses|años?|horas?|hrs?|h|min|minutos?|s|seg|segundos?)\b)",
        "por ",
    ),
    rewrites(
        "times a week",
        r"(?<![\w.,/])(\d{1,2}) ?[x×] ?(?:sem(?:\.(?=\s*[\w,;:(])|ana)?|(?P<month>mes)|(?P<day>día))(?!\w)",
        lambda match: f"{match[1]} veces por {match['month'] or match['day'] or 'semana'}",
    ),
    says(
        "so many times",
        r"(?<=\s)[x×] ?(?P<number>\d{1,2})(?=\s|[,.;:)]|$)(?! ?(?:mm|cm|m)\b)(?<!\d [x×] \d)",
        lambda match: "una vez" if match["number"] == "1" else f"{cardinal(int(match['number']), 'feminine')} veces",
    ),
    says(
        "so many times before a word",
        r"(?<![\w.,/])(?P<number>\d{1,2})[x×](?=\s[a-z]|[.,;)]|$)",
        lambda match: "una vez" if match["number"] == "1" else f"{cardinal(int(match['number']), 'feminine')} veces",
    ),
    says(
        "so many a day",
        r"(?<![\w.,/])(?P<number>\d+) ?/ ?d[ií]a\b",
        lambda match: f"{cardinal(int(match['number']))} por día",
    ),
    rewrites(
        "a route said twice", r"(?<=vía oral) ?\(VO\)|(?<=vía intravenosa) ?\(IV\)|(?<=vía intramuscular) ?\(IM\)", ""
    ),
    says(
        "routes",
        rf"\bv[ií]as? (?P<said>(?:{'|'.join(map(_dotted, _ROUTES))})(?!\w){ABBREVIATION_DOT})",
        _read_route,
        ignore_case=True,
    ),
    says(
        "dotted capitals after a dose",
        rf"(?<![\w./-])(?P<letters>{_CAPITALS_WITH_DOTS})(?!\w|\.\w){ABBREVIATION_DOT}",
        _read_after_dose,
    ),
    says("with", r"(?<!\w)c/ ?(?=[^\W\d_]{2})", "con "),
    says("without", r"(?<!\w)s/ ?(?=[^\W\d_]{2})", "sin "),
    says("for", r"(?<!\w)p/ ?(?=[^\W\d_]{2})", "para "),
)
ABBREVIATION_RULES: tuple[Rule, ...] = (
    says(
        "halves of a day after a dose",
        rf"(?<=[{SAID}] )(?P<half>[ap])\. ?m\.?(?!\w)",
        lambda match: "por la mañana" if match["half"] == "a" else "por la tarde",
    ),
    says(
        "dosing abbreviations",
        rf"(?<![\w./-])(?:por (?=[VIS]))?(?P<letters>{_LETTERS})(?![\w'’/-]|\.\w){ABBREVIATION_DOT}",
        _read_abbreviation,
        ignore_case=True,
    ),
)
