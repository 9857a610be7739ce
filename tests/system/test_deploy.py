"""The files of docs/deploy, in front of a real server and checked by their own programs."""

import contextlib
import hashlib
import http.client
import json
import os
import pwd
import re
import shutil
import signal
import socket
import subprocess
import time
from collections.abc import Iterator
from dataclasses import dataclass, replace
from email.message import Message
from pathlib import Path, PurePosixPath

import click
import pytest

from tests.support.ports import free_port
from tests.support.server import PATIENCE_S, Server, keywords, serve
from tests.system.test_faults import addresses
from voiceedu import cli
from voiceedu.config import Settings
from voiceedu.server import parent, pools
from voiceedu.storage import unfinished
from voiceedu.storage.store import Store
from voiceedu.web.middleware.asset_representation import MEDIA_TYPES

DEPLOY = Path(__file__).parents[2] / "docs" / "deploy"
CONFIG = (DEPLOY / "nginx.conf").read_text(encoding="utf-8")
UNIT = (DEPLOY / "voiceedu.service").read_text(encoding="utf-8")
IMMUTABLE = "public, max-age=31536000, immutable"
MAIN = """\
{user}
worker_processes 1;
pid {folder}/nginx.pid;
error_log {folder}/nginx.log;
daemon off;
events {{ worker_connections 256; }}
http {{
    client_body_temp_path {folder}/body;
    proxy_temp_path {folder}/proxy;
    fastcgi_temp_path {folder}/fastcgi;
    uwsgi_temp_path {folder}/uwsgi;
    scgi_temp_path {folder}/scgi;
    include {folder}/voiceedu.conf;
}}
"""


@dataclass(frozen=True)
class Answer:
    status: int
    headers: Message
    body: bytes


@dataclass(frozen=True)
class Front:
    """nginx with the shipped configuration, at `port`; `log` is its access log."""

    port: int
    log: Path
    process: "subprocess.Popen[bytes]"

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self.port}"

    def ask(self, path: str, *, method: str = "GET", client: str = "127.0.0.1", **headers: str) -> Answer:
        """Request exactly `path`, without normalization. POST and its like send a short body."""
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=30, source_address=(client, 0))
        named = {name.replace("_", "-"): value for name, value in headers.items()}
        body = None if method in ("GET", "HEAD") else b"From=%2B15551234567"
        with contextlib.closing(connection):
            connection.request(method, path, body, named)
            answer = connection.getresponse()
            return Answer(answer.status, answer.headers, answer.read())


@contextlib.contextmanager
def nginx(folder: Path, cache: Path, upstream: str) -> Iterator[Front]:
    """Run nginx with the shipped configuration, except for addresses and paths, until the block ends."""
    folder.mkdir()
    port = free_port()
    log = folder / "voiceedu.log"
    config = CONFIG
    for shipped, here in (
        ("server 127.0.0.1:8000;", f"server {upstream};"),
        ("listen 80;", f"listen 127.0.0.1:{port};"),
        ("root /var/lib/voiceedu;", f"root {cache};"),
        ("/var/log/nginx/voiceedu.log", str(log)),
    ):
        assert shipped in config
        config = config.replace(shipped, here)
    (folder / "voiceedu.conf").write_text(config, encoding="utf-8")
    # Root's workers keep their user: a test's folder is closed to other users.
    user = f"user {pwd.getpwuid(0).pw_name};" if os.geteuid() == 0 else ""
    (folder / "main.conf").write_text(MAIN.format(user=user, folder=folder), encoding="utf-8")
    command = ["nginx", "-p", str(folder), "-c", str(folder / "main.conf"), "-e", str(folder / "nginx.log")]
    process = subprocess.Popen(command)
    try:
        deadline = time.monotonic() + PATIENCE_S
        while True:
            with contextlib.suppress(OSError), socket.create_connection(("127.0.0.1", port), timeout=5):
                break
            assert process.poll() is None, (folder / "nginx.log").read_text()
            assert time.monotonic() < deadline
            time.sleep(0.05)
        yield Front(port, log, process)
    finally:
        process.send_signal(signal.SIGQUIT)  # running responses are finished and logged
        process.wait(timeout=30)


