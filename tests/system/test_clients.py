"""Every known phone platform and player over a real socket; see the table CLIENTS."""

import datetime
import hashlib
import http.client
import os
import re
from collections.abc import Callable
from dataclasses import dataclass, field, replace
from email.utils import parsedate_to_datetime
from pathlib import Path

import pytest
from flask import Flask

from tests.conftest import NERVE_BLOCKS
from tests.support.server import Server
from voiceedu.config import Settings
from voiceedu.publishing.studio import Studio
from voiceedu.storage.stored_assets import AssetStore

LONGEST_LINE = 1023
"""Asterisk gives up on a header line that is longer, its end included."""
SINCH_BYTES = 1_000_000

MEDIA_TYPES = {".mp3": "audio/mpeg", ".wav": "audio/wav"}
CACHE_CONTROL = {"immutable": "public, max-age=31536000, immutable", "stable": "no-cache"}
OF_THE_SERVER = {
    "access-control-allow-origin",
    "date",
    "server",
    "connection",
    "x-content-type-options",
    "x-request-id",
}
"""What says nothing about the clip, and may be in any answer."""


@dataclass(frozen=True, kw_only=True)
class Step:
    """A request, and the bytes of the clip, by position, that it has to get.

    In `headers`, {etag}, {last_modified}, {size}, {end} and {middle} are those of the clip.
    """

    status: int
    method: str = "GET"
    headers: dict[str, str] = field(default_factory=dict)
    part: Callable[[int], range] = range


def client(agent: str, *steps: Step, **headers: str) -> tuple[Step, ...]:
    """Return `steps` of a client that sends the same headers with each."""
    always = {"User-Agent": agent, **{name.replace("_", "-"): value for name, value in headers.items()}}
    return tuple(replace(step, headers={**always, **step.headers}) for step in steps)


