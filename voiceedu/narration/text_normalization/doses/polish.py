"""What Polish alone writes: pon.–pt., godz. 8:30, 2 tyg., 10. dobie, 7 grudnia, 350 zł, 72/min."""

import re

from voiceedu.narration.text_normalization.doses import cardinals
from voiceedu.narration.text_normalization.doses.agreement import form_after
from voiceedu.narration.text_normalization.rules import Rule, rewrites, says

_DAYS = {
    **{"pon": "poniedziałek", "pn": "poniedziałek", "wt": "wtorek", "śr": "środa", "czw": "czwartek", "pt": "piątek"},
    **{"sob": "sobota", "sb": "sobota", "niedz": "niedziela", "ndz": "niedziela", "nd": "niedziela"},
}
_DAY = "|".join(sorted(_DAYS, key=len, reverse=True))
_IN_FULL = {
    **{r"[Mm]aks\.": "maksymalnie", r"[Mm]in\.(?= \d)": "minimum", r"[Tt]el\.": "telefon", "[Nn]r": "numer"},
    **{r"[Oo]k\.": "około", r"np\.": "na przykład", r"tzn\.": "to znaczy", r"tj\.": "to jest", r"dr": "doktor"},
    **{
        r"ul\.": "ulica",
        r"al\.": "aleja",
        r"m\.in\.": "między innymi",
        r"itd\.": "i tak dalej",
        r"wew\.": "wewnętrzny",
    },
}
_COUNTED = {
    **{r"zł": "złoty|złote|złotych|złotego", r"tyg": "tydzień|tygodnie|tygodni|tygodnia", "szt": "sztuka|sztuki|sztuk"},
    **{"tabl": "tabletka|tabletki|tabletek|tabletki", "kaps": "kapsułka|kapsułki|kapsułek|kapsułki"},
    **{
        "mies": "miesiąc|miesiące|miesięcy|miesiąca",
        "amp": "ampułka|ampułki|ampułek|ampułki",
        "gr": "grosz|grosze|groszy",
    },
    **{"godz": "godzina|godziny|godzin|godziny"},
}
_DAY_OF_A_MONTH = r"(?:[12]?\d|3[01])"
_MONTHS = "stycznia|lutego|marca|kwietnia|maja|czerwca|lipca|sierpnia|września|października|listopada|grudnia"


def _write_day(match: re.Match[str]) -> str:
    first, last = (match[side] for side in ("first", "last"))
    name = _DAYS[first.lower()]
    return name if last is None else f"{name}, {_DAYS[last.lower()]}"


def _write_counted(match: re.Match[str]) -> str:
    forms = next(said for short, said in _COUNTED.items() if match["short"] == short)
    return f"{match['number']} {form_after(forms, match['number'].replace(' ', ''))}"


def _read_ordinal(match: re.Match[str]) -> str:
    """Return an ordinal as it agrees with the noun after it: "drugie piętro", "w dziesiątej dobie"."""
    words, noun = cardinals.polish_ordinal(int(match["number"])), match["noun"]
    if re.search(r"(?:nia|dnia|roku|ca|u)$", noun) and not re.search(r"(?:dniu|tygodniu|miesiącu|roku życia)$", noun):
        return words
    stem = re.sub(r"ego\b", "", words)
    if noun.endswith(("u", "piętrze")):
        return re.sub(r"(\w)\b", lambda end: end[1] + ("m" if end[1] == "i" else "ym"), stem)
    ending = "e" if noun.endswith(("o", "anie")) else "ej" if noun.endswith(("ie", "ce", "y", "i")) else ""
    if noun.endswith("a"):
        ending = "a"
    if ending:
        return re.sub(r"(?:(?<=drug)i|(?<=trzec)i)\b", "i" if ending != "a" else "", stem).replace(
            " ", f"{ending} "
        ) + ("ia" if ending == "a" and stem.endswith("trzeci") else ending)
    return re.sub(r"([^i])\b", r"\1y", stem)


RULES: tuple[Rule, ...] = (
    *(
        rewrites(f"{name} in full", rf"(?<!\w){short}(?=:?\s+[\w+(])" if short[-1] != ")" else rf"(?<!\w){short}", name)
        for short, name in _IN_FULL.items()
    ),
    rewrites("beats a minute", r"(?<=\d) ?/ ?min\.?(?=[\s,;)]|\.?$)", " na minutę"),
    rewrites(
        "so many times a day",
        r"(?<=\d) ?[x×] ?(?:dz\.?|/ ?(?:dobę|d\.?|dzień))(?=[\s,;)]|$)",
        " razy dziennie",
    ),
    rewrites("a day in short", r"(?<=razy )dz\.?(?=[\s,;)]|$)", "dziennie"),
    rewrites(
        "counted in short",
        rf"(?P<number>(?<![\d.,])\d+(?: \d{{3}})*(?:,\d+)?) ?"
        rf"(?P<short>{'|'.join(_COUNTED)})(?!\w)(?:\.(?=\s*[\w,;:)/]))?",
        _write_counted,
    ),
    rewrites("at an hour", r"\b([OoPp]o?|[Oo]d|[Dd]o|[Pp]rzed) godz\. ?(?=\d)", r"\1 godzinie "),
    rewrites("by hour", r"\b(?<!\d )[Gg]odz\.:? ?(?=\d)", ""),
    rewrites(
        "days of the week",
        rf"(?<![\w.])(?P<first>{_DAY})\.?(?: ?[-–—] ?(?P<last>{_DAY})(?!\w)(?:\.(?=\s*[\w,;:)]))?"
        r"|(?<=\.)(?=\s*[\w,;:)])|(?=:? \d))",
        _write_day,
        ignore_case=True,
    ),
    rewrites(
        "telephone numbers of Poland",
        r"(?<![\w.,/+-])(?:\(?\d\d\)? \d{3} \d\d \d\d|\d{3} \d{3} \d{3})(?! ?(?:zł|mg|g|ml|PLN|euro)\b)(?![\w,/-])",
        lambda match: ", ".join(" ".join(group) for group in re.findall(r"\d+", match[0])),
    ),
    rewrites(
        "emergency numbers",
        r"(?<![\w.,/-])(?P<number>99[789]|112)(?![\w/-]|[.,]\d| ?(?:mg|zł|ml))",
        lambda match: " ".join(match[0]),
    ),
    says(
        "days of a month",
        rf"(?<![\w.,/])(?P<said>(?P<day>{_DAY_OF_A_MONTH}))"
        rf"(?=(?: ?[-–] ?| do | i | oraz |, ?){_DAY_OF_A_MONTH} (?:{_MONTHS})\b| (?:{_MONTHS})\b)",
        lambda match: cardinals.polish_ordinal(int(match["day"])),
    ),
    says("ordinals", r"(?<![\w.,/-])(?P<said>(?P<number>[1-9]\d?)\.)(?= (?P<noun>[a-ząćęłńóśźż]{3,}))", _read_ordinal),
)
