"""Lines of a bill and of an insurer's letter: 62323-59-LT, -25, disc. -$20, spec. $50, PA# 88-12345, INV-2026-0098."""

import re

from voiceedu.narration.text_normalization.addresses import spell
from voiceedu.narration.text_normalization.en.codes import spell_signs
from voiceedu.narration.text_normalization.en.numbers import digits
from voiceedu.narration.text_normalization.rules import Rule, rewrites, says

_MODIFIER = r"(?:\d\d|RT|LT|TC|X[EPSU]|KX|G[AYZPQ])"
_BILLED = re.compile(r"\b(?:\d{5}|CPT|HCPCS|POS|[Cc]laims?|[Cc]odes?|[Bb]ill\w*)\b")
_NAMES_MODIFIERS = re.compile(r"\b[Mm]odifiers?\b|\bMODIFIERS?\b")
_MARKERS = {
    "125": "one twenty five",
    "19-9": "nineteen nine",
    "15-3": "fifteen three",
    "27-29": "twenty seven twenty nine",
}


def _read_groups(match: re.Match[str]) -> str:
    written = match["said"] if "said" in match.re.groupindex else match[0]
    return ", ".join(map(_read_group, re.findall(r"[A-Z\d]+", written)))


def _read_group(group: str) -> str:
    return digits(group) if group.isdecimal() else spell(group) if group.isalpha() else spell_signs(group)


