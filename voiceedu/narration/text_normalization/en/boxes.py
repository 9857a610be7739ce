"""Boxes and marks before or after a choice, in English: ☐ Yes ☒ No, ✅ water ❌ milk."""

import re

from voiceedu.narration.text_normalization.boxes import BoxWords, rules
from voiceedu.narration.text_normalization.rules import Rule, rewrites

_WORDS = BoxWords(
    ticked="ticked",
    not_ticked="not ticked",
    yes="yes",
    no="no",
    says_no=re.compile(
        r"\b(?:no|not|none|never|without|avoid\w*|stop|skip|nothing|cannot|myth|wrong|false|incorrect|cancel\w*|closed|"
        r"missed|error|\w+n['’]t)\b",
        re.IGNORECASE,
    ),
)

FIRST_RULES: tuple[Rule, ...] = (
    rewrites("a check after some time", r"(?<=[a-z]) ✓(?= \d)", " check"),
    rewrites("a box before what to do", r"^(?:[-*•] ?)?\[[ xX✓]?\] ?(?=\w)(?!.*[\[☐□])", ""),
    *rules(_WORDS),
)
"""Before these signs are taken for marks of a list, which are silent."""
