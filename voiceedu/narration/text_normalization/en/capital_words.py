"""Capitals that are letters in one sentence and a word in another: IT, US, WHO, OR, "I AM"; and days of the week."""

import re

from voiceedu.narration.text_normalization.addresses import spell
from voiceedu.narration.text_normalization.en.capitals import NAMES, WORDS
from voiceedu.narration.text_normalization.en.numbers import cardinal
from voiceedu.narration.text_normalization.rules import SAID, Rule, rewrites, says
from voiceedu.narration.text_normalization.tables import any_of, read_words

_LONGEST = 3
"""Letters. The expansion of a longer one is said as a word more often: rest, ice, compression, elevation (RICE)."""
_JOINTS = frozenset(["a", "an", "and", "for", "in", "of", "on", "or", "the", "to", "with"])
_EXPANDED = r"(?P<words>[A-Za-z][\w-]{0,30}(?:,? [\w-]{1,30}){1,5})"
_OFFICE = (
    "department|dept|team|staff|help ?desk|services?|support|desk|office|systems?|managers?|specialists?|technicians?|"
    "problems?|issues?|personnel|person"
)
_INTO_THE_SPINE = (
    "pump|baclofen|morphine|ziconotide|hydromorphone|fentanyl|sufentanil|bupivacaine|clonidine|methotrexate|MTX|nusinersen|"
    "opioids?|chemo(?:therapy)?|catheter|drugs?|delivery|injections?|infusions?|dose"
)
_ASKED = "[Cc]ontact|[Cc]all|[Aa]sk|[Ee]-?mail|[Tt]ell|[Pp]hone|[Tt]ext|[Nn]otify"
_OF_THE_WHO = (
    "guidelines?|guidance|recommend\\w*|says|states|advises|reports?|pain|analgesic|ladder|steps?|class\\w*|criteria|"
    "data|definitions?|defines|estimates?|lists?|standards?|website|[Gg]rade|stage|performance|declared|approved|warns|"
    "model|essential|surgical|checklist"
)
_TOLD = "tell|call|ask|let|contact|e-?mail|text|phone|give|send|help|reach|find|visit|join|follow|remind|write|message"
_AFTER_US = (
    "at|if|on|for|when|to|before|after|about|know|first|any|right|immediately|with|in|by|via|online|today|now|your|what|"
    "that|you|a|an|the|as|again"
)
_DAYS = {
    "MON": "Monday",
    "TUE": "Tuesday",
    "TUES": "Tuesday",
    "WED": "Wednesday",
    "THU": "Thursday",
    "THUR": "Thursday",
    "THURS": "Thursday",
    "FRI": "Friday",
    "SAT": "Saturday",
    "SUN": "Sunday",
}
_DAY = f"(?:{'|'.join(sorted(_DAYS, key=len, reverse=True))})"
_DAY_JOINT = r"(?: ?[-–—/&,] ?| TO | THRU | THROUGH | AND | to | and | through )"


_ILLNESSES = re.compile(r"\b(?:HTN|CAD|DM2?|CKD|COPD|CVA|CHF|PVD|HLD|T2DM)\b")

_LEUKEMIA = re.compile(r"\b(?:[Aa]cute|[Ll]eukem|[Ll]eukaem|[Ll]ymphoblast|[Cc]hemo|[Rr]emission|AML|CLL|CML)")
_PEOPLE = "[Pp]eople|[Pp]atients?|[Cc]hildren|[Cc]hild|[Aa]dults?|[Tt]eens|[Ss]omeone|[Tt]hose"
_SMALL_WORDS = "AS|AT|GO|HE|IS|TO"
_AFTER_AN_ILLNESS = (
    r"(?=[,;)]|[.:]?$|\. | (?:is|are|was|can|may|will|has|have|who|do|does|did|respond\w*|usually|often|"
    r"typically|and|or|affects?|occurs?|needs?|should|tends?)\b)"
)
_AFTER_ALL = (
    r"(?=[,;)]|[.:]?$|\. | (?:is|are|was|may|can|often|usually|occurs|starts|affects|cells?|treatments?|therapy|"
    r"relapse\w*|in|who|and|or|at|have|has|had|does|do|when|but|include|includes|develops?|survivors?|subtypes?)\b)"
)

