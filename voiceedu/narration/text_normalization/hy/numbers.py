"""Armenian numbers with their endings: 8-ին, 2-րդ, 38,5, մեկից երկու, 1½."""

import re

from voiceedu import languages
from voiceedu.narration.text_normalization import general

LETTERS = "ա-ֆև"
_ORDINALS = {"մեկ": "առաջին", "երկու": "երկրորդ", "երեք": "երրորդ", "չորս": "չորրորդ"}
"""Those of the first four. Above ten they are regular: քսաներկուերորդ."""
_LONGEST_CASE = 3
"""In letters: a longer ending makes a word of its own, such as 50-ամյա."""
_BEFORE_A_DAY = re.compile(
    "(?:ժամը|" + "|".join(languages.locale_or_english("hy").months["format"]["wide"].values()) + r")\s*$"
)
"""Where "1-ին" is no ordinal: "հունվարի 1-ին", "ժամը 1-ին"."""


def whole(digits: str) -> str:
    """Return a whole number in words."""
    return general.number_alone(digits, language="hy")


def spoken(number: str) -> str:
    """Return a number, which may have a decimal comma or point."""
    first, _, part = number.replace(",", ".").partition(".")
    if not part:
        return whole(first)
    after = " ".join(map(whole, part)) if part.startswith("0") else whole(part)
    return f"{whole(first)} ամբողջ {after}"


def with_ending(number: str, ending: str, *, before: str = "") -> str:
    """Return a number with the ending after it: "ին", "ից", "րդ", "ամյա". `before` is the text before."""
    words = spoken(number)
    if not ending:
        return words
    if ending.startswith("րդ"):
        return (_ORDINALS.get(words) or f"{_stem(words, long=True)}երորդ") + ending.removeprefix("րդ")
    if number == "1" and ending == "ին" and not _BEFORE_A_DAY.search(before):
        return _ORDINALS["մեկ"]
    if ending.startswith("ը") and words.endswith("ը"):
        return words + ending[1:]
    return _stem(words, long=len(ending) > _LONGEST_CASE) + ending


def _stem(words: str, *, long: bool) -> str:
    """Return `words` as they stand before an ending: տասից, իննից, երկուսից; in a longer word տասնօրյա, երկուամսյա."""
    if words.endswith("տասը"):
        return f"{words[:-1]}ն" if long else words[:-1]
    if words.endswith("ինը"):
        return f"{words[:-1]}ն"
    return f"{words}ս" if words.endswith("երկու") and not long else words
