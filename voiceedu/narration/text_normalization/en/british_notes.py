"""Short forms of British and Australian charts and leaflets: O/E, Ix:, ?UTI, 40mg s/c od, 2/52 c XR, a/h, 0 rpts."""

import re

from voiceedu.narration.text_normalization.en.numbers import digits
from voiceedu.narration.text_normalization.rules import Rule, rewrites, says

_IN_WEEKS = re.compile(r"(?<![\d./])\d{1,2}/52(?!\d)|\b(?:[Ww]ean\w*|finger foods|nursery|centile|pur[ée]es?)\b")

_OF_A_PILL = re.compile(r"\b(?:pills?|COCP?|OCP|contracept\w+|regimens?|rings?|placebo|Yasmin|Microgynon)\b")

RULES: tuple[Rule, ...] = (
    says(
        "the licence of a product",
        r"\bPLs?:? (?P<said>(?P<company>\d{4,5})/(?P<product>\d{4}))(?!\d)",
        lambda match: f"{digits(match['company'])}, slash {digits(match['product'])}",
    ),
    rewrites(
        "a pill of so many days",
        r"(?<![\w/])(21/7|24/4|84/7|63/7)(?![\w/])",
        lambda match: match[1].replace("/", ", ") if _OF_A_PILL.search(match.string) else None,
    ),
    rewrites("days of weeks", r"(?<![\w./-])(14|21|28)/7(?![\w/%]|[.,-]\d)", r"\1 days"),
    rewrites(
        "months beside weeks",
        r"(?<![\w./-])([1-9]|1[0-8])/12(?![\w/%]|[.,-]\d)",
        lambda match: f"{match[1]} month{'s' * (match[1] != '1')}" if _IN_WEEKS.search(match.string) else None,
    ),
    rewrites(
        "weeks of a plan",
        r"(?<![\w./-])(?:(?<=OP[AD] )|(?<![A-Z]{2} ))(?<!score )(?<!scored )(?<!of )([1-9]|1\d|2[0-6])/52"
        r"(?![\w/%]|[.,-]\d)",
        lambda match: f"{match[1]} week{'' if match[1] == '1' else 's'}",
    ),
    rewrites(
        "positive and negative in short",
        r"(?<!\w)([+−–-]) ?ve(?!\w)",
        lambda match: "positive" if match[1] == "+" else "negative",
    ),
    rewrites(
        "a fracture after its bone",
        r"\b([Hh]ip|NOF|[Ww]rist|[Aa]nkle|[Cc]olles['’]?s?|[Rr]ibs?|[Cc]lavicle|[Ff]emur|[Tt]ibia|[Ff]ibula|[Rr]adius|[Uu]lna|[Hh]umerus"
        r"|[Mm]etatarsal|[Ss]caphoid|[Pp]elvi[sc]|[Ss]pinal|[Vv]ertebral|[Ff]inger|[Tt]oe) #(?=[:;,.)]|$| (?!\d))",
        r"\1 fracture",
    ),
    rewrites("a plaster", r"(?<![\w-])POP(?= ?[x×]| (?:cast|back|slab|off|on|removed|for)\b)", "plaster"),
    rewrites("a transfusion", r"\b([Bb])lood tx\b", r"\1lood transfusion"),
    rewrites("for good or for a time", r"(?<=% perm)\.? ?/ ?(\d+(?:\.\d+)?%) temp\b\.?", r"anent, \1 temporary"),
    rewrites("right away", r"(?<=[a-z] )stat(?=[;,]|\.?$)", "right away"),
    rewrites("on examination", r"(?<![\w/])O/E(?=:| [A-Za-z])", "on examination"),
    rewrites("investigations", r"(?<!\w)Ix(?=:)", "investigations"),
    rewrites("an impression", r"(?<!\w)Imp(?=:)", "impression"),
    rewrites("what may be", r"(?:^|(?<=[\s(:,/]))\?(?=(?:[A-Za-z]{2}|[CTLS]\d)[\w /-]*(?:[,.;)?]|$))", "possible "),
    rewrites("after hours", r"(?<![\w/])[Aa]/[Hh](?=:| (?:call|ring|phone|contact|\d))", "after hours"),
    rewrites(
        "under the skin",
        r"(?<=\d )(units|mg|mL|ml|IU) s/c\b|(?<=\dmg )s/c\b|(?<=\dml )s/c\b",
        lambda m: f"{m[1] or ''} SC".strip(),
    ),
    rewrites("once a day under the skin", r"\b(SC|IM|IV|PO) od(?!\w)", r"\1 once daily"),
    rewrites("so many once a day", r"(?<=mg )(\d) OD(?!\w)", r"\1 once daily"),
    rewrites("every morning", r"(?<=\d)( ?(?:mg|mcg|g|units)) OM(?!\w)", r"\1 every morning"),
    rewrites("every night", r"(?<=\d)( ?(?:mg|mcg|g|units)) ON(?=[,.;)]|$| (?:and|for|x|then)\b)", r"\1 every night"),
    rewrites("a weekend and bank holidays", r"\bSat/Sun/BHs?(?!\w)", "Saturday, Sunday and bank holidays"),
    rewrites("bank holidays", r"(?<=(?:Sat|Sun|Mon|Fri))([/,&] ?|s? and )BHs?(?!\w)", r"\1bank holidays"),
    rewrites(
        "a period of hours",
        r"(?<![\w.,–-])(\d{1,3}) ?hrs? (?=(?:period|service|helpline|line|urine|supply|fast|cover)\b)",
        r"\1-hour ",
    ),
    rewrites("repeats", r"(?<=\d )rpts\b\.?", "repeats"),
    rewrites(
        "with",
        r"(?<=[a-z\d] )c (?=(?:XR|X-?rays?|ADLs?|wife|husband|partner|family|daughter|son|frame|stick)\b)",
        "with ",
    ),
    rewrites("ready to go home", r"\b([Ff]or|[Rr]eady for|[Ff]it for) d/c\b", r"\1 discharge"),
    rewrites("included", r"\bincl\.?(?=\)|;|$)", "included"),
    rewrites("numbers of a clinic", r"(?<=[a-z] )[Nn]os\.(?=:)", "numbers"),
    rewrites("years of a smoker", r"(?<=\d )pk ?yrs?\b", "pack years"),
    says(
        "a number in groups of four",
        r"(?<![\w.,$-])\d{4}(?: \d{4}){2,3}(?![\w-]|[.,]\d| \d)",
        lambda match: ", ".join(map(digits, match[0].split())),
    ),
)
