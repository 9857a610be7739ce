"""Numbers that name a thing and count nothing: Room 204, MRN 00123, Phase 1/2, 1-800-QUIT-NOW."""

import re

from voiceedu.narration.text_normalization.addresses import spell
from voiceedu.narration.text_normalization.en import account_numbers, number_signs, ordinals, pages, tens, versions
from voiceedu.narration.text_normalization.en.capitals import WORDS
from voiceedu.narration.text_normalization.en.numbers import cardinal, decimal, digits
from voiceedu.narration.text_normalization.rules import SAID, Rule, rewrites, says

_NAMED = (
    "room|rm|suite|apt|apartment|unit|box|MRN|ID|lot|PIN|code|ref|reference|claim|account|acct|policy|member|group|"
    "invoice|case|order|form(?= number \\d)|zip|batch|serial|NDC|card|bed|license|door|"
    "passcode|password|confirmation|model|flight|route|bus|"
    "ward"
)
"""Words before a number that is read digit by digit."""
_PLAIN_DIGITS = 3
_WORDS_OF_NUMBER = re.compile(r"\d+|[A-Z]+(?:-[A-Z]+)*")


def _read_label(match: re.Match[str]) -> str | None:
    """Return the digits of a label one by one; "two hundred" for a round one. 210B is a plain number and a letter."""
    letters, number = match["letters"], match["number"]
    if match["end"] and len(number) == _PLAIN_DIGITS and number.isdecimal():
        return None
    is_round = len(number) == 3 and number.endswith("00")
    number_words = cardinal(int(number)) if is_round else digits(number)
    return f"{spell(letters)} {number_words} {spell(match['end'])}".strip()


def _read_code(match: re.Match[str]) -> str:
    return f"{spell(match['letters'])} {digits(match['number'])}"


def _read_digits(match: re.Match[str]) -> str:
    return digits(match[0])


def _read_groups(match: re.Match[str]) -> str:
    return ", ".join(map(digits, match[0].split("-")))


def _read_number_with_words(match: re.Match[str]) -> str:
    runs = _WORDS_OF_NUMBER.findall(match[0])
    return ", ".join(" ".join(map(_read_part, run.split("-"))) for run in runs)


def _read_part(part: str) -> str:
    if part.isdecimal():
        return cardinal(int(part)) if part.endswith("00") else digits(part)
    return part.capitalize() if _is_word(part) else spell(part)


def _is_word(part: str) -> bool:
    """Return whether capitals in a telephone number are a word: QUIT in 1-800-QUIT-NOW, not FDA."""
    return part.lower() in WORDS if len(part) <= 3 else re.search("[AEIOUY]", part) is not None


def _read_letters_in_order(first: str, last: str) -> str | None:
    """Return "A to E" for A–E. The Q–T of a heart, A–P and M–F are none of these."""
    return f"{first} to {last}" if first < last and last in "BCDEFGHIJ" else None


