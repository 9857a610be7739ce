"""Gauges of needles and catheters: 22G 3.5", 18-20 g PIV, 25 ga x 1½ in."""

import re

from voiceedu.narration.text_normalization.en.numbers import AMOUNT, decimal
from voiceedu.narration.text_normalization.en.quantities import START, TO
from voiceedu.narration.text_normalization.rules import Rule, rewrites, says

_KINDS = (
    "Tuohy|Quincke|Whitacre|Chiba|Sprotte|Pencan|Crawford|Huber|Angiocath|[Ss]pinal|[Ee]pidural needle|[Ii]ntroducer|"
    "[Cc]annula|[Tt]rocar|[Bb]utterfly|RF|[Bb]lunt|[Pp]encil"
)


def _read_gauge(match: re.Match[str]) -> str:
    low = f"{decimal(match['low'])} to " if match["low"] else ""
    return f"{low}{decimal(match['amount'])} gauge"


RULES: tuple[Rule, ...] = (
    rewrites("needles by their length", r"(?<=\d)( ?G) ?[x×] ?(?=[\d.½¼¾⅝⅜])", r"\1 by "),
    rewrites(
        "gauge in a small letter",
        rf"{START}(1[4-9]|2\d|3[0-4]) ?g(?:,? | ?[x×] ?)(?=(?:{AMOUNT})[ -]?(?:in\b|inch|\"|”|″|mm\b|cm\b|needle))",
        r"\1G ",
    ),
    rewrites(
        "gauge before the kind of a needle",
        rf"{START}((?:(?:1[4-9]|2\d|3[0-4]) ?g?{TO})?(?:1[4-9]|2\d|3[0-4])) ?g (?=(?:{_KINDS})\b)",
        lambda match: f"{match[1].replace('g', '')}G ",
    ),
    rewrites("gauge and length", r"(?<=\d) ?(?:ga|gauge)\.? ?[x×] ?(?=[\d.½¼¾⅝⅜])", " gauge by "),
    says(
        "needles of an infusion",
        r"\b(?:IVs?|PIVs?|[Aa]ngiocath|[Ss]aline lock|[Hh]ep-?lock)(?: access| site)?:? "
        r"(?P<said>(?P<low>)(?P<amount>1[4-9]|2[0-6]) ?[gG])(?![\w/])",
        _read_gauge,
    ),
    rewrites(
        "needles of an infusion by their size first",
        rf"{START}(?:(?P<low>1[4-9]|2[0-6]){TO})?(?P<amount>1[4-9]|2[0-6]) ?g(?= (?:PIVs?|IVs?|angio\w*|butterfly)\b)",
        lambda match: f"{_read_gauge(match)}",
    ),
    says(
        "the gauge of a needle after it",
        r"\b(?:(?i:needles?|cannulas?)\b[^.;:\d]{1,20} |(?:via|w/|with|by|using|through|thru)(?: an?)? ?)"
        r"(?P<said>(?P<low>)(?P<amount>1[4-9]|2\d|3[0-4]) ?G)(?![\w/-])"
        r"(?! (?:of|carbs?|fat|protein|sugar|fiber|per|glucose|dextrose)\b)",
        _read_gauge,
    ),
    says(
        "needles",
        rf"{START}(?:(?P<low>1[4-9]|2\d|3[0-4]){TO})?(?P<amount>8|1[0-9]|2\d|3[0-4]) ?G"
        r"(?= by |/[\d]| ?[x×] ?\d|,? [\d.½¼¾/]+[ -]?(?:in|inch|cm|mm|\"|”|″)|,? [\d.½¼¾/]+-(?:in|inch|cm|mm)|"
        rf"[ -](?:\w+[ -])?(?:needles?|cannulas?|catheters?|IV|introducers?|pen|{_KINDS})\b"
        r"| \((?:pink|green|gr[ae]y|blue|yellow|orange|white)\)|\s*[,.;:)]|$)",
        _read_gauge,
    ),
)
