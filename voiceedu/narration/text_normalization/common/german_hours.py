"""Days and hours in German: Mo, Mi, Fr; Di. 8–12 h; 8.30 Uhr."""

import re

from voiceedu import languages
from voiceedu.narration.text_normalization.rules import Rule, rewrites

_DAYS = {
    str(short).rstrip("."): str(languages.locale_or_english("de").days["format"]["wide"][day])
    for day, short in languages.locale_or_english("de").days["format"]["abbreviated"].items()
}
_DAY = "|".join(_DAYS)
_DAY_LIST = (
    rf"(?<![\w.])(?:{_DAY})\.?(?:(?:, ?| ?[/+&–-] ?| (?:u\.|und|bis|oder) )(?:{_DAY})(?![\w-])\.?)+(?=[\s,:;)]|$)"
)
JOINTS = {"/": ", ", "-": " bis ", "–": " bis ", ",": ", ", "+": " und ", "&": " und ", "u.": " und "}
"""What a sign between two days, or two dates, says."""


_WITH_A_DOT = r"(?:[01]?\d|2[0-4])\.[0-5]\d"
_DURATION = re.compile(
    r"(?:innerhalb|[Dd]auer|[Zz]eitraum|[Aa]bstand|[Ii]ntervall|[Pp]ause|[Kk]arenz|wertszeit|ung|[Ww]artezeit|[Nn]üchternzeit"
    r"|von mehr als|von bis zu) $",
    re.IGNORECASE,
)
"""What stands before "von 24 h" that is no hour of the day."""
_FIRST_HOUR_OF_A_CLINIC = 6


