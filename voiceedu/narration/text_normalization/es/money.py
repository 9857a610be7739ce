"""Prices and ranges of prices: $10.50, $10-20, 12 MSI."""

import re

from voiceedu.narration.text_normalization.es.numbers import Noun, cardinal, count, decimal
from voiceedu.narration.text_normalization.rules import Rule, rewrites, says

_CURRENCIES = {"$": Noun(one="dólar", many="dólares"), "US$": Noun(one="dólar", many="dólares")}


def _read_price(match: re.Match[str]) -> str:
    name = _CURRENCIES[match["sign"]]
    whole, _, cents = (
        match["amount"].partition(".") if re.search(r"\.\d\d$", match["amount"]) else (match["amount"], "", "")
    )
    words = count(whole, name)
    return f"{words} con {cardinal(int(cents), 'masculine')} centavos" if cents and int(cents) else words


_PESO = Noun(one="peso", many="pesos")
_PRICE = r"[1-9]\d{0,2}(?:,\d{3})+(?:\.\d\d)?|\d+(?:\.\d\d)?"


def _read_pesos(match: re.Match[str]) -> str:
    whole, _, cents = (match["amount"] or match["after"]).partition(".")
    words = count(whole, _PESO)
    return f"{words} con {cardinal(int(cents), 'masculine')} centavos" if cents and int(cents) else words


OPENING_RULES: tuple[Rule, ...] = (
    rewrites("payments", r"(?<=\d )MSI(?!\w)", "meses sin intereses"),
    rewrites("pesos by their thousands", r"(?<![\w$])\$ ?([1-9]\d{0,2}(?:\.\d{3})+)(?![\d.,]*\d|\w)", r"\1 pesos"),
    rewrites("pesos in letters", r"(?<=\d) ?M\. ?N(?:\.(?=\s*[^\s])|(?=\.\s*$))", " MXN"),
)

PERIOD_RULES: tuple[Rule, ...] = (
    says(
        "prices by a period",
        r"(?<!\w)(?P<sign>US\$|\$) ?(?P<amount>\d{1,4})(?= ?/ ?[a-zá-ú])",
        _read_price,
    ),
)

RULES: tuple[Rule, ...] = (
    rewrites("no cents", r"(?<![\w.])(€ ?\d{1,3}(?:\.\d{3})+),00(?!\d)", r"\1"),
    says(
        "ranges of pesos",
        rf"(?<!\w)(?:MXN? ?)?\$ ?(?P<low>{_PRICE}) ?(?:[-–—]|a(?= )) ?\$? ?(?P<high>{_PRICE}) ?"
        r"(?:MXN|M\. ?N\.|COP|CLP|ARS|pesos(?: mexicanos)?)(?!\w)",
        lambda match: f"{decimal(match['low'].replace(',', ''))} a {count(match['high'], _PESO)}",
    ),
    says(
        "pesos",
        rf"(?<!\w)(?:MXN? ?)?\$ ?(?P<amount>{_PRICE}) ?(?:MXN|M\. ?N\.|COP|CLP|ARS|pesos(?: mexicanos)?)(?!\w)"
        rf"|(?<!\w)(?:MXN?|COP|CLP|ARS) ?\$ ?(?P<after>{_PRICE})(?!\w|[.,]\d)",
        _read_pesos,
    ),
    says(
        "ranges of prices",
        r"(?<!\w)(?P<sign>US\$|\$) ?(?P<low>[\d,]+) ?(?:[-–—] ?(?:US\$|\$)?|a ?(?:US\$|\$)) ?"
        r"(?P<high>[\d,]+)(?![\w%]|[.,]\d)",
        lambda match: f"{decimal(match['low'])} a {count(match['high'], _CURRENCIES[match['sign']])}",
    ),
    says(
        "prices in dollars of the United States",
        r"(?<!\w)(?P<sign>US\$|USD ?\$?) ?(?P<amount>\d{1,4})(?![\w%]|[.,]\d)",
        lambda match: count(match["amount"], _CURRENCIES["US$"]),
    ),
    says(
        "prices",
        r"(?<!\w)(?P<sign>US\$|\$) ?(?P<amount>[1-9]\d{0,2}(?:,\d{3})+(?:\.\d\d)?|\d+\.\d\d)(?![\w%]|[.,]\d)(?! "
        r"(?:millón|millones|billones|mil)\b)",
        _read_price,
    ),
)
