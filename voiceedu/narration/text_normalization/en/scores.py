"""Two numbers with a sign between them: blood pressure, scores, fractions, ratios, eyesight, 24/7."""

import re

from voiceedu.narration.text_normalization.en import risks
from voiceedu.narration.text_normalization.en.numbers import FRACTION, amount, cardinal, decimal
from voiceedu.narration.text_normalization.en.quantities import START, TO, part_of
from voiceedu.narration.text_normalization.en.strengths import follows_name
from voiceedu.narration.text_normalization.rules import SAID, Rule, rewrites, says

_END = r"(?![\w/]|[.,]\d)"


_PRESSURE = re.compile(r"\bBP\b|pressure", re.IGNORECASE)


def _read_pressure(match: re.Match[str]) -> str | None:
    upper, lower = int(match["upper"]), int(match["lower"])
    is_mixture = upper + lower == 100 and not _PRESSURE.search(match.string)
    if is_mixture or follows_name(match) or not (60 <= upper <= 260 and 30 <= lower <= 160 and lower < upper):
        return None
    return f"{cardinal(upper)} over {cardinal(lower)}"


def _read_pressures(match: re.Match[str]) -> str | None:
    """Return "ninety to one twenty over sixty to eighty" for 90–120/60–80 in a text about blood pressure."""
    if not _PRESSURE.search(match.string) and not re.match(r" ?mm ?Hg", match.string[match.end() :]):
        return None
    upper, high, lower, low = (cardinal(int(match[part])) for part in ("upper", "high", "lower", "low"))
    return f"{upper} to {high} over {lower} to {low}"


def _read_out_of(match: re.Match[str]) -> str | None:
    if float(match["score"]) > int(match["best"]):
        return None
    if match["best"] == "15" and _GIVEN.search(match.string[max(0, match.start() - 12) : match.start()]):
        return None
    low = f"{decimal(match['low'])} to " if match["low"] else ""
    return f"{low}{decimal(match['score'])} out of {cardinal(int(match['best']))}"


def _read_strength(match: re.Match[str]) -> str | None:
    return _read_out_of(match) if _STRENGTH.search(match.string) else None


_GIVEN = re.compile(r"\b(?:given|done|on|since|placed|removed|due|started|stopped|seen) $")
_TESTS = re.compile(r"\b(?:M-?CHAT|EPDS|PHQ-?9|GAD-?7|MMSE|MoCA|SLUMS|NIHSS|ESS|CAT|HAM-?D|AUDIT|DAST)\b")
_STRENGTH = re.compile(r"\b(?:strength|MRC|motor|MMT|EHL|[BLR][LU]Es?)\b|(?<![\w/.])5/5(?![\w/.])", re.IGNORECASE)


def _read_two(match: re.Match[str]) -> str | None:
    """Return two numbers that are no fraction: parts of a hundred, as in 70/30, or one over the other."""
    if not re.search(r"[^\W\d_]", match.string):
        return None
    left, right = int(match["left"]), int(match["right"])
    joint = " " if left + right == 100 else " over "
    return f"{cardinal(left)}{joint}{cardinal(right)}"


def _read_both(match: re.Match[str]) -> str:
    return f"{cardinal(int(match['left']))} {cardinal(int(match['right']))}"


def _read_shares(match: re.Match[str]) -> str | None:
    """Return "eighty twenty" for 80/20, of which one part is paid or mixed with the other."""
    is_whole = int(match["left"]) + int(match["right"]) == 100
    return _read_both(match) if is_whole and not _PRESSURE.search(match.string) else None


def _read_ratio(match: re.Match[str]) -> str | None:
    parts = match["parts"].split(":")
    word = "in" if parts[0] == "1" and len(parts) == 2 and float(parts[1].replace(",", "")) >= 100 else "to"
    return f" {word} ".join(decimal(part.strip()) for part in parts)


def _read_fraction_of(match: re.Match[str]) -> str:
    value, noun = amount(match["amount"]), match["noun"]
    return part_of(value, noun.removesuffix("s")) if value.is_part else f"{value.words} {noun}"


def _read_fraction(match: re.Match[str]) -> str:
    words = amount(match["said"]).words
    return words.removeprefix("one ") if words == "one half" and match["of"] is not None else words


