import datetime
from pathlib import Path

import pytest

from voiceedu.content.front_matter import FIELDS, FrontMatter
from voiceedu.errors import LibraryError

PATH = Path("en/nerve-blocks.md")


def values(front: FrontMatter) -> list[object]:
    """Return every field of `front` in the order of FIELDS, each read as what it should be."""
    others: dict[str, object] = {
        "order": front.whole_number("order", default=1000),
        "reviewed_on": front.date("reviewed_on"),
        "review_by": front.date("review_by"),
        "draft": front.truth("draft"),
        "number": front.digits("number", at_most=6),
    }
    return [others[name] if name in others else front.text(name) for name in FIELDS]


def test_every_field_is_read_with_its_line() -> None:
    """Text has single spaces, a number and a date are such, and the line of a field is that of its name."""
    front = FrontMatter(
        "---\ntitle: Nerve  blocks\nsource: A\n  leaflet\nslug: '2'\nsummary: 'What: they do'\n\norder: 3\n"
        "reviewed_on: 2026-01-31\nreviewed_by: Dr. Jane Roe\nauthor: Dr. Raj Desai\nreview_by: 2027-01-31\n"
        "draft: true\ntranslation_of: bloqueos\nmenu: a  nerve block\nnumber: 120\n---\n",
        path=PATH,
    )
    days = (datetime.date(2026, 1, 31), datetime.date(2027, 1, 31))
    texts = ["Nerve blocks", "2", "What: they do", 3, "A leaflet", "Dr. Raj Desai", "Dr. Jane Roe"]
    assert values(front) == [*texts, *days, "bloqueos", True, "a nerve block", 120]
    assert [front.line(name) for name in FIELDS] == [2, 5, 6, 8, 3, 11, 10, 9, 12, 14, 13, 15, 16]


@pytest.mark.parametrize("source", ["", "\n", "# only a comment\n", "title:\nslug: ''\nauthor: ~\nreviewed_on: ''\n"])
def test_field_that_is_not_given_is_empty(source: str) -> None:
    """A field that is left out or left empty is no text, no date and the number that is asked for."""
    found = values(FrontMatter(f"---\n{source}---", path=PATH))
    assert found == ["", "", "", 1000, "", "", "", None, None, "", False, "", 0]


@pytest.mark.parametrize("written", ["12", "'12'", '"120456"'])
def test_digits_are_read_as_they_are_written(written: str) -> None:
    """With and without quotes, digits are a number."""
    assert FrontMatter(f"---\nnumber: {written}\n---", path=PATH).digits("number", at_most=6) == int(
        written.strip("'\"")
    )


@pytest.mark.parametrize("written", ["010", "0", "-1", "1.5", "0x1f", "1_000", "1e3", "twelve", "1234567", "[1]", "''"])
def test_what_callers_cannot_enter_is_no_number(written: str) -> None:
    """YAML reads 010 as 8: what is not digits, begins with 0 or is too long is refused with its line and a remedy."""
    front = FrontMatter(f"---\ntitle: A\nnumber: {written}\n---", path=PATH)
    with pytest.raises(LibraryError) as caught:
        front.digits("number", at_most=6)
    assert (caught.value.line, caught.value.problem) == (3, "number is not a number that callers can enter")
    assert "at most 6 digits" in caught.value.remedy


def test_field_that_is_not_given_is_at_the_beginning() -> None:
    """An error about a field that is missing leads to the first line."""
    assert FrontMatter("---\ntitle: A\n---", path=PATH).line("slug") == 1


@pytest.mark.parametrize(
    ("text", "body", "line"),
    [
        ("---\ntitle: A\n---\nIt helps.\n", "It helps.\n", 4),
        ("--- \ntitle: A\n---\t\n\nIt.\n---\nSo.", "\nIt.\n---\nSo.", 4),
        ("---\n---", "", 3),
    ],
)
def test_text_below_is_left_as_it_is(text: str, body: str, line: int) -> None:
    """The first two lines of ---, with or without trailing spaces, are the fence; the body follows."""
    front = FrontMatter(text, path=PATH)
    assert (front.body, front.body_line) == (body, line)


@pytest.mark.parametrize(
    ("text", "line", "problem", "remedy"),
    [
        ("", 1, "no front matter", "Begin with a line of ---"),
        ("It helps.", 1, "no front matter", "Begin with a line of ---"),
        ("---\ntitle: A\n\nIt helps.", 1, "no front matter", "Begin with a line of ---"),
        ("---\norder: 3\ntitle: A: b\n---\nIt.", 3, "front matter is not YAML", "Put quotes around"),
        ("---\ntitle: A\n\tb: [\n---\nIt.", 3, "front matter is not YAML", "Put quotes around"),
        ('---\ntitle: "\\UFFFFFFFF"\n---\nIt.', 2, "front matter is not YAML", "Put quotes around"),
        ("---\njust words\n---\nIt.", 2, "front matter holds no fields", "Write lines such as"),
        ("---\n- title\n---\nIt.", 2, "front matter holds no fields", "Write lines such as"),
        ("---\ntitle: A\nreviewer: B\n---\nIt.", 3, "unknown field 'reviewer'", "Known are title, slug"),
        ("---\ntitle: A\n1: B\n---\nIt.", 3, "unknown field '1'", "Known are title, slug"),
        ("---\ntitle: A\norder: 1\ntitle: B\n---\nIt.", 4, "title stands twice", "Keep one"),
        ("---\ntitle: [A]\n---\nIt.", 2, "title is not a line of text", "Put quotes around it"),
        ("---\ntitle: A\nauthor: {b: c}\n---\nIt.", 3, "author is not a line of text", "Put quotes around it"),
        ("---\ntitle: Yes\n---\nIt.", 2, "title is not a line of text", "Put quotes around it"),
        ("---\ntitle: 1.50\n---\nIt.", 2, "title is not a line of text", "Put quotes around it"),
        ("---\ntitle: A\nreviewed_by: no\n---\nIt.", 3, "reviewed_by is not a line of text", "Put quotes around it"),
        ("---\ntitle: A\norder: first\n---\nIt.", 3, "order is not a whole number", "Write 'order: 3'"),
        ("---\ntitle: A\norder: 1.5\n---\nIt.", 3, "order is not a whole number", "Write 'order: 3'"),
        ("---\ntitle: A\norder: true\n---\nIt.", 3, "order is not a whole number", "Write 'order: 3'"),
        ("---\ntitle: A\norder:\n---\nIt.", 3, "order is not a whole number", "Write 'order: 3'"),
        ("---\ntitle: A\nreviewed_on: soon\n---\nIt.", 3, "reviewed_on is not a date", "Write it as 2026-01-31"),
        ("---\ntitle: A\nreviewed_on: 2026-01-31 10:00:00\n---\nIt.", 3, "is not a date", "Write it as 2026-01-31"),
        ("---\ntitle: A\nreviewed_on: 2026-02-30\n---\nIt.", 3, "reviewed_on cannot be read", "Write dates as"),
        ("---\ntitle: !!bool A\n---\nIt.", 2, "title cannot be read", "put quotes around text"),
    ],
)
def test_broken_front_matter_is_refused_with_line_and_remedy(text: str, line: int, problem: str, remedy: str) -> None:
    """Invalid front matter, or a wrong value of a field, raises an error with file, line and remedy."""
    with pytest.raises(LibraryError) as raised:
        values(FrontMatter(text, path=PATH))
    message = str(raised.value)
    assert message.startswith(f"{PATH}:{line}: ")
    assert problem in message
    assert remedy in message
    assert (raised.value.path, raised.value.line) == (PATH, line)
