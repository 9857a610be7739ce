"""The canonical address of a page, and those of the same page in other languages."""

from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

import pytest
from flask import Flask

from tests.support.texts import write_texts
from voiceedu.config import Settings
from voiceedu.web.addresses import translations

Addresses = Callable[..., dict[str, Any]]
SLUGS = {"en": "nerve-blocks", "es": "bloqueos"}


@pytest.fixture
def addresses(tmp_path: Path, make_app: Callable[[Settings], Flask]) -> Addresses:
    """The addresses of the page with some slugs, when the page at `path` is asked for."""
    topics = {f"{language}/{slug}": f"---\ntitle: {slug}\n---\nIt.\n" for language, slug in SLUGS.items()}
    write_texts(tmp_path / "library", topics)

    def asked(path: str, slugs: Mapping[str, str] = SLUGS, *, public_url: str = "") -> dict[str, Any]:
        settings = Settings(
            library=tmp_path / "library", cache=str(tmp_path / "cache"), engines=("tone",), public_url=public_url
        )
        with make_app(settings).test_request_context(path, base_url="http://clinic.test:8080"):
            return translations(slugs)

    return asked


@pytest.mark.parametrize(
    ("path", "canonical"), [("/en/nerve-blocks", "/en/nerve-blocks"), ("/es/bloqueos", "/es/bloqueos")]
)
def test_canonical_address_is_of_the_language_that_is_asked_for(
    addresses: Addresses, path: str, canonical: str
) -> None:
    """A page names itself, with the slug that its topic has in its language."""
    assert addresses(path)["canonical"] == f"http://clinic.test:8080{canonical}"


def test_public_url_stands_before_every_address(addresses: Addresses) -> None:
    """Behind a proxy the public URL that is set counts, and not the one that reached the server."""
    found = addresses("/en/nerve-blocks?q=1", public_url="https://voice.example.org")
    assert (found["base"], found["canonical"]) == (
        "https://voice.example.org",
        "https://voice.example.org/en/nerve-blocks",
    )


def test_page_is_named_in_each_of_its_languages(addresses: Addresses) -> None:
    """Each language has the address of its own slug, the language of the page included."""
    assert addresses("/en/nerve-blocks")["translations"] == [("en", "/en/nerve-blocks"), ("es", "/es/bloqueos")]


def test_front_page_is_that_of_the_main_language(addresses: Addresses) -> None:
    """The library has an address for each language; / is the same page as that of the main one."""
    found = addresses("/", dict.fromkeys(SLUGS, ""))
    assert found["canonical"] == "http://clinic.test:8080/en/"
    assert found["translations"] == [("en", "/en/"), ("es", "/es/")]
