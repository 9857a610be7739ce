"""Patterns of what several languages write alike: 7/10, 120/80, 10 × 10, L4-L5, 12.01.2026."""

EDGE = r"(?<![\w.,/:-])"
"""What no number begins after."""
NUMBER = r"\d{1,6}(?:[.,]\d{1,3})?"
SCORE = rf"{EDGE}(?P<score>\d|10) ?/ ?10(?![\d/]|[.,]\d)"
BLOOD_PRESSURE = rf"{EDGE}(?P<first>[6-9]\d|1\d\d|2[0-5]\d) ?/ ?(?P<last>[3-9]\d|1[0-5]\d)(?![\d/]|[.,]\d)"
LENGTH_AND_WIDTH = rf"{EDGE}(?P<first>{NUMBER}) ?[xх×] ?(?P<last>{NUMBER})(?![\w.,]*\d)(?! ?[xх×])"
SPINAL_LEVELS = (
    r"(?<![A-Za-z0-9])(?P<first>[CTLS])(?P<upper>\d{1,2}) ?[-–/] ?(?P<last>[CTLS]?)(?P<lower>\d{1,2})(?![A-Za-z0-9/])"
)
THOUSANDS = r"(?<![\d.,])([1-9]\d{0,2})[., ](?=\d{3}(?![\d.,]*\d))"
DAY, MONTH, YEAR = r"(?P<day>[12]\d|3[01]|0?[1-9])", r"(?P<month>1[0-2]|0?[1-9])", r"(?P<year>(?:19|20)\d\d)"
DATE = rf"{EDGE}{DAY}(?P<gap>[./-]){MONTH}(?P=gap){YEAR}"
ISO_DATE = rf"{EDGE}{YEAR}-{MONTH}-{DAY}"
