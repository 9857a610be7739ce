"""What Hungarian alone writes: 3-szor, 1%-os, 204-es, 72/perc, H–P, 2 tabletta, Kb."""

import re

from voiceedu.narration.text_normalization import general
from voiceedu.narration.text_normalization.doses import hungarian_endings, hungarian_notes
from voiceedu.narration.text_normalization.roman_numerals import value
from voiceedu.narration.text_normalization.rules import Rule, rewrites, says

_DAYS = {
    "H": "hétfő",
    "K": "kedd",
    "Sze": "szerda",
    "Cs": "csütörtök",
    "P": "péntek",
    "Szo": "szombat",
    "V": "vasárnap",
}
_FROM = {
    "H": "hétfőtől",
    "K": "keddtől",
    "Sze": "szerdától",
    "Cs": "csütörtöktől",
    "P": "péntektől",
    "Szo": "szombattól",
}
_TO = {"K": "keddig", "Sze": "szerdáig", "Cs": "csütörtökig", "P": "péntekig", "Szo": "szombatig", "V": "vasárnapig"}
_DAY = "Szo|Sze|Cs|H|K|P|V"
_IN_FULL = {"[Kk]b": "körülbelül", "[Mm]ax": "maximum", "[Mm]in": "minimum", "[Tt]el": "telefon", "[Pp]l": "például"}
_IN_FULL |= {"[Dd]r": "doktor", "ill": "illetve", "stb": "satöbbi", "ún": "úgynevezett"}
_TENS = ("", "tizen", "huszon", "harminc", "negyven", "ötven", "hatvan", "hetven", "nyolcvan", "kilencven")
_MONTHS = "január|február|március|április|május|június|július|augusztus|szeptember|október|november|december"
_ROUTES = {"s.c.": "szubkután", "i.m.": "intramuszkulárisan", "i.v.": "intravénásan", "p.o.": "szájon át"}
_THINGS = {"tabl": "tabletta", "kapsz": "kapszula", "amp": "ampulla"}
_STEMS = {"kettő": "kett", "három": "hárm", "hét": "het"}
"""Numbers that are shorter before -es and -as: kettes, hármas, hetes."""
_PER = {
    "év": "évente",
    "hó": "havonta",
    "alkalom": "alkalmanként",
    "hónap": "havonta",
    "perc": "percenként",
    "nap": "naponta",
    "óra": "óránként",
    "hét": "hetente",
}


def _number(digits: str) -> str:
    """Return a number as it stands before a noun or its ending: "két", "huszonkét"."""
    return re.sub("kettő$", "két", general.number_alone(digits, language="hu"))


def _read_ending(match: re.Match[str]) -> str:
    """Return a number with its ending: "kétszáznégyes", "háromszor"."""
    words = re.sub("kettő(?=ezer|száz)", "két", general.number_alone(match["number"], language="hu"))
    if match["ending"] in ("es", "as", "os", "est", "ast", "ost"):
        for end, stem in _STEMS.items():
            words = re.sub(f"{end}$", stem, words)
    if match["ending"].startswith(("sz", "féle")):
        words = _number(match["number"])
    return words + match["ending"]


def _write_days(match: re.Match[str]) -> str:
    first, last = match["first"], match["last"]
    return f"{_FROM.get(first, first)} {_TO.get(last, last)}" if last else _DAYS[first]


_SHORT_MONTHS = {
    **{"jan": "január", "febr": "február", "feb": "február", "márc": "március", "ápr": "április", "máj": "május"},
    **{"jún": "június", "júl": "július", "aug": "augusztus", "szept": "szeptember", "okt": "október"},
    **{"nov": "november", "dec": "december"},
}
_ONES_OF_A_MONTH = "_ elseje másodika harmadika negyedike ötödike hatodika hetedike nyolcadika kilencedike"
_TENS_OF_A_MONTH = {10: "tizedike", 20: "huszadika", 30: "harmincadika"}


