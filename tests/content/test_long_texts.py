"""Texts that are too long to be read as a sentence or a paragraph."""

import datetime
import time
from pathlib import Path

import pytest

from voiceedu.content import importer, procedure_file, prompt_files
from voiceedu.content.long_texts import LONGEST_PARAGRAPH, LONGEST_SENTENCE, is_too_long
from voiceedu.errors import ImportingError, LibraryError
from voiceedu.narration.check_file import FileChecker
from voiceedu.narration.check_library import check_library
from voiceedu.narration.check_text import Voices

PATH = Path("en/nerve-blocks.md")
LONG = "take a tablet with water " * 36_000
"""As long as the parser takes."""


@pytest.mark.parametrize(
    ("text", "what"),
    [
        ("a" * LONGEST_SENTENCE, ""),
        ("a" * LONGEST_SENTENCE + "." + "b" * LONGEST_SENTENCE, ""),
        ("休" * LONGEST_SENTENCE + "。" + "息" * LONGEST_SENTENCE, ""),
        ("a" * (LONGEST_SENTENCE + 1), "5,001 letters without a stop"),
        ("One. " + "-a" * LONGEST_SENTENCE, "10,001 letters without a stop"),
        ("Dr. " * LONGEST_PARAGRAPH, "a paragraph of 400,000 letters"),
    ],
)
def test_what_is_too_long(text: str, what: str) -> None:
    """A sentence of five minutes is read, and nothing longer; a paragraph of abbreviations is bound as well."""
    assert is_too_long(text) == what


@pytest.mark.parametrize(
    ("text", "line"),
    [
        (f"---\ntitle: One\n---\n\n## A part\n\nIt helps.\n\n{LONG}\n", 9),
        (f"---\ntitle: One\n---\n\n- It helps.\n- {LONG}\n", 6),
        (f"---\ntitle: One\n---\n\n## {LONG}\n\nIt helps.\n", 5),
        (f"---\ntitle: One\nsummary: {LONG[:6000]}\n---\n\nIt helps.\n", 3),
    ],
    ids=["paragraph", "item", "heading", "field"],
)
def test_a_text_without_a_stop_is_refused_with_its_line(tmp_path: Path, text: str, line: int) -> None:
    """A library leaves it out with file and line, and `check` says so in a moment: normalizing it takes minutes."""
    with pytest.raises(LibraryError, match=rf"nerve-blocks\.md:{line}: .*letters") as caught:
        procedure_file.parse(text, path=PATH, language="en")
    assert caught.value.remedy
    file = tmp_path / "en" / "one.md"
    file.parent.mkdir()
    file.write_text(text)
    began = time.process_time()
    found = check_library(tmp_path, FileChecker(language="en", today=datetime.date.today(), voices=Voices()))
    assert line in [each.line for each in found if each.is_error and "letters" in each.what]
    assert time.process_time() - began < 5


def test_a_prompt_without_a_stop_is_refused_with_its_line() -> None:
    """The telephone's texts have the same bound."""
    with pytest.raises(LibraryError, match=r"welcome\.txt:2: .*letters"):
        prompt_files.read_lines(f"Welcome.\n{LONG}\n", path=Path("welcome.txt"))


def test_an_import_says_which_paragraph_has_no_stop(tmp_path: Path) -> None:
    """A document is not imported into a file that the library would refuse; the error names its line and the remedy."""
    leaflet = tmp_path / "leaflet.txt"
    leaflet.write_text(f"A title\n\n{LONG}\n")
    with pytest.raises(ImportingError, match=r"leaflet\.txt.*3: .*letters. End each sentence with a stop"):
        importer.read(leaflet, language="en")
