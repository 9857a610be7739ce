"""Records as a system prints them: T 98.1 HR 84, Na-139 K-4.1, Q4H:PRN, Disp-30 tablet, R-0, Name: DOE, JANE A."""

import re

from voiceedu.narration.text_normalization.en.lab_flags import FLAGGED
from voiceedu.narration.text_normalization.rules import Rule, rewrites, says

_TEST = rf"(?<![\w-])(?:{FLAGGED}|RBC|MCV|UreaN|pH|Sp Gr|Trop-?[TI]?|Creat)"
_TESTS_BY_HYPHEN = re.compile(rf"{_TEST}-\d.*{_TEST}-\d")
_SHORT = 6
_VOWELS = re.compile("[aeiou].*[aeiou]", re.IGNORECASE)
_NUMBERS = "Zero|One|Two|Three|Four|Five|Six|Seven|Eight|Nine|Ten"
_NORMAL = "mood|affect|gait|tone|strength|exam|sensation|bowel|rate|ROM|color|turgor|S1|heart|breath"
_OF_HANDS = re.compile(r"\b(?:OMT|HVLA|MET|STM|[Mm]anual|[Rr]elease)\b")
_MEDICINE = re.compile(r"\b(?:Take|take|tablets?|capsules?|PO|po|mg|MG|mL|Disp)\b")


def _name(match: re.Match[str]) -> str:
    names = " ".join(part.capitalize() for part in match["names"].replace(",", ", ").split())
    return f"{match['label']} {names}{',' if match['dot'] else ''}"


_SCHOOL = re.compile(r"\bK-(?:12|[5-8])\b.*\b(?:schools?|grades?|students?|education|teachers?)\b|\bgrades? K-\d")
FIRST_RULES: tuple[Rule, ...] = (
    rewrites(
        "tests by a hyphen",
        rf"({_TEST})-(\d+(?:\.\d+)?)\*?(?=[ ,;.)]|$),?",
        lambda match: (
            f"{match[1]} {match[2]},"
            if _TESTS_BY_HYPHEN.search(match.string) and not _SCHOOL.search(match.string)
            else None
        ),
    ),
    rewrites("marks of a problem", r"(?:^|(?<=[.;] ))#\.? (?=[A-Z])", ""),
)
RULES: tuple[Rule, ...] = (
    rewrites("a pulse after a number", r"(?<=\d) (?=(?:HR|RR|BP|P):? \d{2,3}(?!\d))", ", "),
    rewrites("a value and its limit", r"(?<=[<>≥≤]\d\d) (?=[<>≥≤]=? ?\d)", ", "),
    rewrites("as needed after a colon", r"(?<=[\dHh]):(?=PRN\b)", " "),
    rewrites("by mouth or a tube", r"\b(?:PO|po) ?/ ?(?=(?:NG|GT|OG|PEG)T?(?![\w/]))", "by mouth or "),
    rewrites("units in capitals", r"(?<=\d )UNITS?(?!\w)", "units"),
    rewrites("awake and oriented", r"(?<!\w)A[x+]Ox(?=[1-4](?!\w))", "A&Ox"),
    rewrites(
        "a patient after a word",
        r"\b(with|w/|by|from|for|to) pt(?![\w.'’])(?! (?:[A-Z\d]|size))",
        r"\1 patient",
    ),
    rewrites(
        "a name in capitals, the surname first",
        r"\b(?P<label>(?:Name|NAME|Patient|PATIENT|Pt):) "
        r"(?P<names>[A-Z][A-Z'’-]+, ?[A-Z]{2,}(?: [A-Z](?=[. ]|$))?)(?P<dot>\.(?= [A-Z]))?(?![\w-])",
        _name,
    ),
    rewrites("how much is dispensed", r"\bDisp-(\d+) (tablet|capsule|patch|tube|vial)s?\b", r"dispense \1 \2s"),
    rewrites(
        "refills by a letter",
        r"(?<=, )R-(?=\d{1,2}(?:[,;.]|$))",
        lambda match: "refills: " if _MEDICINE.search(match.string) else None,
    ),
    rewrites("refills in short", r"\bRfls?(?=:)", "refills"),
    rewrites("iodine in a volume", r"\bmg (?:of )?iodine ?/ ?m[lL]\b", "mg I/mL"),
    rewrites(
        "letters that stand out in a drug's name",
        r"(?<![\w-])(?:[a-z]{2,}[A-Z]{3,}[a-z]*|[A-Z]{3,}[a-z]{4,})(?![\w-])",
        lambda match: (
            match[0].lower() if len(match[0]) > 6 and re.search("[aeiou].*[aeiou]", match[0].lower()) else None
        ),
    ),
    rewrites("a depot", r"(?<!\w)DEPO-(?=[A-Z])", "Depo-"),
    rewrites("a degree in brackets", r"(?<=\d )\(mod\)", "(moderate)"),
    rewrites("a number twice", rf"(?<![\w.])(\d{{1,2}})-(?:{_NUMBERS})(?!\w)", r"\1"),
    says("a head without a wound", r"(?<![\w/])(?:NC/?AT|AT/NC)(?![\w/])", "normocephalic, atraumatic"),
    says("movement in full", r"(?<!\w)FROM(?= ?[x×] ?\d)", "full range of motion"),
    rewrites("strength in short", r"(?<=[0-5]/5 )str\b\.?(?=[,;)]|$)", "strength"),
    rewrites("as on the other side", r"(?:&|and) = (?=bilat)", "and equal "),
    rewrites("normal", rf"(?<![\w.])nl (?=(?:{_NORMAL})\b)", "normal "),
    says("a skin that is well", r"(?<![\w/])W/D/I(?![\w/])", "warm, dry and intact"),
    rewrites("withdrawal", r"\b((?:prn|PRN|for|opioid|of|from|EtOH|alcohol)) w/d(?![\w/])", r"\1 withdrawal"),
    rewrites("without contrast", r"(?<![\w/])w/?o con(?:t(?:rast)?)?\b\.?(?=[,;)]|$)", "without contrast"),
    rewrites("views in short", r"(?<=\d )vws?\b|(?<=\+ )vws?\b", "views"),
    rewrites("certified mail", r"\b([Cc])ert\. (?=mail)", r"\1ertified "),
    rewrites("what was asked for", r"\b([Rr])eq\. (?=by\b)", r"\1equested "),
    rewrites("a grade of a school", r"(?<=\dth )gr(?= )", "grade"),
    rewrites(
        "pills that are counted",
        r"\b([Pp]ill )(?:ct|count):? (\d{1,3})/(\d{1,3})(?![\w/])",
        r"\1count \2 of \3",
    ),
    rewrites("minutes between checks", r"\b((?:BP|VS|[Vv]itals|sats)) q ?(5|10|15|30)(?=[;,.]|$)", r"\1 q\2min"),
    says("release by hand", r"(?<!\w)MFR(?!\w)", lambda match: "M F R" if _OF_HANDS.search(match.string) else None),
    rewrites("minutes of ice", r"\b((?:[Ii]ce|[Hh]eat|MH) \d{1,2}(?:[-–]\d{1,2})?)['’′](?=[,;.)]|$)", r"\1 min"),
)
