"""Digests of parts of the package."""

from pathlib import Path

import pytest

from voiceedu.publishing import program


@pytest.fixture
def package(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Return a small package in place of this one."""
    monkeypatch.setattr(program, "PACKAGE", tmp_path)
    program.digest.cache_clear()
    (tmp_path / "narration").mkdir()
    (tmp_path / "narration" / "words.tsv").write_text("mg\tmilligrams\n", encoding="utf-8")
    (tmp_path / "assets.py").write_text("PACE = 150\n", encoding="utf-8")
    return tmp_path


def digest(*libraries: str) -> str:
    program.digest.cache_clear()
    return program.digest(("narration", "assets.py"), libraries)


def test_digest_changes_with_code_tables_and_libraries(package: Path) -> None:
    """A changed file or table, a new file and another library give another digest; compiled code does not."""
    seen = {digest(), digest("babel")}
    (package / "narration" / "script.pyc").write_bytes(b"compiled")
    assert digest() in seen
    (package / "assets.py").write_text("PACE = 140\n", encoding="utf-8")
    seen.add(digest())
    (package / "narration" / "words.tsv").write_text("mg\tmilligram\n", encoding="utf-8")
    seen.add(digest())
    (package / "narration" / "more.tsv").write_text("", encoding="utf-8")
    seen.add(digest())
    assert len(seen) == 5
    program.digest.cache_clear()
