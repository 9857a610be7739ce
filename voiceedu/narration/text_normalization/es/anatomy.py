"""Levels and regions of the spine, and joints: L4-L5, col. lumbar, columna L-S, art. SI."""

import re

from voiceedu.narration.text_normalization.es.numbers import cardinal
from voiceedu.narration.text_normalization.rules import SAID, Rule, has, rewrites, says

_LAST = {"C": 8, "T": 12, "D": 12, "L": 6, "S": 5}
_LEVEL = r"(?:C[1-8]|[TD](?:1[0-2]|[1-9])|L[1-6]|S[1-5])"
_SPAN = rf"(?<![\w{SAID}-]){_LEVEL}(?:(?: ?[-–—/] ?| a )(?:[CTDLS]?(?:1[0-2]|[1-9]))(?!\w))+"
_PARTS = re.compile(r"([-–—/]| a )?\s*([CTDLS])?(\d{1,2})")
_ABOVE = {"C": 0, "T": 7, "D": 7, "L": 19, "S": 24}


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


_LIMBS = {"I": "inferiores", "P": "pélvicos", "S": "superiores", "T": "torácicos"}

_THIRDS = {"sup": "superior", "inf": "inferior", "med": "medio"}


_TEETH = re.compile(
    r"\b(?:piezas?|pzas?\.|dientes?|muelas?|molar|premolar|caries|endodoncia|exodoncia|obturaci|corona|implante)",
    re.IGNORECASE,
)


def _read_tooth(match: re.Match[str]) -> str | None:
    words = f"{cardinal(int(match['quarter']))} {cardinal(int(match['tooth']))}"
    return words if has(_TEETH, match.string) else None


OPENING_RULES: tuple[Rule, ...] = (
    rewrites("a tooth in short", r"\b([Pp])(?:za|iez)(s?)\. (?=[1-8]\.?[1-8](?!\w))", r"\1ieza\2 "),
    says(
        "numbers of a tooth",
        r"(?<![\w.,/-])(?P<quarter>[1-8])\.(?P<tooth>[1-8])(?![\w%]|[.,/-]\d| ?(?:m?[gLl]|cm|mm|cc)\b)",
        _read_tooth,
    ),
    rewrites(
        "thirds of a limb",
        r"(?<=\b1/3 )(sup|inf|med)\.(?= )",
        lambda match: _THIRDS[match[1]],
    ),
    rewrites(
        "the spine",
        r"(?<!\w)([Cc])ol\.(?= (?:(?i:lumb|cerv|dors|torác|sacr|vertebral|L[ -]?S\b|DL\b|CV\b)))",
        lambda match: f"{match[1]}olumna",
    ),
    rewrites(
        "lower back",
        r"\b([Cc]olumna|RMN?|TC|TAC|R[xX]|[Rr]esonancia|[Rr]adiografía)(?: de)? L-?S(?!\w)",
        r"\1 lumbosacra",
    ),
    rewrites(
        "an image of the lower back", r"\b(RM|TC|TAC|Rx|RX|radiografía|resonancia)( de)? L-?S(?!\w)", r"\1\2 lumbosacra"
    ),
    rewrites("limbs", r"(?<!\w)Ms([IPST])s(?!\w)", lambda match: f"miembros {_LIMBS[match[1]]}"),
    rewrites(
        "a grade in short",
        r"\b([Gg])r\. (?=(?:[1-5]|I{1,3}V?|IV)(?:[-–/](?:[2-5]|I{1,3}V?))?(?=[\s,;.)]|$))(?<!\d gr\. )",
        lambda match: f"{match[1]}rado ",
    ),
    rewrites(
        "a joint in short",
        r"\b([Aa])rt(?:ic)?\. (?=(?:sacro|facet|coxo|escá|acromi|inter|temporo|gleno|fémoro|cigapof|atlanto|meta|"
        r"de la (?:rodilla|cadera)|del hombro))",
        r"\1rticulación ",
    ),
    rewrites("the joint of the pelvis", r"\b(?:[Aa]rt(?:ic)?\.|[Aa]rticulación) SI(?!\w)", "articulación sacroilíaca"),
)

RULES: tuple[Rule, ...] = (
    says("spans of spinal levels", _SPAN, _read_span),
    says(
        "spinal levels",
        rf"(?<![\w{SAID}-])(?=(?:{_LEVEL})(?!\w))(?P<region>[CTDLS])(?P<number>\d{{1,2}})(?!\w)",
        lambda match: f"{match['region']} {cardinal(int(match['number']))}",
    ),
)
