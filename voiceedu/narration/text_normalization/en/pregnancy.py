"""Weeks and days of a pregnancy: 39+2 weeks, 18+0–20+6 wks, 39 2/7 weeks."""

from voiceedu.narration.text_normalization.rules import Rule, rewrites

RULES: tuple[Rule, ...] = (
    rewrites(
        "from one age of a pregnancy to another",
        r"(?<![\w.,/+])([1-4]\d)\+([0-6]) ?[-–] ?(?=[1-4]\d\+[0-6] ?(?:weeks|wks?)\b)",
        r"\1+\2 weeks to ",
    ),
    rewrites(
        "weeks and days of a pregnancy",
        r"(?<![\w.,/+])([1-4]\d) ?\+ ?([0-6])(?: ?(?:weeks|wks?)\b\.?(?= [a-z]|[,;)]|\.?$))",
        lambda match: f"{match[1]} weeks and {match[2]} day{'' if match[2] == '1' else 's'}",
    ),
    rewrites(
        "weeks and days of a birth",
        r"\b([Bb]orn (?:at )?|[Dd]elivered (?:at )?|GA:? |[Gg]estation(?:al age)?:? (?:of )?)"
        r"([1-4]\d) ?\+ ?([0-6])(?!\d|\.\d)",
        lambda match: f"{match[1]}{match[2]} weeks and {match[3]} day{'' if match[3] == '1' else 's'}",
    ),
    rewrites("weeks and sevenths", r"(?<![\w.,])(\d\d) ([1-6])/7 ?(?:wks?|weeks)\b\.?", r"\1 weeks and \2 days"),
)
