"""Leaflets of medicines: Sacarosa…… 660 mg, 100 mg de ibuprofeno/5 ml, sulfato de Mg, E 110, c.s., (im)."""

import re

from voiceedu.narration.text_normalization.es.calendar import MONTHS
from voiceedu.narration.text_normalization.es.numbers import cardinal
from voiceedu.narration.text_normalization.rules import Rule, has, rewrites, says

_SALT = (
    r"[Ss]ulfato|[Cc]loruro|[Cc]itrato|[Cc]arbonato|[Bb]icarbonato|[Gg]luconato|[Óó]xido|[Hh]idróxido|[Vv]alproato|VALPROATO|"
    r"[Ll]actato|[Ff]osfato|SULFATO|CLORURO|CITRATO|CARBONATO|BICARBONATO|GLUCONATO"
)
_METALS = {"Mg": "magnesio", "Ca": "calcio", "K": "potasio", "Na": "sodio", "Fe": "hierro", "Al": "aluminio"}
_ROUTES = {"im": "intramuscular", "iv": "intravenosa", "sc": "subcutánea", "vo": "oral", "sl": "sublingual"}
_ROUTE = "|".join(_ROUTES)
_LISTED = re.compile(r"(?<!\w)(?:i|ii|iii)\)")
"""Small Roman numerals of a list: i) ii) iii) iv)."""


def _read_route(match: re.Match[str]) -> str | None:
    return None if has(_LISTED, match.string) else _ROUTES[match["said"]]


RULES: tuple[Rule, ...] = (
    rewrites(
        "leaders of a table",
        r"\s*(?:[.…_·]*…[.…·]+|\.{5,400}|(?:\. ){4,120}\.?)\s*(?=\w)|\s*(?:…|\.{4})\s*(?=[<>≥≤~]?\d)",
        ", ",
    ),
    rewrites("either of two", r"(?<=[\w)] )ó(?= [\w<>≥≤])", "o"),
    rewrites(
        "some of a medicine in a volume",
        r"(\d ?(?:mg|mcg|µg|g|UI)\.? de (?:[^\W\d_]+ ){0,2}[^\W\d_]{4,}) ?/ ?"
        r"(?=(?:\d[\d.,]* ?)?(?:m[lL]|dosis|comp|cápsula|g)\b)",
        r"\1 por ",
    ),
    says(
        "metals of a salt",
        rf"\b(?:{_SALT})(?: de| DE)? (?P<said>{'|'.join(_METALS)})(?![\w+])",
        lambda m: _METALS[m["said"]],
    ),
    rewrites(
        "a batch and its end", r"(?<!\w)([Ll])ote ?/ ?(?:[Cc]ad|[Vv]to|[Vv]enc|[Ee]xp)\b\.?", r"\1ote y caducidad"
    ),
    rewrites(
        "the month of an end",
        r"\b(caducidad:? (?:[A-Z\d]+ ?/ ?)?)(0[1-9]|1[0-2])[-/](\d\d)(?![\w/-])",
        lambda match: f"{match[1].rstrip(' /')}{',' * ('/' in match[1])} {MONTHS[int(match[2]) - 1]} de 20{match[3]}",
    ),
    rewrites("units by a weight", r"(?<=\d )unidades? ?(?=/ ?(?:kg|m[lL]|L|h|hr|hora|min|día)\b)", "UI"),
    rewrites("a seven read for a slash", r"(?<=\d )m([gl])7(?=d?[lL]\b)", r"m\1/"),
    says(
        "numbers of additives",
        r"(?<!\w)(?P<said>E ?-? ?(?P<number>[1-9]\d{2,3})(?P<letter>[a-i]?))(?=\)|,? (?:y|o|E)\b|, E)",
        lambda match: f"E {cardinal(int(match['number']))} {match['letter'].upper()}".strip(),
    ),
    rewrites("colours with a letter", r"(?<=anaranjado )S(?= \(|,|\.|$)", "ese"),
    rewrites("enough of it", r"(?<!\w)c\. ?s\.(?! ?p)(?=\s|$|[,;)])|(?<!\w)c\.s(?=\.$)", "cantidad suficiente"),
    rewrites("enough for", r"(?<!\w)(?:c\. ?s\. ?p\.?|csp)(?= )", "cantidad suficiente para"),
    rewrites("kilograms of a body", r"(?<=\b[Pp]or )Kg\.?(?= (?:de )?(?:peso|día)|/)|(?<=[gl]/)Kg(?!\w)", "kg"),
    says(
        "routes in small letters",
        rf"(?:(?<=\()|(?<=oral, )|(?<=\), )|(?<=v[oe], )|(?<=[is][mvc], )|(?<=[is][mvc] [oy] ))(?P<said>{_ROUTE})"
        r"(?=[,:;.)]| \(| [oy] |$)",
        _read_route,
    ),
)
