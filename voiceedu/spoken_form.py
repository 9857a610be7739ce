"""Text as written → text as a person would read it aloud. What the page shows is never touched.

The lexicon knows words; this knows what stands between and around them: brackets, dashes, slashes, ranges, addresses,
telephone numbers. Pure. The words that a sign becomes are those of the language; a language that is not here keeps its
signs, and the engine does with them what it can.
"""

import re
from collections.abc import Callable
from dataclasses import dataclass

from voiceedu.lexicon import Lexicon


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
    less: str
    more: str
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
        less="less than",
        more="more than",
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
        less="menos de",
        more="más de",
        number="número",
    ),
}

_URL = re.compile(r"\b(?:https?://|www\.)[^\s<>()\"“”]*[^\s<>()\"“”.,;:!?]", re.IGNORECASE)
_EMAIL = re.compile(r"\b[\w.+-]+@[\w-]+(?:\.[\w-]+)+")
_PHONE = re.compile(r"(?<![\w.])(?:\+?\d{1,3}[ .-])?(?:\(\d{3}\) ?|\d{3}[ .-])\d{3}[ .-]\d{4}(?![\w-])")
_UNITS = r"mg|mcg|µg|kg|mL|ml|dL|mm|cm|Hz|kHz|mA|mmHg"
_RULES: tuple[tuple[re.Pattern[str], str], ...] = (
    (re.compile(rf"(\d)({_UNITS})\b"), r"\1 \2"),
    (re.compile(r"(?<=\w)\((e?s)\)"), r"\1"),
    (re.compile(r"\b(?:and/or|y/o)\b", re.IGNORECASE), "{and_or}"),
    (re.compile(rf"\b({_UNITS})/({_UNITS}|day|hour|dose|día|hora|dosis)\b"), r"\1 {per} \2"),
    (re.compile(r"\b([^\W\d_]{2,})/([^\W\d_]{2,})\b"), r"\1 {either} \2"),
    (re.compile(r"(?<![\w.-])(\d[\d.,]*) ?[-–] ?(\d[\d.,]*)(?![\w-])"), r"\1 {to} \2"),
    (re.compile(r"\b([CTLS]\d{1,2})[–/]([CTLS]?\d{1,2})\b"), r"\1-\2"),
    (re.compile(r"\b([CTLS])(\d{1,2})-(\d{1,2})\b"), r"\1\2-\1\3"),
    (re.compile(r"(?<=\d) ?%"), " {percent}"),
    (re.compile(r"(?<=\s)&(?=\s)"), "{ampersand}"),
    (re.compile(r"[<＜] ?(?=\d)"), "{less} "),
    (re.compile(r"> ?(?=\d)"), "{more} "),
    (re.compile(r"#(?=\d)"), "{number} "),
)
_BRACKETS = re.compile(r"\s*[(\[]\s*([^()\[\]]*?)\s*[)\]]")
_DASH = re.compile(r"\s+[-–]+\s+|\s*—\s*")
_COMMAS = re.compile(r"(?:\s*,)+\s*(?=[,.;:!?])|(?<=[.!?]),|^[\s,]+")


def spoken_form(text: str, *, lexicon: Lexicon, language: str) -> str:
    """Return `text` as it should be said: signs in words, addresses and numbers as dictated, then the lexicon."""
    signs = _SIGNS.get(language.split("-")[0])
    kept: list[str] = []

    def dictated(read: Callable[[str, _Signs], str]) -> Callable[[re.Match[str]], str]:
        # An address is set aside as a private-use character, so that no later rule reads a word into it.
        def keep(match: re.Match[str]) -> str:
            assert signs is not None
            kept.append(read(match[0], signs))
            return chr(0xE000 + len(kept) - 1)

        return keep

    if signs is not None:
        text = _URL.sub(dictated(_url), text)
        text = _EMAIL.sub(dictated(_email), text)
        text = _PHONE.sub(dictated(_phone), text)
        for pattern, words in _RULES:
            text = pattern.sub(words.format(**vars(signs)), text)
    text = lexicon.spoken(text)
    text = _BRACKETS.sub(r", \1,", text)
    text = _DASH.sub(", ", text)
    text = _COMMAS.sub("", text)
    for number, words in enumerate(kept):
        text = text.replace(chr(0xE000 + number), words)
    return " ".join(text.split()).rstrip(",")


def _url(url: str, signs: _Signs) -> str:
    bare = re.sub(r"^https?://", "", url, flags=re.IGNORECASE).rstrip("/")
    bare = re.sub(r"^www\.", "", bare, flags=re.IGNORECASE)
    return bare.replace(".", f" {signs.dot} ").replace("/", f" {signs.slash} ")


def _email(address: str, signs: _Signs) -> str:
    return address.replace("@", f" {signs.at} ").replace(".", f" {signs.dot} ")


def _phone(number: str, _signs: _Signs) -> str:
    """Return the digits one by one, a pause between groups: nobody can write down "five hundred fifty-five"."""
    return ", ".join(" ".join(group) for group in re.findall(r"\d+", number))
