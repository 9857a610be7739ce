"""Where a page is: its canonical address, and those of the same page in other languages."""

from collections.abc import Mapping
from typing import Any

from voiceedu.web.i18n import asked_language
from voiceedu.web.state import public_url


def translations(slugs: Mapping[str, str]) -> dict[str, Any]:
    """Return the variables of a template that name its page in the language asked for, and in each of `slugs`."""
    base = public_url()
    return {
        "canonical": f"{base}/{asked_language()}/{slugs[asked_language()]}",
        "base": base,
        "translations": [(language, f"/{language}/{slug}") for language, slug in slugs.items()],
    }
