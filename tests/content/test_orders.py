"""An imported text gets the next place in its library, and a text that is replaced keeps its own."""

import os
from pathlib import Path

import pytest

from voiceedu.content.orders import give_orders, read_orders


def write(folder: Path, name: str, front: str) -> None:
    (folder / name).write_text(f"---\ntitle: A text\n{front}\n---\n\norder: 99\n", encoding="utf-8")


def test_orders_are_those_that_front_matter_gives(tmp_path: Path) -> None:
    """Each file counts, drafts and broken ones too; a word in the text is no field, and a pipe is never waited for."""
    write(tmp_path, "a.md", "order: 3")
    write(tmp_path, "b.md", "order: 12 # last\ndraft: true")
    write(tmp_path, "c.md", "summary: none")
    write(tmp_path, "d.md", "order: soon")
    (tmp_path / "e.md").write_bytes(b"\xef\xbb\xbf---\r\ntitle: [\r\norder: 7\r\n---\r\n\xff")
    (tmp_path / "f.md").write_text("no front matter\norder: 5\n", encoding="utf-8")
    os.mkfifo(tmp_path / "g.md")
    assert read_orders(tmp_path) == {"a.md": 3, "b.md": 12, "e.md": 7}
    assert read_orders(tmp_path / "none") == {}


@pytest.mark.parametrize(
    ("taken", "given"),
    [
        ({}, [1, 2]),
        ({"x.md": 4, "y.md": 2}, [5, 6]),
        ({"x.md": 4, "b.md": 2}, [5, 2]),
        ({"x.md": -3}, [1, 2]),
    ],
)
def test_new_files_come_last_and_replaced_ones_stay(taken: dict[str, int], given: list[int]) -> None:
    """New files get the places behind all others, in their order; a file of the same name keeps its place."""
    assert list(give_orders(["a.md", "b.md"], taken=taken).values()) == given
