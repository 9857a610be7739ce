"""Spaces that a typist left out: 325mg,1-2 tabs; x3wks.s/p; BIDx7d; BP138/86; INR1.1; one(1)tab; call(212)555-0199."""

import re

from voiceedu.narration.text_normalization.rules import Rule, rewrites

_UNITS = r"(?i:mgs?|mls?|gtts?|hrs?|mins?|wks?|mos?|yrs?|days?|weeks?|tabs?|caps?|lbs?|kgs?|units?|cc|oz|tsp|tbsp|inj)"
_SPANS = r"(?:d|days?|wks?|weeks?|mos?|months?|hrs?|h|hours?|mins?|yrs?|years?|doses?)"
_TESTS = (
    r"(?:BP|HR|RR|INR|Wt|Ht|Hgb|Hb|Hct|WBC|RBC|[Pp]lt|Cr|BUN|SpO2|SaO2|O2|FBG|FBS|BG|BS|BMI|TSH|PSA|LDL|HDL|EF|PTT|eGFR|GFR|"
    r"HbA1c|A1[Cc]|VAS|NRS|ODI|NDI|GCS|ESR|CRP)"
)
_VITAL_SIGNS = re.compile(r"(?<![A-Za-z])(?:BP|HR|VS|vitals)(?![A-Za-z])", re.IGNORECASE)


def _separate_vital_sign(match: re.Match[str]) -> str | None:
    return f"{match[0]} " if _VITAL_SIGNS.search(match.string) else None


_SHORT_WORDS = (
    r"(?i:pls|ins|est|ea|diff|coins|interp|avail|arr|exp|temp|approx|max|min|appts?|dept|bldg|rm|ste|tel|ext|inj|susp|oint|"
    r"amt|qty|ded|ind|fam|spec|pts?|hrs?|wks?|prn|bid|tid|qid|cont|incl|resp|surg|meds?|proc|sens|str|sched|ht|wt|dsg|lvl|liq|jan|feb|mar|apr|jun|jul|aug|sept?|oct|nov|dec|mon|tues?|wed|thurs?|fri)"
)
_FILES = r"(?:com|org|net|gov|edu|io|uk|html?|pdf|docx?|txt|csv|jpe?g|png)"
_COMMA = r"(?<!&amp)(?<!&nbsp)(?<!&quot)(?<!&[lg]t)([,;])"

FIRST_RULES: tuple[Rule, ...] = (
    rewrites(
        "after a comma",
        rf"(?<=[A-Za-z%°\"'’)\].+#=↑↓]){_COMMA}(?=[A-Za-z(↑↓≥≤<>~'’$]|[–−+-] [a-z])(?!X+(?!\w)|[A-Z]-[a-z])",
        r"\1 ",
    ),
    rewrites("after a comma and a number", rf"(?<=\d)(?<!\b4[5-7]){_COMMA}(?=[A-Za-z(↑↓≥≤<>~$])", r"\1 "),
    rewrites("before a number", rf"(?:(?<=[a-z%)°])|(?<=[A-Z]{{2}}))(?<!\w\.[a-z]){_COMMA}(?=\d)", r"\1 "),
    rewrites(
        "after a colon",
        r"(?:(?<=[A-Za-z]{2})|(?<=[A-Za-z]#))(?<!https)(?<!http):(?=\(?[A-Z(+]|[a-z]{2,}[ ,(])(?!\w+ "
        r"(?:ratio\b|PO\b|\d+:\d))",
        ": ",
    ),
    rewrites("after a colon, before a number", r"(?<=[A-Za-z][a-z]{2}):(?=\d)(?<!carb:)", ": "),
    rewrites("after a unit with a dot", rf"(?<![\w.])(\d+(?:\.\d+)? ?{_UNITS})\.(?=[A-Za-z(\d$])(?!\w\.)", r"\1. "),
    rewrites(
        "after another short word with a dot",
        rf"(?<![\w.@/-])({_SHORT_WORDS})\.(?=[A-Za-z]{{2}}(?!\S*@)|q |[\d$(])(?!{_FILES}(?!\w))",
        r"\1. ",
    ),
    rewrites("before money", r"(?:(?<=[a-z.:]{2})|(?<=[A-Z]{3}))(?=[$£€]\d)", " "),
    rewrites(
        "before the times of a course",
        rf"(?<=[A-Za-z.)])(?<![\W\d_]e)[xX×](?=\d{{1,2}} ?(?i:{_SPANS})(?!\w))",
        " x",
    ),
    rewrites("before how often", r"(?<=[A-Z]{3})x(?=[1-9](?!\w))|(?<=[CTLS]\d)x(?=[1-9](?!\w))", " x"),
    rewrites(
        "before the value of a test",
        rf"(?<![\w-])({_TESTS})(?=\d{{2,3}}(?:[./]\d+)?(?:[kK](?!\w)|(?![\w/-]))|\d{{1,2}}\.\d)",
        r"\1 ",
    ),
    rewrites("before a decimal", r"(?<![\w.-])([A-Z][A-Za-z]{2,})(?=\d+\.\d+(?![\w.]))", r"\1 "),
    rewrites("before two strengths", r"(?<![\w-])([A-Z][a-z]{3,})(?=\d{1,2}(?:\.\d)?/\d{3}(?!\d))", r"\1 "),
    rewrites("after how many", r"(#\d{1,3}),(?=\d)", r"\1, "),
    rewrites("before a sum", r"(?<=[x×]\d)=(?=\$)", " = "),
    rewrites("before an ion", r"(?<![\w-])(K|Na)\+(?=\d)", r"\1+ "),
    rewrites("before a vital sign", r"(?<![\w-])[PRT](?=\d{2,3}(?:\.\d)?(?![\w.]*\d|[\w-]))", _separate_vital_sign),
    rewrites("before a telephone number", r"(?<=[A-Za-z:])#?\((?=\d{3}\) ?\d{3}-)", " ("),
    rewrites("before the number of a procedure", r"\b(\d{5}|[A-Z]\d{4})x(\d{1,2})(?:u(?!\w)|(?!\w))", r"\1 times \2"),
    rewrites("after an age", r"(?<![\w.])(\d{1,2}[-–]\d{1,2}) ?y(?=[/:](?!o))/?", r"\1 years, "),
    rewrites("after a sign in brackets", r"(?<![A-Za-z])(\([+–−-]\))(?=[A-Za-z]{2})", r"\1 "),
    rewrites("around a number in brackets", r"(?<=[a-z]{2}) ?(\(\d{1,3}\))(?=[a-z])", r" \1 "),
)
"""Before anything else: to other rules, a word that touches the next is another word."""
