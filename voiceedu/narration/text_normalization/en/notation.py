"""Ways of writing that are not said as written: w/ food, and/or, Ph#, 2 c of water, 120→140."""

import re

from voiceedu.narration.text_normalization.en import (
    brackets,
    changes,
    contact_numbers,
    examination,
    food,
    label_capitals,
    limits,
    per,
    pregnancy,
    respellings,
    risks,
    smoking,
)
from voiceedu.narration.text_normalization.en.numbers import cardinal, digits
from voiceedu.narration.text_normalization.rules import SAID, Rule, rewrites, says


def _read_days_of_week(match: re.Match[str]) -> str:
    return f"{cardinal(int(match['days']))} out of seven"


_SPANS = "days|weeks|wks|months|mos|hours|hrs|minutes|mins|years|yrs"


def _read_difference(match: re.Match[str]) -> str | None:
    """Return a difference, which is right or stands alone: 7-3=4. A range and its dose is none: 150–199 = 2 units."""
    first, second, result = (int(match[part]) for part in ("first", "second", "result"))
    is_sum = first - second == result or not re.search(r"[^\W\d_]", match.string)
    return f"{first} {'minus' if is_sum else 'to'} {second} equals {result}"


def _read_grades(match: re.Match[str]) -> str | None:
    return f"{match[1]}{match[2]} or {match[3]}" if int(match[3]) == int(match[2]) + 1 else None


