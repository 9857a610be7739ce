"""Spanish numbers in words, with the gender of what is counted: "un miligramo", "veintiuna tabletas"."""

import re
import unicodedata
from dataclasses import dataclass
from typing import Literal

Form = Literal["alone", "masculine", "feminine"]
"""How "uno" is said: alone (uno), before a masculine noun (un), before a feminine noun (una)."""

_SMALL = (
    *("cero", "uno", "dos", "tres", "cuatro", "cinco", "seis", "siete", "ocho", "nueve", "diez", "once", "doce"),
    *("trece", "catorce", "quince", "dieciséis", "diecisiete", "dieciocho", "diecinueve", "veinte", "veintiuno"),
    *("veintidós", "veintitrés", "veinticuatro", "veinticinco", "veintiséis", "veintisiete", "veintiocho"),
    "veintinueve",
)
_TENS = ("", "", "", "treinta", "cuarenta", "cincuenta", "sesenta", "setenta", "ochenta", "noventa")
_HUNDREDS = (
    *("", "ciento", "doscientos", "trescientos", "cuatrocientos", "quinientos", "seiscientos", "setecientos"),
    *("ochocientos", "novecientos"),
)
_ORDINALS = (
    *("", "primero", "segundo", "tercero", "cuarto", "quinto", "sexto", "séptimo", "octavo", "noveno", "décimo"),
    *("undécimo", "duodécimo"),
)
_PARTS = {
    2: "medio",
    3: "tercio",
    4: "cuarto",
    5: "quinto",
    6: "sexto",
    7: "séptimo",
    8: "octavo",
    9: "noveno",
    10: "décimo",
}
_LARGEST = 10**12

_GROUPED = r"[1-9]\d{0,2}(?:\.\d{3})+(?:,\d+)?|[1-9]\d{0,2}(?:,\d{3})+(?:\.\d+)?|[1-9]\d{0,2}(?:[  ]\d{3})+(?:,\d+)?"
DECIMAL = rf"(?:(?:{_GROUPED})(?!\d)|\d+(?:[.,]\d+)?|[.,]\d+)"
"""Thousands by a point, a comma or a space, decimals by a comma or a point: 5.000, 5,000, 38,5, 38.5. Three digits
after one separator are thousands unless a zero is before it."""
_SIGN = "[¼½¾⅐-⅞]"
_SLASHED = r"[1-9]\d?/(?:10|[2-9])(?![\d/])"
FRACTION = rf"(?:\d+(?: y | )?)?{_SIGN}|\d+(?: y | ){_SLASHED}|{_SLASHED}"
AMOUNT = rf"(?:{FRACTION}|{DECIMAL})"
_FRACTION_PARTS = re.compile(
    rf"(?:(?P<whole>\d+)(?: y | |(?={_SIGN})))?(?:(?P<sign>{_SIGN})|(?P<top>\d+)/(?P<bottom>\d+))"
)


@dataclass(frozen=True, kw_only=True)
class Noun:
    """What is counted: one, several, and its gender."""

    one: str
    many: str
    is_feminine: bool = False

    @property
    def form(self) -> Form:
        return "feminine" if self.is_feminine else "masculine"


def cardinal(number: int, form: Form = "alone") -> str:
    """Return `number` in words; digit by digit from a million millions on."""
    if number >= _LARGEST:
        return digits(str(number))
    if number >= 1_000_000:
        millions, rest = divmod(number, 1_000_000)
        name = "un millón" if millions == 1 else f"{cardinal(millions, 'masculine')} millones"
        return f"{name} {cardinal(rest, form)}" if rest else name
    if number >= 1000:
        thousands, rest = divmod(number, 1000)
        name = (
            "mil" if thousands == 1 else f"{cardinal(thousands, 'feminine' if form == 'feminine' else 'masculine')} mil"
        )
        return f"{name} {cardinal(rest, form)}" if rest else name
    return _below_thousand(number, form)


def _below_thousand(number: int, form: Form) -> str:
    if number == 100:
        return "cien"
    hundreds, rest = divmod(number, 100)
    name = _HUNDREDS[hundreds]
    if form == "feminine" and hundreds > 1:
        name = name.removesuffix("os") + "as"
    if not hundreds:
        return _below_hundred(rest, form)
    return f"{name} {_below_hundred(rest, form)}" if rest else name


