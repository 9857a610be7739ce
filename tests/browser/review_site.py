"""A running review, and a document to bring, for the tests that open its pages in a browser."""

import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from voiceedu.config import Settings
from voiceedu.content.blocks import Block
from voiceedu.review.access import Access
from voiceedu.review.app import create_review_app
from voiceedu.review.server import bind

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


@contextmanager
def reviewing(folder: Path, *, port: int = 0) -> Iterator[Site]:
    """Serve a review of the library in `folder`/library until the `with` block ends, at `port`, 0 for any."""
    settings = Settings(library=folder / "library", cache=str(folder / "cache"), engines=("tone",))
    app, access = create_review_app(settings, settle_s=0)
    with bind(app, port) as server:
        thread = threading.Thread(target=server.serve_forever)
        thread.start()
        try:
            yield Site(f"http://127.0.0.1:{server.port}", access, settings)
        finally:
            server.shutdown()
            thread.join()
