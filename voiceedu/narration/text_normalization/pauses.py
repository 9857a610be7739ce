"""Signs that are heard as a pause or not at all, in any language. The last step before words are put together."""

import unicodedata

from voiceedu.narration.text_normalization.rules import SAID, Rule, rewrites

_WORD = rf"\w{SAID}"
_SILENT_SIGNS = "®™©℠†‡•·*_~^`´¨|\\"
_OPENING = r"(\[{（［"
_CLOSING = r")\]}）］"


def _keep_unless_picture(character: str) -> str:
    return " " if unicodedata.category(character) in ("So", "Sk") else character


RULES: tuple[Rule, ...] = (rewrites("silent marks", rf"[{_SILENT_SIGNS}]+", " "),)
