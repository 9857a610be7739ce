"""`voiceedu review` and `voiceedu serve` over one library and one cache: what a clinician does reaches the public."""

import contextlib
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from tests.support.review import NAME, PATIENCE_S, Person, reviewing
from tests.support.server import Server, serve
from tests.support.texts import write_short_prompts, write_texts

PAGE = "/text/en/topic"
TEXT = "---\ntitle: Topic\n---\n\nRest well before the block.\n"


@pytest.fixture(params=["all", "approved"])
def clinic(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[tuple[Person, Server, str]]:
    """A clinician, a server that the public reaches, and what it publishes."""
    publish, library, cache = request.param, tmp_path / "library", tmp_path / "cache"
    write_texts(library, {"en/topic": TEXT, "en/other": TEXT.replace("Topic", "Other")})
    write_short_prompts(library, "en")
    settings = {"library": str(library), "cache": str(cache), "engines": "tone", "publish": publish}
    with contextlib.ExitStack() as stack:
        server = stack.enter_context(serve(tmp_path, **settings))
        yield stack.enter_context(reviewing(library, cache, publish=publish)), server, publish


def test_what_a_clinician_does_reaches_the_public(clinic: tuple[Person, Server, str]) -> None:
    """Approve, edit and withdraw while the server runs: each is public within seconds, and the recording with it."""
    person, server, publish = clinic
    send(person, "approve")
    wait_for(server, lambda page: f"Reviewed by {NAME}" in page)
    assert server.get_when_made("/en/topic.mp3")[:3] in (b"ID3", b"\xff\xf3\x84")
    words = {"content": TEXT.replace("Rest well", "Sleep well")}
    send(person, "edit", page=f"{PAGE}/edit", **words)
    if publish == "all":
        wait_for(server, lambda page: "Sleep well" in page and NAME not in page)
    send(person, "approve")
    wait_for(server, lambda page: "Sleep well" in page and f"Reviewed by {NAME}" in page)
    send(person, "withdraw")
    # One answer has both: another worker may see the change a moment later.
    wait_for(server, lambda page: NAME not in page and ("Sleep well" in page) == (publish == "all"))
    assert server.get("/en/other")[0] == (200 if publish == "all" else 404)


def send(person: Person, action: str, page: str = PAGE, **fields: str) -> None:
    status, told = person.post(f"{PAGE}/{action}", person.form(page, f"{PAGE}/{action}") | fields)
    assert status == 200, told


def wait_for(server: Server, condition: Callable[[str], bool]) -> None:
    """Return when the public page of the text is as `condition` says."""
    deadline = time.monotonic() + PATIENCE_S
    while not condition(page := server.get("/en/topic")[2].decode()):
        assert time.monotonic() < deadline, page
        time.sleep(0.2)
