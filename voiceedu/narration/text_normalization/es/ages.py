"""Ages: < 5 a, Px de 40 a., 1 a 6 m, a los 2, 4 y 6 m, vacunas 0-1-6 m, gatea (9 m)."""

import re

from voiceedu.narration.text_normalization.es.topics import OF_DISTANCES
from voiceedu.narration.text_normalization.rules import Rule, has, rewrites, says


def _write_months(match: re.Match[str]) -> str | None:
    return f"{match[1]} meses" if has(_OF_AGE, match.string) else None


_OF_AGE = re.compile(r"\b(?:beb[ée]|niñ|lactante|reci[ée]n nacid|fiebre|vacuna|dosis|edad|pediatr)|^T ", re.IGNORECASE)


_CHILD = re.compile(
    r"\b(?:[hp]e[nx]t?avalente|hexavalente|VNC|SRP|BCG|rotavirus|mening|varicela|DTPa?|VPI|IPV|antigripal|lactante|"
    r"beb[ée]|niñ|edad|preescolar|escolar|vacuna|viral|VPH|HPV|MenB|SRP|DTP|Hep|hepatitis|neumo|"
    r"reci[ée]n nacid|refuerzo|dosis \()",
    re.IGNORECASE,
)


def _write_months_of_child(match: re.Match[str]) -> str | None:
    if not has(_CHILD, match.string) or has(OF_DISTANCES, match.string):
        return None
    return f"{match[1]} {'mes' if match[1] == '1' else 'meses'}"


def _write_twelfths(match: re.Match[str]) -> str | None:
    return f"{match[1]} años y {match[2]} meses" if has(_CHILD, match.string) else None


def _write_years(match: re.Match[str]) -> str:
    return f"{match[1] or match[2]} años"


_GROWING = re.compile(
    r"\b(?:gatea|se sienta|sostén cefálico|sonríe|balbucea|primeras palabras|[Dd]esarrollo psicomotor|complementaria|"
    r"purés?|papillas?|destete|lactancia)\b",
    re.IGNORECASE,
)
_MEASURED = re.compile(r"\b(?:camin|march|distan|corr[ea]|recorr|pasos|altura|profund|largo|metros)", re.IGNORECASE)


_AGE = r"\d{1,2}(?: ?[-–] ?\d{1,2})? [ma](?=[\s,;.)]|$)"


def _write_ages(match: re.Match[str]) -> str | None:
    """Return "2 meses, 4 meses y 6 años" for 2 m, 4 m y 6 a, unless they are metres."""
    if has(OF_DISTANCES, match.string):
        return None
    words = re.sub(r"\bm\b", "meses", re.sub(r"(?<=\d )a\b", "años", match[0]))
    return re.sub(r"\b1 (mes|año)(?:es|s)\b", r"1 \1", words)


