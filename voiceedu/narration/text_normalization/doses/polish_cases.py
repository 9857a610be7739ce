"""Polish words and numbers in the case that is asked for: po 6 mies., w 1 l, w godz. 8–15, 2026 r., II stopnia."""

import re

from voiceedu.narration.text_normalization.doses import polish_numbers
from voiceedu.narration.text_normalization.doses.agreement import form_after
from voiceedu.narration.text_normalization.roman_numerals import value
from voiceedu.narration.text_normalization.rules import Rule, rewrites, says

_AFTER_SOME_TIME = {
    **{"tyg": "tygodniu|tygodniach", "tydz": "tygodniu|tygodniach", "mies": "miesiącu|miesiącach"},
    **{"godz": "godzinie|godzinach", "h": "godzinie|godzinach", "min": "minucie|minutach"},
}
_IN_A_LIQUID = dict.fromkeys("lL", "litrze|litrach") | dict.fromkeys(("ml", "mL"), "mililitrze|mililitrach")
_ACCUSATIVES = {
    **{"tabl": "tabletkę", "kaps": "kapsułkę", "amp": "ampułkę", "sasz": "saszetkę"},
    **{"godz": "godzinę", "h": "godzinę", "min": "minutę"},
}
_TAKE = (
    "zażyć|zażywać|zażyj|przyjąć|przyjmować|przyjmuj|stosować|zastosować|brać|wziąć|podać|podawać|połknąć|połykać|"
    r"rozpuścić|dodać|proszę \w+|przez|na|za|co"
)
_GRADES = (
    r"trymestr\w*|stop(?:ień|nia|niu|niem)|stadium|typu?|klas[ay]|klasie|faz[ay]|fazie|etapu?|etapie|okresu?|okresie|"
    r"kwartał\w*|grup[ay]|rzutu?|dawk[ai]"
)
_TYPES = {"1": "pierwszego", "I": "pierwszego", "2": "drugiego", "II": "drugiego"}
_MONTHS = "stycznia lutego marca kwietnia maja czerwca lipca sierpnia września października listopada grudnia"
_DAY = r"(?:[12]?\d|3[01])\.(?:0[1-9]|1[0-2])"
_TIME = r"(?:[01]?\d|2[0-4])(?:[.:][0-5]\d)?"
_SIDES = {"P": "praw", "L": "lew"}
_PARTS_OF_THE_BODY = {
    **dict.fromkeys(("kolano", "Kolano", "biodro", "Biodro", "oko", "Oko", "ucho", "Ucho"), "e"),
    **dict.fromkeys(("bark", "Bark", "łokieć", "Łokieć", "nadgarstek", "Nadgarstek"), "y"),
    **dict.fromkeys(("stopa", "Stopa", "dłoń", "Dłoń", "ręka", "Ręka", "noga", "Noga", "nerka", "Nerka"), "a"),
}
_STOP = r"(?:\.(?=\s*[\w,;:)]))?"


def _one_or_more(number: str, forms: str) -> str:
    """Return a noun in the locative: "jednym miesiącu", "6 miesiącach", from which the number takes its case."""
    one, more = forms.split("|")
    if number != "1":
        return f"{number} {more}"
    return f"{'jednej' if one.endswith(('inie', 'ucie')) else 'jednym'} {one}"


def _write_span_after(match: re.Match[str]) -> str:
    first = f"{match['first']} do " if match["first"] else ""
    return first + _one_or_more(match["number"], _AFTER_SOME_TIME[match["short"]])


def _write_days(match: re.Match[str]) -> str:
    before = match["before"] if match["before"].lower() == "od" else f"{match['before']} od"
    year = f" {match['year'][1:]}" if match["year"] else ""
    return f"{before} {_day(match['first'])} do {_day(match['last'])}{year}"


def _day(written: str) -> str:
    day, month = written.split(".")
    return f"{int(day)} {_MONTHS.split()[int(month) - 1]}"


def _write_hours(match: re.Match[str]) -> str:
    before = f"{match['before']} godzinach " if match["before"] else ""
    return f"{before}od {_clock(match['first'])} do {_clock(match['last'])}"


def _of_an_hour(preposition: str) -> str:
    """Return the noun between a preposition and its hour: "do godziny", "o godzinie", "przed godziną"."""
    return {"o": "godzinie", "po": "godzinie", "przed": "godziną"}.get(preposition.lower(), "godziny")


def _clock(time: str) -> str:
    return time.replace(".", ":") if re.search("[.:]", time) else f"{time}:00"


def _ordinal(words: str, match: re.Match[str]) -> str:
    """Return an ordinal in the genitive, after "w" and "po" in the locative: "szóstym"."""
    before = match.string[max(0, match.start("said") - 3) : match.start("said")]
    if not re.search(r"(?<!\w)(?:[Ww]|[Pp]o) $", before):
        return words
    return re.sub(r"(i?)ego\b", lambda end: "im" if end[1] else "ym", words)


