"""Text as written → text as a person would read it aloud. What the page shows is never touched.

The lexicon knows words; this knows what stands between and around them: brackets, dashes, slashes, ranges, addresses,
telephone numbers. Pure. The words that a sign becomes are those of the language; a language that is not here keeps its
signs, and the engine does with them what it can.
"""

import re
from collections.abc import Callable
from dataclasses import dataclass

from voiceedu import languages
from voiceedu.narration.lexicon import Lexicon


@dataclass(frozen=True, kw_only=True)
class _Signs:
    """What signs are called in one language."""

    and_or: str
    either: str
    per: str
    to: str
    ampersand: str
    percent: str
    at: str
    dot: str
    slash: str
    dash: str
    underscore: str
    less: str
    more: str
    at_most: str
    at_least: str
    number: str


_SIGNS = {
    "en": _Signs(
        and_or="and or",
        either="or",
        per="per",
        to="to",
        ampersand="and",
        percent="percent",
        at="at",
        dot="dot",
        slash="slash",
        dash="dash",
        underscore="underscore",
        less="less than",
        more="more than",
        at_most="at most",
        at_least="at least",
        number="number",
    ),
    "es": _Signs(
        and_or="y o",
        either="o",
        per="por",
        to="a",
        ampersand="y",
        percent="por ciento",
        at="arroba",
        dot="punto",
        slash="barra",
        dash="guion",
        underscore="guion bajo",
        less="menos de",
        more="más de",
        at_most="como máximo",
        at_least="al menos",
        number="número",
    ),
}

_HOST = r"(?:[\w-]+\.)+(?:com|edu|gov|info|net|org)\b"
_NOT_URL = r"\s<>()\[\]\"“”—"
_URL = re.compile(rf"(?:\b(?:https?://|www\.)|(?<![\w@.-])(?={_HOST}))[^{_NOT_URL}]*[^{_NOT_URL}.,;:!?]", re.IGNORECASE)
_EMAIL = re.compile(r"(?<![\w.+-])[\w.+-]+@[\w-]+(?:\.[\w-]+)+")
# With area code, however it is written; without, by a hyphen, unless it looks like a range of round figures: 500-1000.
_PHONE = re.compile(
    r"(?<![\w.])(?:(?:\+\d{1,3}[ .–-]?|\d{1,3}[ .–-])?(?:\(\d{3}\)[ .–-]?|\d{3}[ .–-])\d{3}[ .–-]\d{4}(?![\w-])"
    r"|\+?1?\d{10}(?![\w-]))"
    r"|(?<![\w.,$–-])(?!\d\d0-\d{3}0)\d{3}-\d{4}(?![\w%–-]|[.,]\d)"
)
_UNITS = r"mg|mcg|µg|kg|mL|ml|dL|mm|cm|Hz|kHz|mA|mmHg"
_TIMES = r"day|hour|hr|h|minute|min|second|sec|week|dose|día|hora|minuto|segundo|semana|dosis"
_DAYS = "|".join(
    (
        "Mondays?|Tuesdays?|Wednesdays?|Thursdays?|Fridays?|Saturdays?|Sundays?|Mon|Tues?|Wed|Thurs?|Fri|Sat|Sun",
        "January|February|March|April|May|June|July|August|September|October|November|December",
        "lunes|martes|miércoles|jueves|viernes|sábado|domingo",
        "enero|febrero|marzo|abril|mayo|junio|julio|agosto|septiembre|octubre|noviembre|diciembre",
    )
)
_RULES: tuple[tuple[re.Pattern[str], str], ...] = (
    (re.compile(r"μ(?=g\b)"), "µ"),  # the letter mu → the micro sign, which the lexicon knows
    (re.compile(rf"(\d)({_UNITS})\b"), r"\1 \2"),
    (re.compile(r"(?<=\w)\((e?s)\)"), r"\1"),
    (re.compile(r"\b(?:and ?/ ?or|y ?/ ?o)\b", re.IGNORECASE), "{and_or}"),
    (re.compile(rf"\b({_UNITS}) ?/ ?(?=(?:{_UNITS}|{_TIMES})\b)"), r"\1 {per} "),
    (re.compile(rf"(?<=[^\W\d_]s) ?/ ?(?=(?:{_TIMES})\b)"), " {per} "),
    (re.compile(r"(?<=[^\W\d_]{2}) ?/ ?(?=[^\W\d_]{2})"), " {either} "),
    (
        re.compile(
            rf"(?<![\w.-])(?!\d{{5}}-\d{{4}}\b)(\d[\d.,]*(?: ?%| (?:{_UNITS}))?)(?: ?[-–] ?|—)(\d[\d.,]*)(?![\w–-])"
        ),
        r"\1 {to} \2",
    ),
    (re.compile(rf"\b({_DAYS}) ?[-–] ?(?=(?:{_DAYS})\b)"), r"\1 {to} "),
    (re.compile(r"\b([CTLS]\d{1,2})[–/]([CTLS]?\d{1,2})\b"), r"\1-\2"),
    (re.compile(r"\b([CTLS])(\d{1,2})-(\d{1,2})\b"), r"\1\2-\1\3"),
    (re.compile(r"(?<=\d) ?%"), " {percent}"),
    (re.compile(r"(?<=\s)&(?=\s)"), "{ampersand}"),
    (re.compile(r"(?<=\w)(?=[<＜>≤≥#]\d)"), " "),
    (re.compile(r"[<＜] ?(?=\d)"), "{less} "),
    (re.compile(r"> ?(?=\d)"), "{more} "),
    (re.compile(r"≤ ?(?=\d)"), "{at_most} "),
    (re.compile(r"≥ ?(?=\d)"), "{at_least} "),
    (re.compile(r"#(?=\d)"), "{number} "),
)
_LEVELS = re.compile(r"\b([CTLS])(\d{1,2})-\1(\d{1,2})\b")
_SET_ASIDE = 0xF0000
_PRIVATE_USE = re.compile("[\U000f0000-\U000ffffd]")
_BRACKETS = re.compile(r"\s*[(\[]\s*([^()\[\]]*?)\s*[)\]]")
_DASH = re.compile(r"\s+[-–]+\s+|\s*(?:—|--+)\s*")
_COMMAS = re.compile(r"(?:\s*,)+\s*(?=[,.;:!?])|(?<=[.!?]),|^[\s,]+")


