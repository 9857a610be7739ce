"""Ways of writing that are not said as written: tableta(s), seis (6), n.º 5, 120/80, 7/10, L4-L5, estadio IV."""

import re

from voiceedu.narration.text_normalization.es.numbers import cardinal, decimal, digits, fraction, ordinal
from voiceedu.narration.text_normalization.es.quantities import START
from voiceedu.narration.text_normalization.rules import SAID, Rule, rewrites, says
from voiceedu.narration.text_normalization.tables import any_of, read_table

_ABBREVIATIONS = {written.casefold(): words for written, words in read_table(__package__, "abbreviations.tsv")}
_DOTTED = [form for form in _ABBREVIATIONS if form.endswith(".")]
_PLAIN = [form for form in _ABBREVIATIONS if not form.endswith(".")]
_ALSO_WORDS = {"art.", "cap.", "comp.", "cons.", "d.", "fig.", "sta.", "sto.", "tab.", "temp.", "trat."}
"""Not read as abbreviations at the end of a sentence, where the dot may be a stop alone."""
_AT_END = [form[:-1] for form in _DOTTED if form not in _ALSO_WORDS]
_DRUG = (
    r"(?:[^\W\d_]*(?:codona|morfona|mol|feno|pril|sartán|statina|olol|azol|cilina|micina|ciclina|caína|tiazida|semida|formina|"
    r"coxib|zepam|zolam|setrón|sona|solona|dipino|naco|clavulánico|clavulanato|cafeína|aspirina|codeína|tramadol|gliptina|"
    r"xacino|HCTZ|triptán|barbital|epinefrina|bactam|prima|estradiol|naloxona))(?!\w)"
)
_NUMBER_WORDS = {cardinal(number, form): number for number in range(101) for form in ("alone", "masculine", "feminine")}
_NUMBER_WORD = any_of(_NUMBER_WORDS)
_END = r"(?![\w/]|[.,]\d)"
_LAST = {"C": 8, "T": 12, "D": 12, "L": 6, "S": 5}
_LEVEL = r"(?:C[1-8]|[TD](?:1[0-2]|[1-9])|L[1-6]|S[1-5])"
_SPAN = rf"(?<![\w{SAID}-]){_LEVEL}(?:(?: ?[-–—/] ?| a )(?:[CTDLS]?(?:1[0-2]|[1-9]))(?!\w))+"
_PARTS = re.compile(r"([-–—/]| a )?\s*([CTDLS])?(\d{1,2})")
_ABOVE = {"C": 0, "T": 7, "D": 7, "L": 19, "S": 24}
_LABELS = (
    "habitación|hab|código postal|CP|cuarto|consultorio|sala|código|clave|DNI|NIE|folio|expediente|póliza|lote|cama|"
    "puerta|oficina|"
    "CIF|NIF|CUIT|terminada en|termina en|terminación|"
    "cédula profesional|cédula|referencia|contraseña|NIP|PIN|NHC|historia|CPT"
)


def _read_pressure(match: re.Match[str]) -> str | None:
    upper, lower = int(match["upper"]), int(match["lower"])
    if not (60 <= upper <= 260 and 30 <= lower <= 160 and lower < upper):
        return None
    return f"{cardinal(upper)} sobre {cardinal(lower)}"


def _read_score(match: re.Match[str]) -> str | None:
    is_alone = not re.search(r"[^\W\d_]", match.string)
    if is_alone or float(match["score"].replace(",", ".")) > int(match["best"]):
        return None
    low = f"{decimal(match['low'])} a " if match["low"] else ""
    return f"{low}{decimal(match['score'])} de {cardinal(int(match['best']))}"


def _read_span(match: re.Match[str]) -> str | None:
    """Return neighbours, a disc, one after the other; and what is further apart as a range."""
    words: list[str] = []
    region, position = "", 0
    for joint, letter, number in _PARTS.findall(match[0]):
        region = letter or region
        if int(number) > _LAST[region]:
            return None
        here = _ABOVE[region] + int(number)
        is_range = joint.strip() == "a" or (joint in ("-", "–", "—") and not 0 <= here - position <= 1)
        words += ["a"] * (bool(joint) and is_range) + [region, cardinal(int(number))]
        position = here
    return " ".join(words)


def _drop_repeated(match: re.Match[str]) -> str | None:
    return match["word"] if _NUMBER_WORDS[match["word"].lower()] == int(match["number"]) else None


def _drop_repeated_word(match: re.Match[str]) -> str | None:
    return match["number"] if _NUMBER_WORDS[match["word"].lower()] == int(match["number"]) else None


