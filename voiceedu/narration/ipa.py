"""The International Phonetic Alphabet: which texts are written in it. Pure.

The signs are those of the IPA chart of 2020 (https://www.internationalphoneticassociation.org/content/full-ipa-chart),
without those of disordered speech and without contour tones.
"""

import unicodedata

_VOWELS = "iyɨʉɯuɪʏʊeøɘɵɤoəɛœɜɞʌɔæɐaɶɑɒɚɝ"
_CONSONANTS = "pbtdʈɖcɟkɡqɢʔmɱnɳɲŋɴʙrʀⱱɾɽɸβfvθðszʃʒʂʐçʝxɣχʁħʕhɦɬɮʋɹɻjɰlɭʎʟʍwɥʜʢʡɕʑɺɧ"
_MARKS = "ˈˌːˑ.‿| ʰʷʲˠˤˡⁿ˞"
_COMBINING = (
    "\u0303\u0329\u030d\u0325\u030a\u032c\u0361\u035c\u032f\u0306\u0308\u031f\u0320\u031d\u031e\u0324\u0330\u032a"
)
_KEYBOARD = str.maketrans({"'": "ˈ", ",": "ˌ", ":": "ː", "g": "ɡ", "ɫ": "l"})
"""How people type signs that their keyboard has not."""

REMEDY = "Write IPA, such as laɪdəkeɪn, or leave it out."
ALPHABET = frozenset(_VOWELS + _CONSONANTS + _MARKS + _COMBINING)


def parse(text: str) -> str:
    """Return the IPA that `text` is, without the slashes or brackets around it; raise ValueError for anything else."""
    ipa = unicodedata.normalize("NFC", " ".join(text.split()))
    for opening, closing in ("//", "[]"):
        if len(ipa) > 1 and ipa.startswith(opening) and ipa.endswith(closing):
            ipa = ipa[1:-1].strip()
    ipa = unicodedata.normalize("NFD", ipa.translate(_KEYBOARD)).replace("c\u0327", "ç")
    unknown = sorted(set(ipa) - ALPHABET)
    if unknown:
        listed = ", ".join(f"{sign!r}" for sign in unknown)
        raise ValueError(f"{text!r} is not IPA: it has {listed}")
    if not set(ipa) & set(_VOWELS):
        raise ValueError(f"{text!r} is not IPA of a word: it has no vowel")
    return ipa
