"""Patients in short: pt states, Pt's, d/w pt, units/pt, RTC 2 wks."""

from voiceedu.narration.text_normalization.rules import SAID, Rule, says

RULES: tuple[Rule, ...] = (
    says(
        "a return",
        rf"(?<![\w/])RTC(?= (?:in )?[\d{SAID}]| (?:PRN|prn|as needed|sooner|if|for|w/|with|after|to see)\b)",
        "return to clinic",
    ),
    says(
        "persons sent home",
        r"\b(?:be|been|was|were|are|is|got|get) (?P<said>[dD]/[cC]['’]?e?d)"
        r"(?= (?:back|from|home|to|today|at|on|with)\b)",
        "discharged",
    ),
    says(
        "patients",
        r"(?<![\w/])[Pp]t\.?(?= (?:is|was|has|had|will|may|can|should|must|to|reports?|denies|states|tolerated|needs?|"
        r"who|with|education|instructed|signature|name|initials|presents?|states|discharged|seen|d/c)\b)",
        "patient",
    ),
    says("of patients", r"\b[Pp]t(?=['’]s\b)", "patient"),
    says("patients at the end", r"\b(?:with|w/|d/w|by|the) (?P<said>pt)(?=[,;)]|\.?$)", "patient"),
    says("for each patient", r"(?<=[a-z]s)/pt(?!\w)", " per patient"),
)
