"""One file alone: of a library, or a document."""

import datetime
from pathlib import Path

from voiceedu.narration.check_file import FileChecker

TODAY = datetime.date(2026, 11, 26)


def test_document_is_checked_before_it_is_imported(tmp_path: Path) -> None:
    """A single file may be of a library or a document: what is doubtful in it is named, too."""
    path = tmp_path / "leaflet.txt"
    path.write_text("Leaflet\n\nTake one QD.\n", encoding="utf-8")
    checker = FileChecker(language="en", today=TODAY)
    assert [one.kind for one in checker.check_file(path)] == ["error-prone-form"]
    path.write_text("", encoding="utf-8")
    assert [(one.kind, one.is_error) for one in checker.check_file(path)] == [("broken", True)]
