"""A process that helps another to render, as that one begins it."""

import io
import subprocess
import sys
from pathlib import Path

from tests.support.texts import write_texts
from voiceedu.config import Settings
from voiceedu.publishing import helper_messages
from voiceedu.publishing.outcome import Outcome
from voiceedu.publishing.studio import Studio

TEXT = "---\ntitle: Titulus\n---\nVerba.\n"


def answered(*asked: object) -> "subprocess.CompletedProcess[bytes]":
    """Return what a helper process has answered to all that is `asked`, and said."""
    questions = io.BytesIO()
    for value in asked:
        helper_messages.write(questions, value)
    command = [sys.executable, "-m", "voiceedu.publishing.helper_process"]
    return subprocess.run(command, input=questions.getvalue(), capture_output=True, timeout=60, check=False)


def test_it_answers_each_work_and_ends_with_its_input(tmp_path: Path) -> None:
    """A work is published and told; asked again, it has made nothing more; then it ends."""
    library = tmp_path / "library"
    write_texts(library, {"la/topic": TEXT})
    settings = Settings(library=library, cache=str(tmp_path / "cache"), engines=("tone",))
    [work] = Studio(settings).library.works
    done = answered(settings, work, work)
    answers = io.BytesIO(done.stdout)
    first, again = helper_messages.read_answer(answers), helper_messages.read_answer(answers)
    assert answers.read() == b""
    assert done.returncode == 0, done.stderr
    assert isinstance(first, Outcome)
    assert isinstance(again, Outcome)
    assert first.encoded
    assert again.encoded == 0


def test_nothing_asked_is_nothing_said() -> None:
    """Nothing was left for a helper: it ends at once."""
    done = answered()
    assert (done.returncode, done.stdout, done.stderr) == (0, b"", b"")


def test_a_helper_that_cannot_start_says_why_in_a_line(tmp_path: Path) -> None:
    """What it cannot load, for want of memory say, is no traceback; whoever began it renders without it."""
    library = tmp_path / "library"
    write_texts(library, {"la/topic": TEXT})
    done = answered(Settings(library=library, cache=str(library / "la" / "topic.md"), engines=("tone",)))
    assert done.stdout == b""
    [line] = done.stderr.splitlines()
    assert b"cannot: VOICEEDU_CACHE=" in line
