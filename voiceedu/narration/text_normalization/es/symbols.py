"""Capitals, raised and lowered digits, and every sign or number that nothing else has read."""

import re
import unicodedata

from voiceedu.narration.text_normalization.addresses import spell
from voiceedu.narration.text_normalization.es.numbers import DECIMAL, cardinal, decimal, digits, fraction
from voiceedu.narration.text_normalization.rules import SAID, Rule, rewrites, says
from voiceedu.narration.text_normalization.tables import any_of, read_table, read_words

_SIGNS = dict(row if len(row) == 2 else (row[0], " ") for row in read_table(__package__, "symbols.tsv"))
_NAMES = {row[0]: row[1] for row in read_table(__package__, "capitals.tsv")}
_PLAIN = str.maketrans("⁰¹²³⁴⁵⁶⁷⁸⁹₀₁₂₃₄₅₆₇₈₉⁺⁻₊₋", "0123456789" * 2 + "+-+-")
_UP, _DOWN = "[⁰¹²³⁴⁵⁶⁷⁸⁹]", "[₀₁₂₃₄₅₆₇₈₉]"
_POWERS = {"2": "al cuadrado", "3": "al cubo"}
_VOWEL = re.compile("[AEIOUÁÉÍÓÚ]")
_CONSONANTS = re.compile(r"[^AEIOUYÁÉÍÓÚÜ]{4,}|^[^AEIOUÁÉÍÓÚ]{3}")
_LONG = 5
_LEFT_TO_PUNCTUATION = frozenset("…–—‘’“”„‟«»‹›（）［］＂′¿¡")
_KEPT_IN_A_RUN = frozenset(
    ["MG", "ML", "MCG", "KG", "CM", "MM", "HRS", "MIN", "VO", "IV", "IM", "SC", "PRN", "BID", "TID", "QID"]
)
_SHORT_WORDS = frozenset(
    [
        "A",
        "AL",
        "ANTES",
        "BAJO",
        "CON",
        "DE",
        "DEL",
        "DÍA",
        "DIA",
        "DOS",
        "E",
        "EL",
        "EN",
        "ES",
        "ESTA",
        "ESTE",
        "LA",
        "LAS",
        "LE",
        "LO",
        "LOS",
        "MÁS",
        "MUY",
        "NI",
        "NO",
        "O",
        "PARA",
        "POR",
        "QUE",
        "SE",
        "SI",
        "SÍ",
        "SIN",
        "SOLO",
        "SU",
        "SUS",
        "TOME",
        "TRAS",
        "TRES",
        "U",
        "UN",
        "UNA",
        "UNO",
        "USE",
        "Y",
        "YA",
        "NADA",
        "CADA",
        "USO",
        "BEBA",
        "COMA",
        "LEA",
        "VEA",
        "HORA",
        "HORAS",
        "LUZ",
        "MES",
        "AÑO",
        "PIE",
        "PIEL",
        "OJO",
        "OJOS",
        "BOCA",
        "MANO",
        "AGUA",
    ]
)
_LETTERS = frozenset(read_words(__package__, "initialisms.txt"))
LISTED_CAPITALS = frozenset({*_NAMES, *_LETTERS, *_KEPT_IN_A_RUN, *_SHORT_WORDS})
"""Capitals whose reading is in a table: a name, letters, or a word."""
_RUN = r"(?<![\w'’/-])[A-ZÁÉÍÓÚÑÜ]+(?:[ ,:;!¡¿?]+(?:[A-ZÁÉÍÓÚÑÜ]+|\d+))+(?!\w)"
_TOKEN = re.compile(r"[A-ZÁÉÍÓÚÑÜ]+")
_LEAST_RUN = 3


def _lower_run(match: re.Match[str]) -> str | None:
    """Return a text in capitals throughout in small letters, except for what is letters."""
    tokens = _TOKEN.findall(match[0])
    if len(tokens) < _LEAST_RUN or not any(map(_is_word, tokens)):
        return None
    return _TOKEN.sub(lambda token: _lower(token[0]), match[0])


def _lower(token: str) -> str:
    """Return `token` in small letters, except for what is letters: among words written large, CASA is a word."""
    is_letters = token in _KEPT_IN_A_RUN or token in _NAMES or (token in _LETTERS and token not in _SHORT_WORDS)
    return token if is_letters or not _VOWEL.search(token.replace("Y", "I")) else token.lower()


def _is_word(capitals: str) -> bool:
    if capitals in _KEPT_IN_A_RUN or capitals in _NAMES:
        return False
    if capitals in _SHORT_WORDS:
        return True
    is_long = len(capitals) >= _LONG or not capitals.isascii()
    return is_long and _VOWEL.search(capitals) is not None and not _CONSONANTS.search(capitals)


def _read_capitals(match: re.Match[str]) -> str:
    capitals = match["letters"]
    return capitals.lower() if _is_word(capitals) else spell(capitals)


