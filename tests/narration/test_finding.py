"""A finding as a line to read, and as JSON."""

from pathlib import Path

from voiceedu.narration.finding import Finding


def test_a_finding_can_be_read_by_people_and_programs() -> None:
    """It says where, how grave it is, what, why, and what would do; a line before the first counts as the first."""
    path = Path("en/block.md")
    broken = Finding.broken(path, 0, "no title", "Write one.")
    assert str(broken) == "en/block.md:1: error: no title: this file is not published. Write one."
    assert broken.as_json()["severity"] == "error"
    doubtful = Finding.warning(path, 7, "link", "the link", "it leads nowhere", "Mend it.")
    assert str(doubtful) == "en/block.md:7: warning: the link: it leads nowhere. Mend it."
    assert doubtful.as_json() == {
        "file": "en/block.md",
        "line": 7,
        "severity": "warning",
        "kind": "link",
        "what": "the link",
        "why": "it leads nowhere",
        "remedy": "Mend it.",
    }
