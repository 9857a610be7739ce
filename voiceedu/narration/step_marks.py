"""How the number of a step is said: "three", "B", "Roman two", "two point three point one"."""

from voiceedu import translations
from voiceedu.content.blocks import Block
from voiceedu.content.list_marks import OUTLINE, readings, style_of
from voiceedu.narration.text_normalization import normalize


def say_mark(block: Block, *, language: str) -> str:
    """Return what a voice says before the words of a step; empty for any other block.

    Letters are capitals, which engines spell. A Roman numeral is said to be one, so that nobody takes it for the number
    of the list around it. In a language without a catalogue the numbers of an outline follow one another.
    """
    if block.kind != "step":
        return ""
    style = style_of(block.mark, block.number)
    if style in ("i", "I"):
        return _roman(block.number, language=language)
    if style == OUTLINE:
        return _point(language).join(_part(part, language=language) for part in block.mark.split("."))
    return _spelled(block.mark) if block.mark else normalize(str(block.number), language=language)


def _point(language: str) -> str:
    catalogue = translations.find(language)
    # Translators: Spoken, between the parts of the number of a step, such as 2.3.1: "two point three point one".
    point = catalogue.gettext("point") if catalogue else ""
    return f" {point} " if point else " "


def _part(part: str, *, language: str) -> str:
    """Return a part of an outline number: a number, letters or a Roman numeral."""
    if part.isdecimal():
        return normalize(part, language=language)
    meanings = readings(part)
    roman = next((number for style, number in meanings.items() if style in "iI"), 0) if len(part) > 1 else 0
    return _roman(roman, language=language) if roman else _spelled(part)


def _roman(number: int, *, language: str) -> str:
    said = normalize(str(number), language=language)
    catalogue = translations.find(language)
    # Translators: Spoken before a step of a list. {number} is a Roman numeral in words: "Roman two" for ii.
    return catalogue.gettext("Roman {number}").format(number=said) if catalogue else said


def _spelled(letters: str) -> str:
    return " ".join(letters.upper())
