"""Measures that are written in a way of their own: 22 G x 3½", 5'10", 30 x 10 mm, gasas 10 x 10."""

import re

from voiceedu.narration.text_normalization.es.numbers import AMOUNT, DECIMAL, Noun, count, decimal
from voiceedu.narration.text_normalization.es.quantities import START
from voiceedu.narration.text_normalization.es.units import UNIT, count_units
from voiceedu.narration.text_normalization.rules import SAID, Rule, rewrites, says

_INCH_MARKS = '["”″]'
_FOOT = Noun(one="pie", many="pies")
_INCH = Noun(one="pulgada", many="pulgadas", is_feminine=True)


def _read_inches(match: re.Match[str]) -> str | None:
    before = match.string[: match.start()]
    is_quoted = len(re.findall(r'(?<!\d)"', before)) % 2 == 1 or before.count("“") > before.count("”")
    return None if is_quoted else count(match["number"], _INCH)


def _read_height(match: re.Match[str]) -> str:
    return f"{count(match['feet'], _FOOT)} {count(match['inches'], _INCH)}"


def _read_size(match: re.Match[str]) -> str:
    *sides, last = re.split(r" ?[x×X] ?| por ", match["sides"])
    units = match["units"]
    words = [decimal(re.sub(r"[^\d.,].*", "", side)) for side in sides]
    return " por ".join((*words, count_units(last, units)))


OPENING_RULES: tuple[Rule, ...] = (
    says(
        "threads of a suture",
        r"\b(?i:suturas?(?: de)?(?: \w+)?|nylon|nailon|vicryl|seda|monocryl|prolene|catgut|poliglactina)"
        r" (?P<said>(?P<number>\d{1,2}) ?[-/] ?0)(?![\w/]|[.,]\d)",
        lambda match: f"{decimal(match['number'])} cero",
    ),
    rewrites("degrees in a range", r"(?<![\w.,/-])(\d{1,3} ?[-–] ?\d{1,3}) ?º(?! ?[CFcf]\b)(?![\w-])", r"\1°"),
    rewrites("iodine of a contrast", r"(?<=\d) ?mgI ?/ ?mL", " mg de yodo por mililitro"),
    says(
        "products of a dose and an area",
        r"(?<=Gy)·(?P<area>c?m)[²2]",
        lambda m: f" {'centímetro' if m['area'] == 'cm' else 'metro'} cuadrado",
    ),
    rewrites(
        "so many of a dose",
        r"(?<![\w.,/-])(\d{1,2}) ?[x×] ?(?=\d[\d.,]* ?(?:mg|mcg|µg|g|UI|U|mL|ml|cc|comp|tabs?|cáps?|caps?|amp)(?!\w))",
        r"\1 por ",
    ),
    says(
        "one by one",
        r"(?<![\w.,/-])(?P<first>\d)[x×](?P<last>\d)(?![\w/]|[.,]\d)(?= (?:VO|al|por|cada|c/)|[.,;)]|$)",
        lambda match: f"{decimal(match['first'])} por {decimal(match['last'])}",
    ),
    rewrites("the number of a needle", r"(?<!\w)[nN]\.? ?º ?(?=(?:1[4-9]|2\d|3[0-4]) ?G(?!\w))", ""),
    rewrites("gauze", r"\b((?:gasas?|apósitos?|parches?|láminas?) (?:de )?\d{1,2}) ?[x×] ?(?=\d)", r"\1 por "),
    rewrites(
        "a length of a needle", r"(\d\d ?G) ?[x×] ?(\d[\d.,]*(?: ?[½¼¾])?|\d \d/\d) ?(?:[\"”″]|'')", r"\1 de \2 pulg"
    ),
    says(
        "feet and inches",
        rf"(?<![\w.,/])(?P<feet>\d)['’′] ?(?P<inches>\d{{1,2}}) ?{_INCH_MARKS}(?!\w)",
        _read_height,
    ),
    says("inches", rf"(?<![\w.,/])(?P<number>{AMOUNT}) ?{_INCH_MARKS}(?!\w)", _read_inches),
)

RULES: tuple[Rule, ...] = (
    rewrites("repetitions of a limb", rf"(?<=[\d{SAID}]) ?/ ?(?=(?:pierna|brazo|lado|mano|pie)\b)", " por "),
    says(
        "sizes",
        rf"{START}(?P<sides>{DECIMAL}(?: ?{UNIT})?(?: ?[x×X] ?(?:{DECIMAL}))+) ?(?P<units>{UNIT})",
        _read_size,
    ),
    says(
        "needles",
        r"\b(?P<said>(?P<number>1[4-9]|2\d|3[0-4]) ?G)\b",
        lambda match: f"calibre {decimal(match['number'])}",
    ),
)
