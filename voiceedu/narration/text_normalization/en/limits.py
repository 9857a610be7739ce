"""The most and the least, in short: max 4/day, 3 g MAX, min. 2, ages 65+, 18 mos+, 10+."""

from voiceedu.narration.text_normalization.rules import Rule, rewrites

_LENGTHS = {"mo": "months", "hr": "hours", "mi": "minutes", "wk": "weeks", "yr": "years"}


RULES: tuple[Rule, ...] = (
    rewrites("and over", r"\b([Aa]ge[sd]? \d{1,3})\+(?!\w)", r"\1 and over"),
    rewrites(
        "at most, after a dose",
        r"(?<=\d) ?(mg|mL|g|units|tabs?|m?Sv/yr|(?:fl\.? )?oz\.?|lbs?\.?|cups?|doses?|cc) max\b(?:\.(?=[\s,;)]))?"
        r"(?=[,;).]|$| for\b)",
        r" \1 maximum",
    ),
    rewrites(
        "at most a day",
        r"(?<=\d)( ?(?:/ ?|per |a )(?:day|d|wk|week|mo|month|yr|year)) max\b(?=[,;.)]|$)",
        r"\1 maximum",
    ),
    rewrites("at most so many, in capitals", r"(?<![\w-])MAX\. ?(?=\d)", "maximum "),
    rewrites("at most, in capitals", r"(?<![\w-])MAX(?=[.,;)]|$)", "maximum"),
    rewrites("at most, before how often", r"(?<=[a-z]) max(?= (?:QD|BID|TID|QID|daily|per|a day|q\d))", " maximum"),
    rewrites("at most so many", r"\bmax(?=:? ?\d)", "maximum", ignore_case=True),
    rewrites("at least so many", r"(?<!\d )(?<!\d-)(?<!/)(?<!/ )\bmin(?=:? \d)", "minimum", ignore_case=True),
    rewrites(
        "so old or older",
        r"(?<![\w.,])(\d{1,2})(?: ?y/?o| ?yrs?)\+(?!\w)",
        r"\1 years or older",
    ),
    rewrites(
        "so long and longer",
        r"(?<=\d)\+ ?(?P<unit>mos?|hrs?|mins?|wks?|yrs?)\b(?:\.(?=[\s,;)]))?",
        lambda match: f" plus {_LENGTHS[match['unit'][0] + match['unit'][1]]}",
    ),
    rewrites("plus after a number", r"(?<=\d)\+(?=[\s,;:.)]|$)(?! ?\d)", " plus"),
)
