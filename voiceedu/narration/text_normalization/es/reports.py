"""Headings and shorthand of a clinic's report: EF, AQx, Ttº, CC. EE., RHA+, Expte. 12345/7, leucos ++."""

import re

from voiceedu.narration.text_normalization.es.nouns import is_feminine
from voiceedu.narration.text_normalization.es.numbers import cardinal, digits
from voiceedu.narration.text_normalization.rules import SAID, Rule, rewrites, says

_HEADINGS = {
    "AC": "A C",
    "EF": "E F",
    "PC": "P C",
    "SC": "superficie corporal",
    "AQx": "antecedentes quirúrgicos",
    "Ttº": "tratamiento",
    "TTº": "tratamiento",
}
_TESTS = {
    "leuc": "leucocitos",
    "plaq": "plaquetas",
    "creat": "creatinina",
    "neutr": "neutrófilos",
    "linf": "linfocitos",
    "hemat": "hematíes",
    "bili": "bilirrubina",
    "trigli": "triglicéridos",
}
_DEGREES = {"mod": "moderad", "sev": "sever"}


def _read_grade(match: re.Match[str]) -> str:
    """Return "moderada" for "mod." after a feminine noun."""
    ending = "a" if is_feminine(match["noun"]) else "o"
    return f"{_DEGREES[match['said'][:3].lower()]}{ending}{'s' if match['noun'].endswith(('os', 'as')) else ''}"


def _read_file(match: re.Match[str]) -> str:
    return " barra ".join(", ".join(map(digits, part.split("-"))) for part in match["said"].split("/"))


_FILED = r"expte|expediente|exp|reg|registro|historia|HC|folio|legajo|afiliado|caso|póliza|socio|protocolo|muestra"
_FLAGS = {"H": "alto", "L": "bajo"}


def _write_many_signs(match: re.Match[str]) -> str:
    return f"{match[1]}{match[2]} {'positivos' if match[3] == '+' else 'negativos'}"


def _write_many_complaints(match: re.Match[str]) -> str:
    """Return "negativas" for "drogas (-)", in the gender of the word."""
    gender = "a" if is_feminine(match[1]) else "o"
    return f"{match[1]} {'positiv' if match[2] == '+' else 'negativ'}{gender}s"


def _read_kidneys(match: re.Match[str]) -> str:
    last = f" A {cardinal(int(match['last']))}" if match["last"] else ""
    return f"{match['said'][0]} {cardinal(int(match['number']))} {match['letter'].upper()}".strip() + last


_RATIOS = {"mic": "microalbúmina", "alb": "albúmina", "pro": "proteína"}


def _write_ratio(match: re.Match[str]) -> str:
    return f"cociente {_RATIOS[match[1][:3].lower()]} creatinina"


FIRST_RULES: tuple[Rule, ...] = (
    rewrites("a score to fill in", r"_{2,} ?/ ?(?=\d{1,3}(?!\d))", "de "),
    rewrites("a number of a brand", r"(?<=[®™])-(?=\d)", " "),
)

