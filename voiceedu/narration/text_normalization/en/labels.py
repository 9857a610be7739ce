"""Numbers that name a thing and count nothing: No. 5, Room 204, MRN 00123, version 2.1.3, 1-800-QUIT-NOW."""

import re

from voiceedu.narration.text_normalization.addresses import spell
from voiceedu.narration.text_normalization.en.numbers import cardinal, decimal, digits, ordinal, year
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
    written = match["said"] if "said" in match.re.groupindex else match[0]
    return ", ".join(map(digits, re.findall(r"\d+", written)))


def _read_version(match: re.Match[str]) -> str:
    parts = match[0].split(".")
    if len(parts) == 4:  # an address of the Internet
        return " dot ".join(map(digits, parts))
    return " point ".join(cardinal(int(part)) for part in parts)


def _read_ordinal(match: re.Match[str]) -> str:
    return ordinal(int(match["number"]))


def _read_tens(match: re.Match[str]) -> str:
    """Return "sixties" for 60s, "eighteens" for 18s."""
    return _tens(int(match["number"]))


def _tens(number: int) -> str:
    words = year(number)
    if words.endswith("y"):
        return f"{words.removesuffix('y')}ies"
    return f"{words}es" if words.endswith("x") else f"{words}s"


def _tens_of_hundred(number: int) -> str:
    hundreds, rest = divmod(number, 100)
    if not hundreds:
        return _tens(number)
    return f"{cardinal(hundreds)} {_tens(rest)}" if rest else f"{cardinal(hundreds)} hundreds"


def _read_two_tens(match: re.Match[str]) -> str:
    """Return "one twenties over seventies" for 120s/70s, "eighties to nineties" for 80–90s."""
    is_pressure = len(match["first"]) == _PLAIN_DIGITS or "BP" in match.string
    joint = "to" if match["joint"] != "/" else "over" if is_pressure else "or"
    return f"{_tens_of_hundred(int(match['first']))} {joint} {_tens_of_hundred(int(match['last']))}"


def _read_decades(match: re.Match[str]) -> str:
    """Return "the nineteen eighties to nineties" for 1980s-90s."""
    return " to ".join(_tens(int(match[part])) for part in ("first", "last"))


def _read_number_with_words(match: re.Match[str]) -> str:
    runs = _WORDS_OF_NUMBER.findall(match[0])
    return ", ".join(" ".join(map(_read_part, run.split("-"))) for run in runs)


def _read_part(part: str) -> str:
    if part.isdecimal():
        return cardinal(int(part)) if part.endswith("00") else digits(part)
    return part.capitalize() if len(part) > 1 and re.search("[AEIOUY]", part) else spell(part)


def _name_pages(match: re.Match[str]) -> str:
    return "pages " if match["many"] else "page "


def _read_groups_of_signs(match: re.Match[str]) -> str:
    return ", ".join(map(_read_signs, match["said"].split("-")))


_ICD = r"(?<![\w.])(?P<letter>[A-TV-Z])(?P<number>\d[\dA-Z]\.\d[\dA-Z]{0,3})(?!\w)"
"""A diagnosis in ICD-10: M54.16."""


def _read_diagnosis(match: re.Match[str]) -> str:
    before, _, after = match["number"].partition(".")
    return f"{match['letter']} {_read_signs(before)} point {_read_signs(after)}"


def _read_signs(text: str) -> str:
    return " ".join(cardinal(int(sign)) if sign.isdecimal() else sign for sign in text)


_SEROTYPE = r"(?<!\w)O(?P<body>\d{1,3}):(?:(?P<motile>NM|H-)|H(?P<flagella>\d{1,2}))(?!\w)"
"""A kind of a germ, by its two antigens: E. coli O157:H7."""


def _read_serotype(match: re.Match[str]) -> str:
    body, flagella = match["body"], match["flagella"]
    ending = f"H {cardinal(int(flagella))}" if flagella else ("N M" if match["motile"] == "NM" else "H minus")
    first, rest = body[:-2], body[-2:]
    return f"O {f'{cardinal(int(first))} ' if first else ''}{_below_hundred(rest)} {ending}"


