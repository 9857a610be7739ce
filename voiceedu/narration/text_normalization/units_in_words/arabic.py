"""Arabic numbers that agree with their noun (ثلاث مرات), hours of the clock, and numbers that are dialled."""

import re

from voiceedu.narration.text_normalization.rules import SAID, Rule, rewrites, says

ZERO = "صفر"
_MASCULINE = "_ واحد اثنان ثلاثة أربعة خمسة ستة سبعة ثمانية تسعة عشرة"
_FEMININE = "_ واحدة اثنتان ثلاث أربع خمس ست سبع ثماني تسع عشر"
_TENS = "_ _ عشر ثلاث أربع خمس ست سبع ثمان تسع"
_FEMININE_NOUNS = (
    "مرات|مرة|ساعات|ساعة|دقائق|دقيقة|ثوان|ثانية|حبات|حبة|جرعات|جرعة|كبسولات|كبسولة|سنوات|سنة|قطرات|قطرة|ملاعق|ملعقة|جلسات|"
    "جلسة|حقن|حقنة|درجات|درجة|وحدات|وحدة|ليال|ليلة|زجاجات|أمبولات|أمبولة|بخات|بخة|وجبات|وجبة|خطوات"
)
_MASCULINE_NOUNS = (
    "أيام|يوم|يومًا|يوما|أسابيع|أسبوع|أسبوعًا|أسبوعا|أشهر|شهور|شهر|شهرًا|شهرا|أقراص|قرص|قرصًا|أعوام|عام|عامًا|أكواب|كوب|"
    "مرضى|مريض|مريضًا|أشخاص|شخص"
)
_BEFORE_A_GENITIVE = re.compile(
    r"(?:بعد|لمدة|من|إلى|قبل|في|خلال|كل|عن|على|عند|حتى|مدة|أكثر من|أقل من|بـ|لـ|عمر)\s$|[<>≥≤] ?$|\d ?[-–] ?$|إلى\s$"
)
_HOURS = "الواحدة الثانية الثالثة الرابعة الخامسة السادسة السابعة الثامنة التاسعة العاشرة"
_LATE_HOURS = {11: "الحادية عشرة", 12: "الثانية عشرة"}
_PARTS_OF_AN_HOUR = {15: "والربع", 30: "والنصف", 20: "والثلث"}
_CLOCK = r"(?<![\d:])(?P<hour>[01]?\d|2[0-3]):(?P<minute>[0-5]\d)(?![\d:])"


def _count(number: int, *, is_feminine: bool, is_genitive: bool) -> str | None:
    """Return a number from three to ten, or from twenty to ninety-nine, as it agrees; None for another."""
    ones = (_FEMININE if is_feminine else _MASCULINE).split()
    if 3 <= number <= 10:
        return ones[number]
    if not 20 <= number <= 99:
        return None
    tens, rest = divmod(number, 10)
    name = _TENS.split()[tens] + ("ين" if is_genitive else "ون")
    if not rest:
        return name
    first = {1: "واحد", 2: "اثنين" if is_genitive else "اثنان"}.get(rest) or ones[rest]
    if is_feminine and rest <= 2:
        first = ("إحدى", "اثنتين" if is_genitive else "اثنتان")[rest - 1]
    return f"{first} و{name}"


def _thousands(number: int, before: str) -> str | None:
    """Return "عشرة آلاف"; None for one and two thousand, which the grammar knows, and where a name is missing."""
    if number <= 2:
        return None
    if number <= 10:
        return f"{_MASCULINE.split()[number]} آلاف"
    is_genitive = _BEFORE_A_GENITIVE.search(before) is not None
    words = "مئة" if number == 100 else _count(number, is_feminine=False, is_genitive=is_genitive)
    return f"{words} ألف" if words else None


def _read_counted(match: re.Match[str]) -> str | None:
    return _count(
        int(match["said"]),
        is_feminine=re.fullmatch(_FEMININE_NOUNS, match["noun"]) is not None,
        is_genitive=_BEFORE_A_GENITIVE.search(match.string[max(0, match.start("said") - 60) : match.start("said")])
        is not None,
    )


def _read_clock(match: re.Match[str]) -> str:
    """Return an hour of the twelve by its name; from one in the afternoon on it is said to be so."""
    hour, minute = int(match["hour"]), int(match["minute"])
    names = _HOURS.split()
    of_twelve = hour - 12 if hour > 12 else hour
    name = _LATE_HOURS.get(of_twelve) or (names[of_twelve - 1] if of_twelve else "الثانية عشرة ليلًا")
    part = _PARTS_OF_AN_HOUR.get(minute, f"و {minute} دقيقة" if minute else "")
    return " ".join(filter(None, (name, part, "مساءً" if hour > 12 else "")))


def _write_digits(match: re.Match[str]) -> str:
    short = r"(?<![\d.,])[19]\d\d(?!\d|[.,]\d| ?(?:مل|مغ|ملغ|ريال|درهم|غ|جم))"
    return re.sub(short, lambda number: " ".join(number[0]), match[0])