@dataclass(frozen=True)
class Site:
    """nginx, the server behind it, and the cache that both read."""

    front: Front
    server: Server
    cache: Path
    assets: dict[str, str]
    """Every URL of every clip, and the SHA-256 of what it gives."""

    @property
    def asset(self) -> str:
        """Return the immutable URL of a procedure's recording for the page."""
        return next(url for url in self.assets if re.fullmatch(r"/clips/\w+/nerve-blocks\.mp3", url))


@pytest.fixture(scope="module")
def site(rendered: Settings, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Site]:
    folder = tmp_path_factory.mktemp("deploy")
    cache = shutil.copytree(rendered.cache, folder / "cache")
    with serve(folder, **keywords(replace(rendered, cache=str(cache)))) as server:
        server.wait_until_rendered()  # no lease comes and goes
        assets: dict[str, str] = {}
        for slug in ("nerve-blocks", "epidural-injections"):
            rendition = Store(str(cache)).rendition("en", slug)
            assert rendition is not None
            assets |= addresses(rendition)
        with nginx(folder / "nginx", cache, server.url.removeprefix("http://")) as front:
            yield Site(front, server, cache, assets)


@pytest.fixture
def alone(site: Site, tmp_path: Path) -> Iterator[Front]:
    """Return an nginx over the same cache, without a server behind it."""
    with nginx(tmp_path / "nginx", site.cache, f"127.0.0.1:{free_port()}") as front:
        yield front


# --- clips ---


def test_every_clip_is_right(site: Site) -> None:
    """Each clip has the right bytes and type at each of its URLs, and is immutable at the one with the hash."""
    for url, digest in site.assets.items():
        answer = site.front.ask(url)
        assert (answer.status, hashlib.sha256(answer.body).hexdigest()) == (200, digest), url
        assert answer.headers["Content-Type"] == MEDIA_TYPES[PurePosixPath(url).suffix]
        assert answer.headers["Cache-Control"] == (IMMUTABLE if url.startswith("/clips/") else "no-cache")
        assert answer.headers.get_all("X-Content-Type-Options") == ["nosniff"]
        assert answer.headers["Accept-Ranges"] == "bytes"
        assert int(answer.headers["Content-Length"]) == len(answer.body)
        assert answer.headers["ETag"].startswith('"')
        assert all(len(f"{name}: {value}") < 200 for name, value in answer.headers.items())


def test_clips_are_served_while_the_application_is_down(alone: Front, site: Site) -> None:
    """While the application is down, nginx serves every clip that is kept; other URLs are nginx's own error."""
    clips = [url for url in site.assets if url.startswith("/clips/")]
    derived = [url for url in clips if url.endswith(".ulaw.wav")]
    assert derived
    for url in set(clips) - set(derived):
        answer = alone.ask(url)
        assert (answer.status, hashlib.sha256(answer.body).hexdigest()) == (200, site.assets[url])
    for url in ("/en/nerve-blocks", *derived):
        assert alone.ask(url).status == 502


def test_ranges_and_validators(site: Site) -> None:
    """Ranges, ranges beyond the end, HEAD and conditional requests are answered as by the application."""
    whole = site.front.ask(site.asset)
    etag = whole.headers["ETag"]
    first = site.front.ask(site.asset, Range="bytes=0-1")
    assert (first.status, first.body) == (206, whole.body[:2])
    assert first.headers["Content-Range"] == f"bytes 0-1/{len(whole.body)}"
    assert first.headers["Cache-Control"] == IMMUTABLE
    assert site.front.ask(site.asset, Range="bytes=-7").body == whole.body[-7:]
    assert site.front.ask(site.asset, Range=f"bytes={len(whole.body)}-").status == 416
    assert site.front.ask(site.asset, Range="bytes=0-1", If_Range='"another"').status == 200
    head = site.front.ask(site.asset, method="HEAD")
    assert (head.status, head.body) == (200, b"")
    assert head.headers["Content-Length"] == str(len(whole.body))
    for had in ({"If_None_Match": etag}, {"If_Modified_Since": whole.headers["Last-Modified"]}):
        again = site.front.ask(site.asset, **had)
        assert (again.status, again.body) == (304, b"")
        assert (again.headers["ETag"], again.headers["Cache-Control"]) == (etag, IMMUTABLE)
    assert site.front.ask(site.asset, If_None_Match='"another"').status == 200


