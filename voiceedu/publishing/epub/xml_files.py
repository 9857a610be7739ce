"""The XML files of a book, drawn from the templates, and how values are written in them."""

import re
from pathlib import Path

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from markupsafe import Markup

from voiceedu import languages

_NO_XML = re.compile("[\ufffe\uffff]")


def clock(ms: int) -> str:
    """Return a time as SMIL writes it: 0:01:02.345."""
    return f"{ms // 3_600_000}:{ms // 60_000 % 60:02}:{ms // 1000 % 60:02}.{ms % 1000:03}"


def attributes(language: str) -> Markup:
    """Return the attributes of an element whose words are in `language`."""
    return Markup(' lang="{0}" xml:lang="{0}" dir="{1}"').format(language, languages.text_direction(language))


def _writable(value: object) -> object:
    """Return `value` without the two characters that no XML can hold."""
    return _NO_XML.sub("\ufffd", value) if isinstance(value, str) and not isinstance(value, Markup) else value


def draw(template: str, **values: object) -> str:
    """Return the file that `template` makes of `values`."""
    return _TEMPLATES.get_template(template).render(values)


_TEMPLATES = Environment(
    loader=FileSystemLoader(Path(__file__).parent / "templates"),
    autoescape=True,
    finalize=_writable,
    keep_trailing_newline=True,
    undefined=StrictUndefined,
)
_TEMPLATES.filters |= {"attributes": attributes, "clock": clock, "direction": languages.text_direction}