_MEDICINES = any_of(read_words(__package__, "drug_endings.txt"))


def _read_expanded(match: re.Match[str]) -> str | None:
    """Return capitals as letters beside the words that they stand for: WHO (World Health Organization)."""
    letters = match["said"]
    if letters in NAMES or letters.lower() not in WORDS:
        return None
    words = [word for word in re.split(r"[ ,-]+", match["words"].lower()) if word not in _JOINTS]
    initials = "".join(word[0] for word in words)
    return spell(letters) if initials.endswith(letters.lower()) or initials == letters.lower() else None


def _read_unless_known(match: re.Match[str]) -> str | None:
    letters = match["said"]
    return None if letters in NAMES or letters.lower() in WORDS else spell(letters)


def _spell_illness(match: re.Match[str]) -> str:
    letters = next(filter(None, match.groups()))
    return match[0].removesuffix(letters) + spell(letters)


def _read_leukemia(match: re.Match[str]) -> str | None:
    return "A L L" if match["people"] or _LEUKEMIA.search(match.string) else None


def _name_days(match: re.Match[str]) -> str:
    return re.sub(rf"\b{_DAY}\b\.?", lambda day: _DAYS[day[0].rstrip(".")], match[0])


RULES: tuple[Rule, ...] = (
    rewrites("days in capitals", rf"(?<!\w){_DAY}\.?(?:{_DAY_JOINT}{_DAY}\.?)+(?!\w)", _name_days),
    rewrites(
        "a day before a time",
        rf"(?<!\w){_DAY}\b\.?(?=,? \d{{1,2}}(?::\d\d)?(?: ?[apAP]\.?[mM]?\b| ?[-–] ?\d{{1,2}}(?![\d%])"
        r"| ?[-–] ?NOON\b|/\d))",
        _name_days,
    ),
    says(
        "capitals before their words", rf"(?<!\w)(?P<said>[A-Z]{{2,{_LONGEST}}})(?= ?\({_EXPANDED}\))", _read_expanded
    ),
    says("capitals after their words", rf"(?<![\w-]){_EXPANDED} \((?P<said>[A-Z]{{2,{_LONGEST}}})\)", _read_expanded),
    rewrites("to be", r"\bI AM(?= [A-Za-z])(?! (?:dose|DOSE)\b)", "I am"),
    rewrites("to be in a question", r"\bAM I(?= [A-Za-z])", "am I"),
    says("a way into the spine", rf"(?<!\w)IT(?= (?i:{_INTO_THE_SPINE})\b)", "intrathecal"),
    says(
        "a way into the spine, after what goes there",
        rf"(?:\b(?i:{_INTO_THE_SPINE})|[{SAID}]|\d ?(?:mcg|µg|mg|m[lL])) (?P<said>IT)"
        rf"(?= ?(?:[{SAID}]|\d|[,.;:)]|$)| (?i:on|trial|via|daily|bolus)\b)",
        "intrathecal",
    ),
    says("the office after an article", r"\b(?i:the|an|our|your) (?P<said>IT)(?!\w)", "I T"),
    says("an office", rf"\bIT(?= (?:{_OFFICE})\b)", "I T"),
    says("an office in capitals", r"\bIT(?= (?:DEPARTMENT|TEAM|STAFF|HELP ?DESK|SUPPORT)\b)", "I T"),
    says(
        "an office that is asked",
        rf"\b(?:{_ASKED}) (?P<said>IT)(?= (?:at|for|if|on|about|when|to|or|and)\b|[.,;)]|$)",
        "I T",
    ),
    says("an office elsewhere", r"\b(?:from|by|hospital|clinic|local|campus) (?P<said>IT)(?!\w)", "I T"),
    says(
        "an organization",
        r"\b(?:[Tt]he|[Aa]|by|from|per|[Tt]o|(?:FDA|CDC|NHS) (?:and|or)) (?P<said>WHO)(?!\w)",
        "W H O",
    ),
    says("an organization and what it says", rf"\bWHO(?= (?:{_OF_THE_WHO})\b|['’]s\b)", "W H O"),
    says(
        "a room at the end",
        r"\b(?:call to|taken to|back to|straight to|from|in the|in) (?P<said>OR)(?=[.,;)]|$)",
        "O R",
    ),
    says(
        "the odds of a study",
        r"(?<!\w)OR(?=:? ?=? ?\d+\.\d+)",
        lambda match: "odds ratio" if re.search(r"\bCI\b|p ?[<=]", match.string) else None,
    ),
    says("a room with a time", r"(?<!\w)OR(?= @ ?\d)", "O R"),
    says("a room with a number", r"\b(?:[Ii]n|[Tt]o|[Ff]rom|[Ff]or) (?P<said>OR)(?= ?(?:#|[Nn]o\. ?)?\d)", "O R"),
    rewrites("the people who write", rf"\b(?i:{_TOLD}) (?P<said>US)(?=[.,;:!?)]|$| @| (?i:{_AFTER_US})\b)", "us"),
    rewrites("the people who write, in capitals", r"\bABOUT (?P<said>US)(?=[.,;:!?)]|$)", "us"),
    says(
        "an illness that is a small word",
        rf"\b(?:{_PEOPLE}|[Bb]abies|[Nn]ewborns|[Ii]ndividuals|person) with "
        rf"(?P<ill>{_SMALL_WORDS}|ME|MEN){_AFTER_AN_ILLNESS}"
        rf"|\b(?:of|for|with|to treat|develop|familial) (?P<named>{_SMALL_WORDS}){_AFTER_AN_ILLNESS}"
        r"|\b(?:have|has|from|severe|moderate|mild) (?P<spine>AS)(?=[.,;:)]|$)"
        rf"|^(?P<first>AS|TO)(?= (?:is|has|affects|usually|often|occurs|tends|may|can|was)\b)"
        rf"|(?<![\w-])(?P<gene>WAS|{_SMALL_WORDS})(?= (?:genes?|syndrome|protein)\b)",
        _spell_illness,
    ),
    says(
        "a leukemia",
        rf"(?<![\w'’-])(?:(?P<people>(?:{_PEOPLE}) with )|)(?P<said>ALL){_AFTER_ALL}(?! [A-Z]{{4}})",
        _read_leukemia,
    ),
    says(
        "letters of a gene or an illness",
        r"(?<![\w-])(?P<said>(?!I[IVX]|[VX]I)[A-Z]{2}|OTC)"
        r"(?= (?:genes?|syndromes?|proteins?|virus|antigens?|disease|deficiency|enzyme|mutations?|variants?)\b)",
        _read_unless_known,
    ),
    says(
        "letters of an illness among others",
        r"\b(?:such as|like|called|known as|diagnosed with|people with|patients with) (?P<said>[A-Z]{2})"
        r"(?=[,;)]|\.?$| (?:and|or|is|are|may|have|has|who|can)\b)",
        _read_unless_known,
    ),
    says("a disease of the skin", r"(?<=SJS[/ -])TEN\b|(?<=SJS and )TEN\b|(?<=necrolysis \()TEN(?=\))", "T E N"),
    says("two disorders", r"\bADD(?= ?(?:and|or|/|&) ?ADHD\b)|(?<=ADHD/)ADD\b|(?<=ADHD or )ADD\b", "A D D"),
    says(
        "a disease of the arteries",
        r"(?<![\w-])(?<!heating )(?<!cooling )PAD(?![\w-])",
        lambda match: "P A D" if re.search(r"[a-z]{4}", match.string) or _ILLNESSES.search(match.string) else None,
    ),
    says(
        "neoplasia of several glands",
        r"\bMEN ?-?(?P<number>[124])(?P<letter>[AB]?)\b",
        lambda match: f"M E N {cardinal(int(match['number']))} {match['letter']}".strip(),
    ),
    says("a pressure", r"\bMAP(?= (?:of |is |was |goal |target )?[<>≥≤]? ?\d)", "M A P"),
    says("a release of a medicine", rf"\b[^\W\d_]*(?i:{_MEDICINES}) (?P<said>XR)(?![\w-])", "X R"),
    says("a release among others", r"(?<!\w)XR(?=/(?:ER|SR|DR|CR|EC|LA)\b)|(?<=[ESDC]R/)XR(?!\w)", "X R"),
    says(
        "a release",
        r"\bXR(?= \d+(?:\.\d+)? ?m?c?g\b| (?:tablets?|tabs?|capsules?|caps?|daily|once|PO|BID|QD)\b)",
        "X R",
    ),
)