@pytest.mark.parametrize("method", ["POST", "PUT", "DELETE", "PATCH", "OPTIONS"])
def test_clips_are_only_read(site: Site, method: str) -> None:
    """A clip accepts only GET and HEAD, and stays."""
    assert site.front.ask(site.asset, method=method).status == 405
    assert hashlib.sha256(site.front.ask(site.asset).body).hexdigest() == site.assets[site.asset]


@pytest.mark.parametrize("instead", ["nothing", "a folder"])
def test_missing_clip_comes_from_the_application(site: Site, tmp_path: Path, instead: str) -> None:
    """The application answers for a clip that is missing on disk, with the same headers once it is there."""
    url = next(url for url in site.assets if re.fullmatch(r"/clips/\w+/epidural-injections\.wav", url))
    file = site.cache / url.lstrip("/")
    data = file.read_bytes()
    file.unlink()
    if instead == "a folder":
        file.mkdir()
    with nginx(tmp_path / "nginx", site.cache, site.server.url.removeprefix("http://")) as front:
        for _ in range(2):
            answer = front.ask(url)
            assert (answer.status, hashlib.sha256(answer.body).hexdigest()) == (200, site.assets[url])
            assert answer.headers["Content-Type"] == "audio/wav"
            assert answer.headers.get_all("Cache-Control") == [IMMUTABLE]
            assert answer.headers.get_all("X-Content-Type-Options") == ["nosniff"]
        assert front.ask(url.replace(".wav", ".mp3")).status == 404  # another clip's hash
    if file.is_dir():
        file.rmdir()
    file.write_bytes(data)  # the application may have the clip in memory


# --- everything else ---


def test_the_rest_passes_through(site: Site) -> None:
    """Pages, transcripts, metrics and errors are the application's own, with the request id."""
    for path, status in (
        ("/", 200),
        ("/en/nerve-blocks", 200),
        ("/en/nerve-blocks.txt", 200),
        ("/static/style.css", 200),
        ("/healthz", 200),
        ("/readyz", 200),
        ("/metrics", 200),
        ("/en/no-such-thing", 404),
        ("/phone/en/no-such-thing.mp3", 404),
    ):
        answer, behind = site.front.ask(path), site.server.get(path)
        assert (answer.status, behind[0]) == (status, status), path
        assert answer.headers["Content-Type"] == behind[1]["content-type"]
        assert re.fullmatch(r"[0-9a-f]{32}", answer.headers["X-Request-ID"])
        if path not in ("/metrics", "/readyz"):
            bodies = [
                re.sub(rb"https?://[\w.:-]+", b"", body) for body in (answer.body, behind[2])
            ]  # as each was asked
            assert bodies[0] == bodies[1]


def test_figures_are_for_this_machine(site: Site) -> None:
    """/metrics is for this machine only: another address gets pages, but not the metrics."""
    assert b"voiceedu_requests_total" in site.front.ask("/metrics").body
    assert site.front.ask("/metrics", client="127.0.0.2").status == 403
    assert site.front.ask("/en/nerve-blocks", client="127.0.0.2").status == 200


def test_manifest_addresses_lead_to_nginx(site: Site) -> None:
    """Without VOICEEDU_PUBLIC_URL, the manifest's addresses lead to nginx, not to the server behind it."""
    assets = json.loads(site.front.ask("/phone/en/manifest.json").body)["clips"]
    assert assets
    assert all(
        asset[kind].startswith(f"{site.front.url}/") for asset in assets for kind in ("hashed_url", "stable_url")
    )


