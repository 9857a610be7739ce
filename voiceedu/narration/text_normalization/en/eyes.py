"""Eyes: Va 20/40 OD, IOP 18/22, OD −2.25 −0.75 × 180."""

import re

from voiceedu.narration.text_normalization.en.numbers import cardinal
from voiceedu.narration.text_normalization.rules import Rule, has, rewrites, says

_EYES = {"D": "the right eye", "S": "the left eye", "U": "both eyes"}
_OF_EYES = re.compile(
    r"\b(?:IOP|CCT|VA|BCVA|IOL|(?i:va|vision|acuity|eyes?|retina\w*|cataract|glaucoma|cornea\w*|lens|refraction"
    r"|disc ratio|macula\w*|pupils?|fundus|lids?|gtts?))\b|20/\d\d|disc \d|[+−-]\d\.\d\d"
)

_OVERDOSE = re.compile(r"\b(?:overdos\w*|opioids?|naloxone|narcan|fentanyl|breath\w*)\b", re.IGNORECASE)
_NO_EYE = re.compile(r"\b(?:(?:Dr|Doctor)\.? (?:[A-Z]\w*\.? )+|(?:of|an|for|from|risk|to|the|or|prevent|avoid) )$")

_LOOKED_AT = 60
"""Characters before an eye that say whether it is one."""


def _read_eye(match: re.Match[str]) -> str | None:
    """Return the eye in a text about eyes. OD is an optometrist after a name, and too much of a drug elsewhere."""
    is_other = has(_OVERDOSE, match.string) or _NO_EYE.search(
        match.string[max(0, match.start() - _LOOKED_AT) : match.start()]
    )
    return f"in {_EYES[match['eye']]}" if has(_OF_EYES, match.string) and not is_other else None


_SIGNS = {"+": "plus", "-": "minus", "−": "minus", "–": "minus"}
_SIDES = {"R": "right", "L": "left", "B": "both"}
_OF_DROPS = re.compile(
    r"\b(?:gtts?|drops?|eyes?|oint(?:ment)?|VA|IOP|cataract|vision|chloramphenicol|maxidex)\b|\d ?gtts?\b",
    re.IGNORECASE,
)
_OF_SIGHT = re.compile(r"\b(?:V/?A|BCVA|vision|acuity|eyesight|Snellen)\b", re.IGNORECASE)
_BEFORE_A_DATE = re.compile(
    r"\b(?:on|by|until|before|after|since|due|from|appointment|visit)(?: is|:)? $", re.IGNORECASE
)
_OF_A_LENS = re.compile(r"\d ?D\b|\bdiopt|\b(?:astigmatism|myopia|sphere|lens(?:es)?|short-sighted|cylinder)\b")


def _read_eye_by_its_side(match: re.Match[str]) -> str | None:
    """Return "right eye" for R/E in a text about eyes; L/E may be a leg."""
    side = _SIDES[match["side"]]
    return f"{side} eye{'s' * (side == 'both')}" if has(_OF_DROPS, match.string) else None


def _read_snellen(match: re.Match[str]) -> str | None:
    """Return "6 9 left" for the eyesight 6/9 L, as 20/20 is said in two numbers."""
    if not has(_OF_SIGHT, match.string) or _BEFORE_A_DATE.search(match.string[: match.start()]):
        return None
    side = f", {_SIDES[match['side']]}" if match["side"] else ""
    return f"six {cardinal(int(match['line']))}{side}"


RULES: tuple[Rule, ...] = (
    rewrites("two eyes in order", r"(?<=[\da-zA-Z] )\(R ?/ ?L\)", "(right and left)"),
    rewrites("an eye by its side", r"(?<![\w/.])(?P<side>[RLB])/E(?![\w/])", _read_eye_by_its_side),
    says(
        "eyesight in meters",
        r"(?<![\w./-])6/(?P<line>5|6|9|12|18|24|36|60)(?: ?(?P<side>[RL])(?=[\s,;)]|\.?$)(?! \d))?(?![\w/%]|[.,]\d)",
        _read_snellen,
    ),
    rewrites(
        "strength of a lens without a sign",
        r"(?<![\w.])(\d{1,2}\.\d{1,2}) ?D(?=[\s,;)]|\.?$)",
        lambda match: f"{match[1]} diopters" if has(_OF_A_LENS, match.string) else None,
    ),
    rewrites("acuity", r"(?<!\w)V[aA](?= (?:sc |cc |ph )?20/\d)", "visual acuity"),
    rewrites(
        "pressures of two eyes", r"\b(IOP|CCT)s?:? (\d{1,3}(?:\.\d)?) ?/ ?(\d{1,3}(?:\.\d)?)(?![\w/])", r"\1 \2 and \3"
    ),
    rewrites(
        "pressures of two eyes, later",
        r"(\bIOP \d{1,2} and \d{1,2} ?(?:→|-+>|to|now) ?)(\d{1,2}) ?/ ?(\d{1,2})(?![\w/])",
        r"\1\2 and \3",
    ),
    says(
        "an eye before its lens",
        r"(?<![\w/])O(?P<eye>[DSU])(?=:? (?:[+−-] ?\d|plano))",
        lambda match: _EYES[match["eye"]],
    ),
    rewrites(
        "with and without glasses",
        r"(?:(?<=\b20/\d\d )|(?<=\bO[DSU] )|(?<=\bacuity )|(?<=\bVA ))(cc|sc)(?=[\s,;.)]|$)",
        lambda match: "with correction" if match[1] == "cc" else "without correction",
    ),
    says(
        "letters of a line of sight",
        r"(?<![\w/])20/(?P<line>\d{2,3}) ?(?P<sign>[+−–-])(?P<letters>[1-4])(?![\w/]|[.,]\d)",
        lambda m: (
            f"twenty {cardinal(int(m['line']))} {'plus' if m['sign'] == '+' else 'minus'} {cardinal(int(m['letters']))}"
        ),
    ),
    rewrites("a sphere", r"(?<=\d )sph(?![\w-])", "sphere"),
    rewrites("strength of a lens", r"(?:^|(?<=[\s(]))([+−-]\d{1,2}(?:\.\d+)?) ?D(?![\w/-])", r"\1 diopters"),
    rewrites(
        "an axis", r"(?<![\w.])([+−-]\d{1,2}\.\d\d) ?[x×] ?(?=\d{1,3}(?!\w|[.,]\d| ?(?:cm|mm|in)\b))", r"\1 axis "
    ),
    says(
        "the eye of an ointment",
        r"\b(?:oint(?:ment)?\.?|ribbon|strip) (?:to |in )?(?P<said>O(?P<eye>[DSU]))(?= "
        r"(?:q|Q|BID|TID|QID|HS|daily|at))",
        lambda match: f"in {_EYES[match['eye']]}",
    ),
    says("an eye", r"(?<![\w/])(?<!, )O(?P<eye>[DSU])(?![\w/’']| (?:BID|TID|QID|q))", _read_eye),
)
