"""How much and how long in capitals, as the label of a medicine has it: 8/DAY, X 7D, 5 MG/KG."""

import re

from voiceedu.narration.text_normalization.rules import Rule, rewrites

_SMALL = re.compile("[a-z]")

OPENING_RULES: tuple[Rule, ...] = (
    rewrites(
        "grams in capitals",
        r"(?<![\w.,])(\d(?:\.\d+)?(?: ?[–-] ?\d)?) ?G(?=[ ,;.)]|$)(?! ?(?:NEEDLE|TUOHY|IV\b))",
        lambda match: None if _SMALL.search(match.string) else f"{match[1]} g",
    ),
    rewrites(
        "hours and days in capitals",
        r"(?<=\d) ?([HD])(?=[ ,;.)]|$)",
        lambda match: None if _SMALL.search(match.string) else f" {match[1].lower()}",
    ),
    rewrites(
        "a choice in capitals",
        r"(?<=, )OR (?=[A-Z]{3,})(?![A-Z]+,? [A-Z]{2} \d{5})",
        lambda match: None if _SMALL.search(match.string) else "or ",
    ),
    rewrites("several medicines of a class", r"\b(NSAID|SSRI|SNRI|DOAC|PPI)S\b", r"\1s"),
    rewrites("left or right", r"(?<!\w)LT\.? ?/ ?RT\b\.?", "left or right"),
)
"""Before any word of a text in capitals is small."""
RULES: tuple[Rule, ...] = (
    rewrites(
        "numbers by a time in capitals",
        r"(?<=\d) ?/ ?(DAY|HOUR|HR|WEEK|WK|DOSE|MONTH|NIGHT|MEAL)(?!\w)",
        lambda match: f"/{match[1].lower()}",
    ),
    rewrites(
        "days in capitals",
        r"(?<![\w.,])([xX×] ?\d{1,3}(?:[-–]\d{1,3})?) ?D(?:AYS)?(?=[\s,.;)]|$)",
        lambda match: f"{match[1].lower()} days",
    ),
    rewrites(
        "rates in capitals",
        r"(?<=\d)( ?)(MC?G|G|ML|UNITS|KG|TABS?|CAPS?) ?/ ?(DAY|HOUR|HR|WEEK|WK|DOSE|KG|MIN)(?!\w)",
        lambda match: f"{match[1]}{'mL' if match[2] == 'ML' else match[2].lower()}/{match[3].lower()}",
    ),
    rewrites("weeks in capitals", r"\bWKS? (?=\d)", "WEEKS "),
    rewrites("pages in capitals", r"\bPGS?\. ?(?=\d)", "PAGE "),
    rewrites("a floor in capitals", r"(?<=\d(?:ST|ND|RD|TH) )FL\b\.?(?=[ ,;]|$)", "FLOOR"),
    rewrites("times by a week in capitals", r"(?<=\d)[xX×] ?/ ?WK\b\.?", "x/wk"),
    rewrites("yes or no in capitals", r"(?<=[A-Z]{4} )Y ?/ ?N(?![\w/])", "YES OR NO"),
    rewrites("an expiry in capitals", r"\bEXP\. ?(?=\d)", "EXP "),
    rewrites("one who signs", r"\bI, ([A-Z]{2,} (?:[A-Z]\.? )?[A-Z]{2,})(?=,)", lambda match: f"I, {match[1].title()}"),
)
