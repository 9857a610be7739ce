"""Documents that are made to do harm get an answer within five seconds, in bounded memory, and nothing is written."""

import io
import os
import subprocess
import sys
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.content.formats.writers import as_docx
from voiceedu.content.blocks import Block

LONGEST_S = 5.0
LARGEST_MEMORY = 600_000_000
"""Bytes of the process that imports; the interpreter with what it loads takes some 100 MB of them."""
MEGABYTES = 10_000_000

_RUN = """
import resource, sys, time
from pathlib import Path
from voiceedu.content import importer
from voiceedu.errors import ImportingError
started = time.process_time()
try:
    found = importer.read(Path(sys.argv[1]), language="en")
    result = f"{sum(len(file.blocks) for file in found.files)} blocks"
except ImportingError as error:
    result = str(error)[:300]
children = resource.getrusage(resource.RUSAGE_CHILDREN)
print(time.process_time() - started + children.ru_utime + children.ru_stime)
# Not ru_maxrss: Linux counts the memory that the process shared with its parent before it started this program.
print(int(Path("/proc/self/status").read_text().partition("VmHWM:")[2].split()[0]) * 1024)
print(result)
"""


def bomb() -> bytes:
    """A Word file of a few kilobytes whose text is a gigabyte."""
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("[Content_Types].xml", "<Types/>")
        with archive.open("word/document.xml", "w", force_zip64=True) as out:
            for _ in range(200):
                out.write(b" " * 1_000_000)
    return file.getvalue()


def bullets(count: int) -> bytes:
    return as_docx([Block(kind="bullet", text=f"Item {number}.", depth=1) for number in range(count)])


CASES: dict[str, Callable[[], bytes]] = {
    "letters.txt": lambda: b"a" * MEGABYTES,
    "lines.txt": lambda: b"a\n" * (MEGABYTES // 2),
    "words.txt": lambda: b"Pain\n\n" + b"it hurts a lot " * 60_000,
    "dots.txt": lambda: b"Pain\n\n" + b". " * 400_000,
    "zeros.txt": lambda: bytes(MEGABYTES),
    "brackets.md": lambda: b"# Pain\n\n" + b"[" * 900_000,
    "stars.md": lambda: b"# Pain\n\n" + b"*a **b " * 120_000,
    "quotes.md": lambda: b"# Pain\n\n" + b"> " * 100_000 + b"a",
    "tags.html": lambda: b"<p>Pain</p>" + b"<b>" * 1_000_000,
    "cells.html": lambda: b"<p>Pain</p>" + b"<table><tr><td>" * 100_000,
    "open.html": lambda: b"<p>Pain" + b"<" * MEGABYTES,
    "spans.html": lambda: b"<table><tr><td rowspan=9999 colspan=9999>a</td><td>b</td></tr></table>" * 500,
    "bullets.txt": lambda: b"Pain\n\n" + b"".join(b"- item %d\n" % number for number in range(20_000)),
    "bullets.md": lambda: b"# Pain\n\n" + b"".join(b"- item %d\n" % number for number in range(20_000)),
    "bullets.html": lambda: b"<h1>Pain</h1><ul>" + b"".join(b"<li>item %d</li>" % n for n in range(20_000)) + b"</ul>",
    "bomb.docx": bomb,
    "cut-off.docx": lambda: bullets(50)[:-500],
    "bullets.docx": lambda: bullets(20_000),
    "random.docx": lambda: b"PK\x03\x04" + os.urandom(MEGABYTES),
    "random.pdf": lambda: b"%PDF-1.7\n" + os.urandom(MEGABYTES),
    "wrong-ending.txt": lambda: bullets(3),
    "wrong-ending.docx": lambda: b"Pain\n\nIt hurts.",
    "too-large.txt": lambda: b"a" * (MEGABYTES + 1),
}


@pytest.mark.slow
@pytest.mark.parametrize("name", CASES)
def test_hostile_document_gets_an_answer(tmp_path: Path, name: str) -> None:
    """It is imported or refused by name, in less than five seconds of work and in bounded memory."""
    path = tmp_path / name
    path.write_bytes(CASES[name]())
    done = subprocess.run([sys.executable, "-c", _RUN, str(path)], capture_output=True, text=True, timeout=120)
    assert done.returncode == 0, done.stderr[-2000:]
    seconds, memory, result = done.stdout.split("\n", 2)
    assert float(seconds) < LONGEST_S, result
    assert int(memory) < LARGEST_MEMORY, result
    assert name in result or "blocks" in result
    assert sorted(tmp_path.iterdir()) == [path]


def test_only_regular_files_are_read(tmp_path: Path) -> None:
    """A link, a pipe and a lock file are refused at once: a pipe would be waited for, a link leads elsewhere."""
    from voiceedu.content import importer
    from voiceedu.errors import ImportingError

    os.mkfifo(tmp_path / "pipe.txt")
    (tmp_path / "link.txt").symlink_to("/etc/hosts")
    (tmp_path / "~$lock.docx").write_bytes(b"x")
    (tmp_path / ".#hidden.txt").write_bytes(b"x")
    (tmp_path / "folder.txt").mkdir()
    for path in tmp_path.iterdir():
        with pytest.raises(ImportingError, match=r"Name the document itself|Is a directory"):
            importer.read(path, language="en")