RULES: tuple[Rule, ...] = (
    rewrites("a discount", r"\b([Dd])isc\.?(?=:? ?[-−–+]?[$£€₹]|:? ?[-−–]?\d+(?:\.\d+)? ?%)", r"\1iscount"),
    rewrites("money that is taken off", r"^[-−–](?=[$£€]\d)", "minus "),
    rewrites(
        "a price of so many",
        r"(?<![\w.,])([$€£][\d,]+(?:\.\d\d)?) ?/ ?"
        r"(?=\d{1,3} ?(?:d|days?|tabs?|pills?|caps?|w|wks?|weeks?|mos?|months?|hrs?|h|mins?|visits?|sessions?)\b)",
        r"\1 per ",
    ),
    rewrites("a price of a prescription", r"([$€£][\d,]+(?:\.\d\d)?) ?/ ?R[xX](?!\w)", r"\1 per prescription"),
    rewrites("about a price", r"([$€£₹]) ?[~≈] ?(?=\d)", r"~\1"),
    rewrites("a price and its hours", r"(£\d+\.\d\d) ?(?=[≤<]? ?\d{1,2}(?:[–-]\d{1,2})? ?h(?:rs?)?\b)", r"\1, "),
    rewrites("a concession", r"(?<=\d )conc\.(?=\)| (?:card|rate|price))", "concession"),
    rewrites("dollars of Australia", r"(?<![\w$])\$A ?(?=\d)", "A$"),
    rewrites("an advance", r"\b([Aa])dv\.(?= (?:deposit|payment|booking|notice)\b)", r"\1dvance"),
    rewrites("a specialist", r"\b([Ss])pec\.?(?= (?:copay|visit|\$))", r"\1pecialist"),
    rewrites(
        "a modifier",
        r"\b[Mm]od(?:ifier|s)?\.? ?[-–]?(?=(?:2[2-7]|5\d|6[2-6]|7[6-9]|80|9[0-9]|[LR]T|TC)(?![\w.%]))",
        lambda match: "modifier " if "CPT" in match.string or "HCPCS" in match.string else None,
    ),
    says(
        "the number of an authorization",
        r"\b[Aa]uth(?:orization)?\.?(?: \(PA\))?:? ?(?:#|[Nn]o\.?|number)? ?"
        r"(?P<said>[A-Z]{1,3}\d{1,6}(?:-\d{2,6})+)(?!\w)",
        lambda match: ", ".join(map(spell_signs, match["said"].split("-"))),
    ),
    rewrites("who made it", r"\b([Mm])fd\.?(?= (?:by|for|in)\b)", r"\1anufactured"),
    rewrites("one share against another", r"(?<=[\d%]) v\.? (?=\d)", " versus "),
    rewrites("a version after a slash", r"(?<=\d)/(?=[vV]\d)", ", "),
    rewrites("pages by their number", r"\b([Pp]age (?:[Nn]umber|[Nn]o\.?):? \d+) ?/ ?(?=\d)", r"\1 of "),
    rewrites("a code of revenue", r"\b(?:[Rr]ev\.?|REV) (?:[Cc]ode|CODE)\b", "revenue code"),
    rewrites(
        "an authorization", r"(?<![Pp]rior )(?<![Pp]re[- ])\b([Aa])uth\.?(?= ?(?:#|[Nn]o\.|number))", r"\1uthorization"
    ),
    rewrites("a document", r"\bDoc\.(?= ?(?:#|[Nn]o\.|\d))", "Document"),
    rewrites("a certificate", r"\b([Cc])ert\.(?= ?(?:#|[Nn]o\.|\d))", r"\1ertificate"),
    rewrites("a responsibility", r"\bpt\.? resp\.", "patient responsibility"),
    rewrites("an account", r"(?<![\w/])[Aa]/[Cc](?=:? ?(?:\d{4}|#|[Nn]o\b|number))", "account"),
    rewrites("a group", r"\bGRP(?=:? )|\bGrp(?=:? [A-Z\d])", "Group"),
    rewrites("a serial number", r"(?<![\w/])S/N(?=:? ?#?[A-Z\d])", "serial number"),
    rewrites("a part by its number", r"(?<![\w/])P/N(?=:? ?#?[A-Z\d])", "part number"),
    says("an identity", r"(?<=, )ID ?#(?=:?(?: |$|[A-Z\d]))", "I D number "),
    rewrites(
        "a modifier by its number",
        r"\b[Mm]od\.? (?=\d\d(?:[,;/ ]|\.?$))(?!\d\d ?%)",
        lambda match: "modifier " if _BILLED.search(match.string) else None,
    ),
    rewrites(
        "modifiers in a list",
        rf"(?:(?<=[ ,/:])|(?<=\())-(?={_MODIFIER}(?![\w-]))",
        lambda match: "" if _NAMES_MODIFIERS.search(match.string) else None,
    ),
    rewrites(
        "a modifier or the other",
        rf"(?<=[A-Z\d]{{2}})/-?(?={_MODIFIER}(?![\w/-]))",
        lambda match: " or " if _NAMES_MODIFIERS.search(match.string) else None,
    ),
    says(
        "a code with several modifiers",
        rf"(?<![\w.,$-])(?P<said>(?:\d{{5}}|[A-Z]\d{{4}}|\d{{4}}T)-{_MODIFIER}-{_MODIFIER}(?:-{_MODIFIER})?)(?![\w-])",
        _read_groups,
    ),
    says(
        "a code of a visit to another",
        r"(?<![\w.,$-])(?P<first>99\d{3}) ?[–-] ?(?P<last>99\d{3})(?![\w-]|[.,]\d)",
        lambda match: f"{digits(match['first'])} to {digits(match['last'])}",
    ),
    rewrites("a diagnosis to another", r"(?<=[A-Z]\d[\dA-Z]\.\d\d) ?[–-] ?(?=[A-Z]\d[\dA-Z]\.\d)", " to "),
    rewrites("a diagnosis to another, shorter", r"(?<=[A-Z]\d[\dA-Z]\.\d) ?[–-] ?(?=[A-Z]\d[\dA-Z]\.\d)", " to "),
    says(
        "a number in two parts after a sign",
        r"(?<!R[Xx])(?<!R[Xx] )#:? ?(?P<said>(?=0|\d+-0|\d{4}|\d+-\d{4})\d{2,8}-\d{2,8})(?![\w-]|[.,]\d)",
        _read_groups,
    ),
    says(
        "a number and its letter after a sign",
        r"(?<=#)(?P<said>\d{4,6}-[A-Z])(?![\w-])",
        _read_groups,
    ),
    says(
        "an invoice by its letters",
        r"(?<![\w-])(?P<said>[A-Z]{2,4}-\d{2,6}-\d{2,6})(?![\w-])",
        _read_groups,
    ),
    says(
        "a number that ends in letters",
        r"(?<![\w.-])(?P<said>\d{3,4}(?:-\d{3,4})+-[A-Z]{1,2})(?![\w-])",
        _read_groups,
    ),
    says(
        "a number of which the end is shown",
        r"(?<![\w-])(?P<said>(?:[Xx*]{2,4}[ -]?){1,3}(?P<end>\d{4}))(?![\w-])",
        lambda match: f"ending in {digits(match['end'])}",
    ),
    says(
        "signs of a serial number",
        r"\b(?i:serial|part|VIN|model|ref)(?: number| no\.)?[: ]+ ?#?(?P<said>(?=[A-Z\d-]{7})"
        r"(?=[A-Z\d-]*\d)(?=[A-Z\d-]*[A-Z])"
        r"[A-Z\d]+(?:-[A-Z\d]+)+|[A-HJ-NPR-Z\d]{17})(?![\w-])",
        _read_groups,
    ),
    says(
        "a number by which one orders",
        r"\bREF:? (?P<said>(?=[A-Z\d]*\d)(?=[A-Z\d]*[A-Z])[A-Z\d]{5,})(?!\w)",
        lambda match: spell_signs(match["said"]),
    ),
    says("digits of a serial number", r"\bserial number:? #?(?P<said>\d{2,}(?:-\d{2,})+)(?![\w-])", _read_groups),
    says("a number of a book", r"\bIS[BS]N:? (?P<said>[\dX]+(?:-[\dX]+)+)(?![\w-])", _read_groups),
    says(
        "a number of a bank",
        r"\bIBAN:? (?P<said>[A-Z]{2}\d\d(?: ?[A-Z\d]{1,4}){3,8})(?!\w)",
        _read_groups,
    ),
    says(
        "a number for a tax",
        r"\bVAT(?: (?:[Rr]eg(?:istration)?\.?))? (?:no\.|number|No\.)?:? ?(?P<said>[A-Z]{2} ?\d{3} ?\d{4} ?\d\d)(?!\w)",
        lambda match: f"{_read_groups(match)}",
    ),
    says(
        "a number on the back of a card", r"\b(?:CVV|CVC|CVN)2?:? (?P<said>\d{3,4})(?!\d)", lambda m: digits(m["said"])
    ),
    says(
        "markers of a tumor",
        r"(?<!\w)C[Aa][ -]?(?P<marker>125|19-9|15-3|27[.-]29)(?!\d)",
        lambda match: f"C A {_MARKERS[match['marker'].replace('.', '-')]}",
    ),
)
