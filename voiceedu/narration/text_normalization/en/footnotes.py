"""Numbers of notes: relief.3, older.[12], blood sugar.1,2, pain1 and swelling2."""

import functools
import itertools
import re

from voiceedu.narration.text_normalization.rules import Rule, rewrites
from voiceedu.narration.text_normalization.tables import read_words

_NUMBERS = r"\d{1,2}(?: ?[,–-] ?\d{1,2}){0,4}"
_NOTE = r"(?P<note>(?P<first>\d{1,2})(?:[,–-](?P<last>\d{1,2}))?)"
_GLUED = re.compile(rf"(?<![\w.@/#-])(?P<word>[A-Za-z]*[a-z]{{3}}){_NOTE}(?=[\s,;:.)]|$)")
_NUMBERED = frozenset(read_words(__package__, "numbered_words.txt"))
_SIGN = (
    r"pain|swelling|bleeding|bruising|vomiting|itching|numbness|weakness|dizziness|nausea|fevers?|infections?|headaches?|"
    r"relief|strokes?|steroids?|diseases?|cancers?|people|patients|adults|children|women|men"
)
"""What a leaflet has evidence for: sure where only one word touches a number."""


def _name(notes: str) -> str:
    return f"note{'s' * (not notes.isdecimal())} {notes.replace('–', '-')}"


@functools.lru_cache(maxsize=4)
def _counts_on(text: str) -> bool:
    """Return whether words of `text` touch numbers that count on, and none of them has a number of its own."""
    found = list(_GLUED.finditer(text))
    words = {mark["word"].lower() for mark in found}
    counts_on = any(
        int(later["first"]) == int(mark["last"] or mark["first"]) + 1 for mark, later in itertools.pairwise(found)
    )
    return counts_on and len(words) == len(found) and not words & _NUMBERED


def _read_glued(match: re.Match[str]) -> str | None:
    """Return "pain, note 1," for pain1, where another word of the text has the next number."""
    return f"{match['word']}, {_name(match['note'])}," if _counts_on(match.string) else None


RULES: tuple[Rule, ...] = (
    rewrites("notes in several brackets", r"(?<=\[)(\d{1,3})\] ?\[(?=\d{1,3}\])", r"\1,"),
    rewrites(
        "notes in brackets",
        r"(?P<stop>(?<=[a-z)%])[.,;:]?|(?<=\d)\.) ?"
        r"\[(?P<notes>(?!(?:19|20)\d\d\])\d{1,4}(?: ?[,–-] ?\d{1,3})*)\](?![(\w])",
        lambda match: f", {_name(match['notes'])}{match['stop']}",
    ),
    rewrites("notes that touch several words", _GLUED.pattern, _read_glued),
    rewrites(
        "a note that touches its word",
        rf"\b(?=[A-Za-z][a-z])(?P<word>(?i:{_SIGN}))(?P<note>\d{{1,2}})"
        r"(?=[,;:)] ?|\.?$|\. [A-Z]| (?:and|or|in|of|is|are|may|after)\b)",
        lambda match: f"{match['word']}, {_name(match['note'])},",
    ),
    rewrites(
        "notes at the end of a sentence",
        rf"(?:(?<=[a-z]{{4}})|(?<=[A-Z]{{3}})|(?<=\b(?:age|day|eat|leg|arm|one|two|all|use|men|old|low)))([.,?!])({_NUMBERS})$",
        lambda match: f"{match[1]} {_name(match[2])}",
    ),
    rewrites(
        "a note after a year",
        r"(?<=\b[Ii]n )((?:19|20)\d\d)\.(\d{1,2})(?=$| [A-Z][a-z])",
        lambda match: f"{match[1]}, {_name(match[2])}.",
    ),
    rewrites(
        "notes within a text",
        rf"(?:(?<=[a-z]{{3}})|(?<=[A-Z]{{2}}))(?<!\b[Ff]ig)(?<!\b[Vv]ol)(?<!\b[Nn]os)"
        rf"([.?!])({_NUMBERS})(?= [A-Z][A-Za-z]| A [a-z]| -(?: |$))",
        lambda match: f", {_name(match[2])}{match[1]}",
    ),
)