RULES: tuple[Rule, ...] = (
    rewrites(
        "days of a month by two numbers",
        rf"\b(?P<before>[Oo]d|[Ww] dniach) (?P<first>{_DAY})\.?(?: ?[-–] ?| do )(?P<last>{_DAY})"
        r"(?P<year>\.(?:19|20)\d\d)?(?!\d|,\d|\.\d| ?(?:mg|g|kg|ml|l|mmol)\b)(?=\.?(?:$|[ ,;)]))",
        _write_days,
    ),
    says(
        "years of life",
        rf"(?<![\w.,/-])(?P<said>(?P<number>[1-9]\d?)\.? ?(?:r\. ?ż{_STOP}|roku życia))(?!\w)",
        lambda match: f"{_ordinal(polish_numbers.ordinal(int(match['number'])), match)} roku życia",
    ),
    says(
        "years",
        r"(?<![\w.,/-])(?P<said>(?P<year>1[0-9]\d\d|20\d\d) ?(?:roku\b|r\.(?=\s*[\w,;:)])|r(?=\.$)))",
        lambda match: f"{_ordinal(polish_numbers.year(int(match['year'])), match)} roku",
    ),
    rewrites(
        "from hour to hour",
        rf"\b(?:(?P<before>[Ww]) )?[Gg]odz(?:\.|inach) ?(?P<first>{_TIME}) ?[-–] ?(?P<last>{_TIME})(?![.:]?\d)",
        _write_hours,
    ),
    rewrites(
        "an hour after another",
        r"\b(godz\. ?(?:[01]?\d|2[0-4])[.:][0-5]\d) (i|oraz|lub|albo) ([01]?\d|2[0-4])[.:](?=[0-5]\d(?!\d))",
        r"\1 \2 o \3:",
    ),
    rewrites(
        "after some time",
        rf"(?<=\b[Pp]o )(?:(?P<first>\d{{1,3}}) ?[-–] ?)?(?P<number>\d{{1,3}}) ?"
        rf"(?P<short>{'|'.join(_AFTER_SOME_TIME)})(?!\w){_STOP}",
        _write_span_after,
    ),
    rewrites(
        "by an hour",
        r"(?P<before>\b(?:[Oo]d?|[Dd]o|[Pp]o|[Pp]rzed|[Oo]koło)) godz\. ?"
        r"(?P<hour>[01]?\d|2[0-4])(?:[.:](?P<minute>[0-5]\d))?(?![\d:]|\.\d| ?[-–])",
        lambda match: f"{match['before']} {_of_an_hour(match['before'])} {match['hour']}:{match['minute'] or '00'}",
    ),
    rewrites(
        "at an hour with a dot",
        r"\b([Oo]) ([01]?\d|2[0-4])\.(?=[0-5]\d(?![\d.,]*\d| ?(?:mg|ml|g|kg|%|cm|mm|mmol)\b))",
        r"\1 \2:",
    ),
    rewrites("a day that is counted", r"(?<=\b[Ww] )([1-9]\d?)(?= (?:dobie|dniu|tygodniu|miesiącu)\b)", r"\1."),
    rewrites(
        "telephone numbers with hyphens",
        r"(?<![\w.,/+-])\(?\d\d\)? \d{3}-\d\d-\d\d(?![\w/-]|,\d)",
        lambda match: ", ".join(" ".join(group) for group in re.findall(r"\d+", match[0])),
    ),
    rewrites(
        "beats in a minute",
        r"(?P<number>\d+) ?ud\.? ?/ ?min\.?(?=[\s,;)]|\.?$)",
        lambda match: (
            f"{match['number']} {form_after('uderzenie|uderzenia|uderzeń', match['number'], language='pl')} na minutę"
        ),
    ),
    rewrites("degrees in short", r"(?<=\d) ?st\. ?C(?!\w)", " °C"),
    rewrites("grades with a degree", r"(?<![\w.])(I{1,3}|IV)°", lambda match: f"{value(match[1])}. stopnia"),
    rewrites(
        "sides",
        rf"\b(?P<part>{'|'.join(_PARTS_OF_THE_BODY)}) (?P<side>[PL])(?=[.,:;)]|$| [a-z])",
        lambda match: f"{match['part']} {_SIDES[match['side']]}{_PARTS_OF_THE_BODY[match['part']]}",
    ),
    rewrites("in a week", r"\bw tyg\.?(?=[\s,;)]|$)", "w tygodniu"),
    rewrites(
        "in a liquid",
        rf"(?<=\b[Ww] )(?P<number>\d{{1,4}}) ?(?P<short>{'|'.join(_IN_A_LIQUID)})(?![\w/])",
        lambda match: _one_or_more(match["number"], _IN_A_LIQUID[match["short"]]),
    ),
    rewrites(
        "one that is taken",
        rf"\b(?P<verb>(?:{_TAKE})(?: \d[^;!?]{{0,30}}? (?:i|oraz|lub|albo))?) 1 ?"
        rf"(?P<short>{'|'.join(_ACCUSATIVES)})(?!\w){_STOP}",
        lambda match: f"{match['verb']} 1 {_ACCUSATIVES[match['short']]}",
        ignore_case=True,
    ),
    rewrites(
        "grades by a numeral",
        rf"(?<![\w.])(?P<number>I{{1,3}}|IV|VI{{0,3}}|IX|X) (?=(?:{_GRADES})\b)",
        lambda match: f"{value(match['number'])}. ",
    ),
    rewrites("a type by its number", r"\btypu (1|2|II?)(?![\w/]|[.,]\d)", lambda match: f"typu {_TYPES[match[1]]}"),
    rewrites(
        "years of age",
        r"(?P<who>\b(?:[Ww]iek|[Pp]acjent(?:ka)?|[Cc]hor[ya]|[Kk]obieta|[Mm]ężczyzna):?,? \d{1,3}) ?l\.?(?=[\s,;)]|$)",
        r"\g<who> lat",
    ),
)
"""They stand before the other rules of Polish."""
