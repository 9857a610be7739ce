"""Words of a clinic's desk and pages: rated 4.6/5, muster pt., 750-lb. cap., pd. $25, bal. $15, Th 12/3, 2.4/5 GHz."""

from voiceedu.narration.text_normalization.en.numbers import cardinal
from voiceedu.narration.text_normalization.rules import Rule, rewrites, says

_DAYS = {"Mo": "Monday", "Tu": "Tuesday", "We": "Wednesday", "Th": "Thursday", "Fr": "Friday", "Sa": "Saturday"}
_DAYS |= {"Su": "Sunday"}

RULES: tuple[Rule, ...] = (
    rewrites(
        "a rating of five",
        r"(?<![\w./-])([0-4]\.\d)/5(?![\d/]|[.,]\d| ?(?:[GM]Hz|m?c?g|m[lL]|[cm]m|%|kg)\b)",
        r"\1 out of 5",
    ),
    rewrites(
        "least and most degrees",
        r"(?<![\w./])([−-]?\d{1,3}) ?/ ?(?=[−-]?\d{1,3} ?° ?[CF](?!\w))",
        lambda match: f"{match[1].replace('-', '−').replace('−', 'minus ')}, ",
    ),
    rewrites("two frequencies", r"(?<![\w./])(\d(?:\.\d)?)/(?=\d(?:\.\d)? ?[GM]Hz)", r"\1 or "),
    rewrites("what a lift holds", r"\b(lbs?\.?|kg|person|load|seating|max\.?) cap\.(?=[,;. ]|$)", r"\1 capacity"),
    rewrites(
        "where one meets",
        r"\b([Mm]uster|[Mm]eeting|[Aa]ssembly|[Dd]rop-?off|[Pp]ick-?up|[Ee]ntry|[Aa]ccess) pt(?P<many>s?)\b\.?",
        r"\1 point\g<many>",
    ),
    rewrites(
        "days in short before a date",
        r"(?<![\w/])(Mo|Tu|We|Th|Fr|Sa|Su)\.? (?=\d{1,2}/\d{1,2}(?![\d/]))",
        lambda match: f"{_DAYS[match[1]]} ",
    ),
    says(
        "forms of a tax",
        r"(?<![\w-])10(?P<tens>[49]\d)-(?P<letters>[A-Z]{1,4})(?!\w)",
        lambda match: f"ten {cardinal(int(match['tens']))} {' '.join(match['letters'])}",
    ),
    rewrites("a reference by its sign", r"\b([Rr])ef\. ?#(?= [&a-z]|$)", r"\1eference number"),
    rewrites(
        "what was paid",
        r"\b([Pp])d\.? (?=\$|\d{1,3} ?%)|\b(?<=if )(p)d\.(?= )",
        lambda m: f"{m[1] or m[2]}aid" + " " * (m[2] is None),
    ),
    rewrites("a price without cents", r"(?<=[$£€])(\d{1,5})\.[-–—](?=[\s/,;]|$)", r"\1"),
    rewrites("how much less", r"\b([Dd])isc\. ?(?=(?:of )?\d{1,2} ?%)", r"\1iscount "),
    rewrites("a balance", r"\b([Bb])al\.? (?=\$)", r"\1alance "),
    rewrites("a check", r"\b([Cc])hk\. ?(?=#|[Nn]o)", r"\1heck "),
    rewrites(
        "an estimate", r"\b((?:[Gg]ood[- ]faith|[Ff]ree|[Cc]ost|[Pp]rice|[Ww]ritten) )est\.(?= [^A-Z]|$)", r"\1estimate"
    ),
    rewrites("several buildings", r"\bBldgs\.? (?=[A-Z\d])", "Buildings "),
)
