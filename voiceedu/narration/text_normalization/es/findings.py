"""Findings of an examination: fuerza 4/5, Apgar 8/9, soplo II/VI, 38+5 sem, cabecera a 30°, T 38 °C, RM s/c."""

import re

from voiceedu.narration.text_normalization.es.numbers import DECIMAL, Noun, cardinal, count, decimal
from voiceedu.narration.text_normalization.rules import Rule, rewrites, says

_IMAGES = r"\b(?:RMN?|TC|TAC|resonancia|tomografía)(?: [^\W\d_]+\.?){0,3}"
_GRADES = {"I": 1, "II": 2, "III": 3, "IV": 4, "V": 5, "VI": 6}
_INCH_MARKS = '["”″]'
_WEEK = Noun(one="semana", many="semanas", is_feminine=True)
_DAY = Noun(one="día", many="días")
_FOOT = Noun(one="pie", many="pies")
_INCH = Noun(one="pulgada", many="pulgadas", is_feminine=True)
_PRESSURE = re.compile(r"\b(?:T\.?A|P\.?A|presi[oó]n|tensi[oó]n)\b", re.IGNORECASE)
_NAME = re.compile(r"\b(?!Presi|Tensi|Arterial)[A-ZÁÉÍÓÚ][a-zá-ú]{3,} $")


def _read_mixture(match: re.Match[str]) -> str | None:
    """Return "setenta treinta" for insulin, "doscientos cincuenta con cincuenta" after the name of a medicine."""
    left, right = int(match["left"]), int(match["right"])
    if _PRESSURE.search(match.string):
        return None
    if left + right == _WHOLE:
        return f"{cardinal(left)} {cardinal(right)}"
    return f"{cardinal(left)} con {cardinal(right)}" if _NAME.search(match.string[: match.start()]) else None


_WHOLE = 100


def _read_pregnancy(match: re.Match[str]) -> str:
    return f"{count(match['weeks'], _WEEK)} y {count(match['days'], _DAY)}"


def _read_angle(match: re.Match[str]) -> str | None:
    """Return degrees in a sentence. Alone, 28° is an ordinal."""
    return f"{cardinal(int(match['number']))} grados" if re.search(r"[^\W\d_]", match.string) else None


def _read_sided_angle(match: re.Match[str]) -> str:
    return f" {count(match['number'], Noun(one='grado', many='grados'))}"


_STRENGTH = re.compile(r"\b(?:fuerza|potencia|FM)\b", re.IGNORECASE)
_TEST = "(?:Las[eè]gue|Bragard|Tinel|Phalen|Spurling|Babinski|Romberg|Murphy|Homans|Blumberg|FABER|FADIR)"
"""A test of an examination, which is positive or negative."""


def _read_test(match: re.Match[str]) -> str:
    return f"{match['test'] or ''} {'positivo' if (match['alone'] or match['sign']) == '+' else 'negativo'}"


def _read_inches(match: re.Match[str]) -> str | None:
    before = match.string[: match.start()]
    is_quoted = before.count('"') % 2 == 1 or before.count("“") > before.count("”")
    return None if is_quoted else count(match["number"], _INCH)


def _read_height(match: re.Match[str]) -> str:
    return f"{count(match['feet'], _FOOT)} {count(match['inches'], _INCH)}"


