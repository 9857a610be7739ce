"""What a phone menu calls a procedure: the name that stands in "For …, press 1". Pure."""

import re

from voiceedu import languages
from voiceedu.content.procedure import Procedure

_CLOSING_MARK = re.compile(r"[.?!…]+$")
_LEADING = {
    "en": re.compile(r"(what(’s|'s| is| are)|about)\s+", re.IGNORECASE),
    "es": re.compile(r"((qué|que) (es|son)|acerca de|sobre)\s+", re.IGNORECASE),
}
"""The words at the beginning of a title that read badly after "For", by language."""


def of(procedure: Procedure) -> str:
    """Return the label that its file gives, else the title without "What is" or "About", without a mark at its end."""
    if procedure.menu:
        return _inside(procedure.menu)
    title = _inside(procedure.title)
    leading = _LEADING.get(languages.base(procedure.language))
    return leading.sub("", title, count=1) if leading and leading.match(title) else title


def short_title(procedure: Procedure) -> str:
    """Return the label as a title, for a caller who has chosen it; empty where it is the title itself."""
    label = of(procedure)
    return "" if label == _inside(procedure.title) else label[:1].upper() + label[1:]


def _inside(title: str) -> str:
    """Return `title` for use within a sentence, without a full stop of its own."""
    return _CLOSING_MARK.sub("", title).lstrip("¿¡") or title
