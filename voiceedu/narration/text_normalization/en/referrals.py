"""Letters between doctors and what is dictated: naproxen 500 bd, 72/24 pre, U+Es, 3/12ly, r/v, d. MI, Mrs LOWE."""

import re

from voiceedu.narration.text_normalization.rules import Rule, rewrites, says

_OFTEN = {"od": "once a day", "bd": "twice a day", "tds": "three times a day", "qds": "four times a day"}
_FAMILY = re.compile(r"\b(?:F[HM]x?|FAMILY|[Ff]amily|[Mm]other|[Ff]ather|[Ss]ib\w*)\b")
_OF_MOVEMENT = re.compile(r"\b[AP]?ROM\b")
_REFLEXES = re.compile(r"\b(?:reflex\w*|DTRs?|motor block|Bromage)\b", re.IGNORECASE)
_SPANS = {"7": "day", "12": "month", "52": "week"}
_SIDES = {"R": "right", "L": "left"}
_LABELS = {"GEN": "General", "RESP": "Respiratory", "ABD": "Abdomen", "EXT": "Extremities", "PULM": "Pulmonary"}
_ROTATION = {"rot": "rotation", "rot.": "rotation", "lat": "lateral", "lat.": "lateral"}
_TESTED = re.compile(r"(?:['’]s|SLR|FABER|FADIR|[Tt]est|[Ss]ign|[Ll]oading|[Ss]lump) [+–−-] $")

