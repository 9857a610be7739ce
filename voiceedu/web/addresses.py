"""Where a page is: its canonical address, and those of the same page in other languages."""

from collections.abc import Iterable
from typing import Any

from voiceedu.web.i18n import asked_language
from voiceedu.web.state import public_url


def translations(slug: str, languages: Iterable[str]) -> dict[str, Any]:
    """Return the variables of a template that name the page `slug` of the language asked for, and of `languages`."""
    base = public_url()
    return {
        "canonical": f"{base}/{asked_language()}/{slug}",
        "translations": [(language, f"{base}/{language}/{slug}") for language in languages],
    }