_SCORE = (
    r"score[sd]?|pain|rat(?:ed|ing|e)|scale|strength|power|level|NRS|VAS|GCS|Apgar|grade|intensity|reflexes|pulses|"
    r"DTRs?|MMSE|MoCA|ODI|NDI|PHQ-?9|GAD-?7|Braden|Morse|Barthel|"
    r"PCS|TSK(?:-11)?|LANSS|DN4|BPI|PEG|BPP|KOOS|WOMAC|Berg|Tinetti|LEFS|RMDQ|SOAPP(?:-R)?|COWS|CIWA|BDI|HADS|ISI|Epworth|FIM|"
    r"STOP-?BANG|STOP-Bang|CHADS\d?|CHA2DS2-VASc|HAS-BLED|Wells|CURB-65|qSOFA|ASA|murmur|SEM|"
    r"RPE|Borg|Aldrete|SLUMS|FLACC|[BLTPON]I?-RADS"
)
_BETWEEN = "level|score|scale|of|is|was|at|a|an|about|around|or|from|by|to|were|are|in|the|legs?|arms?"
_SCORED = rf"\b(?:{_SCORE})(?:\s(?:{_BETWEEN})\b)*\s?[:= ]\s?"
_POINTS = rf"(?:(?P<low>\d{{1,2}}){TO})?(?P<score>\d{{1,2}}(?:\.\d)?) ?/ ?"
_MUSCLES = "grip|EHL|quads?|dorsiflexion|plantarflexion|biceps|triceps|deltoids?"
_RATIO_PARTS = r"\d{1,3}(?::| : )(?:\d{1,3}(?:,\d{3})+|\d{3,}|[6-9]\d|\d)(?:(?::| : )\d+)*"
"""No time of day: the second number has one digit, or more than 59, or three and more digits."""
_RATIO = r"ratio|dilution|diluted|titer|mix|mixture|concentration|solution|odds|carb|ISF|ICR|CF"
_NOUNS = (
    "tablet|tab|pill|capsule|caplet|patch|cup|glass|dose|hour|day|week|month|year|mile|inch|teaspoon|tablespoon|ounce|"
    "pint|quart|gallon|pound|syringe|vial|packet|can|bottle|strip|lozenge|suppository|scoop|serving|slice|minute|plate|"
    "portion|unit|ampule|bag|tube|pack|liter|gram|milligram|milliliter"
)

