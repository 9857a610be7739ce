"""Currencies that general text normalization does not know: AU$180, CHF 240, 200 kr, ¥1.2tn."""

import re

from voiceedu.narration.text_normalization.en.numbers import cardinal, decimal
from voiceedu.narration.text_normalization.rules import Rule, rewrites, says
from voiceedu.narration.text_normalization.tables import any_of

_DOLLARS = {
    "US": "U S",
    "AU": "Australian",
    "A": "Australian",
    "CA": "Canadian",
    "CAD": "Canadian",
    "C": "Canadian",
    "NZ": "New Zealand",
    "HK": "Hong Kong",
    "S": "Singapore",
    "SG": "Singapore",
    "NT": "Taiwan",
    "J": "Jamaican",
}
_NAMES = {
    **{f"{letters}$": (f"{country} dollar", f"{country} dollars") for letters, country in _DOLLARS.items()},
    "MX$": ("Mexican peso", "Mexican pesos"),
    "R$": ("real", "reais"),
    "CHF": ("Swiss franc", "Swiss francs"),
    "JPY": ("yen", "yen"),
    "NZD": ("New Zealand dollar", "New Zealand dollars"),
    "HKD": ("Hong Kong dollar", "Hong Kong dollars"),
    "SGD": ("Singapore dollar", "Singapore dollars"),
    "ZAR": ("rand", "rand"),
    "₩": ("won", "won"),
    "₽": ("ruble", "rubles"),
    "₪": ("shekel", "shekels"),
    "₱": ("peso", "pesos"),
    "₦": ("naira", "naira"),
    "₫": ("dong", "dong"),
    "฿": ("baht", "baht"),
    "zł": ("zloty", "zloty"),
    "kr": ("krone", "kroner"),
    "USD": ("U S dollar", "U S dollars"),
    "CAD": ("Canadian dollar", "Canadian dollars"),
    "AUD": ("Australian dollar", "Australian dollars"),
    "EUR": ("euro", "euros"),
    "GBP": ("pound", "pounds"),
}
_MINOR = {"dollar": "cent", "franc": "centime", "euro": "cent"}
_SIGNS = {"$": "dollars", "€": "euros", "£": "pounds", "¥": "yen"}
_NUMBER = r"\d+(?:[,'’]\d{2,3})*(?:\.\d+)?"
_SCALES = {"k": "thousand", "m": "million", "mn": "million", "b": "billion", "bn": "billion", "tn": "trillion"}
_SCALE = r"(?: ?(?P<scale>[KkMBm]|mn|[bt]n)(?!\w)| (?P<scale_word>thousand|million|billion|trillion)\b)?"
_BEFORE = "|".join(rf"(?<!\w){re.escape(name)}" for name in sorted(_NAMES, key=len, reverse=True))
_AFTER = any_of(name for name in _NAMES if not name.endswith("$"))


def _read(match: re.Match[str]) -> str:
    one, many = _NAMES[match["currency"]]
    low, high = (re.sub("['’]", ",", match[end] or "") for end in ("low", "high"))
    scale = _SCALES.get(match["scale"].lower()) if match["scale"] else match["scale_word"]
    if high:
        return " ".join(filter(None, (decimal(low), "to", decimal(high), scale, many)))
    if scale:
        return f"{decimal(low)} {scale} {many}"
    whole, _, part = low.partition(".")
    name = one if whole == "1" and not int(part or 0) else many
    minor = _MINOR.get(one.split()[-1])
    if len(part) != len("00") or not minor:
        return f"{decimal(low)} {name}"
    cents = f" {cardinal(int(part))} {minor}{'s' * (part != '01')}" if int(part) else ""
    return f"{decimal(whole)} {name}{cents}"


RULES: tuple[Rule, ...] = (
    rewrites(
        "points between thousands and a comma before cents",
        r"(?<=[€£$] )(\d{1,3}(?:\.\d{3})+),(\d\d)(?!\d)|(?<=[€£$])(\d{1,3}(?:[. ]\d{3})+),(\d\d)(?!\d)"
        r"|(?<![\w.,])(\d{1,3}(?:[. ]\d{3})+),(\d\d)(?= ?€)",
        lambda match: re.sub("[. ]", "", match[1] or match[3] or match[5]) + f".{match[2] or match[4] or match[6]}",
    ),
    rewrites("a space after a euro", r"(?<=€) (?=\d)", ""),
    rewrites("a price by the hour", r"(?<=\d) ?(?:p/h|ph)(?![\w/])", lambda match: _per_hour(match)),
    says(
        "prices in another currency",
        rf"(?P<currency>{_BEFORE}) ?(?P<low>{_NUMBER})(?: ?[-–—] ?(?:(?P=currency) ?)?(?P<high>{_NUMBER}))?{_SCALE}"
        r"(?![\w.,]*\d)",
        _read,
    ),
    says(
        "prices before another currency",
        rf"(?<![\w.,$€£-])(?P<low>{_NUMBER})(?: ?[-–—] ?(?P<high>{_NUMBER}))?{_SCALE} ?(?P<currency>{_AFTER})"
        r"(?!\w)(?:\.(?= [a-z]|[,;]))?",
        _read,
    ),
    says(
        "some millions before a noun",
        rf"\b[Aa]n? (?P<said>(?P<currency>[$€£])(?P<low>{_NUMBER}) ?"
        r"(?:(?P<scale>[KkMBm]|bn)(?!\w)"
        r"|(?P<scale_word>(?:[mb]|tr)illion)\b))"
        r"(?= [a-z]{3,})(?! (?:per|and|for|off|each|from|over|with|that|was|has)\b)",
        lambda match: (
            f"{decimal(match['low'])} {match['scale_word'] or _SCALES[match['scale'].lower()]} "
            f"{_SIGNS[match['currency']].removesuffix('s')}"
        ),
    ),
    says(
        "from some millions to others",
        rf"(?P<currency>[$€£])(?P<low>{_NUMBER}) ?[-–—] ?(?P=currency)?(?P<high>{_NUMBER}) "
        r"(?P<scale>thousand|million|billion|trillion)\b",
        lambda match: (
            f"{decimal(match['low'])} to {decimal(match['high'])} {match['scale']} {_SIGNS[match['currency']]}"
        ),
    ),
    says(
        "trillions",
        rf"(?P<currency>[$€£¥])(?P<low>{_NUMBER}) ?tn(?!\w)",
        lambda match: f"{decimal(match['low'])} trillion {_SIGNS[match['currency']]}",
    ),
    rewrites("a dollar after its amount", r"(?<![\w.,$])(\d+(?:\.\d\d)?) \$(?=/|[,;.)]|$| (?:per|a|each)\b)", r"$\1"),
    rewrites("a price of some days", r"(?<=\$)(\d+(?:\.\d\d)?) ?/ ?(?=\d{1,3}-(?:day|month|tablet|count))", r"\1 per "),
    rewrites("a price of many", r"(\$\d+(?:\.\d\d)?) ?/ ?(?=\d{1,3}(?:,\d{3})+ [a-z])", r"\1 per "),
    rewrites("a fee of some cents", r"(?<![\w.,$])(\d{1,2}) ?¢ (?=(?:fee|bag|tax|deposit|surcharge)\b)", r"\1-cent "),
)


def _per_hour(match: re.Match[str]) -> str | None:
    return " per hour" if re.search(r"[$€£][\d.,]+$", match.string[: match.start()]) else None
