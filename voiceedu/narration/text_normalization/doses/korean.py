"""What Korean alone writes: 6시간, 1명, 월~금, 72회/분, 4 g/일."""

import re

from voiceedu.narration.text_normalization.rules import Rule, rewrites

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


RULES: tuple[Rule, ...] = (
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
