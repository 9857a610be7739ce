"""httplint's notes on a real server's responses: only the accepted ones, each with its reason."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass

import pytest
from httplint.message import HttpRequestLinter, HttpResponseLinter
from httplint.note import Note, levels

from tests.support.server import Answer, Server

NO_SUCH_CLIP = "/clips/0123456789abcdef/nerve-blocks.mp3"


@dataclass(frozen=True, kw_only=True)
class Linted:
    """A request, its response, and httplint's notes on it."""

    method: str
    path: str
    answer: Answer
    notes: list[Note]

    @property
    def is_audio(self) -> bool:
        return self.path.endswith((".mp3", ".wav"))

    @property
    def is_immutable(self) -> bool:
        return self.path.startswith("/clips/") and self.path != NO_SUCH_CLIP


@dataclass(frozen=True)
class Accepted:
    """Where a note is accepted, and why."""

    where: Callable[[Linted, Note], bool]
    reason: str


def anywhere(linted: Linted, note: Note) -> bool:
    return True


def immutable(linted: Linted, note: Note) -> bool:
    return linted.is_immutable


def having(*statuses: int) -> Callable[[Linted, Note], bool]:
    return lambda linted, note: linted.answer.status in statuses


def unsniffed_audio(linted: Linted, note: Note) -> bool:
    return linted.is_audio and note.vars["sniffed_type"] == "undefined/undefined"


ACCEPTED = {
    # Warnings
    "STORE_PUBLIC_UNNECESSARY": Accepted(
        immutable,
        "a phone system behind an authenticating proxy sends Authorization; `public` lets caches keep the clip",
    ),
    "CONTENT_TYPE_MISMATCH": Accepted(
        unsniffed_audio,
        "its sniffer finds no type in audio; test_type_is_that_of_the_bytes checks it",
    ),
    # Remarks
    "STORE_STORABLE": Accepted(anywhere, "the response is public and may be cached"),
    "STALE_SERVABLE": Accepted(immutable, "a clip never changes"),
    "FRESHNESS_NO_CACHE": Accepted(
        lambda linted, note: not linted.is_immutable, "words and stable addresses change: caches must revalidate"
    ),
    "STORE_NO_STORE": Accepted(
        lambda linted, note: linted.answer.status >= 400 or linted.path in ("/healthz", "/readyz", "/metrics"),
        "errors and the current state must not be cached",
    ),
    "STORE_UNSTORABLE": Accepted(having(304, 412, 416), "the response has no content to cache"),
    "STATUS_NOT_FOUND": Accepted(having(404), "it was asked for on purpose"),
    "STATUS_METHOD_NOT_ALLOWED": Accepted(having(405), "it was asked for on purpose"),
    "STATUS_PRECONDITION_FAILED": Accepted(having(412), "it was asked for on purpose"),
}


def lint(server: Server, path: str, *, method: str = "GET", **headers: str) -> Linted:
    sent = {"User-Agent": "a player"} | {name.replace("_", "-"): value for name, value in headers.items()}
    answer = server.ask(path, method=method, headers=sent)
    request = HttpRequestLinter()
    request.process_request_topline(method.encode(), (server.url + path).encode(), b"1.1")
    request.process_headers([(name.encode(), value.encode()) for name, value in sent.items()])
    request.finish_content(True)
    response = HttpResponseLinter()
    response.request = request
    response.base_uri = server.url + path
    response.is_head_response = method == "HEAD"
    response.process_response_topline(b"1.1", str(answer.status).encode())
    response.process_headers([(name.encode(), value.encode()) for name, value in answer.headers])
    response.feed_content(answer.body)
    response.finish_content(True)
    return Linted(method=method, path=path, answer=answer, notes=list(every([*response.notes])))


def every(notes: list[Note]) -> Iterator[Note]:
    for note in notes:
        yield note
        yield from every(note.subnotes)


@pytest.fixture(scope="module")
def linted(server: Server) -> list[Linted]:
    """Return every kind of response: clips and stable addresses in every format, pages, other resources, errors."""
    assets = [asset for asset in server.manifest() if "/nerve-blocks" in asset["stable_url"]]
    audio = [asset[url].removeprefix(server.url) for asset in assets for url in ("hashed_url", "stable_url")]
    audio += ["/en/nerve-blocks.mp3", "/en/library.mp3"]
    books = ["/en/nerve-blocks.epub", "/en/nerve-blocks.vtt", "/en/library.epub"]
    others = ["/", "/en/", "/en/nerve-blocks", "/en/nerve-blocks.txt", "/phone/en/manifest.json", "/static/style.css"]
    others += ["/en/feed.xml", "/en/nerve-blocks.chapters.json", "/static/cover.png"]
    machines = ["/healthz", "/readyz", "/metrics"]
    nowhere = [NO_SUCH_CLIP, "/phone/en/nobody.mp3", "/en/nobody", "/en/nobody.mp3", "/en/nobody.txt"]
    answers = []
    for path in [*audio, *books]:
        whole = lint(server, path)
        etag = dict(whole.answer.headers)["etag"]
        answers += [
            whole,
            lint(server, path, method="HEAD"),
            lint(server, path, If_None_Match=etag),
            lint(server, path, Range="bytes=0-1"),
            lint(server, path, Range="bytes=7-", If_Range=etag),
            lint(server, path, Range="bytes=99999999-"),
            lint(server, path, If_Match='"another"'),
            lint(server, path, method="POST"),
        ]
    for path in [*others, *machines, *nowhere]:
        answers += [lint(server, path, method=method) for method in ("GET", "HEAD", "POST")]
    answers += [lint(server, path, If_None_Match="*") for path in others]
    return answers


def test_every_kind_of_answer_is_linted(linted: list[Linted]) -> None:
    """The linted responses have the intended statuses: no redirect and no server error."""
    assert {one.answer.status for one in linted} == {200, 206, 304, 404, 405, 412, 416}


@pytest.mark.parametrize("level", [levels.BAD, levels.WARN, levels.INFO])
def test_every_note_is_accepted(linted: list[Linted], level: levels) -> None:
    """Every note of httplint is accepted where it occurs."""
    unexpected = {
        f"{type(note).__name__} ({note}): {one.method} {one.path} {one.answer.status}"
        for one in linted
        for note in one.notes
        if note.level is level
        and (type(note).__name__ not in ACCEPTED or not ACCEPTED[type(note).__name__].where(one, note))
    }
    assert sorted(unexpected) == []


def test_every_accepted_note_occurs(linted: list[Linted]) -> None:
    """Every accepted note still occurs."""
    assert set(ACCEPTED) <= {type(note).__name__ for one in linted for note in one.notes}


def test_type_is_that_of_the_bytes(linted: list[Linted]) -> None:
    """MP3 bytes are sent as MP3 and WAV bytes as WAV, which httplint cannot judge."""
    begins = {"audio/mpeg": (b"ID3", b""), "audio/wav": (b"RIFF", b"WAVE")}
    whole = [one for one in linted if one.is_audio and one.method == "GET" and one.answer.status == 200]
    assert len(whole) > 20
    for one in whole:
        first, second = begins[dict(one.answer.headers)["content-type"]]
        assert one.answer.body.startswith(first)
        assert one.answer.body[8:].startswith(second)
