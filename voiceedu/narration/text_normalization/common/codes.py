"""Numbers that are codes, read digit by digit: accounts, laws, years in a row, emergency numbers."""

import re
from collections.abc import Mapping

from voiceedu.narration.text_normalization.common import national_numbers
from voiceedu.narration.text_normalization.common.calendar_words import year
from voiceedu.narration.text_normalization.common.national_numbers import code_reader
from voiceedu.narration.text_normalization.common.numbers import NUMBERS
from voiceedu.narration.text_normalization.rules import SAID, Rule, rewrites, says

_LABEL = (
    r"(?:TUSS|CRM(?:-[A-Z]{2})?|RG|Carteirinha|Konto-Nr\.|AMC|Prontuário|[Dd]ossier|[Cc]od[ei]?\.?|[Cc]ode|Fallnr\."
    r"|Kassen-Nr\.|"
    r"Versicherten-Nr\.|[Cc]arte [Vv]itale|[Ii]mpegnativa|[Tt]essera|CP|BP|PLZ|CAP|Postfach|C\.P\.|[Cc]aixa Postal"
    r"|Cx\. Postal)"
)
_CALLED = "SAMU|[Bb]ombeiros|[Pp]olícia|[Ee]mergência|[Cc]arabinieri|[Pp]olizia|[Ff]euerwehr|[Pp]olizei|[Nn]otruf"
_EMERGENCY = re.compile(rf"emerg[eê]n|urg[eê]n|notfall|notruf|ambul|socorro|soccorso|{_CALLED}|\b112\b", re.IGNORECASE)


def opening_rules(language: str, phrases: Mapping[str, str]) -> tuple[Rule, ...]:
    """Return the rules that stand before those of telephone numbers."""
    return (
        *_named_codes(language),
        *national_numbers.rules(language, extension=phrases["extension"]),
    )


def _named_codes(language: str) -> tuple[Rule, ...]:
    """Return the rules for account numbers, and for codes after their name or with letters."""
    read_code, digits = code_reader(language), NUMBERS[language].digits

    def read_letters(match: re.Match[str]) -> str:
        parts = re.findall(r"[A-Z]|\d+", match["said"])
        return " ".join(digits(part) if part.isdecimal() else part for part in parts)

    return (
        says(
            "account numbers",
            r"\b(?:IBAN|RIB)(?: (?:lautet|ist|est|è|é))? ?:? ?(?P<said>[A-Z]{2}\d\d[ \dA-Z]{10,32}(?<=\d))(?!\w)",
            read_letters,
        ),
        says(
            "codes after their name",
            rf"\b{_LABEL}(?: n[°ºo]\.?| Nr\.| n\.º)?:? ?(?P<said>\d{{4,}})(?![\w/-]|[.,]\d)",
            read_code,
        ),
        says(
            "letters and many digits",
            r"(?<![\w@./-])(?:[A-Z]{1,3}\d{5,}|[A-Z]{6}\d\d[A-Z]\d\d[A-Z]\d{3}[A-Z])(?![\w@-]|[.,]\d)",
            lambda match: " ".join(
                digits(part) if part.isdecimal() else " ".join(part) for part in re.findall(r"[A-Z]+|\d+", match[0])
            ),
        ),
        says("codes of letters", r"(?<![\w-])[A-Z]{1,3}(?P<dash>-)(?P<said>\d{4}-\d{2,})(?![\w-])", read_code),
    )


def emergency_rules(language: str, *, either: str) -> tuple[Rule, ...]:
    """Return the rules for an emergency number that follows another, or stands before the name of its service."""
    numbers = NUMBERS[language]

    def read(match: re.Match[str]) -> str | None:
        is_dialled = _EMERGENCY.search(match.string) is not None
        return numbers.digits(match["said"]) if is_dialled and language != "fr" else None

    said = r"(?P<said>11[0-8]|19[0-3]|14[0-9])(?![\w.,/-]*\d| ?(?:mg|g|m[lL]|h|cm|€)\b)"
    return (
        says("an emergency number and its name", rf"(?<![\w.,-]){said}(?= \((?:{_CALLED})\))", read),
        says("emergency numbers after another", rf"(?<=[{SAID})])(?:,| {either}| e|/) ?{said}", read),
    )


def rules(language: str, phrases: Mapping[str, str]) -> tuple[Rule, ...]:
    """Return the rules that stand after those of dates: what has a zero after its dash is no span."""
    read = code_reader(language)

    def read_years(match: re.Match[str]) -> str | None:
        """Return both years of 2025/26, of which the second follows the first."""
        first = int(match["first"])
        follows = int(match["second"]) % 100 == (first + 1) % 100
        return f"{year(first, language)} {year(first + 1, language)}" if follows else None

    return (
        says(
            "a year that begins in another",
            r"(?<![\w./-])(?P<said>(?P<first>(?:19|20)\d\d) ?/ ?(?P<second>(?:19|20)?\d\d))(?![\w/-]|[.,]\d)",
            read_years,
        ),
        rewrites("the year of a law", r"(?<=\d)/(?=(?:19|20)\d\d(?![\w/-]))", f" {phrases['of the year']} "),
        says(
            "long numbers",
            r"(?<![\w.,/:+-])(?P<said>\d{7,30})(?<!000)(?![\w/-]|[.,]\d| ?(?:%|UI|IE|€|\$|m?g\b|µg|m?[lL]\b|U\b|euro))",
            read,
        ),
        says("codes", r"(?<![\w.,/-])(?P<said>\d{2,}-0\d+|\d{4}/0\d{2,})(?![\w/-])", read),
        *(
            (rewrites("days before a day", r"\bJ ?[-−–] ?(?=\d)", f"J {phrases['minus']} "),)
            if language == "fr"
            else ()
        ),
    )
