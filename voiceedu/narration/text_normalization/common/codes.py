"""Numbers that are codes, read digit by digit, and telephone numbers as a country writes them."""

import re
from collections.abc import Callable, Mapping

from voiceedu.narration.text_normalization.common.calendar_words import year
from voiceedu.narration.text_normalization.common.numbers import NUMBERS
from voiceedu.narration.text_normalization.rules import SAID, Rule, rewrites, says

_LABEL = (
    r"(?:TUSS|CRM(?:-[A-Z]{2})?|RG|Carteirinha|Konto-Nr\.|AMC|Prontuário|[Dd]ossier|[Cc]od[ei]?\.?|[Cc]ode|Fallnr\."
    r"|Kassen-Nr\.|"
    r"Versicherten-Nr\.|[Cc]arte [Vv]itale|[Ii]mpegnativa|[Tt]essera|CP|BP|PLZ|CAP|Postfach|C\.P\.|[Cc]aixa Postal"
    r"|Cx\. Postal)"
)
_NO_AMOUNT = r"(?![\w/-])(?! ?m[lLg])"
_BRAZILIAN_TELEPHONE = r"(?!\d\d00-\d\d00)(?:9\d{4}|[2-5]\d{3})-\d{4}"
_BRAZILIAN = (
    r"\d{1,2}\.\d{3}\.\d{3}-[\dX]|\d{3} \d{4} \d{4} \d{4}|\d{3}\.\d{3}\.\d{3}-\d\d|"
    r"\d\d\.\d{3}\.\d{3}/\d{4}-\d\d|\d{5}-\d{3}|\d{4}-\d{3}"
    r"(?= [A-ZÁÉÍÓÚ])"
)


_CALLED = "SAMU|[Bb]ombeiros|[Pp]olícia|[Ee]mergência|[Cc]arabinieri|[Pp]olizia|[Ff]euerwehr|[Pp]olizei|[Nn]otruf"
_EMERGENCY = re.compile(rf"emerg[eê]n|urg[eê]n|notfall|notruf|ambul|socorro|soccorso|{_CALLED}|\b112\b", re.IGNORECASE)


def opening_rules(language: str, phrases: Mapping[str, str]) -> tuple[Rule, ...]:
    """Return the rules that stand before those of telephone numbers."""
    return (
        *_named_codes(language),
        *_national_numbers(language),
        _extension(language, phrases["extension"]),
        *_national_codes(language),
    )


def _code_reader(language: str) -> Callable[[re.Match[str]], str]:
    """Return what reads the group `said` digit by digit, with a pause where it is divided."""
    digits = NUMBERS[language].digits
    return lambda match: ", ".join(digits(group) for group in re.findall(r"\d+", match["said"]))


def _named_codes(language: str) -> tuple[Rule, ...]:
    """Return the rules for account numbers, and for codes after their name or with letters."""
    read_code, digits = _code_reader(language), NUMBERS[language].digits

    def read_letters(match: re.Match[str]) -> str:
        parts = re.findall(r"[A-Z]|\d+", match["said"])
        return " ".join(digits(part) if part.isdecimal() else part for part in parts)

    return (
        says(
            "account numbers", r"\b(?:IBAN|RIB) ?:? ?(?P<said>[A-Z]{2}\d\d[ \dA-Z]{10,32}(?<=\d))(?!\w)", read_letters
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


def _national_numbers(language: str) -> tuple[Rule, ...]:
    """Return the rules for telephone numbers as a country writes them."""
    read_code = _code_reader(language)
    own: dict[str, tuple[Rule, ...]] = {
        "it": (
            says(
                "Italian numbers in pairs",
                r"(?<![\w.,/-])(?P<said>0\d{1,3}(?:[. ]\d\d){3,4})(?![\w/-]|[.,]\d)",
                read_code,
            ),
            says("Italian mobiles", r"(?<![\w.,/+-])(?<!\+39 )(?P<said>3\d\d[./ -]\d{6,7})(?![\w/-])", read_code),
            rewrites("letters of a house", r"(?<=[\w,] )(\d{1,3})/([A-Z])(?!\w)", r"\1 barra \2"),
        ),
        "de": (
            says(
                "a short number and its extension",
                r"(?<![\w.,/-])(?P<said>0\d{2,4} (?:\d{2,8}-\d{1,5}|\d{4,6}))(?![\w/-]|[.,]\d| \d)",
                read_code,
            ),
            says(
                "short German numbers",
                r"(?<![\w.,/-])(?P<said>0\d{2,4}/(?:\d{3,8}(?:-\d{1,5})?|\d\d-\d{1,5}))(?![\w/-]| \d)",
                read_code,
            ),
        ),
    }
    brazilian = rf"(?<![\w.,/)-])(?<!\) )(?<!\d )(?P<said>{_BRAZILIAN_TELEPHONE}){_NO_AMOUNT}"
    return (
        rewrites(
            "spaces about the slash of an area", r"(?<![\d/])(0\d{2,4}) ?/ ?(?=\d\d(?!(?:0?[1-9]|1[0-2])/))", r"\1/"
        ),
        rewrites(
            "an area in single digits",
            r"(?<![\w.,/-])0 (\d\d) (\d{1,2}) ?/ ?(?=\d\d)",
            r"0\1\2/",
        ),
        rewrites("a space after the plus of a country", r"(?<![\w+])\+ (?=\d\d ?(?:\(0\)|\d))", "+"),
        *own.get(language, ()),
        says("German numbers of five groups", r"(?<![\w.])(?P<said>0800 \d{3} \d \d{3})(?!\w)", read_code),
        rewrites(
            "a number of a few digits",
            r"\b((?:Fax|Tel\.?|Telefon|[Tt]elefono|[Tt]éléphone|Nst\.) )[-–](?=\d{1,6}(?!\d))",
            r"\1",
        ),
        *((says("telephone numbers of Brazil", brazilian, read_code),) if language == "pt" else ()),
    )


def _extension(language: str, word: str) -> Rule:
    """Return the rule for the mark of an extension, which becomes `word`."""
    german = r"\b(?:Durchwahl|DW|Apparat|App\.) ?[-–]? ?(?=\d{2,4}(?!\d))"
    romance = r"(?<=\d )(?:int|r)\. ?(?=\d{2,4}(?!\d))"
    return rewrites("extensions by a dash", german if language == "de" else romance, f"{word} ")


def _national_codes(language: str) -> tuple[Rule, ...]:
    """Return the rules for what a country numbers: people, places, short telephone numbers."""
    read_code = _code_reader(language)
    own: dict[str, tuple[Rule, ...]] = {
        "pt": (
            says("codes of Brazil and Portugal", rf"(?<![\w.,/-])(?P<said>{_BRAZILIAN})(?![\w/-])", read_code),
            says(
                "numbers of a person",
                r"\b(?i:utente|NIF|NISS|contribuinte|beneficiário|SNS)\b:?(?: n\.?º)? "
                r"(?P<said>\d{3}(?: \d{3}){2,3})(?![\w/-])",
                read_code,
            ),
        ),
        "it": (
            says(
                "a short number of Italy and its extension",
                r"(?<![\w.,/-])(?P<said>0\d{1,3}[ /]\d{4,7}[.-]\d{1,2})(?![\w/-]|[.,]\d)",
                read_code,
            ),
        ),
        "de": (rewrites("postal codes with a country", r"\b(?:D|A|CH)-(?=\d{4,5} [A-ZÄÖÜ])", ""),),
    }
    return own.get(language, ())


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
    read = _code_reader(language)

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
