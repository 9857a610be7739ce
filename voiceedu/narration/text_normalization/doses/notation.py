"""What Russian, Hungarian, Swedish, Dutch and Polish write in the same way: - 5 kg, 24/48 h, SpO2, chapter 4.1."""

import re
from collections.abc import Mapping

from voiceedu.narration.text_normalization.rules import Rule, rewrites

_SATURATION = {"ru": "сатурация", "hu": "oxigénszaturáció", "sv": "saturation", "nl": "saturatie", "pl": "saturacja"}
_OXYGEN = {"ru": "кислород", "hu": "oxigén", "sv": "syrgas", "nl": "zuurstof", "pl": "tlen"}
_DOT = {"ru": "точка", "hu": "pont", "sv": "punkt", "nl": "punt", "pl": "kropka"}
_PARTS = {
    "ru": r"п\.|пункт\w*|раздел\w*|гл\.|глав\w*|версия|рис\.|табл\.",
    "hu": r"fejezet|verzió|v\.",
    "sv": r"avsnitt|kap\.|kapitel|version|punkt|fig\.|rum",
    "nl": r"par\.|paragraaf|hoofdstuk|versie|punt|fig\.|route|kamer|bijlage",
    "pl": r"pkt|punkt|rozdz\.|rozdział|wersja|rys\.|tab\.",
}
"""Words before the number of a part of a text."""
_HOURS = {"ru": r"ч|час\w*", "hu": "óra|órá\\w*|h", "sv": "tim|timmar|h", "nl": "uur|u|h", "pl": r"godz|godzin\w*|h"}


def rules(language: str, words: Mapping[str, str]) -> tuple[Rule, ...]:
    """Return the rules of `language`, which stand before its own; none for Korean and Japanese."""
    if language not in _DOT:
        return ()
    minus = words["minus"]

    def read_hours(match: re.Match[str]) -> str | None:
        return f"{match[1]} {words['or']} " if int(match[1]) < int(match["later"]) else None

    return (
        rewrites("oxygen in the blood", r"(?<!\w)(?:SpO|SatO)[2₂](?!\w)", _SATURATION[language]),
        rewrites("oxygen", r"(?<![\w-])O[2₂](?!\w)", _OXYGEN[language]),
        rewrites(
            "a minus apart from its number",
            r"(?<=[^\W\d_] )[-−–] (?=\d+(?:[.,]\d+)? ?(?:kg|кг|°))",
            f"{minus} ",
        ),
        rewrites(
            "hours or more hours",
            rf"(?<![\d/.,])(6|12|24|36|48|72) ?/ ?(?=(?P<later>12|24|36|48|72|96) ?(?:{_HOURS[language]})(?!\w))",
            read_hours,
        ),
        rewrites(
            "numbers of a part",
            rf"(?<!\w)((?i:{_PARTS[language]}) ?\d{{1,2}})\.(?=\d{{1,2}}(?!\d|[.,]\d))",
            rf"\1 {_DOT[language]} ",
        ),
    )
