"""All recordings of a language as one talking book."""

import io
import zipfile

from voiceedu.assets import Asset
from voiceedu.config import Settings
from voiceedu.publishing.compilations import epub
from voiceedu.publishing.studio import Studio


def test_book_has_each_procedure_as_a_chapter_with_its_recording(rendered: Settings) -> None:
    """Titles, words and recordings of all are in one book, in the order given, as long as they are together."""
    studio = Studio(rendered)
    renditions = [studio.store.rendition("en", slug) for slug in ("nerve-blocks", "epidural-injections")]
    published = [rendition for rendition in renditions if rendition is not None]
    assert len(published) == 2
    read: list[str] = []

    def data(asset: Asset) -> bytes:
        stored = studio.store.asset(asset.path)
        assert stored is not None
        read.append(asset.name)
        return stored.data

    file = io.BytesIO()
    length_ms = epub.write(file, published, language="en", data=data)
    assert read == ["nerve-blocks.mp3", "epidural-injections.mp3"]
    lengths = [asset.duration_ms for rendition in published if (asset := rendition.asset("web"))]
    assert length_ms == sum(lengths)
    with zipfile.ZipFile(file) as book:
        names = book.namelist()
        texts = " ".join(book.read(name).decode() for name in names if name.endswith(".xhtml"))
    assert sum(name.endswith(".mp3") for name in names) == 2
    assert "It blocks pain signals." in texts
    assert texts.index("Nerve blocks") < texts.index("Epidural injections")
