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
_DIGRAPH = re.compile("|".join(sorted(_DIGRAPHS, key=len, reverse=True)))
_LEFT_OUT = str.maketrans("", "", "ː.ʰ/[]‿\N{COMBINING DOUBLE INVERTED BREVE}")
"""Length, syllable borders, aspiration and tie bars: misaki does not write them for American English."""
_SYLLABIC = re.compile("([nlmɹr])\N{COMBINING VERTICAL LINE BELOW}")
_VOWELS = "AIOWYæɑɔəɛɜɪʊʌiuᵊᵻ"
_CONSONANTS = "bdfhjklmnpstvwzðŋɡɹʃʒʤʧθTʔ"
_STRESS = "ˈˌ"
_STRESSED_SYLLABLE = re.compile(rf"([{_STRESS}])([{_CONSONANTS}]*)(?=[{_VOWELS}])")


def from_ipa(ipa: str) -> str:
    """Return `ipa` in misaki's alphabet: bjuˈpɪvəkeɪn is bjupˈɪvəkAn. Raise ValueError for a sign that it has not.

    IPA puts stress before the syllable, misaki before its vowel.
    """
    plain = unicodedata.normalize("NFC", ipa).replace("'", "ˈ").translate(_LEFT_OUT)
    sounds = _DIGRAPH.sub(lambda match: _DIGRAPHS[match[0]], _SYLLABIC.sub(r"ᵊ\1", plain))
    unknown = sorted(set(sounds) - set(_VOWELS + _CONSONANTS + _STRESS + " "))
    if unknown or not sounds.strip():
        raise ValueError(f"{ipa!r} is not IPA of American English: {', '.join(unknown) or 'it is empty'}")
    return _STRESSED_SYLLABLE.sub(r"\2\1", sounds)
