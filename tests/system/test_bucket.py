"""A server over a bucket: what is published is answered without a request to it."""

import datetime
from dataclasses import replace
from pathlib import Path

import pytest

from tests.support.bucket import Bucket, StoredObject, bucket
from voiceedu.app import create_app
from voiceedu.config import Settings
from voiceedu.web.state import AppState

PATHS = ["/en/", "/en/nerve-blocks", "/ivr/twiml", "/phone/en/manifest.json", "/readyz", "/en/nerve-blocks.txt"]


def fill(kept: Bucket, folder: Path) -> None:
    """Put what is published in `folder` into the bucket."""
    now = datetime.datetime.now(datetime.UTC).replace(microsecond=0)
    for path in folder.rglob("*"):
        name = path.relative_to(folder).as_posix()
        if path.is_file() and not name.startswith("."):
            kept.objects[f"v/{name}"] = StoredObject(path.read_bytes(), now)


@pytest.mark.slow
def test_nothing_is_asked_of_the_bucket_on_the_way(rendered: Settings, monkeypatch: pytest.MonkeyPatch) -> None:
    """Pages, the phone line, the manifest and /readyz are answered while the bucket hangs."""
    with bucket() as kept:
        for name, value in kept.environ.items():
            monkeypatch.setenv(name, value)
        fill(kept, Path(rendered.cache))
        app = create_app(replace(rendered, cache=f"{kept.url}/v"))
        AppState.of(app).read_ahead(30)
        client = app.test_client()
        kept.latency_s = None
        assert {path: client.get(path).status_code for path in PATHS} == dict.fromkeys(PATHS, 200)


@pytest.mark.slow
def test_readiness_is_one_list(rendered: Settings, monkeypatch: pytest.MonkeyPatch) -> None:
    """/readyz reads no rendition: a fresh server looks at the index and lists the bucket once."""
    with bucket() as kept:
        for name, value in kept.environ.items():
            monkeypatch.setenv(name, value)
        fill(kept, Path(rendered.cache))
        app = create_app(replace(rendered, cache=f"{kept.url}/v"))
        kept.requests.clear()
        assert app.test_client().get("/readyz").status_code == 200
        assert kept.requests == [("HEAD", "v/index/en.txt"), ("GET", "")]
        del kept.objects["v/renditions/en/nerve-blocks.json"]
        other = create_app(replace(rendered, cache=f"{kept.url}/v")).test_client().get("/readyz")
        assert (other.status_code, other.json["missing"]) == (503, ["en/nerve-blocks"])  # type: ignore[index]