def rules() -> tuple[Rule, ...]:
    """Return the rules for days and hours."""
    return (
        rewrites("something between", r"\b([Zz]wischen) (\d+(?:,\d+)?(?: ?%)?) ?[-–] ?(?=\d)", r"\1 \2 und "),
        rewrites(
            "dates beside a slash",
            r"(?<![\w.,/-])(\d{1,2}\.(?:(?:1[0-2]|0?[1-9])\.)?) ?/ ?(?=\d{1,2}\.(?:1[0-2]|0?[1-9])\.)",
            r"\1 und ",
        ),
        rewrites("a day in brackets", rf"(?<=\()({_DAY})\.?(?=\))", lambda match: _DAYS[match[1]]),
        rewrites("days in a list", _DAY_LIST, _read_days),
        rewrites(
            "a day before its hours",
            rf"(?<![\w.])(?P<day>{_DAY})\.?(?=,? (?:ab |von |bis |um )?\d{{1,2}}(?:[.:]\d\d)? ?(?:[-–]|Uhr|h\b|bis))",
            lambda match: _DAYS[match["day"]],
        ),
        rewrites(
            "whole and half hours with a dot in a span",
            r"(?<![\d.,])([01]?\d|2[0-4])\.(00|15|30|45) ?[-–] ?([01]?\d|2[0-4])\.(00|15|30|45)"
            r"(?![\d.,]*\d| ?(?:mg|ml|€|Euro|%|Uhr|h\b))",
            r"\1:\2-\3:\4",
        ),
        rewrites(
            "hours with a dot in a list",
            rf"(?<![\d.,]){_WITH_A_DOT}(?=(?:(?:, | und | sowie | oder | u\. ){_WITH_A_DOT})+ ?(?:Uhr|h)\b)",
            lambda match: match[0].replace(".", ":"),
        ),
        rewrites(
            "hours and minutes of a length",
            r"\b((?i:dauert|dauer:?|nach|bzw\.|ca\.|etwa|von|in|über) )(\d):([0-5]\d) ?h\b",
            r"\1\2 h \3 min",
        ),
        rewrites(
            "hours with a dot before others",
            rf"(?<![\d.]){_WITH_A_DOT} ?(?P<to>[-–]|bis) ?{_WITH_A_DOT}"
            rf"(?=(?:,| und| sowie| u\.) (?:von )?{_WITH_A_DOT} ?(?:[-–]|bis) ?{_WITH_A_DOT} ?(?:Uhr|h)\b)",
            lambda match: re.sub(r"(?<=\d)\.", ":", match[0]),
        ),
        rewrites(
            "hours with a dot",
            r"(?<![\d.])((?:[01]?\d|2[0-4]))\.([0-5]\d)(?= ?Uhr| ?(?:[-–]|bis) ?(?:[01]?\d|2[0-4])\.[0-5]\d ?(?:Uhr"
            r"|h)\b)",
            r"\1:\2",
        ),
        rewrites(
            "hours with a dot and a letter",
            r"(?<![\d.,])(?P<before>\b(?:um|ab|bis|gegen|von|vor|nach) )?(?P<hour>[01]?\d|2[0-4])"
            r"\.(?P<minute>[0-5]\d) ?h\b",
            _write_hour,
        ),
        rewrites(
            "an hour before one with minutes",
            r"(?<![\w:.,/-])([01]?\d|2[0-4]) ?[-–] ?(?=(?:[01]?\d|2[0-4]):[0-5]\d Uhr)",
            r"\1 bis ",
        ),
        rewrites(
            "hours after a preposition",
            r"\b(?P<before>(?:um|ab|bis|gegen|von) )(?P<hours>(?:[01]?\d|2[0-4])(?::[0-5]\d)?"
            r"(?: ?[-–] ?(?:[01]?\d|2[0-4])(?::[0-5]\d)?)?) ?h\b"
            r"(?! ?(?:vor|nach|lang|später|früher|vorher|danach|post\w*|prä\w*"
            r"|dauer\w*|an(?:halten|dauern)\w*|warten)\b)",
            _write_hours,
        ),
        rewrites(
            "hours of opening",
            rf"\b((?:werktags|täglich|{'|'.join(_DAYS.values())}):? (?:[01]?\d|2[0-4]) ?[-–] ?(?:[01]?\d|2[0-4])) ?h\b",
            r"\1 Uhr",
        ),
        rewrites(
            "a day before a word",
            rf"(?<![\w.])(?P<day>{_DAY})\.?(?= (?:geschl|geschlossen|nachm|vorm|ganzt)\b| n\. ?V\.| nach Vereinb)",
            lambda match: _DAYS[match["day"]],
        ),
        rewrites(
            "hours before another",
            r"(?<![\d.:,])([01]?\d|2[0-4])(, | (?:u\.|und|oder) )(?=(?:(?:[01]?\d|2[0-4])(?:, | (?:u\.|und|oder) ))*"
            r"(?:[01]?\d|2[0-4])(?::[0-5]\d)? Uhr)",
            lambda match: f"{match[1]} Uhr{match[2].replace('u.', 'und')}",
        ),
    )


def _write_hour(match: re.Match[str]) -> str | None:
    """Return "19 Uhr" for 19.00h. 1.30 h may be how long something lasts."""
    if match["before"] is None and int(match["hour"]) < _FIRST_HOUR_OF_A_CLINIC:
        return None
    minute = "" if match["minute"] == "00" else f":{match['minute']}"
    return f"{match['before'] or ''}{match['hour']}{minute} Uhr"


def _write_hours(match: re.Match[str]) -> str | None:
    """Return "von 8 bis 12 Uhr" for "von 8-12 h"; "innerhalb von 24 h" is how long."""
    if match["before"] == "von ":
        is_span = re.search("[-–]", match["hours"]) or re.match(r" ?(?:bis|an)\b", match.string[match.end() :])
        if not is_span or _DURATION.search(match.string[: match.start()]):
            return None
    return f"{match['before']}{match['hours']} Uhr"


def _read_days(match: re.Match[str]) -> str:
    """Return "Montag, Mittwoch, Freitag"; "So." may end a sentence, and keeps its stop there."""
    words = re.sub(rf"\b({_DAY})\b\.?", lambda day: _DAYS[day[1]], match[0])
    return re.sub(r" ?(?:u\.|[/+&–,-]) ?", lambda joint: JOINTS[joint[0].strip()], words)
