"""Requests and settings at the edge of what is meant: each has an answer, and none is a traceback."""

import base64
import csv
import gzip
import hashlib
import hmac
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from urllib.parse import quote

import pytest
from flask import Flask
from flask.testing import FlaskClient
from werkzeug.test import EnvironBuilder

from voiceedu.config import Settings
from voiceedu.errors import SettingError, StoreError
from voiceedu.exports.files import _plain
from voiceedu.server import wsgi
from voiceedu.storage.object_store import Objects
from voiceedu.storage.rendition import Rendition
from voiceedu.storage.store import Store
from voiceedu.web.search import LONGEST_QUERY
from voiceedu.web.state import AppState

TOKEN = "12345678901234567890123456789012"
Make = Callable[[Settings], Flask]
HOSTS = [
    "a:99999",
    "a:123456",
    "[::1",
    "[1:2]",
    "[:::::]",
    "..",
    "a..b",
    "-a",
    "a" * 64,
    "x.",
    "a@b",
    "a b",
    "%61",
    "xn--a",
    "a.xn--zzzzzz99999",
    "ü",
]


@pytest.mark.parametrize("host", HOSTS)
def test_an_odd_host_is_a_400(rendered: Settings, make_app: Make, host: str) -> None:
    """Whatever stands in Host, the answer is a page, or 400; a signed request is no exception."""
    app = make_app(replace(rendered, twilio_auth_token=TOKEN))
    for path in ("/", "/en/feed.xml", "/ivr/twiml", "/phone/en/manifest.json"):
        environ = EnvironBuilder(path).get_environ() | {"HTTP_HOST": host}
        status = wsgi.call(app, environ).status[:3]
        assert status == "400" or (host == "x." and status in ("200", "403"))


@pytest.mark.parametrize(
    "path",
    [
        "//ivr/twiml",
        "/ivr/twiml/",
        "//ivr/twiml/",
        "/ivr/voicexml/",
        "//ivr/voicexml",
        "/ivr/httapi/",
        "//ivr/httapi",
        "/ivr/asterisk/",
        "//ivr/asterisk",
    ],
)
@pytest.mark.parametrize("method", ["GET", "POST"])
def test_a_phone_system_may_join_base_and_path_as_it_likes(client: FlaskClient, path: str, method: str) -> None:
    """Two slashes before, or one after, are the same phone line, without a redirect that would lose the key."""
    answer = client.open("/", method=method, environ_overrides={"PATH_INFO": path})
    assert answer.status_code == 200
    assert answer.mimetype in ("text/xml", "application/voicexml+xml", "text/plain")


def signed(url: str, algorithm: str = "sha1") -> str:
    return base64.b64encode(hmac.new(TOKEN.encode(), url.encode(), algorithm).digest()).decode()


@pytest.mark.parametrize(
    ("sent", "written"),
    [
        ("From=sip%3Ann%40example.org&Digits=1", "From=sip:nn@example.org&Digits=1"),
        ("From=sip%3ann%40example.org", "From=sip%3Ann%40example.org"),
        ("Name=O%27Neil", "Name=O'Neil"),
        ("Name=O'Neil", "Name=O%27Neil"),
        ("From=%2B15550100199", "From=%2B15550100199"),
        ("Name=A+B", "Name=A+B"),
    ],
)
@pytest.mark.parametrize("algorithm", ["sha1", "sha256"])
def test_every_spelling_of_a_signed_query_is_known(
    rendered: Settings, make_app: Make, sent: str, written: str, algorithm: str
) -> None:
    """Twilio signs some signs plain and sends them escaped; a shared key signs with SHA-256, and says so."""
    client = make_app(replace(rendered, twilio_auth_token=TOKEN, public_url="https://voice.example.org")).test_client()
    settings = {"X-Twilio-Webhooks-Signature-Settings": "key=webhooks_1,algorithm=HMAC_SHA256"}
    more = settings if algorithm == "sha256" else {}
    signature = signed(f"https://voice.example.org/ivr/twiml?{written}", algorithm)
    headers = {"X-Twilio-Signature": signature, **more}
    assert client.get(f"/ivr/twiml?{sent}", headers=headers).status_code == 200
    assert client.get(f"/ivr/twiml?{sent}&a=1", headers=headers).status_code == 403
    other = {"X-Twilio-Webhooks-Signature-Settings": "key=1,algorithm=HMAC_MD5"}
    assert client.get(f"/ivr/twiml?{sent}", headers={**headers, **other}).status_code == 403
    if algorithm == "sha256":
        assert client.get(f"/ivr/twiml?{sent}", headers={"X-Twilio-Signature": signature}).status_code == 403


