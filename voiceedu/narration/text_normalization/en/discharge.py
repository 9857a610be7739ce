"""The two meanings of d/c: a patient is discharged, a medicine is discontinued."""

import re

from voiceedu.narration.text_normalization.rules import Rule, says

_AFTER_DISCHARGE = (
    r"(?:home|to|from|with|w/|on|in|at|after|before|by|when|if|and|or|today|tomorrow|pending|once|planning|plan|date|day|time|"
    r"instructions?|summary|papers|paperwork|medications?|meds|criteria|orders?|teaching|is|was|will)\b"
)
_DEVICE = re.compile(
    r"\b(?:JP|Foley|[Dd]rains?|[Cc]ath(?:eter)?|PICC|gtt|[Ss]utures|[Ss]taples|[Hh]emovac|[Cc]hest tube|PCA)\b"
)
RULES: tuple[Rule, ...] = (
    says(
        "what is taken out",
        r"(?<![\w/])[dD]/[cC](?= (?:if|@|at|when|on|in|after|by)\b|[,;.]|$| [<>@])",
        lambda match: "discontinue" if _DEVICE.search(match.string[: match.start()]) else None,
    ),
    says(
        "how one goes home",
        r"(?<![\w/])[dD]/[cC]['’]?e?d(?= (?:ambulatory|stable|AMA\b|via\b|in (?:good|stable|fair)\b))",
        "discharged",
    ),
    says(
        "a device that is taken off",
        r"(?<![\w/.-])(?P<said>D/?C)(?= (?:brace|foley|drain|IV\b|sutures|staples|cast|splint|collar|PICC))",
        "discontinue",
    ),
    says("discharged", r"(?<![\w/])d/c['’]?e?d(?= (?:on |home|to )|\s\d)", "discharged", ignore_case=True),
    says("discontinued", r"(?<![\w/])d/c['’]?e?d(?!\w)", "discontinued", ignore_case=True),
    says("discontinue then", r"(?<=\bthen )d/c(?=[.;,]|\s*$)", "discontinue", ignore_case=True),
    # Before the name of a medicine, d/c is discontinue; a patient is discharged to a place or on a day.
    says(
        "discontinue",
        rf"(?<![\w/])d/c(?= (?!{_AFTER_DISCHARGE})[a-z])",
        "discontinue",
        ignore_case=True,
    ),
)
