"""A running review of a small library, for the tests that open its pages in a browser."""

import threading
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest

from tests.review.conftest import SPANISH
from tests.support.texts import write_short_prompts, write_texts
from voiceedu.config import Settings
from voiceedu.content.blocks import Block
from voiceedu.review.access import Access
from voiceedu.review.app import create_review_app
from voiceedu.review.server import bind

NERVE_BLOCKS = """\
---
title: Nerve blocks
summary: Medicine placed near a nerve.
---

A nerve block is an injection near a nerve. Take 5 mg QD.

## How it can help

1. It can help to find the source of pain.
2. It can give relief.
"""
LEAFLET = (
    Block(kind="heading", text="After your block", level=1),
    Block(kind="paragraph", text="Dr. Desai says: rest for an hour."),
    Block(kind="step", text="Drink water.", depth=1, number=1),
    Block(kind="step", text="Eat well.", depth=1, number=2),
)


@dataclass(frozen=True)
class Site:
    """A running review: its address without a final slash, who may use it, and its settings."""

    url: str
    access: Access
    settings: Settings

    def link(self) -> str:
        return self.url + self.access.link_for_another_browser()


@pytest.fixture(scope="module")
def site_folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("review")


@pytest.fixture(scope="module")
def review(site_folder: Path) -> Iterator[Site]:
    """Serve a review of a small library, with a draft, a broken text, and one that was changed after its approval."""
    library = site_folder / "library"
    write_texts(library, {"en/nerve-blocks": NERVE_BLOCKS, "es/bloqueos": SPANISH, "en/broken": "no front matter"})
    draft = NERVE_BLOCKS.replace("summary:", "draft: true\nsummary:").replace("an injection", "a small injection")
    write_texts(library, {"en/nerve-blocks.draft": draft})
    for language in ("en", "es"):
        write_short_prompts(library, language)
    settings = Settings(library=library, cache=str(site_folder / "cache"), engines=("tone",))
    app, access = create_review_app(settings, settle_s=0)
    with bind(app, 0) as server:
        thread = threading.Thread(target=server.serve_forever)
        thread.start()
        yield Site(f"http://127.0.0.1:{server.port}", access, settings)
        server.shutdown()
        thread.join()