def second_half(size: int) -> range:
    return range(size // 2, size)


CLIENTS = {
    # Caches by ETag, Cache-Control and Last-Modified, and revalidates with HEAD.
    "Asterisk": client(
        "asterisk-libcurl-agent/1.0",
        Step(status=200),
        Step(status=304, method="HEAD", headers={"If-None-Match": "{etag}"}),
        Step(status=200, method="HEAD", headers={"If-None-Match": '"of words before"'}),
        Accept="*/*",
    ),
    # Knows only max-age: never revalidates, but fetches the file again.
    "FreeSWITCH": client("freeswitch-http-cache/1.0", Step(status=200), Step(status=200), Accept="*/*"),
    "Twilio": client(
        "TwilioProxy/1.1",
        Step(status=200),
        Step(status=304, headers={"If-None-Match": "{etag}", "If-Modified-Since": "{last_modified}"}),
        Step(status=200, headers={"If-None-Match": '"of words before"', "If-Modified-Since": "{last_modified}"}),
        Accept="audio/*",
        X_Twilio_Signature="c2lnbmF0dXJl",
    ),
    # Cache nothing without max-age and a validator; either validator may come back.
    "Plivo, Bandwidth": client(
        "Java/17",
        Step(status=200),
        Step(status=304, headers={"If-None-Match": "{etag}"}),
        Step(status=304, headers={"If-None-Match": 'W/"of words before", W/{etag}'}),
    ),
    "Vonage, Cisco": client(
        "CVP VoiceBrowser",
        Step(status=200, method="HEAD"),
        Step(status=200),
        Step(status=304, headers={"If-Modified-Since": "{last_modified}"}),
        Step(status=200, headers={"If-Modified-Since": "Thu, 01 Jan 1970 00:00:00 GMT"}),
    ),
    # Follows no redirect, and trusts the Content-Type.
    "Sinch": client("SinchMedia", Step(status=200)),
    # Plays only if a request for two bytes gets two bytes; then requests all, and the rest after a seek.
    "Safari, iOS": client(
        "AppleCoreMedia/1.0.0.21F79 (iPhone; U; CPU OS 17_5 like Mac OS X; en_us)",
        Step(status=206, headers={"Range": "bytes=0-1"}, part=lambda size: range(2)),
        Step(status=206, headers={"Range": "bytes=0-{end}"}),
        Step(status=206, headers={"Range": "bytes={middle}-", "If-Range": "{etag}"}, part=second_half),
        Step(status=206, headers={"Range": "bytes=-100"}, part=lambda size: range(size - 100, size)),
        Step(status=200, headers={"Range": "bytes={middle}-", "If-Range": '"of words before"'}),
        Accept_Encoding="identity",
        X_Playback_Session_Id="2C1F3F2B-7A5D-4E0B-9C55-0D4F8A8F4E11",
    ),
    # A player whose file became shorter, or whose validator is old: both must be able to begin again.
    "a player that is lost": client(
        "player",
        Step(status=200),
        Step(status=416, headers={"Range": "bytes={size}-"}),
        Step(status=412, headers={"Range": "bytes=0-1", "If-Match": '"of words before"'}),
        Step(status=200, headers={"Range": "bytes=0-1,4-5"}),
    ),
}
CLIPS = ["whole.mp3", "whole.wav", "whole.ulaw.wav", "section.slow.mp3", "section.ulaw.wav", "page.mp3"]


@dataclass(frozen=True, kw_only=True)
class Target:
    """A clip under one of its addresses, and its bytes in the store."""

    path: str
    cache_control: str
    data: bytes

    @property
    def media_type(self) -> str:
        return MEDIA_TYPES[Path(self.path).suffix]

    @property
    def etag(self) -> str:
        return f'"{hashlib.sha256(self.data).hexdigest()[:32]}"'

    def headers(self, status: int, part: range, last_modified: str) -> tuple[dict[str, str], set[str]]:
        """Return the headers that a response with `part` of the bytes must have, and the others that it may have."""
        validators = {"etag": self.etag, "cache-control": self.cache_control}
        whole = validators | {
            "last-modified": last_modified,
            "accept-ranges": "bytes",
            "content-type": self.media_type,
            "content-length": str(len(self.data)),
        }
        partial = {
            "content-length": str(len(part)),
            "content-range": f"bytes {part.start}-{part.stop - 1}/{len(self.data)}",
        }
        return {
            200: (whole, set[str]()),
            206: (whole | partial, set[str]()),
            304: (validators, {"last-modified", "accept-ranges"}),
            412: ({"content-length": "0"}, {"etag", "cache-control", "last-modified", "accept-ranges"}),
            416: ({"content-length": "0", "content-range": f"bytes */{len(self.data)}"}, {"accept-ranges"}),
        }[status]


@pytest.fixture(scope="module")
def targets(server: Server) -> dict[tuple[str, str], Target]:
    """Return the clips of CLIPS by name and kind of address, as manifest and page name them."""
    manifest = {
        (asset["profile"], asset["speed"], bool(asset["section"])): asset
        for asset in reversed(server.manifest())
        if "/nerve-blocks" in asset["stable_url"]
    }
    page = server.get("/en/nerve-blocks")[2].decode()
    source = re.findall(r'"(/clips/[^"]+\.mp3)"', page)[0]
    whole = {"whole.mp3": "phone", "whole.wav": "phone-wav", "whole.ulaw.wav": "phone-ulaw"}
    found = {name: manifest[profile, "normal", False] for name, profile in whole.items()}
    found["section.slow.mp3"] = manifest["phone", "slow", True]
    found["section.ulaw.wav"] = manifest["phone-ulaw", "normal", True]
    paths = {
        name: (asset["hashed_url"].removeprefix(server.url), asset["stable_url"].removeprefix(server.url))
        for name, asset in found.items()
    } | {"page.mp3": (source, "/en/nerve-blocks.mp3")}
    store = AssetStore(str(server.log.parent / "cache"))

    def stored(path: str) -> bytes:
        kept = store.asset(path.lstrip("/"))
        assert kept is not None
        return kept.data

    return {
        (name, kind): Target(
            path=path,
            cache_control=CACHE_CONTROL[kind],
            data=stored(immutable),
        )
        for name, (immutable, stable) in paths.items()
        for kind, path in (("immutable", immutable), ("stable", stable))
    }


@pytest.mark.parametrize("kind", CACHE_CONTROL)
@pytest.mark.parametrize("name", CLIPS)
@pytest.mark.parametrize("client", CLIENTS)
def test_client(server: Server, targets: dict[tuple[str, str], Target], client: str, name: str, kind: str) -> None:
    """Each client gets the status, the exact headers and the exact bytes that it relies on, at either address."""
    target = targets[name, kind]
    assert target.path.endswith(name.removeprefix("whole").removeprefix("section").removeprefix("page"))
    size = len(target.data)
    known = {"etag": target.etag, "size": size, "end": size - 1, "middle": size // 2}
    for step in CLIENTS[client]:
        headers = {header: value.format_map(known) for header, value in step.headers.items()}
        answer = server.ask(target.path, method=step.method, headers=headers)
        got = dict(answer.headers)
        assert answer.status == step.status, step
        assert len(got) == len(answer.headers), "a header is there twice"
        assert all(len(f"{header}: {value}\r\n") < LONGEST_LINE for header, value in answer.headers)

        known.setdefault("last_modified", got.get("last-modified", "none"))
        part = step.part(size) if step.status in (200, 206) else range(0)
        assert answer.body == (b"" if step.method == "HEAD" else target.data[part.start : part.stop])
        must, may = target.headers(step.status, part, str(known["last_modified"]))
        assert {header: value for header, value in got.items() if header in must} == must
        assert set(got) <= set(must) | may | OF_THE_SERVER


def test_etag_and_date_never_differ(server: Server, targets: dict[tuple[str, str], Target]) -> None:
    """An address has one ETag and one past date, at every request and from every worker."""
    for target in targets.values():
        answers = [dict(server.ask(target.path, method="HEAD").headers) for _ in range(10)]
        seen = {(answer["etag"], answer["last-modified"]) for answer in answers}
        ((_, date),) = seen
        assert parsedate_to_datetime(date) <= datetime.datetime.now(datetime.UTC)


def test_one_connection(server: Server, targets: dict[tuple[str, str], Target]) -> None:
    """Many requests over one connection get their own responses, in order."""
    connection = http.client.HTTPConnection(server.url.removeprefix("http://"), timeout=60)
    target = targets["page.mp3", "immutable"]
    expected = [
        ({"Range": "bytes=0-1"}, 206, target.data[:2]),
        ({"If-None-Match": "*"}, 304, b""),
        ({"Range": "bytes=99999999-"}, 416, b""),
        ({"If-Match": '"another"'}, 412, b""),
        ({}, 200, target.data),
    ]
    for kind in CACHE_CONTROL:
        for method in ("GET", "HEAD", "GET"):
            for headers, status, body in expected:
                connection.request(method, targets["page.mp3", kind].path, headers=headers)
                socket = connection.sock
                answer = connection.getresponse()
                if method == "GET":
                    assert (answer.status, answer.read()) == (status, body)
                else:
                    assert answer.read() == b""
                assert connection.sock is socket is not None
    connection.close()


def test_sinch_takes_every_clip(server: Server) -> None:
    """No phone MP3 is larger than Sinch's limit."""
    sizes = [asset["bytes"] for asset in server.manifest() if asset["media_type"] == "audio/mpeg"]
    assert sizes
    assert max(sizes) < SINCH_BYTES


def test_date_changes_when_words_are_changed_back(tmp_path: Path, make_app: Callable[[Settings], Flask]) -> None:
    """A client that knows only the date of changed words gets the earlier ones after they are put back."""
    text = tmp_path / "library" / "en" / "nerve-blocks.md"
    text.parent.mkdir(parents=True)
    settings = Settings(library=tmp_path / "library", cache=str(tmp_path / "cache"), engines=("tone",))

    def publish(words: str) -> None:
        text.write_text(words, encoding="utf-8")
        studio = Studio(settings)
        for procedure in studio.library:
            studio.render(procedure)

    publish(NERVE_BLOCKS)
    for file in (tmp_path / "cache" / "clips").rglob("*.mp3"):
        os.utime(file, (1_600_000_000, 1_600_000_000))  # as if published long ago
    with make_app(settings).test_client() as client:
        before = client.get("/phone/en/nerve-blocks.mp3")
        publish(NERVE_BLOCKS.replace("It blocks pain signals.", "It blocks all signals."))
        changed = client.get("/phone/en/nerve-blocks.mp3")
        assert changed.data != before.data
        publish(NERVE_BLOCKS)
        asked = {"If-Modified-Since": changed.headers["Last-Modified"]}
        again = client.get("/phone/en/nerve-blocks.mp3", headers=asked)
        assert (again.status_code, again.data) == (200, before.data)
