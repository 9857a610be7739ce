"""What Korean alone writes: 6시간, 1명, 월~금, 72회/분, 4 g/일."""

import re

from voiceedu.narration.text_normalization import general
from voiceedu.narration.text_normalization.rules import Rule, rewrites, says

_NATIVE = "한 두 세 네 다섯 여섯 일곱 여덟 아홉 열 열한 열두 열세 열네 열다섯 열여섯 열일곱 열여덟 열아홉"
_COUNTED = "시간|명|개(?!월)|번|알|잔|병|가지|살|달|군데|방울"
_DAYS = dict(zip("월화수목금토일", ("월요일", "화요일", "수요일", "목요일", "금요일", "토요일", "일요일"), strict=True))


def _native(number: str) -> str:
    return _NATIVE.split()[int(number) - 1]


def _write_counted(match: re.Match[str]) -> str | None:
    numbers = [match["first"], *([match["last"]] if match["last"] else [])]
    if not all(1 <= int(number) <= len(_NATIVE.split()) for number in numbers):
        return None
    return "에서 ".join(map(_native, numbers)) + f" {match['noun']}"


_TIMES = {
    "qd": "하루 한 번",
    "bid": "하루 두 번",
    "tid": "하루 세 번",
    "qid": "하루 네 번",
    "prn": "필요할 때",
    "hs": "자기 전",
}


def _read_months(match: re.Match[str]) -> str:
    numbers = [general.number_alone(number, language="ko") for number in match.group("first", "last") if number]
    return f"{' 에서 '.join(numbers)} 개월"


RULES: tuple[Rule, ...] = (
    rewrites("hours or more hours", r"(?<![\d/.,])(12|24|36|48) ?/ ?(?=(?:24|36|48|72) ?시간)", r"\g<1>에서 "),
    rewrites("oxygen in the blood", r"(?<![A-Za-z])SpO[2₂]", "산소포화도"),
    says("months", r"(?<![\d.,/])(?P<first>\d{1,3})(?: ?[~–-] ?(?P<last>\d{1,3}))? ?개월", _read_months),
    rewrites(
        "one in so many",
        r"(?<![\d/.,])(\d{1,3}) ?/ ?(\d{1,3}(?:,\d{3})+|[1-9]\d*00)(?![\d,/])",
        lambda match: f"{match[2].replace(',', '')}분의 {match[1]}",
    ),
    rewrites("so much each time", r"(\d[\d,]* ?원) ?/ ?회", r"회당 \1"),
    rewrites("tablets by their letter", r"(?<=\d) ?T(?= |$|,)", "정"),
    rewrites("some and a half", r"(?<![\d.,/])(\d{1,2}) ?½ ?(?P<noun>정|알|포|캡슐)", r"\1\2 반"),
    rewrites(
        "times of a day", rf"(?<![A-Za-z])(?P<word>{'|'.join(_TIMES)})(?![A-Za-z])", lambda match: _TIMES[match["word"]]
    ),
    rewrites(
        "days in a span",
        r"(?<![가-힣])([월화수목금토일]) ?[~–-] ?([월화수목금토일])(?=요일|[ :,.]|$)(?:요일)?",
        lambda match: f"{_DAYS[match[1]]}부터 {_DAYS[match[2]]}까지",
    ),
    rewrites("so many a minute", r"(\d+) ?회 ?/ ?분", r"분당 \1회"),
    rewrites("so much a day", r"(\d[\d.,]* ?(?:mg|g|mL|ml|정|회|캡슐)) ?/ ?(?:일|day)(?![가-힣])", r"하루 \1"),
    rewrites("so much a day of a weight", r"(\d[\d.,]* ?(?:mg|g)/kg) ?/ ?일(?![가-힣])", r"하루 \1"),
    rewrites("emergency numbers", r"(?<![\d.,-])(119|112)(?=에|로|번|$|[ .,])", lambda match: " ".join(match[0])),
    rewrites(
        "counted by native numbers",
        rf"(?<![\d.,/:~-])(?P<first>\d{{1,2}})(?: ?[~–-] ?(?P<last>\d{{1,2}}))? ?(?P<noun>{_COUNTED})",
        _write_counted,
    ),
)
