"""Approvals as files of the library: `<language>/.approvals/<slug>/<date>.yaml`, each with a copy of the words.

They lie beside the texts, so that git and backups have them too. A file is created whole and never changed: of two on
one day the second is `<date>-2.yaml`.
"""

import contextlib
import datetime
import itertools
import os
import re
import tempfile
from dataclasses import replace
from pathlib import Path
from typing import Any

import msgspec
import yaml

from voiceedu.content import regular_files
from voiceedu.errors import ApprovalError, writing_remedy
from voiceedu.publishing.approval import History, Record, RecordKind, ordered
from voiceedu.publishing.words_digest import WordsDigest

FOLDER = ".approvals"
LARGEST_BYTES = 4_000_000
"""Of a record: the largest file of a library, and what YAML adds."""
LONGEST_NAME = 100
_SHA256 = re.compile(r"[0-9a-f]{64}")
_REMEDY = "Take it from a backup, or remove it: what it approved then counts as not reviewed."


class _File(msgspec.Struct, kw_only=True):
    """The fields of a file. Every other field is ignored."""

    record: RecordKind
    by: str
    at: str
    on: str = ""
    shown: str
    said: str
    review_again_by: str = ""
    text: str = ""
    texts: dict[str, str] = {}
    recordings: dict[str, str] = {}


class _Dumper(yaml.SafeDumper):
    """Writes texts of several lines as they stand in their file, so that a person can read and compare them."""


def _represent_text(dumper: yaml.SafeDumper, text: str) -> yaml.ScalarNode:
    # YAML takes these for ends of lines, and reads them as another sign; in quotes they are escaped.
    style = '"' if re.search("[\r\x85\u2028\u2029]", text) else "|" if "\n" in text else None
    return dumper.represent_scalar("tag:yaml.org,2002:str", text, style=style)


_Dumper.add_representer(str, _represent_text)
_Loader = getattr(yaml, "CBaseLoader", yaml.BaseLoader)
"""Every scalar stays the text that it is written as; libyaml's parser where PyYAML was built with it."""


def folder_of(library: Path, language: str, slug: str) -> Path:
    """Return the folder of a procedure's records, or of those of the prompts of a language."""
    return library / language / FOLDER / slug


def files(library: Path, language: str, slug: str) -> list[Path]:
    """Return the files of the records, in the order of their names."""
    return [path for path in sorted(folder_of(library, language, slug).glob("*.yaml")) if path.name[0] not in ".~"]


def recorded_slugs(library: Path, language: str) -> frozenset[str]:
    """Return the slugs that have a folder for records, which is looked into for each of them."""
    try:
        with os.scandir(library / language / FOLDER) as entries:
            return frozenset(entry.name for entry in entries)
    except (FileNotFoundError, NotADirectoryError):
        return frozenset()


def watched(library: Path) -> list[Path]:
    """Return the files of all records of a library."""
    return sorted(library.glob(f"*/{FOLDER}/*/*.yaml"))


def read(library: Path, language: str, slug: str) -> History:
    """Return the history of a procedure, or of the prompts. A broken file is one of its problems."""
    records: list[Record] = []
    problems: list[ApprovalError] = []
    for path in files(library, language, slug):
        try:
            records.append(read_file(path))
        except ApprovalError as error:
            problems.append(error)
    return History(records=ordered(records), problems=tuple(problems))


def read_file(path: Path) -> Record:
    """Return the record in the file at `path`; raise ApprovalError if it is none."""
    try:
        data = regular_files.read(path, at_most=LARGEST_BYTES + 1)
        if len(data) > LARGEST_BYTES:
            raise ApprovalError(path, f"larger than {LARGEST_BYTES // 1_000_000} MB", _REMEDY)
        found = msgspec.convert(yaml.load(data, Loader=_Loader), _File)  # noqa: S506 -- it makes texts alone
        return _record(found, name=path.stem)
    except OSError as error:
        raise ApprovalError(path, f"cannot be read ({error.strerror})", _REMEDY) from None
    except ApprovalError:
        raise
    except Exception as error:  # PyYAML passes on what int(), chr() and deep nesting raise
        raise ApprovalError(path, f"not a record of an approval ({_first_line(error)})", _REMEDY) from None


def write(library: Path, language: str, slug: str, record: Record) -> Record:
    """Write `record` as a file of its own, whole or not at all; return it with the file's name.

    Raise ApprovalError for a name of a person that cannot be said, and where the folder cannot be written to.
    """
    folder = folder_of(library, language, slug)
    if not record.by or record.by != " ".join(record.by.split()) or not record.by.isprintable():
        raise ApprovalError(folder, f"{record.by!r} is not a name", "Write the name of the person who approves.")
    if len(record.by) > LONGEST_NAME:
        raise ApprovalError(folder, f"the name has more than {LONGEST_NAME} letters", "Write a shorter one.")
    data = yaml.dump(_fields(record), Dumper=_Dumper, sort_keys=False, allow_unicode=True, width=120).encode()
    try:
        folder.mkdir(parents=True, exist_ok=True)
        return replace(record, name=_create(folder, record.at.date().isoformat(), data))
    except OSError as error:
        problem = f"cannot be written ({error.strerror or error})"
        raise ApprovalError(folder, problem, f"Nothing was changed. {writing_remedy(error)}.") from None


def _create(folder: Path, date: str, data: bytes) -> str:
    """Create a file of the day `date` in `folder`; return its name without `.yaml`. None that is there is touched."""
    handle, unfinished = tempfile.mkstemp(prefix=".unfinished-", dir=folder)
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(data)
            file.flush()
            os.fsync(file.fileno())
        Path(unfinished).chmod(0o644)  # as the texts: mkstemp's are for their owner alone
        for number in itertools.count(1):
            name = date if number == 1 else f"{date}-{number}"
            with contextlib.suppress(FileExistsError):
                os.link(unfinished, folder / f"{name}.yaml")
                return name
        raise AssertionError  # count() has no end
    finally:
        Path(unfinished).unlink()


def _fields(record: Record) -> dict[str, Any]:
    """Return the fields of the file of `record`; those that are empty are left out."""
    fields = {
        "record": record.kind,
        "by": record.by,
        "at": record.at.isoformat(timespec="microseconds"),
        "on": record.on.isoformat() if record.on else "",
        "review_again_by": record.review_again_by.isoformat() if record.review_again_by else "",
        "shown": record.digest.shown,
        "said": record.digest.said,
        "text": record.text,
        "texts": dict(record.texts),
        "recordings": dict(record.recordings),
    }
    return {name: value for name, value in fields.items() if value}


def _record(found: _File, *, name: str) -> Record:
    """Return the record in `found`; raise ValueError for a field that is not what it should be."""
    at = datetime.datetime.fromisoformat(found.at)
    if at.tzinfo is None:
        raise ValueError(f"at: {found.at!r} has no time zone")
    for sha256 in (found.shown, found.said, *found.recordings.values()):
        if not _SHA256.fullmatch(sha256):
            raise ValueError(f"{sha256!r} is not a SHA-256")
    if not found.by.strip():
        raise ValueError("by: nobody")
    return Record(
        kind=found.record,
        by=" ".join(found.by.split()),
        at=at,
        on=_date(found.on),
        digest=WordsDigest(shown=found.shown, said=found.said),
        review_again_by=_date(found.review_again_by),
        text=found.text,
        texts=found.texts,
        recordings=found.recordings,
        name=name,
    )


def _date(value: str) -> datetime.date | None:
    return datetime.date.fromisoformat(value) if value else None


def _first_line(error: Exception) -> str:
    return (str(error) or type(error).__name__).splitlines()[0]
