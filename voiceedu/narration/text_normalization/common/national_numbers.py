"""Telephone numbers and codes as a country writes them: 06131/17-0, 02.99.95.99, CPF 123.456.789-09."""

import re
from collections.abc import Callable

from voiceedu.narration.text_normalization.common.numbers import NUMBERS
from voiceedu.narration.text_normalization.rules import Rule, rewrites, says

_NO_AMOUNT = r"(?![\w/-])(?! ?m[lLg])"
_BRAZILIAN_TELEPHONE = r"(?!\d\d00-\d\d00|(?:19|20)\d\d-(?:19|20)\d\d)(?:9\d{4}|[2-5]\d{3})-\d{4}"
_BRAZILIAN = (
    r"\d{1,2}\.\d{3}\.\d{3}-[\dX]|\d{3} \d{4} \d{4} \d{4}|\d{3}\.\d{3}\.\d{3}-\d\d|"
    r"\d\d\.\d{3}\.\d{3}/\d{4}-\d\d|\d{5}-\d{3}|\d{4}-\d{3}"
    r"(?= [A-ZÁÉÍÓÚ])"
)


def rules(language: str, *, extension: str) -> tuple[Rule, ...]:
    """Return the rules of `language`. `extension` is the word for it."""
    return (
        *_national_numbers(language),
        _extension(language, extension),
        *_national_codes(language),
    )


def code_reader(language: str) -> Callable[[re.Match[str]], str]:
    """Return what reads the group `said` digit by digit, with a pause where it is divided."""
    digits = NUMBERS[language].digits
    return lambda match: ", ".join(digits(group) for group in re.findall(r"\d+", match["said"]))


def _national_numbers(language: str) -> tuple[Rule, ...]:
    """Return the rules for telephone numbers as a country writes them."""
    read_code = code_reader(language)
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
                "an area in brackets",
                r"(?P<said>\(0\d{2,4}\) ?\d(?:[ -]?\d){4,10})(?![\w/-]|[.,]\d| \d)",
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
        rewrites("a space after the dash of an area", r"(?<![\w.,/-])(0\d{2,4})- (?=\d{5,})", r"\1-"),
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
    german = r"\b(?:Durchwahl|DW|Dw\.?|Apparat|App\.) ?[-–]? ?(?=\d{2,4}(?!\d))"
    romance = r"(?<=\d )(?:int|r)\. ?(?=\d{2,4}(?!\d))"
    return rewrites("extensions by a dash", german if language == "de" else romance, f"{word} ")


def _national_codes(language: str) -> tuple[Rule, ...]:
    """Return the rules for what a country numbers: people, places, short telephone numbers."""
    read_code = code_reader(language)
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
