"""Arabic numbers beside their noun (ثلاث مرات, الأسبوع الثاني), and numbers that are dialled."""

import re

from voiceedu.narration.text_normalization import general
from voiceedu.narration.text_normalization.rules import SAID, Rule, rewrites, says
from voiceedu.narration.text_normalization.units_in_words import arabic_clocks, arabic_numbers

ZERO = "صفر"
_FEMININE_NOUNS = (
    "مرات|مرة|ساعات|ساعة|دقائق|دقيقة|ثوان|ثانية|حبات|حبة|جرعات|جرعة|كبسولات|كبسولة|سنوات|سنة|قطرات|قطرة|ملاعق|ملعقة|جلسات|"
    "جلسة|حقن|حقنة|درجات|درجة|وحدات|وحدة|ليال|ليلة|زجاجات|أمبولات|أمبولة|بخات|بخة|وجبات|وجبة|خطوات|تحاميل|تحميلة|"
    "لصقات|لصقة|زيارات|زيارة|غرز|غرزة|علب|علبة"
)
_MASCULINE_NOUNS = (
    "أيام|يوم|يومًا|يوما|أسابيع|أسبوع|أسبوعًا|أسبوعا|أشهر|شهور|شهر|شهرًا|شهرا|أقراص|قرص|قرصًا|أعوام|عام|عامًا|أكواب|كوب|"
    "مرضى|مريض|مريضًا|أشخاص|شخص|شخصًا|لترات|لتر|لترًا|أكياس|كيس|كيسًا|أظرف|ظرف|أطفال|طفل|طفلًا"
)
LOOKED_AT = 60
"""How many characters before a number decide its case."""


def _write_thousands(match: re.Match[str]) -> str | None:
    """Return the words of a number from ten thousand on, which the grammar does not know."""
    words = _thousands(int(match[1]), match.string[max(0, match.start() - LOOKED_AT) : match.start()])
    return words and f"{words} و{general.number_alone(str(int(match[2])), language='ar')}"


def _thousands(number: int, before: str) -> str | None:
    """Return "عشرة آلاف"; None for one and two thousand, which the grammar knows, and where a name is missing."""
    if number <= 2:
        return None
    if number <= 10:
        return f"{arabic_numbers.MASCULINE.split()[number]} آلاف"
    is_genitive = arabic_numbers.BEFORE_A_GENITIVE.search(before) is not None
    words = "مئة" if number == 100 else arabic_numbers.count(number, is_feminine=False, is_genitive=is_genitive)
    return f"{words} ألف" if words else None


def _read_counted(match: re.Match[str]) -> str | None:
    number, noun = int(match["said"]), match["noun"]
    before = match.string[max(0, match.start("said") - LOOKED_AT) : match.start("said")]
    is_feminine = re.fullmatch(_FEMININE_NOUNS, noun) is not None
    is_genitive = arabic_numbers.BEFORE_A_GENITIVE.search(before) is not None
    if number in (1, 2) and match["span"]:
        two = ("اثنت" if is_feminine else "اثن") + ("ين" if is_genitive else "ان")
        return two if number == 2 else "واحدة" if is_feminine else "واحد"
    return arabic_numbers.count(number, is_feminine=is_feminine, is_genitive=is_genitive)


def _read_one_or_two(match: re.Match[str]) -> str:
    """Return a noun that says its number: "ساعة واحدة", "ساعتين"."""
    noun = _SINGULARS.get(match["noun"], match["noun"]).removesuffix("ًا")
    is_feminine = re.fullmatch(_FEMININE_NOUNS, noun) is not None
    if match["number"] == "1":
        return f"{noun} {'واحدة' if is_feminine else 'واحد'}"
    return noun.removesuffix("ة") + ("تين" if noun.endswith("ة") else "ين")


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
_SINGULARS = _ONE_OF | {
    **{
        "أكواب": "كوب",
        "دقائق": "دقيقة",
        "جلسات": "جلسة",
        "حقن": "حقنة",
        "وحدات": "وحدة",
        "سنوات": "سنة",
        "أعوام": "عام",
    },
    **{
        "أكياس": "كيس",
        "لترات": "لتر",
        "أشخاص": "شخص",
        "مرضى": "مريض",
        "أطفال": "طفل",
        "ثوان": "ثانية",
        "درجات": "درجة",
    },
    **{"ليال": "ليلة", "زجاجات": "زجاجة", "أمبولات": "أمبولة", "بخات": "بخة", "وجبات": "وجبة", "خطوات": "خطوة"},
    **{"تحاميل": "تحميلة", "لصقات": "لصقة", "زيارات": "زيارة", "غرز": "غرزة", "علب": "علبة", "أظرف": "ظرف"},
    **{"يوما": "يوم", "شهرا": "شهر", "أسبوعا": "أسبوع"},
}
_ORDINALS = "_ الأول الثاني الثالث الرابع الخامس السادس السابع الثامن التاسع العاشر"
_FEMININE_ORDINALS = "_ الأولى الثانية الثالثة الرابعة الخامسة السادسة السابعة الثامنة التاسعة العاشرة"


