"""Patients in short: pt states, Pt's, d/w pt, units/pt."""

from voiceedu.narration.text_normalization.rules import Rule, says

RULES: tuple[Rule, ...] = (
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
