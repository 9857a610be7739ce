"""The list of what to look at before publishing: file, line, what, why, and what would do."""

import datetime
import os
from collections.abc import Sequence
from pathlib import Path

import pytest

from voiceedu.narration.check_file import FileChecker
from voiceedu.narration.check_library import check_library
from voiceedu.narration.check_text import Voices
from voiceedu.narration.finding import Finding

TODAY = datetime.date(2026, 11, 26)


def put(folder: Path, name: str, body: str, fields: str = "title: Your block") -> Path:
    path = folder / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(f"---\n{fields}\n---\n{body}\n", encoding="utf-8")
    return path


def refused(words: str, language: str) -> Sequence[str]:
    return [sign for sign in words if sign in "字"]


def checked(folder: Path, **voices: object) -> list[Finding]:
    checker = FileChecker(language="en", today=TODAY, voices=Voices(**voices))  # type: ignore[arg-type]
    return check_library(folder, checker)


@pytest.mark.parametrize(
    ("body", "line", "kind", "what"),
    [
        ("It helps.\nTake 10U of insulin.", 5, "error-prone-form", "“U”"),
        ("- [Nerve](nerve.md)", 4, "link", "the link to 'nerve'"),
        ("Call Dr. ______ now.", 4, "content", "a blank to be filled in by hand"),
    ],
)
def test_what_is_worth_a_look_is_named_with_its_line(
    tmp_path: Path, body: str, line: int, kind: str, what: str
) -> None:
    """Each is a warning of its kind at its line, with what would do; the same words without it have none."""
    path = put(tmp_path, "en/block.md", body)
    [finding] = [finding for finding in checked(tmp_path) if finding.kind == kind]
    assert (finding.file, finding.line, finding.is_error) == (str(path), line, False)
    assert finding.what.startswith(what)
    assert finding.why
    assert finding.remedy


def test_library_in_order_has_nothing_to_look_at(tmp_path: Path) -> None:
    """A file in plain words gives no finding."""
    put(tmp_path, "en/block.md", "It helps.\n\n## Before\n\n1. Eat.\n2. Have an MRI.")
    assert checked(tmp_path) == []


def test_two_topics_with_one_number_are_an_error(tmp_path: Path) -> None:
    """A leaflet's number has to lead to one topic: both files are named. Drafts and other languages do not count."""
    put(tmp_path, "en/a.md", "It helps.", "title: A\nnumber: 12")
    put(tmp_path, "es/c.md", "Ayuda.", "title: C\nnumber: 12")
    put(tmp_path, "en/d.md", "It helps.", "title: D\nnumber: 12\ndraft: true")
    assert [finding for finding in checked(tmp_path) if finding.is_error] == []
    other = put(tmp_path, "en/b.md", "It helps.", "title: B\nnumber: 12")
    [finding] = [finding for finding in checked(tmp_path) if finding.is_error]
    assert (finding.file, finding.what) == (str(other), "the number 12 is already that of a.md")


def test_character_that_no_voice_says_is_an_error(tmp_path: Path) -> None:
    """It would stop the procedure from being published."""
    put(tmp_path, "en/block.md", "So.\n\nSay 字 now.")
    [finding] = checked(tmp_path, unspeakable=refused)
    assert (finding.line, finding.kind, finding.is_error) == (6, "unspeakable-character", True)
    assert "U+5B57" in finding.what


def test_every_broken_file_is_named_in_one_go(tmp_path: Path) -> None:
    """One broken file hides no other, and every problem of a file is named."""
    put(tmp_path, "en/a.md", "It.", "title: A: b")
    put(tmp_path, "en/b.md", "<div>x</div>\n\n```\ncode\n```\n\nIt.")
    put(tmp_path, "en/c.md", "It.\n\nTake 10U now.")
    put(tmp_path, "en/c-2.md", "It.", "title: C\nslug: c")
    (tmp_path / "en" / ".#a.md").write_text("x", encoding="utf-8")
    (tmp_path / "en" / "~$b.md").write_text("x", encoding="utf-8")
    (tmp_path / "en" / "old.docx").write_bytes(b"x")
    put(tmp_path, "en/prompts/wlcome.txt", "Hello.")
    found = {(Path(one.file).name, one.line, one.kind) for one in checked(tmp_path)}
    assert found == {
        ("a.md", 2, "broken"),
        ("b.md", 4, "content"),
        ("b.md", 6, "content"),
        ("c.md", 1, "broken"),
        ("c.md", 6, "error-prone-form"),
        ("old.docx", 1, "not-imported"),
        ("wlcome.txt", 1, "broken"),
    }


