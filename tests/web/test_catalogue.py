"""The library as a list: search, letters, and a thousand procedures."""

import gzip
import re
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from flask import Flask
from flask.testing import FlaskClient

from voiceedu.config import Settings
from voiceedu.content.procedure import Procedure
from voiceedu.narration import script
from voiceedu.web import catalogue
from voiceedu.web.catalogue import Entry
from voiceedu.web.search import Text

MANY = 1000
NAMES = ("Ablation", "Biopsy", "Cast", "Élan", "“Filling”", "3D scan")


def entry(title: str, words: str = "") -> Entry:
    return Entry(
        language="en",
        slug=title.lower(),
        title=title,
        summary="",
        length="about 1 minute",
        text=f"{title}\n{words}",
        searchable=Text.of(title, [words]),
    )


def titles(found: list[Entry]) -> list[str]:
    return [one.title for one in found]


@pytest.mark.parametrize("query", ["ÉLAN", "elan", "Élan", " e\u0301lan "])
def test_neither_accents_nor_capitals_count(query: str) -> None:
    """Search ignores accents and capitals on either side."""
    assert titles(catalogue.search([entry("Élan vital"), entry("Other")], query)) == ["Élan vital"]


def test_every_word_counts() -> None:
    """Every word of a query has to occur, in any order, in title or text, at least as a prefix."""
    entries = [entry("Nerve blocks", "An injection."), entry("Epidural injections", "Near the spine.")]
    assert titles(catalogue.search(entries, "inject ner")) == ["Nerve blocks"]
    assert titles(catalogue.search(entries, "spine injection")) == ["Epidural injections"]
    assert titles(catalogue.search(entries, "nerve spine")) == []


def test_titles_come_first() -> None:
    """Procedures that match in the title precede those that match in the text; else the order stays."""
    entries = [entry("One", "a nerve"), entry("Two", "a nerve"), entry("Nerve blocks")]
    assert titles(catalogue.search(entries, "nerve")) == ["Nerve blocks", "One", "Two"]


@pytest.mark.parametrize("query", ["ner.e", "(", "*", "\\"])
def test_query_is_literal_text(query: str) -> None:
    """A query is literal text: its signs have no special meaning."""
    assert catalogue.search([entry("Nerve blocks")], query) == []


def test_letters_are_in_order() -> None:
    """Titles stand under their first letter without accent or quotes; those that begin with a digit under #."""
    groups = catalogue.by_letter(map(entry, ["Zebra", "Élan", "“Ear”", "3D scan", "apple", "Eye"]))
    assert [(letter, titles(found)) for letter, found in groups] == [
        ("#", ["3D scan"]),
        ("A", ["apple"]),
        ("E", ["“Ear”", "Élan", "Eye"]),
        ("Z", ["Zebra"]),
    ]


def test_letters_that_a_search_takes_as_one_have_headings_of_their_own() -> None:
    """In Vietnamese, Đ is another letter than D in a list, while a search for "dau" finds both."""
    entries = [entry("Đau"), entry("Dau")]
    assert [letter for letter, _ in catalogue.by_letter(entries)] == ["D", "Đ"]
    assert titles(catalogue.search(entries, "dau")) == ["Đau", "Dau"]


@pytest.fixture
def many(tmp_path: Path, make_app: Callable[[Settings], Flask]) -> Iterator[FlaskClient]:
    """Return the pages of a library of a thousand procedures."""
    folder = tmp_path / "library" / "en"
    folder.mkdir(parents=True)
    for number in range(MANY):
        title = f"{NAMES[number % len(NAMES)]} of kind {number}"
        (folder / f"topic-{number}.md").write_text(f"---\ntitle: {title}\n---\n\nThis is topic {number}.\n", "utf-8")
    app = make_app(Settings(library=folder.parent, cache=str(tmp_path / "cache"), engines=("tone",)))
    with app.test_client() as client:
        yield client


def test_a_thousand_procedures_are_one_page(many: FlaskClient) -> None:
    """The page of a thousand procedures lists each under its letter with its length, in 30 kB compressed."""
    answer = many.get("/", headers={"Accept-Encoding": "gzip"})
    assert len(answer.data) <= 30_000
    page = gzip.decompress(answer.data).decode()
    assert len(re.findall(r'href="/en/topic-\d+"', page)) == MANY
    assert page.count("less than a minute") == MANY
    assert re.findall(r'<h2 id="letter-\d+">(.)</h2>', page) == ["#", "A", "B", "C", "E", "F"]
    assert page.count('href="#letter-') == 6


def test_a_list_is_written_once(many: FlaskClient, monkeypatch: pytest.MonkeyPatch) -> None:
    """While the library is unchanged, requests do not read a thousand procedures again."""
    looked: list[Procedure] = []

    def length(procedure: Procedure) -> str:
        looked.append(procedure)
        return "about 1 minute"

    monkeypatch.setattr(script, "length", length)
    for path in ("/", "/en/", "/en/?q=biopsy", "/en/topic-7", "/en/no-such-thing"):
        many.get(path)
    assert len(looked) == MANY


def test_a_list_follows_the_library(
    library: Path, tmp_path: Path, make_app: Callable[[Settings], Flask], monkeypatch: pytest.MonkeyPatch
) -> None:
    """A procedure added to the library appears in the list."""
    monkeypatch.setattr("voiceedu.publishing.library_watch.LOOK_S", 0)
    (tmp_path / "en").mkdir()
    (tmp_path / "en" / "one.md").write_text("---\ntitle: One\n---\n\nWords.\n", "utf-8")
    client = make_app(Settings(library=tmp_path, cache=str(tmp_path / "cache"), engines=("tone",))).test_client()
    assert "Two" not in client.get("/").text
    (tmp_path / "en" / "two.md").write_text("---\ntitle: Two\n---\n\nWords.\n", "utf-8")
    assert "Two" in client.get("/").text


def test_search_finds_in_the_words(client: FlaskClient) -> None:
    """Search looks at the words of procedures, gives the number of results, and keeps the query in its field."""
    answer = client.get("/en/?q=SPÍNAL  cord").text
    assert "/en/epidural-injections" in answer
    assert "/en/nerve-blocks" not in answer
    assert "1 recording has these words." in answer
    assert 'value="SPÍNAL cord"' in answer


def test_search_that_finds_nothing_says_so(client: FlaskClient) -> None:
    """A search without results says so, and how to go on."""
    answer = client.get("/?q=zebra").text
    assert "No recording has these words." in answer
    assert 'href="/en/"' in answer


def test_empty_search_shows_the_library(client: FlaskClient) -> None:
    """An empty search shows the whole library."""
    assert client.get("/en/?q=+").text == client.get("/en/").text


def test_query_never_becomes_markup(client: FlaskClient) -> None:
    """A query never becomes markup of the page."""
    answer = client.get("/en/?q=%22%3E%3Cscript%3Ealert(1)").text
    assert "<script>alert" not in answer
