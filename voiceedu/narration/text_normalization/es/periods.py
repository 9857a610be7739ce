"""So many in a period, or of each: deposiciones/24 h, 2 sobres/sem, latidos/min, 1 gota/ojo."""

import re

from voiceedu.narration.text_normalization.es.numbers import cardinal
from voiceedu.narration.text_normalization.rules import Rule, has, rewrites, says

MEASURED = re.compile(
    r"\b(?:diuresis|drenaje|gasto|débito|orina|balance|proteinuria|aporte|l[ií]quidos)\b", re.IGNORECASE
)


def _write_in_a_day(match: re.Match[str]) -> str | None:
    """Return "en 24 horas" for what is measured; a dose is given every 24 hours."""
    return f" {match[1]} en 24 horas" if has(MEASURED, match.string) else None


_SPOKEN = {"min": "minuto", "h": "hora", "kg": "kilogramo", "sem": "semana"}


_SMOKED = {"paq": "paquetes", "p": "paquetes", "cig": "cigarrillos"}


def _write_smoked(match: re.Match[str]) -> str | None:
    """Return "paquetes por año" for p/a, in a text about tobacco."""
    if not re.search(r"\b(?:TBQ|[Tt]ab|[Ff]um|[Ee]xfum|[Cc]ig|[Hh]ábitos|[Tt]óxic)", match.string):
        return None
    return f"{_SMOKED[match[1]]} {'al año' if match[2].startswith('a') else 'por día'}"


OPENING_RULES: tuple[Rule, ...] = (
    rewrites("so many in a day", r"(\b[Mm][aá]x\.? \d+) ?/ ?24 ?h(?:s|rs?)?\b\.?", r"\1 en 24 horas"),
    rewrites("so many in a day", r"(?<=\d) ?(cc|mL|ml|L|l) ?/ ?24 ?h(?:rs|s|oras)?(?!\w)", _write_in_a_day),
    rewrites(
        "packs and cigarettes by a period", r"(?<=\d )(paq|p|cig)\.? ?/ ?(a|año|d|día)(?=[\s,;.)]|$)", _write_smoked
    ),
    rewrites("things of a day", r"(?<=[a-zá-ú]{5}) ?/ ?d(?!\w)", " por día"),
    rewrites("packs of a year", r"(?<=\d )paq\.? ?/ ?año", "paquetes al año"),
    rewrites("things of an hour", r"(?<=[a-zá-ú]{5}) ?/ ?h(?:ora)?(?!\w)", " por hora"),
    rewrites("a period in short", r"(?<=[a-zá-ú]{3}s) ?/ ?sem(?:\.(?=\s*[\w,;:(×])|(?!\w))", " por semana"),
    rewrites(
        "so many of a thing in a day",
        r"\b(tomas|deposiciones|vómitos|pañales|micciones|episodios|crisis|veces|cambios|despertares)"
        r" ?/ ?(24|48|72) ?h(?:oras|rs?|s)?(?!\w)",
        r"\1 en \2 horas",
    ),
    rewrites(
        "a measure for a volume",
        r"\b(medidas?|cacitos?|sobres?|cucharadas?|cucharaditas?|cdas?|cdtas?|gotas?|comprimidos?)"
        r" ?/ ?(?=\d[\d.,]* ?(?:m[lL]|L|cc|g|kg)\b)",
        r"\1 por cada ",
    ),
    rewrites(
        "by a day after a bracket",
        r"(?<=\d\))( ?/ ?)(?=(?:día|d|sem|semana|h)(?!\w))|(?<=[a-zA-Z]\))( ?/ ?)(?=(?:día|d|sem|semana|h)(?!\w))",
        " por ",
    ),
    rewrites(
        "things by a minute",
        r"(?<=[a-zá-ú]{3}s) ?/ ?(min|hora|h|kg|semana|sem|mes|año)(?:/(dosis|día|toma))?(?![\w]|\.\w)",
        lambda match: f" por {_SPOKEN.get(match[1], match[1])}{f' por {match[2]}' if match[2] else ''}",
    ),
    rewrites(
        "one thing of a period",
        r"(?<![\w.,/])(1 (?!veces)[a-zá-ú]{3,}) ?/ ?(?=(?:noche|mañana|tarde|toma|comida|mes|semana|hora|sesión|año|"
        r"ojo|fosa|lado)(?!\w))",
        r"\1 por ",
    ),
)

RULES: tuple[Rule, ...] = (
    rewrites(
        "so many things of a period",
        r"(?<![\w.,/])(\d[\d.,]* ?(?:[a-zá-ú]{3,}s|[€$])) ?/ ?(?=(?:mes|semana|año|hora|noche|toma|dosis|sesión|visita|"
        r"comida|lado|ojo|fosa|página|persona|nivel)(?!\w))",
        r"\1 por ",
    ),
    rewrites("a slash before a period", r"(?<=[a-zá-ú]) ?/ ?(?=d[ií]a\b)", " por "),
    says(
        "so many a day",
        r"(?<![\w.,/])(?P<number>\d+) ?/ ?d[ií]a\b",
        lambda match: f"{cardinal(int(match['number']))} por día",
    ),
)
