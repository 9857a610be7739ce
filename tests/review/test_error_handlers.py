"""Errors as pages: what is wrong, what to do instead, and what was typed."""

import re

import pytest
from werkzeug.exceptions import default_exceptions
from werkzeug.test import TestResponse

from tests.review.conftest import ORIGIN, Person, open_review
from voiceedu.config import Settings

TEXT = "/text/en/nerve-blocks"
EDIT = f"{TEXT}/edit"
LIST = '<a href="/">All texts</a>'


def told(answer: TestResponse) -> str:
    """Return the heading of a page in the house style that has none of a library's sentences."""
    assert "/house/style.css" in answer.text
    library = default_exceptions[answer.status_code]
    assert library.description is not None
    for words in (library.description, library().name):
        assert words not in answer.text
    heading = re.search("<h1>(.*)</h1>", answer.text)
    assert heading is not None
    return heading[1]


@pytest.mark.parametrize(
    ("method", "path", "status", "heading"),
    [
        ("GET", "/nothing", 404, "There is no such page"),
        ("GET", "/text/en/nothing", 404, "There is no such page"),
        ("POST", "/text/en/nothing/approve", 404, "There is no such page"),
        ("GET", f"{TEXT}/version/2020-01-01", 404, "There is no such page"),
        ("GET", "/prompts/fr", 404, "There is no such page"),
        ("GET", "/sound/en/nerve-blocks/999/web.mp3", 404, "There is no such page"),
        ("GET", f"{TEXT}/approve", 405, "This address only takes a form"),
        ("POST", TEXT, 405, "This address only takes a form"),
        ("DELETE", TEXT, 405, "This address only takes a form"),
    ],
)
def test_a_page_that_is_not_there_says_what_to_do(
    person: Person, method: str, path: str, status: int, heading: str
) -> None:
    """An old bookmark, and a form's address that is opened or loaded again, lead to the list of all texts."""
    form = {"csrf": person.token(), "name": "Ana"}
    answer = person.client.open(path, base_url=ORIGIN, method=method, headers={"Origin": ORIGIN}, data=form)
    assert (answer.status_code, told(answer)) == (status, heading)
    assert LIST in answer.text
    assert "list of all texts" in answer.text
    assert status != 405 or answer.headers["Allow"]


def test_the_pages_of_errors_are_translated(person: Person) -> None:
    """A person who has chosen Spanish reads no English."""
    person.get("/language/es")
    page = person.get("/text/en/nothing").text
    assert "No existe esa página" in page
    assert 'lang="en"' not in page.split("<main")[1].split("</main>")[0]


def test_a_fault_of_the_program_says_where_more_is_told(person: Person, monkeypatch: pytest.MonkeyPatch) -> None:
    """A page, not a line of a library; nobody is told that nothing was changed when that is not known."""

    def fail() -> None:
        raise RuntimeError("a fault")

    person.app.testing = False
    monkeypatch.setattr(person.state.texts, "all", fail)
    answer = person.get(TEXT)
    assert (answer.status_code, told(answer)) == (500, "Something went wrong on this computer")
    assert "Nothing was changed" not in answer.text
    assert "a fault" not in answer.text


def test_what_was_typed_is_not_lost(person: Person, settings: Settings) -> None:
    """A form whose text is gone, whose page is older, or that comes after a new start: its words are on the page."""
    form = person.form(EDIT, EDIT) | {"name": "Ana", "content": "Typed for <half> an hour."}
    typed = "Typed for &lt;half&gt; an hour.</textarea>"
    headers = {"Origin": ORIGIN}
    again = open_review(settings)
    restarted = again.app.test_client().post(EDIT, base_url=ORIGIN, headers=headers, data=form)
    assert (restarted.status_code, told(restarted)) == (403, "Open the link first")
    older = person.client.post(EDIT, base_url=ORIGIN, headers=headers, data={**form, "csrf": "of another session"})
    assert (older.status_code, told(older)) == (403, "The form is from an older page")
    (person.library / "en/nerve-blocks.md").unlink()
    gone = person.client.post(EDIT, base_url=ORIGIN, headers=headers, data=form)
    assert (gone.status_code, told(gone)) == (404, "There is no such page")
    for answer in (restarted, older, gone):
        assert typed in answer.text
        assert "It was not saved" in answer.text
    stranger = person.client.post(EDIT, base_url=ORIGIN, headers={"Origin": "https://evil.example"}, data=form)
    assert (stranger.status_code, told(stranger)) == (403, "Another page has sent you here")
    assert typed not in stranger.text


def test_a_request_that_cannot_be_read_is_told(person: Person) -> None:
    """A form with too many fields, or one that is too large, says what is at most possible."""
    answer = person.client.post(
        "/document",
        base_url=ORIGIN,
        headers={"Origin": ORIGIN},
        data={f"field{number}": "x" for number in range(100)},
        content_type="multipart/form-data",
    )
    assert (answer.status_code, told(answer)) == (413, "This is too large")
    part = person.get("/sound/en/nerve-blocks/2/web.mp3", Range="bytes=99999999-")
    assert (part.status_code, told(part)) == (416, "The browser sent something that this page cannot read")


@pytest.mark.parametrize("address", [EDIT, "/prompts/en/welcome/edit"])
def test_what_was_typed_is_there_where_nothing_can_be_changed_any_more(
    person: Person, monkeypatch: pytest.MonkeyPatch, address: str
) -> None:
    """A library that became read-only while somebody typed has no form any more, but the words."""
    form = person.form(address, address)
    monkeypatch.setattr(person.state.writer.__class__, "problem", lambda _: "The folder cannot be written to.")
    words = "---\ntitle: Nerve blocks\n---\n\nTyped for an hour.\n"
    answer = person.post(address, **form, content=words)
    assert answer.status_code == 400
    assert "<form" not in answer.text
    assert re.search(r"Typed for an hour.\n?</textarea>", answer.text)


def test_a_library_that_is_away_is_named(person: Person) -> None:
    """A folder on another computer that is switched off: each page names it and has what was typed; it comes back."""
    form = person.form(EDIT, EDIT)
    person.app.testing = False
    away = person.library.with_name("away")
    person.library.rename(away)
    for answer in (
        person.get("/"),
        person.get(TEXT),
        person.client.post(EDIT, base_url=ORIGIN, headers={"Origin": ORIGIN}, data=form | {"content": "Typed."}),
    ):
        assert (answer.status_code, told(answer)) == (500, "A file or a folder cannot be read")
        assert f"{person.library}: No such file or directory" in answer.text
    assert "Typed.</textarea>" in answer.text
    away.rename(person.library)
    assert person.get(TEXT).status_code == 200
    (person.library / "lexicon.tsv").mkdir()
    assert f"{person.library / 'lexicon.tsv'}: Is a directory" in person.get(TEXT).text
