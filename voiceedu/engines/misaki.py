"""IPA in misaki's alphabet, which hibari and other voices of the Kokoro family read. American English. Pure."""

import re
import unicodedata

_DIGRAPHS = {
    "eɪ": "A",
    "aɪ": "I",
    "aʊ": "W",
    "oʊ": "O",
    "əʊ": "O",
    "ɔɪ": "Y",
    "tʃ": "ʧ",
    "dʒ": "ʤ",
    "ɜː": "ɜ",
    "ɝː": "ɜɹ",
    "ɝ": "ɜɹ",
    "ɚ": "əɹ",
    "r": "ɹ",
    "g": "ɡ",
    "ɫ": "l",
    "ɾ": "T",
    "a": "æ",
    "e": "ɛ",
    "o": "O",
    "ɒ": "ɑ",
}
"""What misaki writes in another way than IPA (EN_PHONES.md of hexgrad/misaki). Two letters before one."""
_FOREIGN = {
    **{"ʙ": "b", "β": "v", "ʋ": "v", "ⱱ": "v", "ɸ": "f", "ɱ": "m", "ʍ": "w", "ɥ": "w", "ɰ": "w"},
    **{"ʈ": "t", "ɖ": "d", "ɳ": "n", "ɴ": "ŋ", "ɲ": "nj", "ɽ": "ɹ", "ɺ": "ɹ", "ɻ": "ɹ", "ʁ": "ɹ", "ʀ": "ɹ"},
    **{"ɬ": "l", "ɮ": "l", "ɭ": "l", "ʎ": "lj", "ʟ": "l", "ʂ": "ʃ", "ɕ": "ʃ", "ʐ": "ʒ", "ʑ": "ʒ", "ɧ": "ʃ"},
    **{"ç": "h", "x": "h", "χ": "h", "ħ": "h", "ʜ": "h", "ɦ": "h", "ʝ": "j", "c": "k", "q": "k", "ɟ": "ɡ", "ɢ": "ɡ"},
    **{"ɣ": "ɡ", "ʕ": "ʔ", "ʢ": "ʔ", "ʡ": "ʔ"},
    **{"y": "u", "ʏ": "ʊ", "ʉ": "u", "ɯ": "u", "ɨ": "ɪ", "ø": "ɜ", "œ": "ɜ", "ɘ": "ə", "ɵ": "ə", "ɤ": "ʌ", "ɞ": "ɜ"},
    **{"ɐ": "ə", "ɶ": "æ"},
}
"""Sounds that American English has not, in its nearest ones."""
_DIGRAPH = re.compile("|".join(sorted(_DIGRAPHS, key=len, reverse=True)))
_LEFT_OUT = str.maketrans("", "", "ːˑ.ʰʷʲˠˤˡⁿ˞/[]‿|")
"""Length, syllable borders, aspiration: misaki does not write them for American English. Nor other marks on letters."""
_SYLLABIC = re.compile("([nlmɹr])\N{COMBINING VERTICAL LINE BELOW}")
_VOWELS = "AIOWYæɑɔəɛɜɪʊʌiuᵊᵻ"
_CONSONANTS = "bdfhjklmnpstvwzðŋɡɹʃʒʤʧθTʔ"
_STRESS = "ˈˌ"
_STRESSED_SYLLABLE = re.compile(rf"([{_STRESS}])([{_CONSONANTS}]*)(?=[{_VOWELS}])")


_LETTERS = {
    **{"A": "eɪ", "I": "aɪ", "W": "aʊ", "O": "oʊ", "Y": "ɔɪ", "ʧ": "tʃ", "ʤ": "dʒ", "T": "ɾ", "ᵊ": "ə", "ᵻ": "ɪ"},
}
"""What misaki writes with a sign of its own, in IPA."""
_STRESSED_VOWEL = re.compile(rf"((?:[ptkbdɡfθs]?[lɹwj]|[{_CONSONANTS}])?)([{_STRESS}])(?=[{_VOWELS}])")


def to_ipa(sounds: str) -> str:
    """Return `sounds`, in misaki's alphabet, in IPA: bjupˈɪvəkAn is bjuˈpɪvəkeɪn. Other signs are left out."""
    known = "".join(sign for sign in sounds if sign in _VOWELS + _CONSONANTS + _STRESS + " ")
    placed = _STRESSED_VOWEL.sub(r"\2\1", known)
    return "".join(_LETTERS.get(sign, sign) for sign in placed).strip()


def from_ipa(ipa: str) -> str:
    """Return `ipa` in misaki's alphabet: bjuˈpɪvəkeɪn is bjupˈɪvəkAn. Raise ValueError for a sign that it has not.

    IPA puts stress before the syllable, misaki before its vowel.
    """
    marked = unicodedata.normalize("NFC", ipa).replace("'", "ˈ").replace("ç", "h").translate(_LEFT_OUT)
    syllabic = _SYLLABIC.sub(r"ᵊ\1", unicodedata.normalize("NFD", marked))
    plain = "".join(sign for sign in syllabic if not unicodedata.combining(sign))
    american = "".join(_FOREIGN.get(sign, sign) for sign in plain)
    sounds = _DIGRAPH.sub(lambda match: _DIGRAPHS[match[0]], american)
    unknown = sorted(set(sounds) - set(_VOWELS + _CONSONANTS + _STRESS + " "))
    if unknown or not sounds.strip():
        raise ValueError(f"{ipa!r} is not IPA of American English: {', '.join(unknown) or 'it is empty'}")
    return _STRESSED_SYLLABLE.sub(r"\2\1", sounds)
