"""Units of a leaflet: mg, mL, mcg/kg/min, mg/m², °C."""

import re
from dataclasses import dataclass

from voiceedu.narration.text_normalization.en.numbers import AMOUNT, amount
from voiceedu.narration.text_normalization.tables import any_of, read_table


@dataclass(frozen=True, kw_only=True)
class _Unit:
    one: str
    many: str


_UNITS = {
    form: _Unit(one=one, many=many)
    for forms, one, many in read_table(__package__, "units.tsv")
    for form in forms.split("|")
}
_SHORT_WORDS = {"s": "second", "act": "actuation", "inh": "inhalation"}
"""Too short to be a unit after any number: "the 80s", but "mm/s"."""
_POWERS = {"²": "square", "2": "square", "³": "cubic", "3": "cubic", "sq": "square", "cu": "cubic"}
_DIVISORS = (
    "second|minute|hour|day|night|week|month|year|kilogram|gram|liter|milliliter|dose|tablet|capsule|pill|puff|spray|"
    "patch|vial|meal|serving|visit|session|person|patient|"
    "side|site|region|level|joint|nerve|eye|nostril|limb|lesion|muscle|"
    "cartridge|container|can|box|carton|strip|film|lozenge|pump|tube|ampule|sachet|fraction|cycle|course|episode|"
    "actuation|inhalation|application|injection|drop|bottle|bag|pen|syringe|packet|scoop|cup|teaspoon|tablespoon|bite|step"
)
"""Words after a slash that make a rate: mg/dose. Between other words a slash is "or": neck/back."""

UNIT = rf"(?:(?:sq|cu)\.? )?(?:{any_of(_UNITS)})(?:[²³]|(?<=[mt])\^?[23](?!\d))?(?![\w²³])"
PER = rf"(?:(?: ?/ ?| per )(?:{AMOUNT}[ -]?)?(?:{UNIT}|(?:s|act|inh)(?!\w)|(?:{_DIVISORS})(?!\w)))"
UNITS = rf"(?:{UNIT}{PER}*)"
_ONE = re.compile(
    rf"(?:(?P<amount>{AMOUNT})[ -]?)?(?:(?P<sq>sq|cu)\.? )?"
    rf"(?:(?P<symbol>{any_of(_UNITS)})\^?(?P<power>[²³23])?|(?P<word>[^\W\d_]+))"
)


def read_units(written: str, *, is_many: bool) -> str:
    """Return "milligrams per kilogram" for "mg/kg": the first unit is singular or plural, what follows is singular."""
    first, *rest = re.split(r" ?/ ?| per ", _protect(written))
    words = [_read_unit(first, is_many=is_many), *(f"per {_read_unit(unit, is_many=False)}" for unit in rest)]
    return " ".join(words)


def _protect(written: str) -> str:
    """Return `written` without a slash that belongs to a symbol or a fraction."""
    return written.replace("mm/Hg", "mmHg")


def _read_unit(written: str, *, is_many: bool) -> str:
    parts = _ONE.fullmatch(written)
    if parts is None:
        return written
    number = amount(parts["amount"]) if parts["amount"] else None
    name = _SHORT_WORDS.get(parts["word"], parts["word"]) or _name(
        parts["symbol"], is_many=number.is_many if number else is_many
    )
    power = _POWERS.get(parts["power"] or parts["sq"] or "")
    return " ".join(filter(None, (number.words if number else None, power, name)))


def _name(symbol: str, *, is_many: bool) -> str:
    unit = _UNITS[symbol]
    return unit.many if is_many else unit.one