def _read_ordinal(match: re.Match[str]) -> str:
    number, ending = int(match["number"]), match["ending"]
    words = ordinal(number, is_feminine=ending.endswith("a"))
    return words.removesuffix("o") if ending.endswith("r") and words in ("primero", "tercero") else words


def _read_groups(match: re.Match[str]) -> str:
    return ", ".join(map(digits, match["said"].split("-")))


def _read_ratio(match: re.Match[str]) -> str:
    return " a ".join(decimal(part.strip().replace(" ", "")) for part in match["parts"].split(":"))


_A_PERSON = r"(?:Dra?|Sra?|Lic|Enf)\b\.? (?:[A-ZÁÉÍÓÚ][a-zá-ú]+ ?){1,2}(?!,? ?\d)"
"""Somebody, and not a street that is named so."""


def _read_label(match: re.Match[str]) -> str:
    return " ".join(filter(None, (" ".join(match["letters"]), digits(match["number"]), " ".join(match["end"]))))


_ICD = r"(?<![\w.])(?P<letter>[A-TV-Z])(?P<number>\d[\dA-Z][.,]\d[\dA-Z]{0,3})(?!\w)"
"""A diagnosis of the CIE-10: M54.5."""
_PART = r"(?:[0-4](?:[.,]5)?½?|½|1/2|1/4|¼)"
_SCHEME = rf"(?<![\w.,/-])(?P<parts>{_PART}(?:-{_PART}){{2,3}})(?![\w/-]|[.,]\d)"
"""How much in the morning, at noon and in the evening: 1-0-1."""


def _read_diagnosis(match: re.Match[str]) -> str:
    before, after = re.split("[.,]", match["number"])
    return f"{match['letter']} {_read_signs(before)} punto {_read_signs(after)}"


def _write_articles(match: re.Match[str]) -> str:
    """Return "el o la" for "el(la)", "del o de la" for "del(la)"."""
    before = match["before"]
    return f"{before}l o {'de ' if before.lower() == 'de' else ''}la"


def _read_signs(text: str) -> str:
    return " ".join(cardinal(int(sign)) if sign.isdecimal() else sign for sign in text)


def _read_scheme(match: re.Match[str]) -> str:
    return ", ".join(fraction(part) for part in match["parts"].split("-"))


_STAGES = "estad[ií]o|grado|etapa|tipo|clase|fase|opción|plan"
_MASCULINE_COUNTED = "piso|día|mes|año|grado|dedo|trimestre|lugar|paso|nivel|turno|control|ciclo|bloqueo|metatarsiano"


