"""What Vietnamese alone writes: T2–T6, BS., ĐT, gọi 115."""

import re

from voiceedu.narration.text_normalization import general
from voiceedu.narration.text_normalization.rules import Rule, rewrites, says
from voiceedu.narration.text_normalization.units_in_words import vietnamese_leaflets

_DAYS = {"2": "thứ hai", "3": "thứ ba", "4": "thứ tư", "5": "thứ năm", "6": "thứ sáu", "7": "thứ bảy"}
_IN_FULL = {
    **{"BS": "bác sĩ", "BV": "bệnh viện", "ĐD": "điều dưỡng", "TS": "tiến sĩ", "ThS": "thạc sĩ", "PGS": "phó giáo sư"},
    **{"GS": "giáo sư", "TP": "thành phố", "Q": "quận", "P": "phường"},
}


_LETTERS = {
    **{"BN": "bệnh nhân", "THA": "tăng huyết áp", "ĐTĐ": "đái tháo đường", r"HA(?=:? \d{2,3})": "huyết áp"},
    **{r"(?<=iêm )TM": "tĩnh mạch", r"(?<=ruyền )TM": "tĩnh mạch", r"(?<=iêm )TB": "bắp", r"(?<=iêm )TDD": "dưới da"},
}


def _write_days(match: re.Match[str]) -> str | None:
    if match[0].startswith("T") and _OF_THE_THYROID.search(match.string):
        return None
    first, last = match["first"], match["last"]
    return _DAYS[first] + (f" đến {_DAYS.get(last, 'chủ nhật')}" if last else "")


_OF_THE_THYROID = re.compile("giáp|TSH|FT[34]|hormon|xét nghiệm|định lượng")
"""T3 and T4 are hormones in such a text."""
_HALVED = "viên|giờ|tháng|năm|gói|ống|thìa|muỗng|tuần|ngày|liều|lít"

