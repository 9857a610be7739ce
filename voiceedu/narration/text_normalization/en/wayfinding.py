"""Ways to a clinic and words of its desk: the A34 N, 2 km N., Room B1.24, nr. the station, sw/bd, closed PHs."""

import re

from voiceedu.narration.text_normalization.en.numbers import cardinal, decimal, digits
from voiceedu.narration.text_normalization.rules import Rule, rewrites, says

_DIRECTIONS = {"N": "north", "S": "south", "E": "east", "W": "west"}
_PROVINCES = {
    "ON": "Ontario",
    "BC": "British Columbia",
    "AB": "Alberta",
    "QC": "Quebec",
    "MB": "Manitoba",
    "SK": "Saskatchewan",
    "NS": "Nova Scotia",
    "NB": "New Brunswick",
    "NL": "Newfoundland and Labrador",
    "PE": "Prince Edward Island",
}
_IRISH_COUNTIES = (
    "Antrim|Armagh|Carlow|Cavan|Clare|Cork|Derry|Donegal|Down|Dublin|Fermanagh|Galway|Kerry|Kildare|Kilkenny|Laois|"
    "Leitrim|Limerick|Londonderry|Longford|Louth|Mayo|Meath|Monaghan|Offaly|Roscommon|Sligo|Tipperary|Tyrone|Waterford|"
    "Westmeath|Wexford|Wicklow|Durham"
)
_COUNTRIES = "Australia|New Zealand|Ireland|India|the (?:UK|US|USA|EU)|Europe|Canada|Mexico"
_DAY = r"(?:Mon|Tue|Wed|Thu|Fri|Sat|Sun)[a-z]*\.?"


def _read_long(number: str) -> str:
    """Return the digits of a number to dial, and the value of a round one."""
    return decimal(number) if number.endswith("00") else digits(number)