RULES: tuple[Rule, ...] = (
    rewrites(
        "letters in a range",
        r"(?<![\w.–-])([A-Z]) ?– ?([A-Z])(?![\w–-])|(?<=\()([A-Z])-([A-Z])(?=\))",
        lambda match: _read_letters_in_order(match[1] or match[3], match[2] or match[4]),
    ),
    rewrites(
        "an area code in brackets before words",
        r"(?<!\w)\((\d{3})\) ?(?=[A-Z\d-]{0,10}[A-Z]{2})(?=[A-Z\d]+(?:-[A-Z\d]+)+(?!\w)|[A-Z\d]{7}(?!\w))",
        r"\1-",
    ),
    rewrites(
        "an extension after an x",
        r"(?:\b[Dd]ial |\b[Cc]all |\bat |, |[Hh](?:ou)?rs: )(?P<said>x)(?=\d{3,5}(?![\w.,]*\d|\w))",
        "ext. ",
    ),
    rewrites("digits before a letter", r"(?<=: )(\d{3,})-(?=[A-Z](?!\w))", r"\1 "),
    says("a laxative by its weight", r"\b(?:PEG|[Gg]lycol)-? ?(?P<said>3350)(?!\w|[.,]\d)", "thirty three fifty"),
    rewrites("two wards", r"\b([Ww]ards? [A-Z]\d{1,2}) ?/ ?(?=[A-Z]\d{1,2}(?!\w))", r"\1 or "),
    *pages.RULES,
    rewrites("number of", r"(?<!\w)N(?:o|br)\.(?= of\b)", "number"),
    rewrites("numbers of a pharmacy", r"\b[Rr]xBIN\b", "RX bin"),
    says("the processor of a pharmacy", r"\bPCN(?=#|:? ?(?:[A-Z]{4,}|\d{4,}))", "P C N"),
    rewrites(
        "phases", r"\b((?:[Pp]hase|[Ss]tage|[Tt]ype|[Cc]lass|[Ss]tep|Modic(?: type)?)s? \d) ?/ ?(?=\d\b)", r"\1 or "
    ),
    *ordinals.RULES,
    rewrites("years of a budget", r"\b(FY|CY)(?=20\d\d(?!\d))", r"\1 "),
    says(
        "codes",
        r"(?<![\w.,$-])(?P<letters>[A-Za-z]{1,3})-?(?P<number>\d{4,})(?<!000)(?![\w-]|[.,]\d)",
        _read_code,
    ),
    rewrites("dimensions", r"(?<![\w-])([23])-D(?!\w)", r"\1D"),
    *tens.RULES,
    says("millions", r"(?<![\w.,$])(?P<number>\d+\.\d+)M(?!\w)", lambda match: f"{decimal(match['number'])} million"),
    says(
        "thousands of a count",
        r"(?<![\w.,$])(?P<number>[2-9]\d|[1-9]\d\d|\d{1,2}(?=k [a-z]{3,}s\b))[Kk](?!\w)"
        r"(?! (?:runs?|races?|walks?|screens?|videos?|TV)\b)",
        lambda match: f"{decimal(match['number'])} thousand",
    ),
    *versions.RULES,
    says("single digits with hyphens", r"(?<![\w.-])\d(?:-\d){2,}(?![\w-])(?!\s*=)", _read_digits),
    rewrites("from one part to another", r"(?<=\d[a-f])[-–](?=\d{1,2}[a-f](?!\w))", " to "),
    *number_signs.RULES,
    *account_numbers.RULES,
    says(
        "labels",
        rf"\b(?:{_NAMED})(?:[:.]|\s(?:number|no\.?|num|is))*[: ]\s?"
        r"(?P<said>(?P<letters>[A-Z]{0,3})-?(?P<number>\d{3,}|\d{1,2}-\d{2,})-?(?P<end>[A-Z]{0,2}))(?![\w-]|[.,]\d)",
        _read_label,
        ignore_case=True,
    ),
)
GROUP_RULES: tuple[Rule, ...] = (
    rewrites("rules of three numbers", r"(?<![\w-])(\d{2})-(\d{2})-(\d{2})(?= rule\b)", r"\1 \2 \3"),
    rewrites(
        "a number to dial before its words",
        r"(?<![\w-])1[ -]?(8(?:00|33|44|55|66|77|88))[ -]?"
        r"(?=[A-Z])(?P<words>[A-Z]{7,9}|[A-Z][a-z]{6,8}|[A-Z]{2,6}[ -][A-Z]{2,6})(?![\w-])",
        lambda match: f"1-{match[1]}-{match['words'].upper().replace(' ', '-')}",
    ),
    says(
        "telephone numbers with words",
        r"(?<![\w-])(?:1-)?[2-9]\d\d-(?=[A-Z\d-]*[A-Z]{2})[A-Z\d]+(?:-[A-Z\d]+)*(?!\w)",
        _read_number_with_words,
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
