"""Commands and a server over a library that is in a bucket."""

import datetime
import json
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.conftest import TEXTS
from tests.support.bucket import Bucket, StoredObject, bucket
from tests.support.command import voiceedu
from tests.support.server import serve
from voiceedu.storage import library_copy

NOW = datetime.datetime(2026, 11, 23, tzinfo=datetime.UTC)
PATIENCE_S = 60
MORE = "---\ntitle: More\n---\n\nMore words.\n"


@pytest.fixture
def kept() -> Iterator[Bucket]:
    with bucket() as kept:
        for name, text in TEXTS.items():
            kept.objects[f"texts/{name}.md"] = StoredObject(text.encode(), NOW)
        yield kept


@pytest.fixture
def environ(kept: Bucket, tmp_path: Path) -> dict[str, str]:
    return {
        **kept.environ,
        "VOICEEDU_LIBRARY": f"{kept.url}/texts",
        "VOICEEDU_CACHE": str(tmp_path / "cache"),
        "VOICEEDU_ENGINES": "tone",
        "XDG_CACHE_HOME": str(tmp_path / "xdg"),
    }


def test_commands_read_the_library(kept: Bucket, environ: dict[str, str]) -> None:
    """`check` names the copy's files and lines; `prune` and `engines` know what is in the library."""
    assert voiceedu("check", **environ).returncode == 0
    kept.objects["texts/en/broken.md"] = StoredObject(b"---\ntitle: A\n---\n\n![x](y.png)\n", NOW)
    (Path(environ["XDG_CACHE_HOME"]) / "voiceedu/libraries/s3%3A%2F%2Fclinic%2Ftexts/copied.json").unlink()
    found = voiceedu("check", **environ)
    assert found.returncode == 1
    assert "broken.md:5" in found.stdout + found.stderr
    del kept.objects["texts/en/broken.md"]
    assert voiceedu("engines", **environ).returncode == 0


@pytest.mark.parametrize("command", [("review",), ("import", "{file}")])
def test_what_writes_into_a_library_wants_a_folder(
    environ: dict[str, str], tmp_path: Path, command: tuple[str, ...]
) -> None:
    """`review`, and `import` without --to, refuse with the setting's name and what would do."""
    file = tmp_path / "more.md"
    file.write_text(MORE)
    found = voiceedu(*(part.format(file=file) for part in command), **environ)
    assert found.returncode == 2
    assert "VOICEEDU_LIBRARY='s3://clinic/texts' cannot be used" in found.stderr
    assert "copy it to the bucket" in found.stderr


def test_a_bucket_without_texts_stops_the_start(kept: Bucket, environ: dict[str, str]) -> None:
    """Nothing there is a usage error that names the setting."""
    kept.objects.clear()
    found = voiceedu("render", **environ)
    assert (found.returncode, "VOICEEDU_LIBRARY='s3://clinic/texts'" in found.stderr) == (2, True)


def test_a_server_follows_the_bucket(
    kept: Bucket, environ: dict[str, str], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A text that is put into the bucket is served some seconds later; a bucket that is away takes nothing back."""
    for name, value in environ.items():
        monkeypatch.setenv(name, value)
    settings = {name.removeprefix("VOICEEDU_").lower(): value for name, value in environ.items() if "VOICEEDU" in name}
    with serve(tmp_path, **settings) as server:
        kept.objects["texts/en/more.md"] = StoredObject(MORE.encode(), NOW)
        deadline = time.monotonic() + PATIENCE_S
        while server.get("/en/more")[0] != 200:
            assert time.monotonic() < deadline
            time.sleep(0.5)
        kept.latency_s = None
        time.sleep(1.5 * library_copy.LOOK_S)
        assert server.get("/en/more")[0] == 200
        assert json.loads(server.get("/readyz")[2])["procedures"] == len(TEXTS) + 1
        kept.latency_s = 0.0
