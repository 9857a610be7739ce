"""The places of texts in a library's order, for a document that is imported into it."""

import re
from collections.abc import Iterable, Mapping
from pathlib import Path

from voiceedu.content import regular_files

_HEAD_BYTES = 10_000
_FRONT_MATTER = re.compile(rb"(?:\xef\xbb\xbf)?---[ \t]*\r?\n(.*?)\r?\n---", re.DOTALL)
_ORDER = re.compile(rb"^order:[ \t]*(-?[0-9]{1,9})[ \t]*(?:#.*)?\r?$", re.MULTILINE)


def read_orders(folder: Path) -> dict[str, int]:
    """Return the `order` of each file in `folder`, a language's, by the file's name; none of a file that gives none.

    Files count that cannot be used, and drafts: they have their place when somebody has mended or read them.
    """
    found = ((path.name, _order_in(path)) for path in sorted(folder.glob("*.md")))
    return {name: order for name, order in found if order is not None}


def give_orders(names: Iterable[str], *, taken: Mapping[str, int]) -> dict[str, int]:
    """Return a place for each of the files `names`: behind all that are `taken`, or its own in them."""
    free = max([0, *taken.values()])
    given: dict[str, int] = {}
    for name in names:
        if name not in taken:
            free += 1
        given[name] = taken.get(name, free)
    return given


def _order_in(path: Path) -> int | None:
    try:
        front = _FRONT_MATTER.match(regular_files.read(path, at_most=_HEAD_BYTES))
    except OSError:
        return None
    order = _ORDER.search(front[1]) if front else None
    return int(order[1]) if order else None
