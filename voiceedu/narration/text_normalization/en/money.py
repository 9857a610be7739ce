"""Prices that general text normalization does not read: $20-40, 50¢, $5.99/month, 20 €."""

import re

from voiceedu.narration.text_normalization.en.numbers import DECIMAL, cardinal, decimal
from voiceedu.narration.text_normalization.rules import Rule, rewrites, says

_CURRENCIES = {
    "$": ("dollar", "dollars"),
    "€": ("euro", "euros"),
    "£": ("pound", "pounds"),
    "¥": ("yen", "yen"),
    "₹": ("rupee", "rupees"),
    "USD": ("U S dollar", "U S dollars"),
    "EUR": ("euro", "euros"),
    "GBP": ("pound", "pounds"),
    "CAD": ("Canadian dollar", "Canadian dollars"),
    "AUD": ("Australian dollar", "Australian dollars"),
}
_SIGN = r"[$€£¥₹]"
_CODE = "USD|EUR|GBP|CAD|AUD"
_PAID = (
    "co-?pay|bill|fee|gift|discount|deposit|charge|coupon|no-show|cancellation|payment|fine|refund|rebate|voucher|"
    "deductible|penalty|surcharge|allowance|credit"
)
_PERIODS = {"mo": "month", "yr": "year", "wk": "week", "hr": "hour", "d": "day", "h": "hour"}
_SCALES = {"K": "thousand", "k": "thousand", "M": "million", "m": "million", "B": "billion"}


def _read_range(match: re.Match[str]) -> str:
    return f"{decimal(match['low'])} to {decimal(match['high'])} {_CURRENCIES[match['sign']][1]}"


def _before_noun(amount: str, unit: str) -> str:
    """Return "fifteen dollar fifty cent", before "co-pay"; "fifteen pound fifty"."""
    whole, _, hundredths = amount.removesuffix(".00").partition(".")
    if len(hundredths) != 2 or unit == "yen":
        return f"{decimal(amount.removesuffix('.00'))} {unit}"
    small = cardinal(int(hundredths)) + ("" if unit == "pound" else " cent")
    return small if whole in ("", "0") and unit != "pound" else f"{decimal(whole or '0')} {unit} {small}"


def _read_after(match: re.Match[str]) -> str:
    one, many = _CURRENCIES[match["sign"]]
    return f"{decimal(match['amount'])} {one if match['amount'] == '1' else many}"


def _read_pounds(match: re.Match[str]) -> str | None:
    """Return "fifteen pounds fifty", in a sentence."""
    pounds, pence = decimal(match["pounds"]), int(match["pence"])
    if not re.search(r"[^\W\d_]", match.string) or not pence or pounds == "zero":
        return None
    return f"{pounds} {'pound' if pounds == 'one' else 'pounds'} {cardinal(pence)}"


def _read_cents(match: re.Match[str]) -> str:
    return f"{decimal(match['amount'])} {'cent' if match['amount'] == '1' else 'cents'}"


def _read_scaled(match: re.Match[str]) -> str:
    return f"{decimal(match['amount'])} {_SCALES[match['scale']]} {_CURRENCIES[match['sign']][1]}"


def _per(match: re.Match[str]) -> str:
    period = match["period"].lower()
    return f" per {_PERIODS.get(period, period)}"


RULES: tuple[Rule, ...] = (
    rewrites("money for a page", r"(\$ ?\d*\.?\d+) ?/ ?(?:pg|page)(?!\w)", r"\1 per page"),
    says("money by its signs alone", r"(?<![\w$])\${2,}(?![\w$]| ?\d)", "money"),
    rewrites("one price or another", rf"(?<=\d) ?/ ?(?={_SIGN}\d)", " or "),
    rewrites(
        "a price in millions to another",
        r"(?<=\$)(\d+(?:\.\d+)?[MBK]) ?[–-] ?(?=\d+(?:\.\d+)?[MBK](?!\w))",
        r"\1 to $",
    ),
    rewrites("prices a year", r"(?<=\d[MBK]) ?/ ?(?:yr|year)\b\.?(?= |$|[,;)])", " per year"),
    rewrites("prices of half an hour", r"(?<=\d) ?/ ?(?:½|1/2) ?(?:hr|h|hour)\b", " per half hour"),
    rewrites(
        "prices of a period",
        rf"(?P<price>{_SIGN}[\d.,]*\d(?: ?[-–—] ?{_SIGN}?[\d.,]*\d)?) ?/ ?"
        r"(?P<period>[a-z]+|[A-Z]{2,})\b(?:(?<=hr|mo|yr|wk)\.(?=,|\s[a-z]))?",
        lambda match: match["price"] + _per(match),
    ),
    rewrites("cents of a thing", r"(?<=\d¢) ?/ ?(?=[a-z])|(?<=\d ¢) ?/ ?(?=[a-z])", " per "),
    says(
        "ranges of prices before a noun",
        rf"(?P<sign>{_SIGN})(?P<low>[\d,]+) ?[-–—] ?(?P=sign)?(?P<high>[\d,]+)(?:-| )(?=(?:{_PAID})\b)",
        lambda match: f"{decimal(match['low'])} to {decimal(match['high'])} {_CURRENCIES[match['sign']][0]} ",
    ),
    says(
        "prices before a noun",
        rf"(?P<sign>{_SIGN})(?P<amount>{DECIMAL})(?:-| )(?=(?:{_PAID})\b)",
        lambda match: f"{_before_noun(match['amount'], _CURRENCIES[match['sign']][0])} ",
    ),
    says(
        "ranges of prices",
        rf"(?P<sign>{_SIGN})(?P<low>[\d,]+) ?[-–—] ?(?P=sign)?(?P<high>[\d,]+)(?![\w.,-]*\d)",
        _read_range,
    ),
    says("pounds and pence", r"£(?P<pounds>\d{1,3}(?:,\d{3})*|\d+)\.(?P<pence>\d\d)(?![\w.,]*\d)", _read_pounds),
    says("prices in thousands", rf"(?P<sign>{_SIGN})(?P<amount>{DECIMAL}) ?(?P<scale>[KkMB])(?!\w)", _read_scaled),
    says(
        "currency after the amount",
        rf"(?<![\w.,$])(?P<amount>{DECIMAL}) ?(?P<sign>[€£]|(?:{_CODE})(?!\w))",
        _read_after,
    ),
    says("currency codes", rf"(?<!\w)(?P<sign>{_CODE}) ?(?P<amount>{DECIMAL})(?!\w)", _read_after),
    says("cents", rf"(?<![\w.,])(?P<amount>{DECIMAL}) ?¢", _read_cents),
)
