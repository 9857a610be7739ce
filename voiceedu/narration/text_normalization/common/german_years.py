"""Years in German: 1992 wurde, im Sommer 1998, Mai 1998, um 1600 v. Chr., in den 1990ern."""

from voiceedu.narration.text_normalization.common.calendar_words import year
from voiceedu.narration.text_normalization.rules import Rule, says

_MONTHS = "Januar|Jänner|Februar|März|April|Mai|Juni|Juli|August|September|Oktober|November|Dezember"
_TIMES = rf"{_MONTHS}|Sommer|Herbst|Winter|Frühling|Frühjahr|Anfang|Mitte|Ende|Sommersemester|Wintersemester"
_NO_YEAR = (
    r"(?![\w.,/-]*\d| ?(?:mg|µg|mcg|g|kg|m[lL]|l|m|cm|km|h|IE|Euro|€|%|CHF|Stück|Mal|Teilnehm\w+|Patient\w*|Fäll\w+)\b)"
)


def rules() -> tuple[Rule, ...]:
    """Return the rules for years of the centuries that are said in hundreds."""
    said = r"(?P<said>1[1-9]\d\d)"
    years = tuple(
        says(name, pattern, lambda match: year(int(match["said"]), "de"))
        for name, pattern in (
            ("a year that begins a sentence", rf"^{said}(?= [a-zäöü]+\b)"),
            ("years after a time of the year", rf"\b(?:{_TIMES}) (?:des Jahres )?{said}{_NO_YEAR}"),
            ("years before or after Christ", rf"(?<![\w.,]){said}(?= (?:[vn]\. ?Chr|(?:vor|nach) Christus))"),
        )
    )
    decades = says(
        "decades",
        r"(?<![\w.,])(?P<number>\d{2,4})(?P<ending>ern?)(?!\w)",
        lambda match: year(int(match["number"]), "de") + match["ending"],
    )
    return (*years, decades)
