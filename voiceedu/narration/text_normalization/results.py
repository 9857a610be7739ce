"""A plus or a minus in brackets after a test, in the languages of smaller layers: COVID (+), influensa (-)."""

import re

from voiceedu.narration.text_normalization.rules import Rule, rewrites

_WORDS = {
    **{"ru": ("положительный", "отрицательный"), "hu": ("pozitív", "negatív"), "sv": ("positiv", "negativ")},
    **{"nl": ("positief", "negatief"), "pl": ("dodatni", "ujemny"), "ja": ("陽性", "陰性"), "ko": ("양성", "음성")},
    **{"ar": ("إيجابي", "سلبي"), "vi": ("dương tính", "âm tính"), "zh": ("阳性", "阴性"), "cmn": ("阳性", "阴性")},
    **{"hi": ("पॉज़िटिव", "नेगेटिव"), "hy": ("դրական", "բացասական")},
}


def result_rules(language: str) -> tuple[Rule, ...]:
    """Return the rule that says whether a result is positive or negative."""
    positive, negative = _WORDS[language]

    def read(match: re.Match[str]) -> str:
        return f" {positive if match['sign'] in '+＋' else negative}"

    return (
        rewrites(
            "a result in brackets",
            r"(?:(?<=[^\W_])|(?<=[\u0900-\u0963])) ?[(（](?P<sign>[+＋−–-])[)）](?![\d+-])",
            read,
        ),
    )
