"""Numbers that the grammars of Arabic, Chinese, Hindi and Vietnamese misread: ranges, decimals, telephone numbers."""

import re

from voiceedu import languages
from voiceedu.narration.text_normalization import general
from voiceedu.narration.text_normalization.rules import Rule, rewrites, says
from voiceedu.narration.text_normalization.units_in_words import chinese_codes
from voiceedu.narration.text_normalization.units_in_words.arabic import PARTS_OF_ONE, ZERO

_TO = {"ar": "إلى", "vi": "đến", "zh": "到", "cmn": "到", "hi": "से"}
_PLUS = {"ar": "زائد", "vi": "cộng", "zh": "加", "cmn": "加", "hi": "प्लस"}
_EDGE = r"(?<![0-9A-Za-z.,/:-])"
"""What no number begins after. Chinese has no space before one."""
_ONES = dict.fromkeys(("zh", "cmn"), chinese_codes.ONE)
_OVER = {"ar": "على", "vi": "trên", "zh": "比", "cmn": "比", "hi": "बटा"}
_OF_TEN = {"ar": r"\1 من 10", "vi": r"\1 trên 10", "zh": r"10分之\1", "cmn": r"10分之\1", "hi": r"10 में से \1"}
_NUMBER = r"\d{1,4}(?:[.,:]\d+)?"
_UNIT = r"(?:mg|mcg|µg|g|kg|m[lL]|[lL]|cm|mm|%|°C?|℃)"
_ISO_DATE = r"(?!(?:19|20)\d\d-\d\d-\d\d(?!\d))"
_DOSE = (
    r"(?: ?(?:mc?g|µg|[gG]|m?[lL]|мк?г|г|мл|UI|IU|IE|j\.m\.|mmol|kcal|毫克|毫升|ミリ|밀리|[kcm]?m(?!\w)|[ксм]?м(?!\w)))"
)
_ROUND_RANGE = r"(?!\d{3,4}-\d{2}00(?!\d))"
_DATE = r"(?!\d\d?-\d\d?-(?:19|20)\d\d(?!\d))"
_YEARS = r"(?!(?:1[5-9]|20)\d\d-(?:1[5-9]|20)\d\d(?!\d))"
_EAST_ASIAN = "\u3040-\u30ff\u4e00-\u9fff\uac00-\ud7a3"
"""Letters that are written right after a number: 010-88325588转212."""
_TELEPHONE = (
    rf"(?<![0-9A-Za-z.,/-]){_ISO_DATE}{_DATE}{_YEARS}{_ROUND_RANGE}"
    rf"(?:\+\d[\d ()-]{{6,18}}\d|0\d{{2,3}}-\d{{3}}-\d{{3}}|\(\d{{2,4}}\)[ -]?\d{{3,4}}[ -]?\d{{3,4}}"
    rf"|(?:\d{{1,4}}-){{1,3}}\d{{4}}|0\d{{2,3}}-\d{{7,8}}|0\d{{1,3}}(?: \d{{2,4}}){{2,3}}|0\d{{8,10}}|1[3-9]\d{{9}}"
    rf"|1[3-9]\d[ -]\d{{4}}[ -]\d{{4}})"
    rf"(?![^\W{_EAST_ASIAN}]|[%/-]|[.,]\d|{_DOSE})"
)
_FEWEST_DIGITS = 7


THOUSANDS_WITH_A_DECIMAL = rewrites(
    "thousands with a decimal", r"(?<![0-9A-Za-z.,/:-])([1-9]\d{0,2}),(?=\d{3}\.\d{1,2}(?!\d|[.,]\d))", r"\1"
)
"""In languages with a decimal point: 1,250.5 mg."""


def telephone_rule(plus: str, *, zero: str = "0", one: str = "1") -> Rule:
    """Return the rule that writes the digits of a telephone number one by one, with `plus` for +."""

    def write_digits(match: re.Match[str]) -> str | None:
        """Return the digits one by one, a pause between groups; None for fewer than those of a telephone number."""
        groups = re.findall(r"\d+", match[0])
        if len("".join(groups)) < _FEWEST_DIGITS:
            return None
        digits = ", ".join(" ".join(group) for group in groups).replace("0", zero).replace("1", one)
        return f"{plus} {digits}" if match[0].startswith("+") else digits

    return rewrites("telephone numbers", _TELEPHONE, write_digits)