def _below_hundred(number: str) -> str:
    return f"oh {cardinal(int(number))}" if number.startswith("0") else cardinal(int(number))


_CPT = re.compile(r"\b(?:CPT|HCPCS|procedure codes?|billing codes?)\b")


def _read_procedure(match: re.Match[str]) -> str | None:
    """Return the code of a procedure, digit by digit, and its modifier: 64493-RT."""
    if not _CPT.search(match.string[: match.start()]):
        return None
    return ", ".join(map(_read_signs, filter(None, (match["code"], match["modifier"]))))


RULES: tuple[Rule, ...] = (
    says(
        "codes of procedures",
        r"(?<![\w.,$-])(?P<code>\d{5}|[A-Z]\d{4}|\d{4}[A-Z])(?:-(?P<modifier>[A-Z\d]{2}))?(?![\w-]|[.,]\d)",
        _read_procedure,
    ),
    says(
        "pregnancies and births",
        r"(?<!\w)G(?P<pregnancies>\d{1,2}) ?P(?P<births>\d{4})(?!\w)",
        lambda match: f"G {cardinal(int(match['pregnancies']))} P {digits(match['births'])}",
    ),
    says("germs", _SEROTYPE, _read_serotype),
    says("diagnoses", _ICD, _read_diagnosis),
    rewrites("sections", r"§{1,2} ?(?=\d)", "section "),
    rewrites("number of", r"(?<!\w)N(?:o|br)\.(?= of\b)", "number"),
    rewrites("pages of", r"(?<=[Pp]age )(\d+) ?/ ?(?=\d)", r"\1 of "),
    rewrites("phases", r"\b((?:[Pp]hase|[Ss]tage|[Tt]ype|[Cc]lass|[Ss]tep)s? \d) ?/ ?(?=\d\b)", r"\1 or "),
    rewrites(
        "ordinals in a range", r"(?<![\w.,])(\d{1,3}(?:st|nd|rd|th)) ?[-–—] ?(?=\d{1,3}(?:st|nd|rd|th)\b)", r"\1 to "
    ),
    rewrites("ordinals with a slash", r"(?<=(?:st|nd|rd|th))/(?=\d+(?:st|nd|rd|th)\b)", " or "),
    says(
        "codes",
        r"(?<![\w.,$-])(?P<letters>[A-Za-z]{1,3})-?(?P<number>\d{4,})(?<!000)(?![\w-]|[.,]\d)",
        _read_code,
    ),
    rewrites("dimensions", r"(?<![\w-])([23])-D(?!\w)", r"\1D"),
    says(
        "decades in a range",
        r"(?<![\w.,-])(?P<first>(?:18|19|20)\d0)['’]?s ?[-–—] ?['’]?(?P<last>(?:(?:18|19|20))?[1-9]0)['’]?s(?!\w)",
        _read_decades,
    ),
    says(
        "tens over tens",
        r"(?<![\w.,])(?P<first>\d{2,3})s ?(?P<joint>[/–-]) ?(?P<last>\d{2,3})s(?!\w)",
        _read_two_tens,
    ),
    says(
        "tens to tens", r"(?<![\w.,])(?P<first>[2-9]0|1\d0)(?P<joint>[–-])(?P<last>[2-9]0|1\d0)s(?!\w)", _read_two_tens
    ),
    says(
        "tens of a hundred", r"(?<![\w.,])(?P<number>1\d0)s(?!\w)", lambda match: _tens_of_hundred(int(match["number"]))
    ),
    says("tens of years", r"(?<![\w.,])(?P<number>[1-9]\d)s(?!\w)", _read_tens),
    says("millions", r"(?<![\w.,$])(?P<number>\d+\.\d+)M(?!\w)", lambda match: f"{decimal(match['number'])} million"),
    says(
        "thousands of a count",
        r"(?<![\w.,$])(?P<number>[2-9]\d|[1-9]\d\d|\d{1,2}(?=k [a-z]{3,}s\b))[Kk](?!\w)"
        r"(?! (?:runs?|races?|walks?|screens?|videos?|TV)\b)",
        lambda match: f"{decimal(match['number'])} thousand",
    ),
    rewrites("version", r"\bv\.? ?(?=\d)", "version "),
    says("versions", r"(?<![\w.,$])\d{1,3}(?:\.\d{1,3}){2,}(?!\w|\.\d)", _read_version),
    says("ordinals with a hyphen", r"(?<![\w.,])(?P<number>\d{1,3})(?:st|nd|rd|th)(?=-)", _read_ordinal),
    says("single digits with hyphens", r"(?<![\w.-])\d(?:-\d){2,}(?![\w-])(?!\s*=)", _read_digits),
    rewrites(
        "number signs",
        rf"(?:(?<![\w#])(?:(?:[Nn]o|NO|[Nn]r)\. ?|N[º°] ?)|(?<!#)# ?)(?=[A-Z]{{0,3}}-?\d|[{SAID}])",
        lambda match: "number " if re.search(r"(?:^|[\s(])$", match.string[: match.start()]) else " number ",
    ),
    rewrites("signs of several numbers", r"(?<!\w)[Nn]os\. ?(?=\d)", "numbers "),
    rewrites("pages", r"(?<!\w)[Pp](?P<many>p|gs|ages)?g?\. ?(?=\d)", _name_pages),
    says(
        "groups of a number",
        r"\b(?:ID|[Mm]eeting|[Pp]asscode|[Cc]ode|[Nn]umber)(?: ID)?(?: is)?:? "
        r"(?P<said>\d{3}(?: \d{3,4}){2,3})(?![\w-]|[.,]\d)",
        lambda match: ", ".join(map(digits, match["said"].split())),
    ),
    says(
        "labels of letters and digits",
        r"\b(?:lot|batch|serial|model|code|confirmation|claim|policy|order)(?:[:.#]|\s(?:number|no\.?|is))*[: ]\s?"
        r"(?P<said>(?=[A-Z\d]*\d[A-Z\d]*)(?=\d*[A-Z])[A-Z\d]{5,})(?![\w-]|[.,]\d)",
        lambda match: _read_signs(match["said"]),
        ignore_case=True,
    ),
    says(
        "the last digits",
        r"\b[Ll]ast (?:4|four)(?: digits)?(?: of \w+| is| are)?:? (?P<said>\d{4})(?![\w-]|[.,]\d)",
        lambda m: digits(m["said"]),
    ),
    says(
        "numbers of an account",
        r"\b(?i:acct\.?|account|ref\.?|reference|file|case|claim|invoice|order)(?: ?#| no\.?| number)?:? #?"
        r"(?P<said>\d{2,}-\d{2,})(?![\w-]|[.,]\d)",
        _read_groups,
    ),
    rewrites("numbers of reference", r"\b([Rr])ef\. (?=no\b|number\b|#)", lambda m: f"{m[1]}eference "),
    says(
        "numbers of an authorization",
        r"\b(?i:auth\w*|case|claim|reference|confirmation|order|tracking)(?: ?#| number| no\.?)?(?: is|:)? (?:number )?"
        r"(?P<said>(?=[A-Z\d-]*[A-Z])(?=[A-Z\d-]*\d)[A-Z\d]+(?:-[A-Z\d]+)+)(?![\w-]|[.,]\d)",
        _read_groups_of_signs,
    ),
    says(
        "labels",
        rf"\b(?:{_NAMED})(?:[:.]|\s(?:number|no\.?|num|is))*[: ]\s?"
        r"(?P<said>(?P<letters>[A-Z]{0,3})-?(?P<number>\d{3,}|\d{1,2}-\d{2,})-?(?P<end>[A-Z]{0,2}))(?![\w-]|[.,]\d)",
        _read_label,
        ignore_case=True,
    ),
)
GROUP_RULES: tuple[Rule, ...] = (
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