OPENING_RULES: tuple[Rule, ...] = (
    says(
        "the first and the last of some",
        r"(?<![\w.,])(?P<number>[1-9])\.(?P<ending>[oa])s(?!\w)",
        lambda match: f"{ordinal(int(match['number']), is_feminine=match['ending'] == 'a')}s",
    ),
    rewrites("ordinals in a range", r"(?<=\d\.[ªº]) ?[-–—] ?(?=\d\.?[ªº])", " a "),
    rewrites(
        "numbers of a bill",
        r"\b([Ff]actura|[Ee]xpediente|[Rr]ecibo)((?: n\.?º\.?| núm\.|:)?) (\d{4})/(?=\d{3,})",
        r"\1\2 \3 barra ",
    ),
    says(
        "the number of a doctor",
        r"\b(?P<said>[Cc]ol(?:eg)?\.? (?:n\.?º ?)?(?P<first>\d{2})(?:/|-)?(?P<last>\d{4,7}))(?![\w-]|[.,]\d)",
        lambda match: f"colegiado {digits(match['first'])}, {digits(match['last'])}",
    ),
    says(
        "an emergency number at the end",
        r"[a-zá-ú]{3}(?:[,;:]| y| o) (?P<said>112|911)(?=\s*[.;]|\s*$)",
        lambda match: digits(match["said"]),
    ),
    rewrites("an emergency number with hyphens", r"(?<![\w.,-])9-1-1(?![\w-]|[.,]\d)", "911"),
    says(
        "parts of a figure",
        r"\b(?i:figs?|figura|tabla|cuadro|panel)\.? (?P<said>(?P<number>\d{1,2})(?P<letter>[a-hA-H]))(?!\w)",
        lambda match: f"{cardinal(int(match['number']))} {match['letter'].upper()}",
    ),
    rewrites(
        "numbers of a policy",
        r"(?<!\w)(N)o\.(?= de\b)|(?<!\w)(n)o\.(?= de (?:póliza|cuenta|folio|expediente|afiliación)\b)",
        lambda m: f"{m[1] or m[2]}úmero",
    ),
    says(
        "versions",
        r"\b[Vv](?:\.|ersión)? ?(?P<said>(?P<first>\d{1,2})\.(?P<last>\d{1,2}))(?![\w.]*\d)",
        lambda m: f"{cardinal(int(m['first']))} punto {cardinal(int(m['last']))}",
    ),
    rewrites("versions in short", rf"(?<!\w)[Vv]\. ?(?=[{SAID}])", "versión "),
    says(
        "stages with a letter",
        rf"\b(?:{_STAGES})s? (?P<said>(?P<number>\d)(?P<letter>[a-cA-C]))(?!\w)",
        lambda match: f"{cardinal(int(match['number']))} {match['letter'].upper()}",
        ignore_case=True,
    ),
    says(
        "first and third before a noun",
        rf"(?<![\w.,])(?P<said>(?P<number>[13])\.?[ºo°])(?= (?:{_MASCULINE_COUNTED})\b)",
        lambda match: ordinal(int(match["number"])).removesuffix("o"),
    ),
    rewrites("prefixes with a slash", r"(?<=[a-zá-ú])-/(?=[a-zá-ú])", " o "),
    rewrites("the article twice", r"\b(?P<before>[Dd]e|[Ee])l ?\(la\)", _write_articles),
    rewrites("the articles twice", r"\b([Ll])os(?:/| ?\(l?)as\)?(?= )", r"\1os o las"),
    rewrites("a tag of a message", r"(?<!\S)#(?=[A-Za-zÁ-ú][a-zá-ú]{2}\w*(?![\w#]))", "hashtag "),
    rewrites("an account", r"(?<=\s)@(?=[A-Za-zÁ-ú]\w{2,}(?![\w.]*\.\w))", "arroba "),
    rewrites("with and without some hours", r"(?<=\bsí) ?/ ?(?=\d)", ", "),
    says("diagnoses", _ICD, _read_diagnosis),
    says("amounts of a day", _SCHEME, _read_scheme),
    rewrites("times a day", r"(?<=\d )v/d(?:[ií]a)?(?!\w)", "veces al día"),
    says("addresses of houses", rf"(?<!\w)[Cc]/ ?(?!{_A_PERSON})(?=[A-ZÁÉÍÓÚ][a-zá-ú])", "calle "),
    says("houses without a number", r"(?<!\w)s/n(?!\w)\.?", "sin número", ignore_case=True),
    rewrites("with and without", r"(?<!\w)c/ y s/ ?", "con y sin "),
    rewrites("number of a thing", r"(?<![\w#])[nN]\.?[ºo°] ?(?=de\b)", "número "),
    rewrites("postal codes", r"(?<!\w)C\. ?P\. ?(?=\d{5})", "código postal "),
    rewrites("a dot before a slash", r"(?<=[a-z])\.(?=/\w)", ""),
    rewrites(
        "a dose every few hours",
        r"(?<=[^\W\d_]) ?/ ?(?=(?:4|6|8|12|24|36|48|72) ?h(?:rs?|s|oras)?\b)(?<!c/)(?<!c /)",
        " cada ",
    ),
    says("one of so many", r"(?<![\w.,])(?P<said>1)(?= de cada [\d.,]+ (?:personas|mujeres|niñas)\b)", "una"),
    rewrites(
        "plurals in brackets",
        r"(?<=[^\W\d_])\((e?s|as?|os?)\)",
        lambda match: match[1] if match[1] in ("s", "es") else f" o {match[1]}",
    ),
    rewrites(
        "a number twice", rf"\b(?P<word>{_NUMBER_WORD}) ?\((?P<number>\d{{1,3}})\)", _drop_repeated, ignore_case=True
    ),
    says("always open", r"\b24 ?[/x-] ?7\b", "veinticuatro horas al día, siete días a la semana"),
    says("numbers before a number", r"(?<![\w#])(?:[nN](?:\.? ?[ºo°]|r)\.?|[nN]úms?\.|No\.|NO\.|#) ?(?=\d)", "número "),
    rewrites("and or", r"\b([Yy]) ?/ ?o\b", r"\1 o"),
    says("drugs together", rf"\b{_DRUG}(?P<said> ?/ ?)(?=(?:ácido )?{_DRUG})", " con ", ignore_case=True),
    says(
        "ratios of several meals",
        r"(?<=, )(?P<said>(?P<parts>1:\d{1,2}))(?= (?:desayuno|almuerzo|comida|merienda|cena)\b)",
        _read_ratio,
    ),
    says(
        "ratios named so",
        r"\b(?:dilu\w+|proporción|relación|razón|dilución|ratios?|mezcl\w+)(?: de| a| en| es|:)? "
        r"(?P<said>(?P<parts>\d{1,3}:\d+))\b",
        _read_ratio,
        ignore_case=True,
    ),
    rewrites(
        "a number and its word",
        rf"\b(?P<number>\d{{1,3}}) ?\((?P<word>{_NUMBER_WORD})\)",
        _drop_repeated_word,
        ignore_case=True,
    ),
)
RULES: tuple[Rule, ...] = (
    says(
        "numbers of a document",
        r"(?<![\w.,-])(?P<number>\d{7,8})-?(?P<letter>[A-Z])(?![\w-])",
        lambda match: f"{digits(match['number'])} {match['letter']}",
    ),
    says("spans of spinal levels", _SPAN, _read_span),
    says(
        "spinal levels",
        rf"(?<![\w{SAID}-])(?=(?:{_LEVEL})(?!\w))(?P<region>[CTDLS])(?P<number>\d{{1,2}})(?!\w)",
        lambda match: f"{match['region']} {cardinal(int(match['number']))}",
    ),
    says(
        "eyesight",
        rf"{START}20/(?P<lower>\d{{2,3}}){_END}",
        lambda match: f"veinte sobre {cardinal(int(match['lower']))}",
    ),
    says("blood pressure", rf"{START}(?P<upper>\d{{2,3}}) ?/ ?(?P<lower>\d{{2,3}})(?! ?mg){_END}", _read_pressure),
    says(
        "scores out of ten",
        rf"{START}(?:(?P<low>\d{{1,2}})(?: ?[-–] ?| a ))?(?P<score>\d{{1,2}}(?:[.,]\d)?) ?/ ?(?P<best>10|15|100){_END}",
        _read_score,
    ),
    says(
        "ratios",
        rf"{START}(?P<parts>\d{{1,3}}:(?:\d|\d{{1,3}} \d{{3}}|\d{{3,}}|\d{{1,3}}[.,]\d{{3}})(?::\d+)*){_END}",
        _read_ratio,
    ),
    says(
        "ordinals",
        r"(?<![\w.,])(?P<number>\d{1,2})(?P<ending>\.?(?:er|ro|ra|do|da|to|ta|mo|ma|vo|va|no|na))(?!\w)"
        r"(?:\.(?= [a-zá-ú]))?",
        _read_ordinal,
    ),
    says(
        "long numbers of a thing",
        rf"(?:(?:\b[Nn]úmero |(?<=[{SAID}]))(?=\d{{5}})|(?<![\w.,-])(?=\d{{2,}}-\d+-)"
        r"(?!\d\d?-\d\d?-\d{4}|\d{4}-\d\d?-\d\d?(?!\d)))"
        r"(?P<said>\d+(?:-\d+)*)(?![\w-]|[.,]\d)",
        _read_groups,
    ),
    says(
        "labels",
        rf"\b(?:{_LABELS})(?:[:.]|\s(?:número|es)|\s?#)*[: ]\s?(?P<said>(?P<letters>[A-Z]{{0,"
        rf"3}})-?(?P<number>\d{{3,}})-?(?P<end>[A-Z]{{0,2}}))(?![\w-]|[.,]\d)",
        _read_label,
        ignore_case=True,
    ),
)
ABBREVIATION_RULES: tuple[Rule, ...] = (
    says("a woman's title", r"\b(?:la|una) (?P<said>Lic\.)(?= [A-ZÁÉÍÓÚ])", "licenciada", ignore_case=False),
    says(
        "abbreviations with a dot",
        rf"(?<![\w./-])(?<!vitamina )(?<!hepatitis )(?P<said>{any_of(_DOTTED)})(?=[\s,;:)’'\"”$€£<>≤≥~-]*[\w{SAID}(])",
        lambda match: _ABBREVIATIONS[match["said"].casefold()],
        ignore_case=True,
    ),
    says(
        "abbreviations at the end",
        rf"(?<![\w./-])(?P<said>{any_of(_AT_END)})(?=\.|[,;:)])",
        lambda match: _ABBREVIATIONS[match["said"].casefold() + "."],
        ignore_case=True,
    ),
    says(
        "abbreviations",
        rf"(?<![\w./-])(?P<said>{any_of(_PLAIN)})(?![\w/'’.-])",
        lambda match: _ABBREVIATIONS[match["said"].casefold()],
        ignore_case=True,
    ),
)
