"""Spans, times, sizes and numbers that are written loosely: 8.30-5.00, 1 - 2 oz, six weeks-4 months, 6ft x 3ft."""

import itertools
import re

from voiceedu.narration.text_normalization.en.numbers import cardinal, digits
from voiceedu.narration.text_normalization.rules import Rule, rewrites, says

_BEFORE_HOURS = (
    r"(?:Mon|Tues?|Wed(?:nes)?|Thu(?:rs?)?|Fri|Sat(?:ur)?|Sun)(?:day)?s?|[Ww]eekdays|[Dd]aily|[Oo]pen|[Cc]losed|[Hh]ours|"
    r"[Cc]linics?|[Tt]imes?|[Ff]rom|[Bb]etween"
)
_HOUR = r"(?:[01]?[1-9]|10|2[0-3])"
_ARRIVAL = re.compile(
    r"\b(?:arrive|arrival|appt|appointment|admission|admitted|report|come|attend|theatre)\b", re.IGNORECASE
)
_SHARES = {"w": "weight", "v": "volume"}
_PARTS_OF_AN_INCH = {
    "½": "half",
    "1/2": "half",
    "¼": "quarter",
    "1/4": "quarter",
    "¾": "three quarter",
    "3/4": "three quarter",
}


def _read_time(match: re.Match[str]) -> str:
    """Return "eleven fifty six and forty eight seconds P M" for 11:56:48 PM."""
    minute = int(match["minute"])
    clock = f"{cardinal(int(match['hour']))} {'oh ' * (0 < minute < 10)}{cardinal(minute) if minute else ''}".strip()
    seconds = f" and {cardinal(int(match['second']))} seconds" if int(match["second"]) else ""
    return f"{clock}{seconds}" + (f" {match['half'].upper()} M" if match["half"] else "")


def _list_lengths(match: re.Match[str]) -> str:
    """Return "3, 5 or 10" for 3/5/10 yrs, and "6, 2, 2" for lengths that follow one another."""
    numbers = re.split(r" ?/ ?", match[0])
    are_choices = all(int(low) < int(high) for low, high in itertools.pairwise(numbers))
    return f"{', '.join(numbers[:-1])} or {numbers[-1]}" if are_choices else ", ".join(numbers)


def _rewrite_hours(match: re.Match[str]) -> str:
    """Return "Fri 9:00 to 5:00" for "Fri – 9.00-5.00", as Britain writes opening hours."""
    joint = match["joint"] if match["joint"] == " and " else " to "
    return f"{match['before']} {match['first']}:{match['minute']}{joint}{match['last']}:{match['end']}"


