"""Whatever a browser sends, the review page answers with a page, and changes nothing that nobody has asked for."""

import tempfile
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import quote

import pytest
from flask.testing import FlaskClient
from hypothesis import given
from hypothesis import strategies as st

from tests.conftest import NERVE_BLOCKS
from tests.review.conftest import ORIGIN, Person, open_review
from tests.support.texts import write_short_prompts, write_texts
from voiceedu.config import Settings

FIELDS = (
    "name",
    "seen",
    "shown",
    "said",
    "content",
    "again_by",
    "replaced",
    "word",
    "spoken",
    "ipa",
    "language",
    "back",
)
QUERIES = ("word", "spoken", "ipa", "version", "profile", "hear", "token")
KNOWN = {
    "<language>": ("en",),
    "<slug>": ("nerve-blocks", "draft", "broken", "prompts"),
    "<name>": ("welcome", "choice", "key-number", "menu-1", "2026-11-20"),
    "<version>": ("2026-11-20",),
    "<int:number>": ("1", "3"),
    "<profile>.mp3": ("web.mp3", "phone.mp3"),
}
"""What is there, by the blank of a path that it fits in."""
ODD = (
    *("", "..", "%2e%2e", "\x00", "\u202e", "{", "{x}", "<b>", "-1", "²", "é", "👩\u200d", "a" * 300, "1" * 5000),
    *("0001-01-01", "9999-12-31", "Dr. Roe", "nerve", "web", "2026-11-20"),
)
WORDS = st.one_of(st.sampled_from(ODD), st.text(max_size=20))


@pytest.fixture(scope="module")
def person() -> Iterator[Person]:
    """A person at a review whose errors are pages, as in a browser."""
    with tempfile.TemporaryDirectory() as folder:
        library = Path(folder, "library")
        draft = "---\ntitle: Draft\ndraft: true\n---\n\nRest.\n"
        write_texts(library, {"en/nerve-blocks": NERVE_BLOCKS, "en/draft": draft, "en/broken": "x"})
        write_short_prompts(library, "en")
        person = open_review(Settings(library=library, cache=str(Path(folder, "cache")), engines=("tone",)))
        person.app.testing = False
        yield person


def blank(name: str) -> st.SearchStrategy[str]:
    """Return what may stand in a blank of a path: what is there, mostly, and what no page has a link to."""
    odd = WORDS.map(lambda words: quote(words, safe="%"))
    known = st.sampled_from(KNOWN[name]) if name in KNOWN else odd
    return st.one_of(known, known, known, odd)


@given(data=st.data())
def test_no_request_makes_the_page_fail(person: Person, data: st.DataObject) -> None:
    """Odd paths, queries and fields are refused or not found; each answer is of the house, and no file is broken."""
    rules = sorted(person.app.url_map.iter_rules(), key=str)
    rule = data.draw(st.sampled_from(rules))
    parts = str(rule).strip("/").split("/")
    path = "/" + "/".join(data.draw(blank(part)) if part.startswith("<") else part for part in parts)
    query = data.draw(st.dictionaries(st.sampled_from(QUERIES), WORDS, max_size=3))
    client: FlaskClient = person.client
    if "POST" in (rule.methods or ()):
        form = data.draw(st.dictionaries(st.sampled_from(FIELDS), WORDS, max_size=8)) | {"csrf": person.token()}
        answer = client.post(path, base_url=ORIGIN, headers={"Origin": ORIGIN}, data=form, query_string=query)
    else:
        answer = client.get(path, base_url=ORIGIN, query_string=query)
    assert answer.status_code < 500, (path, query)
    answer.close()


@pytest.mark.parametrize("language", ["%2e%2e", "a" * 300, "prompts", "ivr", "fr"])
@pytest.mark.parametrize(
    "path",
    ["/prompts/{}", "/prompts/{}/withdraw", "/prompts/{}/welcome/edit", "/prompt-sound/{}/welcome/web.mp3?version=x"],
)
def test_no_other_folder_is_read(person: Person, path: str, language: str) -> None:
    """The language in a path is one of the library's, else there is no such page."""
    method = "POST" if path.endswith("withdraw") else "GET"
    form = {"csrf": person.token(), "name": "Ana"}
    answer = person.client.open(
        path.format(language), base_url=ORIGIN, method=method, headers={"Origin": ORIGIN}, data=form
    )
    assert answer.status_code == 404
