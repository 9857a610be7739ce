"""The folder in which a server's processes count together, and what becomes of one whose server was killed."""

import os
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

import pytest

from voiceedu.errors import SettingError
from voiceedu.server import metrics_folder
from voiceedu.server.metrics_folder import PREFIX, SETTING, use_metrics_folder


@pytest.fixture(autouse=True)
def no_setting(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv(SETTING, raising=False)


def test_processes_count_in_memory(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The mapped files of the counts are on no disk, which may be full; a folder that somebody names is left alone."""
    with use_metrics_folder():
        folder = Path(os.environ[SETTING])
        assert folder.parent == metrics_folder.SHARED_MEMORY
        assert folder.stat().st_mode & 0o777 == 0o700
    assert not folder.exists()
    assert SETTING not in os.environ
    monkeypatch.setenv(SETTING, str(tmp_path))
    with use_metrics_folder():
        assert os.environ[SETTING] == str(tmp_path)
    assert tmp_path.exists()


def test_without_memory_the_counts_are_in_a_temporary_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Without a folder in memory they are where TMPDIR says; where nothing can be written, the start says so."""
    monkeypatch.setattr(metrics_folder, "SHARED_MEMORY", tmp_path / "none")
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path))
    with use_metrics_folder():
        assert Path(os.environ[SETTING]).parent == tmp_path
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path / "none"))
    with pytest.raises(SettingError, match="no folder for temporary files can be written"):
        use_metrics_folder().__enter__()


def test_where_there_is_no_room_nobody_counts_together(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    """Memory that is full is left for the temporary folder; with both full the server starts, and says what is missing.

    A process that counts in a file without room is ended by the system (SIGBUS).
    """
    memory, temporary = tmp_path / "memory", tmp_path / "temporary"
    memory.mkdir()
    temporary.mkdir()
    full = {memory}
    usage = shutil.disk_usage
    monkeypatch.setattr(metrics_folder, "SHARED_MEMORY", memory)
    monkeypatch.setattr(tempfile, "tempdir", str(temporary))
    monkeypatch.setattr(shutil, "disk_usage", lambda path: usage(path)._replace(free=9000 if path in full else 10**9))
    with use_metrics_folder():
        assert Path(os.environ[SETTING]).parent == temporary
    assert caplog.text == ""
    full.add(temporary)
    with use_metrics_folder():
        assert SETTING not in os.environ
    assert f"{memory} has 0.0 MB and {temporary} has 0.0 MB" in caplog.text


KILLED = """\
import os, signal, sys, tempfile
from pathlib import Path
from voiceedu.server import metrics_folder
metrics_folder.SHARED_MEMORY = Path(sys.argv[1])
with metrics_folder.use_metrics_folder():
    Path(os.environ[metrics_folder.SETTING], "counter_1.db").touch()
    os.kill(os.getpid(), signal.SIGKILL)
"""


def test_the_folder_of_a_killed_server_is_removed(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The next start removes it; not that of a server that lives or has just begun, nor what is no folder of ours."""
    monkeypatch.setattr(metrics_folder, "SHARED_MEMORY", tmp_path)
    subprocess.run([sys.executable, "-c", KILLED, str(tmp_path)], check=False)
    [killed] = tmp_path.glob(f"{PREFIX}*")
    with use_metrics_folder():
        alive = Path(os.environ.pop(SETTING))
        assert killed.exists(), "it may belong to a server that starts at this moment"
        (tmp_path / "music").mkdir()
        (tmp_path / f"{PREFIX}link").symlink_to(tmp_path / "music", target_is_directory=True)
        for folder in (killed, alive, tmp_path / "music"):
            os.utime(folder, (0, 0))
        with use_metrics_folder():
            assert not killed.exists()
            assert alive.exists()
            assert (tmp_path / "music").exists()
            assert (tmp_path / f"{PREFIX}link").is_symlink()
        os.environ[SETTING] = str(alive)