RULES: tuple[Rule, ...] = (
    rewrites("checks", r"√['’]?s(?!\w)", "checks"),
    rewrites("a check", r"(?<=[A-Za-z] )√(?= [A-Za-z])", "check"),
    rewrites(
        "seconds of a course",
        r"(?<=[x×] )(\d{2,3})s(?=[,;)]|\.?$| ?[x×]| (?:each|per|hold|rest|then|and|with|w/))",
        r"\1 sec",
    ),
    rewrites(
        "seconds of two sides",
        r"(?<![\w.])(\d{0,2}[1-9]|\d{1,2}\.\d)s ?/ ?(\d{0,2}[1-9]|\d{1,2}\.\d)s(?!\w)",
        r"\1 sec, \2 sec",
    ),
    rewrites("stones", r"(?<![\w.,/-])([4-9]|[1-3]\d) ?st\.? (?=\d{1,2} ?lbs?\b)", r"\1 stone "),
    rewrites(
        "an arrival and its appointment",
        r"(?<![\w.,/-])([01]\d|2[0-3])([0-5]\d) for ([01]\d|2[0-3])([0-5]\d)(?![\w-]|[.,]\d)",
        lambda match: f"{match[1]}:{match[2]} for {match[3]}:{match[4]}" if _ARRIVAL.search(match.string) else None,
    ),
    rewrites("ordinals with a space", r"(?<![\w.,/-])(\d{1,3}) (st|nd|rd|th)(?!\w|\.\w)", r"\1\2"),
    rewrites(
        "opening hours with dots",
        rf"\b(?P<before>{_BEFORE_HOURS})[ ,:–-]+(?P<first>{_HOUR})\.(?P<minute>[0-5][05])(?P<joint> ?[-–] ?| to | and )"
        rf"(?P<last>{_HOUR})\.(?P<end>[0-5][05])(?![\w%]|[.,:]\d| ?(?:m?c?g|m[lL]|%|°|[FC]\b|[a-z]+/))",
        _rewrite_hours,
    ),
    rewrites(
        "bullets in letters within a line",
        r"(?<=[a-z.,;:)])(?<!type)(?<!group)(?<!blood) o (?=[A-Za-z\d])",
        lambda match: " " if match.string[match.start() - 1] in ".,;:" else ", ",
    ),
    rewrites(
        "no space after a stop",
        r"(?<=[a-z°%)])\.(?=[A-Z][a-z]+[ ,'’])",
        lambda match: " . " if match.string[match.start() - 1] in "°%" else ". ",
    ),
    rewrites(
        "a telephone number with a loose hyphen",
        r"(?<![\w.,+-])(0\d{2,4})(?: -|- | - )(\d{3,4}) ?- ?(\d{3,4})(?![\w-])",
        r"\1-\2-\3",
    ),
    says(
        "the end of another telephone number",
        r"(?<=\d{6})/(?P<number>\d{6,7})(?![\w/-])|(?<=\d{3} \d{3})/(?P<groups>\d{3} \d{3,4})(?![\w/-])",
        lambda match: f" or {digits(match[0][1:].replace(' ', ''))}",
    ),
    rewrites(
        "a telephone number in short",
        r"\b((?i:tel|telephone|phone|fax|mobile|room|bed|ward|contact|hospital|NHS))\.? [Nn]o\b\.?(?=:| ?[\d+(])",
        r"\1 number",
    ),
    says(
        "a time to the second",
        r"(?<![\w.:])(?P<hour>[01]?\d|2[0-3]):(?!00:00)(?P<minute>[0-5]\d):(?P<second>[0-5]\d)"
        r"(?: ?(?P<half>[AaPp])\.?[Mm]\b\.?|(?= ?[/,-] ?\d{1,2}[-/]\d))",
        _read_time,
    ),
    rewrites(
        "from one length of time to another",
        r"(?<=\d )((?i:hours?|days?|weeks?|months?|years?|wks?|mos?|minutes?|mins?)) ?[-–] ?"
        r"(?=\d{1,3} ?(?i:hours?|days?|weeks?|months?|years?|wks?|mos?|minutes?|mins?)\b)",
        r"\1 to ",
    ),
    rewrites("a span of a movement", r"(?<![\w.,/-])(\d{2,3}°?) ?[-–] ?(?=0 ?(?:°|deg))", r"\1 to "),
    rewrites(
        "a span with loose hyphens",
        r"(?:^|(?<=[|,;:(] )|(?<=\())(\d{1,2}) [-–] (?=\d{1,2} [a-z]{4,}s\b)",
        r"\1 to ",
    ),
    rewrites(
        "an inch of a needle",
        r"(?<![\d/])(?<!\d[ -])(½|1/2|¼|1/4|¾|3/4)[ -]?(?:inch|in\.)(?= (?:needles?|screws?|tape|foam|thick)\b)",
        lambda match: f"{_PARTS_OF_AN_INCH[match[1]]} inch",
    ),
    rewrites(
        "pressures of a mask",
        r"\b((?:BiPAP|BIPAP|BPAP)(?: (?:at|of|set to|settings?))?:? \d{1,2}) ?/ ?(?=\d{1,2}(?![\d/]))",
        r"\1 over ",
    ),
    rewrites("for example", r"(?:^|(?<=[( ]))[Ee]x: ?(?=[A-Za-z\d])", "for example, "),
    rewrites("a change of plan", r"(?<=subject to )Δ", "change"),
    rewrites(
        "shares of a mixture",
        r"(?<=%)( ?)\(?([wv])/([wv])\)?(?![\w/])",
        lambda match: f" {_SHARES[match[2]]} for {_SHARES[match[3]]}",
    ),
    rewrites(
        "from a number in words to another",
        r"\b((?i:two|three|four|five|six|seven|eight|nine|ten|twelve))-(\d{1,2})"
        r"(?= (?:weeks?|days?|months?|hours?|years?|minutes?)\b)",
        r"\1 to \2",
    ),
    rewrites(
        "sides with their names",
        r"(?<=\d)( ?(?:cm|mm|m|in|ft)\b)( ?\((?:width|depth|height|length|long|wide|deep|high|[WDHL])\)) ?[x×] ?(?=\d)",
        r"\1\2 by ",
    ),
    rewrites("sides in feet and inches", r"(?<=\d)( ?(?:in|ft)\b\.?) ?[x×] ?(?=\d{1,3} ?(?:ft|in)\b)", r"\1 by "),
    rewrites(
        "from one rate to another",
        r"(\d ?/ ?(?:d|day|wk|week|mo|month)) ?[–-] ?(?=\d{1,2} ?/ ?(?:d|day|wk|week|mo|month)\b)",
        r"\1 to ",
    ),
    rewrites("a rate in short", r"\b(per (?:mo|wk|hr|yr|min))\.(?= [a-z])", r"\1"),
    rewrites("a loose hyphen", r"(?<=\d)- (?=(?:hour|day|week|month|year|minute)\b)", "-"),
    rewrites(
        "spans with two hyphens",
        r"(?<![\w.,/–-])(\d{1,2})[-–](\d{1,2})-(?=(?:hourly|weekly|monthly|hours?|days?|weeks?|months?|minutes?|years?)\b)",
        r"\1 to \2 ",
    ),
    rewrites(
        "how many of a form", r"(?<![\w#])# ?(?=(?:tab(?:let)?s?|pills?|cap(?:sule)?s?|refills?|doses)\b)", "number of "
    ),
    rewrites(
        "a quarter of a town",
        r"\b(St|Ave|Blvd|Rd|Dr|Street|Avenue|Road|Drive)\.? ([NS])\.([EW])\.(?=[ ,|)]|$)",
        r"\1 \2\3",
    ),
    rewrites("a day and a dose without a space", r"\b([Dd]ay \d),(?=\d{3} ?m?c?g\b)", r"\1, "),
    rewrites("a stop before another", r"(?<=[ap]\.m)\.(?=[!?])", ""),
    rewrites(
        "one of several lengths of time",
        r"(?<![\w.,/])\d{1,3}(?: ?/ ?\d{1,3}){2,}"
        r"(?= ?(?:yrs?|years?|wks?|weeks?|mos?|months?|days?|hrs?|hours?|min)\b)",
        _list_lengths,
    ),
    rewrites("a stop too many after an hour", r"(?<=\d)( ?[ap])(\.?)m\.,", r"\1\2m\2,"),
)
