"""Words of a record: Motor stim., 0.5 mL/side, series and image, EtOH, RFA times, two forms of a culture."""

import re

from voiceedu.narration.text_normalization.en.military_times import read_bare_military, read_clock
from voiceedu.narration.text_normalization.rules import Rule, rewrites, says

_DOSE = r"\d ?(?:mL|ml|cc|mg|mcg|units?)\b"
_TIMED = (
    r"start(?:ed)?|stop(?:ped)?|end(?:ed)?|began|incision|LKW|tPA|groin|puncture|closure|time[- ]?(?:in|out)|"
    r"(?:in|out of) room|d/c(?:['’]?d)?|arrived"
)

_MILITARY = re.compile(r"(?<!\d)0\d[0-5]\d(?!\d)|@ ?\d{4}(?!\d)")


def _read_time(match: re.Match[str]) -> str | None:
    """Return a time without a colon. What has no zero first may be a year or a dose: ended 2003, start 1200 mg."""
    is_time = match["hour"][0] == "0" or _MILITARY.search(match.string)
    if not is_time and (match["hour"] in ("19", "20") or not re.match(r"[,;.)]|$| \(", match.string[match.end() :])):
        return None
    return read_bare_military(match)


RULES: tuple[Rule, ...] = (
    rewrites(
        "a patient who does something",
        r"(?<![\w/])(P|p)t\.? (?=(?:tol(?:erated|\.)?|verbaliz\w+|understands|agre\w+|amb\w*|complain\w*|instr"
        r"|d/c['’]d|c/o|reports?|endorses|admits|prefers|declin\w+|wishes|wants|takes|lives|works|rates|called|arrived|walked|sent)\b)",
        r"\1atient ",
    ),
    rewrites("patients of a year", r"\b([Pp])ts\.? ?/ ?(?=(?:yr|year|mo|month|wk|week|day)\b)", r"\1atients per "),
    rewrites("a procedure that is tolerated", r"\b([Tt]ol(?:erated|\.)?(?: the)?) proc\.(?= )", r"\1 procedure"),
    rewrites(
        "stimulation", r"\b([Mm]otor|[Ss]ensory|[Ss]pinal cord|[Pp]eripheral) stim\b\.?(?= [a-z\d@])", r"\1 stimulation"
    ),
    rewrites("gauge with a dot", r"(?<=\d)[- ]?ga\.(?= [A-Z\d])", " gauge"),
    rewrites(
        "an amount for each side",
        rf"({_DOSE}(?:(?:[^,;.]|\.(?=\d)){{0,40}}?[a-z)])?) ?/ ?"
        r"(?=(?:side|level|site|joint|nerve|muscle|knee|hip|shoulder|needle|rib|eye|ear|port|quadrant)\b)",
        r"\1 per ",
    ),
    rewrites(
        "a series and an image",
        r"\b[Ss]e(?:ries)?\.? ?(\d{1,4})[,/;:]? ?im(?:g|age)?\.? ?(?=\d)",
        r"series \1, image ",
    ),
    rewrites("drinks of a week", r"(?<=\d) EtOH(?= ?/| per\b| a\b)", " alcoholic drinks"),
    rewrites("tobacco", r"(?<![\w/-])tob(?:\.(?= [a-z\d])|(?=[,;.:)]|$))", "tobacco"),
    rewrites("significant for", r"\b([Ss])ig\.? (?=for\b)", r"\1ignificant "),
    rewrites("normal at the end", r"(?<=[A-Z]{2} )nl(?=[,;.]|$)", "normal"),
    rewrites("a regular pulse", r"\b((?:HR|P|[Pp]ulse):? \d{2,3}) reg\b\.?(?=[,;)]|$)", r"\1 regular"),
    rewrites("alive and well", r"(?<![\w&])A ?& ?W(?![\w&])", "alive and well"),
    rewrites(
        "after an injury",
        r"(?:(?<=[a-z] )|(?<=\d{4} ))p "
        r"(?=(?:MVA|MVC|fall|inj\b|injection|surgery|ESI|RFA|MBB|TKA|THA|lifting|trauma|delivery))",
        "after ",
    ),
    rewrites(
        "light touch",
        r"(?:\b[Ss]ens(?:ation|ory)?\.?:?(?: \w+\.?)?(?: to)?|[↓]|\bto) (?P<said>LT)(?=[ ,;/.]|$)"
        r"(?! (?:shoulder|knee|hip|arm|leg|hand|foot|side)s?\b)",
        "light touch",
    ),
    rewrites("sensation in short", r"\b[Ss]ens(?:\.(?= [a-z↓↑])|(?=:))", "sensation"),
    rewrites("vibration in short", r"\b([Vv])ib\.", r"\1ibration"),
    rewrites(
        "both sides after a finding",
        r"((?:(?<!\w)[0-5]\+|\b(?:neg|pos|inj)\.?|\b(?:negative|positive|normal|intact|present|absent|equal|symmetric|pulses"
        r"|tenderness|blocks?|injections?))) B(?=[,;:)]|\.?$)",
        r"\1 bilaterally",
    ),
    rewrites("a culture", r"(?<![\w/])([Uu]rine |[Bb]lood |[Ww]ound )?Cx(?=:)", lambda m: f"{m[1] or ''}culture"),
    rewrites(
        "hemoglobin and hematocrit", r"(?<![\w/])H ?/ ?H:? (\d[\d.]*) ?/ ?(\d[\d.]*)(?![\w/])", r"H and H \1 and \2"
    ),
    rewrites("at noon", r"(?<!\w)q\.? ?noon\b", "every noon"),
    rewrites("pain that breaks through", r"(?<=[a-z] )BTP(?=[,;.)]|$)|(?<=PRN )BTP\b", "breakthrough pain"),
    rewrites("under the arm", r"(?<=°C )ax\b\.?|(?<=°F )ax\b\.?|(?<=\d )ax\.(?=[,;)]|$)", "axillary"),
    rewrites("so many thousands", r"(?<![\w:])1 ?: ?(\d{2,3})[kK](?!\w)", r"1:\1,000"),
    rewrites(
        "minutes that were spent",
        r"\b([Ss]pent (?:\w+ )?)(\d{1,3}) ?/ ?(\d{1,3})(?= ?min)",
        lambda match: f"{match[1]}{match[2]} of {match[3]}" if int(match[2]) <= int(match[3]) else None,
    ),
    says(
        "from one time to another",
        r"(?<![\w.,:/$-])0\d[0-5]\d ?[–-] ?(?:[01]\d|2[0-3])[0-5]\d(?![\w-]|[.,:]\d)(?= ?[(,;.]|$)",
        lambda match: " to ".join(read_clock(int(time[:2]), int(time[2:])) for time in re.findall(r"\d{4}", match[0])),
    ),
    says(
        "times in and out",
        r"\b(?:In|Out|IN|OUT|On|Off): (?P<said>(?P<hour>[01]\d|2[0-3])(?P<minute>[0-5]\d))(?![\w-]|[.,:]\d)",
        _read_time,
    ),
    says(
        "times of a procedure",
        rf"\b(?i:{_TIMED}):? (?:at |@ ?)?(?P<said>(?P<hour>[01]\d|2[0-3])(?P<minute>[0-5]\d))(?![\w-]|[.,:]\d)",
        _read_time,
    ),
    says(
        "times of vital signs",
        r"(?<![\w.,:/$-])(?P<said>(?P<hour>[01]\d|2[0-3])(?P<minute>[0-5]\d))"
        r"(?=:? (?:BP:? )?(?:1\d\d|2[0-4]\d|[6-9]\d)/(?:1[0-4]\d|[3-9]\d)(?![\d/]))",
        read_bare_military,
    ),
    rewrites(
        "settings of a ventilator",
        r"\b(?:AC|SIMV|PRVC|[VP]C)(?:/\w+)? \d+(?:/[+]?\d+%?){2,4}",
        lambda match: re.sub(r"(?<=[\d%])/", ", ", match[0]),
    ),
    rewrites(
        "sides of a level", r"\b([CTLS]\d{1,2}) R(?=[,;)]|\.?$| (?:at|and|&)\b)(?=.*\b[CTLS]\d{1,2} L\b)", r"\1 right"
    ),
    rewrites("sides of another level", r"(?<=right)(.*\b[CTLS]\d{1,2}) L(?=[,;)]|\.?$| at\b)", r"\1 left"),
)
