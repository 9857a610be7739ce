"""Schedules of a hospital: 1 - 0 - 1, 60 mg sc/6 m, 1 amp/15 d, 500 cc/8 h, s/p, L-V y S-D, control en 3 m."""

import re

from voiceedu.narration.text_normalization.es.nouns import is_feminine
from voiceedu.narration.text_normalization.es.numbers import cardinal, decimal, fraction
from voiceedu.narration.text_normalization.rules import Rule, has, rewrites, says

_PART = r"(?:[0-4]|½|1/2|¼|¾)"
_GIVEN = r"amp|comp|tab|cáp|iny|mg|g|mcg|µg|UI|U|mL|ml|vial|sobre|parche|dosis|sc|SC|im|IM|iv|IV|vo|VO"
_MEASURED = re.compile(r"\b(?:diuresis|drenaje|gasto|débito|orina|balance|proteinuria|aporte|sonda)\b", re.IGNORECASE)
_WEEK = re.compile(r"(?<!\w)(?:L ?[-–a] ?V|descans|cerrad|festiv)", re.IGNORECASE)
_VISITS = (
    r"[Rr]evisión|[Cc]ontrol(?:es)?|[Cc]ita|[Cc]onsulta|[Cc]trl\.?|[Vv]olver|[Vv]uelva|[Rr]epetir|RMN?|TAC|"
    r"[Aa]nalítica|"
    r"[Ss]eguimiento|[Rr]evaluar|[Vv]alorar|[Dd]ensitometría|[Ee]cografía"
)


def _write_fluid(match: re.Match[str]) -> str:
    """Return "cada 8 horas" for what is given, "en 8 horas" for what is measured."""
    joint = "en" if has(_MEASURED, match.string) else "cada"
    return f" {match[1]} {joint} {match[2]} horas"


def _write_weekend(match: re.Match[str]) -> str | None:
    return "sábado y domingo" if has(_WEEK, match.string) else None


def _read_pair(match: re.Match[str]) -> str | None:
    first, last = (float(part.replace(",", ".")) for part in match["said"].split("/"))
    if first <= last:
        return None
    return " con ".join(map(decimal, match["said"].split("/")))


def _write_next(match: re.Match[str]) -> str:
    """Return "próximo" before a masculine noun, "próximas" before several feminine ones."""
    noun = {"rev": "revisión", "cons": "consulta"}.get(match["noun"], match["noun"])
    is_many = noun.endswith("s") and noun not in ("dosis", "mes", "lunes", "martes", "miércoles", "jueves", "viernes")
    return f"{match[1]}róxim{'a' if is_feminine(noun) and noun != 'martes' else 'o'}{'s' * is_many} "


def _write_part_of_year(match: re.Match[str]) -> str:
    return f"{match[1]}estre"


_MEALS = {"D": "desayuno", "A": "almuerzo", "C": "cena", "M": "merienda", "Me": "merienda"}


def _read_meals(match: re.Match[str]) -> str:
    """Return "desayuno, almuerzo, cena" for D-A-C, whose amounts may stand beside it."""
    *meals, last = (_MEALS[letter] for letter in re.findall(r"[A-Z][a-z]?", match["said"]))
    return f"{', '.join(meals)} y {last}"


def _read_parts_with_hours(match: re.Match[str]) -> str:
    """Return "uno a las ocho horas, cero, cero" for "1 (8 h) - 0 - 0"."""
    return ", ".join(map(_part_of_day, re.split(r" ?[-–] ?(?![^(]*\))", match[0])))


def _part_of_day(written: str) -> str:
    amount, _, remark = written.rstrip(")").partition("(")
    return f"{fraction(amount.strip())}{_at(remark)}"


def _at(remark: str) -> str:
    if not remark:
        return ""
    hour = re.fullmatch(r"(\d{1,2})(?::00)? ?(?:h|hs|hrs)?\.?", remark.strip())
    if hour is None:
        return f", {remark},"
    return " a la una" if hour[1] == "1" else f" a las {cardinal(int(hour[1]), 'feminine')}"


_WITH_HOUR = rf"{_PART}(?: ?\([^()\d-]{{3,20}}\)| ?\(\d{{1,2}}(?::00)? ?(?:h|hs|hrs)?\.?\))"
_MAYBE_WITH_HOUR = rf"(?:{_WITH_HOUR}|{_PART}(?! ?\())"

_OF_A_PROCEDURE = re.compile(
    r"\b(?:suspen|INR|reinici|última dosis|heparina|HBPM|anticoag|cirug|procedim|infiltra|bloqueo|Sintrom|AVK)",
    re.IGNORECASE,
)


def _read_day_of_a_procedure(match: re.Match[str]) -> str | None:
    """Return "día menos tres" for D-3, three days before a procedure. Elsewhere it may be a vitamin."""
    if not has(_OF_A_PROCEDURE, match.string):
        return None
    return f"día {'más' if match['sign'] == '+' else 'menos'} {cardinal(int(match['number']))}"


_BY_PERIOD = {"d": "al día", "s": "a la semana", "m": "al mes", "a": "al año"}

