"""Short numbers read digit by digit: crisis line 988, card ending in 4242, Tax ID 12-3456789."""

from voiceedu.narration.text_normalization.en.numbers import digits
from voiceedu.narration.text_normalization.rules import Rule, rewrites, says

RULES: tuple[Rule, ...] = (
    rewrites("an extension after a capital", r"(?<=\d{4}) X ?(?=\d{1,5}(?![\w.]))", " ext. "),
    rewrites(
        "a local number with a dot",
        r"\b((?i:hours|hrs?|call|tel|phone|ph|fax|cell|text|line|number|nurse|desk|office|mobile)\b"
        r"(?: \([^()]{1,30}\))?[^.;\d]{0,12} ?)"
        r"(\d{3})\.(\d{4})(?![\w.%])",
        r"\1\2-\3",
    ),
    rewrites(
        "a local number with a dot and its extension",
        r"(?<![\w.,$-])([2-9]\d\d)\.(\d{4})(?= ?(?:x|ext\.?) ?\d)",
        r"\1-\2",
    ),
    rewrites(
        "an extension of a line",
        r"\b((?i:nurse|help|hot|phone|front) ?(?i:line|desk)) x ?(?=\d{1,5}(?!\w))",
        r"\1 ext. ",
    ),
    rewrites("a tax number", r"\b(TIN|EIN|Tax ID)((?: ?#| no\.|:)*) (?=\d\d-\d{7}(?!\d))", r"\1 number "),
    says(
        "groups of a tax number",
        r"\b(?:TIN|EIN|Tax ID) number (?P<said>\d\d-\d{7})(?!\d)",
        lambda match: ", ".join(map(digits, match["said"].split("-"))),
    ),
    says(
        "the last digits of a card",
        r"\b(?:[Ee]nding|[Ee]nds|[Ll]ast (?:4|four)(?: digits)?)(?: in| with)?:? (?P<said>\d{4})(?!\w|[.,]\d)",
        lambda match: digits(match["said"]),
    ),
    says(
        "the end of a fax number",
        r"\b[Ff]ax:? (?P<said>-(?P<number>\d{4}))(?![\w-])",
        lambda match: digits(match["number"]),
    ),
    says(
        "a short number of a service",
        r"\b(?i:leaks?|crisis|poison control|police|fire|ambulance|suicide|hotline|lifeline|helpline|social services)"
        r"(?::| call| dial|:? (?:call|dial))? (?P<said>[2-9]11|988|999|112|000)(?![\w-]|[.,]\d)",
        lambda match: digits(match["said"]),
    ),
    says(
        "short numbers of Australia",
        r"(?<![\w.,$-])13 \d\d \d\d(?: \d\d)?(?![\w-]|[.,]\d| \d)",
        lambda match: ", ".join(map(digits, match[0].split())),
    ),
    rewrites("a short number of Australia in words", r"(?<![\w.,$-])13 ?(?=[A-Z]{4,6}(?!\w))", "1 3 "),
)
