"""Slugs: names for files and URLs, of small ASCII letters, digits and single hyphens, from words in any script."""

import re
import unicodedata
from collections.abc import Container

from anyascii import anyascii

LONGEST_SLUG = 80
"""Characters. The names of a procedure's assets have two of them, and a file system takes 255 bytes."""

_OTHERS = re.compile(r"[^a-z0-9]+")


def slugify(text: str) -> str:
    """Return `text` as a slug, other scripts in Latin letters; empty when nothing of it can be kept."""
    plain = "".join(sign for sign in unicodedata.normalize("NFKD", text) if not unicodedata.combining(sign))
    latin = anyascii(plain).replace("'", "").lower()
    return _shortened(_OTHERS.sub("-", latin).strip("-"), LONGEST_SLUG)


def unique_slug(base: str, *, taken: Container[str]) -> str:
    """Return `base`, or `base` with the first number from 2 on that gives a slug which is not `taken`."""
    slug, number = base, 2
    while slug in taken:
        end = f"-{number}"
        slug, number = _shortened(base, LONGEST_SLUG - len(end)) + end, number + 1
    return slug


def _shortened(slug: str, longest: int) -> str:
    """Return `slug` with at most `longest` characters: whole words, where that leaves half of them."""
    if len(slug) <= longest:
        return slug
    words = slug[: longest + 1].rpartition("-")[0]
    return words if len(words) * 2 >= longest else slug[:longest].rstrip("-")