RULES: tuple[Rule, ...] = (
    says(
        "days before and after a procedure",
        r"(?<![\w.-])(?<!itamina )(?P<said>D ?(?P<sign>[-−–+]) ?(?P<number>\d{1,2}))(?![\w/-]|[.,]\d)",
        _read_day_of_a_procedure,
    ),
    says(
        "meals of a day",
        r"(?<![\w.-])(?<!itamina )(?P<said>D ?[-–/] ?(?:M ?[-–/] ?)?A ?[-–/] ?(?:Me? ?[-–/] ?)?C)(?![\w-])",
        _read_meals,
    ),
    says(
        "a day in parts with their hours",
        rf"(?<![\w.,/-])(?=[^)]*\()(?:{_MAYBE_WITH_HOUR} ?[-–] ?){{2,3}}{_MAYBE_WITH_HOUR}(?![\w/-]|[.,]\d)",
        lambda match: _read_parts_with_hours(match) if "(" in match[0] else None,
    ),
    rewrites(
        "a day in parts with spaces",
        rf"(?<![\w.,/-])({_PART}) ?[-–] ({_PART}) ?[-–] ?({_PART})(?: ?[-–] ?({_PART}))?(?![\w/-]|[.,]\d)",
        lambda match: "-".join(filter(None, match.groups())),
    ),
    rewrites(
        "given every few days or months",
        rf"(?<![^\W\d_])({_GIVEN})\.? ?/ ?(\d{{1,2}}) ?(d|días?|sem|semanas?|m|meses)(?=[\s,;.)]|$)",
        lambda match: f"{match[1]} c/{match[2]} {'meses' if match[3] == 'm' else match[3]}",
    ),
    rewrites(
        "a route every few hours",
        r"(?<![\w.])(sc|im|iv|vo|SC|IM|IV|VO) ?/ ?(?=\d{1,2} ?h)",
        lambda match: f"{match[1].upper()} c/",
    ),
    rewrites(
        "a route by the day",
        r"(?<![\w.])(sc|im|iv|vo|SC|IM|IV|VO) ?/ ?(d|día|sem|semana|mes|año)(?!\w)",
        lambda match: f"{match[1].upper()} {_BY_PERIOD[match[2][0]]}",
    ),
    rewrites("fluids of some hours", r"(?<=\d) ?(cc|mL|ml) ?/ ?(4|6|8|12) ?h(?:rs|s|oras)?(?!\w)", _write_fluid),
    rewrites(
        "if it is needed",
        r"((?:\d ?(?:mg|g|mcg|mL|ml)|comp|tab|inh|puffs?|disp|\d-\d|gotas|h)\.? )s/p(?=[\s,;.)]|$)",
        r"\1si precisa",
    ),
    rewrites("once a day by a slash", r"(?<=\d )(mg|mcg|µg|g|UI|comp) 1 ?/ ?d(?:ía)?(?!\w)", r"\1 una vez al día"),
    rewrites("kilograms in some days", r"(?<=\d )(k?g) ?/ ?(?=\d ?(?:d|días)\b)", r"\1 en "),
    rewrites("the end of a week", r"(?<![\w.])S ?(?:y|-|/) ?D(?![\w.])", _write_weekend),
    rewrites(
        "months until a visit",
        rf"\b((?:{_VISITS})\b[^.;\d]{{0,25}}?\b(?:en|tras|a los|cada|"
        rf"c/) ?\d{{1,2}}(?: ?[-–] ?\d{{1,2}})?) m(?=[\s,;.)]|$)",
        r"\1 meses",
    ),
    rewrites("an hour with a comma", r"\b(a las? (?:[01]?\d|2[0-3])),([0-5]\d) ?(?=h(?:oras|rs?|s)?\b)", r"\1:\2 "),
    rewrites("Sundays and holidays", r"(?<!\w)([Dd])om\.? ?/ ?(?=fest|feri)", r"\1omingos y "),
    rewrites("what is next", r"(?<!\w)([Pp])róx\.? (?=(?P<noun>[a-záéíóúñ]{3,}))", _write_next),
    rewrites(
        "half a year and a quarter",
        r"(?<=[ºª°r] )(sem|trim)\.?(?= (?:de(?:l)? )?(?:año\b|20\d\d))",
        _write_part_of_year,
    ),
    rewrites("María", r"(?<!\w)M\.?ª(?=\.? (?:del? |de la )?[A-ZÁÉÍÓÚ])\.?", "María"),
    rewrites("the highest temperature", r"(?<!\w)T\.?ª m([áa]x|[ií]n)\.?(?!\w)", r"temperatura m\1"),
    says(
        "a day of a course by its letter",
        r"(?<=\()(?P<said>D ?(?P<one>\d{1,2})/(?P<all>\d{1,2}))(?=\))",
        lambda match: f"día {cardinal(int(match['one']))} de {cardinal(int(match['all']))}",
    ),
    rewrites("the same dose", r"(?<=[→,:] )= ?(?=(?:dosis|pauta|tto|trat))", "igual "),
    says(
        "a day of a course in brackets",
        r"(?<=\([Dd]ía )(?P<said>(?P<one>\d{1,2})/(?P<all>\d{1,2}))(?=\))",
        lambda match: f"{cardinal(int(match['one']))} de {cardinal(int(match['all']))}",
    ),
    rewrites(
        "pain at rest and in motion",
        r"\b(EVA|EVN|[Dd]olor) (?:en )?reposo ?/ ?mov\w*\.?:? (\d{1,2})/(\d{1,2})(?![\w/])",
        r"\1 en reposo y en movimiento: \2 y \3",
    ),
    rewrites("salts of a drug", r"\b([Hh]eparina) Na(?=[\s,;.)]|$)", r"\1 sódica"),
    rewrites(
        "a salt of another drug",
        r"\b([Dd]iclofenaco?|[Nn]aproxeno|[Vv]alproato|[Mm]etamizol) Na(?=[\s,;.)]|$)",
        r"\1 sódico",
    ),
    rewrites("an injection", r"(?<![\w.,])1 iny(?:ec)?\.?(?=[\s,;])", "1 inyección"),
    says(
        "strengths of a combined drug",
        r"\b[A-ZÁÉÍÓÚ]?[a-zá-ú]{4,} (?P<said>\d{1,3}(?:,\d)?/\d{1,3}(?:,\d)?)(?= (?:c/|cada|\d-\d|1 ))",
        _read_pair,
    ),
)
