"""Shorthand of a clinic's own sheets: r/s, b/4 bed, D2–D4, B/B incontinence, 50 pts, U/S, –500 kcal/d."""

import re

from voiceedu.narration.text_normalization.rules import ABBREVIATION_DOT, Rule, rewrites

_OF_A_SPINE = re.compile(r"\b(?:spine|vertebra\w*|discs?|levels?|roots?|fractures?|fx|dorsal)\b", re.IGNORECASE)
_OF_A_CYCLE = re.compile(r"mg/m[2²]|\b(?:[Cc]ycles?|[Cc]hemo\w*|[Ii]nfusion|[Dd]examethasone|q ?\d+ ?(?:d|w))")
_HELP = {"in": "inimal", "od": "oderate", "ax": "aximal"}
_LOCAL_ANESTHETIC = re.compile(
    r"\b(?:[Ll]ido|[Bb]upi|[Rr]opi|[Mm]epi|[Mm]arcaine|[Xx]ylo|[Ll]ocal\b)|1 ?: ?\d{2,3},?000"
)
_SIDES = {"R": "right", "L": "left", "B": "bilateral"}
_BOTH_SIDES = re.compile(r"[:;,] R ?[<>≥≤]? ?\d.*[;,/] ?L ?[<>≥≤]? ?\d|[:;,] L ?[<>≥≤]? ?\d.*[;,/] ?R ?[<>≥≤]? ?\d")
_OF_REST = re.compile(r"\b(?:naps?|rest|sleep|ice|heat|wait|sit|sitting|standing)\b", re.IGNORECASE)
_TWO_HOURS = re.compile(r"\b(?:1[0-2]|[1-9])a\b.*\b(?:1[0-2]|[1-9])p\b")
_OF_POINTS = re.compile(r"\b(?:sugars?|glucose|BS|FSBS|BG|scores?|scale|BP|pressure)\b")


def _read_days(match: re.Match[str]) -> str | None:
    return None if _OF_A_SPINE.search(match.string) else f"days {match[1]} to {match[2]}"


def _read_points(match: re.Match[str]) -> str | None:
    return " points" if _OF_POINTS.search(match.string) else None


