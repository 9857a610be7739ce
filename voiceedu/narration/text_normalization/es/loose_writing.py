"""Loose writing: cm.Presenta, S.aureus, 0 ´ 5 mg, 12 : 19 h, 32 x 14 X 8 mm, ( + ), 120/80 mm hg, 64ui/ml, 5/08/7."""

import re

from voiceedu.narration.text_normalization.rules import Rule, rewrites

_SMALL = "a-záéíóúñü"
_CAPITAL = "A-ZÁÉÍÓÚÑ"
_HOST_ENDS = frozenset(("com", "org", "net", "edu", "gob", "gov", "info", "es", "mx", "ar", "cl", "pe", "eu"))
_ADDRESS = re.compile(r"(?:www\.|://|@)\S*$|(?<!\S)[A-ZÁÉÍÓÚÑ]\S*$", re.IGNORECASE)
_NEARBY = 80
"""How many characters before a stop tell whether it is one of an address."""
_MEASURES = {
    **dict.fromkeys(("mm3", "mm³"), "milímetro cúbico"),
    **dict.fromkeys(("μl", "µl", "μL", "µL"), "microlitro"),
    **dict.fromkeys(("m2", "m²"), "metro cuadrado"),
    **dict.fromkeys(("dl", "dL"), "decilitro"),
}
_DECIMAL_UNITS = r"mg|mcg|µg|g|kg|m[lL]|cc|cm|mm|m|[lL]|UI|%|comp|tab|litros?|veces|[º°]"
_COUNTED = (
    r"sobres?|c[áa]psulas?|parches?|ampollas?|pastillas?|jeringas?|gotas?|comprimidos?|supositorios?|"
    r"inhalaci[oó]n(?:es)?"
)


def _separate(match: re.Match[str]) -> str | None:
    """Return a stop and a space, unless the stop is one of an address. After a unit a stop would be its own: cm."""
    before = match.string[max(0, match.start() - _NEARBY) : match.start()]
    if _ADDRESS.search(before) and match["word"].lower() in _HOST_ENDS:
        return None
    if re.search(r"(?:www\.|://|@)\S*$", before, re.IGNORECASE):
        return None
    return ", " if re.search(r"\d ?[^\W\d_]{1,3}$", before) else ". "


def _separate_number(match: re.Match[str]) -> str | None:
    before = match.string[max(0, match.start() - _NEARBY) : match.start()]
    return None if re.search(r"(?:www\.|://|@)\S*$", before, re.IGNORECASE) else ". "


def _write_route(match: re.Match[str]) -> str:
    return f"{match[1]} {match[2].upper()}"


def _write_date(match: re.Match[str]) -> str | None:
    """Return a date with its whole year: 22/04/3 is of 2003."""
    return f"{match[1]}/{match[2]}/200{match[3]}" if 0 < int(match[1]) <= 31 and 0 < int(match[2]) <= 12 else None


def _write_parts(match: re.Match[str]) -> str | None:
    """Return 1-0-1 for 1.0.1 and 1-1-1 for 1.1.1, a dose in the parts of a day. 1.2.3 may be a section."""
    parts = match.groups()
    return "-".join(parts) if "0" in parts or len(set(parts)) == 1 else None


def _write_compared(match: re.Match[str]) -> str:
    """Return "más de" for "> de", "mayor a" for "> a"."""
    return {">de": "más de ", "<de": "menos de ", ">a": "mayor a ", "<a": "menor a "}[match[1] + match[2]]


FIRST_RULES: tuple[Rule, ...] = (
    rewrites("a sign in brackets with spaces", r"(?<=\w )\( ([+−–-]) \)", r"(\1)"),
    rewrites("an accent for the prime of a minute", r"(?<=\d)( ?[xX] ?)[´`](?!\w)", "x'"),
    rewrites(
        "decimals after an accent with spaces",
        rf"(?<![\w.,'’´])(\d{{1,3}}) [´'’] ?(\d{{1,2}})(?= ?(?:{_DECIMAL_UNITS})(?![^\W\d_]))|"
        rf"(?<=[Dd]e )(3[5-9]|4[0-2]) [´'’] (\d)(?![\w/])",
        lambda match: f"{match[1] or match[3]},{match[2] or match[4]}",
    ),
    rewrites(
        "decimals after an acute accent",
        r"(?<![\w.,'’´])(?<!as )(?<!la )(\d{1,2}) ´ (\d{1,2})(?! ?(?:h|´|\"|min|s\b)|\d)",
        r"\1,\2",
    ),
    rewrites("a star for a sign", r"(?<=\d) ?\* ?(?=\d[\d.,]* ?[cm]m\b)", " x "),
    rewrites("sides in decimals", r"(?<![\d.,'’´])(\d) ?['’´] ?(\d)(?= ?(?:x|×|cm|mm)(?![^\W\dx_]))", r"\1,\2"),
)