def _below_hundred(number: int, form: Form) -> str:
    if number < 30:
        words = _SMALL[number]
    else:
        tens, ones = divmod(number, 10)
        words = f"{_TENS[tens]} y {_SMALL[ones]}" if ones else _TENS[tens]
    if number % 10 != 1 or number == 11 or form == "alone":
        return words
    stem = words.removesuffix("uno")
    if form == "feminine":
        return f"{stem}una"
    return f"{stem}ún" if stem == "veinti" else f"{stem}un"


def ordinal(number: int, *, is_feminine: bool = False) -> str:
    """Return "primero" or "primera" for 1; a cardinal above the twelfth, as people say it."""
    if not 0 < number < len(_ORDINALS):
        return cardinal(number)
    words = _ORDINALS[number]
    return words.removesuffix("o") + "a" if is_feminine else words


def digits(text: str) -> str:
    """Return the digits of `text` one by one: "cero cuatro" for "04"."""
    return " ".join(_SMALL[int(digit)] for digit in text if digit.isdecimal())


def decimal(text: str, form: Form = "alone") -> str:
    """Return a written number in words. The decimal separator is said as it is written: "coma" or "punto"."""
    if re.fullmatch(_GROUPED, text):
        text = _ungroup(text)
    whole, separator, fraction = re.fullmatch(r"(\d*)([.,]?)(\d*)", text).groups()  # type: ignore[union-attr]
    if not fraction:
        return digits(whole) if len(whole) > 1 and whole.startswith("0") else cardinal(int(whole), form)
    name = "coma" if separator == "," else "punto"
    is_number = len(fraction) <= 2 and not fraction.startswith("0")
    return f"{cardinal(int(whole or 0))} {name} {cardinal(int(fraction)) if is_number else digits(fraction)}"


def _ungroup(text: str) -> str:
    """Return `text` without the separators of its thousands."""
    separators = [sign for sign in text if not sign.isdigit()]
    first = separators[0]
    if len(separators) > 1 and separators[-1] != first:
        return "".join(sign for sign in text if sign != first)
    return "".join(sign for sign in text if sign.isdigit())


def is_one(text: str) -> bool:
    """Return whether a noun after the amount `text` is singular."""
    return text == "1"


def count(amount: str, noun: Noun) -> str:
    """Return an amount of a noun: "media tableta", "dos tabletas y media", "cero coma cinco mililitros"."""
    parts = _FRACTION_PARTS.fullmatch(amount)
    if parts is None:
        words = decimal(amount, noun.form)
        of = " de" if words.endswith(("millón", "millones")) else ""
        return f"{words}{of} {noun.one if is_one(amount) else noun.many}"
    top, bottom = _fraction(parts)
    if parts["whole"] is None:
        return _part(top, bottom, noun)
    whole = int(parts["whole"])
    rest = _gendered("medio", noun) if bottom == 2 else part(top, bottom)
    return f"{cardinal(whole, noun.form)} {noun.one if whole == 1 else noun.many} y {rest}"


def part(top: int, bottom: int) -> str:
    """Return "un cuarto", "tres cuartos", "dos tercios"."""
    name = _PARTS.get(bottom) or f"{cardinal(bottom)}avo"
    return f"{cardinal(top, 'masculine')} {name if top == 1 else name + 's'}"


def fraction(text: str) -> str:
    """Return a fraction that counts nothing: "medio", "dos y medio"."""
    parts = _FRACTION_PARTS.fullmatch(text)
    if parts is None:
        return decimal(text)
    top, bottom = _fraction(parts)
    words = "medio" if (top, bottom) == (1, 2) else part(top, bottom)
    return f"{cardinal(int(parts['whole']))} y {words}" if parts["whole"] else words


def _part(top: int, bottom: int, noun: Noun) -> str:
    if (top, bottom) == (1, 2):
        return f"{_gendered('medio', noun)} {noun.one}"
    return f"{part(top, bottom)} de {noun.one}"


def _gendered(word: str, noun: Noun) -> str:
    return word.removesuffix("o") + "a" if noun.is_feminine else word


def _fraction(parts: re.Match[str]) -> tuple[int, int]:
    if parts["sign"] is None:
        return int(parts["top"]), int(parts["bottom"])
    top, bottom = unicodedata.normalize("NFKC", parts["sign"]).split("\N{FRACTION SLASH}")
    return int(top), int(bottom)
