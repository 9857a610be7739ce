"""The cover of a talking book."""

import pytest

from voiceedu.publishing.epub.cover import COVER_LINES, COVER_SIZES, COVER_WIDTH, cover


@pytest.mark.parametrize(
    ("title", "size"),
    [
        ("Pain", 120),
        ("What is interventional pain management?", 120),
        ("Electroencephalographically monitored anaesthesia", 56),
        ("痛みの治療", 120),
        ("痛みの治療とリハビリテーション", 56),
    ],
)
def test_a_title_is_on_the_cover_in_full(title: str, size: int) -> None:
    """A title that fits is there to the last letter, no word of it broken, in the largest letters that it fits in."""
    found = cover(title)
    assert " ".join(found.lines) == title
    assert len(found.lines) <= COVER_LINES
    assert found.size == size
    assert size in COVER_SIZES


@pytest.mark.parametrize("title", ["word " * 60, "w" * 300])
def test_a_title_without_end_is_cut(title: str) -> None:
    """A title that no cover has room for ends in "…", within the cover."""
    found = cover(title)
    assert found.lines[-1].endswith("…")
    assert len(found.lines) <= COVER_LINES
    assert max(map(len, found.lines)) * found.size * 0.6 <= COVER_WIDTH
