"""An S3 bucket on this machine: an HTTP server that keeps objects in memory, and may be as slow as a test wants."""

import contextlib
import datetime
import hashlib
import re
import sys
import threading
import time
from collections.abc import Iterator
from dataclasses import dataclass, field
from email.utils import format_datetime
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from urllib.parse import parse_qs, unquote, urlsplit
from xml.sax.saxutils import escape, unescape

import pytest

KEYS_A_PAGE = 1000
NAME = "clinic"


@dataclass(frozen=True)
class StoredObject:
    data: bytes
    modified: datetime.datetime

    @property
    def etag(self) -> str:
        return f'"{hashlib.md5(self.data, usedforsecurity=False).hexdigest()}"'


@dataclass
class Bucket:
    """Every request takes `latency_s`. None for `latency_s`: it hangs until that is set again."""

    url: str
    environ: dict[str, str]
    latency_s: float | None = 0.0
    objects: dict[str, StoredObject] = field(default_factory=dict)
    lock: threading.Lock = field(default_factory=threading.Lock)
    requests: list[tuple[str, str]] = field(default_factory=list)
    """Method and key of every request."""

    def wait(self) -> None:
        started = time.monotonic()
        while self.latency_s is None or time.monotonic() - started < self.latency_s:
            time.sleep(0.01)


class _Server(ThreadingHTTPServer):
    daemon_threads = True

    def handle_error(self, request: object, client_address: object) -> None:
        """Say nothing of a client that was killed."""
        if not isinstance(sys.exception(), ConnectionError):
            super().handle_error(request, client_address)  # type: ignore[arg-type]


@contextlib.contextmanager
def bucket() -> Iterator[Bucket]:
    """Run an empty bucket until the block ends. `environ` is what a process needs to reach it at `url`."""
    server = _Server(("127.0.0.1", 0), _Handler)
    environ = {
        "AWS_ENDPOINT_URL": f"http://127.0.0.1:{server.server_port}",
        "AWS_ALLOW_HTTP": "true",
        "AWS_ACCESS_KEY_ID": "key",
        "AWS_SECRET_ACCESS_KEY": "secret",
        "AWS_REGION": "us-east-1",
    }
    kept = server.bucket = Bucket(f"s3://{NAME}", environ)  # type: ignore[attr-defined]
    threading.Thread(target=server.serve_forever, daemon=True).start()
    try:
        yield kept
    finally:
        kept.latency_s = 0.0
        server.shutdown()
        server.server_close()


@contextlib.contextmanager
def bucket_in_environment(monkeypatch: pytest.MonkeyPatch) -> Iterator[Bucket]:
    """Run a bucket that everything in this process, and what it starts, has the address and the credentials of."""
    with bucket() as kept:
        for name, value in kept.environ.items():
            monkeypatch.setenv(name, value)
        yield kept


class _Handler(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    disable_nagle_algorithm = True

    @property
    def bucket(self) -> Bucket:
        kept: Bucket = self.server.bucket  # type: ignore[attr-defined]
        return kept

    def log_message(self, *_: object) -> None:
        pass

    def key(self) -> str:
        key = unquote(urlsplit(self.path).path).removeprefix(f"/{NAME}").removeprefix("/")
        self.bucket.requests.append((self.command, key))
        self.bucket.wait()
        return key

    def reply(self, status: int, body: bytes = b"", found: StoredObject | None = None, **headers: str) -> None:
        self.send_response(status)
        if found:
            self.send_header("ETag", found.etag)
            self.send_header("Last-Modified", format_datetime(found.modified, usegmt=True))
        for name, value in headers.items():
            self.send_header(name.replace("_", "-"), value)
        self.send_header("Content-Length", str(len(found.data) if self.command == "HEAD" and found else len(body)))
        self.end_headers()
        with contextlib.suppress(BrokenPipeError):  # the client has given up
            self.wfile.write(b"" if self.command == "HEAD" else body)

    def do_HEAD(self) -> None:
        self.do_GET()

    def do_GET(self) -> None:
        if not (key := self.key()):
            self.list()
            return
        found = self.bucket.objects.get(key)
        if found is None:
            self.reply(404)
        elif asked := re.fullmatch(r"bytes=(\d+)-(\d+)", self.headers.get("Range", "")):
            start, stop = int(asked[1]), min(int(asked[2]) + 1, len(found.data))
            part = f"bytes {start}-{stop - 1}/{len(found.data)}"
            self.reply(206, found.data[start:stop], found, Content_Range=part)
        else:
            self.reply(200, found.data, found)

    def do_PUT(self) -> None:
        data = self.rfile.read(int(self.headers["Content-Length"]))
        key = self.key()
        with self.bucket.lock:
            before = self.bucket.objects.get(key)
            if self.headers.get("If-None-Match") == "*" and before is not None:
                self.reply(412)
                return
            if (wanted := self.headers.get("If-Match")) and (before is None or before.etag != wanted):
                self.reply(412)
                return
            now = datetime.datetime.now(datetime.UTC).replace(microsecond=0)
            found = self.bucket.objects[key] = StoredObject(data, now)
        self.reply(200, b"", found)

    def do_POST(self) -> None:
        """Delete several objects (?delete), the only POST that obstore sends for small objects."""
        sent = self.rfile.read(int(self.headers["Content-Length"])).decode()
        self.key()
        keys = [unescape(key) for key in re.findall(r"<Key>(.*?)</Key>", sent)]
        for key in keys:
            self.bucket.objects.pop(key, None)
        rows = "".join(f"<Deleted><Key>{escape(key)}</Key></Deleted>" for key in keys)
        self.reply(200, f"<DeleteResult>{rows}</DeleteResult>".encode(), Content_Type="application/xml")

    def list(self) -> None:
        asked = parse_qs(urlsplit(self.path).query)
        prefix, after = asked.get("prefix", [""])[0], asked.get("continuation-token", [""])[0]
        keys = sorted(key for key in list(self.bucket.objects) if key.startswith(prefix) and key > after)
        page, more = keys[:KEYS_A_PAGE], len(keys) > KEYS_A_PAGE
        rows = "".join(self.row(key, self.bucket.objects[key]) for key in page)
        token = f"<NextContinuationToken>{escape(page[-1])}</NextContinuationToken>" if more else ""
        body = (
            '<?xml version="1.0" encoding="UTF-8"?><ListBucketResult xmlns="http://s3.amazonaws.com/doc/2006-03-01/">'
            f"<Name>{NAME}</Name><Prefix>{escape(prefix)}</Prefix><KeyCount>{len(page)}</KeyCount>"
            f"<IsTruncated>{str(more).lower()}</IsTruncated>{token}{rows}</ListBucketResult>"
        )
        self.reply(200, body.encode(), Content_Type="application/xml")

    def row(self, key: str, found: StoredObject) -> str:
        modified = found.modified.strftime("%Y-%m-%dT%H:%M:%S.000Z")
        return (
            f"<Contents><Key>{escape(key)}</Key><LastModified>{modified}</LastModified>"
            f"<ETag>{escape(found.etag)}</ETag><Size>{len(found.data)}</Size></Contents>"
        )
