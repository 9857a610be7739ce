"""Lines of a list of medicines, as a chart prints them: 325 (65 FE) MG tablet, 10 mg - 1/2 tab, PO q Wed, SL tab."""

import re

from voiceedu.narration.text_normalization.rules import ABBREVIATION_DOT, Rule, has, rewrites, says

_FORMS = "inhalations?|tabs?|caps?|tablets?|capsules?|puffs?|patch(?:es)?|sprays?|drops?|supp|pkts?|packets?"
_STRENGTH = "mg|MG|mcg|MCG|g|mL|ML|units?|mEq|MEQ|%"
_DAYS_IN_SHORT = re.compile(r"\b(?:M|Mo|Mon)-(?:Sa|Fr?|Sat|Fri|Th)\b|\b(?:M|T|Tu|Th|W|F|Sa)/(?:Th|W|F|Sa|Su)\b")
_SIGNS_OF_A_HEART = re.compile(r"\bSOB\b|\b911\b|\bshortness of breath\b|\bpalpitations\b|\bDOE\b|\bdyspnea\b")
_PENICILLIN = re.compile(r"\b(?:PCN|penicillin|bicillin|pen G)\b", re.IGNORECASE)
_SALTS = {"succ": "succinate", "tart": "tartrate", "besyl": "besylate"}
_BRITISH = {"od": "once a day", "bd": "twice a day", "tds": "three times a day", "qds": "four times a day"}
_MASS_OR_FORM = re.compile(r"\d ?(?:mg|mcg|µg|g|units?|IU|tab(?:let)?s?|cap(?:sule)?s?|puffs?|inhalations?)\b")
_NO_DOSE = re.compile(
    r"\b(?:eyes?|gtts?|drops?|O[SU]|VA|IOP|vision|overdos\w*|naloxone|narcan|Dr|optom\w+)\b|\d ?%|20/\d\d|\dgtt",
    re.IGNORECASE,
)
_TREATED = re.compile(
    r"%|\d/(?:7|52)|[×x] ?\d|\d (?:days?|weeks?)\b|"
    r"\b(?:teeth|brush|paste|cream|ointment|oint|gel|wash|soak|seal|rinse|drops?|apply|spray|rash|dressing|use)\b",
    re.IGNORECASE,
)


def _read_once_a_day(match: re.Match[str]) -> str | None:
    """Return "once daily" for OD in a text with a dose that no eye is given."""
    is_dose = has(_MASS_OR_FORM, match.string) and not has(_NO_DOSE, match.string)
    return "once daily" if is_dose else None


def _read_done(match: re.Match[str]) -> str | None:
    if match[3] == "OD" and has(_NO_DOSE, match.string):
        return None
    return f"{match[1]}{match[2] or ''} {_BRITISH[match[3].lower()]}"


def _read_iron(match: re.Match[str]) -> str:
    unit = match["unit"].lower()
    name = "of iron" if match["name"].upper() == "FE" else match["name"]
    return f"{match['salt']} {unit} ({match['iron']} {unit} {name})"


def _read_sunday(match: re.Match[str]) -> str | None:
    return "Sunday" if _DAYS_IN_SHORT.search(match.string) else None


def _read_worn(match: re.Match[str]) -> str:
    """Return "on in the morning, off at bedtime" for "on AM, off HS"."""
    joint = " and " if "and" in match["gap"] else ", "
    return f"on in the morning{joint}off {'in the evening' if match['end'] == 'PM' else 'at bedtime'}"


