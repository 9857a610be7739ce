"""`voiceedu check`, as a clinic's hook runs it."""

import json
from pathlib import Path

import pytest
from click.testing import CliRunner

from voiceedu.cli import main

REVIEW = "reviewed_by: Dr. Roe\nreviewed_on: 2026-01-31\n"


@pytest.mark.parametrize(
    ("body", "code", "errors", "warnings"),
    [("It helps.", 0, 0, 0), ("Take one QD.", 0, 0, 1), ("<div>x</div>\n\nIt.", 1, 1, 0), ("Say 字.", 1, 1, 0)],
)
def test_exit_code_is_1_for_errors_alone(tmp_path: Path, body: str, code: int, errors: int, warnings: int) -> None:
    """Warnings end with 0; JSON has file, line, severity, kind, what, why and remedy of each finding."""
    path = tmp_path / "en" / "block.md"
    path.parent.mkdir()
    path.write_text(f"---\ntitle: Your block\n{REVIEW}---\n{body}\n", encoding="utf-8")
    environ = {"VOICEEDU_LIBRARY": str(tmp_path), "VOICEEDU_ENGINES": "espeak"}
    environ["VOICEEDU_CACHE"] = str(tmp_path / ".cache")
    done = CliRunner().invoke(main, ["check", "--json"], env=environ)
    report = json.loads(done.stdout)
    assert (done.exit_code, report["errors"], report["warnings"]) == (code, errors, warnings)
    for finding in report["findings"]:
        assert set(finding) == {"file", "line", "severity", "kind", "what", "why", "remedy"}
        assert (finding["file"], finding["line"]) == (str(path), 6)
    told = CliRunner().invoke(main, ["check", str(path)], env=environ)
    assert told.exit_code == code
    assert len(told.stdout.splitlines()) == errors + warnings + 1


def test_reviews_are_among_the_findings(tmp_path: Path) -> None:
    """Words that changed since their review, and texts without one, are warnings; the cache is asked only if needed."""
    path = tmp_path / "library" / "en" / "block.md"
    path.parent.mkdir(parents=True)
    environ = {"VOICEEDU_LIBRARY": str(tmp_path / "library"), "VOICEEDU_ENGINES": "espeak"}
    environ["VOICEEDU_CACHE"] = str(tmp_path / "cache")
    kinds = []
    for review, body in (("", "It helps."), (REVIEW, "It helps."), (REVIEW, "It can help.")):
        path.write_text(f"---\ntitle: Your block\n{review}---\n{body}\n", encoding="utf-8")
        assert review or not (tmp_path / "cache").exists()
        report = json.loads(CliRunner().invoke(main, ["check", "--json"], env=environ).stdout)
        kinds.append([finding["kind"] for finding in report["findings"]])
    assert kinds == [["not-reviewed"], [], ["review-changed"]]


def test_a_line_break_in_a_name_splits_no_finding(tmp_path: Path) -> None:
    """A hook that reads line by line gets one line for each finding, and no control of a terminal."""
    path = tmp_path / "en" / "your\nblock\x1b[2J.md"
    path.parent.mkdir()
    path.write_text("no front matter", encoding="utf-8")
    environ = {"VOICEEDU_LIBRARY": str(tmp_path), "VOICEEDU_ENGINES": "espeak"}
    environ["VOICEEDU_CACHE"] = str(tmp_path / ".cache")
    done = CliRunner().invoke(main, ["check"], env=environ)
    first, last = done.stdout.splitlines()
    assert "your\\nblock\\x1b[2J.md:1: error: no front matter" in first
    assert last == "1 error, 0 warnings"
