"""How often: c/8 h, 3 veces/día, 2 v/sem, x 7 días, q6h, 1 c/noche."""

import re

from voiceedu.narration.text_normalization.es.numbers import AMOUNT, Noun, cardinal, count, decimal
from voiceedu.narration.text_normalization.es.topics import is_about
from voiceedu.narration.text_normalization.rules import ABBREVIATION_DOT, SAID, Rule, rewrites, says

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


def _read_times(match: re.Match[str]) -> str:
    number = "una vez" if match["number"] == "1" else f"{cardinal(int(match['number']), 'feminine')} veces"
    low = f"{cardinal(int(match['low']), 'feminine')} a " if match["low"] else ""
    period = {"d": "día", "día": "día", "dia": "día", "sem": "semana", "semana": "semana", "mes": "mes", "año": "año"}[
        match["period"].lower()
    ]
    return f"{low}{number} {'a la' if period == 'semana' else 'al'} {period}"


_NEARBY = 200
"""How many characters before and after a dose tell what is taken. A line of thousands of doses would take minutes."""
_TAKEN = re.compile(r"\b(?:comp|parche|sobre|supositorio)", re.IGNORECASE)


def _read_one_every(match: re.Match[str]) -> str:
    around = match.string[max(0, match.start() - _NEARBY) : match.end() + _NEARBY]
    return "uno" if _TAKEN.search(around) else "una"


_THINGS = {"com": "comprimido", "tab": "tableta", "cáp": "cápsula", "amp": "ampolla"}
_MEASURED = re.compile(
    r"\b(?:diuresis|drenaje|gasto|débito|orina|balance|proteinuria|aporte|l[ií]quidos)\b", re.IGNORECASE
)


def _write_in_a_day(match: re.Match[str]) -> str | None:
    """Return "en 24 horas" for what is measured; a dose is given every 24 hours."""
    return f" {match[1]} en 24 horas" if is_about(_MEASURED, match.string) else None


def _write_according(match: re.Match[str]) -> str | None:
    """Return "según" after a dose; elsewhere "s/dolor" is without pain."""
    return (
        "según " if re.search(r"\d ?(?:mg|g|mcg|m[lL]|h|gotas|comp|tab|UI)\b", match.string[: match.start()]) else None
    )


_SPOKEN = {"min": "minuto", "h": "hora", "kg": "kilogramo", "sem": "semana"}
_SMOKED = {"paq": "paquetes", "p": "paquetes", "cig": "cigarrillos"}


def _write_smoked(match: re.Match[str]) -> str | None:
    """Return "paquetes por año" for p/a, in a text about tobacco."""
    if not re.search(r"\b(?:TBQ|[Tt]ab|[Ff]um|[Ee]xfum|[Cc]ig|[Hh]ábitos|[Tt]óxic)", match.string):
        return None
    return f"{_SMOKED[match[1]]} {'al año' if match[2].startswith('a') else 'por día'}"


