"""What Korean alone writes: 6시간, 1명, 월~금, 72회/분, 4 g/일."""

import re

from voiceedu.narration.text_normalization import general
from voiceedu.narration.text_normalization.rules import Rule, rewrites, says

_NATIVE = "한 두 세 네 다섯 여섯 일곱 여덟 아홉 열 열한 열두 열세 열네 열다섯 열여섯 열일곱 열여덟 열아홉"
_COUNTED = "시간|명|개(?!월)|번|알|잔|병|가지|살|달|군데|방울"
_COUNTED += "|마리|차례|켤레|배(?=로|가|의|를|이|나|까지|[ ,.)]|$)"
_COUNTED += "|컵|봉(?:지)?|포(?!인)|스푼|숟가락|팩|통|장|그릇|모금|캡슐|곳|끼|바늘"
_NATIVE_TENS = "_ 열 스물 서른 마흔 쉰 예순 일흔 여든 아흔"
_NATIVE_BEYOND_NINETEEN = ("개", "번", "알", "살", "방울", "군데", "가지", "잔")
_ROOMS = "내선|단축|구내|진료실|검사실|수술실|창구|접수|병동|출구"
_BY_NUMBER = "창구|출구|진료|방(?!울)|버튼|병동|검사|게이트|승강장|버스|환자|좌석|침대|자리|사물함|척추|요추|경추"
_COUNTED_DAYS = r"(?<=\d )일(?:간|부터|까지|에|은|이|째|동안|분)"
_WORD_THAT_IS_NO_DAY = (
    rf"(?<![가-힣\d])(?:(?!{_COUNTED_DAYS})[월화수목금토일][가-힣]+|(?<!\d )[월화수목금토일] (?=[가-힣]))"
)
_NO_NOUN = "(?=[을를로씩]|(?![가-힣]))"
_DAYS = dict(zip("월화수목금토일", ("월요일", "화요일", "수요일", "목요일", "금요일", "토요일", "일요일"), strict=True))


def _native(number: str) -> str:
    """Return a native number as it stands before a noun: "스무", "스물한"."""
    if int(number) < len(_NATIVE.split()) + 1:
        return _NATIVE.split()[int(number) - 1]
    tens, ones = divmod(int(number), 10)
    if not ones:
        return "스무" if tens == 2 else _NATIVE_TENS.split()[tens]
    return _NATIVE_TENS.split()[tens] + _NATIVE.split()[ones - 1]


def _write_counted(match: re.Match[str]) -> str | None:
    numbers = [match["first"], *([match["last"]] if match["last"] else [])]
    most = 99 if match["noun"] in _NATIVE_BEYOND_NINETEEN else len(_NATIVE.split())
    if not all(1 <= int(number) <= most for number in numbers):
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


def _write_hours(match: re.Match[str]) -> str | None:
    """Return hours up to twelve by native numbers: "아홉시에서 열두시"."""
    hours = [int(hour) for hour in match.group("first", "last")]
    if not all(1 <= hour <= 24 for hour in hours):
        return None
    first, last = (_native(str(hour)) if hour <= 12 else f"{hour}" for hour in hours)
    return f"{first}시에서 {match['half'] or ''}{last}시"


def _read_by_number(match: re.Match[str]) -> str:
    return f"{general.number_alone(match['said'], language='ko')} "


def _read_large(match: re.Match[str]) -> str:
    return f"{general.number_alone(match['number'].replace(',', ''), language='ko')} "


def _read_months(match: re.Match[str]) -> str:
    numbers = [general.number_alone(number, language="ko") for number in match.group("first", "last") if number]
    return f"{' 에서 '.join(numbers)} 개월"


