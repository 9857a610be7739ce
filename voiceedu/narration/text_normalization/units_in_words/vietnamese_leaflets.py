"""What Vietnamese leaflets write: 0912.345.678, máy lẻ 214, 4g/24h, tháng 4, HSD: 01/2027, giai đoạn II, 1v x 3."""

import re

from voiceedu.narration.text_normalization.roman_numerals import value
from voiceedu.narration.text_normalization.rules import Rule, rewrites

_GRADES = "giai đoạn|độ|típ|týp|type|nhóm|loại|cấp|thì|kỳ|hạng"
_NUMERAL = r"(?:I{1,3}|IV|VI{0,3}|IX|X)"
_IN_FULL = {"NSX": "ngày sản xuất", "HSD": "hạn sử dụng"}


def _write_groups(match: re.Match[str]) -> str:
    return ", ".join(" ".join(group) for group in re.findall(r"\d+", match[0]))


def _write_numerals(match: re.Match[str]) -> str:
    return re.sub(rf"(?<!\w){_NUMERAL}(?!\w)", lambda numeral: str(value(numeral[0])), match[0])


_BEFORE_A_DATE = r"[Ss]áng|[Tt]rưa|[Cc]hiều|[Tt]ối|[Đđ]êm|[Nn]gày|[Hh]ôm (?:nay|qua|kia)|[Tt]ừ|[Đđ]ến|[Tt]rước|[Ss]au"
_PARTS_OF_A_DOSE = "ngày|tuần|tháng|giờ|lần|viên|tuổi|phút|gói|ống|thìa|muỗng|giọt|lít|liều|bữa|cốc|ly|chén|bát|quả"
_PARTS_OF_A_DOSE += "|miếng|mũi|mg|ml|kg|g"
_DAY = r"(?P<day>[12]\d|3[01]|0?[1-9])"
_MONTH = r"(?P<month>1[0-2]|0?[1-9])"


def _write_day(match: re.Match[str]) -> str | None:
    """Return a day of a month. Two numbers with a dash between them are a span unless the second is smaller."""
    day, month, year = int(match["day"]), int(match["month"]), match["year"]
    if not year and "/" not in match["gap"] and day <= month:
        return None
    named = "" if match["before"].lower().endswith("ngày") else " ngày"
    of_a_year = f" năm {year}" if year else ""
    return f"{match['before']}{match['comma']}{named} {day} tháng {'tư' if month == 4 else month}{of_a_year}"


RULES: tuple[Rule, ...] = (
    rewrites(
        "a day of a month",
        rf"\b(?P<before>{_BEFORE_A_DATE})(?P<comma>,?) {_DAY}(?P<gap>/| ?[-–] ?){_MONTH}"
        rf"(?:(?P=gap)(?P<year>(?:19|20)\d\d))?(?![\w/-]|[.,]\d| ?[-–] ?\d| ?(?:{_PARTS_OF_A_DOSE})(?!\w))",
        _write_day,
    ),
    rewrites(
        "hours by their letter",
        r"(?<![\d.,])(1?\d|2[0-3]) ?g(?= ?[0-5]\d(?![\d.,]))|(?<=\b[Ll]úc )(1?\d|2[0-3]) ?g(?!\w)",
        lambda match: f"{match[1] or match[2]} giờ",
    ),
    rewrites("rates of a period", r"(?<=[%\d]) ?/ ?(?=(?:năm|tháng|ngày|tuần|giờ|lần|phút|người)(?!\w))", " mỗi "),
    rewrites(
        "thousands with dots",
        r"(?<![\w.,/-])([1-9]\d{0,2})\.(?=\d{3} ?(?:m[23²³]|km|mg|g|ml|[lL]|mcg|IU|UI|kcal)(?!\w))",
        r"\1",
    ),
    rewrites("local telephone numbers", r"(?<![\w.,/-])0\d{6,7}(?![\w/-]|[.,]\d)", _write_groups),
    rewrites(
        "telephone numbers with dots",
        r"(?<![\w.,/-])0\d{1,3}\.\d{3,4}\.\d{3,4}(?![\w/-]|\.\d)",
        _write_groups,
    ),
    rewrites(
        "extensions",
        r"\b((?:[Mm]áy lẻ|[Nn]hánh|số nội bộ)[:]? ?)(\d{2,5})(?!\d)",
        lambda match: match[1] + " ".join(match[2]),
    ),
    rewrites("within so many hours", r"(?<=[^\W\d_]) ?/ ?(?=\d{1,2} ?(?:h|giờ)(?!\w))", " trong "),
    rewrites(
        "a month and its year", r"(?<![\d/.])(?:[Tt]háng )?(0?[1-9]|1[0-2])/(20\d\d)(?![\d/])", r"tháng \1 năm \2"
    ),
    rewrites("a day before its date", r"\bNgày (?=\d{1,2}[/.-]\d{1,2}[/.-]\d{4})", "ngày "),
    rewrites("a rate of the body's surface", r" ?/ ?1[.,]73 ?m[2²](?!\w)", " mỗi 1,73 m²"),
    rewrites("the fourth month", r"\b([Tt]háng) 0?4(?![\d/]|[.,]\d| ?(?:ngày|tuần))", r"\1 tư"),
    rewrites("a month with a zero", r"\b([Tt]háng) 0(?=[1-9](?![\d/]|[.,]\d))", r"\1 "),
    rewrites(
        "grades by a numeral",
        rf"\b(?:{_GRADES}) {_NUMERAL}(?:(?:,| và| hoặc| ?[-–]) ?{_NUMERAL})*(?!\w)",
        _write_numerals,
    ),
    rewrites("series of exercises", r"(?<=\S) [x×] ?(?=\d{1,2} hiệp)", " nhân "),
    rewrites("tablets by their letter", r"(?<=\d) ?v(?= ?[x×])", " viên"),
    rewrites("so many times at the end", r"(?<=[^\W\d_]) [x×] ?(\d{1,2})(?=[,.;)]|$)", r" \1 lần"),
    rewrites("signs between words", r"(?<=\d) ?≤ ?(?=[^\W\d_])", " nhỏ hơn hoặc bằng "),
    *(rewrites(f"{name} in full", rf"(?<!\w){short}(?!\w)", name) for short, name in _IN_FULL.items()),
)
"""They stand before the other rules of Vietnamese."""
