"""Clips that are streamed from the store in pieces: clients see no difference."""

import contextlib
import hashlib
import os
import urllib.request
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from flask import Flask
from flask.testing import FlaskClient
from hypothesis import given
from hypothesis import strategies as st

from tests.conftest import EPIDURAL
from tests.support.server import Server, serve
from tests.support.texts import write_short_prompts, write_texts
from voiceedu.assets import Asset
from voiceedu.config import Settings
from voiceedu.storage import object_reader
from voiceedu.storage.store import Store
from voiceedu.web.http import streaming
from voiceedu.web.http.streaming import AssetReader, Stretch

PIECE = 1000
FAR_TOO_LARGE = 150 << 20
"""For memory: in a test five ask for it at once, and all workers together may have less than one of it."""


@pytest.fixture
def small_pieces(monkeypatch: pytest.MonkeyPatch) -> None:
    """Treat every clip of more than two pieces as large."""
    monkeypatch.setattr(streaming, "PIECE_BYTES", PIECE)
    monkeypatch.setattr(object_reader, "PIECE_BYTES", PIECE)
    monkeypatch.setattr(streaming, "LARGE_BYTES", 2 * PIECE)


@pytest.fixture
def asset(rendered: Settings) -> Asset:
    rendition = Store(rendered.cache).rendition("en", "nerve-blocks")
    asset = rendition.asset("phone") if rendition else None
    assert asset is not None
    assert asset.size > 2 * PIECE
    return asset


@pytest.fixture
def paths(asset: Asset) -> tuple[str, str]:
    """Return the clip's immutable address, which the middleware answers, and its stable one, which Flask answers."""
    return f"/{asset.path}", "/phone/en/nerve-blocks.mp3"


ASKS: list[dict[str, str]] = [
    {},
    {"Range": "bytes=0-1"},
    {"Range": f"bytes={PIECE - 1}-{PIECE}"},
    {"Range": f"bytes={PIECE}-"},
    {"Range": "bytes=-7"},
    {"Range": "bytes=0-0", "If-Range": '"another"'},
    {"Range": "bytes=999999999-"},
    {"If-None-Match": "*"},
    {"If-None-Match": '"another"'},
    {"If-Match": '"another"'},
]


@pytest.mark.parametrize("method", ["GET", "HEAD"])
@pytest.mark.parametrize("asked", ASKS, ids=str)
def test_responses_equal_those_of_a_clip_in_memory(
    asked: dict[str, str],
    method: str,
    paths: tuple[str, str],
    rendered: Settings,
    make_app: Callable[[Settings], Flask],
    request: pytest.FixtureRequest,
) -> None:
    """Status, headers and bytes equal those of a clip in memory: whole, partial, 304 and 416."""

    def answers() -> Iterator[tuple[int, list[tuple[str, str]], bytes]]:
        client = make_app(rendered).test_client()
        for path in paths:
            answer = client.open(path, method=method, headers=asked)
            headers = [(name, value) for name, value in answer.headers if name != "X-Request-ID"]
            yield answer.status_code, headers, answer.data

    small = list(answers())
    request.getfixturevalue("small_pieces")
    assert list(answers()) == small


@pytest.mark.usefixtures("small_pieces")
def test_clip_is_read_in_pieces(rendered: Settings, asset: Asset) -> None:
    """At most one piece is in memory at a time, and together the pieces are the clip."""
    found = AssetReader(Store(rendered.cache)).read(asset.path)
    assert found is not None
    assert isinstance(found.data, Stretch)
    pieces = list(found.data)
    assert len(pieces) > 2
    assert max(map(len, pieces)) == PIECE
    assert hashlib.sha256(b"".join(pieces)).hexdigest() == found.sha256 == asset.sha256


@given(st.integers(0, 5000), st.integers(0, 5000), st.integers(0, 5000), st.integers(0, 5000))
def test_slice_equals_a_slice_of_bytes(size: int, start: int, stop: int, inner: int) -> None:
    """A slice, and a slice of a slice, has the bytes and length of the same slice of bytes."""
    store = Store("memory:///")
    store.put("some/bytes", data := os.urandom(size + 1))
    stretch = Stretch(store=store, path="some/bytes", start=0, stop=len(data))
    part = stretch[start:stop]
    assert b"".join(part) == data[start:stop]
    assert len(part) == len(data[start:stop])
    assert b"".join(part[inner:]) == data[start:stop][inner:]


