"""Numbers of a hurried record: el dia 3/11, IQ 22/1, 14-VI, mayo/2018, 23 / 09 / 20, flexión 90º, MSD 3/5, 1 s."""

import re

from voiceedu.narration.text_normalization.es.calendar import MONTH, MONTHS
from voiceedu.narration.text_normalization.es.numbers import cardinal
from voiceedu.narration.text_normalization.rules import Rule, has, rewrites, says

_ROMAN_MONTHS = ("I", "II", "III", "IV", "V", "VI", "VII", "VIII", "IX", "X", "XI", "XII")
_LIMB = r"(?:ES|EI|MS|MI)[DI]"
_MEASURED_IN_DEGREES = re.compile(
    r"\b(?:flexi|extensi|abducci|aducci|antepulsi|retropulsi|rotaci|elevaci|inclinaci|angulaci|movilidad|balance|arco|"
    r"[úu]ltimos|BM\b|AF\b|Las[eè]gue|Cobb|cabecero|sedestaci|tronco|pulsi|gir[aeo]|BA{1,2}P?\b)",
    re.IGNORECASE,
)
_SACHET = re.compile(r"\bsobres?\b", re.IGNORECASE)


def _write_roman_month(match: re.Match[str]) -> str:
    return f"{match[1]}/{_ROMAN_MONTHS.index(match[2]) + 1}"


def _write_day(match: re.Match[str]) -> str | None:
    """Return "el día 3 de noviembre" for "el dia 3/11". "Día 3/7" alone is the third day of seven."""
    day, month = int(match[2]), int(match[3])
    return f"{match[1]} día {day} de {MONTHS[month - 1]}" if 0 < day <= 31 and month else None


def _write_degrees(match: re.Match[str]) -> str | None:
    """Return "90 grados" in a text about joints. An ordinal of tens is hardly ever written."""
    return f"{match[1]} grados" if has(_MEASURED_IN_DEGREES, match.string) else None


def _read_figures(match: re.Match[str]) -> str:
    """Return "2 A y 2 B" in words for "2a y 2b". Letters in small would be ordinals and days."""
    words = re.sub(
        r"(\d*) ?([a-h])(?![^\W\d_])",
        lambda part: f"{cardinal(int(part[1])) if part[1] else ''} {part[2].upper()}",
        match["said"],
    )
    return re.sub(r"[-–]", " a ", words)


def _read_strength(match: re.Match[str]) -> str:
    sign = {"+": " más", "-": " menos", "–": " menos", "": ""}[match["sign"]]
    return f"{cardinal(int(match['grade']))}{sign} de cinco"


