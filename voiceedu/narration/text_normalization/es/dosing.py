"""Dosing abbreviations and routes: VO, vía IM, I.V., PRN, BID. The table is `dosing.tsv`."""

import re

from voiceedu.narration.text_normalization.rules import ABBREVIATION_DOT, SAID, Rule, has, rewrites, says
from voiceedu.narration.text_normalization.tables import read_table

_ROWS = {letters: (words, meant) for letters, words, meant in read_table(__package__, "dosing.tsv")}
_ROUTES = {
    "VO": "oral",
    "IV": "intravenosa",
    "IM": "intramuscular",
    "SC": "subcutánea",
    "SL": "sublingual",
    "VR": "rectal",
    "EV": "endovenosa",
}


def _dotted(letters: str) -> str:
    return rf"{letters}|" + r"\. ?".join(letters)


_LETTERS = "|".join(map(_dotted, sorted(_ROWS, key=len, reverse=True)))
_CAPITALS_WITH_DOTS = "|".join(r"\. ?".join(letters) for letters in sorted(_ROWS, key=len, reverse=True))


def _read_route(match: re.Match[str]) -> str:
    return _ROUTES[re.sub(r"[. ]", "", match["said"]).upper()]


_COUNTED_AS_A_NOUN = re.compile(r"\b(?:el|la|los|las|un|una|del?|tras|por|con|en|su|sus)\s$", re.IGNORECASE)
"""AC and PC after an article are no meals: tras las PC pertinentes."""

_NEARBY = 20
"""How many characters before a route hold the article. All of them would take minutes in a long line."""
_NAMED = re.compile(r"\b(?:el|la|las|los|un|una|del|su)\s$", re.IGNORECASE)
"""Routes after an article are other words: la SC, del IM."""


def _read_abbreviation(match: re.Match[str]) -> str | None:
    words, meant = _ROWS[re.sub(r"[. ]", "", match["letters"]).upper()]
    is_capital = match["letters"].isupper() or "." in match["letters"]
    before = match.string[max(0, match.start() - _NEARBY) : match.start()]
    if (words.endswith("las comidas") and _COUNTED_AS_A_NOUN.search(before)) or (is_capital and _NAMED.search(before)):
        return None
    return words if meant == "any" or is_capital else None


def _read_after_dose(match: re.Match[str]) -> str | None:
    """Read dotted capitals after a number. Elsewhere they may be the initials of a name: "Clínica Sol S.L."."""
    return _read_abbreviation(match) if re.search(r"\d", match.string[: match.start()]) else None


_OF_HISTORY = re.compile(r"\b(?:año|años|[Ss]iglo|hacia|Hipócrates|Galeno|nació|murió)\b")

ROUTE_RULES: tuple[Rule, ...] = (
    says(
        "a route that is explained",
        r"(?<!\w)(?P<said>VO|IV|IM|SC|SL)(?= ?[:=] ?(?:[Ii]ntra|[Vv][ií]a|[Ss]ub[cl]|[Oo]ral))",
        lambda match: " ".join(match["said"]),
    ),
    rewrites(
        "a route said twice", r"(?<=vía oral) ?\(VO\)|(?<=vía intravenosa) ?\(IV\)|(?<=vía intramuscular) ?\(IM\)", ""
    ),
    says(
        "routes",
        rf"\bv[ií]as?:? (?P<said>(?:{'|'.join(map(_dotted, _ROUTES))})(?!\w){ABBREVIATION_DOT})",
        _read_route,
        ignore_case=True,
    ),
    says(
        "one route or another",
        r"(?<![\w./-])(?P<first>VO|IV|IM|SC|SL|VR) ?/ ?(?P<said_last>VO|IV|IM|SC|SL|VR)(?![\w/])",
        lambda match: f"por vía {_ROUTES[match['first']]} o {_ROUTES[match['said_last']]}",
    ),
    says(
        "dotted capitals after a dose",
        rf"(?<![\w./-])(?P<letters>{_CAPITALS_WITH_DOTS})(?!\w|\.\w){ABBREVIATION_DOT}",
        _read_after_dose,
    ),
)

RULES: tuple[Rule, ...] = (
    says(
        "years before and after Christ",
        rf"(?<=[\d{SAID}] )(?P<era>[ad])\. ?C\.?(?=[\s,;)]|$)",
        lambda match: (
            f"{'antes' if match['era'] == 'a' else 'después'} de Cristo" if has(_OF_HISTORY, match.string) else None
        ),
    ),
    says(
        "halves of a day in capitals after a dose",
        rf"(?<=[{SAID}] )(?P<half>[AP])M(?=[\s,;.)]|$)",
        lambda match: "por la mañana" if match["half"] == "A" else "por la noche",
    ),
    says(
        "halves of a day after a dose",
        rf"(?<=[{SAID}] )(?P<half>[ap])\. ?m\.?(?!\w)",
        lambda match: "por la mañana" if match["half"] == "a" else "por la tarde",
    ),
    says(
        "routes in small letters after a dose",
        rf"(?<=[{SAID}] )(?P<said>(?P<letters>vo|iv|im|sc|sl|vr)(?![\w'’/-]|\.\w){ABBREVIATION_DOT})",
        lambda match: _ROWS[match["letters"].upper()][0],
    ),
    says("at bedtime after a dose", rf"(?<=[{SAID}] )(?P<said>hs)(?=[\s,;.)]|$)", "al acostarse"),
    says(
        "dosing abbreviations",
        rf"(?<![\w./-])(?:por (?=[VIS]))?(?P<letters>{_LETTERS})(?![\w'’/-]|\.\w){ABBREVIATION_DOT}",
        _read_abbreviation,
        ignore_case=True,
    ),
)
