"""Women and men in French: patient(e)s, infirmier/ère, directeur(trice)."""

import re

from voiceedu.narration.text_normalization.rules import Rule, rewrites

_BOTH = {
    **{
        "ère": "er",
        "ière": "ier",
        "trice": "teur",
        "euse": "eur",
        "ne": "en",
        "enne": "en",
        "ienne": "ien",
        "ive": "if",
    },
}
"""What a woman is called, by the ending after a slash, and the ending of a man."""


def _write_both(match: re.Match[str]) -> str | None:
    """Return "infirmier ou infirmière" for "infirmier/ère"."""
    man, woman = match["man"], match["woman"]
    ending = _BOTH[woman]
    if not man.endswith(ending):
        return None
    stem = man.removesuffix(ending)
    return f"{man}{match['many']} ou {stem + 'en' if woman == 'ne' else stem}{woman}{match['many']}"


RULES: tuple[Rule, ...] = (
    rewrites(
        "women or men",
        rf"(?P<man>\b[^\W\d_]{{4,}})(?:/|\()(?P<woman>{'|'.join(_BOTH)})\)?(?P<many>s?)(?!\w)",
        _write_both,
    ),
    rewrites("women and men", r"(?<=[^\W\d_]{2})\((?:e|ne|le)\)(s?)", r"\1"),
    rewrites("women after a slash", r"(?<=[^\W\d_]{3})/e(s?)(?!\w)", r"\1"),
)
