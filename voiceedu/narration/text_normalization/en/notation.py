"""Ways of writing that are not said as written: tablet(s), six (6), w/ food, and/or, 2-3 days."""

import re

from voiceedu.narration.text_normalization.en.numbers import AMOUNT, DECIMAL, amount, cardinal
from voiceedu.narration.text_normalization.en.quantities import START
from voiceedu.narration.text_normalization.rules import SAID, Rule, rewrites, says
from voiceedu.narration.text_normalization.tables import any_of

_NUMBER_WORDS = {cardinal(number): number for number in range(101)}
_NUMBER_WORDS |= {words.replace(" ", "-"): number for words, number in _NUMBER_WORDS.items()}
_WORD = any_of(_NUMBER_WORDS)


_FLAT = "gauze|pads?|dressings?|bandages?|sponges?|wounds?|lesions?|areas?|squares?"
"""Things with two sides: 4x4 gauze."""


def _drop_digits(match: re.Match[str]) -> str | None:
    return match["word"] if _is_same(match) else None


def _drop_word(match: re.Match[str]) -> str | None:
    return match["number"] if _is_same(match) else None


def _is_same(match: re.Match[str]) -> bool:
    return _NUMBER_WORDS[match["word"].lower()] == int(match["number"])


def _read_range(match: re.Match[str]) -> str | None:
    low, high = match["low"], match["high"]
    if amount(high).is_part and not amount(low).is_part:
        return None  # 1-1/2 is one and a half
    is_alone = not re.search(r"[^\W\d_]", match.string) and len(low) + len(high) > _SHORT_RANGE
    if is_alone or _are_years(low, high) or _is_falling(low, high):
        return None
    return f"{amount(low).words} to {amount(high).words}"


_SHORT_RANGE = 4
"""Digits. Two longer numbers alone may be a code: 978-0."""


def _are_years(low: str, high: str) -> bool:
    """Return whether a range is one of years, which general text normalization reads: 1980-1986, 1960-80."""
    return bool(re.fullmatch(r"(?:19|20)\d\d", low) and re.fullmatch(r"(?:(?:19|20)\d)?\d\d?", high))


def _is_falling(low: str, high: str) -> bool:
    numbers = [float(end.replace(",", "")) for end in (low, high) if re.fullmatch(DECIMAL, end)]
    return len(numbers) == 2 and numbers[1] < numbers[0]


_THREADS = "Vicryl|Monocryl|Prolene|PDS|Ethilon|Maxon|[Nn]ylon|[Ss]ilk|[Cc]hromic|[Gg]ut|[Pp]lain|[Ss]utures?"


def _read_suture(match: re.Match[str]) -> str:
    return f"{cardinal(int(match['size']))} oh"


_TEST = (
    r"(?:SLR|FABER|FADIR|(?:Spurling|Tinel|Phalen|Homan|Hoffmann?|Babinski|Romberg|Murphy)(?:['’]?s)?(?: sign| test)?)"
)
"""A test of an examination, which is positive or negative."""


def _read_sign(match: re.Match[str]) -> str:
    return f"{match['test'] or ''} {'positive' if (match['alone'] or match['sign']) == '+' else 'negative'}"


def _read_days_of_week(match: re.Match[str]) -> str:
    return f"{cardinal(int(match['days']))} out of seven"


def _read_thousands(match: re.Match[str]) -> str:
    return cardinal(int(match[0]))


_TIME = "day|week|month|year|hour|minute|dose|visit"
_PLURALS = "feet|men|women|people|children|teeth"
"""Words that are plural without an "s": 10 hands/feet."""
_SPANS = "days|weeks|wks|months|mos|hours|hrs|minutes|mins|years|yrs"


def _read_difference(match: re.Match[str]) -> str | None:
    """Return a difference, which is right or stands alone: 7-3=4. A range and its dose is none: 150–199 = 2 units."""
    first, second, result = (int(match[part]) for part in ("first", "second", "result"))
    is_sum = first - second == result or not re.search(r"[^\W\d_]", match.string)
    return f"{first} {'minus' if is_sum else 'to'} {second} equals {result}"