def _read_ordinal_beyond_ten(match: re.Match[str]) -> str:
    """Return "الثاني عشر", "العشرين", "الحادي والعشرين" for a week or a day."""
    tens, ones = divmod(int(match["said"]), 10)
    first = "الحادي" if ones == 1 else _ORDINALS.split()[ones] if ones else ""
    if tens == 1:
        return f"{first} عشر"
    before = match.string[max(0, match.start() - LOOKED_AT) : match.start()]
    ending = "ين" if arabic_numbers.BEFORE_A_GENITIVE.search(before) else "ون"
    name = f"ال{('عشر', 'ثلاث', 'أربع')[tens - 2]}{ending}"
    return f"{first} و{name}" if first else name


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
    *arabic_clocks.RULES,
    rewrites("round the clock", r"(?<![\d/])24/7(?![\d/])", "على مدار الساعة طوال الأسبوع"),
    rewrites(
        "one and a half",
        r"(?<![\d.,/-])1[.,]5 (لتر|ساعة|قرص|حبة|يوم|سنة|ملعقة|متر|شهر|كوب)(?!\w)",
        r"\1 ونصف",
    ),
    rewrites("less than nothing", r"(?:(?<=[\s(])|^)[-−](?=\d)", "ناقص "),
    rewrites("a rate of the body's surface", r" ?/ ?1[.,]73 ?(?:م|m)[2²](?!\w)", " لكل 1.73 متر مربع"),
    says(
        "one or two of a noun",
        rf"(?<![\d.,/:\w])1 ?(?:[-–]|إلى|أو) ?2 (?P<noun>{'|'.join([*_PAIRS, *_ONE_OF])})(?!\w)",
        _read_pair,
    ),
    rewrites("so many a minute", r"(?:(?<=\d)|(?<=[\u0621-\u064a]{3})) ?/ ?دقيقة(?!\w)", " في الدقيقة"),
    says(
        "floors and days by their number",
        r"(?<!\w)(?:الطابق|الدور|النوع|اليوم|الأسبوع|الشهر|القسم|الفصل) (?P<said>10|[1-9])(?![\d:/]|[.,]\d|-\d)",
        lambda match: _ORDINALS.split()[int(match["said"])],
    ),
    says(
        "stages by their number",
        r"(?<!\w)(?:المرحلة|الدرجة|الجرعة|الجلسة|الفئة|السنة) (?P<said>10|[1-9])(?![\d:/]|[.,]\d|-\d)",
        lambda match: _FEMININE_ORDINALS.split()[int(match["said"])],
    ),
    says(
        "days and weeks beyond ten",
        r"(?<!\w)(?:اليوم|الأسبوع) (?P<said>1[1-9]|[234]\d)(?![\d:/]|[.,]\d|-\d)",
        _read_ordinal_beyond_ten,
    ),
    rewrites(
        "extensions",
        r"(?P<word>(?:تحويلة|داخلي|فرعي)[:：]? ?)(?P<number>\d{2,5})(?!\d)",
        lambda match: match["word"] + " ".join(match["number"]).replace("0", ZERO),
    ),
    rewrites(
        "doctors",
        r"(?<![\w.])(?:د|أ\. ?د)\.(?= ?[\u0621-\u064a]{2})",
        lambda match: "الأستاذ الدكتور" if match[0].startswith("أ") else "الدكتور",
    ),
    rewrites("years of an era", r"(?<!\w)((?:عام|سنة) \d{1,4}) ?م(?!\w)", r"\1 للميلاد"),
    rewrites("years before the era", r"(?<=\d) ?ق\. ?م\.?(?!\w)", " قبل الميلاد"),
    rewrites("boxes of the post", r"(?<!\w)ص\. ?ب\.?(?=[ :]|$)", "صندوق بريد"),
    rewrites("pages", r"(?<!\w)ص\.? (?=\d)", "صفحة "),
    rewrites("a minus apart from its number", r"(?<=[^\W\d_] )[-−–] (?=\d+(?:[.,]\d+)? ?(?:كغ|كجم|كيلو|°))", "ناقص "),
    rewrites(
        "thousands",
        r"(?<![\d.,/:-])([1-9]\d{0,2})[, ]?000(?![\d/]|[.,]\d)",
        lambda match: _thousands(int(match[1]), match.string[max(0, match.start() - LOOKED_AT) : match.start()]),
    ),
    rewrites(
        "thousands and more",
        r"(?<![\d.,/:+-])(?<!\d )([1-9]\d{1,2}),?(\d{3})(?![\d-]|/\d|[.,]\d| \d)",
        _write_thousands,
    ),
    says(
        "one or two of a noun alone",
        r"(?<![\d.,/:\w-])(?<!\d – )(?<!\d - )(?<!إلى )(?<!أو )(?P<number>[12]) "
        rf"(?P<noun>{_FEMININE_NOUNS}|{_MASCULINE_NOUNS})(?!\w)",
        _read_one_or_two,
    ),
    says(
        "numbers of a noun",
        r"(?:(?<=\s[وفبل])|(?<![\d.,/:\w]))(?P<said>\d{1,3})(?= ?(?P<span>(?:[-–]|إلى|أو|و) ?\d{1,3} )?"
        rf"(?P<noun>{_FEMININE_NOUNS}|{_MASCULINE_NOUNS})(?!\w))",
        _read_counted,
    ),
    rewrites("a range that was read", rf"(?<=[\d{SAID}]) ?[-–] ?(?=[{SAID}])|(?<=[{SAID}]) ?[-–] ?(?=\d)", " إلى "),
)
"""They stand before the ranges of numbers."""
DIALLED = rewrites("numbers that are dialled", r"\bاتصل\w{0,2}\b[^.؟!]{0,80}", _write_digits)