RULES: tuple[Rule, ...] = (
    rewrites(
        "directions of a British road",
        r"(?<![\w-])([AM]\d{1,4}) ([NSEW])(?=[,;.)]|$| (?:to|from|for|until|towards?|past|and)\b)",
        lambda match: f"{match[1]} {_DIRECTIONS[match[2]]}",
    ),
    rewrites(
        "directions after a distance",
        r"(\d ?(?:km|mi|m|miles?|blocks?|metres|meters|yards)) ([NSEW])(?=[,;.)]|$| (?:of|from|on|along)\b)",
        lambda match: f"{match[1]} {_DIRECTIONS[match[2]]}",
    ),
    rewrites(
        "rooms with a dot",
        r"\b((?i:room|rm|office|theatre|bay)\.? [A-Z]{1,2}\d{1,2})\.(?=\d{1,3}(?![\w.]))",
        r"\1 point ",
    ),
    rewrites("an extension by an x", r"(?:(?<=\d{4}),? |(?<=\()(?=x\d{4}))x(?=\d{3,5}(?![\w.,]*\d|\w))", " ext. "),
    rewrites("an elevator", r"\b([Ee])lev\.?(?= [A-Z\d](?!\w))", r"\1levator"),
    rewrites(
        "a station",
        r"\b(RN|[Nn]urs(?:e|es|ing)['’]?s?|[Ss]ubway|[Mm]etro|[Tt]rain|[Bb]us|Tube|Ctr\.?|Center|St\.?) stn\b\.?",
        r"\1 station",
    ),
    rewrites(
        "a wing after a way", r"\b((?:to|at|near|from|on) [1-9])W(?=[,;]| (?:and|then|desk|nurs|elev))", r"\1 west"
    ),
    rewrites("a referral", r"\b([Rr])ef\.(?= (?:to|from|by) (?:Dr|the|your|an?|Prof)\b)", r"\1eferral"),
    rewrites(
        "near",
        r"(?<![\w.])[Nn]r\.? (?=the [A-Za-z]|[A-Z][a-z]+ (?:St|Station|Road|Rd|Park|Church|School|Hospital)\b)",
        "near ",
    ),
    rewrites("a county", rf"(?<!& )\bCo\.? (?=(?:{_IRISH_COUNTIES})\b)", "County "),
    rewrites("a general hospital", r"\bGen\.(?= (?:[Hh]osp|Practice|Surgery|Medicine))", "General"),
    rewrites("a secretary", r"(?<=['’]s )[Ss]ec\.?(?=:)", "secretary"),
    rewrites(
        "a number of the house",
        r"\b((?:[Ff]ax|[Pp]hone|[Tt]el|[Yy]our|[Oo]ur|[Tt]he|[Mm]y|[Hh]is|[Hh]er)) no\.(?= is\b| \()",
        r"\1 number",
    ),
    rewrites("a telephone in short", r"\b([Mm])ob\.?(?=:? ?[+\d(])", r"\1obile"),
    rewrites("a phone in short", r"\b([Pp])h\.(?= ?[+(\d])", r"\1hone"),
    rewrites("a ground floor", r"\bGr\.? (?=[Ff](?:loor|lr)\b)", "ground "),
    rewrites("without holidays", r"\b[Ee]xcl\.? (?=[A-Za-z])", "excluding "),
    rewrites("bank holidays", r"(?<=excluding )BHs?(?!\w)|(?<=incl\. )BHs?(?!\w)", "bank holidays"),
    rewrites("younger than so many", r"< ?(\d{1,2})s(?!\w)", r"under \1s"),
    says(
        "the alarm of a country",
        rf"(?<![\w.,/-])(?P<said>000|1\d\d|9\d\d)(?= (?:in|for) (?:{_COUNTRIES})\b)",
        lambda match: digits(match["said"]),
    ),
    says(
        "an extension or the next",
        r"\b(?P<said>ext(?:n|ension)?s?\b\.? ?(?P<number>\d{3,5}) ?/ ?(?P<last>\d{1,2}))(?![\w/])",
        lambda match: f"{', ' * (match.start() > 0)}extension {digits(match['number'])} or {digits(match['last'])}",
    ),
    rewrites("Queensland", r"\bQld(?:\b\.(?=[ ,;)])|\b)", "Queensland"),
    rewrites("a switchboard", r"(?<![\w/])[Ss](?:w(?:/bd|bd)|/B|/bd|/board)(?![\w/])", "switchboard"),
    rewrites(
        "public holidays",
        rf"((?:{_DAY}|[Cc]losed|[Ww]eekends?)(?:,| ?&| and| or| on)* )PHs?(?=[,;.)]|$)",
        r"\1public holidays",
    ),
    rewrites("a certificate", r"\b([Cc])ert\.(?= (?:valid|of|is|needed|required))", r"\1ertificate"),
    rewrites("a ticket", r"\b([Tt])kt(s?)\b\.?(?=[ ,;)]|$)", r"\1icket\2"),
    rewrites(
        "provinces of Canada",
        rf"(?:(?<=[a-z],)|(?<=[a-z])) ({'|'.join(_PROVINCES)})(?=,? [A-Z]\d[A-Z] ?\d[A-Z]\d)",
        lambda match: f" {_PROVINCES[match[1]]}",
    ),
    says(
        "a short number of a service",
        r"(?:^|\b(?:[Rr]ing|[Tt]ry|[Vv]ia) )(?P<said>[2-8]11)(?= \([A-Z]|: )",
        lambda match: digits(match["said"]),
    ),
    says("an alarm before a reason", r"(?<![\w.,/-])(?P<said>999|000)(?= if\b)", lambda match: digits(match["said"])),
    says(
        "a British number in three groups",
        r"(?<![\w.,+-])0\d{4} \d{3} \d{3}(?![\w-]|[.,]\d| \d)",
        lambda match: ", ".join(map(digits, match[0].split())),
    ),
    rewrites(
        "an extension of a ward", r"(?:(?<=[A-Z]{2} )|(?<=\b[Rr]ing )|(?<=nurse ))x(?=\d{4}(?![\w.,]*\d|\w))", "ext. "
    ),
    rewrites("an entrance", r"\b([Mm]ain|[Ss]ide|[Rr]ear|[Nn]orth|[Ss]outh|[Ee]ast|[Ww]est) ent\b\.?", r"\1 entrance"),
    rewrites("a round of a ward", r"\b([Ww]ard) rd\b\.?", r"\1 round"),
    rewrites("a room at the side", r"\b([Ss]ide) rm\b\.?", r"\1 room"),
    rewrites("a station of trains", r"(?<=[a-z] )Stn\b\.?", "Station"),
    rewrites(
        "an afternoon",
        r"(?<=(?:Mon|Tue|Wed|Thu|Fri|Sat|Sun) )([ap])m\b|(?<=(?:Tues|Thur) )([ap])m\b|(?<=Thurs )([ap])m\b",
        lambda match: f"{(match[1] or match[2] or match[3]).upper()}M",
    ),
    says("an alarm after an arrow", r"→ ?(?P<said>999)(?![\w.,/-]*\d)", digits("999")),
    says(
        "an extension after a small word",
        r"\b(?:on|at|to|or|and|dial|call|ring) (?P<said>ext(?:n|ension)?\b\.? ?(?P<number>\d{2,6}))(?![\w/-]|[.,]\d)",
        lambda match: f"extension {digits(match['number'])}",
    ),
    rewrites("a year and the next", r"(?<![\w./-])((?:19|20)\d\d) ?/ ?(?=(?:19|20)\d\d(?![\w/]|[.,]\d))", r"\1 to "),
    says(
        "roads with a letter",
        r"\b(?:Route|Rte\.?|Rt\.?|Highway|Hwy\.?) (?P<said>(?P<number>\d{1,3})(?P<letter>[A-Z]))(?!\w)",
        lambda match: f"{cardinal(int(match['number']))} {match['letter']}",
    ),
    says(
        "two long numbers",
        r"(?<![\w.,/$£€-])(?P<first>\d{4,6}) ?/ ?(?P<last>\d{4,6})(?![\w/-]|[.,]\d| ?(?:m[lL]|mg|mcg|cc)\b)",
        lambda match: (
            f"{_read_long(match['first'])} or {_read_long(match['last'])}"
            if re.search("[A-Za-z]", match.string)  # two numbers alone are a fraction
            else None
        ),
    ),
    rewrites(
        "hours with dots and a zero",
        r"(?<![\w.:/$£€-])(0\d)\.([0-5][05])( ?[-–] ?| to )([01]\d|2[0-3])\.([0-5][05])"
        r"(?![\w%]|[.,:]\d| ?(?:m?c?g|m[lL]|%|°))",
        r"\1:\2\3\4:\5",
    ),
)
