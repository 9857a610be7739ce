"""What Swedish notes and leaflets write in short: 4:e–6:e, f. 1958, 580101-1234, v. 6, dagl., 1 av 100 personer."""

import re

from voiceedu.narration.text_normalization import general
from voiceedu.narration.text_normalization.roman_numerals import value
from voiceedu.narration.text_normalization.rules import Rule, rewrites, says

_IN_FULL = {
    **{
        r"dagl\.?": "dagligen",
        r"v\.b\.?": "vid behov",
        r"[Ii]nj\.": "injektion",
        r"[Ss]at\.?(?=:? \d\d ?%)": "saturation",
    },
    **{r"[Tt]emp\.?(?=:? \d)": "temperatur", r"p\.o\.?": "genom munnen", r"vb": "vid behov"},
}
_AMOUNTS = (
    "mg|ml|g|kg|kcal|kr|kronor|mikro\\w+|µg|mcg|IE|E|m|km|steg|personer|patienter|meter|gånger|dagar|kalorier|enheter"
)
_MONTHS = (
    *("januari", "februari", "mars", "april", "maj", "juni"),
    *("juli", "augusti", "september", "oktober", "november", "december"),
)
_PEOPLE = "personer|patienter|pat|människor|användare|kvinnor|män|vuxna"


def _read_year(match: re.Match[str]) -> str:
    """Return "nittonhundrafemtioåtta": the centuries before two thousand are counted in hundreds."""
    century, rest = (general.number_alone(digits, language="sv") for digits in (match["century"], match["rest"]))
    return f"{century}hundra{'' if match['rest'] == '00' else rest.removeprefix('noll ')}".replace(" ", "")


def _write_person(match: re.Match[str]) -> str:
    return f"{' '.join(match['date'])}, {' '.join(match['number'])}"


RULES: tuple[Rule, ...] = (
    rewrites(
        "from a day of a month to another",
        r"(?<![\d/.,])(3[01]|[12]?\d)/(1[0-2]|[1-9]) ?[-–] ?(3[01]|[12]?\d)/(1[0-2]|[1-9])(?![\d/]|[.,]\d)",
        lambda match: f"{match[1]} {_MONTHS[int(match[2]) - 1]} till {match[3]} {_MONTHS[int(match[4]) - 1]}",
    ),
    rewrites("grades by a numeral", r"\bgr(?:ad)?\.? (I{1,3}|IV|V)(?!\w)", lambda match: f"grad {value(match[1])}"),
    rewrites("one percent", r"(?<![\d.,/-])1 ?(?:%|procent\b)", "en procent"),
    rewrites("days in short", r"(?<=\d) d(?=[\s,;)]|\.?$)", " dagar"),
    rewrites("according to", r"(?<!\w)[Ee]nl\.(?= )", "enligt"),
    rewrites("ordinals in a span", r"(?<=\d:[ae]) ?[-–] ?(?=\d{1,2}:[ae])", " till "),
    rewrites("born", r"(?<![\w.])f\. ?(?=(?:19|20)\d\d)", "född "),
    says(
        "years",
        r"(?<![\w.])(?i:född|föddes|år|sedan|sommaren|hösten|våren|vintern) (?P<said>(?P<century>1[1-9])(?P<rest>\d\d))"
        r"(?![\w-]|[.,]\d)",
        _read_year,
    ),
    rewrites("years of two", r"(?<![\w./-])((?:1[6-9]|20)\d\d)/(\d\d)(?![\w/-]|[.,]\d)", r"\1, \2"),
    rewrites(
        "from a year to a year", r"(?<![\w./-])(1[6-9]\d\d) ?[-–] ?(?=(?:1[6-9]|20)\d\d(?![\w/-]|[.,]\d))", r"\1 till "
    ),
    rewrites(
        "centuries",
        r"(?<![\w.,/-])(1[1-9])00-(?=tal)",
        lambda match: f"{general.number_alone(match[1], language='sv')}hundra",
    ),
    says(
        "other years",
        rf"(?<![\w.,/+-])(?<!\d )(?P<century>1[6-9])(?P<rest>\d\d)"
        rf"(?![\d/:%°-]|[.,]\d| ?[-–] ?\d| ?(?:{_AMOUNTS})\b| \d)",
        _read_year,
    ),
    says(
        "centuries and decades before another",
        r"(?<![\w.,/-])(?P<said>\d0|1\d00)-(?= och (?:\d0|1\d00|\w+hundra)-?tal)",
        lambda match: (
            general.number_alone(match["said"], language="sv")
            if len(match["said"]) < len("1700")
            else f"{general.number_alone(match['said'][:2], language='sv')}hundra"
        ),
    ),
    rewrites(
        "numbers of a person", r"(?<![\d-])(?P<date>(?:19|20)?\d{6})[-–](?P<number>\d{4})(?![\d-])", _write_person
    ),
    rewrites(
        "weeks by their number", r"(?<![\w.])(?<!\d )[Vv]\.? ?(?=(?:[1-9]|[1-4]\d|5[0-3])(?![\w:/-]|[.,]\d))", "vecka "
    ),
    rewrites(
        "so many times for some time", r"(?<=[^\W\d_])\.? [x×] ?(\d)(?= (?:i \d|vid behov|per|under|dagl))", r" \1x"
    ),
    rewrites(
        "so many years old",
        r"(?<![\w.,])(\d{1,3})-(?=åri)",
        lambda match: general.number_alone(match[1], language="sv"),
    ),
    rewrites("one of so many people", rf"(?<![\w.,])1 av (?=\d+ (?:{_PEOPLE})\b)", "en av "),
    *(rewrites(f"{name} in full", rf"(?<![\w.]){short}(?=[\s,;:)/]|$)", name) for short, name in _IN_FULL.items()),
)
"""They stand before the other rules of Swedish."""
