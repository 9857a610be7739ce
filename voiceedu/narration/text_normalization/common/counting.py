"""Numbers that count or name something, in words: 1 200 mg, 25,50 €, n° 204, 2ª, 1 compressa, 20 %."""

import re
from collections.abc import Mapping

from voiceedu.narration.text_normalization.common import nouns
from voiceedu.narration.text_normalization.common.nouns import is_feminine
from voiceedu.narration.text_normalization.common.numbers import NUMBERS
from voiceedu.narration.text_normalization.rules import SAID, Rule, rewrites, says

_NOUN = r"[^\W\d_]{3,}"
_EDGE = r"(?<![\w.,:/-])"
_WHEN = (
    r"(?:al|alla|a (?:colazione|pranzo|cena|mezzogiorno|metà)|la sera|il mattino|prima|dopo|le (?:soir|matin|midi)|au|à"
    r"|avant|après|ao|de (?:manhã|tarde|noite)|antes|após|morgens|mittags|abends|nachts|zur Nacht|nach|vor)\b"
)
"""What stands after a number whose noun was named before."""
_COUNTED = "Schritte|Einheiten|Euro|Personen|Patienten|Menschen|Kalorien|Fälle|Mal|Stück"
"""What may be counted in ten thousands: no town."""


_ONE = {"fr": ("un", "une"), "de": ("ein", "eine"), "it": ("un", "una"), "pt": ("um", "uma")}


_ITALIAN_UNO = re.compile(r"(?:s[^aeiou]|z|gn|ps|pn|x|y)", re.IGNORECASE)
"""Beginnings of masculine nouns that have "uno" before them."""

_NO_NOUN = (
    "Punkt|von|bis|sur|par|pour|dans|avec|sans|per|con|ogni|dopo|prima|alla|alle|allo|sul|dei|por|para|com|sem|dos|das|cada|"
    "até"
)


def opening_rules(language: str, phrases: Mapping[str, str]) -> tuple[Rule, ...]:
    """Return the rules for numbers written in another way."""
    numbers = NUMBERS[language]
    number, to = phrases["number"], phrases["to"]

    def read_ordinal(match: re.Match[str]) -> str | None:
        value = int(match["number"])
        if not 0 < value <= len(numbers.ordinals):
            return None
        words = numbers.ordinals[value - 1]
        noun = re.match(r" ([a-zà-ú]{4,})", match.string[match.end() :])
        agrees = language == "it" and noun is not None and is_feminine(noun[1], "it")
        return words.removesuffix("o") + "a" if match["sign"] == "ª" or agrees else words

    unit = r"(?:°C|%|mg|mcg|µg|g|kg|m[lL]|[lL]|cm|mm)"
    separator = "[. ]" if language in ("fr", "pt") else "[.'’]"
    return (
        rewrites(
            "between two numbers",
            rf"\b((?:entre|zwischen|tra|fra) \d[\d.,]*(?: ?{unit})?) ?[-–—] ?(?=\d[\d.,]* ?{unit}(?!\w))",
            rf"\1 {phrases['and']} ",
            ignore_case=True,
        ),
        rewrites("a span of two units", rf"(\d ?{unit}) ?[-–—] ?(?=\d[\d.,]* ?{unit}(?!\w))", rf"\1 {to} "),
        rewrites(
            "a dose that goes down or up",
            r"(?<![\w./,-])\d+(?:,\d+)?(?:[-–]\d+(?:,\d+)?){2,}(?= ?(?:mg|m[lL]|UI|IE)\b)",
            lambda match: re.sub("[-–]", ", ", match[0]),
        ),
        says(
            "postal codes",
            rf"(?<![\w.,/-])\d{{5}}(?! (?:{_COUNTED})\b)(?= [A-ZÄÖÜÉ][a-zäöüßé])",
            lambda match: numbers.digits(match[0]),
        ),
        rewrites(
            "thousands",
            rf"(?<![\w.,:/])[1-9]\d{{0,2}}(?:{separator}\d{{3}})+(?!\d|\.\d)",
            lambda match: re.sub(r"\D", "", match[0]),
        ),
        *(
            (
                rewrites(
                    "thousands by a space",
                    r"(?<!\d )(?<![\w.,:/])[1-9]\d{0,2}(?: \d{3})+(?= ?(?:mg|UI|IE|E|U|m[lL]|€|Euro|euro|CHF|kcal)\b)",
                    lambda match: re.sub(r"\D", "", match[0]),
                ),
            )
            if language in ("de", "it")
            else ()
        ),
        _another_of_it(language),
        rewrites("levels of the spine", r"(?<=[CTLSDh]\d) ?/ ?(?=(?:[CTLSD]|Th)\d)", "-"),
        rewrites(
            "number signs",
            rf"(?<!\w)[Nn](?:\.? ?[°º]|o\.{'|o' if language == 'fr' else ''}|r)\.?:? ?(?=[\d{SAID}]"
            rf"|[A-Z]{{1,3}}-[\d{SAID}])",
            f"{number} ",
        ),
        rewrites("number signs before a word", r"(?<!\w)[Nn]\.?[°º](?= ?[^\W\d])", f"{number} "),
        rewrites(
            "number signs with a dot",
            rf"(?:(?<=[\w.] )|(?<=[;,(] )|^)n\. ?(?=[\d{SAID}]|[A-Z]{{1,3}}-[\d{SAID}])",
            f"{number} ",
        ),
        says("ordinals", rf"{_EDGE}(?P<number>\d{{1,2}})\.?(?P<sign>[ªº]|°(?= [a-zà-ú]|, ?\d{{1,2}}°))", read_ordinal),
    )


