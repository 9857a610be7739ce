"""What Dutch alone writes: ma t/m vr, 9.30 uur, 2e verdieping, € 85,50, 2 dd, d.w.z."""

import re

from voiceedu.narration.text_normalization.doses import cardinals, dutch_leaflets
from voiceedu.narration.text_normalization.roman_numerals import value
from voiceedu.narration.text_normalization.rules import Rule, rewrites, says

_DAYS = {
    **{"ma": "maandag", "di": "dinsdag", "wo": "woensdag", "do": "donderdag", "vr": "vrijdag", "za": "zaterdag"},
    "zo": "zondag",
}
_DAY = "|".join(_DAYS)
_IN_FULL = {
    **{"max": "maximaal", "min": "minimaal", "ca": "circa", r"d\.w\.z": "dat wil zeggen", r"i\.v\.m": "in verband met"},
    **{r"o\.a": "onder andere", "evt": "eventueel", "bijv": "bijvoorbeeld", "tel": "telefoon", "nr": "nummer"},
    **{r"m\.b\.t": "met betrekking tot", r"t\.a\.v": "ter attentie van", "incl": "inclusief", "excl": "exclusief"},
    **{"resp": "respectievelijk", r"a\.u\.b": "alstublieft", r"i\.p\.v": "in plaats van", "dr": "dokter"},
    **{
        "mevr": "mevrouw",
        "dhr": "de heer",
        "afd": "afdeling",
        "prof": "professor",
        "geb": "geboren",
        "jr": "jaar",
        "blz": "bladzijde",
        "fig": "figuur",
        "par": "paragraaf",
        "etc": "et cetera",
        "enz": "enzovoort",
    },
}
_COUNTED = {"tabl": ("tablet", "tabletten"), "caps": ("capsule", "capsules"), "wk": ("week", "weken")}
_COUNTED |= {
    "wkn": ("week", "weken"),
    "jr": ("jaar", "jaar"),
    "mnd": ("maand", "maanden"),
    "dgn": ("dag", "dagen"),
    "sec": ("seconde", "seconden"),
}
_ALL_MONTHS = (
    *("januari", "februari", "maart", "april", "mei", "juni"),
    *("juli", "augustus", "september", "oktober", "november", "december"),
)
_SMALL_ORDINALS = {"1": "eerste", "2": "tweede", "3": "derde", "8": "achtste"}


def _ordinal(match: re.Match[str]) -> str:
    number = int(match["number"])
    words = cardinals.cardinal(number, "nl")
    if 0 < number % 100 < 20:
        small = _SMALL_ORDINALS.get(str(number % 100), "")
        return words.removesuffix(cardinals.cardinal(number % 100, "nl")) + (
            small or f"{cardinals.cardinal(number % 100, 'nl')}de"
        )
    return f"{words}ste"


def _write_days(match: re.Match[str]) -> str:
    text = re.sub(r" ?(?:t/m|[-–]) ?", " tot en met ", match[0])
    return re.sub(rf"\b({_DAY})\b\.?", lambda day: _DAYS[day[1].lower()], text, flags=re.IGNORECASE)


def _write_counted(match: re.Match[str]) -> str:
    return f"{match['number']} {_COUNTED[match['short']][match['number'] not in ('1', '1/2', '½')]}"


_MONTHS = {
    **{"jan": "januari", "feb": "februari", "febr": "februari", "mrt": "maart", "apr": "april", "jun": "juni"},
    **{"jul": "juli", "aug": "augustus", "sep": "september", "sept": "september", "okt": "oktober", "nov": "november"},
    "dec": "december",
}
_ANY_MONTH = "|".join({*_MONTHS, *_MONTHS.values(), "mei"})


def _write_groups(match: re.Match[str]) -> str:
    """Return digits one by one, a pause between groups."""
    return ", ".join(" ".join(group) for group in re.findall(r"\d+", match[0]))


def _write_price(match: re.Match[str]) -> str:
    return f"{match[1]} euro" + (f" {int(match['cents'])}" if match["cents"] else "")


_MORE_IN_FULL = {
    **{"temp": "temperatuur", "verd": "verdieping", "pt": "patiënt", "kreat": "kreatinine", "bijz": "bijzonderheden"},
    **{
        "ged": "gedurende",
        r"d\.d": "de dato",
        r"r\.a": "regulair",
        "gedur": "gedurende",
        "opn": "opname",
        "jr": "jaar",
    },
}

