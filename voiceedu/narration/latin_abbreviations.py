"""Abbreviations of prescriptions that patients do not know: "PRN", "BID", "q8h".

They are said in words. `voiceedu check` names them, because the page shows them as they are written.
"""

import re
from collections.abc import Iterator

_WORDS = {
    "prn": "as needed",
    "bid": "twice a day",
    "tid": "three times a day",
    "qid": "four times a day",
    "npo": "nothing by mouth",
}
_FORM = re.compile(  # not "bid", which is a word
    r"(?<![\w.])(?P<name>PRN|BID|TID|QID|NPO|prn|tid|qid|npo|(?:p\.r\.n|b\.i\.d|t\.i\.d|q\.i\.d|n\.p\.o)\.?)(?![\w-])"
    r"|(?<![\w.])[qQ]\s?(?P<hours>\d{1,2})\s?[hH](?:rs?)?(?!\w)"
)


def find_latin_abbreviations(text: str) -> Iterator[tuple[str, str]]:
    """Yield each such abbreviation of `text` as written, and the words for it."""
    for match in _FORM.finditer(text):
        name = (match["name"] or "").replace(".", "").lower()
        yield match[0], _WORDS[name] if name else f"every {match['hours']} hours"
