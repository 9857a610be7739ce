"""What Swedish alone writes: kl. 8.30, mån–fre, 1 tablett, 3 ggr/dag, 1x2, t.ex., 1177."""

import re

from voiceedu import languages
from voiceedu.narration.text_normalization.doses import swedish_notes
from voiceedu.narration.text_normalization.rules import SAID, Rule, rewrites, says

_DAYS = {
    **{"mån": "måndag", "tis": "tisdag", "ons": "onsdag", "tor": "torsdag", "tors": "torsdag", "fre": "fredag"},
    **{"lör": "lördag", "sön": "söndag"},
}
_DAY = "|".join(sorted(_DAYS, key=len, reverse=True))
_IN_FULL = {
    **{r"t\.ex": "till exempel", r"bl\.a": "bland annat", "dvs": "det vill säga", r"d\.v\.s": "det vill säga"},
    **{"tel": "telefon", r"fr\.o\.m": "från och med", r"t\.o\.m": "till och med", "ev": "eventuellt", "nr": "nummer"},
    **{"ca": "cirka", r"m\.m": "med mera", "osv": "och så vidare", "inkl": "inklusive", "exkl": "exklusive"},
    **{
        "resp": "respektive",
        "dr": "doktor",
        "avd": "avdelning",
        "pat": "patient",
        "krea": "kreatinin",
        "fig": "figur",
        r"s\.k": "så kallad",
        "max": "max",
    },
}


def _write_date(match: re.Match[str]) -> str | None:
    months = languages.locale_or_english("sv").months["format"]["wide"]
    month = int(match[2])
    return f"{int(match[3])} {months[month]} {match[1]}" if month in months else None


def _write_groups(match: re.Match[str]) -> str:
    """Return the digits of a telephone number one by one, a pause between groups."""
    return ", ".join(" ".join(group) for group in re.findall(r"\d+", match[0]))


def _write_days(match: re.Match[str]) -> str:
    first, last = match["first"], match["last"]
    return _DAYS[first.lower()] + (f" till {_DAYS[last.lower()]}" if last else "")


_MONTHS = {
    **{"jan": "januari", "feb": "februari", "febr": "februari", "apr": "april", "aug": "augusti", "sep": "september"},
    **{"sept": "september", "okt": "oktober", "nov": "november", "dec": "december"},
}
_COUNTED = {
    **{"tabl": ("tablett", "tabletter"), "kaps": ("kapsel", "kapslar"), "v": ("vecka", "veckor")},
    **{"tsk": ("tesked", "teskedar"), "msk": ("matsked", "matskedar")},
    **{"mån": ("månad", "månader"), "dgr": ("dag", "dagar"), "st": ("styck", "stycken"), "vb": ("vid behov",) * 2},
}


def _write_counted(match: re.Match[str]) -> str:
    return f"{match['number']} {_COUNTED[match['short']][match['number'] not in ('1', '½', '1/2')]}"


def _write_day_and_month(match: re.Match[str]) -> str | None:
    months = languages.locale_or_english("sv").months["format"]["wide"]
    return f"{match['before']} {int(match['day'])} {months[int(match['month'])]}"


_ORDINALS = (
    *("", "första", "andra", "tredje", "fjärde", "femte", "sjätte", "sjunde", "åttonde", "nionde", "tionde", "elfte"),
    *("tolfte", "trettonde", "fjortonde", "femtonde", "sextonde", "sjuttonde", "artonde", "nittonde"),
)
_TENS = ("", "", "tjugo", "trettio", "fyrtio", "femtio", "sextio", "sjuttio", "åttio", "nittio")
_ANY_MONTH = "januari|februari|mars|april|maj|juni|juli|augusti|september|oktober|november|december"
_LITRES = {
    "l": "liter",
    "L": "liter",
    "ml": "milliliter",
    "mL": "milliliter",
    "dl": "deciliter",
    "m": "meter",
    "cm": "centimeter",
}


def _ordinal(number: int) -> str:
    """Return an ordinal below a hundred: "sjuttioandra"."""
    if number < len(_ORDINALS):
        return _ORDINALS[number]
    tens, ones = divmod(number, 10)
    return _TENS[tens] + (_ORDINALS[ones] if ones else "nde")