def rules(language: str) -> tuple[Rule, ...]:
    """Return the rules that read what is left of numbers."""
    numbers = NUMBERS[language]
    return (
        *((_one_of_an_italian_noun(),) if language == "it" else ()),
        says(
            "decimals",
            rf"{_EDGE}(?P<whole>\d+)[.,](?P<fraction>\d+)(?![\d/]|[.,]\d)",
            lambda match: numbers.decimal(match["whole"], match["fraction"]),
        ),
        *((_hundreds_of_a_portuguese_noun(),) if language == "pt" else ()),
        _one_of_a_noun(language),
        says(
            "whole numbers",
            r"(?<![\d.,])\d{1,15}(?![\d]|[.,]\d|(?:er|re|e|ème|º|ª|°)\b|\.(?= [A-Za-z]))",
            lambda match: numbers.whole(match[0]),
        ),
    )


def _another_of_it(language: str) -> Rule:
    """Return the rule for "una compressa al mattino e una la sera", whose second number has no noun."""
    forms = {"1": _ONE[language][1], **({"2": "duas"} if language == "pt" else {})}

    def write(match: re.Match[str]) -> str | None:
        noun = nouns.singular(match["noun"], "it") if language == "it" and match["many"] else match["noun"]
        if not is_feminine(noun, language):
            return None
        before = match[0][: match.start("rest") - match.start()]
        return before + re.sub(
            rf"(?<=[\w)])(?P<joint>(?:,| (?:e|ed|et|ou|o|und|oder|puis|poi|depois)) )(?P<number>{'|'.join(forms)})"
            rf"(?= {_WHEN})",
            lambda another: another["joint"] + forms[another["number"]],
            match["rest"],
        )

    another_noun = rf"\b\d+ (?!{_WHEN}){_NOUN}"
    pattern = (
        rf"(?<![\d.,/-])(?:1|(?P<many>2|due|deux)|un[ae]|uma|duas|eine) (?P<noun>{_NOUN})"
        rf"(?P<rest>(?:(?!{another_noun})[^.;:])+)"
    )
    return rewrites("another of a noun", pattern, write)


def _one_of_a_noun(language: str) -> Rule:
    """Return the rule for a number that ends in one, in Portuguese also in two: it agrees with its noun."""
    numbers = NUMBERS[language]

    def read(match: re.Match[str]) -> str | None:
        agrees = is_feminine(match["noun"], language)
        if match["said"] == "1":
            return _ONE[language][agrees]
        words = numbers.whole(match["said"])
        if not agrees or language not in ("fr", "pt"):
            return None
        return re.sub(r"\bdois$", "duas", re.sub(r"\bu[nm]$", _ONE[language][1], words))

    many = r"(?:(?:à|a|ou|e) \d{1,3} )?" if language in ("fr", "pt") else ""
    noun = r"[A-ZÄÖÜ][a-zäöüß]\w+" if language == "de" else _NOUN
    pattern = rf"{_EDGE}(?P<said>\d{{0,5}}(?<!1)[12])(?= {many}(?!(?:{_NO_NOUN})\b)(?P<noun>{noun}))"
    return says("one of a noun", pattern, read)


def _one_of_an_italian_noun() -> Rule:
    """Return the rule for "un'ora" of 1 ora, and "uno stadio" of 1 stadio."""

    def read(match: re.Match[str]) -> str | None:
        noun = match["noun"]
        if is_feminine(noun, "it"):
            return f"un'{noun}" if noun[0].lower() in "aeiou" else None
        return f"uno {noun}" if _ITALIAN_UNO.match(noun) else None

    return says("one of an Italian noun", rf"{_EDGE}1 (?!(?:{_NO_NOUN})\b)(?P<noun>{_NOUN})(?!\w)", read)


def _hundreds_of_a_portuguese_noun() -> Rule:
    """Return the rule for "duzentas" before a feminine noun."""

    def read(match: re.Match[str]) -> str | None:
        if not is_feminine(match["noun"], "pt"):
            return None
        words = re.sub(r"entos\b", "entas", NUMBERS["pt"].whole(match["said"]))
        return re.sub(r"\bdois$", "duas", re.sub(r"\bum$", "uma", words))

    pattern = rf"{_EDGE}(?P<said>\d{{0,3}}[2-9]\d\d)(?= (?P<noun>{_NOUN}))"
    return says("hundreds of a Portuguese noun", pattern, read)
