"""One form for each character, before sentences are cut and words are looked up.

Cleaning decides between characters that look alike and removes those that cannot be seen. Signs with a meaning of
their own (½, ², ™, ≥, quotation marks) and the author's commas stay as written.
"""

import re
import unicodedata

_FOLDED = {"<compat>", "<font>", "<noBreak>", "<square>", "<isolated>", "<initial>", "<medial>", "<final>", "<narrow>"}
"""Kinds of Unicode decomposition that change a character's shape alone. `<super>`, `<sub>` and `<fraction>` change its
meaning: 10² is not 102. `<wide>` is folded where it is a letter, a digit or a sign of arithmetic, not in the
punctuation of Chinese and Japanese. `<circle>` becomes a word of its own."""
_WIDE_SIGNS = frozenset("％＋＝＜＞＄＃＆＠／～＊￡￥￠￦＿－")
_KEPT = frozenset("µ…‥″‴ำຳ№և" + "".join(map(chr, range(0x3131, 0x318F))))
"""The micro sign, dots and primes that belong together, vowels of Thai and Lao, Korean letters, the Armenian letter
for "and". Folding would break words, and make the four feet of 4′ from the four inches of 4″."""
_SAME_SIGN = str.maketrans(
    {
        "\N{HYPHEN}": "-",
        "\N{NON-BREAKING HYPHEN}": "-",
        "\N{SMALL HYPHEN-MINUS}": "-",
        "\N{FULLWIDTH HYPHEN-MINUS}": "-",
        "\N{FIGURE DASH}": "–",
        "\N{HORIZONTAL BAR}": "—",
        "\N{SMALL EM DASH}": "—",
        "\N{DIVISION SLASH}": "/",
        "\N{FRACTION SLASH}": "/",
        "\N{RING ABOVE}": "°",
        "\N{NUMERO SIGN}": "No. ",
        "\N{PRESCRIPTION TAKE}": "Rx",
        "\N{MODIFIER LETTER APOSTROPHE}": "’",
    }
)
_INVISIBLE = frozenset({"Cc", "Cf", "Co", "Cn", "Cs"})
_UNSEEN_MARKS = frozenset("\N{COMBINING GRAPHEME JOINER}" + "".join(map(chr, range(0xFE00, 0xFE10))))
_JOINERS = frozenset("\N{ZERO WIDTH JOINER}\N{ZERO WIDTH NON-JOINER}")
_SCRIPTS_WITH_JOINERS = range(0x0600, 0x1900)
"""Arabic to Mongolian, with the scripts of India between them: a joiner there changes how a word is spelled."""
_MU = re.compile(r"(?<![^\W\d_])μ(?=(?:g|G|l|L|m|M|mol|s|U|V|A|kat|Sv)(?![^\W\d_]))")


def clean(text: str) -> str:
    """Return `text` in NFC on one line, one character for each sign, without invisible characters.

    Ligatures, presentation forms and full-width letters become plain letters, every hyphen and space the usual one.
    Cleaning a clean text changes nothing.
    """
    if text.isascii() and text.isprintable():
        return " ".join(text.split())
    text = "".join(map(_fold, unicodedata.normalize("NFC", text)))
    text = "".join(_visible(text, index) for index in range(len(text)))
    text = _MU.sub("µ", unicodedata.normalize("NFC", text))
    return " ".join(text.split())


def _fold(character: str) -> str:
    kind, *points = unicodedata.decomposition(character).split() or [""]
    if character in _KEPT or not _is_folded(kind, character):
        return character.translate(_SAME_SIGN)
    letters = "".join(_fold(chr(int(point, 16))) for point in points)
    if unicodedata.combining(letters[-1]) and letters[0] == " ":
        return character  # a spacing accent, which would lose its place
    return f" {letters} " if kind == "<circle>" else letters


def _is_folded(kind: str, character: str) -> bool:
    if kind == "<wide>":
        return character.isalnum() or character in _WIDE_SIGNS or character.isspace()
    return kind in _FOLDED or kind == "<circle>"


def _visible(text: str, index: int) -> str:
    """Return the character at `index`, a space for a line break, or nothing for what cannot be seen."""
    character = text[index]
    if character.isspace():
        return " "
    if character in _UNSEEN_MARKS or (character in _JOINERS and not _joins(text, index)):
        return ""
    if character not in _JOINERS and unicodedata.category(character) in _INVISIBLE:
        return ""
    return character


def _joins(text: str, index: int) -> bool:
    return index > 0 and ord(text[index - 1]) in _SCRIPTS_WITH_JOINERS