RATIO_RULES: tuple[Rule, ...] = (
    rewrites(
        "one in so many to so many",
        r"(?<![\w:.,/])1 ?: ?(\d{3}|\d{1,3},\d{3}) ?[-–] ?(?:1 ?: ?)?(\d{3}|\d{1,3},\d{3})(?![\w:,]|\.\d)",
        r"1 in \1 to \2",
    ),
    rewrites("carbs of a unit", r"\b([Ii]nsulin|[Uu]nits?) ?: ?(?=carb)", r"\1 to "),
    says(
        "ratios named so",
        rf"\b(?:{_RATIO})(?: of| to| at| is|:)? (?P<said>(?P<parts>\d{{1,3}} ?: ?\d+)){_END}",
        _read_ratio,
        ignore_case=True,
    ),
    says(
        "ratios of several meals",
        r"(?<=, )(?P<said>(?P<parts>1:\d{1,2}))(?= (?:B|L|D|HS|breakfast|lunch|dinner|supper|bedtime|snacks?)\b)",
        _read_ratio,
    ),
    says(
        "ratios before their name",
        rf"{START}(?P<parts>\d{{1,3}} ?: ?\d+)(?= (?:carb(?:ohydrate)? |insulin )?(?:{_RATIO}))",
        _read_ratio,
        ignore_case=True,
    ),
)
"""Before times of day: 1:10 is a ratio beside the word "dilution"."""
RULES: tuple[Rule, ...] = (
    says("rules of two numbers", rf"{START}(?P<left>\d{{1,2}})[/-](?P<right>\d{{1,2}})(?= rule\b)", _read_both),
    says("two halves of a hundred", rf"{START}50 ?[:/-] ?50{_END}", "fifty fifty"),
    says(
        "murmurs",
        rf"{START}(?P<low>)(?P<score>[1-6]) ?/ ?(?P<best>6)"
        r"(?= (?:SEM|HSM|SM|DM|systolic|diastolic|holosystolic|murmur)\b)",
        _read_out_of,
    ),
    rewrites("a score to another", r"(?<![\w/.])(\d{1,2}) ?/ ?10 ?[-–—] ?(?=\d{1,2} ?/ ?10(?!\w|[.,]\d))", r"\1-"),
    says(
        "strength of a muscle",
        rf"{START}(?P<score>[0-5])(?P<sign>[+−–-]) ?/ ?5(?![\w/])",
        lambda match: f"{cardinal(int(match['score']))} {'plus' if match['sign'] == '+' else 'minus'} out of five",
    ),
    says(
        "two scores of a newborn",
        r"\bApgars?(?: scores?)?(?: of| were| was|:)? (?P<said>(?P<left>\d{1,2}) ?/ ?(?P<right>\d{1,2}))"
        r"(?![\w/]| (?:at|@) \d)",
        lambda match: f"{cardinal(int(match['left']))} and {cardinal(int(match['right']))}",
        ignore_case=True,
    ),
    rewrites(
        "three numbers that are no date",
        rf"{START}(1[3-9]|[2-9]\d)/(1[3-9]|[2-9]\d)/(\d{{2}})(?![\w/%]|[.,]\d| ?(?:mg|mcg|units))",
        r"\1, \2, \3",
    ),
    rewrites(
        "numbers of several parts",
        rf"{START}\d{{1,3}}(?:(?:/-?\d{{1,3}}){{3,}}|/(?:3[2-9]|[4-9]\d|\d{{3}})/-?\d{{1,3}})"
        r"(?![\w/%]|[.,]\d| ?(?:mg|mcg|units))",
        lambda match: match[0].replace("/", ", "),
    ),
    rewrites(
        "a blood pressure under a limit",
        rf"{START}(\d{{2,3}}{TO}\d{{2,3}}) ?/ ?(?=[<>≥≤] ?\d{{2,3}}(?!\d|[.,/]\d))",
        r"\1 over ",
    ),
    says(
        "ranges of blood pressure",
        rf"{START}(?P<upper>\d{{2,3}}){TO}(?P<high>\d{{2,3}}) ?/ ?(?P<lower>\d{{2,3}}){TO}(?P<low>\d{{2,3}})"
        r"(?![\w/%]|[.,]\d)",
        _read_pressures,
    ),
    says("blood pressure", rf"{START}(?P<upper>\d{{2,3}}) ?/ ?(?P<lower>\d{{2,3}}){_END}", _read_pressure),
    says(
        "a score of a test named elsewhere",
        rf"{START}(?P<low>)(?P<score>\d{{1,2}}) ?/ ?(?P<best>2[0147]|30|42|52){_END}",
        lambda match: _read_out_of(match) if _TESTS.search(match.string) else None,
    ),
    says(
        "scores out of ten",
        rf"{START}{_POINTS}(?P<best>10|15|100){_END}(?! of\b)(?! ?(?:mc?g|g|mL|ml|units?|U)\b)",
        _read_out_of,
    ),
    says(
        "scores",
        rf"{_SCORED}(?P<said>{_POINTS}(?P<best>\d{{1,2}})){_END}",
        _read_out_of,
        ignore_case=True,
    ),
    says("eyesight", rf"{START}(?P<left>20)/(?P<right>\d{{2,3}}){_END}", _read_both),
    says(
        "scores before their name",
        rf"{START}{_POINTS}(?P<best>\d{{1,2}})"
        rf"(?= (?:strength|power|score|reflexes|pulses|{_MUSCLES})\b)",
        _read_out_of,
    ),
    says("strengths elsewhere", rf"{START}(?P<low>)(?P<score>[0-5]) ?/ ?(?P<best>5){_END}(?! of\b)", _read_strength),
    says("ratios", rf"{START}(?P<parts>{_RATIO_PARTS}){_END}", _read_ratio),
    says("parts of a hundred", rf"{START}(?P<left>[5-9]\d)/(?P<right>[1-4]\d){_END}", _read_shares),
)
FRACTION_RULES: tuple[Rule, ...] = (
    *risks.RULES,
    says(
        "fractions of a thing", rf"{START}(?P<amount>{FRACTION})[ -](?P<noun>(?:{_NOUNS})(?:e?s)?)\b", _read_fraction_of
    ),
    says("the other half", r"\bother (?P<said>½|1/2)(?![\w/])", "half"),
    says(
        "fractions",
        rf"{START}(?P<said>{FRACTION})(?P<of>(?= (?:of (?:a|an|the|your|one|it)|an?)\b))?(?![\w/])",
        _read_fraction,
    ),
    says(
        "two numbers with a point",
        rf"{START}(?P<left>\d{{1,3}}(?:\.\d+)?)/(?P<right>\d{{1,3}}\.\d+|(?<=\.\d/)\d{{1,3}}){_END}",
        lambda match: f"{decimal(match['left'])} over {decimal(match['right'])}",
    ),
    says(
        "amounts in and out",
        rf"{START}(?P<left>\d{{3,4}})/(?P<right>\d{{3,4}})(?= ?(?:(?:mL|ml|cc)\b|[{SAID}]))",
        lambda match: f"{decimal(match['left'])} over {decimal(match['right'])}",
    ),
    says("two numbers", rf"{START}(?P<left>\d{{1,3}})/(?P<right>\d{{1,3}}){_END}", _read_two),
)