RULES: tuple[Rule, ...] = (
    rewrites(
        "months since birth",
        r"\b((?:[Dd]e|[Dd]esde|[Hh]asta|[Aa]ntes de|[Dd]espués de|[Ee]ntre|y) los \d{1,2}"
        r"(?: ?[-–] ?\d{1,2}| (?:a|y) \d{1,2})?) m(?=[\s,;.)]|$)",
        lambda match: None if has(_MEASURED, match.string) else f"{match[1]} meses",
    ),
    rewrites(
        "months of what a child can do",
        r"(?<![\w.,/:])(\d{1,2}(?: ?[-–] ?\d{1,2})?) m(?=[\s,;:.)]|$)",
        lambda match: f"{match[1]} {'mes' if match[1] == '1' else 'meses'}" if has(_GROWING, match.string) else None,
    ),
    rewrites(
        "months and years in a row, each with its letter", rf"(?<![\w.,/]){_AGE}(?:(?:, | y | o ){_AGE})+", _write_ages
    ),
    rewrites(
        "years of a patient",
        r"\b((?:[Ee]dad|[Vv]arón|[Mm]ujer|[Hh]ombre|[Pp]aciente|[Mm]asculino|[Ff]emenin[oa]|[Nn]iñ[oa]|Px|Pte\.?):?"
        r" (?:de )?\d{1,3}) ?"
        r"a(?:\.(?! ?m)|(?=[\s,;)]|$))(?! \d)",
        r"\1 años",
    ),
    rewrites(
        "years joined to their number",
        r"\b([Dd]e |[Ee]dad:? |[Pp]te\.? |[Pp]cte\.? |[Pp]aciente )(\d{1,3})a(?=[\s,;:.)]|$)(?! \d)",
        r"\1\2 años",
    ),
    rewrites(
        "from some months to others",
        r"(?<=[a-záéíóúñ] )(?<!edad )(?<!de )(?<!tiene )(?<!niño )(?<!niña )(\d{1,2}) a (\d{1,2}) m(?=[\s,;)]|\.?$)",
        lambda match: f"{match[1]} a {match[2]} meses" if int(match[1]) < int(match[2]) else None,
    ),
    rewrites(
        "years and months of a child",
        r"(?<![\w.,/])(\d{1,2}) ?a\.? ?(?:y )?(\d{1,2}) ?m(?=[\s,;.)]|$)\.?",
        r"\1 años \2 meses",
    ),
    rewrites("years and twelfths of a child", r"(?<![\w.,/])(\d{1,2}) a (\d{1,2})/12(?![\w/])", _write_twelfths),
    rewrites(
        "months of a baby", r"(?<![\w.,/:])(\d{1,2}(?: ?[-–] ?\d{1,2})?) m(?=[\s,;:.)]|$)", _write_months_of_child
    ),
    rewrites(
        "a range of years",
        r"(?<![\w.,/])(\d{1,2} ?[-–] ?\d{1,2}) a(?=[,;:)])|(?<![\w.,/])(\d{1,2} ?[-–] ?\d{1,2}) a(?=\.$|$)\.?",
        _write_years,
    ),
    rewrites(
        "from some years to others",
        r"\b((?:[Dd]e|[Ee]ntre)(?: los)? \d{1,2} (?:a|y)(?: los)? \d{1,3}) a(?=[,;:)]|\.?$)\.?",
        r"\1 años",
    ),
    rewrites(
        "years that somebody has",
        r"\b((?:[Aa] partir de |[Dd]esde |[Hh]asta |[Aa] )los \d{1,3}) a(?=[,;:)]|\.?$)",
        r"\1 años",
    ),
    rewrites(
        "every few years from an age",
        r"(?<!\w)(c/ ?\d{1,2}(?: ?[-–] ?\d{1,2})?) a(?= (?:desde|hasta|en|si|con|a partir)\b| \()",
        r"\1 años",
    ),
    rewrites(
        "every few years",
        r"(?<!\w)(c/ ?\d{1,2}(?: ?[-–] ?\d{1,2})?) a(?:\.(?=\s*[\w,;:()])|(?=[,;:)]|\.?$))",
        r"\1 años",
    ),
    rewrites(
        "months and years of an age",
        r"(?<![\w.,/])(\d{1,2}) m (y|o) (\d{1,2}) a(?:\.(?=\s*[\w,;:()])|(?=[,;:)\s]|\.?$))",
        r"\1 meses \2 \3 años",
    ),
    rewrites("years at the end", r"(?<=[a-zá-ú)] )(\d{1,3}) a(?=\.?$|[,;)])\.?", r"\1 años"),
    rewrites("a young age", r"([<>≥≤] ?\d{1,2}) ?m(?=[,;:)]|\.?$)", _write_months),
    rewrites("months of doses", r"(?<=\()((?:0, ?)(?:\d{1,2}(?:, | y | ?[-–] ?))+\d{1,2}) m(?=\))", r"\1 meses"),
    rewrites(
        "months and years of vaccines",
        r"\b([Vv]acuna\w*|[Rr]efuerzos?|[Dd]osis)(:? (?:a los )?(?:\d{1,2}(?:, | y | o | a | ?[-–] ?))*\d{1,2}) "
        r"(?P<unit>[ma])(?=[;,)]|\.?$|\. )",
        lambda match: f"{match[1]}{match[2]} {'meses' if match['unit'] == 'm' else 'años'}",
    ),
    rewrites("ages of a list", r"\b([Aa] los \d{1,2} ?[-–] ?\d{1,2}) a(?:\.(?=\s*[\w,;:])|(?=[,;)]|\.?$))", r"\1 años"),
    rewrites("ages", r"([<>≥≤] ?\d{1,3}) ?a(?:\.(?=\s*[\w,;:()])|(?=[,;:)]|\.?$))", r"\1 años"),
    says("years of age", r"(?<=\d) a\.(?=\s*[;,:)]| (?:con|sin|que|de|y)\b)", " años"),
    rewrites(
        "older or younger than some years",
        r"\b(mayor(?:es)?|menor(?:es)?) de (\d{1,2}) a(?:\.|(?=[,;)]|$))",
        r"\1 de \2 años",
        ignore_case=True,
    ),
)
