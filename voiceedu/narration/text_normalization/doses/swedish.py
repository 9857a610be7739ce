"""What Swedish alone writes: kl. 8.30, mån–fre, 1 tablett, 3 ggr/dag, 1x2, t.ex., 1177."""

import re

from voiceedu import languages
from voiceedu.narration.text_normalization.rules import Rule, rewrites

_DAYS = {
    **{"mån": "måndag", "tis": "tisdag", "ons": "onsdag", "tor": "torsdag", "tors": "torsdag", "fre": "fredag"},
    **{"lör": "lördag", "sön": "söndag"},
}
_DAY = "|".join(sorted(_DAYS, key=len, reverse=True))
_IN_FULL = {
    **{r"t\.ex": "till exempel", r"bl\.a": "bland annat", "dvs": "det vill säga", r"d\.v\.s": "det vill säga"},
    **{"tel": "telefon", r"fr\.o\.m": "från och med", r"t\.o\.m": "till och med", "ev": "eventuellt", "nr": "nummer"},
    **{"ca": "cirka", r"m\.m": "med mera", "osv": "och så vidare", "inkl": "inklusive", "exkl": "exklusive"},
    **{"resp": "respektive", "dr": "doktor", "avd": "avdelning", r"s\.k": "så kallad", "max": "max"},
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


RULES: tuple[Rule, ...] = (
    rewrites("a clock", r"\b[Kk]l\.? ?(?=\d|$)", "klockan "),
    rewrites("ISO dates", r"(?<![\w./-])((?:19|20)\d\d)-(\d\d)-(\d\d)(?![\w/-])", _write_date),
    rewrites("telephone numbers of Sweden", r"(?<![\w.,/-])0\d{1,3}-\d{2,3}(?: \d{2,3}){1,3}(?![\w/-])", _write_groups),
    rewrites("hours with a dot", r"(?<![\d.,])([01]?\d|2[0-4])\.([0-5]\d)(?!\d|[.,]\d| ?(?:kr|mg|ml|g)\b)", r"\1:\2"),
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
        r"(?<![\w.,/-])1 (?=(?:tablett|kapsel|dos|gång|spruta|droppe|vecka|timme|dag|minut|månad|matsked|tesked)\b)",
        "en ",
    ),
    rewrites("a number before the end", r"(?<=\d)\.$", " ."),
)
