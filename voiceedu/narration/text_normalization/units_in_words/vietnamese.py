"""What Vietnamese alone writes: T2–T6, BS., ĐT, gọi 115."""

import re

from voiceedu.narration.text_normalization.rules import Rule, rewrites

_DAYS = {"2": "thứ hai", "3": "thứ ba", "4": "thứ tư", "5": "thứ năm", "6": "thứ sáu", "7": "thứ bảy"}
_IN_FULL = {
    **{"BS": "bác sĩ", "BV": "bệnh viện", "ĐD": "điều dưỡng", "TS": "tiến sĩ", "ThS": "thạc sĩ", "PGS": "phó giáo sư"},
    **{"GS": "giáo sư", "TP": "thành phố", "Q": "quận", "P": "phường"},
}


def _write_days(match: re.Match[str]) -> str:
    first, last = match["first"], match["last"]
    return _DAYS[first] + (f" đến {_DAYS.get(last, 'chủ nhật')}" if last else "")


RULES: tuple[Rule, ...] = (
    rewrites(
        "days of the week",
        r"(?<!\w)(?:T|[Tt]hứ )(?P<first>[2-7])(?: ?[-–] ?(?:T|[Tt]hứ )?(?P<last>[2-7]|CN|[Cc]hủ nhật))?(?![\w/])",
        _write_days,
    ),
    rewrites("Sundays", r"(?<!\w)CN(?!\w)", "chủ nhật"),
    rewrites("telephones", r"(?<!\w)(?:ĐT|SĐT|Đt)(?!\w)", "điện thoại"),
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