_DAYS = {day[:3]: day for day in ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")}

RULES: tuple[Rule, ...] = (
    rewrites(
        "iron in brackets before the unit",
        r"(?<![\w.,])(?P<salt>\d+(?:\.\d+)?) ?\((?P<iron>\d+(?:\.\d+)?) ?(?P<name>FE|Fe|elemental)\)"
        r" ?(?P<unit>MG|mg)\b",
        _read_iron,
    ),
    rewrites(
        "how much after the strength",
        rf"(?<=[\d ])({_STRENGTH}|{_FORMS}) - (?=(?:\d+/\d+|\d+(?:\.\d+)?|[½¼¾]) ?(?:{_FORMS})\b)",
        r"\1, ",
    ),
    rewrites(
        "units of a volume",
        r"(?<![\w.,])(?!1 )(\d[\d,.]*) ?(unit|gram|milligram|microgram|milliliter)(?=/[a-zA-Z])",
        r"\1 \2s",
    ),
    rewrites("units in brackets", r"\((\d[\d,]+) unit\)", r"(\1 units)"),
    rewrites(
        "every some day",
        r"\bq\.? ?(?P<day>Mon|Tue|Wed|Thu|Fri|Sat|Sun)(?:s|r|rs)?(?:day|nesday|urday)?(?!\w)",
        lambda match: f"every {match['day'] if match.string[match.end() :][:1] == '.' else _DAYS[match['day']]}",
    ),
    rewrites("a tablet under the tongue", r"(?<=[gG] )SL (?:tab|TAB)(?:let|LET)?(?!\w)", "sublingual tablet"),
    rewrites("Sunday in short", r"(?<![\w/.-])Su(?=[,;.)]|$)", _read_sunday),
    rewrites("chest pain", r"\b((?i:prn|for|denies|no)) CP(?=[,;.)/]|$)", r"\1 chest pain"),
    rewrites(
        "chest pain beside its signs",
        r"(?<![\w/-])CP(?=[,;.)/]|$| (?:or|and|→|persists|continues|at rest))",
        lambda match: "chest pain" if _SIGNS_OF_A_HEART.search(match.string) else None,
    ),
    says(
        "salts of metoprolol and amlodipine",
        r"\b(?i:metoprolol|amlodipine) (?P<said>(?i:succ|tart|besyl)\b\.?)",
        lambda match: _SALTS[match["said"].rstrip(".").lower()],
    ),
    rewrites(
        "how many are dispensed",
        r"\b((?:[Dd]isp(?:ense)?|[Qq]uantity|[Qq]ty)[:.]? ?#?(?:\d{2,}|[2-9]) "
        r"(?:tablet|capsule|pack|packet|vial|syringe|pen|tube|bottle))"
        r"(?=[,;.]|$)",
        r"\1s",
    ),
    rewrites(
        "no refills of a prescription",
        r"(?:(?<=[A-Za-z\d°], )|(?<=#\d )|(?<=#\d\d )|(?<=#\d\d\d ))NR(?=[.;)]|$)",
        lambda m: "no refills" if "#" in m.string else None,
    ),
    rewrites("sprays in short", r"(?<=\d )spr\b\.?", "sprays"),
    rewrites("one spray in short", r"(?<![\w.])1 sprays", "1 spray"),
    rewrites(
        "strength of a liquid",
        r"\b((?i:amox\w*|augmentin|azithro\w*|zithromax|cef\w+|omnicef|keflex|ibuprofen|acetaminophen|tylenol|motrin)"
        r"(?: susp\w*\.?)?) (\d{2,3}) ?/ ?5(?=[:,;)]|$| (?:susp|[\d.]+ ?m[lL]))",
        r"\1 \2 per 5",
    ),
    rewrites(
        "millions of units of penicillin",
        r"(?<=\d) ?m[Uu](?![\w/])",
        lambda match: " million units" if _PENICILLIN.search(match.string) else None,
    ),
    rewrites("per day, after capitals", r"(?<=[A-Z]{2}) ?/ ?d(?![\w/])", " per day"),
    rewrites("a changed diaper", r"(?<=diaper )Δ|(?<=dressing )Δ", "change"),
    rewrites("prescribed", r"\bR[xX]['’]d\b", "prescribed"),
    rewrites("except", r"\bexc\.(?= [A-Za-z])|\bex\.(?= (?:[LRB]|left|right|for) )", "except"),
    rewrites(
        "once a day, of what is no eye",
        rf"(?:(?<=\d)|(?<=\d ))((?:{_STRENGTH}|{_FORMS})(?: ?/ ?kg(?: ?/ ?(?:day|dose))?| per (?:kg|kilogram))?"
        rf"(?: (?:PO|po|IV|IM|SC))?) (?:OD|[oO]\.[dD](?!\w){ABBREVIATION_DOT})(?!\w| ?[–-] ?BD)",
        lambda match: None if match[1].startswith("drop") else f"{match[1]} once daily",
    ),
    rewrites("so many once a day", r"(?<=\d )od(?= ?[×x]| (?:for|then)\b|,)", "once daily"),
    rewrites(
        "once a day, in another text than of eyes",
        r"(?:\b(?:then|thereafter)|→) (?P<said>OD)(?![\w/-])",
        _read_once_a_day,
    ),
    rewrites(
        "every morning and night, with dots",
        rf"(?<=\d)( ?(?:mg|mcg|g|units)) o\.(?P<when>[mn])(?!\w){ABBREVIATION_DOT}",
        lambda match: f"{match[1]} every {'morning' if match['when'] == 'm' else 'night'}",
    ),
    rewrites(
        "once a day by a small word",
        rf"(?<![\w.])o\.d(?!\w){ABBREVIATION_DOT}",
        lambda match: None if has(_NO_DOSE, match.string) else "once a day",
    ),
    rewrites(
        "so many, twice a day or more",
        r"(?:(?<=[A-Za-z→↑↓,;] )|(?<=→))(\d{1,4}(?:\.\d+)?) (BD|TDS|QDS|bd|tds|qds)(?![\w/])",
        lambda match: f"{match[1]} {_BRITISH[match[2].lower()]}",
    ),
    rewrites(
        "so many sachets, twice a day",
        r"(?<=\d )(sachets?|tab(?:let)?s?|cap(?:sule)?s?|drops?|puffs?|sprays?|mls?) BD(?![\w/–-])",
        r"\1 twice a day",
    ),
    rewrites(
        "twice a day, at the end",
        r"(?<=[a-zA-Z%] )(?<!\b[Ww]ith )(?<!\b[Oo]f )(?<!\b[Aa]nd )(?<!\b[Tt]he )(?<!\bhas )BD"
        r"(?=[;)]| ?[×x] ?\d| ?→|, [a-z]|\.?$)",
        lambda match: "twice a day" if has(_TREATED, match.string) else None,
    ),
    rewrites(
        "what is done twice a day or more",
        r"\b((?i:empty|change|apply|use|clean|rinse|wash|bathe|drain|flush|soak|massage|exercises?))( it| them)?"
        r" (OD|BD|TDS|QDS)(?![\w/–-]| (?:needles?|syringes?|pens?|lancets?|Ultra))",
        _read_done,
    ),
    rewrites("once a day by mouth", r"\b((?:PO|po)) OD(?!\w)", r"\1 once daily"),
    rewrites("into a vein or by mouth", r"\b(IV|IM|SC|SL|PR) ?/ ?(?:PO|po)(?![\w/])", r"\1 or by mouth"),
    rewrites("by mouth or into a vein", r"\b(?:PO|po) ?/ ?(?=(?:IV|IM|SC|SL|PR)(?![\w/]))", "by mouth or "),
    rewrites("millions of units", r"(?<=\d million )U(?![\w/]|\.S)", "units"),
    rewrites(
        "what is worn by day",
        r"\bon (?:in (?:the )?)?(?:AM|a\.m\.)(?P<gap>[,;/]? ?(?:and )?)"
        r"off (?:at |in (?:the )?)?(?P<end>HS|PM|bedtime)\b",
        _read_worn,
    ),
    rewrites(
        "a weight before who has it",
        r"(?<![\w.,-])(\d+(?:\.\d+)?) ?(kg|lb)s?"
        r"(?= (?:child|baby|infant|newborn|adult|patient|person|man|woman|boy|girl)\b)",
        r"\1-\2",
    ),
    rewrites(
        "an amount before what holds it",
        r"(?<![\w.,-])(\d+(?:\.\d+)?) ?(mL|ml|g)"
        r"(?= (?:spoonfuls?|(?:oral )?glucose (?:challenge|tolerance|load|drink)))",
        r"\1-\2",
    ),
    rewrites("some volume of a strength", r"(?<=/m[Ll]) ?[x×] ?(?=\d)", " times "),
)
