"""Days of a month, hours and years in French, German, Italian and Portuguese words: premier, huit heures trente."""

import re
from collections.abc import Callable
from dataclasses import dataclass

from voiceedu.narration.text_normalization.common.numbers import NUMBERS
from voiceedu.narration.text_normalization.rules import SAID

_GERMAN_DATIVE = re.compile(
    r"\b(?:am|vom|zum|bis|bis einschließlich|ab|dem|seit|nach|vor|beim|(?:am|vom|zum) \d{1,2}\. (?:und|bis|bis zum)"
    rf"|(?:am|vom|zum|bis|ab|seit) (?:\w+tag|Mittwoch|(?:Mo|Di|Mi|Do|Fr|Sa|So)\.?|[{SAID}]),?)\s$",
    re.IGNORECASE,
)


@dataclass(frozen=True, kw_only=True)
class CalendarWords:
    """`hour` gives the words of an hour and its minutes; `day` those of a day of the month, after what is before it."""

    hour: Callable[[int, int], str]
    day: Callable[[int, str], str]
    of: str = " "
    hour_mark: str = ":"


def year(number: int, language: str) -> str:
    """Return a year in words."""
    numbers = NUMBERS[language]
    if language == "de" and 1100 <= number < 2000:
        hundreds, rest = divmod(number, 100)
        return f"{numbers.cardinal(hundreds)} hundert {numbers.cardinal(rest) if rest else ''}".strip()
    return numbers.cardinal(number)


def german_ordinal(number: int) -> str:
    """Return the stem of an ordinal below a hundred: "erst", "zwanzigst"."""
    irregular = {1: "erst", 3: "dritt", 7: "siebt", 8: "acht"}
    words = NUMBERS["de"].cardinal(number)
    return irregular.get(number) or f"{words}{'t' if number < 20 else 'st'}"


def _german_day(day: int, before: str) -> str:
    ending = "en" if _GERMAN_DATIVE.search(before) or re.search(r"\b(?:den|der|die)\s$", before) else "er"
    return german_ordinal(day) + ending


def _first_day(first: str, language: str) -> Callable[[int, str], str]:
    return lambda day, _before: first if day == 1 else NUMBERS[language].cardinal(day)


def _french_hour(hour: int, minute: int) -> str:
    name = (
        "une heure"
        if hour == 1
        else "zéro heure"
        if not hour
        else f"{_feminine(NUMBERS['fr'].cardinal(hour), 'un', 'une')} heures"
    )
    return f"{name} {NUMBERS['fr'].cardinal(minute)}" if minute else name


def _german_hour(hour: int, minute: int) -> str:
    name = "ein" if hour == 1 else NUMBERS["de"].cardinal(hour)
    return f"{name} Uhr {NUMBERS['de'].cardinal(minute)}" if minute else f"{name} Uhr"


def _italian_hour(hour: int, minute: int) -> str:
    name = "una" if hour == 1 else NUMBERS["it"].cardinal(hour)
    return f"{name} e {NUMBERS['it'].cardinal(minute)}" if minute else name


def _portuguese_hour(hour: int, minute: int) -> str:
    words = NUMBERS["pt"].cardinal(hour)
    name = f"{_feminine(_feminine(words, 'um', 'uma'), 'dois', 'duas')} {'hora' if hour < 2 else 'horas'}"
    return f"{name} e {NUMBERS['pt'].cardinal(minute)}" if minute else name


def _feminine(words: str, ending: str, feminine: str) -> str:
    return f"{words.removesuffix(ending)}{feminine}" if re.search(rf"\b{ending}$", words) else words


WORDS = {
    "fr": CalendarWords(hour=_french_hour, day=_first_day("premier", "fr"), hour_mark="[:hH]"),
    "de": CalendarWords(hour=_german_hour, day=_german_day),
    "it": CalendarWords(hour=_italian_hour, day=_first_day("primo", "it")),
    "pt": CalendarWords(hour=_portuguese_hour, day=_first_day("primeiro", "pt"), of=" de ", hour_mark="[:hH]"),
}
