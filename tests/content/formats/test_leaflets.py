"""Documents as clinics have them, each beside the outline that it should be read as."""

from pathlib import Path

import pytest

from voiceedu.content.blocks import outline
from voiceedu.content.comparison import compare_with_source
from voiceedu.content.formats import read_bytes

LEAFLETS = Path(__file__).parent / "leaflets"
DOCUMENTS = sorted(path for path in LEAFLETS.iterdir() if path.suffix != ".outline")


@pytest.mark.parametrize("path", DOCUMENTS, ids=lambda path: path.name)
def test_leaflet_has_the_outline_of_its_source(path: Path) -> None:
    """Every heading, list, number, depth and table of a leaflet is found, and all of its words, in order."""
    document = read_bytes(path.read_bytes(), name=path.name)
    assert outline(document.blocks) == path.with_suffix(".outline").read_text(encoding="utf-8").splitlines()
    assert not document.errors
    assert compare_with_source(document, path.read_bytes()) == ()


def test_every_leaflet_has_an_outline() -> None:
    """An outline without a document, or a document without an outline, is a mistake in these tests."""
    assert {path.stem for path in DOCUMENTS} == {path.stem for path in LEAFLETS.glob("*.outline")}
