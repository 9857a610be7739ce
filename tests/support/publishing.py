"""Publishing by hand, as a test wants it."""

from voiceedu.storage.rendition import Rendition
from voiceedu.storage.store import Store


def publish(store: Store, rendition: Rendition) -> None:
    """Make `rendition` what is published, whatever is published now."""
    version = store.read_rendition(rendition.language, rendition.slug)[1]
    assert store.publish(rendition, replacing=version)
