"""Numbers of the French of Belgium and Switzerland: septante, nonante, and huitante in Switzerland."""

from collections.abc import Mapping

from voiceedu import languages
from voiceedu.narration.text_normalization.common.numbers import NUMBERS

_TENS = {"fr-BE": {70: "septante", 90: "nonante"}, "fr-CH": {70: "septante", 80: "huitante", 90: "nonante"}}


def regional_words(tag: str) -> Mapping[str, str]:
    """Return the numbers of France that the region of `tag` says in another way, and its words for them."""
    regions = [_TENS[region] for region in languages.fallbacks(tag) if region in _TENS]
    found: dict[str, str] = {}
    for start, ten in regions[0].items() if regions else ():
        for one in range(10):
            found[_of_france(start + one)] = f"{ten}{_after_ten(one)}"
        found[f"{_of_france(start).removesuffix('s')}ième"] = f"{ten.removesuffix('e')}ième"
        if start == 80:
            found[_of_france(start).removesuffix("s")] = ten  # "quatre-vingt mille"
    return found


def _of_france(number: int) -> str:
    return NUMBERS["fr"].cardinal(number)


def _after_ten(one: int) -> str:
    return " et un" if one == 1 else f"-{_of_france(one)}" if one else ""
