"""The clips that a phone system fetches."""

import hashlib

import pytest
from flask.testing import FlaskClient

from voiceedu.audio import codecs

SUFFIXES = {".mp3": "audio/mpeg", ".wav": "audio/wav", ".ulaw.wav": "audio/wav"}


@pytest.mark.parametrize("suffix", SUFFIXES)
@pytest.mark.parametrize(
    "stem", ["nerve-blocks", "nerve-blocks/what-it-is", "nerve-blocks/how-it-can-help.slow", "epidural-injections"]
)
def test_stable_url_answers_the_bytes(client: FlaskClient, stem: str, suffix: str) -> None:
    """Every phone clip has a stable address with 8 kHz audio, revalidated, without a redirect."""
    answer = client.get(f"/phone/en/{stem}{suffix}")
    assert answer.status_code == 200
    assert answer.headers["Content-Type"] == SUFFIXES[suffix]
    assert answer.headers["Cache-Control"] == "no-cache"
    assert codecs.decode(answer.data, name=stem)[1] == 8000
    again = client.get(f"/phone/en/{stem}{suffix}", headers={"If-None-Match": answer.headers["ETag"]})
    assert again.status_code == 304


def test_stable_url_takes_ranges_and_head(client: FlaskClient) -> None:
    """HEAD and Range work on a stable address as on an immutable one."""
    url = "/phone/en/nerve-blocks.mp3"
    whole = client.get(url)
    assert client.get(url, headers={"Range": "bytes=0-1"}).data == whole.data[:2]
    head = client.head(url)
    assert head.data == b""
    assert head.headers["Content-Length"] == str(len(whole.data))


@pytest.mark.parametrize(
    "path",
    [
        "/phone/en/no-such-procedure.mp3",
        "/phone/en/nerve-blocks.ogg",
        "/phone/en/nerve-blocks",
        "/phone/en/nerve-blocks/no-such-section.mp3",
        "/phone/xx/nerve-blocks.mp3",
        "/phone/nothing",
        "/ivr/nothing",
    ],
)
def test_unknown_is_short_plain_text(client: FlaskClient, path: str) -> None:
    """An unknown clip is a 404 of one plain line that a phone system can log."""
    answer = client.get(path)
    assert answer.status_code == 404
    assert answer.content_type.startswith("text/plain")
    assert len(answer.data) < 100


def test_manifest_is_true(client: FlaskClient) -> None:
    """Each clip of the manifest answers under both its addresses with the promised type, bytes and hash."""
    assets = client.get("/phone/en/manifest.json").get_json()["clips"]
    # Two procedures: whole in 3 formats; opening, sections, closing, and where a caller is, in 3 formats at 2 speeds.
    assert len([asset for asset in assets if asset["kind"] != "prompt"]) == 3 + (4 + 3) * 6 + 3 + (3 + 2) * 6
    for asset in assets:
        for url in (asset["hashed_url"], asset["stable_url"]):
            answer = client.get(url)
            assert answer.status_code == 200
            assert answer.content_type == asset["media_type"]
            assert len(answer.data) == asset["bytes"]
            assert hashlib.sha256(answer.data).hexdigest() == asset["sha256"]
        samples, rate = codecs.decode(answer.data, name=asset["stable_url"])
        assert len(samples) / rate * 1000 == pytest.approx(asset["duration_ms"], abs=50)


def test_manifest_names_title_section_language_and_keys(client: FlaskClient) -> None:
    """A manifest entry has all that an integrator needs for a menu."""
    assets = {asset["stable_url"]: asset for asset in client.get("/phone/en/manifest.json").get_json()["clips"]}
    asset = assets["http://localhost/phone/en/nerve-blocks/what-it-is.slow.wav"]
    assert asset["title"] == "Nerve blocks"
    assert asset["section"] == "What it is"
    assert asset["language"] == "en"
    assert asset["speed"] == "slow"
    assert asset["digits"] == "1"
    assert assets["http://localhost/phone/en/epidural-injections.mp3"]["digits"] == "2"