def _day_of_a_month(day: int) -> str:
    """Return "tizenkettedike" for the twelfth."""
    if day in _TENS_OF_A_MONTH:
        return _TENS_OF_A_MONTH[day]
    ones = _ONES_OF_A_MONTH.split()[day % 10]
    irregular = {1: "egyedike", 2: "kettedike"}
    return ones if day < 10 else _TENS[day // 10] + irregular.get(day % 10, ones)


def _read_day(match: re.Match[str]) -> str:
    """Return a day of a month, and with -án or -én when something is: "tizenkettedikén"."""
    words = _day_of_a_month(int(match["day"]))
    if match["ending"]:
        words = words[:-1] + {"a": "án", "e": "én"}[words[-1]]
    return words


def _read_span(match: re.Match[str]) -> str:
    """Return "másodikától hatodikáig" for the days of a span."""
    first, last = _day_of_a_month(int(match["day"])), _day_of_a_month(int(match["last"]))
    return f"{first[:-1]}{'ától' if first[-1] == 'a' else 'étől'} {last[:-1]}{'áig' if last[-1] == 'a' else 'éig'}"


def _read_at(match: re.Match[str]) -> str:
    hour, minute = match["hour"], int(match["minute"])
    return f"{int(hour)} óra {minute} perckor" if minute else f"{int(hour)} órakor"


RULES: tuple[Rule, ...] = (
    *hungarian_notes.RULES,
    *hungarian_endings.RULES,
    rewrites(
        "numeric dates",
        r"\b((?:19|20)\d\d)\. ?(0\d|1[0-2])\. ?([0-3]\d)(?:\.|(?=-))",
        lambda match: (
            f"{match[1]} {_MONTHS.split('|')[int(match[2]) - 1]} {int(match[3])}" + ("." if match[0][-1] == "." else "")
        ),
    ),
    rewrites(
        "months in short",
        rf"(?<!\w)({'|'.join(_SHORT_MONTHS)})\.(?= ?\d)",
        lambda match: _SHORT_MONTHS[match[1].lower()],
        ignore_case=True,
    ),
    says(
        "days of a month in a span",
        rf"(?i:{_MONTHS}) (?P<said>(?P<day>[12]\d|3[01]|[1-9])\.? ?[-–] ?(?P<last>[12]\d|3[01]|[1-9])\.(?=[\s,;:)]|$))",
        _read_span,
    ),
    rewrites("a third", r"(?<![\d/])([12])/3-a(?!\w)", lambda match: "egyharmada" if match[1] == "1" else "kétharmada"),
    rewrites(
        "sides",
        r"(?<![\w.])(?P<side>[jb])\. ?o\.(?=[\s,;)]|$)",
        lambda match: "jobb oldalon" if match["side"] == "j" else "bal oldalon",
    ),
    rewrites(
        "a side before its noun",
        r"(?<![\w.])(?P<side>[jb])\. (?=[a-záéíóöőúüű]{3,})",
        lambda match: "jobb " if match["side"] == "j" else "bal ",
    ),
    rewrites("X-rays", r"(?<!\w)[Rr]tg(?!\w)\.?", "röntgen"),
    rewrites(
        "telephone numbers of Hungary",
        r"(?<![\w.,/+-])06[ -/]?(?:1[ -/]?\d{3}|\d\d[ -/]?\d{3})[ -]?\d{3,4}(?![\w-])",
        lambda match: ", ".join(" ".join(group) for group in re.findall(r"\d+", match[0])),
    ),
    says(
        "days of a month",
        rf"(?i:{_MONTHS}) (?P<said>(?P<day>[12]\d|3[01]|[1-9])(?:\.(?=[\s,;:)]|$)|-?(?P<ending>j?[áé]n)))"
        r"(?!\w| ?[-–] ?\d)",
        _read_day,
    ),
    rewrites("at a time", r"(?<![\d:.,])(?P<hour>[01]?\d|2[0-4])[:.](?P<minute>[0-5]\d)-?kor(?!\w)", _read_at),
    rewrites(
        "floors", r"(?<![\w.])(?P<number>I{1,3}|IV|V)\. (?=em\.|emelet)", lambda match: f"{value(match['number'])}. "
    ),
    rewrites("a floor in short", r"(?<=\d\. )em\.(?=[\s,;)]|$)", "emelet"),
    rewrites("pages", r"(?<=\d\. )o\.(?=[\s,;)]|$)", "oldal"),
    rewrites(
        "routes", r"(?<![\w.])(?P<route>s\.c\.|i\.m\.|i\.v\.|p\.o\.)(?!\w)", lambda match: _ROUTES[match["route"]]
    ),
    rewrites(
        "tablets",
        r"(?<=[\d½]) ?(?P<short>tabl|kapsz|amp)(?!\w)\.?(?=[\s,;:)/]|$)",
        lambda match: f" {_THINGS[match['short']]}",
    ),
    rewrites("one and a half", r"(?<![\d.,/])1 ?½", "másfél"),
    rewrites("some and a half", r"(?<![\d.,/])(\d{1,2}) ?½", r"\1 és fél"),
    rewrites("beats a minute", r"(?<=\d) ?/ ?min(?!\w)\.?(?=[\s,;)]|$)", "/perc"),
    rewrites("a pulse", r"(?<![\w.])P:? (?=\d{2,3}/perc)", "pulzus "),
    rewrites(
        "a house before another part",
        r"(?<=[ .][a-záéíóöőúüű]\. )(\d{1,4})\.(?=,)|(?<=utca )(\d{1,4})\.(?=,)|(?<=út )(\d{1,4})\.(?=,)",
        lambda match: match[1] or match[2] or match[3],
    ),
    rewrites(
        "numbers of a point", r"(?<![\d.,])(\d{1,2})\.(\d{1,2})(\.?)(?= (?:pont|fejezet|ábr|táblázat))", r"\1 pont \2\3"
    ),
    rewrites("a number before the end", r"(?<=\d)\.$", " ."),
    rewrites("mercury", r"\bHgmm\b", "mmHg"),
    rewrites("times of a number", r"(?<=\d) ?[x×] ?(?=\d)", " alkalommal "),
    rewrites(
        "a rate of time",
        r"(?<=[\w]) ?/ ?(?P<period>perc|nap|óra|hét|alkalom|hónap|év|hó)(?!\w)",
        lambda match: f" {_PER[match['period']]}",
    ),
    rewrites("percent with an ending", r"(?<=\d) ?%-(?=[a-záéíóöőúüű])", " százalék"),
    rewrites(
        "emergency numbers",
        r"(?<![\w.,/-])(?P<number>112|10[457])(?=-?[a-z]?[a-z]?t\b|-[ae]s\b| (?:szám|segély|vagy|és)|[.,!](?!\d)|$)",
        lambda match: " ".join(match[0]),
    ),
    rewrites(
        "days of the week",
        rf"(?<![\w.])(?P<first>{_DAY})(?:\.? ?[-–] ?(?P<last>{_DAY})(?!\w)"
        r"|(?=:? (?:[01]?\d|2[0-4])(?:[:.][0-5]\d)?(?: ?[-–]|\s*ór|-?(?:tól|től|ig|kor)|$|,? (?:és|ill))))\.?",
        _write_days,
    ),
    *(rewrites(f"{name} in full", rf"(?<![\w.]){short}\.(?=:?\s*[\w+(])", name) for short, name in _IN_FULL.items()),
    rewrites("years before a month", rf"\b((?:19|20)\d\d)\. (?={_MONTHS})", r"\1 "),
    *hungarian_notes.COUNTED,
    says(
        "a number with its ending",
        r"(?<![\w.,/])(?P<number>\d{1,4})-(?P<ending>[a-záéíóöőúüű]{1,6})(?!\w)",
        _read_ending,
    ),
    says(
        "two of a noun",
        r"(?<![\w.,/:-])(?P<said>\d{0,2}2)(?=(?:[-–]\d{1,2})? "
        r"(?!vagy|és|van|naponta|percenként|(?:mg|ml|dl|l|g|kg|cm|mm|m|mmol)(?!\w)|alkalommal)[a-záéíóöőúüű]{2,})",
        lambda match: _number(match["said"]),
    ),
)
CLOSING_RULES: tuple[Rule, ...] = (
    rewrites("thousands with two", r"kettő(?=ezer|száz)", "két"),
    rewrites("stops of ordinals", r"(?<=ik)\.(?= [a-záéíóöőúüű])|(?<=[a-záéíóöőúüű])\.(?= ?,)", ""),
)
"""They stand after the grammar, which leaves the stop of an ordinal."""