def test_reviews_that_are_due_are_named(tmp_path: Path) -> None:
    """A review that should have been repeated, and a draft, are warnings."""
    fields = "title: A\nreviewed_by: Dr. Roe\nreviewed_on: 2024-01-01\nreview_by: 2026-01-01"
    put(tmp_path, "en/a.md", "It.", fields)
    put(tmp_path, "en/b.md", "It.", f"{fields[:-10]}2027-01-01")
    put(tmp_path, "en/c.md", "It.", "title: C\ndraft: true")
    assert [(Path(one.file).name, one.kind) for one in checked(tmp_path)] == [
        ("a.md", "review-overdue"),
        ("c.md", "draft"),
    ]


def test_translation_is_dated_by_reviews_whatever_the_times_of_files(tmp_path: Path) -> None:
    """A fresh clone gives all files one time: a review of the original later than that of the translation counts."""
    review = "title: A\nreviewed_by: Dr. Roe\nreviewed_on: "
    for name, original, translation in (
        ("a", "2026-05-01", "2026-04-01"),
        ("b", "2026-05-01", "2026-05-01"),
        ("c", "2026-05-01", ""),
        ("d", "", "2026-05-01"),
    ):
        for language, date in (("en", original), ("es", translation)):
            path = put(tmp_path, f"{language}/{name}.md", "Sí.", f"{review}{date}" if date else "title: A")
            os.utime(path, (1_000, 1_000))
    found = [one for one in checked(tmp_path) if one.kind == "old-translation"]
    assert [(Path(one.file).name, one.what) for one in found] == [
        ("a.md", "it is older than its original, en/a.md"),
        ("c.md", "no review, and its original en/c.md has one"),
    ]


def test_translation_older_than_its_original_is_named(tmp_path: Path) -> None:
    """Translations pair by the same slug or by translation_of; one that was changed after its original is fine."""
    originals = [put(tmp_path, f"en/{name}.md", "It.") for name in ("a", "b", "c")]
    same = put(tmp_path, "es/a.md", "Sí.")
    named = put(tmp_path, "es/be.md", "Sí.", "title: Be\ntranslation_of: b")
    newer = put(tmp_path, "es/c.md", "Sí.")
    put(tmp_path, "es/d.md", "Sí.", "title: De\ntranslation_of: nothing")
    for path, time in [*((path, 2_000_000) for path in originals), (same, 1_000), (named, 1_000), (newer, 2_000_010)]:
        os.utime(path, (time, time))
    assert [(Path(one.file).name, one.kind) for one in checked(tmp_path)] == [
        ("a.md", "old-translation"),
        ("be.md", "old-translation"),
        ("d.md", "translation"),
    ]


def test_missing_prompts_are_named(tmp_path: Path) -> None:
    """A language that callers cannot be led in is named with the texts that it lacks."""
    put(tmp_path, "fr/a.md", "Oui.")
    [finding] = [one for one in checked(tmp_path) if one.kind == "prompts"]
    assert "welcome.txt" in finding.what


def test_logo_that_cannot_be_shown_is_named(tmp_path: Path) -> None:
    """A logo without words in its place is an error of the library."""
    put(tmp_path, "en/block.md", "It helps.")
    (tmp_path / "logo.png").write_bytes(b"")
    (found,) = [finding for finding in checked(tmp_path) if "logo" in finding.file]
    assert found.is_error
    assert (found.file, found.what, found.why) == (
        str(tmp_path / "logo.txt"),
        "is missing",
        "the pages do not show the logo",
    )
