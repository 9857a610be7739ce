"""Emergency numbers, said digit by digit: 112, 911, 061."""

from voiceedu.narration.text_normalization.es.numbers import cardinal, digits
from voiceedu.narration.text_normalization.rules import Rule, rewrites, says

RULES: tuple[Rule, ...] = (
    says(
        "emergency numbers after a word",
        r"\b(?i:persiste|mejora|cede|emergencias?|urgencias?|ambulancia)[^.;\d]{0,12}(?P<said>112|911|061|999)(?![\w/]|[.,]\d)",
        lambda match: " ".join(cardinal(int(digit)) for digit in match["said"]),
    ),
    says(
        "an emergency number at the end",
        r"[a-zá-ú]{3}(?:[,;:]| y| o) (?P<said>112|911)(?=\s*[.;]|\s*$)",
        lambda match: digits(match["said"]),
    ),
    rewrites("an emergency number with hyphens", r"(?<![\w.,-])9-1-1(?![\w-]|[.,]\d)", "911"),
)
