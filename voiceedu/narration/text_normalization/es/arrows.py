"""More and less by an arrow: PCR 12 ↑, dolor ↑, (↓ apetito), ↑ de peso."""

from voiceedu.narration.text_normalization.es.units import UNITS
from voiceedu.narration.text_normalization.rules import Rule, rewrites, says

RULES: tuple[Rule, ...] = (
    says(
        "a value that is high or low",
        rf"(?<=\d)(?: ?{UNITS}| ?%)?(?P<said> ?[↑↓]+)(?=\s*(?:[,;.)(]|$))",
        lambda match: ", alto" if "↑" in match["said"] else ", bajo",
    ),
    says(
        "a complaint that is more or less",
        r"(?<=[a-zá-ú])(?P<said> ?[↑↓]+)(?=\s*(?:[,;.)(]|$))",
        lambda match: " en aumento" if "↑" in match["said"] else " en descenso",
    ),
    rewrites("what rises in brackets", r"(?<=\()↑ ?(?=[a-zá-ú]{4})", "aumento de "),
    rewrites("what falls in brackets", r"(?<=\()↓ ?(?=[a-zá-ú]{4})", "disminución de "),
    says("more of a complaint", r"↑(?= del? )", "aumento"),
    says("less of a complaint", r"↓(?= del? )", "disminución"),
    says("values in arrows", r"\((?P<said>[↑↓])\)", lambda match: "alto" if match["said"] == "↑" else "bajo"),
)
