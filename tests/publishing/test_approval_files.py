"""Approvals as files: what is written is read again, nothing is overwritten, and a broken file is named."""

import datetime
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from voiceedu.errors import ApprovalError
from voiceedu.publishing import approval_files
from voiceedu.publishing.approval import Record
from voiceedu.publishing.words_digest import WordsDigest

RECORD = Record(
    kind="approval",
    by="Dr. Ruiz",
    at=datetime.datetime(2026, 11, 20, 9, tzinfo=datetime.UTC),
    on=datetime.date(2026, 11, 20),
    digest=WordsDigest(shown="a" * 64, said="b" * 64),
    text="---\ntitle: Nerve blocks\n---\n\nMedicine.\n",
)


def write(folder: Path, record: Record = RECORD) -> Record:
    return approval_files.write(folder, "en", "nerve-blocks", record)


def path_of(folder: Path, name: str = "2026-11-20") -> Path:
    return folder / "en/.approvals/nerve-blocks" / f"{name}.yaml"


@given(
    text=st.text(st.characters(exclude_categories=["Cs"])),
    by=st.from_regex(r"[A-Za-zñ.:#'\"-]{1,20}", fullmatch=True),
    again=st.none() | st.dates(),
    texts=st.dictionaries(st.sampled_from(["welcome", "more"]), st.text(st.characters(exclude_categories=["Cs"]))),
)
def test_what_is_written_is_read_again(
    tmp_path_factory: pytest.TempPathFactory, text: str, by: str, again: datetime.date | None, texts: dict[str, str]
) -> None:
    """Every text comes back to the letter, whatever line ends and signs it has."""
    folder = tmp_path_factory.mktemp("library")
    written = write(folder, replace(RECORD, text=text, by=by, review_again_by=again, texts=texts))
    assert approval_files.read(folder, "en", "nerve-blocks").records == (written,)


def test_the_words_stand_in_the_file_as_they_are(tmp_path: Path) -> None:
    """A person reads the approved text in the file, and git compares it line by line."""
    write(tmp_path)
    lines = path_of(tmp_path).read_text(encoding="utf-8").splitlines()
    assert "by: Dr. Ruiz" in lines
    assert "  title: Nerve blocks" in lines


def test_no_file_is_overwritten(tmp_path: Path) -> None:
    """Of two approvals of a day, by whatever processes at once, each has its file."""
    with ThreadPoolExecutor(8) as pool:
        names = [record.name for record in pool.map(lambda _: write(tmp_path), range(12))]
    assert sorted(names) == sorted(["2026-11-20", *(f"2026-11-20-{number}" for number in range(2, 13))])
    assert len(list(path_of(tmp_path).parent.iterdir())) == 12


@pytest.mark.parametrize(
    "data",
    [
        b"",
        b"record: approval",
        b"\xff",
        b"record: [",
        b"- a\n- b\n",
        b"a: &a [x]\nrecord: *a\n",
        b"[" * 2000,
        b"record: maybe\nby: A\nat: 2026-11-20T09:00:00+00:00\nshown: 00\nsaid: 00\n",
        b"record: approval\nby: A\nat: yesterday\nshown: %b\nsaid: %b\n" % (b"a" * 64, b"b" * 64),
        b"record: approval\nby: A\nat: 2026-11-20T09:00:00\nshown: %b\nsaid: %b\n" % (b"a" * 64, b"b" * 64),
        b"record: approval\nby: A\nat: 2026-11-20T09:00:00+00:00\nshown: %b\nsaid: b\n" % (b"a" * 64),
        b"record: approval\nby: ' '\nat: 2026-11-20T09:00:00+00:00\nshown: %b\nsaid: %b\n" % (b"a" * 64, b"b" * 64),
        b"#" * (approval_files.LARGEST_BYTES + 1),
    ],
)
def test_a_broken_file_is_named_and_stops_nothing(tmp_path: Path, data: bytes) -> None:
    """A file that is no record is a problem with its path; the other records count."""
    kept = write(tmp_path)
    path_of(tmp_path, "2026-11-19").write_bytes(data)
    found = approval_files.read(tmp_path, "en", "nerve-blocks")
    assert found.records == (kept,)
    assert [problem.path.name for problem in found.problems] == ["2026-11-19.yaml"]
    assert "Take it from a backup" in str(found.problems[0])


def test_dates_without_quotes_are_read(tmp_path: Path) -> None:
    """A date that a person has written by hand is the same date."""
    written = write(tmp_path, replace(RECORD, review_again_by=datetime.date(2027, 1, 31)))
    path = path_of(tmp_path)
    path.write_text(path.read_text(encoding="utf-8").replace("'", ""), encoding="utf-8")
    assert approval_files.read(tmp_path, "en", "nerve-blocks").records == (written,)


def test_files_of_editors_are_no_records(tmp_path: Path) -> None:
    """What an editor keeps beside a file is nobody's approval."""
    write(tmp_path)
    for name in (".#2026-11-20", "~2026-11-20"):
        path_of(tmp_path, name).write_bytes(path_of(tmp_path).read_bytes())
    assert len(approval_files.read(tmp_path, "en", "nerve-blocks").records) == 1


@pytest.mark.parametrize("by", ["", "  ", "Dr.  Ruiz", " Dr. Ruiz", "a\nb", "a\x07", "x" * 101])
def test_a_name_that_cannot_be_said_is_refused(tmp_path: Path, by: str) -> None:
    """An approval is by somebody; nothing is written otherwise."""
    with pytest.raises(ApprovalError):
        write(tmp_path, replace(RECORD, by=by))
    assert not (tmp_path / "en").exists()


def test_a_folder_in_whose_place_is_a_file(tmp_path: Path) -> None:
    """Where nothing can be written, the reviewer is told so, and nothing is left half-written."""
    (tmp_path / "en").mkdir()
    (tmp_path / "en/.approvals").write_text("a file")
    with pytest.raises(ApprovalError, match=r"cannot be written .*Nothing was changed"):
        write(tmp_path)
    assert (tmp_path / "en/.approvals").read_text() == "a file"