RULES: tuple[Rule, ...] = (
    rewrites("times a size of the body", r"(?<=[\w²]) [x×] (?=(?:SC|ASC|superficie|peso|kg)\b)", " por "),
    says(
        "headings of a report",
        r"(?<![^\s(])(?:AC|EF|PC)(?=: ?[^\d\s])|(?<!\w)SC(?=:? \d[.,]\d{1,2} ?m[2²])|(?<!\w)(?:AQx|TTº|Ttº)(?!\w)",
        lambda match: _HEADINGS[match[0]],
    ),
    rewrites(
        "periods in capitals",
        r"(?<=[A-Z\d]) ?/ ?(DÍA|DIA|SEMANA|SEM|HORA|DOSIS|MES)(?!\w)",
        lambda match: f"/{match[1].lower().replace('dia', 'día')}",
    ),
    rewrites(
        "grams in capitals", r"(?<![\w.,/-])([1-9](?:[.,]\d)?) ?G(?=/[dh]|/D| (?:AL|POR|CADA|C/|IV|VO|IM)\b)", r"\1 g"
    ),
    rewrites("sessions in short", r"(?<=\d )ses\.?(?=[\s:,;)/]|$)", "sesiones"),
    rewrites("a percentage without its number", r"\b([Ee]l|[Uu]n|[Dd]el|[Aa]l|[Ss]u|[Ee]ste) %(?= )", r"\1 porcentaje"),
    says(
        "an account with a dot",
        r"(?<![^\s(])@(?P<first>[A-Za-z]\w{2,})\.(?!(?:com|org|net|edu|gob|gov|info|es|mx|ar|co|cl|"
        r"pe)\b)(?P<last>[a-z]\w{3,})(?![\w.@])",
        r"arroba \g<first> punto \g<last>",
    ),
    rewrites("nothing special", r"(?<!\w)[Ss]/[Pp]\.?(?=[\s,;)]|$)(?! [a-z])", "sin particularidades"),
    says("a soft belly", r"(?<!\w)(?P<said>B/D/I)(?!\w)", "blando, depresible e indoloro"),
    rewrites(
        "pulses that are there",
        r"\b([Pp]ulsos|[Rr]eflejos|[Rr]uidos hidroaéreos|[Ss]ignos \w+)((?: \w+)?) ?\(([+−–-])\)",
        _write_many_signs,
    ),
    rewrites(
        "complaints that are not there",
        r"\b((?:[Nn]itritos|[Dd]rogas|[Nn]áuseas|[Vv]ómitos|[Aa]lergias|[Tt]óxicos|[Aa]ntecedentes)) ?\(([+−–-])\)",
        _write_many_complaints,
    ),
    rewrites(
        "tests of clotting in seconds", r"\b(KPTT|TTPA?a?|APTT|TP|TT):? (\d{2,3}(?:[.,]\d)?) ?[\"”″]", r"\1 \2 segundos"
    ),
    rewrites(
        "a group of blood by a zero",
        r"\b([Gg]rupo(?: y factor)?(?: sanguíneo)?:?|[Ff]actor:) 0(?=,? ?(?:Rh|[+−–(-]|neg|pos))",
        r"\1 O",
    ),
    rewrites("views of an image from the front", r"(?<!\w)F(?: y |/)P(?=[\s:;,.)]|$)", "frente y perfil"),
    rewrites("a necked bone", r"\b([Cc]uello|[Cc]abeza) fem\.", r"\1 femoral"),
    rewrites("cholesterol in all", r"(?<!\w)[Cc]ol\.? ?T(?:otal|\.)?(?=:? \d)", "colesterol total"),
    says(
        "kidneys in stages",
        r"(?<!\w)(?:IRC|ERC) (?P<said>[GE](?P<number>[1-5])(?P<letter>[ab]?)(?:[/ ]?A(?P<last>[1-3]))?)(?!\w)",
        _read_kidneys,
    ),
    rewrites(
        "albumin by creatinine",
        r"\b([Mm]icro|[Aa]lb(?:úmina)?|[Pp]rot(?:eína)?)\.? ?/ ?[Cc]rea?t?\.?(?=:? ?\d|[\s,;]|$)",
        _write_ratio,
    ),
    rewrites(
        "parts of a building",
        r"\b((?i:edif\w*\.?|piso|torre|hospital|centro|unidad|planta)\b[^;]*, )mod\. (?=\d)",
        r"\1módulo ",
    ),
    rewrites("moderate on a scale", r"(\b[Ll]eve\b[^;.]*, )mod\.? (?=\d{1,2} ?[-–])", r"\1moderado "),
    rewrites("the last of some time", r"\b(l[oa]s) [úu]lt\.", lambda match: f"{match[1]} últim{match[1][1:]}"),
    rewrites("months of late", r"\b([úu]ltimos|[Pp]róximos) (\d{1,2}) m(?=[\s,;)]|\.?$)\.?", r"\1 \2 meses"),
    rewrites("an age and above", r"(?<![\w.,+/-])([1-9]\d)\+(?=[\s,;.)]|$)(?! ?\d)", r"\1 o más"),
    rewrites("patients in short", r"\b(los|estos|las) pac\.?(?!\w)", r"\1 pacientes"),
    rewrites("so many times as much", r"(?<![\w.,])(\d{1,2}[.,]\d)[x×](?=[\s,;.)]|$)", r"\1 veces"),
    rewrites("spoons with a slash", r"(?<!\w)c/d(a|ta|ita)s?(?!\w)", r"cd\1"),
    rewrites(
        "hours without food one after the other",
        r" / (?=\d{1,2} ?h(?:oras?|rs?|s)? (?:de )?(?:sólid|líq|lácte|agua|leche|comida|alcohol))",
        ", ",
    ),
    rewrites("operations before", r"(?<!\w)IQ(?= (?:previas|anteriores)\b)", "intervenciones quirúrgicas"),
    rewrites(
        "outpatients",
        r"(?<!\w)(?:CC\. ?EE\.|CCEE|C\. ?[Ee]xt(?:ernas?|\.))(?=\s*[\w,;:()])|(?<!\w)(?:CC\. ?EE|CCEE|"
        r"C\. ?[Ee]xt)(?=\.?$)",
        lambda match: "consultas externas" if match[0].startswith("CC") else "consulta externa",
    ),
    rewrites("a centre of health", r"(?<!\w)C\. (?=de Salud\b)", "Centro "),
    rewrites("segments of a liver", r"\b([Ss])eg\. (?=[IVX]+(?!\w))", r"\1egmento "),
    rewrites("a bolus every few minutes", r"\b(PCE?A[^.;/]* \d+(?:[.,]\d+)? ?m[lL])/(?=\d{1,2} ?min)", r"\1 cada "),
    rewrites("the width of a finding", r"(?<=[cm]m) ?[ØøΦ](?=[\s,;.)]|$)", " de diámetro"),
    rewrites(
        "tests without a dot",
        r"\b([Ll]euc|[Pp]laq|[Cc]reat|[Nn]eutr|[Ll]inf|[Hh]emat|[Bb]ili|[Tt]rigli)\.?(?=:? ?[<>]? ?\d)",
        lambda match: _TESTS[match[1].lower()],
    ),
    rewrites("glucose before breakfast", r"\b[Gg]lu\.?(?= (?:basal|ayunas|posprandial|capilar)\b)", "glucosa"),
    rewrites("saturation without a dot", r"\b[Ss]at\.?(?=:? ?(?:de |en )?[<>≥]? ?\d{2,3} ?%)", "saturación"),
    says(
        "a finding of some degree",
        r"(?<!\w)(?P<noun>[^\W\d_]{4,})(?:[ /-](?:leve[ /-])?)"
        r"(?P<said>(?:[Mm]od|[Ss]ev|(?<=[A-ZÁÉÍÓÚ]{4} )(?:MOD|SEV))(?:\.(?=[\s(]*[\w,;:/])|(?=\.?$)))(?!\w)",
        _read_grade,
    ),
    says("a sign that is there", rf"(?<=[A-Z]{{3}})(?P<said>\+)(?=[,;.){SAID}]|\s(?! ?\d)|$)", " positivo"),
    says("a range that is normal", r"(?<=\()(?P<said>N)(?=: ?[<>]?\d)", "normal"),
    says(
        "values out of range",
        r"(?<=\d)(?: ?%| ?[µmnp]?[gUL]?[EIUmgq]*[lo]*/[dmµ]?[lL]) (?P<said>[HL])(?=\s*(?:[,;.(]|$))",
        lambda match: _FLAGS[match["said"]],
    ),
    rewrites("by the field of a microscope", r"(?<=[a-zá-ú]) ?(?:/|[x×]) ?c(?:ampo|po\b\.?)", " por campo"),
    rewrites(
        "the sign of a number of a file",
        rf"\b((?i:{_FILED})\b\.?:?) ?n\.?[º°]\.? ?(?=(?:\d{{5,}}/\d{{1,3}}|\d{{4}}/\d)(?![\w/]|[.,]\d))",
        r"\1 número ",
    ),
    says(
        "numbers of a file and its part",
        rf"\b(?i:{_FILED})\b\.?:?(?: número)? ?(?P<said>\d{{5,}}/\d{{1,3}}|\d{{4}}/\d)(?![\w/]|[.,]\d)",
        _read_file,
    ),
    rewrites(
        "the sign of a long number and its part",
        r"(?<!\w)([nN])\.?[º°] ?(?=\d{5,}/(?:\d|\d{3})(?![\w/-]|[.,]\d))",
        r"\1úmero ",
    ),
    says(
        "a register and its year",
        r"(?<![\w./-])(?P<said>(?P<letters>[A-Z]{1,3})-?(?P<number>\d{3,})/(?P<year>\d{2}|(?:19|20)\d\d))(?![\w/-]|"
        r"[.,]\d)",
        lambda match: f"{' '.join(match['letters'])} {digits(match['number'])} barra {cardinal(int(match['year']))}",
    ),
    says(
        "long numbers and their part",
        r"(?<![\w.,/-])(?<![º°#])(?<![º°#] )(?P<said>\d{5,}/\d{1,3})(?![\w/-]|[.,]\d| ?(?:m?c?g|m[Ll]|µL)\b)",
        _read_file,
    ),
    says(
        "groups of a number and its part",
        r"(?<![\w.,/-])(?P<said>\d{2,4}-\d{3,12}(?:-\d{1,3})?/\d{1,3})(?![\w/-]|[.,]\d)",
        _read_file,
    ),
)