_WITH_A_BAR = {"c": "with", "s": "without", "p": "after"}
FIRST_RULES: tuple[Rule, ...] = (
    rewrites("items without a space", r"(?:^|(?<=\s))([1-9]\d?)\.(?=[A-Z][a-z]{2,})(?!\S*\.[a-z])", r"\1. "),
    rewrites("pounds by a sign", r"(?<![\w.,/#-])(\d{2,3})#(?=$|[\s.,;)])", r"\1 pounds"),
    rewrites("Latin letters with a bar", r"(?<!\w)[csp]\u0304(?!\w)", lambda match: _WITH_A_BAR[match[0][0]]),
    rewrites("points to fill in", r"(?<!\w)_+ ?/ ?(?=\d{1,3}(?![\w/]))", "out of "),
    rewrites(
        "doses by age",
        r"(?<=[a-z])\. (?=(?:[≥>≤<] ?\d{1,2}|\d{1,2}\+|\d{1,2} ?[-–] ?\d{1,2})(?: ?(?:y|yrs?|years?|mos?))?: )",
        "; ",
    ),
)
"""Before blanks are taken away, and dots are those of abbreviations."""
RULES: tuple[Rule, ...] = (
    rewrites("pack years", r"\bpk-yr", "pack-yr"),
    rewrites("and over", r"\b([Aa]ge[sd]? \d{1,3})\+(?!\w)", r"\1 and over"),
    rewrites("between", r"(?<![\w/])b/w(?![\w/])", "between"),
    rewrites(
        "differences",
        r"(?<![\w.,/-])(?P<first>\d{1,4}) ?[-−–] ?(?P<second>\d{1,4}) ?= ?(?P<result>\d{1,4})(?![\d.,]*\d)",
        _read_difference,
    ),
    rewrites("a sum that is divided", r"(?<=\d\)) ?/ ?(?=\d)", " divided by "),
    rewrites("spans to fill in", rf"(?<!\w)({_SPANS})/(?={_SPANS})\b", r"\1 or "),
    rewrites("so many times some seconds", r"(?<![\w.,/])(\d{1,2}) ?[x×] ?(\d{2,3}) ?s(?!\w)", r"\1 times \2 seconds"),
    rewrites("from one number to another", r"\b([Ff]rom \d+(?:\.\d+)?) ?(?:→|-+>) ?(?=\d)", r"\1 to "),
    rewrites(
        "an amount that is changed",
        r"(?<![\w.,/→>-])(\d+(?:\.\d+)?)(?:→|-+>)(?=\d+(?:\.\d+)? ?[a-zµ%])",
        r"\1 to ",
    ),
    rewrites("number of a registration", r"\b(DEA|NPI|MRN|SSN|CLIA|NDC|Rx|RX|ID)#(?=:?(?: |$))", r"\1 number"),
    rewrites("changes", r"(?<!\w)Δ['’]?s(?!\w)", "changes"),
    rewrites("an option", r"\b[Oo]pt\. ?(?=\d)", "option "),
    rewrites("phone number", r"(?<!\w)[Pp]h ?#", "phone number "),
    says("days of a week", r"(?<![\w./-])(?P<days>[0-7])/7(?= (?:this|last|days|nights|per)\b)", _read_days_of_week),
    rewrites("rules of conduct", r"\bdo['’]?s (?:and|&) don['’]?t['’]?s\b", "do's and don'ts", ignore_case=True),
    rewrites("at most so many", r"\bmax(?=:? ?\d)", "maximum", ignore_case=True),
    rewrites("at least so many", r"(?<!\d )(?<!\d-)\bmin(?=:? \d)", "minimum", ignore_case=True),
    rewrites(
        "cups",
        r"(?<![\w.,/])(?P<number>(?:\d{1,2} ?)?(?:\d/\d|[½¼¾⅓⅔])|\d{1,2}) ?c\.? "
        r"(?=(?:of )?(?:(?:warm|hot|cold|clear|cool|plain) )?"
        r"(?:water|juice|tea|coffee|broth|milk|soup|liquids?|fluids?|rice|oatmeal|yogurt|vegetables|fruit)\b)",
        lambda match: f"{match['number']} cup{'s' if amount(match['number']).is_many else ''} ",
    ),
    rewrites("per some time", rf"(?<=[A-Z]{{2}}) ?/ ?(?=(?:{_TIME})\b)", " per "),
    rewrites(
        "so many things of another",
        rf"(?<![\w.,/])((?:{AMOUNT}) [a-z]{{3,}}s) ?/ ?(?!(?:{_PLURALS})\b)(?=[a-z]{{3,}}(?<!s)(?![\w/]))",
        r"\1 per ",
    ),
    rewrites("days in a week", r"(?<![\w.])(\d{1,2})-(day|hour) ?/ ?(?:a )?(?=(?:week|day)\b)", r"\1 \2 a "),
    rewrites("things of a day", r"(?<=[a-z]{3}) ?/ ?d(?![\w/])", " per day"),
    rewrites("letters after a percentage", r"(?<=\d%)(?=[A-Z])", " "),
    rewrites("two shares", r"(?<=\d%) ?/ ?(?=\d)", ", "),
    rewrites("endings of a fraction", r"(?<=\d/\d)(?:rds?|ths?)(?!\w)", ""),
    rewrites("plus after a number", r"(?<=\d)\+(?=[\s,;.)]|$)(?! ?\d)", " plus"),
    rewrites("times after letters", r"\b(A&O|AAO|AO|CAO)[x×](?=[1-4](?!\w))", r"\1 times "),
    rewrites(
        "signs of a test",
        rf"(?<=[\w,;]) ?\((?P<alone>[+–−-])\)|\b(?P<test>{_TEST}) (?P<sign>[+–−-])(?=[\s,;.]|$)",
        _read_sign,
    ),
    rewrites("a sign before its test", rf"(?:(?<=[,;] )|^)\(?\+\)? ?(?={_TEST}(?!\w))", "positive "),
    rewrites("a minus before its test", rf"(?:(?<=[,;] )|^)\([–−-]\) ?(?={_TEST}(?!\w))", "negative "),
    rewrites("yes or no", r"(?<![\w/])Y ?/ ?N(?=:)|(?<=\? )Y ?/ ?N(?![\w/])", "yes or no"),
    rewrites("several of one number", r"(?<=[A-Z]{2})-1s(?!\w)", " ones"),
    rewrites("a tag of a message", r"(?<!\S)#(?=[A-Za-z][a-z]{2}\w*(?![\w#]))", "hashtag "),
    rewrites("in so many hours", r"(?<=[a-z]{4})/(?=\d{1,2} ?(?:h|hr|hrs|hours|days|d)\b)", " per "),
    rewrites("with", rf"(?<![\w/])w/(?!(?:o|out|in|c|u)\b)(?=\s?[\w(&{SAID}])", "with "),
    rewrites("and or", r"\band ?/ ?or\b", "and or", ignore_case=True),
    rewrites("plurals in brackets", r"(?<=[^\W\d_])\((e?s)\)", r"\1"),
    rewrites("plurals of y in brackets", r"(?<=[^\W\d_])y\((ies)\)", r"\1"),
    rewrites(
        "a word and its number", rf"\b(?P<word>{_WORD}) ?\((?P<number>\d{{1,3}})\)", _drop_digits, ignore_case=True
    ),
    rewrites("a number and its word", rf"\b(?P<number>\d{{1,3}}) ?\((?P<word>{_WORD})\)", _drop_word, ignore_case=True),
    rewrites("half twice", r"\b((?:one[- ])?half) ?\((?:½|1/2)\)", r"\1", ignore_case=True),
    says("dots inside a word", r"(?<=[a-z]{2})\.(?=[a-z]{2,}(?!\w|\.\w))", " dot "),
)
RANGE_RULES: tuple[Rule, ...] = (
    says("sutures", rf"(?<![\w.-])(?P<size>\d{{1,2}})-0(?= (?:[A-Z][a-z]+ )?(?:{_THREADS})\b)", _read_suture),
    rewrites("sizes without a unit", rf"(?<=\d) ?[x×] ?(?=\d+[ -](?:{_FLAT})\b)", " by "),
    rewrites("times", r"(?<=\d) ?[x×] ?(?=\d+ [a-z])", " times "),
    says("ranges", rf"{START}(?P<low>{AMOUNT}) ?[-–—] ?(?P<high>{AMOUNT})(?![\w–-]|[.,]\d)", _read_range),
    rewrites("letters after a decimal", r"(?<![\w.])(\d+\.\d+)(?=[A-Za-z])", r"\1 "),
    says("round thousands", r"(?<![\w.,$£€-])\d{2,3}000(?= [^\W\d_])", _read_thousands),
)
