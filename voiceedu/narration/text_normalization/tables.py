"""Tables of a language module: tab-separated files beside it, which a clinician can read and correct."""

import re
from collections.abc import Iterable
from importlib import resources


def read_table(package: str, name: str) -> list[tuple[str, ...]]:
    """Return the rows of the file `name` in `package`. Empty lines and lines that begin with "# " are comments."""
    text = resources.files(package).joinpath(name).read_text("utf-8")
    lines = (line for line in text.splitlines() if line.strip() and not line.startswith("# "))
    return [tuple(cell.strip() for cell in line.split("\t")) for line in lines]


def read_words(package: str, name: str) -> list[str]:
    """Return the words of the file `name` in `package`, which has several on a line."""
    return [word for row in read_table(package, name) for word in row[0].split()]


def any_of(forms: Iterable[str]) -> str:
    """Return a pattern for any of `forms`, the longest first."""
    return "|".join(map(re.escape, sorted(set(forms), key=len, reverse=True)))
