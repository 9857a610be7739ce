"""Abbreviations of a dose without a number: BID, p.o., PRN, AC breakfast, 10 mg HS. The table is `dosing.tsv`."""

import re

from voiceedu.narration.text_normalization.rules import ABBREVIATION_DOT, SAID, Rule, rewrites, says
from voiceedu.narration.text_normalization.tables import read_table

_ROWS = {letters: (words, meant) for letters, words, meant in read_table(__package__, "dosing.tsv")}
LISTED_CAPITALS = frozenset(letters.upper() for letters in _ROWS)


def _dotted(letters: str) -> str:
    if " " in letters:
        return r"\.? ".join(letters.split())
    return f"{letters}|" + r"\. ?".join(letters)


_LETTERS = "|".join(map(_dotted, sorted(_ROWS, key=len, reverse=True)))
_ABBREVIATION = rf"(?<![\w.{SAID}/-])(?P<said>(?:{_LETTERS})(?![\w'’/-]|\.\w){ABBREVIATION_DOT})"
_DOSE_WORDS = (
    "units?|tablets?|capsules?|pills?|doses?|drops?|puffs?|sprays?|daily|hours?|day|week|take|give|taken|given|apply|inject|"
    "medicines?|medications?|insulin|glucose|sugars?|carbs?|it|them|or|and|then"
)
_AFTER_DOSE = re.compile(rf"(?:[{SAID}&+]|\b(?:{_DOSE_WORDS}|{_LETTERS})\.?)[\s,()]*$", re.IGNORECASE)
_BEFORE_DOSE = re.compile(rf"[\s,)]*(?:(?:&|and|or)\s)?(?:{_LETTERS}|[{SAID}]|daily|every|q\d)(?!\w)", re.IGNORECASE)
_MEALS = "breakfast|lunch|dinner|supper|meals?|bedtime|eating"


def _read_abbreviation(match: re.Match[str]) -> str | None:
    written = match["said"].rstrip(".")
    letters = re.sub(r"[. ]", "", written).lower()
    words, meant = _ROWS.get(letters) or _ROWS[written.replace(".", "").lower()]
    has_dots = "." in written
    if meant == "any" or (meant != "capitals after a dose" and _is_near_dose(match)):
        return words
    if meant == "capitals after a dose":
        is_meant = has_dots or (written.isupper() and _is_alone(match))
        return words if is_meant and _AFTER_DOSE.search(match.string[: match.start()]) else None
    return words if meant == "capitals" and (written.isupper() or has_dots) else None


def _is_alone(match: re.Match[str]) -> bool:
    """Return whether no word follows that is not a dosing abbreviation: AS in capitals may be the word "as"."""
    return not re.match(rf" (?!(?:{_LETTERS})\b)[A-Z]{{3}}", match.string[match.end() :], re.IGNORECASE)


def _is_near_dose(match: re.Match[str]) -> bool:
    before, after = match.string[: match.start()], match.string[match.end() :]
    return bool(_AFTER_DOSE.search(before)) or bool(_BEFORE_DOSE.match(after))


RULES: tuple[Rule, ...] = (
    says(
        "before and after a meal",
        rf"(?<![\w.-])(?P<said>(?P<when>ac|AC|pc|PC|a\.c\.|p\.c\.))(?= (?:{_MEALS})\b)",
        lambda match: "before" if match["when"][0] in "aA" else "after",
    ),
    says("at bedtime", r"(?:@|\b[Aa]t) ?(?P<said>HS)(?!\w)", "bedtime"),
    says("around the clock", rf"(?<=[{SAID}] )ATC(?!\w)", "around the clock"),
    rewrites("from one frequency to another", r"\b([BTQ]ID|QD)\.? ?[-–—] ?(?=[BTQ]ID\b)", r"\1 to ", ignore_case=True),
    says("dosing abbreviations", _ABBREVIATION, _read_abbreviation, ignore_case=True),
)