_PAIRS = {
    **{"قرص": "قرص إلى قرصين", "حبة": "حبة إلى حبتين", "كبسولة": "كبسولة إلى كبسولتين", "ملعقة": "ملعقة إلى ملعقتين"},
    **{"يوم": "يوم إلى يومين", "ساعة": "ساعة إلى ساعتين", "أسبوع": "أسبوع إلى أسبوعين", "شهر": "شهر إلى شهرين"},
    **{"مرة": "مرة إلى مرتين", "قطرة": "قطرة إلى قطرتين", "جرعة": "جرعة إلى جرعتين", "سنة": "سنة إلى سنتين"},
}
_ONE_OF = {
    **{"أقراص": "قرص", "قرصين": "قرص", "حبات": "حبة", "حبتين": "حبة", "كبسولات": "كبسولة", "ملاعق": "ملعقة"},
    **{"أيام": "يوم", "يومين": "يوم", "ساعات": "ساعة", "ساعتين": "ساعة", "أسابيع": "أسبوع", "أسبوعين": "أسبوع"},
    **{"أشهر": "شهر", "شهرين": "شهر", "شهور": "شهر", "مرات": "مرة", "مرتين": "مرة", "قطرات": "قطرة", "جرعات": "جرعة"},
}
_ORDINALS = "_ الأول الثاني الثالث الرابع الخامس السادس السابع الثامن التاسع العاشر"


def _read_pair(match: re.Match[str]) -> str:
    """Return "قرص إلى قرصين" for one to two tablets: both numbers are in the noun."""
    return _PAIRS[_ONE_OF.get(match["noun"], match["noun"])]


def _write_part_of_one(match: re.Match[str]) -> str:
    """Return the words of 0.05 with its zeros, which the grammar would leave out."""
    zeros = len(match["part"]) - len(match["part"].lstrip("0"))
    return " ".join((ZERO, "فاصلة", *[ZERO] * zeros, match["part"].lstrip("0"))).strip()


PARTS_OF_ONE = rewrites("parts of one", r"(?<![0-9A-Za-z.,/:-])0\.(?P<part>\d{1,3})(?![\d.])", _write_part_of_one)
"""The grammar has no zero."""

COUNTED: tuple[Rule, ...] = (
    rewrites("round the clock", r"(?<![\d/])24/7(?![\d/])", "على مدار الساعة طوال الأسبوع"),
    rewrites("less than nothing", r"(?:(?<=[\s(])|^)[-−](?=\d)", "ناقص "),
    says(
        "one or two of a noun",
        rf"(?<![\d.,/:\w])1 ?(?:[-–]|إلى|أو) ?2 (?P<noun>{'|'.join([*_PAIRS, *_ONE_OF])})(?!\w)",
        _read_pair,
    ),
    rewrites(
        "before and after noon",
        r"(?<=\d:[0-5]\d) ?(?P<half>[مص])(?![\w.])",
        lambda match: " مساءً" if match["half"] == "م" else " صباحًا",
    ),
    rewrites("so many a minute", r"(?<=\d) ?/ ?دقيقة(?!\w)", " في الدقيقة"),
    says(
        "floors and days by their number",
        r"(?<!\w)(?:الطابق|الدور|اليوم|الأسبوع|الشهر|القسم|الفصل) (?P<said>10|[1-9])(?![\d:/]|[.,]\d|-\d)",
        lambda match: _ORDINALS.split()[int(match["said"])],
    ),
    rewrites(
        "doctors",
        r"(?<![\w.])(?:د|أ\. ?د)\.(?= ?[\u0621-\u064a]{2})",
        lambda match: "الأستاذ الدكتور" if match[0].startswith("أ") else "الدكتور",
    ),
    rewrites("boxes of the post", r"(?<!\w)ص\. ?ب\.?(?=[ :]|$)", "صندوق بريد"),
    rewrites("pages", r"(?<!\w)ص\.? (?=\d)", "صفحة "),
    rewrites("a minus apart from its number", r"(?<=[^\W\d_] )[-−–] (?=\d+(?:[.,]\d+)? ?(?:كغ|كجم|كيلو|°))", "ناقص "),
    rewrites(
        "thousands",
        r"(?<![\d.,/:-])([1-9]\d{0,2})[, ]?000(?![\d/]|[.,]\d)",
        lambda match: _thousands(int(match[1]), match.string[max(0, match.start() - 60) : match.start()]),
    ),
    says(
        "numbers of a noun",
        r"(?<![\d.,/:\w])(?P<said>\d{1,2})(?= ?(?:(?:[-–]|إلى) ?\d{1,2} )?"
        rf"(?P<noun>{_FEMININE_NOUNS}|{_MASCULINE_NOUNS})(?!\w))",
        _read_counted,
    ),
    rewrites("a range that was read", rf"(?<=[\d{SAID}]) ?[-–] ?(?=[{SAID}])|(?<=[{SAID}]) ?[-–] ?(?=\d)", " إلى "),
)
"""They stand before the ranges of numbers."""
CLOCKS = rewrites("times", _CLOCK, _read_clock)
DIALLED = rewrites("numbers that are dialled", r"\bاتصل\w{0,2}\b[^.؟!]{0,80}", _write_digits)
