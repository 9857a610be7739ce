"""Prescriptions and reports as India writes them: Tab. Dolo 650 1-0-1 (A/F), Syp., 11,200/cumm, USG abd."""

from voiceedu.narration.text_normalization.rules import ABBREVIATION_DOT, Rule, rewrites

_FORMS = {
    "Tab": "Tablet",
    "Cap": "Capsule",
    "Syp": "Syrup",
    "Syr": "Syrup",
    "Inj": "Injection",
    "Oint": "Ointment",
    "Susp": "Suspension",
}
_FOOD = {"A": "after food", "B": "before food"}

RULES: tuple[Rule, ...] = (
    rewrites(
        "a form before its name",
        rf"(?:^|(?<=[;,] )|(?<=\d\. ))({'|'.join(_FORMS)})\.? (?=[A-Z][a-z]{{2}})",
        lambda match: f"{_FORMS[match[1]]} ",
    ),
    rewrites("a tablet by its letter", r"^T\. (?=[A-Z][a-z]+ \d+ ?mg\b)", "Tablet "),
    rewrites(
        "how many at each time of a day", r"(?<=\d)( ?(?:mg|mcg|ml|mL|g))? (?=[0-4½]-[0-4½]-[0-4½](?![\w-]))", r"\1, "
    ),
    rewrites(
        "before or after food", r"(?:(?<=\()|(?<=\d )|(?<=days ))([AB])/F(?![\w/])", lambda match: _FOOD[match[1]]
    ),
    rewrites("every other day", r"\balt\.? day\b(?!s)", "every other day"),
    rewrites("a cubic millimeter", r" ?/ ?(?:cumm|cu\.? ?mm|cmm)(?!\w)", " per cubic millimeter"),
    rewrites("an ultrasound of the belly", rf"\bUSG abd(?:omen)?\b{ABBREVIATION_DOT}", "ultrasound abdomen"),
    rewrites("an ultrasound", r"(?<![\w-])USG(?![\w-])", "ultrasound"),
    rewrites("advised", r"\b([Pp]t\.?|[Pp]atient) adv\.?(?= )", r"\1 advised"),
)
