"""Shorthand of a clinic's own sheets: r/s, b/4 bed, D2–D4, B/B incontinence, 50 pts, U/S, –500 kcal/d."""

import re

from voiceedu.narration.text_normalization.rules import Rule, rewrites

_OF_A_SPINE = re.compile(r"\b(?:spine|vertebra\w*|discs?|levels?|roots?|fractures?|fx|dorsal)\b", re.IGNORECASE)
_OF_A_CYCLE = re.compile(r"mg/m[2²]|\b(?:[Cc]ycles?|[Cc]hemo\w*|[Ii]nfusion|[Dd]examethasone|q ?\d+ ?(?:d|w))")
_HELP = {"in": "inimal", "od": "oderate", "ax": "aximal"}
_SIDES = {"R": "right", "L": "left", "B": "bilateral"}
_OF_POINTS = re.compile(r"\b(?:sugars?|glucose|BS|FSBS|BG|scores?|scale|BP|pressure)\b")


def _read_days(match: re.Match[str]) -> str | None:
    return None if _OF_A_SPINE.search(match.string) else f"days {match[1]} to {match[2]}"


def _read_points(match: re.Match[str]) -> str | None:
    return " points" if _OF_POINTS.search(match.string) else None


RULES: tuple[Rule, ...] = (
    rewrites(
        "a label and what it means", r"\b((?i:group|class|stage|grade|zone|phase|option|plan) \d)—(?=\d)", r"\1, "
    ),
    rewrites(
        "holds of an exercise",
        r"\b((?:SAQ|SLR|TKE|LAQ|[Qq]uad sets?|[Bb]ridges?|[Hh]olds?|[Ss]tretch(?:es)?|[Pp]lanks?|[Cc]lams?)(?: x)?)"
        r" (\d{1,2}) ?[\"”″] ?[x×] ?(?=\d)",
        r"\1 \2 seconds times ",
    ),
    rewrites("a rail", r"\b([RLB]) rail(?=s?\b)", lambda match: f"{_SIDES[match[1]]} rail"),
    rewrites("how far one walked", r"\b[Aa]mb(?= ?\d)", "ambulated"),
    rewrites("feet that one walked", r"(?<=[Aa]mbulated )(\d{1,4}) ?['’′](?!\w)", r"\1 feet"),
    rewrites(
        "with an aid",
        r"(?<=[A-Za-z\d'’] )c "
        r"(?=(?:FWW|RW|SPC|walker|cane|crutch(?:es)?|rail|right|left|band|CGA|SBA|AFO|brace|sling)\b)",
        "with ",
    ),
    rewrites(
        "how much help",
        r"\b([Mm])(in|od|ax) A(?= ?(?:[x×] ?\d)?(?:[,.;)]|$| of\b))",
        lambda m: f"{m[1]}{_HELP[m[2]]} assistance",
    ),
    rewrites("seconds with a point", r"(?<=\d\.\d)s(?!\w)", " sec"),
    rewrites("positive in a list", r"(?<=[A-Z\d])\+ ?/ ?(?=[A-Z])", " positive, "),
    rewrites(
        "a receptor or a virus", r"\b(ER|PR|HER2|EGFR|ALK|HIV|HBV|HCV|CD\d+)\+(?=[,.;)]|$| [a-z])", r"\1 positive"
    ),
    rewrites("this much or more, twice", r"(?<=\d)\+ ?/ ?(?=\d+\+)", " plus or "),
    rewrites("the light of the sun", r"\bSun(?=: .*\b(?:SPF|UV|sunscreen|shade|hat)\b)", "sun"),
    rewrites(
        "some of several",
        r"(?<![\w./-])(\d{1,2})/(\d{1,2})(?= (?:cores?|(?:lymph )?nodes?|LNs?|samples?|specimens?|margins?)\b)",
        lambda match: f"{match[1]} of {match[2]}" if int(match[1]) <= int(match[2]) else None,
    ),
    rewrites("a name of a test", r"\b([Oo]ncotype) D[xX](?!\w)", r"\1 D.X."),
    rewrites(
        "days of a cycle",
        r"(?<![\w/-])[dD](\d{1,2})(?P<joint> to |, | and | & )(?=\d{1,2}(?![\w-]|[.,]\d| ?(?:mg|mL)))",
        lambda match: f"days {match[1]}{match['joint']}" if _OF_A_CYCLE.search(match.string) else None,
    ),
    rewrites("rescheduled", r"\b((?:be|been|was|is|were|are)(?: \w+ly)?) r/s(?![\w/])", r"\1 rescheduled"),
    rewrites("reschedule", r"\b([Tt]o|[Cc]all &|[Mm]ust|[Ww]ill|[Mm]ay) (?:r/s|resched)(?![\w/])\.?", r"\1 reschedule"),
    rewrites(
        "your procedure",
        r"\b([Yy]our|[Tt]he|[Bb]efore|[Aa]fter|[Dd]uring|[Dd]ay of|[Pp]ost|[Pp]re) proc\.(?=[\s,;)])",
        r"\1 procedure",
    ),
    rewrites("before", r"(?<![\w/])b/4(?![\w/])", "before"),
    rewrites("days of a course", r"(?<![\w/-])D(\d{1,2}) ?[-–] ?D(\d{1,2})(?![\w/])", _read_days),
    rewrites("points", r"(?<=\d) ?pts\b\.?(?=[ ,;)]|$)", _read_points),
    rewrites(
        "bowel and bladder",
        r"(?<![\w/])B/B(?= (?:incontinence|dysfunction|changes?|control|symptoms?|issues?|sx)\b)",
        "bowel or bladder",
    ),
    rewrites("ultrasound", r"(?<![\w/])U/S(?![\w/])", "ultrasound"),
    rewrites("headache", r"(?<![\w/])H/A(?=s?(?![\w/]))", "headache"),
    rewrites("clear liquids", r"\b([Cc]lear) liqs?\b\.?", r"\1 liquids"),
    rewrites("parts of the colon and the aorta", r"\b([Aa])sc\.(?= (?:colon|aorta)\b)", r"\1scending"),
    rewrites("other parts of the colon and the aorta", r"\b([Dd])esc\.(?= (?:colon|aorta)\b)", r"\1escending"),
    rewrites("grades in letters", r"\b[Gg]r\.(?= [A-D]\b)", "grade"),
    rewrites("minutes before a meal", r"(?<=\d)[′’'](?= ?(?:ac|pc|before|after|prior)\b)", " min"),
    rewrites("a unit after a sign", r"(?<== )kg/m[²2](?!\w)", "kilograms per square meter"),
    rewrites("breakfast", r"\bbkfst\b\.?", "breakfast"),
    rewrites("less, by a dash", r"(?:^|(?<=[;:=→(] ))[–−](?=\d)", "minus "),
)