def rules(language: str) -> tuple[Rule, ...]:
    """Return the rules of `language`, one of ar, hi, vi, zh and cmn."""
    to = _TO[language]

    return (
        _level_rule(language),
        telephone_rule(_PLUS[language], zero=ZERO if language == "ar" else "0", one=_ONES.get(language, "1")),
        rewrites(
            "a dose that goes down or up",
            r"(?<![\w./,-])\d{1,4}(?:[-–]\d{1,4}){2,}(?= ?(?:mg|m[lL]|g)\b)",
            lambda match: re.sub("[-–]", ", ", match[0]),
        ),
        rewrites(
            "blood pressure",
            rf"{_EDGE}([6-9]\d|1\d\d|2[0-5]\d) ?/ ?(?=(?:[3-9]\d|1[0-5]\d)(?![\d/]))",
            rf"\1 {_OVER[language]} ",
        ),
        rewrites("scores", rf"{_EDGE}(\d|10) ?/ ?10(?![\d/]|[.,]\d)", _OF_TEN[language]),
        *(_VIETNAMESE if language == "vi" else ()),
        *(() if language == "vi" else (THOUSANDS_WITH_A_DECIMAL,)),
        rewrites("thousands", rf"{_EDGE}([1-9]\d{{0,2}}),(?=\d{{3}}(?![\d,]|\.\d))", r"\1"),
        *_DECIMALS[language],
        *(_ARABIC_NUMBERS if language == "ar" else ()),
        rewrites("percentages in a range", rf"{_EDGE}({_NUMBER}) ?[-–—~] ?(?={_NUMBER} ?%)", rf"\1% {to} "),
        rewrites("ranges", rf"{_EDGE}({_NUMBER}(?: ?{_UNIT})?) ?[-–—~] ?(?={_NUMBER}(?![\d-]|/\d))", rf"\1 {to} "),
    )


def _level_rule(language: str) -> Rule:
    """Return the rule for L4-L5, in words at once: a grammar would take 4 L for litres, or for a currency."""

    def read(match: re.Match[str]) -> str:
        text = f"{match[1]} {match[2]} {match[3] or match[1]} {match[4]}"
        return general.digits_in_words(text, language=language)

    return says(
        "levels of the spine", r"(?<![A-Za-z0-9])([CTLS])(\d{1,2}) ?[-–/] ?([CTLS]?)(\d{1,2})(?![A-Za-z0-9/])", read
    )


_VIETNAMESE: tuple[Rule, ...] = (
    rewrites("a risk", rf"{_EDGE}1 ?/ ?([1-9]\d{{0,2}}(?:\.\d{{3}})+)(?!\d)", r"1 trên \1"),
    rewrites("half a tablet", rf"{_EDGE}1/2 (?=viên)", "nửa "),
    rewrites("so many times", r"(?<=\S) [x×] (?=\d{1,2} lần)", ", "),
)
_COMMAS = (rewrites("decimal commas", r"(?<![\d,.])(\d+),(?=\d{1,2}(?!\d))", r"\1."),)
_POINTS = (rewrites("decimal points", r"(?<![\d,.])(\d+)\.(?=\d{1,2}(?!\d))", r"\1,"),)
_DECIMALS = {"ar": _COMMAS, "vi": _POINTS, "zh": _COMMAS, "cmn": _COMMAS, "hi": _COMMAS}
"""The mark that the grammar reads."""


def _write_arabic_date(match: re.Match[str]) -> str:
    months = languages.locale_or_english("ar").months["format"]["wide"]
    return f"{int(match['day'])} {months[int(match['month'])]} {match['year']}"


_ARABIC_NUMBERS = (
    rewrites(
        "dates of numbers",
        r"(?<![\w./-])(?P<day>[12]\d|3[01]|0?[1-9])[/.-](?P<month>1[0-2]|0?[1-9])[/.-](?P<year>(?:19|20)\d\d)(?![\w/])",
        _write_arabic_date,
    ),
    rewrites(
        "ISO dates",
        r"(?<![\w./-])(?P<year>(?:19|20)\d\d)-(?P<month>1[0-2]|0[1-9])-(?P<day>[0-3]\d)(?![\w/-])",
        _write_arabic_date,
    ),
    PARTS_OF_ONE,
)
"""The Arabic grammar has no zero and no month."""