RULES: tuple[Rule, ...] = (
    *vietnamese_leaflets.RULES,
    rewrites("round the clock", r"(?<![\d/])24/7(?![\d/])", "24 giờ mỗi ngày, 7 ngày mỗi tuần"),
    rewrites(
        "days of a month in a span", r"(?<![\w./-])(\d{1,2}) ?[-–] ?(?=\d{1,2}/\d{1,2}/20\d\d(?!\d))", r"ngày \1 đến "
    ),
    rewrites("for so long", r"(?<=\S) [x×] ?(?=\d{1,3} ?(?:ngày|tuần|tháng)(?!\w))", " trong "),
    rewrites("so many times of a length", r"(?<=\d) ?[x×] ?(?=\d{1,3} ?(?:phút|giây|mg|ml|viên|giọt)(?!\w))", " lần "),
    rewrites(
        "a dose of several numbers",
        r"(?<![\w./,-])(?:\d|½)(?:[-–](?:\d|½)){2,3}(?![\w-])",
        lambda match: re.sub("[-–]", ", ", match[0]),
    ),
    rewrites("sides in brackets", r"\((?P<side>[TP])\)", lambda match: "trái" if match["side"] == "T" else "phải"),
    rewrites("tablets by their letter", r"(?<=\d) ?v(?=/| (?:sáng|trưa|chiều|tối|x|sau|trước)\b|[,;)])", " viên"),
    rewrites(
        "litres of oxygen",
        r"\b((?:oxy|[Oo]2|[Tt]hở|[Ll]ưu lượng)[^,;.]{0,20}\d) ?l ?/ ?(?:p|ph|phút)(?!\w)",
        r"\1 lít mỗi phút",
    ),
    rewrites("giga in a litre", r"(?<=\d) ?G ?/ ?[lL](?!\w)", " giga mỗi lít"),
    *(rewrites(f"{name} by its letters", rf"(?<![\w-]){short}(?![\w-])", name) for short, name in _LETTERS.items()),
    rewrites("beats a minute", r"(?<=\d) ?(?:l|lần|ck|nhịp) ?/ ?(?:p|ph|phút)(?!\w)", " lần mỗi phút"),
    rewrites("years of age", r"\b([Nn]am|[Nn]ữ|BN|[Tt]rẻ|[Bb]é),? (\d{1,3}) ?t(?!\w)", r"\1 \2 tuổi"),
    rewrites("oxygen in the blood", r"(?<!\w)SpO[2₂](?!\w)", "độ bão hòa oxy"),
    rewrites("some and a half", rf"(?<![\d.,/])(\d{{1,2}}) ?½ (?P<noun>{_HALVED})(?!\w)", r"\1 \2 rưỡi"),
    rewrites("half of a thing", rf"(?<![\d.,/])(?:½|1/2) ?(?=(?:{_HALVED})(?!\w))", "nửa "),
    rewrites("rooms", r"(?<!\w)P\. ?(?=\d{3,4}(?!\d))", "phòng "),
    rewrites("the city", r"(?<!\w)TP\.? ?HCM(?!\w)", "thành phố Hồ Chí Minh"),
    rewrites("pages", r"(?<!\w)tr\. ?(?=\d)", "trang "),
    rewrites("houses of a lane", r"(?<![\d/.,])(\d{1,4})/(?=\d{1,4} (?:đường|phố|hẻm|ngõ|khu)\b)", r"\1 trên "),
    rewrites(
        "lines of four and four",
        r"(?<![\d.,])(1[89]00)[ .-]?(\d{4})(?![\d.,]*\d)",
        lambda match: f"{' '.join(match[1])}, {' '.join(match[2])}",
    ),
    rewrites("hours or more hours", r"(?<![\d/.,])(12|24|36|48) ?/ ?(?=(?:24|36|48|72) ?(?:giờ|h)(?!\w))", r"\1 hoặc "),
    rewrites("a minus apart from its number", r"(?<=[^\W\d_] )[-−–] (?=\d+(?:[.,]\d+)? ?(?:kg|°))", "trừ "),
    rewrites(
        "days of the week",
        r"(?<!\w)(?:T|[Tt]hứ )(?P<first>[2-7])(?: ?[-–] ?(?:T|[Tt]hứ )?(?P<last>[2-7]|CN|[Cc]hủ nhật))?(?![\w/])",
        _write_days,
    ),
    rewrites("Sundays", r"(?<!\w)CN(?!\w)", "chủ nhật"),
    rewrites("telephones", r"(?<![\w-])(?:ĐT|SĐT|Đt)(?!\w)", "điện thoại"),
    *(
        rewrites(f"{name} in full", rf"(?<!\w){short}\.(?=\s?[A-ZĐÂÀÁẠẢÃÊÉÈỆƠƯÔ\d])", f"{name} ")
        for short, name in _IN_FULL.items()
    ),
    rewrites(
        "emergency numbers",
        r"\b(?P<word>[Gg]ọi|[Cc]ấp cứu|[Ss]ố|hoặc)(?P<colon>:?) (?P<number>11[2-5])(?!\d|[.,]\d)",
        lambda match: f"{match['word']}{match['colon']} {' '.join(match['number'])}",
    ),
)
COUNTED: tuple[Rule, ...] = (
    says(
        "numbers before a word",  # the grammar takes the first letter of "đang" and of "điểm" for a currency
        r"(?<![\w.,/:-])(?P<said>\d{1,6})(?= đ[^\W\d_])",
        lambda match: general.number_alone(match["said"], language="vi"),
    ),
    says(
        "classes and rooms with a letter",
        r"(?<![\w.,/:-])(?P<number>\d{1,4})(?P<letter>[A-JL-Z])(?![\w/])",
        lambda match: f"{general.number_alone(match['number'], language='vi')} {match['letter']}",
    ),
    says(
        "hours that are no time of day",
        r"(?<![\d.:])(?P<said>2[5-9]|[3-9]\d|[1-9]\d\d)(?= ?(?:giờ|tiếng)(?!\w))",
        lambda match: general.number_alone(match["said"], language="vi"),
    ),
)
"""They stand after the ranges of numbers."""