RULES: tuple[Rule, ...] = (
    *swedish_notes.RULES,
    says("ordinals", r"(?<![\w.,])(?P<number>[1-9]\d?):[ae](?!\w)", lambda match: _ordinal(int(match["number"]))),
    says(
        "the first day of a span",
        rf"(?<![\w.,/])(?P<said>(?P<number>[12]?\d|3[01]))(?= ?[-–] ?[123]?\d (?:{_ANY_MONTH})\b)",
        lambda match: _ordinal(int(match["number"])) if match["number"] != "0" else None,
    ),
    rewrites("a span of days", rf"(?<=[{SAID}]) ?[-–] ?(?=[123]?\d (?:{_ANY_MONTH})\b)", " till "),
    rewrites(
        "kronor and öre", r"(?<![\d.,])(\d{1,3}(?: \d{3})+|\d+),(?!00)(\d\d) ?(?:kr|SEK)(?!\w)", r"\1 kronor och \2 öre"
    ),
    rewrites(
        "one of a unit",
        r"(?<![\w.,/-])1 ?(?P<unit>l|L|ml|mL|dl|m|cm)(?![\w/²³])",
        lambda match: f"en {_LITRES[match['unit']]}",
    ),
    rewrites("patients", r"(?<=\d )pat\.(?=\s*[\w,;)]|$)", "patienter"),
    rewrites("X-rays", r"(?<!\w)[Rr]tg(?!\w)", "röntgen"),
    rewrites("ampoules", r"(?<=\d )amp\.?(?=[\s,;)]|$)", "ampull"),
    rewrites("a regular pulse", r"(?<=\d )rb(?=[\s,;)]|$)", "regelbunden"),
    rewrites(
        "days and months",
        r"\b(?P<before>[Dd]en|till|från|till och med|före|efter|t\.o\.m\.|T\.o\.m\.|fr\.o\.m\.|Fr\.o\.m\.) "
        r"(?P<day>[12]?\d|3[01])/(?P<month>1[0-2]|0?[1-9])(?![\d/])",
        _write_day_and_month,
    ),
    rewrites(
        "months in short", rf"(?<=\d )({'|'.join(_MONTHS)})(?!\w)\.?(?=[\s,;)]|$)", lambda match: _MONTHS[match[1]]
    ),
    rewrites(
        "sides",
        r"(?<!\w)(?P<side>[Vv]ä|[Hh]ö)\.?(?=[\s,;:)]|$)",
        lambda match: {"v": "vänster", "h": "höger"}[match["side"][0].lower()],
    ),
    rewrites(
        "some and a half",
        r"(?<![\d.,/])(\d{1,2}) ?½",
        lambda match: f"{'en' if match[1] == '1' else match[1]} och en halv",
    ),
    rewrites(
        "counted in short",
        rf"(?P<number>(?<![\d.,])(?:\d+(?:,\d+)?|½)) ?(?P<short>{'|'.join(_COUNTED)})(?!\w)"
        r"(?:\.(?=\s*[\w,;:()/]))?(?=[\s,;:)/.]|$)",
        _write_counted,
    ),
    rewrites("postal codes", r"(?<![\w.,/-])(\d)(\d)(\d) (\d)(\d)(?= [A-ZÅÄÖ][a-zåäö])", r"\1 \2 \3, \4 \5"),
    rewrites("a clock", r"\b[Kk]l\.? ?(?=\d|$)", "klockan "),
    rewrites("ISO dates", r"(?<![\w./-])((?:19|20)\d\d)-(\d\d)-(\d\d)(?![\w/-])", _write_date),
    rewrites("telephone numbers of Sweden", r"(?<![\w.,/-])0\d{1,3}-\d{2,3}(?: \d{2,3}){1,3}(?![\w/-])", _write_groups),
    rewrites("hours with a dot", r"(?<![\d.,])([01]?\d|2[0-4])\.([0-5]\d)(?!\d|[.,]\d| ?(?:kr|mg|ml|g)\b)", r"\1:\2"),
    rewrites(
        "an hour to an hour and minutes",
        r"(?<![\d:.,])([01]?\d|2[0-4]) ?[-–] ?(?=(?:[01]?\d|2[0-4]):[0-5]\d)",
        r"\1 till ",
    ),
    rewrites("born", r"(?<![\w.])f\. ?(?=(?:19|20)\d\d|\d{1,2} )", "född "),
    rewrites("pages", r"(?<![\w.])s\. ?(?=\d)", "sidan "),
    rewrites("the line of care", r"(?<![\w.,/-])1177(?!\w)", "11 77"),
    rewrites(
        "days of the week",
        rf"(?<![\w.])(?P<first>{_DAY})\.?(?: ?[-–] ?(?P<last>{_DAY})(?!\w)\.?|(?=:? \d))",
        _write_days,
        ignore_case=True,
    ),
    rewrites("times in short", r"(?<=\d) ?ggr(?!\w)\.?(?=[\s,;)/]|$)", " gånger"),
    rewrites("stairs", r"(?<=\d) ?tr(?!\w)\.?(?=[\s,;)]|$)", " trappor"),
    rewrites("one number by another", r"(?<![\d.,])(\d{1,2}) ?[x×] ?(?=\d{1,2}(?!\d))", r"\1 gånger "),
    rewrites("beats a minute", r"(?<=\d) ?/ ?min\.?(?=[\s,;)]|\.?$)", " per minut"),
    *(
        rewrites(f"{name} in full", rf"(?<![\w.])(?i:{short})(?:\.(?=:?\s*[\w+(])|(?=[:,]? \d))", name)
        for short, name in _IN_FULL.items()
    ),
    rewrites(
        "one of a noun with en",
        r"(?<![\w.,/-])1 (?=(?:tablett|kapsel|ampull|portion|påse|"
        r"dos|gång|spruta|droppe|vecka|timme|dag|minut|månad|matsked|tesked)\b)",
        "en ",
    ),
    rewrites("a number before the end", r"(?<=\d)\.$", " ."),
)
