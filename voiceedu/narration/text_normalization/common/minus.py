"""A minus apart from its number, and dioptres: - 5 kg, von - 2 bis 3 °C, -1,25 D."""

import re

from voiceedu.narration.text_normalization.rules import Rule, rewrites

_BEFORE_A_MINUS = r"de|du|à|a|da|di|von|bis|auf|unter|tra|fra|entre|entro|et|und|e|zwischen|em|até"


def rules(minus: str) -> tuple[Rule, ...]:
    """Return the rules that write `minus` where the sign is no dash."""
    return (
        rewrites("a minus of a sum", r"(?<=\d) ?[-−–] ?(?=\d+(?:[.,]\d+)? ?= ?\d)", f" {minus} "),
        rewrites("a minus after a bracket", r"(?<=[\[{])[-−–] ?(?=\d)", f"{minus} "),
        rewrites(
            "a minus of a decimal",
            r"(?:(?<![\d.h]\s)(?<=[\s(;:=])|^)[-−–](?=\d+\.\d{1,2}(?![\w.,]| ?(?:Uhr|h)\b))",
            f"{minus} ",
        ),
        rewrites("a minus at a preposition", r"\b(à|de)-(?=\d+[.,]\d)", rf"\1 {minus} "),
        rewrites(
            "a minus that is no span",
            r"(?<![\d.,] )(?P<first>\b\d+(?:[.,]\d+)?) [-−–]"
            r"(?=(?P<second>\d+(?:,\d+|\.\d))(?![\d/]| ?(?:Uhr|h|mg|µg|mcg|g|m[lL]|IE|UI)\b))",
            lambda match: f"{match['first']} {minus} " if _value(match["first"]) > _value(match["second"]) else None,
        ),
        rewrites(
            "a minus apart from its number",
            rf"(?:(?<=\s)|^)(?P<before>{_BEFORE_A_MINUS}) [-−–] "
            r"(?=\d+(?:[.,]\d+)?(?: ?(?:°|%|kg\b)| (?:à|a|bis|et|und|e) [+−–-]? ?\d))",
            lambda match: f"{match['before']} {minus} ",
        ),
        rewrites(
            "a minus that begins a span",
            r"^[-−–] ?(?=\d+(?:[.,]\d+)?(?: ?(?:°C?|%|kg))? (?:à|a|bis|até|to) [+−–-]? ?\d+(?:[.,]\d+)? ?(?:°|%|kg))",
            f"{minus} ",
        ),
        rewrites(
            "a minus in a span",
            r"(?<=[^\W\d] )[-−–](?=\d+(?:[.,]\d+)?(?: ?(?:°C?|%|kg))? (?:à|a|bis|até|e|et|und|o|ou|oder) "
            r"[+−–-]? ?\d+(?:[.,]\d+)? ?(?:°|%|kg))",
            f"{minus} ",
        ),
        rewrites(
            "dioptres",
            r"(?:(?<=[\s(])|^)[-−–](?=\d{1,2}[.,](?:00|25|50|75)(?![\d,.]*\d| ?(?:Uhr|h)\b))",
            f"{minus} ",
        ),
        rewrites(
            "a minus among signs of a test",
            r"(?<=[^\W\d_]) [-−–](?=\s*(?:[,;.)]|$))",
            lambda match: f" {minus}" if re.search(r"[^\W\d_] \+", match.string) else None,
        ),
        rewrites(
            "a minus after a plus",
            r"(?<=[;,/] )[-−–] (?=\d+(?:[.,]\d+)? ?(?:°|%|kg\b|g\b|cm\b))",
            lambda match: f"{minus} " if re.search(r"\+ ?\d", match.string[: match.start()]) else None,
        ),
        rewrites(
            "a minus that begins a loss",
            r"^[-−–] (?=\d+(?:[.,]\d+)? ?(?:kg|°C?) (?:in|en|em|seit|depuis|da|desde|innerhalb)\b)",
            f"{minus} ",
        ),
        rewrites(
            "dioptres by their letter",
            r"(?:(?<=[.,]00)|(?<=[.,]25)|(?<=[.,]50)|(?<=[.,]75)) ?D(?!\w)|(?<=[-−–+]\d[.,]\d) ?D(?!\w)",
            " dpt",
        ),
    )


def _value(number: str) -> float:
    return float(number.replace(",", "."))
