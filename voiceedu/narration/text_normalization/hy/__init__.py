"""Armenian: endings of numbers, dates, hours, units of a dose, ranges, scores and signs.

The grammar reads whole numbers. It knows no decimal comma and no ending that stands after a number.
"""

import re

from voiceedu.narration.text_normalization import punctuation, short_signs
from voiceedu.narration.text_normalization.box_words import box_rules
from voiceedu.narration.text_normalization.hy import dates
from voiceedu.narration.text_normalization.hy.numbers import LETTERS, spoken, whole, with_ending
from voiceedu.narration.text_normalization.language import Language
from voiceedu.narration.text_normalization.results import result_rules
from voiceedu.narration.text_normalization.rules import SAID, Rule, rewrites, says
from voiceedu.narration.text_normalization.tables import any_of, read_table
from voiceedu.narration.text_normalization.units_in_words.numbers import telephone_rule
from voiceedu.narration.text_normalization.written_forms import (
    BLOOD_PRESSURE,
    EDGE,
    LENGTH_AND_WIDTH,
    NUMBER,
    SCORE,
    SPINAL_LEVELS,
    THOUSANDS,
)

_TABLE = [
    (form, said, rate) for written, said, rate in read_table(__package__, "words.tsv") for form in written.split()
]
_UNITS = {form: said for form, said, _ in _TABLE}
_RATES = {form: rate for form, _, rate in _TABLE}
_UNIT = rf"(?P<unit>{any_of(_UNITS)})(?![^\W\d_]|[²³])"
_RATE = rf" ?/ ?(?:1 ?)?(?P<unit>{any_of(_RATES)})(?![^\W\d_]|[²³])\.?"
_HALVES = r"հաբ|լիտր|ժամ|տարի|տարեկան|ամիս|ամսական|գդալ|բաժակ|չափաբաժին|դեղահաբ"
_COMPARED = {"<": "պակաս քան", ">": "ավելի քան", "≥": "առնվազն", "≤": "առավելագույնը"}
_SIGNS = {"+": "պլյուս", "−": "մինուս", "±": "պլյուս-մինուս", "=": "հավասար է", "&": "և", "→": ", ապա"}
_LOCAL_TELEPHONE = r"(?<![\d.,/-])\(?0\d{1,2}\)?[ -]?\d{2,3}[ -]\d{2,3}(?:[ -]\d{2,3})?(?![\d/-])"
_UNIT_DOT = rf"(?:\.(?=[ )]*[{LETTERS},;:։)]))?"
_ENDING = rf"(?:[-–](?P<ending>[{LETTERS}]{{1,9}})|(?P<glued>րդ|ին|ից|ով|ում|ը|ի)(?![{LETTERS}]))?"
_MORE = rf"(?![\d{LETTERS}])"


def _half(number: str) -> str:
    return "կես" if number == "0" else f"{with_ending(number, 'ու')}կես"


def _read_digits(match: re.Match[str]) -> str:
    return ", ".join(" ".join(group) for group in re.findall(r"\d+", match[0]))


def _read_range(match: re.Match[str]) -> str:
    return f"{with_ending(match['first'], 'ից')} {with_ending(match['last'], match['ending'] or match['glued'] or '')}"


def _read_product(match: re.Match[str]) -> str:
    return f"{with_ending(match['first'], 'ը')} {with_ending(match['last'], 'ի')} վրա"


def _read_number(match: re.Match[str]) -> str:
    before = match.string[max(0, match.start() - 20) : match.start()]
    return with_ending(match["number"], match["ending"] or match["glued"] or "", before=before)


def _read_level(match: re.Match[str]) -> str:
    return f"{match['first']} {whole(match['upper'])} {match['last'] or match['first']} {whole(match['lower'])}"


def _read_unit(match: re.Match[str]) -> str:
    """Return a unit with its ending, which stands on the first word of "աստիճան ըստ Ցելսիուսի"."""
    first, space, rest = _UNITS[match["unit"]].partition(" ըստ ")
    return f" {first}{match['ending']}{space}{rest}"