OPENING_RULES: tuple[Rule, ...] = (
    rewrites("so many in a day", r"(\b[Mm][aá]x\.? \d+) ?/ ?24 ?h(?:s|rs?)?\b\.?", r"\1 en 24 horas"),
    rewrites("times of a day by a sign", r"(?<![\w.,/])(\d(?: ?[-–a] ?\d)?) ?[x×] ?(?=d[ií]a\b)", r"\1 veces al "),
    rewrites("more than so many times", r"> ?(?=\d{1,2} ?(?:[x×v]|veces) ?/)", "más de "),
    rewrites("less than so many times", r"< ?(?=\d{1,2} ?(?:[x×v]|veces) ?/)", "menos de "),
    rewrites(
        "so many treatments",
        r"[x×] ?(?=\d{1,3} (?:infusiones|sesiones|dosis|ciclos|inyecciones|aplicaciones|infiltraciones)\b)",
        "por ",
    ),
    rewrites(
        "months of care",
        r"(?<=\d)( ?)m\.?(?= de (?:alivio|evolución|seguimiento|tratamiento|edad|vida|embarazo|espera)\b)",
        r"\1meses",
    ),
    rewrites("by the minute", r"(?<=por )min\b\.?(?=\s*(?:[,;)]|$))", "minuto"),
    rewrites("every other day", r"(?<!\w)c/ ?(?=\d\.?(?:er|º|ª|°) [a-zá-ú]{3})", "cada "),
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
    says(
        "one with an abbreviation",
        r"(?<![\w.,/-])1(?= (?:HS|VO|SL|PRN|BID|TID|QD|QID|SOS|AC)(?!\w))",
        _read_one_every,
    ),
    rewrites(
        "by each", r"(?<=\d )(s|seg|min|rep|reps|veces) [x×] (?=lado|pierna|brazo|ojo|pie|mano|día|semana)", r"\1 por "
    ),
    rewrites("so many in a day", r"(?<=\d) ?(cc|mL|ml|L|l) ?/ ?24 ?h(?:rs|s|oras)?(?!\w)", _write_in_a_day),
    rewrites("patient or", r"\bPtes?\.?(?=/\w)", "Paciente"),
    rewrites("a dot before a slash", rf"(?<=[a-z])\.(?=/[\w{SAID}])", ""),
    rewrites(
        "hours with and without",
        r"\b(sí|puestos?|colocados?|con|con parche|encendid[oa]) ?/ ?(?=\d{1,2} ?(?:h(?:rs?|oras)?|min)\b)",
        r"\1, ",
    ),
    says(
        "one every few hours",
        r"(?<![\w.,/])1(?= c/ ?(?:\d+(?: ?[-–a] ?\d+)? ?(?:h|hrs?|hs|horas?|min|d|días?)|mes|sem|semana|día|comida)\b)",
        _read_one_every,
    ),
    rewrites("times of a week by a sign", r"(?<=\d )v(?:eces|ez)?\.? ?[x×] ?(?=(?:sem|mes|día|año)\b)", "veces/"),
    rewrites(
        "packs and cigarettes by a period", r"(?<=\d )(paq|p|cig)\.? ?/ ?(a|año|d|día)(?=[\s,;.)]|$)", _write_smoked
    ),
    rewrites("times in some hours", r"(?<=\d) ?v(?:eces)? ?/ ?(?=\d{1,2} ?h(?:oras|rs?)?\b)", " veces en "),
    rewrites("things of a day", r"(?<=[a-zá-ú]{5}) ?/ ?d(?!\w)", " por día"),
    rewrites("packs of a year", r"(?<=\d )paq\.? ?/ ?año", "paquetes al año"),
    rewrites(
        "every few hours after a dose",
        r"(?:(?<=[a-zá-ú]{2})|(?<=[a-z]\.)|(?<=\bg)) ?/ ?(?=\d{1,2} ?[-–] ?\d{1,2} ?h(?:oras|rs?)?\b)",
        " c/",
    ),
    rewrites("things of an hour", r"(?<=[a-zá-ú]{5}) ?/ ?h(?:ora)?(?!\w)", " por hora"),
    says("if it is needed", r"(?<=(?:h|d|\.) )SP(?=[,;.)]|\s*$)", "si precisa"),
    rewrites("times by a sign", r"(?<=\d )(ve(?:z|ces)) ?[x×] ?(?=(?:sem|mes|año|d[ií]a)\b)", r"\1/"),
    rewrites("times of a period", r"(?<=\d )v/ ?(?=sem|mes|año)", "veces/"),
    rewrites("a period in short", r"(?<=[a-zá-ú]{3}s) ?/ ?sem(?:\.(?=\s*[\w,;:(×])|(?!\w))", " por semana"),
    rewrites(
        "so many in a box",
        r"(?:(?<=[a-zá-ú] )|(?<=\) ))[x×] ?"
        r"(?=\d{1,3} ?(?:tab|comp|cáp|cap|amp|sobres?|unidad|uds?\b|u\.|parches|supositorios|"
        r"jeringas|óvulos|grageas|frascos))",
        "por ",
    ),
    rewrites(
        "one of a kind in short",
        r"\b(por|cada) (comp|tab|cáps?|amp)(?:\.(?=\s*[\w,;:()])|(?=\.?$|[,;)]))",
        lambda match: f"{match[1]} {_THINGS[match[2][:3]]}",
    ),
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
    rewrites("by a minute with a sign", r"(?<=\d) ?[x×] ?min(?=[\s,;.)]|$)", " por minuto"),
    rewrites(
        "by a day after a bracket",
        r"(?<=\d\))( ?/ ?)(?=(?:día|d|sem|semana|h)(?!\w))|(?<=[a-zA-Z]\))( ?/ ?)(?=(?:día|d|sem|semana|h)(?!\w))",
        " por ",
    ),
    rewrites("with several", r"(?<!\w)c/ ?(?=(?:comidas|ojos|alimentos|brazos|piernas)\b)", "con "),
    rewrites("minutes every few hours", r"(?<=\d )(min(?:utos)?) ?/ ?(?=\d{1,2} ?h)", r"\1 c/"),
    rewrites(
        "so many of a place",
        r"(?<=[a-zá-ú\d)] )[x×] ?(?=\d{1,2} (?:nivel|lado|punto|aplicaci|sitio|lesi[oó]n|rama|nervio|punci)[a-zá-ú]*)",
        "por ",
    ),
    rewrites(
        "by in short",
        r"(?<=[a-zá-ú] )(?<!ayos )(?<!iglo )(?<!actor )(?<!osoma )(?<!eje )[x×] (?=[a-zá-ú]{2,}\b)(?!o\b|y\b|frágil)",
        "por ",
    ),
    rewrites(
        "as a complaint asks for",
        r"(?<=\S )s/ ?(?=(?:escala|glicemia|protocolo|esquema|pauta|dolor|necesidad|glucemia|peso|tolerancia|respuesta|"
        r"INR|control)\w*)|(?<=[\dhdg.] )s/ ?(?=indicaci)",
        _write_according,
    ),
    rewrites(
        "things by a minute",
        r"(?<=[a-zá-ú]{3}s) ?/ ?(min|hora|h|kg|semana|sem|mes|año)(?:/(dosis|día|toma))?(?![\w]|\.\w)",
        lambda match: f" por {_SPOKEN.get(match[1], match[1])}{f' por {match[2]}' if match[2] else ''}",
    ),
    rewrites("fluids for some hours", r"(?:(?<=cc )|(?<=m[lL] )|(?<=L ))p/ ?(?=\d{1,2} ?h)", "para "),
    rewrites(
        "so many of a year",
        r"(?:(?<=\d )|(?<=[a-zá-ú]s ))[x×] (?=(?:año|mes|semana|día|persona|paciente)(?!\w))",
        "por ",
    ),
    rewrites("by every", r"(?<=[a-zá-ú] )[x×] (?=cada\b|c/)", "por "),
    rewrites("every one after a word", r"\b(de|por|con|en|tras|a) c/ ?(?=[a-zá-ú]{4})", r"\1 cada "),
    rewrites(
        "one thing of a period",
        r"(?<![\w.,/])(1 (?!veces)[a-zá-ú]{3,}) ?/ ?(?=(?:noche|mañana|tarde|toma|comida|mes|semana|hora|sesión|año|"
        r"ojo|fosa|lado)(?!\w))",
        r"\1 por ",
    ),
    rewrites(
        "every one of a kind",
        r"(?<!\w)c/ ?(?=(?:noche|mañana|tarde|comida|toma|dosis|visita|ojo|lado|fosa|deposición|"
        r"deyección|vómito|pañal|sesión|micción|biberón|ciclo|pierna|brazo)s?\b)",
        "cada ",
    ),
    rewrites("times a day", r"(?<=\d) ?v/d(?:[ií]a)?(?!\w)", " veces al día"),
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
    says(
        "times a day",
        r"(?<![\w.,/])(?:(?P<low>\d+) ?[-–a] ?)?(?P<number>\d+) ?(?:[x×]|ve(?:z|ces)) ?(?:/|al? (?:la )?|por "
        r")(?P<period>d[ií]a|d|semana|sem|mes|año)(?!\w)"
        rf"{ABBREVIATION_DOT}",
        _read_times,
        ignore_case=True,
    ),
    rewrites(
        "so many things of a period",
        r"(?<![\w.,/])(\d[\d.,]* ?(?:[a-zá-ú]{3,}s|[€$])) ?/ ?(?=(?:mes|semana|año|hora|noche|toma|dosis|sesión|visita|"
        r"comida|lado|ojo|fosa|página|persona|nivel)(?!\w))",
        r"\1 por ",
    ),
    rewrites("a slash before a period", r"(?<=[a-zá-ú]) ?/ ?(?=d[ií]a\b)", " por "),
    rewrites("a dose by the weight", r"(?<=kg) ?[x×] ?(?=\d+(?:[.,]\d+)? ?kg\b)", " por "),
    rewrites(
        "for a hundred and more",  # "por ciento veinte" would be a percentage
        r"(?<=\s)[x×] ?(?=1\d\d ?(?:d[ií]as?|d|horas?|hrs?|hs|h|min|minutos?|s|seg|segundos?)\b)",
        "durante ",
    ),
    rewrites(
        "for some days",
        r"(?<=\s)[xX×] ?"
        r"(?=(?:\d+ ?(?:[-–]|a) ?)?\d+ ?(?:d[ií]as?|d|semanas?|sem|mes|meses|años?|horas?|hrs?|hs|h|min|minutos?|s|seg|"
        r"segundos?|noches?|mañanas?|tardes?|dosis|sesiones|tomas|visitas|ciclos|turnos)\b)",
        "por ",
    ),
    rewrites(
        "times a week",
        r"(?<![\w.,/])(\d{1,2}) ?[x×] ?(?:sem(?:\.(?=\s*[\w,;:(])|ana)?|(?P<month>mes)|(?P<day>día))(?!\w)",
        lambda match: f"{match[1]} veces por {match['month'] or match['day'] or 'semana'}",
    ),
    says(
        "so many times",
        r"(?<=\s)[x×] ?(?P<number>\d{1,2})(?=\s|[,.;:)]|$)(?![.,]\d)"
        r"(?! ?(?:mm|cm|m|kg|lb|mg|mcg|µg|g|m[lL]|UI|euros?|pesos?|dólares|soles)\b| ?[€$])(?<!\d [x×] \d)",
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
    rewrites("with", rf"(?<!\w)c/ ?(?=[^\W\d_]{{2}}|[{SAID}]|[A-ZÁÉÍÓÚ]\w|\d)", "con "),
    says("according to", r"(?<!\w)s/ ?(?=(?:escala|esquema|pauta|protocolo)\b)", "según "),
    says("without", r"(?<!\w)s/ ?(?=[^\W\d_]{2})", "sin "),
    says("for", r"(?<!\w)p/ ?(?=[^\W\d_]{2})", "para "),
)
