"""What a copy of a page leaves behind: bullets in letters, 38oC, empty cells, "1 st", words broken at a line end."""

import re

from voiceedu.narration.text_normalization.en.capitals import NAMES
from voiceedu.narration.text_normalization.rules import Rule, rewrites
from voiceedu.narration.text_normalization.tables import any_of, read_table, read_words

_UNITS = {word for _, *words in read_table(__package__, "units.tsv") for word in words if " " not in word}
_WHOLE_WORDS = frozenset(_UNITS) | frozenset(read_words(__package__, "broken_words.txt"))
_SAID_ALIKE = {"Na": "sodium", "K": "potassium", "Cl": "chloride", "Ca": "calcium"}
"""Names of tests that are read by other rules."""
_ALIKE = {"hemoglobin A one C": ("hemoglobin a1c",), "hemoglobin": ("haemoglobin",), "hematocrit": ("haematocrit",)}
_NUMBER = r"\d+(?:\.\d+)?"


_SHORT_FORMS = {
    word.casefold(): frozenset(forms.split("|"))
    for forms, *words in read_table(__package__, "units.tsv")
    for word in words
}
_SHORT_FORMS |= {
    word.replace("liter", "litre").replace("meter", "metre").replace("gram", "gramme"): forms
    for word, forms in _SHORT_FORMS.items()
    if re.search("liter|meter|gram", word)
}


def _drop_unit(match: re.Match[str]) -> str | None:
    """Return the unit without its short form in brackets: milliliters (mL)."""
    return match["word"] if match["unit"].rstrip(".") in _SHORT_FORMS[match["word"].casefold()] else None


def _drop_short_form(match: re.Match[str]) -> str | None:
    """Return the name of a test without its short form, where both are said alike: Hematocrit (Hct)."""
    said = _SAID_ALIKE.get(match["short"]) or NAMES.get(match["short"])
    return (
        match["words"]
        if said and match["words"].lower() in (said, match["short"].lower(), *_ALIKE.get(said, ()))
        else None
    )


def _join(match: re.Match[str]) -> str | None:
    """Return "minutes" for "min-utes": the hyphen stood at the end of a line."""
    whole = match[1] + match[2]
    return whole if whole.lower() in _WHOLE_WORDS else None


FIRST_RULES: tuple[Rule, ...] = (
    rewrites("a fluid by its parts", r"\bD(5|10)(?=½|1/2 ?NS)", r"D\1 "),
    rewrites("gray and centimeters", r"(?<=Gy)[-*x](?=cm)", "·"),
    rewrites("two decimals without a zero", r"(?<![\w.])\.(\d{1,3}) ?/ ?\.(\d{1,3})(?!\w)", r"0.\1/0.\2"),
    rewrites("water with a zero", r"(?<![\w-])(?<![Rr]oom )(?<![Bb]ed )(?<![Gg]ate )H20(?![\w-])", "H2O"),
    rewrites("ounces with a dot", r"\bfl\. ?oz\b", "fl oz"),
    rewrites("bullets in letters", r"^(?:o (?=[A-Z<>≥≤\d])|§ (?=[A-Z]))", ""),
    rewrites(
        "a name and its short form",
        r"\b(?P<words>[A-Z][a-z]+(?: [A-Za-z\d]+)?) \((?P<short>[A-Za-z\d]{1,6})\)",
        _drop_short_form,
    ),
    rewrites(
        "a rate with brackets",
        r"(?<=[a-zA-Zµ]) ?/ ?\((kg|m²|m2) ?[•·.*x×⋅] ?(day|d|h|hr|min)\)",
        r"/\1/\2",
    ),
    rewrites("empty cells", r"\|(?:\s*\|)+", "|"),
    rewrites(
        "ranges in a cell",
        rf"(?:^|(?<=\| ))({_NUMBER}) ?[-–] ?(?={_NUMBER} ?\|)|(?<=\| )({_NUMBER}) ?[-–] ?(?={_NUMBER}$)",
        lambda match: f"{match[1] or match[2]} to ",
    ),
    rewrites("dots before a page", r" ?\.{4,} ?(?=\d)", ", "),
    rewrites("a span with a wave", r"(?<=\d) ?[~～] ?(?=\d+(?:\.\d+)? ?[a-zA-Z%°])", " to "),
    rewrites("degrees in a small zero", r"(?<=\d)(?<!10) ?⁰(?!\d)", "°"),
    rewrites("degrees in a small letter", r"(?<=\d) ?[oO](?=C(?!\w))|(?<=\d) ?o(?=F(?!\w))|(?<=\d)O(?=F(?!\w))", "°"),
    rewrites(
        "a unit and its short form",
        rf"\b(?P<word>(?i:{any_of(_SHORT_FORMS)})) ?\((?P<unit>[^()\d]{{1,5}})\)",
        _drop_unit,
    ),
    rewrites("broken words", r"(?<![\w-])([^\W\d_]{2,}|[aei])- ?([a-z]{2,})(?![\w-])", _join),
)