def spoken_form(text: str, *, lexicon: Lexicon, language: str) -> str:
    """Return `text` as it should be said: signs in words, addresses and numbers as dictated, then the lexicon."""
    signs = _SIGNS.get(languages.base(language))
    kept: list[str] = []

    def dictated(read: Callable[[str, _Signs], str]) -> Callable[[re.Match[str]], str]:
        # An address is set aside as a private-use character, so that no later rule reads a word into it.
        def keep(match: re.Match[str]) -> str:
            assert signs is not None
            kept.append(read(match[0], signs))
            return chr(_SET_ASIDE + len(kept) - 1)

        return keep

    text = " ".join(_PRIVATE_USE.sub(" ", text).split())
    if signs is not None:
        text = text.replace("\N{NON-BREAKING HYPHEN}", "-")
        text = _URL.sub(dictated(_url), text)
        text = _EMAIL.sub(dictated(_address), text)
        text = _PHONE.sub(dictated(_phone), text)
        for pattern, words in _RULES:
            text = pattern.sub(words.format(**vars(signs)), text)
        text = _LEVELS.sub(lambda match: _levels(match, signs), text)
    text = lexicon.spoken(text)
    while (flat := _BRACKETS.sub(r", \1,", text)) != text:  # from the inside out
        text = flat
    text = _DASH.sub(", ", text)
    text = _COMMAS.sub("", text)
    for number, words in enumerate(kept):
        text = text.replace(chr(_SET_ASIDE + number), words)
    return " ".join(text.split()).strip(", ")


def _levels(levels: re.Match[str], signs: _Signs) -> str:
    """Return two neighbours, which are a disc, as they are: the lexicon knows them; and what is further as a range."""
    letter, first, last = levels.groups()
    return levels[0] if int(last) <= int(first) + 1 else f"{letter}{first} {signs.to} {letter}{last}"


def _url(url: str, signs: _Signs) -> str:
    bare = re.sub(r"^https?://", "", url, flags=re.IGNORECASE).rstrip("/")
    bare = re.sub(r"^www\.", "", bare, flags=re.IGNORECASE)
    return _address(bare or url, signs)


def _address(address: str, signs: _Signs) -> str:
    names = {".": signs.dot, "/": signs.slash, "@": signs.at, "-": signs.dash, "_": signs.underscore}
    return "".join(f" {names[sign]} " if sign in names else sign for sign in address)


def _phone(number: str, _signs: _Signs) -> str:
    """Return the digits one by one, a pause between groups: nobody can write down "five hundred fifty-five"."""
    digits = re.sub(r"\D", "", number)
    groups = (digits[:-10], digits[-10:-7], digits[-7:-4], digits[-4:])
    return ", ".join(" ".join(group) for group in groups if group)