RULES: tuple[Rule, ...] = (
    rewrites(
        "a dose by its number and how often",
        r"(?<=[a-z]{3} )(\d{1,4}(?:\.\d+)?) (od|bd|tds|qds)(?=[,;.)]|$| (?:\+|and|for|then|prn|with)(?!\w))",
        lambda match: f"{match[1]} {_OFTEN[match[2]]}",
    ),
    rewrites("hours before and after", r"(?<![\w./-])(\d{1,2})/24(?= (?:pre|post|before|after|prior)\b)", r"\1 hours"),
    rewrites(
        "every so many months",
        r"(?<![\w./-])(\d{1,2})/(7|12|52)ly\b",
        lambda match: f"every {match[1]} {_SPANS[match[2]]}s",
    ),
    rewrites(
        "days that a drug is held",
        r"\b([Hh]old|[Oo]mit|[Ww]ithhold|[Oo]ff) ([1-9]|10)/7(?![\w/])",
        r"\1 \2 days",
    ),
    rewrites("salts of the blood", r"(?<!\w)U ?[+&] ?Es?(?!\w)", "U&Es"),
    rewrites(
        "a review",
        r"(?<![\w/])[Rr]/[Vv](?P<joint> c(?= ))?(?![\w/])",
        lambda m: "review" + (" with" if m["joint"] else ""),
    ),
    rewrites("side effects", r"(?<=\()[Ss]/[Ee](?=[):])|(?<![\w/])[Ss]/[Ee]s?(?=:)", "side effects"),
    rewrites("a day of birth", r"(?<!\w)(?:dob|DoB|d\.o\.b\.?)(?=:? ?\d)", "DOB"),
    rewrites(
        "a name in capitals",
        r"\b((?:Mr|Mrs|Ms|Miss)\.? (?:[A-Z][a-z]+ ){0,2})(?!FRC|MRC|FFP|FRA|MBB|MBE|OBE|BSC|PHD)"
        r"([A-Z]{3,12})(?=[,;.)]|$| [a-z(])",
        lambda match: match[1] + match[2].capitalize(),
    ),
    rewrites(
        "a doctor's name in capitals",
        r"\b(Dr\.? )([A-Z]{3,12})(?=[,;.)]|$| [a-z(])",
        lambda match: match[1] + match[2].capitalize(),
    ),
    rewrites(
        "an age before a noun",
        r"(?<=\d) (?:yrs?|years?) old (?=(?:[a-z-]{3,} ){0,2}"
        r"(?:man|woman|male|female|boy|girl|lady|gentleman|patient|person|teacher|worker|farmer|nurse|driver|student)\b)",
        "-year-old ",
    ),
    rewrites(
        "what one died of",
        r"(?<![\w.])d\. (?=[A-Z]{2,4}\b|cancer|stroke|heart)",
        lambda match: "died of " if _FAMILY.search(match.string) else None,
    ),
    rewrites(
        "vital signs in a row",
        r"(?<![\w.])(\d{2,3}\.\d)-(\d{2,3})-(\d{2})-(?=\d{2,3}/\d{2,3}(?!\d))",
        r"\1, \2, \3, ",
    ),
    rewrites("headings of an examination", r"^(GEN|RESP|ABD|EXT|PULM)(?=: )", lambda match: _LABELS[match[1]]),
    rewrites(
        "how far of what is usual",
        r"\b((?:[Ff]lex|[Ee]xt|[Rr]ot|SB|[Ll]at|[Aa]bd|[Aa]dd|IR|ER)\w*\.?:?) (\d{1,3}) ?/ ?(\d{1,3})(?![\d/°])",
        lambda match: (
            f"{_ROTATION.get(match[1].lower(), match[1])} {match[2]}° of {match[3]}°"
            if _OF_MOVEMENT.search(match.string) and int(match[2]) <= int(match[3])
            else None
        ),
    ),
    rewrites(
        "degrees of a reflex",
        r"(?<![\w./-])([0-4])\+? ?/ ?4(?![\w/])",
        lambda match: f"{match[1]} out of 4" if _REFLEXES.search(match.string) else None,
    ),
    rewrites("a side after a strength", r"(?<=/5 )([RL])(?= ?[,;.)]|$)", lambda match: f"on the {_SIDES[match[1]]}"),
    rewrites(
        "a side after a sign",
        r"(?<=[+–−-] )([RL])(?=[,;)]|\.?$)",
        lambda match: f"on the {_SIDES[match[1]]}" if _TESTED.search(match.string[: match.start()]) else None,
    ),
    rewrites(
        "a side after an illness",
        r"(?<=[a-z]{3})(itis|pathy|osis|pain|algia|plegia|paresis|prolapse|protrusion), ([RL])(?=[.;]|$)",
        lambda match: f"{match[1]}, {_SIDES[match[2]]}",
    ),
    rewrites(
        "a side after levels in a row",
        r"(?<=-\d-\d) ([RL])(?=[,;]|\.?$)|(?<=[CTLS]\d-\d) ([RL])(?=[,;]|\.?$)",
        lambda match: f" {_SIDES[match[1] or match[2]]}",
    ),
    rewrites("weeks in short", r"\b(RTC|f/u|F/U|in|for) (\d{1,2})w(?=[,;.)]|$)", r"\1 \2 weeks"),
    rewrites(
        "hours without food", r"\b(NPO|fast(?:ed|ing)?) ?(?:for |[x×]) ?(\d{1,2}) ?°(?! ?[CF])", r"\1 for \2 hours"
    ),
    rewrites("a share for some time", r"(?<=%) ?[x×] ?(?=\d+(?:\.\d+)? ?(?:h|hrs?|hours?|min|d|days?)\b)", " for "),
    rewrites("a concentration", r"\b([Cc])onc\.(?= \d)", r"\1oncentration"),
    rewrites("what one feels", r"\b([Pp])ercept\. (?=thresh)", r"\1erception "),
    rewrites(
        "a day of several",
        r"\b([Dd]ay) (\d{1,2})/(\d{1,2})(?![\w/])",
        lambda match: f"{match[1]} {match[2]} of {match[3]}" if int(match[2]) <= int(match[3]) else None,
    ),
    rewrites("thousands of steps", r"(?<![\w.,$])(\d{1,3}(?:\.\d)?)k(?=→|/d\b| ?→)", r"\1 thousand"),
    rewrites("seconds of screening", r"\b([Ss]creen(?:ing)?(?: time)?:?) 0?0:0?(\d{1,2})(?!\d)", r"\1 \2 sec"),
    rewrites("a score below zero", r"(?<=[A-Za-z,;:(] )[–](?=\d+\.\d(?!\d| ?[ap]\.?m))", "minus "),
    rewrites("a narrow canal", r"\b([Cc]anal|[Ff]oram\w*) st\.", r"\1 stenosis"),
    rewrites("fluid in a joint", r"\beff(?= [+–−-](?=[,;.]|$))", "effusion"),
    rewrites("hours of a night", r"(?<=\d) ?h(?:rs?)? ?/ ?nt\b", " hours per night"),
    rewrites("a code of an authorization", r"\b([Aa])uth\. (?=code)", r"\1uthorization "),
    says("what one drinks", r"(?<!\w)ETOH(?!\w)", "alcohol"),
)