RULES: tuple[Rule, ...] = (
    says(
        "strength of a reflex",
        r"(?<![\w+])(?P<some>\+{1,4}) ?/ ?\+{4}(?![\w+])",
        lambda match: (
            f"{cardinal(len(match['some']), 'feminine')} {'cruz' if len(match['some']) == 1 else 'cruces'} de cuatro"
        ),
    ),
    says(
        "teslas",
        r"\b(?:RM|RMN|[Rr]esonancia|resonador)\b[^.;]*?(?P<said>(?P<amount>1[.,]5|3(?:[.,]0)?) ?T)(?![\w-])",
        lambda m: f"{decimal(m['amount'])} teslas",
    ),
    rewrites("views of an image", r"\b(AP|PA)(?: ?/ ?| y )lat\b\.?(?!\w)", r"\1 y lateral", ignore_case=False),
    says("without contrast", rf"{_IMAGES} (?P<said>s/c)(?!\w)", "sin contraste", ignore_case=True),
    says("with contrast", rf"{_IMAGES} (?P<said>c/c)(?!\w)", "con contraste", ignore_case=True),
    says("prescriptions", r"(?<!\w)R[xX](?=:)(?=.*\d ?(?:mg|mcg|µg|g|m[lL]|UI|tab|comp|cáp)(?!\w))", "receta"),
    says(
        "radiographs",
        r"(?<!\w)R[xX](?= (?:de(?:l| la)? \w|simple|AP\b|lumbar|cervical|dorsal|lateral|t[óo]rax))",
        "radiografía",
    ),
    rewrites("saturation", r"\b[Ss]at\.? ?(?=O[2₂])", "Sat"),
    rewrites("slashes between values", r"(?<=\d) / (?=[A-Z])", ", "),
    rewrites("bars between values", r"\s+\|+\s+", ", "),
    says("temperatures", r"(?<![\w.-])T(?=:? ?[<>≤≥]? ?(?:3[4-9]|4[0-2])(?:[.,]\d)? ?[°º])", "temperatura"),
    says(
        "strength of a muscle",
        r"\b(?:fuerza|potencia|FM)(?: muscular)?(?: de|:)? (?P<said>(?P<score>[0-5])(?P<sign>[+-]?) ?/ ?5)(?![\w/])",
        lambda match: (
            f"{cardinal(int(match['score']))}{ {'+': ' más', '-': ' menos', '': ''}[match['sign']] } de cinco"
        ),
        ignore_case=True,
    ),
    says(
        "strengths elsewhere",
        r"(?<![\w.,/])(?P<score>[0-5]) ?/ ?5(?![\w/]|[.,]\d| de )",
        lambda match: f"{cardinal(int(match['score']))} de cinco" if _STRENGTH.search(match.string) else None,
    ),
    rewrites(
        "signs of a test",
        rf"(?<=[\w,;]) ?\((?P<alone>[+–−-])\)|\b(?P<test>{_TEST}) (?P<sign>[+–−-])(?=[\s,;.]|$)",
        _read_test,
    ),
    says(
        "angles in a range",
        r"(?<![\w.,/-])(?P<low>\d{1,3}) ?°? ?[-–] ?(?P<high>\d{1,3}) ?°(?![\w°]| ?[CFKcfk]\b)",
        lambda match: f"{cardinal(int(match['low']))} a {cardinal(int(match['high']))} grados",
    ),
    says("angles on both sides", r"(?<=±)(?P<said>(?P<number>\d{1,3}) ?°)(?![\w°]| ?[CFKcfk]\b)", _read_sided_angle),
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
        "two scores of a newborn",
        r"\bApgar(?: de|:)? (?P<said>(?P<left>\d{1,2}) ?/ ?(?P<right>\d{1,2}))(?![\w/])",
        lambda match: f"{cardinal(int(match['left']))} y {cardinal(int(match['right']))}",
        ignore_case=True,
    ),
    says(
        "grades of a murmur",
        r"(?<![\w/])(?P<grade>I{1,3}|IV|VI?)/VI(?!\w)",
        lambda match: f"{cardinal(_GRADES[match['grade']])} de seis",
    ),
    says(
        "weeks and days of a pregnancy",
        r"(?<![\w.,])(?P<weeks>[1-4]?\d) ?\+ ?(?P<days>[0-6]) ?sem(?:anas?|\b\.?)",
        _read_pregnancy,
    ),
    says(
        "mixtures and pairs of strengths",
        r"(?<![\w.,/])(?P<left>\d{2,3})/(?P<right>\d{2,3})(?![\w/]|[.,]\d| ?mg)",
        _read_mixture,
    ),
    says(
        "angles",
        r"(?<![\w.,])(?P<number>1[3-9]|[2-9]\d|[1-3]\d\d) ?°(?![\w°]| ?[CFKcfk]\b)",
        _read_angle,
    ),
    says(
        "blood pressure in tens",
        r"\b(?:T\.?A|P\.?A|[Pp]resi[oó]n(?: arterial)?|[Tt]ensi[oó]n(?: arterial)?)\.?:?(?: de)? "
        r"(?P<said>(?P<upper>[89]|1\d|2[0-4])/(?P<lower>[4-9]|1[0-4]))(?![\w/%]|[.,]\d)",
        lambda match: f"{cardinal(int(match['upper']))} sobre {cardinal(int(match['lower']))}",
    ),
    says(
        "feet and inches",
        rf"(?<![\w.,/])(?P<feet>\d)['’′] ?(?P<inches>\d{{1,2}}) ?{_INCH_MARKS}(?!\w)",
        _read_height,
    ),
    says("inches", rf"(?<![\w.,/])(?P<number>{DECIMAL}) ?{_INCH_MARKS}(?!\w)", _read_inches),
    says("more of a complaint", r"↑(?= del? )", "aumento"),
    says("less of a complaint", r"↓(?= del? )", "disminución"),
    says("values in arrows", r"\((?P<said>[↑↓])\)", lambda match: "alto" if match["said"] == "↑" else "bajo"),
    says("nausea and vomiting", r"(?<![\w/])N/V(?![\w/])", "náuseas o vómitos"),
    says("years of age", r"(?<=\d) a\.(?=\s*[;,:)]| (?:con|sin|que|de|y)\b)", " años"),
    rewrites("months of a course", r"\b([Aa] los \d{1,2}) m(?=[,;)]| (?:de|tras|después|y|o)\b|\.?$)", r"\1 meses"),
    rewrites("lower back", r"\b([Cc]olumna) L-?S(?!\w)", r"\1 lumbosacra"),
    rewrites("the joint of the pelvis", r"\b(?:[Aa]rt(?:ic)?\.|[Aa]rticulación) SI(?!\w)", "articulación sacroilíaca"),
    says(
        "sexes",
        r"\b[Ss]exo:? (?P<said>[MF])(?![\w-])",
        lambda match: "masculino" if match["said"] == "M" else "femenino",
    ),
    says(
        "a number before another",
        rf"(?<![\w.,/$€-])(?P<number>{DECIMAL})(?=, \d{{1,3}}[.,]\d{{3}}(?!\d))",
        lambda match: decimal(match["number"]),
    ),
)
