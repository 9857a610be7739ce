"""Kinyarwanda numbers: they agree with the noun that stands before them (inshuro ebyiri, ibinini bibiri, iminsi itatu).

The grammar reads a number alone, as one counts: rimwe, kabiri. With words around the number it gives back its own
marks, so only numbers are given to it.
"""

import re

from voiceedu.narration.text_normalization import general

_COUNTED = ("rimwe", "kabiri", "gatatu", "kane", "gatanu", "gatandatu", "karindwi")
_STEMS = ("mwe", "biri", "tatu", "ne", "tanu", "tandatu", "rindwi")
_THINGS = ("imwe", "ebyiri", "eshatu", "enye", "eshanu", "esheshatu", "zirindwi")
_SEVERAL = {
    "imi": ("umwe", "i"),
    "imy": ("umwe", "i"),
    "ibi": ("kimwe", "bi"),
    "iby": ("kimwe", "bi"),
    "ama": ("rimwe", "a"),
    "ame": ("rimwe", "a"),
    "aba": ("umwe", "ba"),
    "utu": ("kamwe", "tu"),
}
"""How a noun of several begins → what one is called, and how two to seven begin."""
_ONE = {
    **{"iki": "kimwe", "icy": "kimwe", "igi": "kimwe", "umu": "umwe", "umw": "umwe", "aka": "kamwe", "aga": "kamwe"},
    **{"uru": "rumwe", "ubu": "bumwe", "ukw": "kumwe", "isa": "imwe"},
}
"""How a noun of one begins → what one is called."""
_OF_THINGS = re.compile(
    r"i?nshuro|doze|dogere|selisiyusi|\w*(?:garama|litiro|metero)|in\w{3,}|im[pbfv]\w+|seringe|ampule"
)
_WITHOUT_ITS_VOWEL = re.compile(r"(?:minsi|minota|myaka|miti|mezi|masaha|masegonda|byumweru|binini|bitonyanga|biyiko)$")
"""Nouns after mu and ku, which lose their first vowel there."""
_NOUN = re.compile(r"(?:[a-z]+['’])?([a-z]{4,})\s*$")


def whole(digits: str, noun: str = "") -> str:
    """Return a whole number in words, in agreement with `noun`, the word before it."""
    words = general.number_alone(digits, language="rw")
    before, _, last = words.rpartition(" ")
    if not noun or last not in _COUNTED:
        return words
    return re.sub(r"\bna (?=[aeiou])", "n'", f"{before} {_agreeing(_COUNTED.index(last), noun, words)}".strip())


def _agreeing(index: int, noun: str, words: str) -> str:
    """Return the number one to seven that has `index`, as it is said after `noun`."""
    if _OF_THINGS.fullmatch(noun):
        return _THINGS[index]
    if words == _COUNTED[0] and noun[:3] in _ONE:
        return _ONE[noun[:3]]
    if noun[:3] not in _SEVERAL:
        return _COUNTED[index]
    one, prefix = _SEVERAL[noun[:3]]
    return prefix + _STEMS[index] if index else one


def noun_before(text: str) -> str:
    """Return the word at the end of `text`, with its first vowel, without what is joined to it by an apostrophe."""
    match = _NOUN.search(text[-40:].lower())
    if match is None:
        return ""
    noun = match[1]
    return (
        f"{'a' if noun.startswith('m') and noun[1] in 'ae' else 'i'}{noun}" if _WITHOUT_ITS_VOWEL.match(noun) else noun
    )


def spoken(number: str, noun: str = "") -> str:
    """Return a number, which may have a decimal comma or point: gatatu n'ibice bitanu."""
    first, _, part = number.replace(",", ".").partition(".")
    if not part:
        return whole(first, noun)
    if part == "1":
        return f"{whole(first, noun)} n'igice kimwe"
    digit_by_digit = part.startswith("0") or len(part) > len("99")
    after = " ".join(map(whole, part)) if digit_by_digit else whole(part, "ibice")
    return f"{whole(first, noun)} n'ibice {after}"


def up_to(number: str) -> str:
    """Return "up to" before a number: kuri, and ku before a vowel."""
    if number[0] not in "aeiou":
        return f"kugera kuri {number}"
    return f"kugera ku {re.sub('^i(?=gihumbi|bihumbi)|^u(?=munani)', '', number)}"
