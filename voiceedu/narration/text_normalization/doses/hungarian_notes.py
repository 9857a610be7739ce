"""What Hungarian leaflets write: 1,5 órát, 8.30 órakor, 12-én, 25 °C-on, 5 mg/ttkg, II. típusú, 10-14. napon."""

import re

from voiceedu.narration.text_normalization import general
from voiceedu.narration.text_normalization.roman_numerals import value
from voiceedu.narration.text_normalization.rules import Rule, rewrites, says

_PARTS = {1: "tized", 2: "század", 3: "ezred"}
_TYPES = {"I": "egyes", "1": "egyes", "II": "kettes", "2": "kettes"}
_COUNTED_IN_HALVES = r"órá|óra|liter|év|hónap|perc|nap|tabl|adag|evőkanál|kanál|ampull"
_GRADES = "stádium|fok|osztály|trimeszter|csoport|fázis|kerület|szakasz"
_DAYS = "Szo|Sze|Cs|H|K|P|V"
_NAMES = {
    **{"H": "hétfő", "K": "kedd", "Sze": "szerda", "Cs": "csütörtök", "P": "péntek", "Szo": "szombat"},
    "V": "vasárnap",
}
_OF_A_UNIT = (
    "on|en|ön|nál|nél|ban|ben|ból|ből|ról|ről|hoz|hez|höz|ra|re|tól|től|ig|ként|os|es|ös|as|nyi|ot|et|öt|at|"
    "mal|mel|ral|rel|kal|kel"
)


def _read_decimal(match: re.Match[str]) -> str:
    """Return "kettő egész öt tized"; "kettő egész nulla" without a part."""
    whole, part = (general.number_alone(str(int(digits)), language="hu") for digits in match.group("whole", "part"))
    whole = re.sub("kettő(?=ezer|száz)", "két", whole)
    return f" {whole} egész {part} {_PARTS[len(match['part'])]} "


def _write_hour(match: re.Match[str]) -> str:
    minute, ending = int(match["minute"]), match["ending"]
    hour = f"{int(match['hour'])} óra"
    if minute:
        return f"{hour} {minute} perc{_AFTER_A_MINUTE[ending]}"
    return f"{hour[:-1]}á{ending}" if ending in _LONG_HOURS else f"{hour}{ending}"


_LONG_HOURS = ("ig", "tól", "ra")
_AFTER_A_MINUTE = {"": "", "kor": "kor", "ig": "ig", "tól": "től", "ra": "re"}
_ORDINALS = "_ első második harmadik negyedik ötödik hatodik hetedik nyolcadik kilencedik"
_TENS = {1: "tizen", 2: "huszon", 3: "harminc"}
_ROUND = {10: "tizedik", 20: "huszadik", 30: "harmincadik"}


