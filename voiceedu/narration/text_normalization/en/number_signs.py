"""The sign # and "no." where they mean number: #3/5, # 12345, No. 5, phone #, the # of doses."""

import re

from voiceedu.narration.text_normalization.en.numbers import digits
from voiceedu.narration.text_normalization.rules import SAID, Rule, rewrites, says

RULES: tuple[Rule, ...] = (
    rewrites(
        "one of so many",
        r"(?<![\w#])# ?(\d{1,2})/(\d{1,2})(?![\w/]|[.,]\d)",
        lambda match: f"number {match[1]} of {match[2]}" if int(match[1]) <= int(match[2]) else None,
    ),
    says(
        "long numbers after a sign",
        r"(?<![\w#])# ?(?P<said>\d{4,6})(?![\w-]|[.,]\d)",
        lambda match: digits(match["said"]),
    ),
    rewrites(
        "number signs",
        rf"(?:(?<![\w#])(?:(?:[Nn]o|NO|[Nn]r)\. ?|N[º°] ?)|(?<!#)# ?)(?=[A-Z]{{0,3}}[/-]?\d|\(\d{{3}}\)|[{SAID}])",
        lambda match: "number " if re.search(r"(?:^|[\s(])$", match.string[: match.start()]) else " number ",
    ),
    rewrites("a plural sign", r"(?<![\w#])#['’]?s (?=\d)", "numbers "),
    rewrites("signs of several numbers", r"(?<!\w)[Nn]os\. ?(?=\d)", "numbers "),
)
WORD_RULES: tuple[Rule, ...] = (
    says(
        "number after its noun",
        r"\b(?i:phone|cell|fax|account|acct\.?|policy|ref|member|group) (?P<said>#)(?=\s[a-z])",
        "number",
    ),
    says("number of", r"(?<![\w#])#(?= (?:of|is|for|was)\b|:)", "number"),
    says(
        "the number",
        r"\b(?:[Tt]he|[Aa]|[Oo]ur|[Mm]y|[Hh]is|[Hh]er|[Tt]heir|[Yy]our|"
        r"[Tt]his|[Tt]hat|[Ee]ach) (?P<said>#)(?=\s|[,.;)]|$)",
        "number",
    ),
    says(
        "the number of something",
        r"\b(?i:phone|group|policy|account|acct\.?|cell|fax|claim|case|license|member|chart|tracking|contact|rx|lot|ref|auth|order)"
        r"(?P<said> ?#)(?! ?[\w#])",
        " number",
    ),
    says("a number in a list", r"(?:, (?:and |& ?)?|(?:and|&) )(?P<said>#)(?=[,.;)]|$)", "number"),
    says(
        "a number in short",
        r"\b(?i:phone|fax|account|acct\.?|policy|ID|ref|group|member|card|chart|room|cell|claim) "
        r"(?P<said>no\.)(?=[,;)]|$)",
        "number",
    ),
    says("a number to fill in", r"(?<=\b(?:ID|PH|Ph|ph))(?P<said> ?#)(?! ?\d)", " number"),
)
