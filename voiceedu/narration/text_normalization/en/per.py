"""A slash that means per: 2 drinks/day, meds/d, 15 g/serving, 2 L/h, stools/wk, REM/noc."""

from voiceedu.narration.text_normalization.en.numbers import AMOUNT
from voiceedu.narration.text_normalization.rules import Rule, rewrites

_TIME = "day|week|month|year|hour|minute|dose|visit"
_PLURALS = "veg|veggies|feet|men|women|people|children|teeth"
"""Words that are plural without an "s": 10 hands/feet."""


RULES: tuple[Rule, ...] = (
    rewrites("for each treatment", r"(?<=[a-z\d]) ?/ ?[Tt]x(?![\w/])", " per treatment"),
    rewrites(
        "ions of a day",
        r"(?<![\w-])(?:(?P<salt>Na)|K)\+?(?= ?/ ?d(?:ay)?(?!\w))",
        lambda m: "sodium" if m["salt"] else "potassium",
    ),
    rewrites("cups of a day", r"(?<=[\d½]) ?c ?/ ?d(?![\w/])", " cups per day"),
    rewrites("liters by the minute", r"(?<=\d) ?[Ll][Pp][Mm](?!\w)", " L/min"),
    rewrites("per serving", r"(?<=[a-z]) ?/ ?(?=svgs?\b|serving\b)", " per "),
    rewrites("nights", r"(?<=\d h)/noc(?!\w)|(?<=\dh)/noc(?!\w)", " per night"),
    rewrites("per some time", rf"(?<=[A-Z]{{2}}) ?/ ?(?=(?:{_TIME})\b)", " per "),
    rewrites(
        "so many things of another",
        rf"(?<![\w.,/])((?:{AMOUNT}) [a-z]{{3,}}s) ?/ ?(?!(?:{_PLURALS})\b)(?=[a-z]{{3,}}(?<!s)(?![\w/]))",
        r"\1 per ",
    ),
    rewrites("days in a week", r"(?<![\w.])(\d{1,2})-(day|hour) ?/ ?(?:a )?(?=(?:week|day)\b)", r"\1 \2 a "),
    rewrites("things of a day", r"(?:(?<=[a-z]{3})|(?<=\))|(?<= Na)) ?/ ?d(?![\w/])", " per day"),
    rewrites(
        "things of an hour",
        r"(?:(?<=[a-z]{4})(?<!nce)(?<!wice)(?<!imes)|(?<=[a-z]\))) ?/ ?(hr|h|wk|day|yr|mo)(?![\w/])",
        r" per \1",
    ),
    rewrites("in so many hours", r"(?<=[a-z]{4})/(?=\d{1,2} ?(?:h|hr|hrs|hours|days|d|min)\b)", " per "),
    rewrites("a dose over some hours", r"(?<=m[gL])/(?=\d{1,2} ?[-–] ?\d{1,2} ?h)", " per "),
    rewrites("divided by the dose of a day", r"(?<![\w.,/])(\d{3,4}) ?/ ?(?=TDD\b)", r"\1 divided by "),
)