def _ordinal(number: int) -> str:
    """Return an ordinal up to the thirty-first: "tizennegyedik"."""
    if number in _ROUND:
        return _ROUND[number]
    ones = _ORDINALS.split()[number % 10]
    return ones if number < 10 else _TENS[number // 10] + {1: "egyedik", 2: "kettedik"}.get(number % 10, ones)


_BACK = ("sodik", "madik", "todik", "cadik", "zadik")
"""Ends of ordinals with a back vowel."""
_MONTHS = "január|február|március|április|május|június|július|augusztus|szeptember|október|november|december"


def _read_days(match: re.Match[str]) -> str:
    """Return "harmadikától ötödikéig" for the days of a month."""
    first, last = (_ordinal(int(match[side])) for side in ("first", "last"))
    since = "ától" if first.endswith(_BACK) else "étől"
    return f"{first}{since} {last}{'áig' if last.endswith(_BACK) else 'éig'}"


def _read_day_on(match: re.Match[str]) -> str | None:
    """Return "tizenkettedikén" for 12-én: something is on that day of the month."""
    if re.search(r"(?:[^\W\d_]{3,}|\.) $", match.string[max(0, match.start() - 20) : match.start()]):
        return None  # after its month
    day = int(match["day"])
    words = "elsej" if day == 1 else _ordinal(day)
    return words + ("án" if words.endswith(_BACK) else "én")


RULES: tuple[Rule, ...] = (
    rewrites("a rate of a weight", r" ?/ ?ttkg(?!\w)", " testtömegkilogrammonként"),
    rewrites("one and a half", rf"(?<![\d.,/-])1,5 (?={_COUNTED_IN_HALVES})", "másfél "),
    rewrites(
        "an extension",
        r"(?<=\d{3}[ -]\d{4})/(\d{1,4})(?![\w/-])",
        lambda match: f", mellék {' '.join(match[1])}",
    ),
    rewrites(
        "telephone numbers with brackets",
        r"\(06[ -]?\d{1,2}\) ?\d{3}[ -]\d{3,4}(?![\w-])",
        lambda match: ", ".join(" ".join(group) for group in re.findall(r"\d+", match[0])),
    ),
    rewrites("one and a half tablets", r"(?<=másfél )tabl\.?(?=[\s,;)]|$)", "tabletta"),
    rewrites("one each", r"(?<![\w.,/-])1-1 (?=[a-záéíóöőúüű]{2,})", "egy-egy "),
    rewrites("the saturation", r"\b[Ss]at\.(?=:? \d)", "szaturáció"),
    says(
        "from a day to a day",
        rf"(?:{_MONTHS}) (?P<said>(?P<first>[12]\d|3[01]|[1-9])-t[óő]l (?P<last>[12]\d|3[01]|[1-9])-ig)",
        _read_days,
        ignore_case=True,
    ),
    rewrites(
        "hours with a dot",
        r"(?<![\d.,])(?P<hour>[01]?\d|2[0-4])[.:](?P<minute>[0-5]\d) ?ór[aá](?P<ending>kor|ig|tól|ra|)(?!\w)",
        _write_hour,
    ),
    rewrites("kinds of a disease", r"(?<![\w.])(I{1,2}|[12])\. ?(?=típus)", lambda match: f"{_TYPES[match[1]]} "),
    rewrites(
        "grades by a numeral",
        rf"(?<![\w.])(I{{1,3}}|IV|VI{{0,3}}|IX|X)\. ?(?={_GRADES})",
        lambda match: f"{value(match[1])}. ",
    ),
    says(
        "ordinals in a span",
        r"(?<![\w.,/-])(?P<first>[12]\d|3[01]|[1-9])\.?[-–](?P<last>[12]\d|3[01]|[1-9])\.(?= [a-záéíóöőúüű]{2})",
        lambda match: f"{_ordinal(int(match['first']))}, {_ordinal(int(match['last']))}",
    ),
    says("on a day", r"(?<![\w.,/-])(?P<day>[12]?\d|3[01])-j?[áé]n(?!\w)", _read_day_on),
    rewrites(
        "days in a list",
        rf"(?<![\w.])({_DAYS})(?=(?:, (?:{_DAYS}))+ \d)",
        lambda match: _NAMES[match[1]],
    ),
    rewrites(
        "an article before a vowel",
        r"\b([Aa]) (?=(?:112|10[457])(?:-(?:es|as|[ae]?t)\b|,? (?:szám|segély|vagy|és|1)))",
        r"\1z ",
    ),
    rewrites("degrees with an ending", r"(?<=\d)°-(?=[a-záéíóöőúüű])", " fok-"),
)
"""They stand before the other rules of Hungarian."""
COUNTED: tuple[Rule, ...] = (
    rewrites(
        "one or two of a noun", r"(?<![\w.,/:-])1 ?[-–] ?2 (?=(?!mg|ml|g|kg|cm|mm)[a-záéíóöőúüű]{2,})", "egy-két "
    ),
    rewrites(
        "two or three of a noun", r"(?<![\w.,/:-])2 ?[-–] ?3 (?=(?!mg|ml|g|kg|cm|mm)[a-záéíóöőúüű]{2,})", "két-három "
    ),
)
"""They stand after those that write short nouns in full."""
NUMBERS: tuple[Rule, ...] = (
    says("decimals", r"(?<![\w.,])(?P<whole>\d{1,6}),(?P<part>\d{1,3})(?!\d|,\d|\.\d|-[a-z])", _read_decimal),
    rewrites(
        "endings of units",
        rf"(?P<unit>\B(?:gramm|liter|méter|mol)|\b(?:fok|gramm|liter|méter|mol|egység|százalék))-(?P<ending>{_OF_A_UNIT})(?!\w)",
        lambda match: (match["unit"] + match["ending"]).replace("mmm", "mm"),
    ),
)
"""They stand after those of units."""
