"""Spaces that a scan or a typist put inside numbers: 3 /14/2026, 8 :30 AM, 2 -3 hours, 1/10 000."""

from voiceedu.narration.text_normalization.rules import Rule, rewrites

_COUNTED = (
    r"(?:hours?|hrs?|days?|weeks?|wks?|months?|minutes?|mins?|times|tablets?|tabs?|capsules?|caps?|pills?|pounds|lbs?|"
    r"mg|mL|ml|mcg|cups?|glasses|doses|drops|puffs|sprays|visits|sessions|sets|reps|inches|feet|years|yrs?)\b"
)

RULES: tuple[Rule, ...] = (
    rewrites("dates with spaces", r"(?<![\w./-])(\d{1,2})(?: /|/ | / )(\d{1,2}) ?/ ?(20\d\d)(?![\w/])", r"\1/\2/\3"),
    rewrites("dates with one space", r"(?<![\w./-])(\d{1,2})/(\d{1,2})(?: /|/ | / )(20\d\d)(?![\w/])", r"\1/\2/\3"),
    rewrites("hours with spaces", r"(?<![\w.:/-])(\d{1,2})(?: :|: | : )([0-5]\d)(?= ?[apAP]\.? ?[mM]\b)", r"\1:\2"),
    rewrites("hours of a clock", r"(?<![\w.:])((?:0\d|1\d|2[0-3]):[0-5]\d) ?(?:hrs|hours)\b\.?(?=$|[\s,;)-])", r"\1"),
    rewrites(
        "hours of a clock with a dot", r"(?<![\w.:])(0\d|1\d|2[0-3])\.([0-5]\d) ?hrs\b\.?(?=$|[\s,;)-])", r"\1:\2"
    ),
    rewrites(
        "from one day to another", r"(?<=\d(?:st|nd|rd|th)) ?[–—-] ?(?=(?:Mon|Tue|Wed|Thu|Fri|Sat|Sun)[a-z.,])", " to "
    ),
    rewrites("ranges with one space", rf"(?<![\w.,/-])(\d{{1,3}}) -(?=\d{{1,3}} ?{_COUNTED})", r"\1-"),
    rewrites("thousands with a space", r"(?<![\w.,/])(1/\d{1,3}|(?:in|per|of) [1-9]\d{0,2}) 000(?! ?\d)", r"\1,000"),
    rewrites("thousands after thousands", r"(?<=,000)( ?[-–] ?| to )([1-9]\d{0,2}) 000(?! ?\d)", r"\1\2,000"),
    rewrites(
        "the groups of a telephone number",
        r"(?<![\w.,$-])(1 ?[-–] ?)?\(?([2-9]\d\d)\)?(?P<joint> ?[-–] ?)([2-9]\d\d) ?[-–] ?(\d{4})(?![\w-]|[.,]\d)",
        lambda m: f"{'1-' if m[1] else ''}{m[2]}-{m[4]}-{m[5]}" if " " in m[0] else None,
    ),
    rewrites("money with spaces", r"(?<=\$) (?=\.?\d)", ""),
    rewrites("cents with a space", r"(\$[\d,]{1,9}) (?=\.\d\d(?!\d))", r"\1"),
    rewrites("seconds with spaces", r"(?<![\w.:])0 ?: ?([0-5]\d) ?min(?:utes?)?(?!\w)", r"\1 seconds"),
    rewrites(
        "a day and a time of the military",
        r"(?<![\w./-])(1[0-2]|0?[1-9])/(\d{1,2}) (?=(?:[01]\d|2[0-3])[0-5]\d(?![\w.,/]|-\d))",
        r"\1/\2 @ ",
    ),
    rewrites(
        "a day after a number", r"(#\d{1,2}) (?=(?:1[0-2]|[1-9])/(?:[12]\d|3[01]|[1-9])(?![\w/]|[.,]\d))", r"\1 on "
    ),
    rewrites(
        "a name with a number before its dose",
        r"(?<=[a-z]{4})(-\d{2,3}) (?=\d+(?:\.\d+)? ?(?:m[lL]|cc)(?!\w))",
        r"\1, ",
    ),
)