RULES: tuple[Rule, ...] = (
    rewrites("grades by a numeral", r"\bgr(?:aad)?\.? (I{1,3}|IV|V)(?!\w)", lambda match: f"graad {value(match[1])}"),
    rewrites(
        "a day of a month by two numbers",
        r"\b(?P<before>[Vv]an|[Vv]anaf|t/m|tot|tot en met) (?P<day>3[01]|[12]?\d)/(?P<month>1[0-2]|0?[1-9])"
        r"(?![\w/]|[.,]\d)(?=(?: t/m| tot|[.,;)]|$| ge))",
        lambda match: f"{match['before']} {int(match['day'])} {_ALL_MONTHS[int(match['month']) - 1]}",
    ),
    *dutch_leaflets.RULES,
    rewrites("patients", r"\b(de|alle|[2-9]|\d\d+) [Pp](?:at|t)\.(?=\s*[\w,;:)]|$)", r"\1 patiënten"),
    rewrites("a patient", r"(?<![\w.])(?P<p>[Pp])at\.(?=\s*[\w,;:)]|$)", lambda match: f"{match['p']}atiënt"),
    rewrites("X-rays", r"(?<!\w)[Rr]ö(?=[ -])", "röntgen"),
    *(
        rewrites(f"{name} in full", rf"(?<![\w.])(?i:{short})\.(?=:?\s*[\w+(<>]|[,;:)]|$)", name)
        for short, name in _MORE_IN_FULL.items()
    ),
    rewrites(
        "a date after its word",
        r"\b((?:de dato|van|op) (?:0?[1-9]|[12]\d|3[01])-(?:0?[1-9]|1[0-2])-)(\d\d)(?![\w-])",
        r"\g<1>20\2",
    ),
    rewrites("hours in short", r"(?<=\d) ?u\.?(?=[\s,;)]|\.?$)", " uur"),
    rewrites("days in short", r"(?<=\d) ?d\.?(?= (?:van|voor|na|lang|tevoren|achter)\b|[,;)]|\.?$)", " dagen"),
    rewrites(
        "telephone numbers of the Netherlands",
        r"(?<![\w.,/-])(?:\(0\d{2,3}\)|0\d{1,3})[ -]\d{2,4}(?: \d{2,4}){1,3}(?![\w/-]|[.,]\d)",
        _write_groups,
    ),
    rewrites(
        "postal codes", r"(?<![\w.,/-])([1-9])(\d)(\d)(\d) ?([A-Z])([A-Z])(?= [A-Z]|[,;]|$)", r"\1 \2 \3 \4 \5 \6"
    ),
    rewrites(
        "months in short", rf"(?<=\d )({'|'.join(_MONTHS)})(?!\w)\.?(?=[\s,;)]|$)", lambda match: _MONTHS[match[1]]
    ),
    rewrites(
        "a day before its date",
        rf"(?<![\w.])(?P<day>{_DAY})\.?,? (?=\d{{1,2}} (?:{_ANY_MONTH})\b|\d{{1,2}}[-/]\d{{1,2}}\b|\d{{1,2}} t/m)",
        lambda match: f"{_DAYS[match['day'].lower()]} ",
        ignore_case=True,
    ),
    rewrites(
        "a side before its noun",
        r"(?<![\w.])(?P<side>[Ll]i|[Rr]e)\. (?=(?!en\b|of\b)[a-z]{3,})",
        lambda match: {"l": "linker ", "r": "rechter "}[match["side"][0].lower()],
    ),
    rewrites(
        "a side after its noun",
        r"(?<=[a-z\d] )(?P<side>li|re)\.?(?=[,;:)]|\.?$| (?:en|of|met|>)\b)",
        lambda match: {"l": "links", "r": "rechts"}[match["side"][0]],
    ),
    rewrites("one and a half", r"(?<![\d.,/])1 ?½ (?=(?:uur|jaar|glas|kopje|zakje|tot)\b)", "anderhalf "),
    rewrites("one and a half of a noun with de", r"(?<![\d.,/])1 ?½", "anderhalve"),
    rewrites("some and a half", r"(?<![\d.,/])(\d{1,2}) ?½", r"\1 en een halve"),
    rewrites("streets in short", r"(?<=[a-z]{3})str\.(?= \d|,|$)", "straat"),
    rewrites(
        "days of the week",
        rf"(?<![\w.])(?:{_DAY})\b\.?(?:(?:, ?| ?(?:t/m|[-–/]) ?| en )(?:{_DAY})\b\.?)+"
        rf"|(?<![\w.])(?:{_DAY})\.?(?=:? \d{{1,2}}[:.]\d\d)",
        _write_days,
        ignore_case=True,
    ),
    rewrites("up to and with", r"(?<!\w)t/m(?!\w)", "tot en met"),
    rewrites(
        "hours with a dot",
        r"(?<![\d.,])([01]?\d|2[0-4])\.([0-5]\d)(?= ?uur| ?(?:[-–]|tot|en|t/m) ?\d{1,2}[.:]\d\d ?u)",
        r"\1:\2",
    ),
    rewrites("euros", r"€ ?(\d[\d.]*)(?:,(?:-|–|00)|,(?P<cents>\d\d))?(?!\d|,\d)", _write_price),
    rewrites("so many times a day", r"(?<=\d) ?(?:dd|x ?d\.?d\.?)(?!\w)", " keer per dag"),
    rewrites("beats a minute", r"(?<=\d) ?/ ?min\.?(?=[\s,;)]|\.?$)", " per minuut"),
    *(
        rewrites(f"{name} in full", rf"(?<![\w.])(?i:{short})\.(?=:?\s*[\w+(€'’]|[,;)])", name)
        for short, name in _IN_FULL.items()
        if short != "min"
    ),
    rewrites(
        "counted in short",
        rf"(?P<number>(?<![\d.,])(?:\d+|½)(?:[/,]\d+)?) ?(?P<short>{'|'.join(_COUNTED)})(?!\w)(?:\.(?=\s*[\w,;:()/]))?",
        _write_counted,
    ),
    says("ordinals", r"(?<![\w.,])(?P<number>[1-9]\d{0,2})(?:e|de|ste)(?!\w)", _ordinal),
)
