"""Signs before numbers and between them: at least, less than, about, minus, plus or minus, equals, arrows."""

import re

from voiceedu.narration.text_normalization.es.numbers import AMOUNT
from voiceedu.narration.text_normalization.es.units import UNITS
from voiceedu.narration.text_normalization.rules import SAID, Rule, has, rewrites, says


def _at_least(match: re.Match[str]) -> str:
    ending = "más" if match["sign"] in "≥≧⩾" else "menos"
    return f"{match['quantity']} o {ending}"


_CAN_BE_NEGATIVE = re.compile(
    r"\b[TZ]-?[Ss]core|\bDE\b|\bdesviaciones est|°|\b[Tt]emperatura|\b[Ee]xceso de bases|\b[Dd]iopt"
)
"""What may be below zero. In another text a dash before a number separates."""

RULES: tuple[Rule, ...] = (
    rewrites("two signs for one", r"[<] ?=|=<", "≤"),
    rewrites("two signs for one more", r"[>] ?=|=>(?= ?\d)", "≥"),
    rewrites(
        "at least a quantity",
        rf"(?P<sign>[≥≧⩾≤≦⩽]) ?(?P<quantity>{AMOUNT} ?(?:{UNITS}|%|[^\W\d_]{{3,}}))(?:\.(?=\s+[a-zá-ú(]))?",
        _at_least,
    ),
    rewrites("at most before a number", r"[≤≦⩽] ?(?=[\d.,])", " como máximo "),
    rewrites("at least before a number", r"[≥≧⩾] ?(?=[\d.,])", " como mínimo "),
    rewrites("less than a number", rf"<{{1,2}} ?(?=[\d.${SAID}])", " menos de "),
    rewrites("more than a number", r">{1,2} ?(?=[\d.$])", " más de "),
    rewrites("about a number", r"(?<![\w])[~≈∼] ?(?=[\d.$])", "aproximadamente "),
    rewrites("dashes between numbers", r"(?<=[\d%])\s?[–‒—]\s?(?=[\d$€.½¼¾])", "-"),
    rewrites("plus or minus", r"\s*(?:\+ ?/ ?[-–−]|±)\s*", " más o menos "),
    rewrites(
        "minus as a dash",
        r"(?<!\S)–(?=\d)",
        lambda match: " menos " if has(_CAN_BE_NEGATIVE, match.string) else None,
    ),
    rewrites("minus", rf"(?<![\w)\]%{SAID}.-])[−-](?=\d)(?!\d+-)|−(?=\s?\d)", "menos "),
    rewrites("plus", r"(?<![\w)\]])\+(?=\d)|(?<=\d) ?\+ ?(?=\d)", " más "),
    says("equals to the", r"\s*=+\s*el\b", " igual al"),
    says("equals", r"\s*=+", " igual a "),
    says("arrows", r"\s*(?:[→⇒➔➜➝⟶]+|--?>)\s*", ", luego "),
    rewrites("times a number", r"(?<=[\w)]) [x×] ?(?=\d)|(?<=\d)[x×] ?(?=\d)", " por "),
)
