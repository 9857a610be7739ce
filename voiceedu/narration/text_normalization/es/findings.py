"""Findings of an examination: fuerza 4/5, Apgar 8/9, soplo II/VI, Lasègue (+), ABD 90°, cabecera a 30°."""

import re

from voiceedu.narration.text_normalization.es.numbers import cardinal
from voiceedu.narration.text_normalization.rules import Rule, has, rewrites, says

_GRADES = {"I": 1, "II": 2, "III": 3, "IV": 4, "V": 5, "VI": 6}


_STRENGTH = re.compile(r"\b(?:fuerza|potencia|FM)\b", re.IGNORECASE)
_TEST = "(?:Las[eè]gue|Bragard|Tinel|Phalen|Spurling|Babinski|Romberg|Murphy|Homans|Blumberg|Hoffmann?|FABER|FADIR)"
"""A test of an examination, which is positive or negative."""


def _read_test(match: re.Match[str]) -> str:
    return f"{match['test'] or ''} {'positivo' if (match['alone'] or match['sign']) == '+' else 'negativo'}"


def _read_crosses(match: re.Match[str]) -> str:
    return "una cruz" if match["number"] == "1" else f"{cardinal(int(match['number']))} cruces"


_REFLEXES = re.compile(
    r"\b(?:reflejos?|rots?|rotulian\w+|patelar\w*|aqu[ií]l\w+|bicipital\w*|tricipital\w*|pulsos?)\b", re.IGNORECASE
)


def _read_two_sides(match: re.Match[str]) -> str | None:
    """Return "dos cruces a ambos lados" for ++/++ of a reflex."""
    if not has(_REFLEXES, match.string):
        return None
    left, right = (_crosses(len(match[side])) for side in ("left", "right"))
    return f"{left} a ambos lados" if left == right else f"{left} y {right}"


def _crosses(number: int) -> str:
    return "una cruz" if number == 1 else f"{cardinal(number)} cruces"


