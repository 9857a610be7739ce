"""What is written to standard error."""

import json
import logging
from collections.abc import Iterator

import pytest

from voiceedu import logs


@pytest.fixture(autouse=True)
def logging_as_before() -> Iterator[None]:
    """Outside of a request before, and what it was after; another test may have answered one in this thread."""
    token = logs.request_id.set("")
    root = logging.getLogger()
    handlers, level = list(root.handlers), root.level
    yield
    logs.request_id.reset(token)
    root.handlers[:] = handlers
    root.setLevel(level)


def written(capsys: pytest.CaptureFixture[str]) -> list[dict[str, str]]:
    return [json.loads(line) for line in capsys.readouterr().err.splitlines()]


def test_where_no_person_reads_each_line_is_json(capsys: pytest.CaptureFixture[str]) -> None:
    """A line break in a message, and letters beyond ASCII, stay within one object, with time, level and logger."""
    logs.start("info")
    logging.getLogger("voiceedu.test").warning("two\nlines about %s", "Zoë")
    [line] = written(capsys)
    assert (line["level"], line["logger"], line["message"]) == ("warning", "voiceedu.test", "two\nlines about Zoë")
    assert line["time"].endswith("+00:00")
    assert "request" not in line


def test_level_is_followed(capsys: pytest.CaptureFixture[str]) -> None:
    """What is below the level is not written; a later start has the say."""
    logs.start("error")
    logging.getLogger("voiceedu.test").warning("not this")
    logs.start("debug")
    logging.getLogger("voiceedu.test").debug("but this")
    assert [line["message"] for line in written(capsys)] == ["but this"]


def test_request_that_is_answered_is_named(capsys: pytest.CaptureFixture[str]) -> None:
    """What is logged during a request has its id, so that its lines can be found."""
    logs.start("info")
    token = logs.request_id.set("abc-1")
    logging.getLogger("voiceedu.test").info("during")
    logs.request_id.reset(token)
    logging.getLogger("voiceedu.test").info("after")
    during, after = written(capsys)
    assert during["request"] == "abc-1"
    assert "request" not in after


def test_traceback_is_kept(capsys: pytest.CaptureFixture[str]) -> None:
    """An error that is logged with its traceback has it in the object."""
    logs.start("info")
    try:
        raise ValueError("of this value")
    except ValueError:
        logging.getLogger("voiceedu.test").exception("failed")
    [line] = written(capsys)
    assert line["error"].startswith("Traceback")
    assert line["error"].endswith("ValueError: of this value")


def test_nothing_that_is_asked_for_breaks_a_line() -> None:
    """The server's own log writes control characters and line breaks of a request as escapes."""
    record = logging.LogRecord("x", logging.INFO, "", 0, "GET /\n\x1b[31m\u2028é", None, None)
    assert logs.OneLine("%(message)s").format(record) == r"GET /\n\x1b[31m\u2028é"