@pytest.mark.parametrize("folder", ["renditions", "speech", "sums", "leases", "clips"])
def test_only_finished_clips_are_reachable(site: Site, folder: str) -> None:
    """No path reaches another file of the cache folder."""
    kept = site.cache / folder / "0123456789abcdef"
    kept.mkdir(parents=True, exist_ok=True)
    for name in ("0", "half.mp3#1", ".hidden.mp3"):
        (kept / name).write_bytes(b"a secret")
    if folder != "clips":
        files = [path for path in (site.cache / folder).rglob("*") if path.is_file()]
    else:  # where a clip is written until it is whole
        files = [site.cache / unfinished.FOLDER / "0123456789abcdef#1", site.cache / unfinished.FOLDER / "half.mp3"]
        for file in files:
            file.parent.mkdir(exist_ok=True)
            file.write_bytes(b"a secret")
    assert files
    for file in files:
        path = "/" + file.relative_to(site.cache).as_posix().replace("#", "%23")
        for asked in (
            path,
            f"/{path}",
            path.replace("s", "%73"),
            f"/clips/..{path}",
            f"/clips/0123456789abcdef/../..{path}",
            f"/clips/0123456789abcdef/%2e%2e/%2E%2e{path}",
            f"/clips/0123456789abcdef/..%2f..{path}",
            f"/.{path}",
        ):
            answer = site.front.ask(asked)
            assert 400 <= answer.status < 500, asked
            assert file.read_bytes() not in (answer.body, b"")


@pytest.mark.parametrize(
    "path",
    [
        "/../../../../etc/passwd",
        "/clips/../../../../../etc/passwd",
        "/clips/%2e%2e/%2e%2e/%2e%2e/%2e%2e/etc/passwd",
        "/clips/..%2f..%2f..%2f..%2fetc%2fpasswd",
        "/clips/0123456789abcdef/..",
        "/clips/0123456789abcdef/../",
        "/clips/0123456789abcdef/",
        "/clips/0123456789abcdef",
        "/clips/",
        "/clips",
        "/clips/0123456789ABCDEF/nerve-blocks.mp3",
        "/clips/0123456789abcdef/nerve-blocks.mp3%00.wav",
        "/clips/0123456789abcdef/nerve-blocks.mp3/",
        "/clips/0123456789abcdef//nerve-blocks.mp3",
        "/clips/0123456789abcdef/%252e%252e/x.mp3",
        "/clips/0123456789abcdef/" + "x" * 300 + ".mp3",
        "/clips/0123456789abcdef/" + "x" * 20_000,
        "/dev/null",
        "//dev/null",
    ],
)
def test_disguised_paths_are_harmless(site: Site, path: str) -> None:
    """A disguised path is a short 4xx, or leads to the plain form of the same path."""
    answer = site.front.ask(path)
    assert answer.status == 308 or 400 <= answer.status < 500
    assert b"root:" not in answer.body
    assert len(answer.body) < 10_000


# --- logs ---


def test_log_holds_no_caller(site: Site, tmp_path: Path) -> None:
    """No log holds what a phone system sends about its caller, while requests are logged."""
    caller = "?From=%2B15551234567&CallSid=CA12"
    told = {"Referer": "http://phone.example/?From=%2B15551234567", "X_Forwarded_For": "203.0.113.9"}
    paths = [
        "/en/nerve-blocks",
        site.asset,
        "/clips/0123456789abcdef/none.mp3",
        "/phone/en/nerve-blocks.mp3",
        "/not/at/all",
    ]
    for number, upstream in enumerate((site.server.url.removeprefix("http://"), f"127.0.0.1:{free_port()}")):
        folder = tmp_path / str(number)
        with nginx(folder, site.cache, upstream) as front:
            answers = [front.ask(f"{path}{caller}", **told) for path in paths]
            answers.append(front.ask(f"{site.asset}{caller}", method="POST", **told))
            assert {answer.status for answer in answers} == ({200, 404, 405}, {200, 405, 502})[number]
        logged = "".join(file.read_text() for file in (front.log, folder / "nginx.log"))
        for path in paths:
            assert f" GET {path} " in logged
        for secret in ("5551234567", "CallSid", "From", "phone.example", "203.0.113.9", "127.0.0.1"):
            assert secret not in logged, logged


def test_log_tells_what_was_played(site: Site, tmp_path: Path) -> None:
    """A clip that was sent is logged, and each time that a PBX plays one it has, or a browser."""
    with nginx(tmp_path / "nginx", site.cache, site.server.url.removeprefix("http://")) as front:
        etag = front.ask(site.asset).headers["ETag"]
        page = front.ask("/en/nerve-blocks").headers["ETag"]
        assert front.ask(site.asset, If_None_Match=etag).status == 304
        assert front.ask(site.asset, method="HEAD", If_None_Match=etag).status == 304
        assert front.ask("/en/nerve-blocks", If_None_Match=page).status == 304
    logged = [line.split(" ")[1:4] for line in front.log.read_text().splitlines()]
    assert logged == [
        ["GET", site.asset, "200"],
        ["GET", "/en/nerve-blocks", "200"],
        ["GET", site.asset, "304"],
        ["HEAD", site.asset, "304"],
        ["GET", "/en/nerve-blocks", "304"],
    ]


