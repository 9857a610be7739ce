"""Two numbers with a sign between them: blood pressure, scores, ratios, eyesight, sesión 2/10, 3/4 partes."""

import re

from voiceedu.narration.text_normalization.es.numbers import cardinal, decimal
from voiceedu.narration.text_normalization.es.quantities import START
from voiceedu.narration.text_normalization.rules import Rule, rewrites, says


def _read_one_of_all(match: re.Match[str]) -> str | None:
    one, of_all = int(match["one"]), int(match["all"])
    return f"{cardinal(one)} de {cardinal(of_all)}" if one <= of_all else None


_END = r"(?![\w/]|[.,]\d)"


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


def _read_anxiety(match: re.Match[str]) -> str:
    words = f"{cardinal(int(match['first']))} de veintiuno"
    if match["last"]:
        words += f", {match['letter']} {cardinal(int(match['last']))} de veintiuno"
    return words


def _read_ratio(match: re.Match[str]) -> str:
    return " a ".join(decimal(part.strip().replace(" ", "")) for part in match["parts"].split(":"))


SCALE = re.compile(
    r"\b(?:(?:BI|TI|PI|LI)-?RADS|PainDETECT|Tampa|TSK|FABQ|CSI|PSQI|FIQ|BPI|ISI|EHP|Roland(?:-?Morris)?|WOMAC|Womac|DASH|LEFS|KOOS|HAD|NDI|PCS|Katz|MNA|Downton|Lequesne|Pittsburgh|Epworth|"
    r"Glasgow|Aldrete|Barthel|Karnofsky|Braden|Norton|MoCA|Mini-?[Mm]ental|MMSE|MEC|Tinetti|Lawton|Beck|Zung|"
    r"Hamilton|"
    r"Oswestry|Constant|Apgar|Silverman|DN4|LANSS|EVA|ENA|EVN|CGS|GCS|PHQ-9|GAD-7|[Ee]scala|[Pp]untuación|[Pp]untaje|[Tt]est)"
    r"(?: [^\W\d_]+){0,3}[:=]? $"
)
"""A scale or a test, whose score follows: Glasgow 15/15, MoCA 26/30."""


def _read_score_of_scale(match: re.Match[str]) -> str | None:
    score, best = int(match["score"]), int(match["best"])
    if score > best or not SCALE.search(match.string[: match.start()]):
        return None
    return f"{cardinal(score)} de {cardinal(best)}"


OPENING_RULES: tuple[Rule, ...] = (
    says(
        "a range of effort",
        r"\b(?:Borg|RPE|[Ee]sfuerzo)(?: de)?:? "
        r"(?P<said>(?P<low>\d{1,2})[-–](?P<high>\d{1,2})/(?P<best>10|20))(?![\w/])",
        lambda m: f"{cardinal(int(m['low']))} a {cardinal(int(m['high']))} de {cardinal(int(m['best']))}",
    ),
    says(
        "scores of anxiety and depression",
        r"\bHADS?[^.]{0,20}?\b(?P<said>(?P<first>\d{1,2})/21(?:(?P<joint>, | y | )(?P<letter>[AD]):? "
        r"(?P<last>\d{1,2})/21)?)(?![\w/])",
        _read_anxiety,
    ),
    rewrites("insulin to carbohydrates", r"(?<!\w)I:C(?!\w)", "I a C"),
    says(
        "scores of a scale",
        r"(?<![\w.,/])(?<!Apgar )(?<!Apgar: )(?P<score>\d{1,3}) ?/ ?(?P<best>\d{1,3})(?![\w/]|[.,]\d)",
        _read_score_of_scale,
    ),
    says(
        "grades of all that there are", rf"\b[Gg]rado (?P<said>(?P<one>[1-6])/(?P<all>[4-6])){_END}", _read_one_of_all
    ),
    says(
        "one of several in a row",
        r"\b(?i:sesión|dosis|visita|página|paso|etapa|control|aplicación|inyección|ciclo|cuota|semana|hoja|tanda|curso|"
        r"entrega|caja|bolsa):? (?:n\.?[ºo] ?)?"
        r"(?P<said>(?P<one>\d{1,2}) ?/ ?(?P<all>\d{1,2}))(?![\w/]|[.,]\d)(?! ?(?:mg|tab|comp|past|de|cda))",
        _read_one_of_all,
    ),
    says("parts of a whole", r"(?<![\w.,/])(?:3/4|¾)(?= partes\b)", "tres cuartas"),
    says("two thirds of a whole", r"(?<![\w.,/])(?:2/3|⅔)(?= partes\b)", "dos terceras"),
    says(
        "ratios of several meals",
        r"(?<=, )(?P<said>(?P<parts>1:\d{1,2}))(?= (?:desayuno|almuerzo|comida|merienda|cena)\b)",
        _read_ratio,
    ),
    says(
        "ratios named so",
        r"\b(?:FSI|FS|factor|título|titulación|sensibilidad|I a C|dilu\w+|proporción|relación|razón|dilución|ratios?|"
        r"mezcl\w+)(?: de| a| en| es|:)? "
        r"(?P<said>(?P<parts>\d{1,3}:\d+))\b",
        _read_ratio,
        ignore_case=True,
    ),
)

RULES: tuple[Rule, ...] = (
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
        rf"{START}(?P<parts>\d{{1,3}}:(?:\d|[6-9]\d|\d{{1,3}} \d{{3}}|\d{{3,}}|\d{{1,3}}[.,]\d{{3}})(?::\d+)*){_END}",
        _read_ratio,
    ),
)
