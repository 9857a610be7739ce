"""Abbreviations in full: "1 cp" is un comprimé, "3 Tbl./Tag" Tabletten pro Tag, "p. 3" page 3."""

import re

from voiceedu.narration.text_normalization.common import nouns
from voiceedu.narration.text_normalization.rules import SAID, Rule, has, rewrites
from voiceedu.narration.text_normalization.tables import any_of, read_table

_ONE_LETTER = re.compile(r"\w\.")
_COUNTED = {
    *("semaines", "gouttes", "ampoules", "injections", "applications", "sachets", "suppositoires", "cuillères"),
    *(
        "ampullen",
        "wochen",
        "monate",
        "jahre",
        "stunden",
        "minuten",
        "sekunden",
        "settimane",
        "bustine",
        "anni",
        "giorni",
    ),
    *(
        "packungen",
        "injektionen",
        "paquets",
        "messlöffel",
        "semanas",
        "colheres",
        "personnes",
        "horas",
        "frascos-ampola",
        "esslöffel",
        "teelöffel",
    ),
    *("comprimés", "gélules", "tabletten", "kapseln", "compresse", "capsule", "gocce", "fiale", "cerotti"),
    *(
        "comprimidos",
        "ampolas",
        "cápsulas",
        "gotas",
        "bouffées",
        "emplâtres",
        "messerspitzen",
        "millionen",
        "milliarden",
    ),
}
"""The words of abbreviations that are counted, in the plural."""


_LOOKED_AT = 40
"""How many characters before and after an abbreviation are looked at."""
_NUMBER = re.compile(rf"[\d{SAID}]")
_NOUNS_OF_ROUTES = re.compile(
    r"\b(?:d[eio]|da|del|dell['’]|dal|em|nel|o|um|un|il|con|com|per|dopo|após|au|du|un|gen[óo]tipo|doença) $",
    re.IGNORECASE,
)
"""Words before IM or SC that are no route, such as an infarct: "in caso di IM"."""
_ROUTE_BEFORE = re.compile(r"(?:musc|cut|venos|veineu)\w* \($", re.IGNORECASE)
"""A way into the body that is named before its letters: "intramuscolare (IM)"."""
_STOREYS = re.compile(r"\b(?:der|die|dieser|einer|zur) $")
"""Words before EG that is no ground floor, such as the Community."""
_WORDS_ALONE = {
    "vit": re.compile(r" ?\.? ?[A-KPé]\d{0,2}(?!\w)"),
    "apto": re.compile(r":? ?(?:n\S* ?)?\d"),
    **dict.fromkeys(("tel", "tél"), re.compile(r"(?! [A-Z][a-z])")),
}
"""Abbreviations without a dot that are words too, and what stands after them: "il vit", "apto a dirigir", Tel Aviv."""


def _is_another(match: re.Match[str]) -> bool:
    """Return whether the capitals stand for something else here."""
    before = match.string[max(0, match.start() - _LOOKED_AT) : match.start()]
    form, after = match["form"], match.string[match.end() : match.end() + _LOOKED_AT]
    if form in ("IM", "SC", "EV"):
        is_explained = before.endswith("(") and after.startswith(")") and not has(_NUMBER, match.string)
        is_explained = is_explained or _ROUTE_BEFORE.search(before) is not None
        return is_explained or _NOUNS_OF_ROUTES.search(before) is not None
    if (needed := _WORDS_ALONE.get(form.lower())) is not None:
        return not needed.match(after)
    return form in ("EG", "OG", "UG") and (_STOREYS.search(before) is not None or after.startswith("-"))


def rules(language: str) -> tuple[Rule, ...]:
    """Return the rules that write the abbreviations of `language` in full, one of a counted thing in the singular."""
    table = {row[1]: row[2] for row in read_table(__package__, "abbreviations.tsv") if row[0] == language}
    before = {form.removesuffix(" #"): said for form, said in table.items() if form.endswith(" #")}
    after = {form.removeprefix("# "): said for form, said in table.items() if form.startswith("# ")}
    words = {form: said for form, said in table.items() if "#" not in form}
    words |= {  # but "F." is an initial
        form[0].upper() + form[1:]: said[0].upper() + said[1:]
        for form, said in words.items()
        if not (_ONE_LETTER.fullmatch(form) or form.isupper())
    }
    inside = rf"(?=[\s,;:)/–-]+[\w{SAID}(≤≥<>½¼¾+€$#]|\d|\))"
    known = {**words, **after}
    counted = [form for form in known if known[form].split()[0].lower() in _COUNTED]

    def read_one(match: re.Match[str]) -> str:
        return f"{match['number']} {nouns.singular(known[match['form']], language)}"

    return (
        *(
            (
                rewrites(
                    "one of an abbreviation",
                    rf"(?<![\d.,/-])(?P<number>(?:1|½|¼|¾|1/2|1/4|3/4)(?: d[ei])?) ?(?P<form>{any_of(counted)})"
                    rf"(?![\w.])",
                    read_one,
                ),
            )
            if counted
            else ()
        ),
        *(
            (
                rewrites(
                    "abbreviations after a number",
                    rf"(?<=\d) ?(?P<form>{any_of(after)})(?:(?<=\.)(?!\w)|(?<!\.)(?![\w.]))",
                    lambda m: f" {after[m['form']]}",
                ),
            )
            if after
            else ()
        ),
        rewrites(
            "abbreviations before a number",
            rf"(?<![\w./@-])(?P<form>{any_of(before)}|{any_of(form[0].upper() + form[1:] for form in before)})(?= ?"
            rf"(?:[A-Z]\.? ?)?\d)",
            lambda match: before.get(match["form"]) or before[match["form"][0].lower() + match["form"][1:]],
        ),
        rewrites(
            "abbreviations",
            rf"(?<![\w.@-])(?<!/)(?P<form>{any_of(words)})(?:(?<=\.){inside}|(?<!\.)(?!\w|\.\w)|(?=\s*$))",
            lambda match: None if _is_another(match) else words[match["form"]],
        ),
        rewrites(
            "one of a form after a unit",
            rf"(?:(?<=\d[mµ]g)|(?<=\d [mµ]g)) ?/ ?(?P<form>{any_of(counted)})(?!\w|\.\w)",
            lambda match: f"/{nouns.singular(known[match['form']], language)}",
        ),
        rewrites(
            "abbreviations after a slash",
            rf"(?<=[\w€])/ ?(?P<form>{any_of(form for form in words if form[0].islower() or form in counted)})(?:"
            rf"(?<=\.)(?!\w)|(?<!\.)(?!\w|\.\w))",
            lambda match: f"/{words[match['form']]}",
        ),
    )