def test_the_path_is_signed_as_it_was_asked_for(rendered: Settings, make_app: Make) -> None:
    """A number that points at //ivr/twiml/ is signed with that path."""
    client = make_app(replace(rendered, twilio_auth_token=TOKEN, public_url="https://voice.example.org")).test_client()
    signature = signed("https://voice.example.org//ivr/twiml/")
    headers = {"X-Twilio-Signature": signature}
    assert client.get("/", headers=headers, environ_overrides={"PATH_INFO": "//ivr/twiml/"}).status_code == 200
    assert client.get("/ivr/twiml", headers={"X-Twilio-Signature": signature}).status_code == 403


def test_a_long_search_is_cut(client: FlaskClient) -> None:
    """A search has at most a hundred characters, whatever a program sends."""
    page = client.get(f"/en/?q={quote('n' * 5000)}").get_data(as_text=True)
    assert "n" * LONGEST_QUERY in page
    assert "n" * (LONGEST_QUERY + 1) not in page


def test_figures_are_for_this_machine_or_a_token(rendered: Settings, make_app: Make) -> None:
    """/metrics answers this machine itself, and whoever has the token; nobody else, and no proxy's client."""
    plain, with_token = make_app(rendered), make_app(replace(rendered, metrics_token="secret"))

    def status(app: Flask, address: str = "192.0.2.1", **headers: str) -> int:
        names = {name.replace("_", "-"): value for name, value in headers.items()}
        answer = app.test_client().get("/metrics", headers=names, environ_overrides={"REMOTE_ADDR": address})
        return answer.status_code

    assert status(plain, "127.0.0.1") == status(plain, "::1") == status(plain, "::ffff:127.0.0.1") == 200
    assert status(plain, "2001:db8::1") == status(plain, "::ffff:192.0.2.1") == status(plain, "") == 403
    assert status(plain) == status(plain, "127.0.0.1", X_Forwarded_For="192.0.2.1") == 403
    assert status(with_token, Authorization="Bearer secret") == 200
    assert status(with_token, Authorization="Bearer wrong") == status(with_token) == 403


def test_a_manifest_is_kept_and_compressed(client: FlaskClient) -> None:
    """The manifest of a language is sent compressed to whoever takes that, and is the same until something changes."""
    index = client.get("/phone/manifest.json").get_json()
    assert index == {"languages": [{"language": "en", "manifest": "http://localhost/phone/en/manifest.json"}]}
    plain = client.get("/phone/en/manifest.json")
    packed = client.get("/phone/en/manifest.json", headers={"Accept-Encoding": "gzip"})
    assert packed.headers["Content-Encoding"] == "gzip"
    assert gzip.decompress(packed.data) == plain.data
    assert len(packed.data) < len(plain.data) / 5
    etag = packed.headers["ETag"]
    assert (
        client.get("/phone/en/manifest.json", headers={"Accept-Encoding": "gzip", "If-None-Match": etag}).status_code
        == 304
    )
    assert client.get("/phone/xx/manifest.json").status_code == 404


