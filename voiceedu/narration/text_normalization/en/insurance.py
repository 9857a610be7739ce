"""What an insurance pays, in short: 20% coins., OOP max, ins. ID, before ins."""

import re

from voiceedu.narration.text_normalization.rules import SAID, Rule, says

RULES: tuple[Rule, ...] = (
    says("a share of insurance first", rf"\b[Cc]oins\b\.?(?=:? ?(?:\d{{1,2}} ?%|[{SAID}]))", "coinsurance"),
    says("a share of insurance", rf"(?<=[%{SAID}] )coins\b\.?(?=[,;)]| after\b| of\b|\.?$)", "coinsurance"),
    says("the most that is paid", r"\b(?:OOP|out-of-pocket|[Dd]ed\.?|deductible) (?P<said>max)(?=[,;.)]|$)", "maximum"),
    says("insurance", r"\b[Ii]ns\.(?= (?:ID|co|plan|policy|group|info|carrier|company)\b)", "insurance"),
    says(
        "insurance at the end",
        r"\b(?:[Bb]efore|[Aa]fter|[Ww]ithout|[Ww]ith|[Yy]our|[Nn]o|[Tt]hrough|by) (?P<said>ins\b\.?)(?=\)|[,;]|\.?$)",
        "insurance",
    ),
    says(
        "specialists",
        r"(?<=\d )spec\b\.?(?=[,;)/]|$)",
        lambda match: "specialist" if re.search(r"[Cc]o-?pay|COPAY", match.string) else None,
    ),
)
