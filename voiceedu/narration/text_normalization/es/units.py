"""Units of a leaflet in Spanish: mg, mL, mg/kg/día, UI/mL, kg/m²."""

import re

from voiceedu.narration.text_normalization.es.numbers import AMOUNT, Noun, count
from voiceedu.narration.text_normalization.tables import any_of, read_table

_UNITS = {
    form: Noun(one=one, many=many, is_feminine=gender == "f")
    for forms, one, many, gender in read_table(__package__, "units.tsv")
    for form in forms.split("|")
}
_POWERS = {"²": "cuadrado", "2": "cuadrado", "³": "cúbico", "3": "cúbico"}
_PERIODS = (
    "segundo|minuto|hora|día|dia|noche|semana|mes|año|kilogramo|kilo|gramo|litro|mililitro|dosis|tableta|comprimido|"
    "cápsula|"
    "ampolla|toma|región|inhalación|gota|persona|paciente|sesión|comida|vez|lado|nivel|sitio|punto|articulación|nervio|"
    "lesión|ojo|fosa"
)
"""Words after a slash that make a rate: mg/dosis. Between other words a slash is "o": brazo/pierna."""

UNIT = rf"(?:{any_of(_UNITS)})(?:[²³]|(?<=[mt])\^?[23](?!\d))?(?![\w²³])"
PER = rf"(?:(?: ?/ ?| por )(?:{AMOUNT} ?)?(?:{UNIT}|d(?!\w)|(?:{_PERIODS})(?:s|es)?(?!\w)))"
UNITS = rf"(?:{UNIT}{PER}*)"
_ONE = re.compile(
    rf"(?:(?P<amount>{AMOUNT}) ?)?(?:(?P<symbol>{any_of(_UNITS)})\^?(?P<power>[²³23])?|(?P<word>[^\W\d_]+))"
)


def count_units(amount: str, written: str) -> str:
    """Return an amount of units: "cinco miligramos por kilogramo por día"."""
    first, *rest = _split(written)
    return " ".join((count(amount, noun(first)), *map(_read_divisor, rest)))


def read_units(written: str, *, is_many: bool) -> str:
    """Return units without an amount: "miligramos por mililitro"."""
    first, *rest = _split(written)
    unit = noun(first)
    return " ".join((unit.many if is_many else unit.one, *map(_read_divisor, rest)))


def noun(written: str) -> Noun:
    """Return the noun of a unit, with its power."""
    parts = _ONE.fullmatch(written)
    assert parts is not None, written
    unit = _UNITS[parts["symbol"]]
    if not parts["power"]:
        return unit
    power = _POWERS[parts["power"]]
    return Noun(one=f"{unit.one} {power}", many=f"{unit.many} {power}s")


def _split(written: str) -> list[str]:
    for whole in ("lat/min", "resp/min"):
        if written.startswith(whole):
            return [whole, *filter(None, re.split(r" ?/ ?| por ", written.removeprefix(whole)))]
    return re.split(r" ?/ ?| por ", written)


def _read_divisor(written: str) -> str:
    parts = _ONE.fullmatch(written)
    if written == "d":
        return "por día"
    if parts is None or (parts["word"] and not parts["amount"]):
        return f"por {written}"
    if parts["word"]:
        return f"por {count(parts['amount'], Noun(one=parts['word'], many=parts['word']))}"
    unit = noun(written[len(parts["amount"] or "") :].strip())
    return f"por {count(parts['amount'], unit)}" if parts["amount"] else f"por {unit.one}"