_FRACTIONS: tuple[Rule, ...] = (
    says(
        "some and a half",
        r"(?<![\d.,/])(?P<whole>\d{1,2}) ?(?:½|[.,]5(?= (?:HALVES)))".replace("HALVES", _HALVES),
        lambda match: _half(match["whole"]),
    ),
    says("a half", r"(?<![\d.,/])(?:½|1/2)(?![\d/])", "կես"),
    says("a quarter", r"(?<![\d.,/])(?:¼|1/4)(?![\d/])", "քառորդ"),
    says("three quarters", r"(?<![\d.,/])(?:¾|3/4)(?![\d/])", "երեք քառորդ"),
    says(
        "thirds",
        rf"(?<![\d.,/])(?P<one>[12])/3(?:-(?P<ending>[{LETTERS}]{{1,3}}))?(?![\d/])",
        lambda match: f"{whole(match['one'])} երրորդ{match['ending'] or ''}",
    ),
)
_NUMBERS: tuple[Rule, ...] = (
    rewrites("mercury", r"(?<=\d) ?(?:մմ ?(?:ս\. ?ս\.|սնդ\. ?(?:ս\.|սյ\.|սյան)|Hg)|mm ?Hg)", " mmHg"),
    rewrites("degrees", r"(?<=\d) ?° ?[CС](?!\w)", "°C"),
    rewrites("round the clock", r"(?<![\d/])24/7(?![\d/])", "շուրջօրյա"),
    rewrites("the word for hour", r"(?<![^\W\d_])ժ\. ?(?=\d)", "ժամը "),
    rewrites("the word for telephone", r"(?<![^\W\d_])([Հհ]եռ)\.(?=[՝: ]+[+(\d])", r"\1ախոս"),
    rewrites("local telephone numbers", _LOCAL_TELEPHONE, _read_digits),
    telephone_rule("պլյուս"),
    rewrites("thousands", THOUSANDS, r"\1"),
    *dates.RULES,
    *_FRACTIONS,
    says("scores", SCORE, lambda match: f"տասից {whole(match['score'])}"),
    says("blood pressure", BLOOD_PRESSURE, _read_product),
    says("so long and so wide", LENGTH_AND_WIDTH, _read_product),
    says("levels of the spine", SPINAL_LEVELS, _read_level),
)
_AMOUNTS: tuple[Rule, ...] = (
    rewrites("numbers of things", r"(?:№|No\.|(?<!\w)N) ?(?=\d)", "համար "),
    rewrites("money before its number", r"(?P<sign>[$€֏]) ?(?P<number>\d[\d.,]*\d|\d)", r"\2 \1"),
    rewrites("amounts in a range", rf"{EDGE}(?P<number>{NUMBER}) ?{_UNIT} ?[-–—] ?(?={NUMBER} ?(?P=unit))", r"\1–"),
    rewrites("less than nothing", r"(?:(?<=[\s(])|^)[-−](?=\d)", "մինուս "),
    *(rewrites(f"compared {sign}", rf"{sign} ?(?=\d)", f"{said} ") for sign, said in _COMPARED.items()),
    says("ranges", rf"{EDGE}(?P<first>{NUMBER}) ?[-–—] ?(?P<last>{NUMBER}){_ENDING}(?![\d-])", _read_range),
    says("numbers", rf"{EDGE}(?P<number>{NUMBER})(?:{_ENDING}{_MORE}|(?=[^\W\d_]))", _read_number),
)
_AFTER_NUMBERS: tuple[Rule, ...] = (
    says("units with their endings", rf"(?<=[{SAID}]) ?{_UNIT}-(?P<ending>[{LETTERS}]{{1,4}})", _read_unit),
    says("units", rf"(?<=[{SAID}]) ?{_UNIT}{_UNIT_DOT}", lambda match: f" {_UNITS[match['unit']]}"),
    says("rates", rf"(?<=[{SAID}{LETTERS}]){_RATE}", lambda match: f" {_RATES[match['unit']]}"),
)


def language(tag: str) -> Language:
    """Return the rules of Armenian."""
    return Language(
        tag=tag,
        first_rules=(*box_rules("hy"), *result_rules("hy"), *short_signs.rules("hy")),
        rules=(*punctuation.DECIMAL_RULES, *_NUMBERS, *_AMOUNTS, *_AFTER_NUMBERS),
        closing_rules=(
            says("decimals that are left", r"\d{1,6}[.,]\d{1,3}(?![.,]?\d)", lambda match: f" {spoken(match[0])} "),
            says("numbers that are left", r"[0-9]+", lambda match: f" {whole(match[0])} "),
            says("signs that are left", any_of(_SIGNS), lambda match: f" {_SIGNS[match[0]]} "),
            says("slashes that are left", r" ?/ ?", " կամ "),
            says("silent signs", r"[\\|^_*~`²³]", " "),
        ),
    )
