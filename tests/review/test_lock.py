"""The lock on a library: one writer at a time, of all threads and processes; it names its holder."""

import subprocess
import sys
from pathlib import Path

import pytest

from voiceedu.errors import LockedError
from voiceedu.review import lock

HOLDER = """\
import sys
from pathlib import Path
from voiceedu.review import lock
with lock.hold(Path(sys.argv[1]), "Dr. Ana Ruiz", "approved en/two"):
    print("held", flush=True)
    sys.stdin.readline()
"""


def test_another_process_is_named(tmp_path: Path) -> None:
    """While a process holds it, another one is told who; when that one is killed, nothing of it is in the way."""
    command = [sys.executable, "-c", HOLDER, str(tmp_path)]
    with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True) as process:
        assert process.stdout is not None
        assert process.stdout.readline() == "held\n"
        with pytest.raises(LockedError) as caught, lock.hold(tmp_path, "Luis", patience_s=0.1):
            raise AssertionError
        assert caught.value.holder == "Dr. Ana Ruiz"
        process.kill()
        process.wait()
        with lock.hold(tmp_path, "Luis", "edited en/one", patience_s=1) as interrupted:
            assert interrupted == "Dr. Ana Ruiz: approved en/two"
            assert (tmp_path / lock.FILE).read_text() == "Luis\nedited en/one"
        with lock.hold(tmp_path, "Luis") as interrupted:
            assert interrupted == ""
    assert not (tmp_path / lock.FILE).exists()


def test_a_folder_that_cannot_be_written_is_an_error(tmp_path: Path) -> None:
    """Nothing is locked where no file can be made, and no link is followed."""
    with pytest.raises(OSError, match="No such file"), lock.hold(tmp_path / "none", "Luis"):
        raise AssertionError
    (tmp_path / lock.FILE).symlink_to(tmp_path / "elsewhere")
    with pytest.raises(OSError, match="symbolic"), lock.hold(tmp_path, "Luis"):
        raise AssertionError
    assert not (tmp_path / "elsewhere").exists()
