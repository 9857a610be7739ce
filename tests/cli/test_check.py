"""`voiceedu check`, as a clinic's hook runs it."""

import json
from pathlib import Path

import pytest
from click.testing import CliRunner

from voiceedu.cli import main


@pytest.mark.parametrize(
    ("body", "code", "errors", "warnings"),
    [("It helps.", 0, 0, 0), ("Take one QD.", 0, 0, 1), ("<div>x</div>\n\nIt.", 1, 1, 0), ("Say 字.", 1, 1, 0)],
)
def test_exit_code_is_1_for_errors_alone(tmp_path: Path, body: str, code: int, errors: int, warnings: int) -> None:
    """Warnings end with 0; JSON has file, line, severity, kind, what, why and remedy of each finding."""
    path = tmp_path / "en" / "block.md"
    path.parent.mkdir()
    path.write_text(f"---\ntitle: Your block\n---\n{body}\n", encoding="utf-8")
    environ = {"VOICEEDU_LIBRARY": str(tmp_path), "VOICEEDU_ENGINES": "espeak"}
    done = CliRunner().invoke(main, ["check", "--json"], env=environ)
    report = json.loads(done.stdout)
    assert (done.exit_code, report["errors"], report["warnings"]) == (code, errors, warnings)
    for finding in report["findings"]:
        assert set(finding) == {"file", "line", "severity", "kind", "what", "why", "remedy"}
        assert (finding["file"], finding["line"]) == (str(path), 4)
    told = CliRunner().invoke(main, ["check", str(path)], env=environ)
    assert told.exit_code == code
    assert len(told.stdout.splitlines()) == errors + warnings + 1
