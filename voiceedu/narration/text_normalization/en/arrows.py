"""More and less by an arrow: ↑ dose, titrate ↑, ↑ fluids & ↓ salt, 62% ↓, ↑↑ LFTs. Any other is "increased"."""

import re

from voiceedu.narration.text_normalization.rules import Rule, rewrites, says

_BEGINS_WITH_AN_ARROW = re.compile(r"^[↑↓] ?[a-z]")

_OF_A_REFLEX = re.compile(r"(?:[Pp]lantars?|Babinskis?|[Tt]oes)(?: responses?)? $")
"""Where an arrow says which way toes turn: examination.py reads it."""


def _increase(match: re.Match[str]) -> str:
    return "increase" if match["said"] == "↑" else "decrease"


def _much(match: re.Match[str]) -> str | None:
    if _OF_A_REFLEX.search(match.string[: match.start()]):
        return None
    return "much increased" if match["said"][0] == "↑" else "much decreased"


def _increase_if_told(match: re.Match[str]) -> str | None:
    """Return the verb in "↑ fluids and ↓ salt", which tells somebody to; not in "pain ↑ and ↓ sleep"."""
    return _increase(match) if _BEGINS_WITH_AN_ARROW.match(match.string) else None


RULES: tuple[Rule, ...] = (
    rewrites("an arrow beside its word", r"\b([Ii]ncreas(?:e[sd]?|ing)|[Rr]aise[sd]?|[Ee]levated) ?↑", r"\1"),
    rewrites(
        "an arrow down beside its word", r"\b([Dd]ecreas(?:e[sd]?|ing)|[Ll]ower(?:s|ed)?|[Rr]educe[sd]?) ?↓", r"\1"
    ),
    says("much more and less", r"(?<![↑↓])(?P<said>↑{2,3}|↓{2,3})(?![↑↓])", _much),
    says(
        "up and down after a verb",
        r"\b(?:[Tt]itrate|[Tt]aper|[Gg]o|[Ww]ean|[Mm]ove|[Ss]tep)(?: the)?(?: dose)? (?P<said>[↑↓])",
        lambda match: "up" if match["said"] == "↑" else "down",
    ),
    says(
        "what is kept raised",
        r"\b(?:[Ll]egs?|[Aa]rms?|[Ff]eet|[Ff]oot|[Hh]ead|[Hh]ands?|[Hh]eels?) (?P<said>↑)"
        r"(?=[,.;)]|$| (?:on|above|over|for|when|while|with|x|at) )",
        "raised",
    ),
    says("a share that is more or less", r"(?<=\d%) ?(?P<said>[↑↓])(?=[).,;]|$)", _increase),
    says("more and less of one thing and another", r"(?:,|\band|&) (?P<said>[↑↓])(?= ?[a-z])", _increase_if_told),
    says(
        "more and less of a dose",
        r"(?P<said>[↑↓]) (?=to \d|(?:the |your )?(?:dose|rate|fluids|intake|activity)\b)",
        _increase,
    ),
    says(
        "more and less after a stop",
        r"(?:^|[;:,.] )(?P<said>[↑↓])(?= (?:by \d|q ?\w{1,4} (?:to|by) \d|to \d))",
        _increase,
    ),
    says(
        "more and less as a verb",
        r"\b(?i:to|not|may|will|can|could|should|might|must|and then|then|please) (?P<said>[↑↓])",
        _increase,
    ),
    says(
        "more and less of it",
        r"\b(?:it|this) (?P<said>[↑↓])(?=[.,;]|$)",
        lambda match: "increases" if match["said"] == "↑" else "decreases",
    ),
    says("no change", r"\b(?:no|any|an?|the) (?P<said>[↑↓])", _increase),
    says("the head of a bed", r"\bHOB (?P<said>↑)(?= ?(?:to |at )?\d)", "up"),
    says("higher", r"\b(?:run|runs|running) (?P<said>[↑↓])", lambda match: "high" if match["said"] == "↑" else "low"),
)
