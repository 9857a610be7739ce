"""Streets in short: Main St, turn left on Oak St."""

from voiceedu.narration.text_normalization.rules import Rule, says

RULES: tuple[Rule, ...] = (
    says("streets before a word", r"(?<=[a-z] )St\.(?= [a-z])", "Street"),
    says("streets to turn at", r"\b(?:on|onto|at|to|off) (?:[A-Z][a-z]+ ){1,2}(?P<said>St)(?=[,;)]|\.?$)", "Street"),
    says("streets", r"^[^\d]*[a-z] (?P<said>St\.?)(?=,|\s*$|\s\()", "Street"),
)
