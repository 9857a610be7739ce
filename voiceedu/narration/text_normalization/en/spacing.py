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
)
