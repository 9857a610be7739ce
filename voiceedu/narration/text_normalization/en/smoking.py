"""Cigarettes and packs: 10 cigs/d, 1 ppd, 20 pk-yrs."""

from voiceedu.narration.text_normalization.rules import SAID, Rule, rewrites, says

RULES: tuple[Rule, ...] = (
    rewrites(
        "pack years",
        r"(?<=\d )pk-yrs?(?!\w)(?! (?:smok|hist|hx))|(?<=\d)pk-yrs?(?!\w)(?! (?:smok|hist|hx))",
        "pack years",
    ),
    rewrites("pack year", r"\bpk-yr", "pack-yr"),
    rewrites("cigarettes a day", r"\bcigs?\.? ?/ ?d(?:ay)?\b", "cigarettes per day"),
)
PACK_RULES: tuple[Rule, ...] = (
    rewrites(
        "packs a day in capitals",
        rf"(?<=[\d½{SAID}]) ?PPD(?=,? ?(?:x ?\d|for [\d{SAID}]|since|until|smok|cig|[Qq]uit))",
        " ppd",
    ),
    rewrites("packs a day that touch their number", r"(?<=\d)ppd(?!\w)", " ppd"),
    says("packs a day", r"(?<![\w.,/])(?P<number>1 |1/2 |½ ?|0?\.5 )(?P<said>ppd)(?!\w)", "pack per day"),
    says("several packs a day", rf"(?<=[\d½{SAID}] )ppd(?!\w)", "packs per day"),
)
