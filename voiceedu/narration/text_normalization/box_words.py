"""The words for boxes and marks in the languages that have no module of their own for them: `box_words.tsv`."""

import re

from voiceedu.narration.text_normalization.boxes import BoxWords, rules
from voiceedu.narration.text_normalization.rules import Rule
from voiceedu.narration.text_normalization.tables import read_table


def box_rules(language: str) -> tuple[Rule, ...]:
    """Return the rules for boxes and marks of `language`, a tag without a region."""
    base = "zh" if language == "cmn" else language
    row = next(row for row in read_table(__package__, "box_words.tsv") if row[0] == base)
    _, ticked, not_ticked, yes, no, says_no = row
    words = BoxWords(ticked=ticked, not_ticked=not_ticked, yes=yes, no=no, says_no=re.compile(says_no, re.IGNORECASE))
    return rules(words)
