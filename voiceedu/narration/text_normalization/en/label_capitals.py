"""How much and how long in capitals, as the label of a medicine has it: 8/DAY, X 7D, 5 MG/KG."""

from voiceedu.narration.text_normalization.rules import Rule, rewrites

RULES: tuple[Rule, ...] = (
    rewrites(
        "numbers by a time in capitals",
        r"(?<=\d) ?/ ?(DAY|HOUR|HR|WEEK|WK|DOSE|MONTH|NIGHT|MEAL)(?!\w)",
        lambda match: f"/{match[1].lower()}",
    ),
    rewrites(
        "days in capitals",
        r"(?<![\w.,])([xX×] ?\d{1,3}) ?D(?:AYS)?(?=[\s,.;)]|$)",
        lambda match: f"{match[1].lower()} days",
    ),
    rewrites(
        "rates in capitals",
        r"(?<=\d)( ?)(MC?G|G|ML|UNITS|KG|TABS?|CAPS?) ?/ ?(DAY|HOUR|HR|WEEK|WK|DOSE|KG|MIN)(?!\w)",
        lambda match: f"{match[1]}{'mL' if match[2] == 'ML' else match[2].lower()}/{match[3].lower()}",
    ),
)
