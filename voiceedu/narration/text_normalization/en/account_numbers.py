"""Numbers of accounts, cards, orders and patients, in groups: Medicare 2123 45670 1, auth # A12-B3, lot 4A6B1."""

import re

from voiceedu.narration.text_normalization.en.codes import spell_signs
from voiceedu.narration.text_normalization.en.numbers import digits
from voiceedu.narration.text_normalization.rules import Rule, rewrites, says


def _read_groups_of_signs(match: re.Match[str]) -> str:
    return ", ".join(map(spell_signs, match["said"].split("-")))


def _read_groups(match: re.Match[str]) -> str:
    return ", ".join(map(digits, match["said"].split("-")))


RULES: tuple[Rule, ...] = (
    says(
        "references in several parts",
        r"\b(?i:ref|reference|file|case|claim|invoice|our no|your no)\.?(?: ?#| no\.?| number)?:? ?"
        r"(?P<said>(?=[A-Z\d/-]*\d)[A-Z]{1,4}(?:[/-][A-Z\d]{1,8}){1,4})(?![\w/-])",
        lambda match: ", ".join(map(spell_signs, re.split("[/-]", match["said"]))),
    ),
    says(
        "groups of a number",
        r"\b(?:ID|[Mm]eeting|[Pp]asscode|[Cc]ode|[Nn]umber)(?: ID)?(?: is)?:? "
        r"(?P<said>\d{3}(?: \d{3,4}){2,3})(?![\w-]|[.,]\d)",
        lambda match: ", ".join(map(digits, match["said"].split())),
    ),
    says(
        "groups of the number of a card",
        r"\b(?:[Mm]edicare|[Cc]ard|[Mm]ember(?:ship)?|NHS|[Pp]olicy|[Hh]ealth)"
        r"(?:(?: card)? (?:number|no\.?):? ?| card: ?)"
        r"(?P<said>\d{3,4}(?: \d{3,5}){1,3}(?: \d)?(?: ?/ ?\d)?)(?![\w-]|[.,]\d)",
        lambda match: ", ".join(map(digits, re.split(r"[ /]+", match["said"]))),
    ),
    says(
        "groups of the number of a patient",
        r"\b(?:PHN|HCN|OHIP|CHI|NHI|RAMQ|IHI|DVA|PPS|MCP|ULI|MRN|URN|UR|CRN)(?: number| no\.?)?:? ?"
        r"(?P<said>(?:[A-Z]{4} )?\d{3,4}(?: \d{3,4}){1,3})(?![\w-]|[.,]\d)",
        lambda match: ", ".join(map(spell_signs, match["said"].split())),
    ),
    says(
        "groups of a number with hyphens",
        r"(?<=\b[Nn]umber )(?P<said>\d{2,5}(?:-\d{2,5}){2,4})(?!\w|[.,]\d|-\d)",
        lambda match: ", ".join(map(digits, match["said"].split("-"))),
    ),
    says(
        "labels of letters and digits",
        r"\b(?:lot|batch|serial|model|code|confirmation|claim|policy|order|ref|catalog)"
        r"(?:[:.#]|\s(?:number|no\.?|is))*[: ]\s?"
        r"(?P<said>(?=[A-Z\d]*\d[A-Z\d]*)(?=\d*[A-Z])[A-Z\d]{5,})(?![\w-]|[.,]\d)",
        lambda match: spell_signs(match["said"]),
        ignore_case=True,
    ),
    says(
        "the last digits",
        r"\b[Ll]ast (?:4|four)(?: digits)?(?: of \w+| is| are)?:? (?P<said>\d{4})(?![\w-]|[.,]\d)",
        lambda m: digits(m["said"]),
    ),
    says(
        "numbers of an account",
        r"\b(?i:acct\.?|account|ref\.?|reference|file|case|claim|invoice|order|rx)(?: ?#| no\.?| number)?:? #?"
        r"(?P<said>\d{2,}-\d{2,})(?![\w-]|[.,]\d)",
        _read_groups,
    ),
    rewrites("numbers of reference", r"\b([Rr])ef\. (?=no\b|number\b|#)", lambda m: f"{m[1]}eference "),
    says(
        "numbers of an authorization",
        r"\b(?i:auth\w*|case|claim|ref|reference|confirmation|order|tracking)"
        r"(?: ?#| number| no\.?)?(?: is|:)? (?:number )?"
        r"(?P<said>(?=[A-Z\d-]*[A-Z])(?=[A-Z\d-]*\d)[A-Z\d]+(?:-[A-Z\d]+)+)(?![\w-]|[.,]\d)",
        _read_groups_of_signs,
    ),
    says(
        "numbers in groups",
        r"\b(?:[Nn]o\.?|[Nn]umber) (?P<said>(?=[A-Z\d-]*[A-Z])(?=[A-Z\d-]*\d{3})[A-Z\d]+(?:-[A-Z\d]+){2,})"
        r"(?![\w-]|[.,]\d)",
        _read_groups_of_signs,
    ),
)
