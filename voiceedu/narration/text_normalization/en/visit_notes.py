"""Words of a note of a visit: Disp: home, d/c instr., no m/r/g, age 67Y 4M, 30s STS, wound at 12-3 o'clock."""

import re

from voiceedu.narration.text_normalization.en.numbers import cardinal, ordinal
from voiceedu.narration.text_normalization.rules import SAID, Rule, rewrites, says

_PATIENT_DOES = (
    "REPORTS?|STATES?|DENIES|DENIED|IS|WAS|HAS|HAD|WILL|MAY|TOLERATED|NEEDS?|PRESENTS?|PRESENTED|COMPLAINS|CALLED|"
    "DISCHARGED|SEEN|ADVISED|INSTRUCTED|EDUCATED|VERBALIZED|UNDERSTANDS|AGREES|TAKES|LIVES|AMBULATES|REFUSED"
)
_VACCINES = (
    "HPV9?|MenACWY|MenB|Men[CQ]|Hep ?[AB]|MMR|MMRV|DTaP|IPV|Hib|PCV ?\\d*|RV[15]?|VAR|[Vv]aricella|RSV|COVID(?:-19)?|"
    "Shingrix|RZV|Twinrix|Gardasil|[Rr]abies|[Ss]hingles"
)
_PLACES = {
    "post": "posterior",
    "ant": "anterior",
    "lat": "lateral",
    "prox": "proximal",
    "sup": "superior",
    "inf": "inferior",
}
_PARTS_NEXT = (
    "thigh|leg|calf|arm|forearm|shoulder|knee|hip|ankle|foot|hand|wrist|elbow|neck|chest|wall|horn|column|cord|tibia|"
    "endplate|aspect|surface|compartment|portal|facet|joint|pole|femoral|tibial|cervical|lumbar|thoracic|malleolus|approach|view|displacement|rami"
)
_CHEST = re.compile(r"\b(?:CXR|[Cc]hest|[Ll]ungs?|PTX|[Pp]leur\w+|[Ii]nfil\w*)\b")


def _read_dose_of_several(match: re.Match[str]) -> str | None:
    first, last = int(match["first"]), int(match["last"])
    return f"{cardinal(first)} of {cardinal(last)}" if 0 < first <= last <= 5 else None


def _read_age(match: re.Match[str]) -> str:
    parts = [(match["years"], "year"), (match["months"], "month"), (match["days"], "day")]
    return " ".join(f"{number} {unit}{'s' * (number != '1')}" for number, unit in parts if number)


def _read_numbers_of_sides(match: re.Match[str]) -> str:
    return f"right {match['right']}, left {match['left']}"