RULES: tuple[Rule, ...] = (
    rewrites(
        "a sentence without a space before it",
        rf"(?:(?<=[{_SMALL}]{{2}})|(?<=\d)|(?<=[)%]))\.(?=(?P<word>[{_CAPITAL}][{_SMALL}]+)(?![\w@]|\.\w))",
        _separate,
    ),
    rewrites("a space before a stop", rf"(?:(?<=[\w%)] )|(?<=: ))\.(?=[{_CAPITAL}][{_SMALL}])", ". "),
    rewrites(
        "the name of a germ",
        r"(?<![\w.])([A-Z])\.(?![Ee]xternas|[Pp]rimaria)(?=(?:[a-z]{5,}|[A-Z][a-záéíóú]{3,})(?!\w|[.@]\w))",
        r"\1. ",
    ),
    rewrites(
        "a number without a space before it",
        r"(?<=[a-záéíóúñ]{4})\.(?=\d+(?:[.,]\d+)? ?(?:[a-z%]|$|[,;)]))",
        _separate_number,
    ),
    rewrites("under the skin after a dose", r"(?<=\d) ?s\. ?c\.?(?!\w)", " SC"),
    rewrites("cubic centimetres with stops", r"(?<=\d) ?c\. ?c\b\.?(?=[\s,;)]|$)", " cc"),
    rewrites("milligrams in a longer form", r"(?<=\d) ?mgrs\b\.?", " mg"),
    rewrites("a route after the hours", r"(\d ?h)\.?/([eEiI][vV]|[vV][oO]|[sS][cC])(?![\w/])", _write_route),
    rewrites("by mouth between slashes", r"\.?/v\.?o\.?/(?=\d{1,2} ?h)", " VO c/"),
    rewrites("an hour with spaces", r"\b(las? \d{1,2}) : (?=\d\d(?!\d))", r"\1:"),
    rewrites("an hour with an accent", r"\b(las? \d{1,2}) ?[´'’] ?(?=\d\d ?h(?:oras|rs?|s)?\b)", r"\1:"),
    rewrites("a capital for a sign", r"(?<=\d) ?X ?(?=\d+(?:[.,]\d+)? ?(?:[cm]m|x|X)\b)", " x "),
    rewrites("thousands by a measure", r"(?<=\d) ?[Mm]il/(?=mm[3³])", " mil por "),
    rewrites("millions by a measure", r"(?<=\d) ?[Mm]ill(?:\.|ones)?/(?=mm[3³])", " millones por "),
    rewrites("by a measure", r"(?<=por )(mm[3³]|[μµ][lL]|m[2²]|d[lL])(?![\w²³])", lambda match: _MEASURES[match[1]]),
    rewrites("mercury in small letters", r"(?<=\d) ?mm ?(?:hg|HG|Hg)(?!\w)", " mmHg"),
    rewrites("units in small letters", r"(?<=\d) ?(?:ui|Ui)(?![^\W_]|\.\w)", " UI"),
    rewrites(
        "days of the week without an accent",
        r"\b(?:([Ss])[aá]bado(s?)|([Mm])i[eé]rcoles)\b",
        lambda match: f"{match[1]}ábado{match[2]}" if match[1] else f"{match[3]}iércoles",
    ),
    rewrites(
        "dates whose year has one digit",
        r"(?:(?<=[Ee]l )|(?<=d[ií]a )|(?<=[Dd]el )|(?<=[Ff]echa ))([0-3]?\d)/(0?\d|1[0-2])/(\d)(?![\w/-]|[.,]\d)",
        _write_date,
    ),
    rewrites(
        "dates whose month has a nought",
        r"(?<![\w.,/-])([0-3]?\d)/(0[1-9])/(\d)(?![\w/-]|[.,]\d)",
        _write_date,
    ),
    rewrites(
        "a day in parts with stops",
        r"(?:(?<=\()|(?<=\( )|(?<=\d )|(?<=mg ))"
        r"([0-3]|1/[24]|½)\.([0-3]|1/[24]|½)\.([0-3]|1/[24]|½)(?=\.?(?:[\s,;)]|$))",
        _write_parts,
    ),
    rewrites(
        "doses in the parts of a day",
        r"(?<![\w.,-])((?:\d{1,4} ?m?c?g|0)-(?:\d{1,4} ?m?c?g|0)-(?:\d{1,4} ?m?c?g|0))(?![\w-])",
        lambda match: match[1].replace("-", ", ") if "g" in match[1] else None,
    ),
    rewrites(
        "a half with spaces", r"(?<![\w.,/])1 / ([234]) (?=(?:de )?(?:comp|tab|past|dosis|c[áa]ps|sobre))", r"1/\1 "
    ),
    rewrites(
        "a strength before a part of a tablet",
        r"(?<=[\w]{4} )([2-9]\d|\d{3,4}) (?=[1-3]/[2-4] (?:de )?(?:comp|tab|past))",
        r"\1, ",
        ignore_case=True,
    ),
    rewrites("things after their number", rf"(?<![\w.,/])(\d{{1,2}})(?=(?:{_COUNTED})(?!\w))", r"\1 "),
    rewrites("capsules without an accent", r"\b([Cc])apsula(?=s?\b)", r"\1ápsula"),
    rewrites("more or less than some", r"([<>]) ?(de|a) (?=\d)", _write_compared),
    rewrites("and or", r"\by ?/ ?ó\b", "y/o"),
)
