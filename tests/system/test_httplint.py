"""What httplint says of a real server's answers: nothing but what is accepted here, each with its reason."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass

import pytest
from httplint.message import HttpRequestLinter, HttpResponseLinter
from httplint.note import Note, levels

from tests.support.server import Answer, Server

NO_SUCH_CLIP = "/clips/0123456789abcdef/nerve-blocks.mp3"


@dataclass(frozen=True, kw_only=True)
class Linted:
    """A request, its answer, and what httplint notes about it."""

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
    """Where a note may stand, and why it may."""

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
        immutable, "a phone system that signs in at a proxy sends Authorization; `public` lets caches keep it even so"
    ),
    "CONTENT_TYPE_MISMATCH": Accepted(
        unsniffed_audio,
        "its sniffer looks in audio for images and finds none; test_type_is_that_of_the_bytes looks itself",
    ),
    # Remarks
    "STORE_STORABLE": Accepted(anywhere, "it is for everybody, and may be kept"),
    "STALE_SERVABLE": Accepted(immutable, "a clip is never wrong, however old"),
    "FRESHNESS_NO_CACHE": Accepted(
        lambda linted, note: not linted.is_immutable, "words and stable addresses change: ask each time"
    ),
    "STORE_NO_STORE": Accepted(
        lambda linted, note: linted.answer.status >= 400 or linted.path in ("/healthz", "/readyz", "/metrics"),
        "what is so now only, errors included, is not to be kept",
    ),
    "STORE_UNSTORABLE": Accepted(having(304, 412, 416), "it has nothing to keep"),
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
    """Every kind of answer there is: clips and stable addresses in every format, pages and the rest, errors."""
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
    """The answers are those that this test is about: none of them is a redirect or an error of ours."""
    assert {one.answer.status for one in linted} == {200, 206, 304, 404, 405, 412, 416}


@pytest.mark.parametrize("level", [levels.BAD, levels.WARN, levels.INFO])
def test_nothing_is_noted_that_is_not_accepted(linted: list[Linted], level: levels) -> None:
    """No error, no warning and no remark stands anywhere but where it is accepted."""
    unexpected = {
        f"{type(note).__name__} ({note}): {one.method} {one.path} {one.answer.status}"
        for one in linted
        for note in one.notes
        if note.level is level
        and (type(note).__name__ not in ACCEPTED or not ACCEPTED[type(note).__name__].where(one, note))
    }
    assert sorted(unexpected) == []


def test_everything_that_is_accepted_is_still_noted(linted: list[Linted]) -> None:
    """The table of what is accepted holds nothing that httplint no longer says."""
    assert set(ACCEPTED) <= {type(note).__name__ for one in linted for note in one.notes}


def test_type_is_that_of_the_bytes(linted: list[Linted]) -> None:
    """What httplint cannot tell of audio: MP3 is sent as MP3, and WAV as WAV."""
    begins = {"audio/mpeg": (b"ID3", b""), "audio/wav": (b"RIFF", b"WAVE")}
    whole = [one for one in linted if one.is_audio and one.method == "GET" and one.answer.status == 200]
    assert len(whole) > 20
    for one in whole:
        first, second = begins[dict(one.answer.headers)["content-type"]]
        assert one.answer.body.startswith(first)
        assert one.answer.body[8:].startswith(second)