RULES: tuple[Rule, ...] = (
    rewrites(
        "lines of four and four",
        r"(?<![\d.,-])(1[5-8]\d\d)-(\d{4})(?![\d-])",
        lambda match: f"{' '.join(match[1])}, {' '.join(match[2])}",
    ),
    rewrites("postal codes", r"(?<![\d.,/:-])(0\d{4})(?![\d.,/:-]|시)", lambda match: " ".join(match[1])),
    rewrites(
        "a rate of the body's surface",
        r"(\d[\d.]*) ?m[Ll] ?/ ?(?:분|min) ?/ ?1\.73 ?(?:m[2²]|㎡)",
        r"1.73제곱미터당 분당 \1mL",
    ),
    rewrites("so often a day", r"(?<![가-힣\d])(?<!\d )일(?= ?\d{1,2} ?(?:회|번))", "하루"),
    says("so often a month", r"(?<![가-힣])(?P<said>월)(?= ?\d{1,2} ?(?:회|번))", "월"),
    rewrites(
        "hours in a span",
        r"(?<![\d:.,])(?P<first>\d{1,2})시 ?[~–-] ?(?P<half>오[전후] ?)?(?P<last>\d{1,2})시(?!간)",
        _write_hours,
    ),
    rewrites("spans of what is counted", r"(?<=[일정회년월주분개포알봉병]) ?[~] ?(?=\d|오[전후])", "에서 "),
    says(
        "things with a number",
        rf"(?<![\d.,/:~-])(?<!내선 )(?P<said>\d{{1,3}}) ?(?=번 ?(?:{_BY_NUMBER}))",
        _read_by_number,
    ),
    says("rooms by their number", rf"(?:{_ROOMS})(?: ?번호)?:? ?(?P<said>\d{{1,2}})(?= ?번(?!째))", _read_by_number),
    rewrites("extensions", r"(내선(?: ?번호)?:? ?)(\d{3,5})(?!\d)", lambda match: match[1] + " ".join(match[2])),
    rewrites(
        "an hour before a pause",
        r"(?<![\d:.,])(1[0-2]|[1-9])시(?=[(~,.)]|$)",
        lambda match: f"{_native(match[1])}시",
    ),
    rewrites("hours or more hours", r"(?<![\d/.,])(12|24|36|48) ?/ ?(?=(?:24|36|48|72) ?시간)", r"\g<1>에서 "),
    rewrites("oxygen in the blood", r"(?<![A-Za-z])SpO[2₂]", "산소포화도"),
    rewrites("less than nothing", r"(?<=[\s(])[-−](?=\d+(?:\.\d+)? ?(?:%|D(?![A-Za-z])|\)))", "마이너스 "),
    rewrites("June and October", r"(?<![\d~–-])(6|10)월(?!령)", lambda match: {"6": "유월", "10": "시월"}[match[1]]),
    says(
        "many of a thing",
        rf"(?<![\d.,/:~-])(?P<number>\d{{1,3}}(?:,\d{{3}})+|\d{{3,6}}) ?(?={_COUNTED})",
        _read_large,
    ),
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
    rewrites("so much a minute", r"(\d[\d.]* ?(?:L|m[Ll]|방울)) ?/ ?분(?![가-힣])", r"분당 \1"),
    rewrites("so much a day", rf"(\d[\d.,]* ?(?:mg|g|mL|ml|정|회|캡슐|개비)) ?/ ?(?:일|day){_NO_NOUN}", r"하루 \1"),
    rewrites("so much a day of a weight", rf"(\d[\d.,]* ?(?:mg|g)/kg) ?/ ?일{_NO_NOUN}", r"하루 \1"),
    rewrites(
        "vertebrae by their numbers",
        r"(?<=[요경흉천]추 )(\d{1,2}) ?[-~–] ?(\d{1,2})번",
        lambda match: (
            f"{general.number_alone(match[1], language='ko')} {general.number_alone(match[2], language='ko')}번"
        ),
    ),
    rewrites("emergency numbers", r"(?<![\d.,-])(119|112)(?=에|로|번|$|[ .,])", lambda match: " ".join(match[0])),
    rewrites(
        "counted by native numbers",
        rf"(?<![\d.,/:~-])(?P<first>\d{{1,2}})(?: ?[~–-] ?(?P<last>\d{{1,2}}))? ?(?P<noun>{_COUNTED})",
        _write_counted,
    ),
    says("words that are no day", _WORD_THAT_IS_NO_DAY, lambda match: match[0]),
)
