"""Boxes and marks before or after a choice, in Spanish: Sí ☒ No ☐, ✓ DNI ✗ Joyas."""

import re

from voiceedu.narration.text_normalization.boxes import BoxWords, rules
from voiceedu.narration.text_normalization.rules import Rule, rewrites

_WORDS = BoxWords(
    ticked="marcado",
    not_ticked="sin marcar",
    yes="sí",
    no="no",
    says_no=re.compile(
        r"\b(?:no|ni|nada|ning[uú]n\w*|nunca|jamás|sin|evit\w+|prohib\w+|suspend\w+|dej[ea]\w*|mito|falso|incorrect\w+|"
        r"cancel\w+|cerrad\w+|error(?:es)?)\b",
        re.IGNORECASE,
    ),
)

FIRST_RULES: tuple[Rule, ...] = (
    rewrites("a box before what to do", r"^(?:[-*•] ?)?\[[ xX✓]?\] ?(?=\w)(?!.*[\[☐□])", ""),
    *rules(_WORDS),
)
"""Before these signs are taken for marks of a list, which are silent."""