_REVIEW = re.compile(r"\bROS\b|[Rr]eview of systems")
_WITH_A_BAR = {"c": "with", "s": "without", "p": "after"}
FIRST_RULES: tuple[Rule, ...] = (
    rewrites("signs of a sex", r" ?([♂♀])\ufe0f? ?", lambda match: " male " if match[1] == "♂" else " female "),
    rewrites("items without a space", r"(?:^|(?<=\s))([1-9]\d?)\.(?=[A-Z][a-z]{2,})(?!\S*\.[a-z])", r"\1. "),
    rewrites("pounds by a sign", r"(?<![\w.,/#-])(\d{2,3})#(?=$|[\s.,;)])", r"\1 pounds"),
    rewrites("Latin letters with a bar", r"(?<!\w)[csp]\u0304(?!\w)", lambda match: _WITH_A_BAR[match[0][0]]),
    rewrites("points to fill in", r"(?<!\w)_+ ?/ ?(?=\d{1,3}(?![\w/]))", "out of "),
    rewrites(
        "doses by age",
        r"(?<=[a-z])\. (?=(?:[≥>≤<] ?\d{1,2}|\d{1,2}\+|\d{1,2} ?[-–] ?\d{1,2})(?: ?(?:y|yrs?|years?|mos?))?: )",
        "; ",
    ),
)
"""Before blanks are taken away, and dots are those of abbreviations."""
RULES: tuple[Rule, ...] = (
    rewrites("the belly and the pelvis", r"\b([Aa])bd ?/ ?[Pp]elv(?:is|ic)?\b", r"\1bdomen and pelvis"),
    rewrites(
        "with and without", r"(?<![\w/])(?:w/ ?&? ?w/?o|c/s)(?= (?:contrast|gad\w*|IV|dye)\b)", "with and without"
    ),
    rewrites("within", r"(?<![\w/])w/i(?=n?(?![\w/]))n?", "within"),
    rewrites("with, and nothing after it", r"(?<![\w/])w/(?=\s*(?:[,;)]|$))", "with"),
    *pregnancy.RULES,
    *label_capitals.RULES,
    *respellings.RULES,
    *smoking.RULES,
    rewrites("a number whose noun comes later", r"(?<![\w.])(\d{1,3})-(?= (?:to|and|or) \d{1,3}-[a-z])", r"\1"),
    *food.RULES,
    *limits.RULES,
    rewrites("between", r"(?<![\w/])(?:b/[wt](?![\w/])|bw(?= meals\b))", "between"),
    rewrites("percentiles", r"(?<=\d(?:st|nd|rd|th)) ?%(?:-?ile|tile)?(?= |[,;.)]|$)", " percentile"),
    rewrites(
        "emergency numbers of several countries",
        r"(?<![\w.,/-])(\d)(\d)(\d)(?= \((?:USA?|U\.S\.|Canada|UK|U\.K\.|EU|Europe|AU|Australia|NZ|New Zealand|"
        r"India|Mexico|Ireland)\))",
        lambda match: digits("".join(match.groups())),
    ),
    *per.RULES,
    rewrites(
        "differences",
        r"(?<![\w.,/-])(?P<first>\d{1,4}) ?[-−–] ?(?P<second>\d{1,4}) ?= ?(?P<result>\d{1,4})(?![\d.,]*\d)",
        _read_difference,
    ),
    rewrites("a sum that is divided", r"(?<=\d\)) ?/ ?(?=\d)", " divided by "),
    rewrites("spans to fill in", rf"(?<!\w)({_SPANS})/(?={_SPANS})\b", r"\1 or "),
    rewrites("so many times some seconds", r"(?<![\w.,/])(\d{1,2}) ?[x×] ?(\d{2,3}) ?s(?!\w)", r"\1 times \2 seconds"),
    *changes.RULES,
    rewrites(
        "fractures by a sign",
        r"(?<![\w#])# ?(?=(?:clinic|NOF|neck of|shaft|femur|humerus|radius|ulna|tibia|fibula|hip|ankle|wrist|ribs?)\b)",
        "fracture ",
    ),
    rewrites("on arrival", r"(?<![\w/])O/A(?![\w/])", "on arrival"),
    rewrites("different", r"(?<=\d )diff\.(?= [a-z]+s\b)", "different"),
    rewrites(
        "weeks of a plan",
        r"(?<!\d )\b(?P<first>[Ww])ks? (?=(?P<low>\d{1,2})(?P<to> ?[-–] ?\d{1,2})?(?![\w/]))",
        lambda match: f"{match['first']}eek{'s' if match['to'] else ''} ",
    ),
    rewrites("paid", r"\bpd(?= (?:in full|on|by)\b)", "paid"),
    rewrites("number of a registration", r"\b(DEA|NPI|MRN|HIN|SSN|CLIA|NDC|Rx|RX|ID) ?#(?=:?(?: |$))", r"\1 number"),
    rewrites("milk of magnesia", r"(?<!\w)MOM(?= \d)", "milk of magnesia"),
    rewrites(
        "one number of three",
        r"(?<![\w.,/])(\d{1,3}) / (\d{1,3}) / (?=\d{1,3} (?:sec|min|hour|day|week|month|mg|mL)[a-z]*\b)",
        r"\1, \2 or ",
    ),
    rewrites("fractures", r"(?<![\w.,])([2-9]|\d\d) fx\b\.?(?= (?:of|in|at)\b|[,;)]|$)", r"\1 fractures"),
    rewrites("secondary to", r"(?<=[A-Za-z] )2/2 (?=[a-z]{4,}|[A-Z]{2,})", "secondary to "),
    rewrites("seconds of fluoroscopy", r"\b([Ff]luoro(?:scopy)?(?: time)?:? )(\d{1,3}) ?s(?!\w)", r"\1\2 seconds"),
    rewrites("either or", r"\b([Ee]ither|[Nn]either) ?/ ?(n?or)\b", r"\1 \2"),
    rewrites("copyright", r"(?<!\w)\([cC]\) ?(?=(?:19|20)\d\d\b)", "copyright "),
    rewrites("and or", r" ?& ?/ ?or\b", " and or"),
    rewrites("positive for", r"(?<=[A-Za-z]) ?\+(?= for [A-Za-z])|(?<=[a-z]{3}) \+(?= bilat)", " positive"),
    rewrites("births by surgery", r"(?<![\w/])C/S(?= ?[x×]|,? (?:(?:19|20)\d\d|['’]\d\d))", "C-section"),
    rewrites("a sign before a finding", r"(?:^|(?<=[,;:] ))\(\+\) ?(?=[A-Za-z]{2})", "positive "),
    rewrites("the temperature of a room", r"(?<!\w)[Rr](?:m\.?|oom) temp\b\.?(?=\s*[a-z(,;]|$)", "room temperature"),
    rewrites(
        "with a thing",
        r"(?<![\w/])(?<!h )(?<!hrs )(?<!D )([Ww])/a(?= (?!prn|for\b|and\b|only\b|then\b)[a-z]{3,})",
        r"\1ith a",
    ),
    rewrites("while awake", r"(?<![\w/])[Ww]/[Aa](?![\w/])", "while awake"),
    rewrites("divided doses", r" ?÷ ?(?=(?:BID|TID|QID|QD|qd|daily|q ?\d|in(?:to)?\b|bid|tid|qid))", " divided "),
    rewrites("every day", r"(?<= )q d(?=[,;.)]|$)", "every day"),
    rewrites("money that is given back", r"(?<=[\s:(])[−–-](?=\$\d)", "minus "),
    *contact_numbers.RULES,
    *risks.RANGE_RULES,
    rewrites("years after a hyphen", r"(?<=\d)-y(?= [a-z])", "-year"),
    rewrites("often, of a weight", r"(?<=\d )(lbs?|kg) freq\b(?:\.(?=[\s,;)]))?(?=[,;).]|$)", r"\1 frequently"),
    rewrites("pain that goes on", r"\brad\. (?=to|down|into)", "radiating "),
    rewrites(
        "the belly", r"\b(in|to|of|into|from|the|your) abd\b(?:\.(?=[\s,;)]))?(?! \d+ ?°)(?=[\s,;).]|$)", r"\1 abdomen"
    ),
    rewrites("group numbers", r"\bGrp(?=#| ?#| no\.)", "Group"),
    rewrites(
        "findings that are absent",
        r"(?:^|(?<=[,;:] ))(?P<sign>[−–+-]) (?=[a-z])",
        lambda match: ("positive for " if match["sign"] == "+" else "no ") if _REVIEW.search(match.string) else None,
    ),
    rewrites("business days", r"\bbus\. ?(?=(?:days?|hrs?|hours?)\b)", "business "),
    rewrites("hours after a hyphen", r"(?<=[a-z]-)hrs?(?!\w)\.?(?= [a-z])", "hours"),
    rewrites(
        "hours at the beginning",
        r"^Hrs\.?(?=:| of\b)|\b[Aa]fter[- ][Hh]rs\b\.?(?=:)",
        lambda match: "Hours" if match[0][0] == "H" else "After hours",
    ),
    rewrites("a grade or the next", r"\b([Gg]rades? )([1-4])/([2-5])(?![\w/])", _read_grades),
    rewrites("both of a ratio", r"(?<![\w:])([A-Z]{2,4}):([A-Z]{2,4})(?= (?:ratio\b|\d+:\d))", r"\1 to \2"),
    rewrites("an option", r"\b[Oo]pt\. ?(?=\d)", "option "),
    rewrites("phone number", r"(?<!\w)[Pp]h ?#", "phone number "),
    says("days of a week", r"(?<![\w./-])(?P<days>[0-7])/7(?= (?:this|last|days|nights|per)\b)", _read_days_of_week),
    rewrites("rules of conduct", r"\bdo['’]?s (?:and|&) don['’]?t['’]?s\b", "do's and don'ts", ignore_case=True),
    rewrites("letters after a percentage", r"(?<=\d%)(?=[A-Z])", " "),
    rewrites("two shares", r"(?<=\d%) ?/ ?(?=\d)", ", "),
    rewrites("endings of a fraction", r"(?<=\d/\d)(?:rds?|ths?)(?!\w)", ""),
    rewrites("times after letters", r"\b(A&O|AAO|AO|CAO)[x×](?=[1-4](?!\w))", r"\1 times "),
    *examination.RULES,
    rewrites(
        "yes or no", r"(?<![\w/])Y ?/ ?N(?=:)|(?<=\()Y ?/ ?N(?=\))|(?<=[?a-z] )Y ?/ ?N(?![\w/])|^Y ?/ ?N$", "yes or no"
    ),
    rewrites(
        "several of one number",
        r"(?<=[A-Z]{2})-([1-4])s(?!\w)",
        lambda match: f" {cardinal(int(match[1]))}s",
    ),
    rewrites("a tag of a message", r"(?<!\S)#(?=[A-Za-z][a-z]{2}\w*(?![\w#]))", "hashtag "),
    rewrites(
        "with before a movement", r"\b(worse|better|pain|worsens|improves|increased) c (?=[a-z]{3,}ing\b)", r"\1 with "
    ),
    rewrites("with", rf"(?<![\w/])w/(?!(?:o|out|in|c|u)\b)(?=\s?[\w(&<>≥≤~≈½¼¾$\"“{SAID}])", "with "),
    rewrites("and or", r"\band ?/ ?or\b", "and or", ignore_case=True),
    *brackets.RULES,
    says("dots inside a word", r"(?<=[a-z]{2})\.(?=[a-z]{2,}(?!\w|\.\w))", " dot "),
)