RULES: tuple[Rule, ...] = (
    rewrites("a day without an accent", r"\b([Dd])ia(?= \d{1,2}/\d)", r"\1ía"),
    rewrites(
        "the day of a date", r"\b([Ee]l|[Dd]el|[Aa]l) d[ií]a ([0-3]?\d)/(0?\d|1[0-2])(?![\w/]|[.,]\d)", _write_day
    ),
    says(
        "a day of a treatment",
        r"\b[Dd][ií]a (?P<said>(?P<day>\d{1,2})/(?P<all>\d{1,2}))(?=,? (?:de )?(?:antibi|ATB|tratam|tto|ciclo|cortic))",
        lambda match: f"{cardinal(int(match['day']))} de {cardinal(int(match['all']))}",
    ),
    rewrites("dates with spaces", r"(?<![\w/])([0-3]?\d) / (0?\d|1[0-2]) / ((?:20)?\d\d)(?![\w/])", r"\1/\2/\3"),
    rewrites(
        "a day of January",
        r"\b((?:IQ|[Ee]l|[Dd]el|[Aa]l|d[ií]a) (?:1[3-9]|2\d|3[01]))/0?1(?=[\s,;.)]|$)(?! ?\d)",
        r"\1 de enero",
    ),
    rewrites(
        "a month in Roman numerals",
        rf"(?:(?<=d[ií]a )|(?<=[Ee]l ))([0-3]?\d)-({'|'.join(reversed(_ROMAN_MONTHS))})(?![\w-])",
        _write_roman_month,
    ),
    rewrites(
        "a month and a year by a slash",
        rf"\b({MONTH})/(?:20)?([0-2]\d)(?![\d/])",
        r"\1 de 20\2",
        ignore_case=True,
    ),
    rewrites("a date with two signs", r"(?<![\w/.-])([0-3]?\d)-(0?\d|1[0-2])/(?=20\d\d(?!\d))", r"\1/\2/"),
    rewrites(
        "a date of two parts with spaces",
        r"\b([Ee]l|[Dd]el|[Aa]l|d[ií]a) ([0-3]?\d) / (?=(?:0[1-9]|1[0-2])(?![\w/]| /))",
        r"\1 \2/",
    ),
    rewrites(
        "two drugs with their strengths",
        r"\b([a-z]{4,} \d{2,4})/(?=[A-Za-z][a-z]{4,} \d)",
        r"\1 con ",
        ignore_case=True,
    ),
    rewrites("an hour after a date", r"(?<=/20\d\d )(\d{1,2}) : (?=\d\d(?!\d))", r"\1:"),
    rewrites("a feminine mark for degrees", r"(?<=\d) ?(?:ª ?C|[ºª]c)\b", " ºC"),
    rewrites(
        "degrees of a joint",
        r"(?<![\w.,/])(?<!\+ )([2-9][05]|1[0-8][05]) ?[ºª](?=\s*(?:[,.;)]|$)| (?:de |en |y |a la |pasiv|activ))",
        _write_degrees,
    ),
    rewrites(
        "degrees of the weather",
        r"\b([Hh]ace [1-4]?\d|[Aa] [2-9]\d|ínima de \d{1,2}|áxima de \d{1,2}) ?º(?=\s*(?:[,.;)]|$))",
        r"\1 grados",
    ),
    rewrites(
        "degrees of the body",
        r"(\b(?:T|Tª|Tº|[Tt]emp(?:eratura)?):? ?(?:de )?(?:3[4-9]|4[0-2])(?:[.,]\d)?) ?[ºª](?! ?C|\w)",
        r"\1 grados",
    ),
    says(
        "strength of a limb",
        r"(?<![\w.,/-])(?P<grade>[0-4])(?P<sign>[+–-]) ?/ ?5(?![\w/]|[.,]\d)",
        _read_strength,
    ),
    says(
        "strength after a limb",
        rf"\b{_LIMB}:? (?P<said>(?P<grade>[0-5])(?P<sign>) ?/ ?5)(?![\w/]|[.,]\d)",
        _read_strength,
    ),
    rewrites("strength without a space", r"\b([Ff]uerza)(?=[0-5][+-]?/5)", r"\1 "),
    says(
        "points of thirty",
        r"\b(?:MMSE|MEC|MoCA|[Ff]olstein|[Mm]ini-?mental)\W{1,4}(?P<said>(?P<points>\d|[12]\d)/30)(?![\w/]|[.,]\d)",
        lambda match: f"{cardinal(int(match['points']))} de treinta",
    ),
    rewrites("beats by the minute", r"\b(F\.?C\.? ?:? ?\d{2,3}) ?p\. ?m\.?(?!\w)", r"\1 lpm"),
    rewrites(
        "one sachet in short",
        r"(?<![\w.,/])(\d) s\. (?=cada |c/|al )",
        lambda match: f"{match[1]} sobre{'s' * (match[1] != '1')} " if has(_SACHET, match.string) else None,
    ),
    rewrites("tablets and capsules in short", r"(?<![\w.,/])(\d) ?c\.? c(?:/|ada) ?(?=\d)", r"\1 c/"),
    rewrites(
        "things in capitals",
        r"(?<=\d )(?:COMP|CAPS?|TAB|AMP)\b",
        lambda match: match[0].lower(),
    ),
    rewrites(
        "white cells by their letters",
        r"(?<![\w.])([NL]) ?(?=\d{1,2}(?:[.,]\d)? ?%)",
        lambda match: "neutrófilos " if match[1] == "N" else "linfocitos ",
    ),
    rewrites("iodine of a contrast", r"(?<=mg) ?I ?/ ?m[lL]\b", " de yodo por mililitro"),
    rewrites("percentiles in a range", r"(?<=\()P(\d{1,2}) ?[-–] ?P?(\d{1,2})(?=\))", r"percentil \1 a \2"),
    rewrites(
        "a grade of a tumour", r"(?<!\w)G(II|III|IV)(?!\w)", lambda match: f"G {_ROMAN_MONTHS.index(match[1]) + 1}"
    ),
    rewrites("a sentence after a number", r"(?<=\d)\.(?=[a-záéíóú]{5,}(?![\w@]|\.\w))", ". "),
    rewrites("crosses with spaces", r"(?<=\+) (?=\+)|(?<=\+) (?=/ \+)|(?<=\+ /) (?=\+)|(?<=\+/) (?=\+)", ""),
    says(
        "letters of figures",
        r"\b(?:[Ff]igs?\.?|[Ff]iguras|[Ii]mágenes|[Tt]ablas)"
        r"(?P<said>(?:,? (?:y )?\d{1,2} ?[a-h](?:[-–]\d{0,2}[a-h])?(?!\w))+)",
        _read_figures,
    ),
    rewrites(
        "a small letter for degrees",
        r"([Tt]emperatura(?: de| corporal| axilar)*[,:]? (?:3[4-9]|4[0-2])(?:[.,]\d)?) ?o(?!\w)",
        r"\1 grados",
    ),
)