RULES: tuple[Rule, ...] = (
    rewrites("what a patient pays", r"\bCO-(?=PAYS?\b|INSURANCE\b|PAYMENTS?\b)", "CO"),
    rewrites("so many in hours by a degree sign", r"(?<=[\dLlg])/(24|12|48|72) ?°(?! ?[CF](?!\w))", r" in \1 hours"),
    rewrites("days of dialysis", r"(?<![\w/])(?:T/Th/Sa?|TTHS|TThSa?)(?![\w/])", "Tuesday, Thursday and Saturday"),
    rewrites("a day and later", r"(?<![\w-])[dD](?:ay )?(\d{1,2})\+(?=[\s,;.)]|$)", r"day \1 and later"),
    rewrites("the week of", r"\b([Ww])k of (?=\d)", r"\1eek of "),
    rewrites("regarding", r"(?<=[a-z] )re:(?= )", "regarding"),
    rewrites(
        "minutes of rest", r"(?<=\d)′(?=[,.;)]|$)", lambda match: " min" if _OF_REST.search(match.string) else None
    ),
    rewrites(
        "hours in short",
        r"(?<=[a-z.] )(1[0-2]|[1-9])([ap])(?=[,;.]|$| \()",
        lambda match: f"{match[1]} {match[2]}.m." if _TWO_HOURS.search(match.string) else None,
    ),
    rewrites(
        "hours of a diary",
        r"(?<=[a-z.,:;] )(1[0-2]|[1-9])([ap])(?= \d{1,2}/10\b)",
        lambda match: f"{match[1]} {match[2]}.m." if _TWO_HOURS.search(match.string) else None,
    ),
    rewrites(
        "of the belly",
        r"\b([Aa])bd\.?(?= (?:pain|exam|surgery|cramp\w*|disten\w*|tender\w*|binder|x-?ray)\b)",
        r"\1bdominal",
    ),
    rewrites("with epinephrine", r"\bc (?=[Ee]pi\b)", "with "),
    rewrites(
        "epinephrine in a local anesthetic",
        rf"(?<![\w-])[Ee]pi\b(?!-){ABBREVIATION_DOT}",
        lambda match: "epinephrine" if _LOCAL_ANESTHETIC.search(match.string) else None,
    ),
    rewrites("complications in short", r"\b([Cc])ompl\.?(?=: ?(?:none|nil|no)\b)", r"\1omplications"),
    rewrites("a diagnostic test", r"(?<=\()diag\.(?=\))", "diagnostic"),
    rewrites(
        "two limits of a pressure",
        r"(?<=\d) ?/ ?(?=[<≤] ?\d{2,3}(?!\d))",
        lambda match: " over " if re.search(r"\bBP\b|[Pp]ressure|mm ?Hg", match.string) else None,
    ),
    rewrites("sodium", r"(?<!\w)Na(?= ?[<>≤≥] ?\d)", "sodium"),
    rewrites("one cigarette", r"\b(1st|[Ff]irst|[Ll]ast|[Oo]ne|[Aa]|1) cig\b\.?", r"\1 cigarette"),
    rewrites(
        "strengths of three drugs",
        r"(?<=[a-z] )(\d+(?:\.\d+)?)/(\d+(?:\.\d+)?)/(\d+(?:\.\d+)?)(?![\w/]|\.\d)"
        r"(?=.*\b(?:inh|puffs?|inhal\w*|tabs?|caps?|daily|qd|BID)\b)",
        r"\1 with \2 with \3",
    ),
    rewrites(
        "sides of a list",
        r"(?<=[:;,] )([RL])(?= ?[<>≥≤]? ?\d)",
        lambda match: _SIDES[match[1]] if _BOTH_SIDES.search(match.string) else None,
    ),
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
    rewrites(
        "feet that one walked",
        r"\b([Aa]mb(?:ulated)?|[Ww]alk(?:ed|s|ing)?|[Gg]ait)( x)? (\d{1,4}) ?['’′](?!\w)",
        r"\1\2 \3 feet",
    ),
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
    rewrites("birthday", r"\b([Bb])-day(?=s?\b)", r"\1irthday"),
    rewrites("a positive test", r"(?:(?<=[Ss]trep)|(?<=[Tt]est)|(?<=COVID)|(?<=[Ff]lu)) \+(?=[:;,.)]|$)", " positive"),
    rewrites("positive in a list", r"(?<=[A-Z\d])(?<![ (]\d\d)\+ ?/ ?(?=[A-Z])", " positive, "),
    rewrites(
        "a receptor or a virus",
        r"\b(ER|PR|HER2|EGFR|ALK|HIV|HBV|HCV|HPV|CD\d+)\+(?=[,.;)]|$| [a-z]| [TB]\b| ?→)",
        r"\1 positive",
    ),
    rewrites(
        "no such receptor",
        r"\b(ER|PR|HER2|EGFR|ALK)[–−-](?:(?=[,.;:)]|$)(?! ?\d)| ?(?P<more>/) ?(?=[A-Z]))",
        lambda match: f"{match[1]} negative{', ' if match['more'] else ''}",
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
    rewrites("scheduled", r"\b(be|been|was|is|were|are) sched\b\.?", r"\1 scheduled"),
    rewrites("rescheduled", r"\b((?:be|been|was|is|were|are)(?: \w+ly)?) r/s(?![\w/])", r"\1 rescheduled"),
    rewrites("reschedule", r"\b([Tt]o|[Cc]all &|[Mm]ust|[Ww]ill|[Mm]ay) (?:r/s|resched)(?![\w/])\.?", r"\1 reschedule"),
    rewrites(
        "your procedure",
        r"\b([Yy]our|[Tt]he|[Bb]efore|[Aa]fter|[Dd]uring|[Dd]ay of|[Pp]ost|[Pp]re) proc\.(?=[\s,;)])",
        r"\1 procedure",
    ),
    rewrites(
        "before",
        r"(?<![\w/])[bB]/4(?![\w/])",
        lambda match: "BEFORE" if match[0][0] == "B" else "before",
    ),
    rewrites("days of a course", r"(?<![\w/-])[dD](\d{1,2}) ?[-–] ?[dD](\d{1,2})(?![\w/])", _read_days),
    rewrites("points", r"(?<=\d) ?pts\b\.?(?=[ ,;)]|$)", _read_points),
    rewrites(
        "bowel and bladder",
        r"(?<![\w/])B/B(?= (?:incontinence|dysfunction|changes?|control|symptoms?|issues?|sx)\b)",
        "bowel or bladder",
    ),
    rewrites("ultrasound", r"(?<![\w/])U/S(?![\w/])", "ultrasound"),
    rewrites(
        "ultrasound without a slash",
        r"(?<![\w/.-])(?<![Tt]he )US"
        r"(?=[ -]guid(?:ed|ance)\b(?! tours?)| (?:KUB|(?:abd|pelvi|renal|kidney|liver|[Dd]oppler)[a-z]*)\b)",
        "ultrasound",
    ),
    rewrites("discharged", r"(?<![\w/])d/c (?=same day|home\b)", "discharge "),
    rewrites("a seizure", r"\b([Ff]ebrile|[Tt]onic-clonic|[Ll]ast|[Nn]o|hx of) sz\b", r"\1 seizure"),
    rewrites("a year", r"(?<=\d )(cm|kg|mm)/y(?!\w)", r"\1/yr"),
    rewrites("a mouthwash", r"(?<![\w/])m/w(?![\w/])", "mouthwash"),
    rewrites("fluoride", r"(?<=\d ppm )F(?!\w)|(?<=\dppm )F(?!\w)", "fluoride"),
    rewrites("headache", r"(?<![\w/])H/A(?=s?(?![\w/]))", "headache"),
    rewrites("clear liquids", r"\b(clear) liqs?\b\.?", r"\1 liquids", ignore_case=True),
    rewrites("parts of the colon and the aorta", r"\b([Aa])sc\.(?= (?:colon|aorta)\b)", r"\1scending"),
    rewrites("other parts of the colon and the aorta", r"\b([Dd])esc\.(?= (?:colon|aorta)\b)", r"\1escending"),
    rewrites("grades in letters", r"\b[Gg]r\.(?= [A-D]\b)", "grade"),
    rewrites("minutes before a meal", r"(?<=\d)[′’'](?= ?(?:ac|pc|before|after|prior)\b)", " min"),
    rewrites("a unit after a sign", r"(?<== )kg/m[²2](?!\w)", "kilograms per square meter"),
    rewrites("breakfast", r"\bbkfst\b\.?", "breakfast"),
    rewrites("less, by a dash", r"(?:^|(?<=[;:=→(] ))[–−](?=\d)", "minus "),
)