@pytest.mark.usefixtures("small_pieces")
@pytest.mark.slow
def test_damaged_clip_is_repaired(library: Path, tmp_path: Path, make_app: Callable[[Settings], Flask]) -> None:
    """A large clip that is damaged or missing is repaired before its first byte is sent."""
    settings = Settings(library=library, cache=str(tmp_path), engines=("tone",))
    client: FlaskClient = make_app(settings).test_client()
    right = client.get("/phone/en/epidural-injections.wav").data
    (path,) = tmp_path.glob("clips/*/epidural-injections.wav")
    for harm in (lambda: path.write_bytes(right[:-1] + b"?"), path.unlink):
        harm()
        for url in ("/phone/en/epidural-injections.wav", f"/{path.relative_to(tmp_path).as_posix()}"):
            assert client.get(url).data == right


@pytest.mark.usefixtures("small_pieces")
def test_clip_is_verified_once(rendered: Settings, asset: Asset, monkeypatch: pytest.MonkeyPatch) -> None:
    """The clip is verified for its first request, and not again while its file is unchanged."""
    store = Store(rendered.cache)
    checked: list[str] = []

    def asset_sha256(path: str) -> str | None:
        checked.append(path)
        return Store.asset_sha256(store, path)

    monkeypatch.setattr(store, "asset_sha256", asset_sha256)
    assets = AssetReader(store)
    assert assets.read(asset.path) == assets.read(asset.path)
    assert checked == [asset.path]


@pytest.fixture(scope="module")
def giant(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[Server, Asset]]:
    """Return a server whose store holds a clip too large for memory."""
    folder = tmp_path_factory.mktemp("giant")
    write_texts(folder / "library", {"en/epidural-injections": EPIDURAL})
    write_short_prompts(folder / "library", "en")
    file = folder / "giant.mp3"
    with file.open("wb") as written:
        for _ in range(FAR_TOO_LARGE >> 20):
            written.write(os.urandom(1 << 20))
    with file.open("rb") as read:
        digest = hashlib.file_digest(read, "sha256").hexdigest()
    asset = Asset(
        hash=digest[:16],
        name="giant.mp3",
        profile="library-recording",
        speed="normal",
        section="",
        media_type="audio/mpeg",
        duration_ms=1,
        size=FAR_TOO_LARGE,
        sha256=digest,
    )
    Store(str(folder / "cache")).put_asset(asset, file)
    file.unlink()
    with serve(folder, library=str(folder / "library"), cache=str(folder / "cache"), engines="tone") as server:
        server.wait_until_ready()
        yield server, asset


def memory(server: Server) -> int:
    """Return the resident memory of all processes of a server, in bytes."""
    resident = 0
    for path in Path("/proc").glob("[0-9]*/status"):
        with contextlib.suppress(OSError):  # the process has ended
            said = dict(line.split(":", 1) for line in path.read_text().splitlines())
            if server.process.pid in (int(said["PPid"]), int(said["Pid"])) and "VmRSS" in said:
                resident += int(said["VmRSS"].split()[0]) * 1024
    return resident


@pytest.mark.slow
def test_server_does_not_hold_the_clip_in_memory(giant: tuple[Server, Asset]) -> None:
    """A real server sends the clip whole and in part, to slow clients, within a fraction of its size in memory."""
    server, asset = giant
    before = memory(server)
    slow = [urllib.request.urlopen(f"{server.url}/{asset.path}", timeout=60) for _ in range(4)]
    assert {len(one.read(1000)) for one in slow} == {1000}
    assert server.get(f"/{asset.path}", Range="bytes=-2")[0] == 206
    digest = hashlib.sha256()
    with urllib.request.urlopen(f"{server.url}/{asset.path}", timeout=60) as answer:
        while piece := answer.read(1 << 16):
            digest.update(piece)
    assert digest.hexdigest() == asset.sha256
    assert memory(server) - before < FAR_TOO_LARGE * 2 / 3
    for one in slow:
        one.close()
    assert server.get("/healthz")[0] == 200
