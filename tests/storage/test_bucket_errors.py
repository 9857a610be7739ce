"""What is said when a bucket cannot be used: the bucket, the setting, what is wrong and what would do."""

import contextlib
import threading
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import pytest

from tests.support.bucket import bucket_in_environment
from voiceedu.errors import StoreError
from voiceedu.storage import bucket_errors
from voiceedu.storage.object_store import Objects

SETTINGS = {
    "AWS_ACCESS_KEY_ID": "key",
    "AWS_SECRET_ACCESS_KEY": "secret",
    "AWS_REGION": "us-east-1",
    "AWS_ALLOW_HTTP": "true",
}
BODY = '<?xml version="1.0" encoding="UTF-8"?>\n<Error><Code>{code}</Code><Message>No.</Message></Error>'
KEYS = "Check AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY, and what they allow there"


@contextlib.contextmanager
def answering(status: int, code: str) -> Iterator[str]:
    """Run a server that answers every request with `status` and an error `code`, as S3 does; yield its address."""

    class Handler(BaseHTTPRequestHandler):
        def do_PUT(self) -> None:
            body = BODY.format(code=code).encode()
            self.rfile.read(int(self.headers["Content-Length"] or 0))
            self.send_response(status)
            self.send_header("Content-Length", str(len(body)))
            self.end_headers()
            self.wfile.write(body)

        def do_GET(self) -> None:
            self.do_PUT()

        def log_message(self, *_: object) -> None:
            pass

    with ThreadingHTTPServer(("127.0.0.1", 0), Handler) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        yield f"http://127.0.0.1:{server.server_port}"
        server.shutdown()


def errors(monkeypatch: pytest.MonkeyPatch, **settings: str) -> set[str]:
    """Return what writing, and listing in a folder of the same name, say of a bucket. A setting "" is not set."""
    for name, value in (SETTINGS | settings).items():
        if value:
            monkeypatch.setenv(name, value)
        else:
            monkeypatch.delenv(name, raising=False)
    objects = Objects("s3://clinic/audio", setting="VOICEEDU_LIBRARY")
    found = set()
    for call in (lambda: objects.put("speech", b"x"), lambda: list(objects.objects("speech"))):
        with pytest.raises(StoreError) as error:
            call()
        found.add(str(error.value))
    return found


@pytest.mark.parametrize(
    ("status", "code", "said"),
    [
        (403, "AccessDenied", f"the bucket refuses the credentials (403 AccessDenied). {KEYS}"),
        (401, "Unauthorized", f"the bucket refuses the credentials (401 Unauthorized). {KEYS}"),
        (404, "NoSuchBucket", "there is no such bucket. Create it, or correct its name"),
        (301, "PermanentRedirect", "the bucket is in another region. Set AWS_REGION"),
        (400, "AuthorizationHeaderMalformed", "the bucket is in another region. Set AWS_REGION"),
        (503, "SlowDown", "the bucket answers 503 SlowDown"),
    ],
)
def test_an_error_says_what_would_do(monkeypatch: pytest.MonkeyPatch, status: int, code: str, said: str) -> None:
    """What S3 answers is said in one line, with the object, the bucket, its setting and a remedy."""
    with answering(status, code) as address:
        found = errors(monkeypatch, AWS_ENDPOINT_URL=address)
    assert found == {f"speech in VOICEEDU_LIBRARY='s3://clinic/audio': {said}"}


def test_a_bucket_that_is_away(monkeypatch: pytest.MonkeyPatch) -> None:
    [said] = errors(monkeypatch, AWS_ENDPOINT_URL="http://127.0.0.1:9")
    assert said.endswith("cannot be reached, or does not answer. Check the network, and AWS_ENDPOINT_URL if it has one")


def test_an_address_without_tls(monkeypatch: pytest.MonkeyPatch) -> None:
    [said] = errors(monkeypatch, AWS_ENDPOINT_URL="http://127.0.0.1:9", AWS_ALLOW_HTTP="")
    assert said.endswith("its address has no TLS. Set AWS_ALLOW_HTTP=true to allow that")


def test_missing_credentials_and_no_metadata_address(monkeypatch: pytest.MonkeyPatch) -> None:
    """Without credentials, obstore asks the metadata service of a cloud, whose address says nothing to anybody."""
    with answering(403, "AccessDenied") as address:
        monkeypatch.setenv("AWS_METADATA_ENDPOINT", address)
        [said] = errors(monkeypatch, AWS_ENDPOINT_URL=address, AWS_ACCESS_KEY_ID="", AWS_SECRET_ACCESS_KEY="")
    assert said.endswith("no credentials are set for it. Set AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY")


@pytest.mark.parametrize(
    ("text", "location", "said"),
    [
        (
            "Generic GCS error: Error performing token request: Error performing GET "
            "http://169.254.169.254/computeMetadata/v1/instance/service-accounts/default/token in 5 ms - HTTP error",
            "gs://clinic",
            "no credentials are set for it. Set GOOGLE_APPLICATION_CREDENTIALS",
        ),
        (
            "Generic MicrosoftAzure error: Error performing GET http://169.254.169.254/metadata/identity/oauth2/token",
            "az://clinic",
            "no credentials are set for it. Set AZURE_STORAGE_ACCOUNT_NAME and AZURE_STORAGE_ACCOUNT_KEY",
        ),
        ("Something else\n\nDebug source: …", "s3://clinic", "Something else"),
    ],
)
def test_other_clouds_and_other_errors(text: str, location: str, said: str) -> None:
    assert bucket_errors.explain(OSError(text), location) == said


def test_a_region_of_the_body_is_no_region_of_a_bucket(monkeypatch: pytest.MonkeyPatch) -> None:
    """The words of a path do not decide what an error means."""
    with bucket_in_environment(monkeypatch), pytest.raises(StoreError) as error:
        Objects("s3://clinic/audio").part("renditions/en/lumbar-region.json", 0, 10)
    assert "another region" not in str(error.value)
