"""What Chinese leaflets write beside doses: 转212, 热线12320, 2号楼, H20051234, G2P1, 100mg*30片, 6/10分."""

import re

from voiceedu.narration.text_normalization import general
from voiceedu.narration.text_normalization.roman_numerals import value
from voiceedu.narration.text_normalization.rules import Rule, rewrites, says

ONE = "幺"
"""How one is said where digits are told apart, as in telephone numbers: 一 would sound like seven."""


def digits(text: str) -> str:
    """Return the digits of `text` apart from each other, a pause between its groups."""
    return ", ".join(" ".join(group) for group in re.findall(r"\d+", text)).replace("1", ONE)


def _read_number(match: re.Match[str]) -> str:
    return general.number_alone(match["said"], language="zh")


def _read_letters_and_numbers(match: re.Match[str]) -> str:
    return re.sub(r"\d+", lambda number: f" {general.number_alone(number[0], language='zh')} ", match[0])


_DIGITS = "零一二三四五六七八九"
_DATE = r"(?:(?:1\d|20)\d\d年)?(?:\d{1,2}月)?(?:\d{1,2}[日号])?"


def _read_date(text: str) -> str:
    """Return the parts of a date: the digits of its year one by one, month and day as numbers."""
    years = re.sub(r"\d{4}(?=年)", lambda year: "".join(_DIGITS[int(digit)] for digit in year[0]), text)
    return re.sub(r"\d+", lambda number: general.number_alone(number[0], language="zh"), years)


def _read_dates(match: re.Match[str]) -> str | None:
    first, last = match.group("first", "last")
    return f"{_read_date(first)}{'至' if match['to'] == '至' else ' 到'}{_read_date(last)}" if first and last else None


RULES: tuple[Rule, ...] = (
    says(
        "from a year to a year",
        r"(?<![A-Za-z\d./-])(?P<first>1[5-9]\d\d|20\d\d) ?[-–~～] ?(?P<last>1[5-9]\d\d|20\d\d)"
        r"(?![\d.%-]| ?[a-zA-Z]| ?[毫元人米克公次])",
        lambda match: f"{_read_date(match['first'] + '年')[:-1]}到{_read_date(match['last'] + '年')[:-1]}",
    ),
    says(  # the grammar puts the second month before the first, and drops a year
        "from a date to a date",
        rf"(?<![\d./-])(?P<first>{_DATE}) ?(?P<to>[至到~～–-]) ?(?P<last>{_DATE})(?!\d)",
        _read_dates,
    ),
    rewrites(
        "numbers of a patient",
        r"(?<=住院号|门诊号|病历号|就诊号|登记号)(?P<colon>[:：]? ?)(\d{4,})",
        lambda match: f"{match['colon']}{digits(match[2])}",
    ),
    rewrites(
        "a month of expiry",
        r"(?<![\d./-])(20\d\d)[-./](0[1-9]|1[0-2])(?![\d./-])",
        lambda match: f"{match[1]}年{int(match[2])}月",
    ),
    rewrites(
        "grades by a numeral", r"(?<![A-Za-z])(I{1,3}|IV|VI{0,3})(?=[度期级型类])", lambda match: str(value(match[1]))
    ),
    rewrites("days by their letter", r"(?<=\d) ?d(?![A-Za-z])", "天"),
    rewrites("a day of a rate", r"(?<=[A-Za-z]) ?/ ?d(?![A-Za-z])", "每天"),
    rewrites("an hour of a rate", r"(?<=[A-Za-z]) ?/ ?[hH](?![A-Za-z])", "每小时"),
    rewrites(
        "extensions",
        r"(?<=\d)(?P<word> ?(?:转|分机号?[:：]?) ?)(\d{2,5})(?!\d)",
        lambda match: f"{match['word']}{digits(match[2])}",
    ),
    rewrites(
        "short numbers that are dialled",
        r"(?<=热线|电话|短号|内线)(?P<colon>[:：]? ?)(\d{4,6})(?![\d-]| \d)",
        lambda match: f"{match['colon']}{digits(match[2])}",
    ),
    rewrites("per mille", r"(\d+(?:\.\d+)?) ?‰", lambda match: f"千分之{match[1]}"),
    rewrites("codes that begin with a zero", r"(?<=[A-Z])(0\d{1,4})(?!\d)", lambda match: " ".join(match[1])),
    says("things by their number", r"(?<![\d.])(?P<said>\d{1,4})(?=号)", _read_number),
    rewrites("numbers of a licence", r"(?<=[A-Z字第号])(\d{5,})(?![\d.,-])", lambda match: digits(match[1])),
    says(
        "letters and numbers by turns",
        r"(?<![A-Za-z0-9])(?:[A-Z]\d){2,4}(?![A-Za-z0-9])",
        _read_letters_and_numbers,
    ),
    rewrites("a course of days", r"(?<=[次日hd]) ?[×xX*] ?(?=\d{1,2} ?(?:[天日周年]|个月))", "，共"),
    says("so many years", r"(?<![\d.,年])(?P<said>[1-9]\d)(?=年(?!\d|代|级|度|月|出|生|底|初))", _read_number),
    rewrites("so much by so many", r"(?<=[A-Za-z片粒袋支盒\d]) ?[×*] ?(?=\d)", "乘"),
    rewrites("scores of points", r"(?<![\d/.])(\d{1,2} ?/ ?10) ?分(?!钟)", r"\1"),
    rewrites("a rate of the body's surface", r" ?/ ?1\.73 ?(?:m[2²]|㎡|平方米)", "每1.73平方米"),
)
"""They stand before the other rules of Chinese."""