def test_an_unchanged_manifest_reads_no_rendition(
    rendered_copy: Settings, make_app: Callable[[Settings], Flask], monkeypatch: pytest.MonkeyPatch
) -> None:
    """A manifest is made again when something is published or leaves the library, and only then."""
    read: list[str] = []
    rendition = Store.rendition

    def counted(store: Store, language: str, slug: str) -> Rendition | None:
        read.append(slug)
        return rendition(store, language, slug)

    monkeypatch.setattr(Store, "rendition", counted)
    app = make_app(rendered_copy)
    client, studio = app.test_client(), AppState.of(app).studio
    first = client.get("/phone/en/manifest.json").data
    assert "nerve-blocks" in read

    read.clear()
    assert client.get("/phone/en/manifest.json").data == first
    assert not read

    found, version = studio.store.read_rendition("en", "nerve-blocks")
    assert found is not None
    assert studio.store.publish(replace(found, title="Another title"), replacing=version)
    assert b"Another title" in client.get("/phone/en/manifest.json").data
    read.clear()
    client.get("/phone/en/manifest.json")
    assert not read


@pytest.mark.parametrize("cell", ["=1+1", "+1", "-1", "@SUM(A1)", "\t=1"])
def test_no_cell_is_a_formula(cell: str, tmp_path: Path) -> None:
    """A title that begins like a formula is text in every spreadsheet; other cells stay as they are."""
    assert _plain(cell) == f"'{cell}"
    assert _plain("A nerve-block") == "A nerve-block"
    assert _plain(-1) == -1
    with (tmp_path / "a.csv").open("w", newline="") as table:
        csv.writer(table).writerow([_plain(cell)])
    assert (tmp_path / "a.csv").read_text().lstrip('"').startswith("'")


@pytest.mark.parametrize("path", ["/en/nerve-blocks.mp3", "/en/nerve-blocks", "/ivr/twiml", "/readyz"])
def test_a_store_that_is_away_is_a_503(
    rendered: Settings, make_app: Make, path: str, monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]
) -> None:
    """While the store does not answer, the answer is 503 with Retry-After; the log has a line, no traceback."""
    app = make_app(rendered)

    def away(*_: object, **__: object) -> None:
        raise StoreError("renditions/en/nerve-blocks.json: no route to host")

    monkeypatch.setattr(Objects, "version", away)
    monkeypatch.setattr(Objects, "objects", away)
    answer = app.test_client().get(path)
    assert answer.status_code == 503
    assert int(answer.headers["Retry-After"]) > 0
    logged = capfd.readouterr().err
    assert "no route to host" in logged
    assert "Traceback" not in logged


def test_the_list_needs_no_store(rendered: Settings, make_app: Make, monkeypatch: pytest.MonkeyPatch) -> None:
    """While the store does not answer, the library lists its procedures, which are read from files."""
    app = make_app(rendered)

    def away(*_: object, **__: object) -> None:
        raise StoreError("compilations/en/library.mp3.json: no route to host")

    monkeypatch.setattr(Objects, "version", away)
    monkeypatch.setattr(Objects, "objects", away)
    answer = app.test_client().get("/en/")
    assert answer.status_code == 200
    assert "Nerve blocks" in answer.text


def test_a_public_url_has_no_path() -> None:
    """Pages and recordings are at the top of a host: another place is refused at the start, with what would do."""
    with pytest.raises(SettingError, match=r"VOICEEDU_PUBLIC_URL='https://example\.org/voice' cannot be used"):
        Settings.from_environment({"VOICEEDU_PUBLIC_URL": "https://example.org/voice"})


def test_an_unmade_digest_is_no_address(tmp_path: Path, rendered: Settings) -> None:
    """The store keeps no bytes under an address that is not theirs."""
    rendition = Store(rendered.cache).rendition("en", "nerve-blocks")
    assert rendition is not None
    store = Store(str(tmp_path / "cache"))
    with pytest.raises(StoreError, match="this is not their address"):
        store.put_asset(replace(rendition.assets[0], hash="0" * 16), b"x")
    assert store.asset_sizes() == {}
    assert hashlib.sha256(b"x").hexdigest()[:16] != "0" * 16
