"""Hours of a fast, months of a series, sets of minutes: NPO 6/2, 0-1-6 mo, 2 x 10 min, OD-BD, birth–1 yr."""

import itertools
import re

from voiceedu.narration.text_normalization.rules import Rule, has, rewrites

_FAST = r"NPO|NBM|[Ff]ast(?:ing|ed)?|[Nn]il by mouth|[Nn]othing by mouth"
_OF_A_FAST = re.compile(r"\b(?:solids?|foods?|meals?|(?:clear )?fluids|(?:clear )?liquids|water)\b", re.IGNORECASE)
_BEFORE_A_FAST_ENDS = re.compile(r" ?(?:rule|guideline|h(?:ou)?rs?\b|before|prior|pre-?op)")
_TIMES = {"od": "once", "bd": "twice", "tds": "three", "qds": "four"}


def _read_fast(match: re.Match[str]) -> str | None:
    """Return "NPO 6 and 2 hours" for NPO 6/2: hours without solids and without clear fluids, no date and no part."""
    hours = re.split("[/:-]", match["hours"])
    falls = all(int(later) < int(first) for first, later in itertools.pairwise(hours))
    is_sure = has(_OF_A_FAST, match.string) or _BEFORE_A_FAST_ENDS.match(match.string[match.end() :])
    if not falls or not is_sure:
        return None
    noun = "" if re.match(r" ?(?:rule|guideline|h(?:ou)?rs?\b)", match.string[match.end() :]) else " hours"
    return f"{match['fast']} {', '.join(hours[:-1])} and {hours[-1]}{noun}"


RULES: tuple[Rule, ...] = (
    rewrites(
        "hours of a fast",
        rf"\b(?P<fast>{_FAST}) (?:for |x )?(?P<hours>(?:[4-9]|1[02])(?:[/:-]\d){{1,2}})(?![\w/%]|[.,:-]\d)",
        _read_fast,
    ),
    rewrites(
        "months of a series",
        r"(?<![\w.,/-])0[-–, ]{1,2}(\d{1,2})[-–, ]{1,2}(\d{1,2}) ?(mo|months?|wks?|weeks)\b\.?"
        r"(?P<next> (?:schedule|series|course))?",
        lambda match: f"0, {match[1]} and {match[2]} {'month' if match[3][0] == 'm' else 'week'}{match['next'] or 's'}",
    ),
    rewrites(
        "sets of minutes",
        r"(?<![\w.,/])(?<!\d )(\d{1,2}) ?[x×] ?(\d{1,3}) ?(secs?|seconds?|mins?|minutes?)\b",
        r"\1 times \2 \3",
    ),
    rewrites(
        "so many times, twice",
        r"(?<![\w.,/])(?<!\d )(?<!sets )[x×] ?(\d{1,3}) (?=times\b|reps\b|repetitions\b)",
        r"\1 ",
    ),
    rewrites("seconds before a stop", r"(?<![\w.,/])([x×] ?\d{1,3}) s(?=:)", r"\1 sec"),
    rewrites("once or twice a day", r"(?<![\w/-])(?:OD ?[-–/] ?BD|od ?[-–/] ?bd)(?![\w/-])", "once or twice a day"),
    rewrites("months by their number", r"(?<!\d )(?<![\w/])mos? (?=\d{1,2} ?[-–] ?\d)", "months "),
    rewrites("a month by its number", r"(?<!\d )(?<![\w/])mo (?=\d{1,2}(?![\w/.]))", "month "),
    rewrites(
        "a day by its number",
        r"\b([Ff]rom|[Oo]n|[Uu]ntil|[Bb]y|to|[Aa]fter|[Bb]efore|[Ss]ince|rpt|[Rr]epeat|[Rr]eview) d(?=\d{1,2}(?!\w))",
        r"\1 day ",
    ),
    rewrites("a day by its number in brackets", r"(?<!min )(?<!vit )\(d(\d{1,2})\)", r"(day \1)"),
    rewrites("days by their numbers", r"(?<![\w/-])d(?=\d{1,2}, \(?\d{1,2}\)?(?:,|;|\.?$| (?:and|&|or) ))", "days "),
    rewrites(
        "days before and after",
        r"(?<!\w)d ?([+−–-]) ?(?=\d{1,2}(?![\w/]|[.,]\d))",
        lambda match: f"day {'plus' if match[1] == '+' else 'minus'} ",
    ),
    rewrites(
        "from once a day to twice or more",
        r"(?<![\w/])(OD|BD|TDS|od|bd|tds) ?[–-] ?(BD|TDS|QDS|bd|tds|qds)(?![\w/])",
        lambda match: f"{_TIMES[match[1].lower()]} to {_TIMES[match[2].lower()]} times a day".replace(
            "twice times", "two times"
        ),
    ),
    rewrites("every month in short", r"(?<=\d-)mthly\b", "monthly"),
    rewrites("a day by its number, for stitches", r"\b([Oo]ut|[Rr]emoved?) D(?=\d{1,2}(?!\w))", r"\1 day "),
    rewrites("from birth on", r"\b([Bb]irth|[Nn]ewborn) ?[-–] ?(?=\d)", r"\1 to "),
    rewrites(
        "ordinals in a range with one ending", r"(?<![\w.,/-])(\d{1,3})[-–](?=\d{1,3}(?:st|nd|rd|th)\b)", r"\1th to "
    ),
    rewrites(
        "a label and how long it lasts",
        r"\b((?i:stage|phase|step|part|level|option|plan) \d{1,2}) [-–—] "
        r"(?=\d{1,3}(?: ?[-–] ?\d{1,3}| to \d{1,3})? ?(?:h(?:ou)?rs?|days?|w(?:ee)?ks?|mo(?:nth)?s?|min(?:ute)?s?)\b)",
        r"\1, ",
    ),
)
