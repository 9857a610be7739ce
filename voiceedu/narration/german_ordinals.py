"""Whether a stop after a number is that of a German ordinal, which ends no sentence: am 1. Tag, nach der 2. Dosis."""

import re

_GERMAN_ORDINAL = re.compile(
    r"\b(?:am|im|vom|zum|zur|bis|ab|seit|nach|vor|beim|den|der|die|das|dem|des|jede[nrms]?|eine[nrms]?|ein"
    r"|ihre?[nrms]?|diese[nrms]?) \d{1,2}\.(?:(?:,| und| bis| oder| u\.| ?[-–/]) ?\d{1,2}\.)*$",
    re.IGNORECASE,
)
"""The beginning of "am 1. Tag": no sentence of another language ends so."""
_AFTER_AN_ORDINAL = re.compile(
    r"\s*(?:Wo|Woche|Tag|Dosis|Termin|Injektion|Spritze|Stock|OG|UG|Monat|Quartal|Mal|Schritt|Sitzung|Behandlung|Besuch"
    r"|Gabe|Einnahme|Liter|Beutel|Glas|\w*[Ww]irbel|Stunde|Zyklus|Lebens\w+|Schwangerschafts\w+|SSW|Infiltration)\b"
    r"|\s*\((?:bzw\.|oder) \d{1,2}\.\)"
)
"""What a German ordinal stands before, as in "Lyrica: 1. Woche"."""
_ORDINAL = re.compile(r"\b\d{1,2}\.$")
_ORDINAL_IN_BRACKETS = re.compile(r"\((?:bzw\.|oder) \d{1,2}\.\)$")
_ORDINAL_AFTER_A_PAUSE = re.compile(r"(?:[,;:(] ?|\b(?:und|oder|sowie|[Bb]ei|[Ww]enn) )\d{1,2}\.$")
"""Of German, as in "nach 4 Wochen, 3. Impfung"."""


def goes_on(sentence: str, after: str, *, only_german: bool) -> bool:
    """Return whether `sentence` ends with such an ordinal and goes on in `after`."""
    if _GERMAN_ORDINAL.search(sentence) or _ORDINAL_IN_BRACKETS.search(sentence):
        return True
    if _ORDINAL.search(sentence) and _AFTER_AN_ORDINAL.match(after):
        return True
    return only_german and _ORDINAL_AFTER_A_PAUSE.search(sentence) is not None