RULES: tuple[Rule, ...] = (
    rewrites("behind and beside", r"\bpost\.?-lat\b\.?", "posterolateral"),
    rewrites("in front and beside", r"\bant\.?-lat\b\.?", "anterolateral"),
    rewrites("suspensions", r"(?<=m[lL] )susp\.|\bsusp\.(?= (?:oral|inyectable|oftálmica))", "suspensión"),
    rewrites("health centers", r"\bC\. ?(?=de [Ss]alud\b)", "centro "),
    rewrites("a test that is positive at an angle", r"(?<=[a-zá-úDI] )\+ ?(?:a )?(\d{2}) ?º", r"positivo a \1 grados"),
    rewrites("because of", r"(?<=[\w.] )x (?=[A-ZÁÉÍÓÚ]{2,}(?!\w))", "por "),
    rewrites("consultations of others", r"(?<![\w/])I/C(?= (?:a|con|por)\b)", "interconsulta"),
    rewrites(
        "definitive", r"\b((?i:implante|alta|diagn[oó]stico|dx\.?|tratamiento|tto\.?|cura) )def\.", r"\1definitivo"
    ),
    rewrites("estimates", r"\b((?i:costo|coste|precio|tiempo|peso|valor) )est\.", r"\1estimado"),
    rewrites("estimates of a woman's noun", r"\b((?i:duración|fecha|espera) )est\.", r"\1estimada"),
    rewrites("solutions", r"\bsol\.(?= (?:oral|inyectable|salina|oftálmica|tópica|nasal|fisiológica)\b)", "solución"),
    says(
        "reflexes of two sides",
        r"(?<![\w+])(?P<left>\+{1,4}) ?/ ?(?P<right>\+{1,4})(?![\w+])(?<!\+{4})",
        _read_two_sides,
    ),
    rewrites("a size around the body", r"(?<!\w)PC(?=:? \d{2,3}(?:[.,]\d)? ?cm)", "P C"),
    rewrites(
        "seconds of a capillary", r"\b([Ll]lenado|[Rr]elleno) capilar:? ([<>≤≥]?) ?(\d)[\"″”]", r"\1 capilar \2 \3 seg"
    ),
    rewrites("standard deviations", r"(?<=\d )DE(?=[\s.,;)]|$)(?! [A-ZÁÉÍÓÚ]{3})", "desviaciones estándar"),
    says(
        "ratios of a reflex",
        r"\b(?:[Rr]eflejos?|ROTs?)\b[^.;\d]{0,20}(?P<said>(?P<number>[1-4])\+)(?![\w/])",
        _read_crosses,
    ),
    rewrites("surgery", r"(?<!\w)Cx(?=:| (?:de|previa|programada|en)\b)", "cirugía"),
    rewrites(
        "percentiles of a measure",
        r"(?<!\w)[Pp](?=\d{1,2} (?:de|para) (?:peso|talla|IMC|PC|la talla|el peso|perímetro)\b)",
        "percentil ",
    ),
    rewrites("percentiles of a child", r"\b([Pp]eso|[Tt]alla|IMC|PC) P(?=\d{1,2}(?!\d))", r"\1 percentil "),
    rewrites(
        "an index of both legs", r"\bITB:? D:? (\d[.,]\d{1,2})(?:,| y| /)? I:? (?=\d)", r"ITB derecho \1, izquierdo "
    ),
    rewrites("percentiles", r"(?<=\()[pP](?=\d{1,2}\))|(?<=[:,] )p(?=\d{1,2}(?:[-–]\d{1,2})?(?![\w/]))", "percentil "),
    rewrites(
        "growth",
        r"\b([Pp]eso|[Tt]alla|IMC|PC|[Pp]er[íi]metro cefálico) ?/ ?(edad|talla|peso)(?!\w)",
        lambda match: f"{match[1]} para {'el' if match[2] == 'peso' else 'la'} {match[2]}",
    ),
    rewrites(
        "points of a curve",
        r"(\b(?:[Cc]urva|PTOG|PTGO|CTOG|SOG)[^.;\d]*|\b[Pp]erfil[^.;\d]*)(\d{2,3}(?:[-–/]\d{2,3}){2,})(?![\w/-]|[.,]\d)",
        lambda match: match[1] + re.sub("[-–/]", ", ", match[2]),
    ),
    says("the girth of a head", r"(?<!\w)PC(?=:? \d\d(?:[.,]\d)? ?cm)", "P C"),
    says(
        "strength of a reflex",
        r"(?<![\w+])(?P<some>\+{1,4}) ?/ ?\+{4}(?![\w+])",
        lambda match: (
            f"{cardinal(len(match['some']), 'feminine')} {'cruz' if len(match['some']) == 1 else 'cruces'} de cuatro"
        ),
    ),
    says(
        "strength of a muscle",
        r"\b(?:fuerza|potencia|FM)(?: muscular)?(?: de|:)? (?P<said>(?P<score>[0-5])(?P<sign>[+-]?) ?/ ?5)(?![\w/])",
        lambda match: (
            f"{cardinal(int(match['score']))}{ {'+': ' más', '-': ' menos', '': ''}[match['sign']] } de cinco"
        ),
        ignore_case=True,
    ),
    says(
        "strength by a scale",
        r"\bMRC:? (?P<said>(?P<score>[0-5])(?P<sign>[+-]?) ?/ ?5)(?![\w/])",
        lambda match: (
            f"{cardinal(int(match['score']))}{ {'+': ' más', '-': ' menos', '': ''}[match['sign']] } de cinco"
        ),
    ),
    says(
        "strengths elsewhere",
        r"(?<![\w.,/])(?P<score>[0-5]) ?/ ?5(?![\w/]|[.,]\d| de )",
        lambda match: f"{cardinal(int(match['score']))} de cinco" if has(_STRENGTH, match.string) else None,
    ),
    rewrites(
        "signs of a test",
        rf"(?<=[\w,;.]) ?\((?P<alone>[+–−-])\)|\b(?P<test>{_TEST}(?: (?:der|izq)\.?)?) "
        r"(?P<sign>[+–−-])(?=[\s,;.]|$)",
        _read_test,
    ),
    says(
        "strength of a limb",
        r"(?<![\w.,/])(?P<score>[0-5])/5(?= en (?:MSD|MSI|MID|MII|MMII|MMSS|miembro|extremidad|brazo|pierna|ambos))",
        lambda match: f"{cardinal(int(match['score']))} de cinco",
    ),
    says(
        "strength and reflexes",
        r"\b(?:[Ff]za\.?|[Ff]uerza(?: muscular)?|ROTs?|[Rr]eflejos|[Pp]ulsos):? "
        r"(?P<said>(?P<score>[0-5])/(?P<best>[45]))(?![\w/])",
        lambda match: f"{cardinal(int(match['score']))} de {cardinal(int(match['best']))}",
    ),
    says(
        "three scores of a newborn",
        r"\bApgar(?: de|:)? (?P<said>\d{1,2}/\d{1,2}/\d{1,2})(?![\w/])",
        lambda match: ", ".join(cardinal(int(score)) for score in match["said"].split("/")),
    ),
    says(
        "two scores of a newborn",
        r"\bApgar(?: de|:)? (?P<said>(?P<left>\d{1,2}) ?/ ?(?P<right>\d{1,2}))(?![\w/])",
        lambda match: f"{cardinal(int(match['left']))} y {cardinal(int(match['right']))}",
        ignore_case=True,
    ),
    says(
        "grades of a risk",
        r"\b(?:ASA|NYHA|[Rr]iesgo(?: [a-zá-ú]+){0,2}):? (?P<said>(?P<grade>I{1,3}|IV)/(?P<best>IV|V))(?!\w)",
        lambda match: f"{cardinal(_GRADES[match['grade']])} de {cardinal(_GRADES[match['best']])}",
    ),
    rewrites(
        "sides of a test",
        rf"\b((?:{_TEST}|FABER|FADIR|Gaenslen|Patrick|Neer|Hawkins|Jobe|Ober|Thomas)) ([DI])(?= \(?[+−–-]\)?)",
        lambda match: f"{match[1]} {'derecho' if match[2] == 'D' else 'izquierdo'}",
    ),
    says(
        "grades of a murmur",
        r"(?<![\w/])(?P<grade>I{1,3}|IV|VI?)/VI(?!\w)",
        lambda match: f"{cardinal(_GRADES[match['grade']])} de seis",
    ),
    says("nausea and vomiting", r"(?<![\w/])N/V(?![\w/])", "náuseas o vómitos"),
)
