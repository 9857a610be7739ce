"""Arabic numbers that agree with their noun: خمس عشرة دقيقة, خمسة عشر يومًا, ساعتين, مئتي يوم; and their cases."""

import re

from voiceedu.narration.text_normalization.rules import Rule, rewrites

MASCULINE = "_ واحد اثنان ثلاثة أربعة خمسة ستة سبعة ثمانية تسعة عشرة"
FEMININE = "_ واحدة اثنتان ثلاث أربع خمس ست سبع ثماني تسع عشر"
_TENS = "_ _ عشر ثلاث أربع خمس ست سبع ثمان تسع"
_HUNDREDS = "_ مئة مئتان ثلاثمئة أربعمئة خمسمئة ستمئة سبعمئة ثمانمئة تسعمئة"
BEFORE_A_GENITIVE = re.compile(
    r"(?:بعد|لمدة|من|إلى|قبل|في|خلال|كل|عن|على|عند|حتى|مدة|أكثر من|أقل من|بـ|لـ|عمر|بين|مدى|تتجاوز|"
    r"يتجاوز|تناول|صم|اشرب|خذ|ضع|استخدم|انتظر|نحو|حوالي|تحت|فوق)\s$"
    r"|[<>≥≤] ?$|\d ?[-–] ?$|إلى\s$|\d و$"
)
"""What a number after it is in another case for, with -ين."""


def count(number: int, *, is_feminine: bool, is_genitive: bool) -> str | None:
    """Return a number from three to 999 as it agrees with its noun; None where the noun alone says it, as two days."""
    hundreds, rest = divmod(number, 100)
    if not hundreds:
        return _below_a_hundred(rest, is_feminine=is_feminine, is_genitive=is_genitive) if rest > 2 else None
    if number >= 1000 or rest in (1, 2):
        return None
    name = _HUNDREDS.split()[hundreds]
    if hundreds == 2:
        name = ("مئتي" if is_genitive else "مئتا") if not rest else ("مئتين" if is_genitive else name)
    if not rest:
        return name
    return f"{name} و{_below_a_hundred(rest, is_feminine=is_feminine, is_genitive=is_genitive)}"


def _below_a_hundred(number: int, *, is_feminine: bool, is_genitive: bool) -> str:
    ones = (FEMININE if is_feminine else MASCULINE).split()
    if number <= 10:
        return ones[number]
    if number < 20:
        return _teen(number, is_feminine=is_feminine, is_genitive=is_genitive)
    tens, rest = divmod(number, 10)
    name = _TENS.split()[tens] + ("ين" if is_genitive else "ون")
    if not rest:
        return name
    first = {1: "واحد", 2: "اثنين" if is_genitive else "اثنان"}.get(rest) or ones[rest]
    if is_feminine and rest <= 2:
        first = ("إحدى", "اثنتين" if is_genitive else "اثنتان")[rest - 1]
    return f"{first} و{name}"


def _teen(number: int, *, is_feminine: bool, is_genitive: bool) -> str:
    """Return eleven to nineteen: ten agrees with the noun, and what is added from three on does not."""
    ten = "عشرة" if is_feminine else "عشر"
    if number == 11:
        return f"{'إحدى' if is_feminine else 'أحد'} {ten}"
    if number == 12:
        return f"{'اثنت' if is_feminine else 'اثن'}{'ي' if is_genitive else 'ا'} {ten}"
    return f"{(FEMININE if is_feminine else MASCULINE).split()[number - 10]} {ten}"


_NAMES = sorted(
    {
        *MASCULINE.split()[1:],
        *(
            "عشر",
            "احد",
            "أحد",
            "اثنا",
            "اربعة",
            "صفر",
            "مئة",
            "مئتان",
            "ألف",
            "ألفان",
            "آلاف",
            "ثلاث",
            "أربع",
            "خمس",
            "ست",
        ),
        *("سبع", "ثمان", "ثماني", "تسع", "عشرون", "ثلاثون", "أربعون", "خمسون", "ستون", "سبعون", "ثمانون", "تسعون"),
    },
    key=len,
    reverse=True,
)
_NAME = "|".join(_NAMES)
_CASES = {"اثنان": "اثنين", "مئتان": "مئتين", "ألفان": "ألفين", "اثنا": "اثني"}
_CASES |= {f"{stem}ون": f"{stem}ين" for stem in ("عشر", "ثلاث", "أربع", "خمس", "ست", "سبع", "ثمان", "تسع")}
_CASE = re.compile(rf"(?<!\w)(و?)({'|'.join(_CASES)})(?!\w)")


def _write_case(match: re.Match[str]) -> str:
    return match["before"] + _CASE.sub(lambda name: name[1] + _CASES[name[2]], match["number"])


CLOSING_RULES: tuple[Rule, ...] = (
    rewrites("letters that the grammar writes without their sign", r"(?<!\w)(و?)ا(حد|ربعة)(?= عشر)", r"\1أ\2"),
    rewrites(
        "numbers after a preposition",
        r"(?<!\w)(?P<before>(?:بعد|لمدة|من|إلى|قبل|في|خلال|كل|عن|على|عند|حتى|بين|تتجاوز|يتجاوز|تناول|خذ|عام|سنة|بحلول|نحو|"
        r"حوالي|تحت|فوق|بنسبة)\s+)"
        rf"(?P<number>(?:{_NAME})(?: (?:و ?)?(?:{_NAME}))*)(?!\w)",
        _write_case,
    ),
)
"""They stand after the grammar, which has one case."""
