"""Money in words: € 25,50, 120,- €, US$ 100, CHF 120, R$ 0,50."""

import re

from voiceedu.narration.text_normalization.common import nouns
from voiceedu.narration.text_normalization.common.numbers import NUMBERS
from voiceedu.narration.text_normalization.rules import Rule, rewrites, says
from voiceedu.narration.text_normalization.tables import any_of, read_table

_COLUMNS = {"fr": 2, "de": 3, "it": 4, "pt": 5}
_AMOUNT = r"\d+(?:[.,]\d\d)?(?!\d|[.,]\d)"
_JOINT = {"fr": " ", "de": " ", "it": " e ", "pt": " e "}


def opening_rules() -> tuple[Rule, ...]:
    """Return the rules that write a sign after its number, and no dash for cents."""
    sign = rf"(?P<sign>(?<!\w){any_of(_signs())})"
    return (
        says(
            "millions in reais",
            r"R\$ ?(?P<number>\d+(?:,\d+)?) (?P<many>mil|milhão|milhões|bilhão|bilhões)\b",
            lambda match: " ".join(
                (_brazilian(match["number"]), match["many"], "reais" if match["many"] == "mil" else "de reais")
            ),
        ),
        rewrites("euros in words after cents", r"(?<=,\d\d) (?:euros?|Euro)\b", " €"),
        rewrites("no cents", r"(?<=\d)[.,] ?[-–—]+(?=$|[\s.;)€])", ""),
        rewrites(
            "a sign before its numbers",
            rf"{sign} ?(?P<first>\d[\d.,]*\d|\d)(?P<joint> ?[-–] ?| (?:à|bis|a|e|o|ou|und|oder) )?"
            r"(?P<second>(?(joint)(?:\d[\d.,]*\d|\d)(?![\w.,]*\d|[ªº°])|))(?! ?(?:€|\$|R\$))",
            lambda match: f"{match['first']}{match['joint'] or ''}{match['second'] or ''} {match['sign']}",
        ),
    )


def rules(language: str) -> tuple[Rule, ...]:
    """Return the rules that read an amount with its currency."""
    numbers = NUMBERS[language]
    names = {row[0]: row[_COLUMNS[language]] for row in _rows() if row[1] == "name"}
    cents = {row[0]: row[_COLUMNS[language]] for row in _rows() if row[1] == "cents"}

    def read(match: re.Match[str]) -> str:
        one, many = names[match["sign"]].split("|")
        whole, part = int(match["whole"]), int(match["cents"] or 0)
        one_cent = nouns.singular(cents[match["sign"]], language)
        small = (
            f"{_count(language, 1, one_cent)} {one_cent}"
            if part == 1
            else f"{numbers.cardinal(part)} {cents[match['sign']]}"
        )
        if part and not whole:
            return small
        name = one if whole == 1 else many
        if whole and whole % 1_000_000 == 0:
            name = {
                "fr": f"d'{name}" if name[0] in "aeo" else f"de {name}",
                "it": f"di {name}",
                "pt": f"de {name}",
            }.get(language, name)
        return _join(language, f"{_count(language, whole, one)} {name}", numbers.cardinal(part), part)

    def read_sign(match: re.Match[str]) -> str:
        return f" {names[match['sign']].split('|')[1]}"

    sign = rf"(?P<sign>{any_of(names)})(?!\w)"
    return (
        says("prices", rf"(?<![\w.,:/-])(?P<whole>\d{{1,12}})(?:[.,](?P<cents>\d\d))? ?{sign}", read),
        rewrites("currencies", rf"(?<=\d) ?{sign}", read_sign),
    )


def _count(language: str, number: int, name: str) -> str:
    if number != 1:
        return NUMBERS[language].whole(str(number))
    return {"fr": "une" if name == "livre" else "un", "de": "ein", "it": "un" if name != "sterlina" else "una"}.get(
        language, "uma" if name == "libra" else "um"
    )


def _join(language: str, amount: str, cents: str, part: int) -> str:
    return f"{amount}{_JOINT[language]}{cents}" if part else amount


def _brazilian(number: str) -> str:
    whole, _, part = number.partition(",")
    numbers = NUMBERS["pt"]
    return numbers.decimal(whole, part) if part else numbers.whole(whole)


def _rows() -> list[tuple[str, ...]]:
    return read_table(__package__, "currencies.tsv")


def _signs() -> list[str]:
    return [row[0] for row in _rows()]
