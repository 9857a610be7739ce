"""The named errors."""

import errno
import inspect
import multiprocessing
import pickle
from pathlib import Path
from typing import Any

import pytest

from voiceedu import errors
from voiceedu.errors import (
    FULL_DISK,
    CatalogueError,
    EngineUnreachableError,
    LexiconError,
    LibraryError,
    NotReadyError,
    RenderError,
    SettingError,
    UnspeakableError,
    VoiceeduError,
    explain,
    is_out_of_memory,
    writing_remedy,
)

EXAMPLES: list[tuple[VoiceeduError, dict[str, Any], str]] = [
    (
        SettingError("VOICEEDU_LOG", "loud", "write info"),
        {"name": "VOICEEDU_LOG", "value": "loud"},
        "VOICEEDU_LOG='loud' cannot be used: write info",
    ),
    (
        LibraryError(Path("en/a.md"), 3, "no title", "Write one."),
        {"path": Path("en/a.md"), "line": 3},
        "en/a.md:3: no title. Write one.",
    ),
    (
        LexiconError(Path("a.tsv"), 2, "no tab"),
        {"path": Path("a.tsv"), "line": 2},
        "a.tsv:2: no tab. Write one entry a line: written form, a tab, spoken form.",
    ),
    (
        CatalogueError(Path("es.po"), 9, "an open quote"),
        {"path": Path("es.po"), "line": 9},
        "es.po:9: an open quote. Mend the line with an editor of .po files.",
    ),
    (
        EngineUnreachableError("gtts", "no answer in time", retry_after_s=90.0),
        {"engine": "gtts", "reason": "no answer in time", "retry_after_s": 90.0},
        "gtts: no answer in time",
    ),
    (
        UnspeakableError("hibari", "1½ tablets", ("½",)),
        {"engine": "hibari", "characters": ("½",)},
        "hibari: does not say '½' (U+00BD) in '1½ tablets'; write it in words",
    ),
    (RenderError("en/a", "no engine"), {"procedure": "en/a", "reason": "no engine"}, "en/a: no engine"),
    (NotReadyError("it is being made"), {"work": None}, "it is being made"),
]
examples = pytest.mark.parametrize(
    ("error", "attributes", "message"), EXAMPLES, ids=[type(error).__name__ for error, _, _ in EXAMPLES]
)


@examples
def test_message_names_place_value_and_remedy(error: VoiceeduError, attributes: dict[str, Any], message: str) -> None:
    """The whole message is one sentence a person can act on; what it names can also be read as attributes."""
    assert str(error) == message
    assert {name: getattr(error, name) for name in attributes} == attributes


@examples
def test_error_crosses_processes(error: VoiceeduError, attributes: dict[str, Any], message: str) -> None:
    """An error that a worker process raises arrives whole, whatever its constructor takes."""
    arrived = pickle.loads(pickle.dumps(error))
    assert type(arrived) is type(error)
    assert str(arrived) == message
    assert {name: getattr(arrived, name) for name in attributes} == attributes


def fail() -> None:
    raise LibraryError(Path("en/a.md"), 3, "no title", "Write one.")


@pytest.mark.slow
def test_error_of_another_process_is_raised_here() -> None:
    """A pool gives the error of its worker, and does not wait for ever for one that it cannot build again."""
    with (
        multiprocessing.get_context("spawn").Pool(1) as pool,
        pytest.raises(LibraryError, match=r"en/a\.md:3: no title"),
    ):
        pool.apply_async(fail).get(timeout=60)


def test_every_error_can_be_caught_as_one() -> None:
    """The command line and the web catch VoiceeduError alone."""
    kinds = [kind for _, kind in inspect.getmembers(errors, inspect.isclass) if issubclass(kind, Exception)]
    assert len(kinds) > 10
    assert all(issubclass(kind, VoiceeduError) for kind in kinds)


@pytest.mark.parametrize("number", [errno.ENOSPC, errno.EDQUOT])
def test_a_full_disk_wants_room_and_not_rights(number: int) -> None:
    """Where no byte more fits, the remedy is not to change who may write."""
    assert writing_remedy(OSError(number, "")) == FULL_DISK
    assert writing_remedy(OSError(errno.EACCES, "")) != FULL_DISK


@pytest.mark.parametrize(
    ("number", "remedy"),
    [
        (errno.EMFILE, "ulimit -n"),
        (errno.ENOSPC, FULL_DISK),
        (errno.EACCES, "owner"),
        (errno.EROFS, "can be written"),
        (errno.ENOMEM, "more memory"),
        (errno.ENAMETOOLONG, "shorter"),
        (errno.EIO, "disk"),
    ],
)
def test_error_of_the_system_is_explained(number: int, remedy: str) -> None:
    """The line names the file, the cause, and what would do."""
    told = explain(OSError(number, "The cause", "/srv/texts"))
    assert told.startswith("/srv/texts: The cause. ")
    assert remedy in told
    assert explain(OSError(errno.EXDEV, "The cause")) == "The cause"
    assert explain(OSError("in words alone")) == "in words alone"


@pytest.mark.parametrize(
    ("error", "is_so"),
    [
        (MemoryError(), True),
        (RuntimeError("can't start new thread"), True),
        (ImportError("libgomp.so: failed to map segment from shared object"), True),
        (OSError(errno.ENOMEM, "Cannot allocate memory"), True),
        (ImportError("No module named 'numpy'"), False),
        (RuntimeError("dictionary changed size during iteration"), False),
    ],
)
def test_refused_memory_is_known(error: Exception, is_so: bool) -> None:
    """Python says in different ways that the system has refused memory; other errors are none of it."""
    assert is_out_of_memory(error) is is_so