# --- systemd ---


def unit() -> dict[str, list[str]]:
    """Return the unit's values by name."""
    found: dict[str, list[str]] = {}
    for name, value in re.findall(r"^(\w+)=(.*)$", UNIT, re.M):
        found.setdefault(name, []).append(value)
    return found


def complaints(tmp_path: Path, text: str) -> list[str]:
    """Return systemd's warnings about a unit whose program exists."""
    [program] = re.findall(r"^ExecStart=(\S+)", text, re.M)
    file = tmp_path / "voiceedu.service"
    file.write_text(text.replace(program, "/bin/true"), encoding="utf-8")
    done = subprocess.run(["systemd-analyze", "verify", "--man=no", str(file)], capture_output=True, text=True)
    return [line for line in done.stderr.splitlines() if file.name in line]


def test_unit_is_understood(tmp_path: Path) -> None:
    """The shipped unit has no line that systemd warns about, and a wrong line is reported."""
    assert complaints(tmp_path, UNIT) == []
    assert complaints(tmp_path, UNIT.replace("KillMode=mixed", "KillMode=mild")) != []
    assert complaints(tmp_path, UNIT.replace("ProtectHome=", "ProtectHouse=")) != []


def test_unit_is_exposed_little(tmp_path: Path) -> None:
    """The unit's exposure is rated at 4.0 of 10 or less by systemd, and that of a unit without its limits higher."""

    def is_exposed(text: str) -> bool:
        file = tmp_path / "voiceedu.service"
        file.write_text(text, encoding="utf-8")
        command = ["systemd-analyze", "security", "--no-pager", "--offline=true", "--threshold=40", str(file)]
        done = subprocess.run(command, capture_output=True, text=True)
        assert "Overall exposure level" in done.stdout, done.stderr
        return done.returncode != 0

    assert not is_exposed(UNIT)
    assert is_exposed(re.sub(r"^(Protect|Restrict|SystemCall|Capability)\w*=.*\n", "", UNIT, flags=re.M))


def test_unit_names_existing_commands_and_settings() -> None:
    """The unit has a valid command line, existing settings, and enough time to stop."""
    [command] = unit()["ExecStart"]
    program, name, *arguments = command.split()
    assert Path(program).name == "voiceedu"
    command_of_unit = cli.main.get_command(click.Context(cli.main), name)
    assert command_of_unit is not None
    context = command_of_unit.make_context(name, arguments)
    assert context.params["host"] == "127.0.0.1"
    environ = dict(value.split("=", 1) for value in unit()["Environment"])
    settings = Settings.from_environment(environ)
    assert {
        field for field in environ if getattr(settings, field.removeprefix("VOICEEDU_").lower(), None) is None
    } == set()
    assert int(unit()["TimeoutStopSec"][0]) > parent.STOP_S


def test_unit_allows_the_threads_of_its_workers() -> None:
    """A worker a core, on 16 cores: a limit below what they need would end them, one by one, under load."""
    own = pools.THREADS + pools.RESERVED_THREADS + 1
    of_libraries = 18 + 16  # 18 measured on two cores; the library of the store has one more a core
    of_the_render = 256
    assert int(unit()["TasksMax"][0]) >= 16 * (own + of_libraries) + of_the_render


def test_unit_and_nginx_fit_together() -> None:
    """Unit and nginx agree on the cache folder and on the port."""
    environ = dict(value.split("=", 1) for value in unit()["Environment"])
    assert f"root {environ['VOICEEDU_CACHE']};" in CONFIG
    assert environ["VOICEEDU_CACHE"] == f"/var/lib/{unit()['StateDirectory'][0]}"
    [command] = unit()["ExecStart"]
    assert f"server 127.0.0.1:{command.split()[-1]};" in CONFIG
    assert command.split()[-2] == "--port"