def _read_power(match: re.Match[str]) -> str:
    power = match["power"].translate(_PLAIN)
    base = decimal(match["base"])
    if power in _POWERS and match["base"] != "10":
        return f"{base} {_POWERS[power]}"
    sign = "menos " if power.startswith("-") else ""
    return f"{base} a la {sign}{cardinal(int(power.lstrip('+-')))}"


def _read_letters_and_number(match: re.Match[str]) -> str:
    return " ".join(filter(None, (spell(match["letters"]), decimal(match["number"]), spell(match["end"]))))


def _read_sign(match: re.Match[str]) -> str:
    return f" {_SIGNS[match[0]]} "


def _name(match: re.Match[str]) -> str | None:
    """Return the value of a number sign, or a silent sign as a space."""
    kind = unicodedata.category(match[0])
    if kind[0] in "LMZ" or match[0] in _LEFT_TO_PUNCTUATION:
        return None
    value = unicodedata.numeric(match[0], None)
    if value is None:
        return " "
    return f" {cardinal(int(value)) if value == int(value) else decimal(str(value))} "


_SENT = r"\b(?:[Ee]nv[ií][ea]|ENV[IÍ]E|[Ee]scrib[ae]|[Mm]ande|[Tt]extee?|[Rr]esponda)(?: la palabra)? [\"“]?"
_KEYS = {"#": "almohadilla", "*": "asterisco"}
_PRESSING = re.compile(r"\b(?:puls|oprim|presion|marqu|marc|tecl)\w*", re.IGNORECASE)


def _read_key(match: re.Match[str]) -> str | None:
    return _KEYS[match["said"]] if _PRESSING.search(match.string[: match.start()]) else None


FIRST_RULES: tuple[Rule, ...] = (
    says(
        "keys with a star",
        r"\b(?i:marque|oprima|pulse|presione|digite) (?P<said>\*(?P<number>\d{1,4}))(?!\w)",
        lambda match: f"asterisco {digits(match['number'])}",
    ),
    says("keys", r"(?<![\w*#])(?P<said>[#*])(?=[\s,.;]|$)", _read_key),
)
OPENING_RULES: tuple[Rule, ...] = (
    rewrites(
        "words to send",
        rf"{_SENT}(?P<said>[A-ZÁÉÍÓÚÑ]{{3,}})(?=[\"”]?(?: al?\b|[,.]|$))",
        lambda match: match["said"].lower() if _VOWEL.search(match["said"]) else None,
    ),
    rewrites("times a power", r"(?<=\d) ?[x×] ?(?=10(?:\^|[⁰¹²³⁴⁵⁶⁷⁸⁹⁻]))", " por "),
    rewrites("tags", r"</?([A-Za-z][^<>\d=]*?)/?>", r"(\1)"),
    rewrites(
        "digits of another script", r"[^\D0-9]+", lambda match: "".join(str(unicodedata.digit(d)) for d in match[0])
    ),
    says("powers", rf"(?<![\w.,])(?P<base>{DECIMAL})(?P<power>[⁺⁻]?{_UP}+|\^-?\d+)", _read_power),
    rewrites("small digits", rf"(?<![cmk]m)(?<![\s(]m){_UP}+|{_DOWN}+", lambda match: match[0].translate(_PLAIN)),
    rewrites("text in capitals", _RUN, _lower_run),
)
NAME_RULES: tuple[Rule, ...] = (
    says(
        "names in capitals", rf"(?<![\w{SAID}])(?P<said>{any_of(_NAMES)})(?![\w-])", lambda match: _NAMES[match["said"]]
    ),
    says(
        "letters with dots",
        r"(?<![\w.])(?:[A-Z]\.){2,}(?=\s*[\w,;:)])|(?<![\w.])[A-Z](?:\.[A-Z])+(?=\.?(?:\W|$))",
        lambda match: spell(match[0].replace(".", "")),
    ),
    says(
        "letters and a number",
        r"(?<!\w)(?P<letters>[A-Z]{1,4})-?(?P<number>\d{1,3})(?P<end>[A-Za-z]?)(?![\w-])",
        _read_letters_and_number,
    ),
)
CLOSING_RULES: tuple[Rule, ...] = (
    says("capitals", r"(?<![^\W\d_])(?P<letters>[A-ZÁÉÍÓÚÑ]{2,})(?![^\W\d_])", _read_capitals),
    says("slashes between words", rf"(?<=[\w{SAID}.)])\s?/\s?(?=[\w{SAID}(])", " o "),
    says("other slashes", r"\s*/+\s*", " "),
    says("fractions that are left", "[¼½¾⅐-⅞]", lambda match: f" {fraction(match[0])}"),
    says("numbers that are left", DECIMAL, lambda match: decimal(match[0])),
    says("signs", any_of(_SIGNS), _read_sign),
    rewrites("opening marks before no word", rf"[¿¡](?![\w{SAID}¿¡\"“«(])", " "),
    says("signs without an entry", rf"[^\x00-\x7f{SAID}]", _name),
)
