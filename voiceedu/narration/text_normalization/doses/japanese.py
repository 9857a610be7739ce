"""What Japanese alone writes: 月～金, 119番, 1/2錠, 72回/分, 5mg/日, 〒113-8655, 10回×3セット, 2027.03."""

import re

from voiceedu.narration.text_normalization.roman_numerals import value
from voiceedu.narration.text_normalization.rules import Rule, rewrites, says

_DAYS = "月火水木金土日"


def _write_digits(match: re.Match[str]) -> str:
    return match["before"] + ", ".join(" ".join(group) for group in re.findall(r"\d+", match["number"]))


_ERAS = {"R": "令和", "H": "平成", "S": "昭和"}

RULES: tuple[Rule, ...] = (
    rewrites(
        "dates with a slash",
        r"(?<![\d/])((?:19|20)\d\d)/(0?[1-9]|1[0-2])/(0?[1-9]|[12]\d|3[01])(?![\d/])",
        lambda match: f"{match[1]}年{int(match[2])}月{int(match[3])}日",
    ),
    rewrites(
        "days of a month with a slash",
        r"(?<![\d/.])(1[0-2]|[1-9])/(3[01]|[12]?\d)(?=\s?[(（][月火水木金土日][)）]|(?<!1/2)(?<!1/3)(?<!1/4)(?<!2/3)(?<!3/4)"
        r"(?:に(?!減|し|分|な)|から|まで|より|以降))",
        r"\1月\2日",
    ),
    rewrites("from a time to a time", r"(?<=[時分日月年歳])[～〜~](?=[朝昼夜午翌正])", "から"),
    rewrites("so much a minute", r"(\d[\d.]* ?(?:L|m[Ll]|滴))/分(?!/)", r"毎分\1"),
    rewrites(
        "so many a day for years",
        r"(\d+)(本|錠|個|杯|包)/日(?:[×xX] ?(\d+年))?",
        lambda match: f"1日{match[1]}{match[2]}" + (f"、{match[3]}" if match[3] else ""),
    ),
    rewrites(
        "grades by a numeral",
        r"(?P<grade>ステージ|グレード|タイプ|クラス|第) ?(?P<numeral>I{1,3}|IV|VI{0,3})(?![A-Za-z])",
        lambda match: f"{match['grade']}{value(match['numeral'])}",
    ),
    rewrites(
        "dates of an era",
        r"(?<![A-Za-z])([RHS]) ?(\d{1,2})\.(\d{1,2})\.(\d{1,2})(?![\d.])",
        lambda match: f"{_ERAS[match[1]]}{match[2]}年{int(match[3])}月{int(match[4])}日",
    ),
    rewrites("prices", r"[¥￥] ?(\d[\d,]*)(?: ?円)?", r"\1円"),
    rewrites(
        "telephone numbers with brackets",
        r"(?<![\d-])(?P<before>)(?P<number>0\d{1,3}[(（]\d{2,4}[)）]\d{4})(?!\d)",
        _write_digits,
    ),
    rewrites(
        "postal codes",
        r"(?P<mark>〒) ?(?P<before>)(?P<number>\d{3}-\d{4})",
        lambda match: f"郵便番号 {_write_digits(match)}、",
    ),
    rewrites("extensions", r"(?P<before>内線[:：]? ?)(?P<number>\d{3,5})(?!\d)", _write_digits),
    rewrites(
        "numbers after a hash",
        r"(?P<hash>[#＃])(?P<before>)(?P<number>\d{4})(?!\d)",
        lambda match: f"シャープ {_write_digits(match)}",
    ),
    rewrites(
        "houses",
        r"(?<=[一-龠])(?<![法服錠分量回薬])([1-9]\d{0,2})-([1-9]\d{0,2})-([1-9]\d{0,2})(?![\d-])",
        r"\1の\2の\3",
    ),
    rewrites(
        "a month of expiry",
        r"(?<![\d./])(20\d\d)[./](0[1-9]|1[0-2])(?![\d./])",
        lambda match: f"{match[1]}年{int(match[2])}月",
    ),
    rewrites("a weekday after its date", rf"(?<=日) ?[(（]([{_DAYS}])(?:曜日?)?[)）]", r"\1曜日"),
    rewrites("hours and other hours", r"(?<=\d:[0-5]\d) ?[/／] ?(?=\d{1,2}:\d\d)", "、"),
    rewrites(
        "a rate of the body's surface",
        r"(\d[\d.]*) ?m[Ll] ?/ ?(?:分|min) ?/ ?1\.73 ?m[2²]",
        r"1.73平方メートルあたり毎分\1mL",
    ),
    rewrites("some by so many", r"(?<=[回日分錠包滴本個TC]) ?[×xX*] ?(?=\d)", "を"),
    rewrites("one number by another", r"(?<=\d) ?[×*] ?(?=\d)", "かける"),
    rewrites("spans of what is counted", r"(?<=[日月年回週歳円時分錠包名人本個滴]) ?[〜～~] ?(?=\d)", "から"),
    rewrites("so much each time of a weight", r"(\d[\d.]* ?(?:mg|g|mL|ml|錠|包)(?:/kg)?) ?/ ?回", r"1回\1"),
    rewrites("hours or more hours", r"(?<![\d/.,])(12|24|36|48) ?/ ?(?=(?:24|36|48|72) ?時間)", r"\g<1>から"),
    rewrites("oxygen in the blood", r"(?<![A-Za-z])SpO[2₂]", "酸素飽和度"),
    says("a minus before a decimal", r"(?<=[^\W\d_] )[-−–](?=\d{1,2}\.\d)", "マイナス"),
    says(
        "less than nothing",
        r"(?<![A-Za-z0-9℃°%])[-−–] ?(?=\d+(?:\.\d+)? ?(?:℃|°|度|kg))",
        "マイナス",
    ),
    rewrites("hours in a span", r"(?<=\d:[0-5]\d) ?[〜～] ?(?=\d{1,2}:\d\d)", "から"),
    rewrites("spans", r"(?<=[\d度℃%]) ?[〜～] ?(?=\d)", "から"),
    rewrites("tablets by their letter", r"(?<=\d)T(?![A-Za-z])", "錠"),
    rewrites("so much each time", r"(\d[\d,]*円) ?/ ?回", r"1回\1"),
    rewrites("beats a minute", r"(?<![\d/])(\d{2,3}) ?/ ?分", r"毎分\1"),
    rewrites(
        "days in a span",
        rf"(?<![0-9一-龠])([{_DAYS}])[～〜~–-]([{_DAYS}])(?:曜日?)?(?=[ 　、:：。（(]|\d|$)",
        r"\1曜日から\2曜日",
    ),
    rewrites("a day before its hours", rf"(?<![0-9一-龠])([{_DAYS}]) ?(?=\d{{1,2}}:\d\d)", r"\1曜日"),
    rewrites("half of a tablet", r"(?<![\d/])(?:1/2|½)(?=錠|包|量|カプセル)", "半"),
    rewrites("so many a minute", r"(\d+(?: ?[〜～~–-] ?\d+)?) ?[回拍] ?/ ?分", r"毎分\1回"),
    rewrites("so much a day", r"(\d[\d.]* ?(?:mg|g|mL|ml|錠|回)(?:/kg)?) ?/ ?日", r"1日\1"),
    rewrites("emergency numbers", r"(?<![\d.,-])(11[09])(?=番|に|へ|、|。|$)", lambda match: " ".join(match[0])),
    rewrites("thousands", r"(?<![\d.,])([1-9]\d{0,2}),(?=\d{3}(?![\d,]|\.\d))", r"\1"),
)
