"""Ways of writing that are not said as written: tablet(s), six (6), 2-3 days, Room 204, version 2.1."""

import re

from voiceedu.narration.text_normalization.en.numbers import AMOUNT, DECIMAL, amount, cardinal, digits, ordinal
from voiceedu.narration.text_normalization.en.quantities import START
from voiceedu.narration.text_normalization.rules import SAID, Rule, rewrites, says

_NUMBER_WORDS = {cardinal(number).replace(" ", "-"): number for number in range(101)}
_NUMBER_WORDS |= {cardinal(number): number for number in range(21, 101)}
_WORD = "|".join(sorted(_NUMBER_WORDS, key=len, reverse=True))
_NUMBERED = (
    "room|rm|suite|apt|apartment|unit|box|MRN|ID|lot|PIN|code|ref|reference|claim|account|acct|policy|member|group|invoice|"
    "case|order|zip|batch|serial|NDC|card|bed|license|door|passcode|password|confirmation|model|flight|route|bus|ward"
)


def _drop_repeated(match: re.Match[str]) -> str | None:
    return match["word"] if _NUMBER_WORDS[match["word"].lower()] == int(match["number"]) else None


def _drop_repeated_word(match: re.Match[str]) -> str | None:
    return match["number"] if _NUMBER_WORDS[match["word"].lower()] == int(match["number"]) else None


def _read_range(match: re.Match[str]) -> str | None:
    if not re.search(r"[^\W\d_]", match.string):
        return None  # a number alone
    low, high = match["low"], match["high"]
    if _are_years(low, high) or _is_falling(low, high):
        return None
    return f"{amount(low).words} to {amount(high).words}"


def _are_years(low: str, high: str) -> bool:
    """Return whether a range is one of years, which general text normalization reads: 1980-1986, 1960-80."""
    return bool(re.fullmatch(r"(?:19|20)\d\d", low) and re.fullmatch(r"(?:(?:19|20)\d)?\d\d?", high))


def _is_falling(low: str, high: str) -> bool:
    numbers = [float(end.replace(",", "")) for end in (low, high) if re.fullmatch(DECIMAL, end)]
    return len(numbers) == 2 and numbers[1] < numbers[0]


def _read_label(match: re.Match[str]) -> str:
    letters, number = match["letters"], match["number"]
    is_round = len(number) == 3 and number.endswith("00")
    return " ".join(filter(None, (" ".join(letters), cardinal(int(number)) if is_round else digits(number))))


def _read_code(match: re.Match[str]) -> str | None:
    if not match["letters"]:
        return None
    return f"{' '.join(match['letters'].upper())} {digits(match['number'])}"


def _read_groups(match: re.Match[str]) -> str:
    return ", ".join(map(digits, re.findall(r"\d+", match[0])))


def _read_single_digits(match: re.Match[str]) -> str:
    return digits(match[0])


def _read_version(match: re.Match[str]) -> str:
    parts = match[0].split(".")
    return (" dot " if len(parts) == 4 else " point ").join(
        digits(part) if len(parts) == 4 else cardinal(int(part)) for part in parts
    )


RULES: tuple[Rule, ...] = (
    rewrites("with", r"(?<![\w/])w/(?!(?:o|out|in|c)\b)(?=\s?[\w(&{])", "with "),
    rewrites("plurals in brackets", r"(?<=[^\W\d_])\((e?s)\)", r"\1"),
    rewrites("plurals of y in brackets", r"(?<=[^\W\d_])y\((ies)\)", r"\1"),
    rewrites("a number twice", rf"\b(?P<word>{_WORD}) ?\((?P<number>\d{{1,3}})\)", _drop_repeated, ignore_case=True),
    rewrites(
        "a number and its word",
        rf"\b(?P<number>\d{{1,3}}) ?\((?P<word>{_WORD})\)",
        _drop_repeated_word,
        ignore_case=True,
    ),
    says("dots inside a word", r"(?<=[a-z]{2})\.(?=[a-z]{2,}(?!\w|\.\w))", " dot "),
    says(
        "codes",
        r"(?<![\w.,$-])(?P<letters>[A-Za-z]{1,3}?)-?(?P<number>\d{4,})(?<!000)(?![\w-]|[.,]\d)(?<![ -]\d{4})(?<!^\d{4})",
        _read_code,
    ),
    rewrites("and or", r"\b(and|y) ?/ ?or\b", r"\1 or", ignore_case=True),
    rewrites("version", r"\bv\.? ?(?=\d)", "version "),
    says(
        "ordinals with a hyphen",
        r"(?<![\w.,])(?P<number>\d{1,3})(?:st|nd|rd|th)(?=-)",
        lambda match: ordinal(int(match["number"])),
    ),
    says("single digits with hyphens", r"(?<![\w.-])\d(?:-\d){2,}(?![\w-])(?!\s*=)", _read_single_digits),
    says("versions", r"(?<![\w.,$])\d{1,3}(?:\.\d{1,3}){2,}(?!\w|\.\d)", _read_version),
    rewrites("numbers of things", rf"(?<![\w#])(?:(?:[Nn]o|NO|[Nn]r)\. ?|# ?)(?=[A-Z]{{0,2}}\d|[{SAID}])", "number "),
    rewrites("several numbers of things", r"(?<!\w)[Nn]os\. ?(?=\d)", "numbers "),
    rewrites("pages", r"(?<!\w)(?P<many>p)?p\. ?(?=\d)", lambda match: "pages " if match["many"] else "page "),
    says(
        "labels",
        rf"\b(?:{_NUMBERED})(?:[:.]|\s(?:number|no\.?|num|is))*[: ]\s?(?P<said>#? ?(?P<letters>[A-Z]{{0,3}})-?(?P<number>\d{{3,}}))(?![\w-]|[.,]\d)",
        _read_label,
        ignore_case=True,
    ),
)


def _read_vanity(match: re.Match[str]) -> str:
    return ", ".join(" ".join(_read_vanity_part(part) for part in run.split("-")) for run in _RUNS.findall(match[0]))


def _read_vanity_part(part: str) -> str:
    if part.isdigit():
        return cardinal(int(part)) if part.endswith("00") else digits(part)
    return part.capitalize() if len(part) > 1 and re.search("[AEIOUY]", part) else " ".join(part)


_RUNS = re.compile(r"\d+|[A-Z]+(?:-[A-Z]+)*")

GROUP_RULES: tuple[Rule, ...] = (
    says(
        "telephone numbers with words",
        r"(?<![\w-])(?:1-)?[2-9]\d\d-(?=[A-Z\d-]*[A-Z]{2})[A-Z\d]+(?:-[A-Z\d]+)*(?!\w)",
        _read_vanity,
    ),
    says(
        "digits of a number with words", rf"(?<=[{SAID}]) ?\((?P<said>\d{{3,7}})\)", lambda match: digits(match["said"])
    ),
    says(
        "numbers with hyphens",
        r"(?<![\w.-])(?:\d{5}-\d{4}|(?!\d\d?-\d\d?-\d{4}\b)\d{2,}(?:-\d+){2,})(?![\w-])",
        _read_groups,
    ),
)
RANGE_RULES: tuple[Rule, ...] = (
    rewrites("times", r"(?<=\d) ?[x×] ?(?=\d+ [a-z])", " times "),
    says(
        "ranges",
        rf"{START}(?P<low>{AMOUNT}) ?[-–—] ?(?P<high>{AMOUNT})(?![\w–-]|[.,]\d)",
        _read_range,
    ),
    says("round thousands", r"(?<![\w.,$£€-])\d{2,3}000(?= [^\W\d_])", lambda match: cardinal(int(match[0]))),
)
