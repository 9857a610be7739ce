"""Powers of ten and ratios, in the languages of smaller layers: 6,5 × 10⁹/l, 10^9, diluted 1:1000."""

import re

from voiceedu.narration.text_normalization.rules import Rule, rewrites

_POWER = {
    **{"ru": "10 в степени {}", "hu": "10 a {}. hatványon", "sv": "10 upphöjt till {}", "nl": "10 tot de macht {}"},
    **{"pl": "10 do potęgi {}", "ko": "10의 {} 제곱", "ja": "10の{}乗", "zh": "10的{}次方", "cmn": "10的{}次方"},
    **{"vi": "10 mũ {}", "ar": "10 أس {}", "hi": "10 की घात {}"},
}
_TIMES = {
    **{"ru": "на", "hu": "szorozva", "sv": "gånger", "nl": "keer", "pl": "razy", "ko": "곱하기", "ja": "かける"},
    **{"zh": "乘", "cmn": "乘", "vi": "nhân", "ar": "ضرب", "hi": "गुणा"},
}
_PER_LITRE = {"vi": " mỗi lít", "ar": " لكل لتر", "hi": " प्रति लीटर"}
"""Where a slash after a number would be "or"."""
_RATIO = {
    **{
        "ru": " к ",
        "hu": " a ",
        "sv": " till ",
        "nl": " op ",
        "pl": " do ",
        "ko": " 대 ",
        "ja": "対",
        "zh": "比",
        "cmn": "比",
    },
    **{"vi": " trên ", "ar": " إلى ", "hi": " अनुपात "},
}
_BEFORE_A_VOWEL = re.compile(r"5|1$|1000$")
"""Numbers of Hungarian that begin with a vowel: öt, egy, ezer."""
_DIGITS_ABOVE = str.maketrans("⁰¹²³⁴⁵⁶⁷⁸⁹", "0123456789")
_POWER_AS_WRITTEN = r"(?<!\d)10(?:\^\d{1,2}|[⁰¹²³⁴-⁹]{1,2})"
_MANY = r"(?:\d|[1-9]\d{2,}|[1-9]\d{0,2}[ .,]000)"
"""What a time of day never has after its colon."""


def power_rules(language: str) -> tuple[Rule, ...]:
    """Return the rules of `language`, a tag without a region. They stand before those of numbers."""

    def write(match: re.Match[str]) -> str:
        power = (match["above"] or match["after"]).translate(_DIGITS_ABOVE)
        return _POWER[language].format(power)

    def write_ratio(match: re.Match[str]) -> str:
        many = re.sub(r"\D", "", match["many"])
        joint = " az " if language == "hu" and _BEFORE_A_VOWEL.match(many) else _RATIO[language]
        return f"{match['one']}{joint}{many}"

    power = r"10(?:\^(?P<after>\d{1,2})(?!\d)|(?P<above>[⁰¹²³⁴-⁹]{1,2}))"
    per_litre = _PER_LITRE.get(language)
    return (
        rewrites("times a power", r"(?<=\d) ?[×x*·] ?(?=10[\^⁰¹²³⁴-⁹])", f" {_TIMES[language]} "),
        *(
            (rewrites("a power in a litre", rf"({_POWER_AS_WRITTEN}) ?/ ?[lL](?!\w)", rf"\1{per_litre}"),)
            if per_litre
            else ()
        ),
        rewrites("powers of ten", rf"(?<!\d){power}", write),
        rewrites(
            "ratios", rf"(?<![\d:.,])(?P<one>[1-9]\d{{0,2}}) ?[:：] ?(?P<many>{_MANY})(?![\d:：]|[.,]\d)", write_ratio
        ),
    )