FIRST_RULES: tuple[Rule, ...] = (
    rewrites("edges of a row", r"^\s*\|+\s*(?=[^\s|].*[^\s|])|(?<=[^\s|])\s*\|+\s*$", ""),
    rewrites(
        "a day with its month in letters", r"(?<![\w-])(\d{1,2})-([A-Z][a-z]{2})-((?:19|20)\d\d)(?![\w-])", r"\2 \1, \3"
    ),
)
OPENING_RULES: tuple[Rule, ...] = (
    rewrites("patients in capitals", rf"\bPT(?=\.? (?:{_PATIENT_DOES})\b)", "PATIENT"),
    rewrites(
        "an age in years and months",
        r"(?<![\w.])(?P<years>\d{1,3}) ?[Yy] ?(?P<months>\d{1,2}) ?[Mm](?: ?(?P<days>\d{1,2}) ?[Dd])?(?!\w)",
        _read_age,
    ),
    rewrites(
        "a percentile", r"(?<![\w.,])(\d{1,2}) ?%-?ile(?!\w)", lambda match: f"{ordinal(int(match[1]))} percentile"
    ),
    rewrites("hours of a clock's face", r"(?<![\w.,:])(\d{1,2}) ?[-–] ?(\d{1,2})(?= ?o['’]clock)", r"\1 to \2"),
    says(
        "doses of a vaccine",
        rf"\b(?:{_VACCINES}):? (?P<said>(?P<first>\d)/(?P<last>\d))(?![\w/]|[.,]\d)",
        _read_dose_of_several,
    ),
    rewrites(
        "numbers of both sides",
        r"(?<!\w)R:? ?(?P<right>\d+(?:\.\d+)?°?) ?/ ?L:? ?(?P<left>\d+(?:\.\d+)?°?)(?![\w/]|[.,]\d)",
        _read_numbers_of_sides,
    ),
    rewrites(
        "seconds of a test", r"(?<![\w.,])(\d{1,3})s(?= (?:STS|CST|holds?|plank|rest|sit|walk|tandem)\b)", r"\1-second"
    ),
    says("a test of standing up", r"(?<=-second )STS(?!\w)", "sit to stand"),
    rewrites("minutes of heat and ice", r"(?<=[a-z]) [x×] ?(\d{1,2})['’′](?=[,;.)]|$)", r" for \1 minutes"),
    rewrites(
        "months until a scan",
        r"\b((?:f/u|F/U|[Ff]ollow-?up|[Rr]epeat|[Rr]echeck|RTC|[Rr]eturn|[Rr]escan)\b"
        r"[^.;]{0,30} \d+(?:[-–]\d+)?) ?m(?=[,;.)]|$)",
        r"\1 mo",
    ),
    rewrites(
        "places in short",
        rf"\b(?P<place>post|ant|lat|prox|sup|inf)\. (?={_PARTS_NEXT})",
        lambda match: f"{_PLACES[match['place']]} ",
    ),
    rewrites("planes of a scan", r"\b[Ss]ag(?= (?:T[12]|STIR|PD|and|&)\b)", "sagittal"),
    rewrites("the other plane of a scan", r"\b[Aa]x(?= (?:T[12]|STIR|PD)\b)", "axial"),
    rewrites(
        "where a patient goes",
        r"\b[Dd]isp(?:o)?:(?= ?(?i:home|SNF|rehab|d/c|stable|admit|PACU|floor|ICU))",
        "disposition:",
    ),
    rewrites(
        "instructions of a discharge", r"(?<![\w/])(?P<first>[Dd])/[Cc](?= (?:instr|summ?|Rx|paperwork)\b)", "discharge"
    ),
    rewrites(
        "fluid in the chest",
        r"\beff\.(?= (?:or|and)\b|[,;])",
        lambda match: "effusion" if _CHEST.search(match.string) else None,
    ),
    rewrites("none that matters", r"\b([Nn]o|without|w/o|any) sig\.?(?= [a-z])", r"\1 significant"),
    rewrites("no evidence", r"\b([Nn]o) ev(?:id)?\.(?= (?:of|for)\b)", r"\1 evidence"),
    rewrites(
        "between two degrees", r"\b([Mm]ild|[Mm]od)\.?[-–/](?:to-)?(mod|sev)\b\.?", lambda match: _read_degrees(match)
    ),
    rewrites("an ordinary insulin or diet", r"\b[Rr]eg\.(?= (?:insulin|diet))", "regular"),
    rewrites("half a pack", r"(?<![\w.,/])(?:1/2|½) ?(?:ppd|PPD)(?!\w)", "half a pack per day"),
    rewrites("both of a family", r"(?<=\d )ind\.?(?=[,;/]| /| or\b)(?=.*\bfam\b)", "individual"),
    rewrites("a family", r"(?<=\d )fam(?:\.(?=[,;)/]))?(?=[,;.)/]|$| (?:ded|deductible|max|plan)\b)", "family"),
    rewrites("prices of several things", r"(?<=[A-Za-z]) ?/ ?(?=\$\d)", ", "),
    rewrites(
        "several prices",
        r"\$\d+(?:\.\d\d)?(?: ?/ ?\$?\d+(?:\.\d\d)?%?){2,}(?![\d/])",
        lambda match: re.sub(r" ?/ ?", ", ", match[0]),
    ),
    rewrites("both extremities", rf"(?<![\w{SAID}])B (?=LEs?\b|UEs?\b)", "bilateral "),
    rewrites("a diagnosis and what is done", r"\b([Aa]ssessment|ASSESSMENT) ?[/&] ?(?i:plan)\b", r"\1 and plan"),
    rewrites("the list of medicines", r"\b(?:MED|Med|med) (?:REC|Rec|rec)\b(?!s)", "medication reconciliation"),
)
_DEGREES = {"mild": "mild", "mod": "moderate", "sev": "severe"}


def _read_degrees(match: re.Match[str]) -> str | None:
    first, last = _DEGREES[match[1].lower()], _DEGREES[match[2].lower()]
    return f"{first} to {last}" if first != last else None
