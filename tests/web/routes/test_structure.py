"""Page and transcript show lists, numbers, tables and links as the text has them."""

import re
from collections.abc import Callable
from pathlib import Path

import pytest
from flask import Flask
from flask.testing import FlaskClient

from voiceedu.config import Settings

BEFORE = """\
---
title: Before your block
translation_of: antes
---

## Before

1. Stop:
   - aspirin

   Ask us.
2. Eat nothing.

Between two steps.

3. Come at 7.

| Medicine | Stop |
|---|---|
| Aspirin | 7 days before |
| In the morning | |

### More

- [Nerve blocks](nerve-blocks.md)
- [Gone](gone.md)
"""

MARKED = """\
---
title: Exercises
---

b. Stretch.
c. Breathe:

   i. in
   ii. out
e.  Rest.

1. First

   1.1  Sit.
   1.2  Stand.
"""


@pytest.fixture
def reader(tmp_path: Path, make_app: Callable[[Settings], Flask]) -> FlaskClient:
    """A client of a library that is not rendered: its words can be read at once."""
    texts = {
        "en/before": BEFORE,
        "en/exercises": MARKED,
        "en/nerve-blocks": "---\ntitle: Nerve blocks\n---\nThey help.\n",
        "en/secret": "---\ntitle: Secret\ndraft: true\n---\nNo.\n",
        "es/antes": "---\ntitle: Antes\n---\nSí.\n",
    }
    for name, text in texts.items():
        path = tmp_path / "library" / f"{name}.md"
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
    settings = Settings(library=tmp_path / "library", cache=str(tmp_path / "cache"), engines=("tone",))
    return make_app(settings).test_client()


def words_of(page: str) -> str:
    """Return the words of a procedure as its page has them, without what marks sentences."""
    words = page[page.index('<div class="words"') : page.index("</div>", page.index('<div class="words"'))]
    return re.sub(r"</?span[^>]*>|\s*\n\s*| id=\"[^\"]*\"", "", words)


def test_page_nests_lists_and_shows_tables(reader: FlaskClient) -> None:
    """Lists are within their items, a list goes on with its number, a table has its names, a part heading its level."""
    words = words_of(reader.get("/en/before").text)
    assert "<ol><li>Stop:<ul><li>aspirin</li></ul><p>Ask us.</p></li><li>Eat nothing.</li></ol>" in words
    assert '<p>Between two steps.</p><ol start="3"><li>Come at 7.</li></ol>' in words
    assert '<tr><th scope="col">Medicine</th><th scope="col">Stop</th></tr>' in words
    assert '<tr><td>Aspirin</td><td>7 days before</td></tr><tr><td colspan="2">In the morning</td></tr>' in words
    assert '<h3>More</h3><ul><li><a href="/en/nerve-blocks">Nerve blocks</a></li><li>Gone</li></ul>' in words


def test_letters_and_outline_numbers_are_shown(reader: FlaskClient) -> None:
    """Lists by letters count as HTML does; a number that HTML has no list for stands before the words."""
    words = words_of(reader.get("/en/exercises").text)
    assert '<ol type="a" start="2"><li>Stretch.</li><li>Breathe:<ol type="i"><li>in</li><li>out</li></ol></li>' in words
    assert '<li value="5">Rest.</li></ol>' in words
    outline = '<li>First<ul class="labelled" role="list"><li>1.1 Sit.</li><li>1.2 Stand.</li></ul></li>'
    assert outline in words
    lines = reader.get("/en/exercises.txt").text.split("\n\n")
    steps = [
        "b. Stretch.",
        "c. Breathe:",
        "   i. in",
        "   ii. out",
        "e. Rest.",
        "1. First",
        "   1.1 Sit.",
        "   1.2 Stand.",
    ]
    assert [line for line in lines if line in steps] == steps


def test_transcript_has_the_numbers_and_says_a_table_row_by_row(reader: FlaskClient) -> None:
    """A step has its own number whatever stands before it, and a row the names of its columns."""
    lines = reader.get("/en/before.txt").text.split("\n\n")
    assert "   - aspirin" in lines
    assert "   Ask us." in lines
    assert "3. Come at 7." in lines
    assert "Medicine: Aspirin. Stop: 7 days before." in lines


def test_pair_of_languages_may_have_two_slugs(reader: FlaskClient) -> None:
    """`translation_of` makes a pair: each page leads to the other."""
    assert 'href="/es/antes"' in reader.get("/en/before").text
    assert 'href="/en/before"' in reader.get("/es/antes").text


def test_draft_is_not_published(reader: FlaskClient) -> None:
    """A draft has no page, and no list has its title."""
    assert reader.get("/en/secret").status_code == 404
    assert "Secret" not in reader.get("/en/").text
