import datetime
import os
from pathlib import Path

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from voiceedu.content import library, procedure_file
from voiceedu.content.blocks import Block
from voiceedu.content.procedure import Procedure
from voiceedu.content.sections import Section
from voiceedu.errors import LibraryError

PATH = Path("en/nerve-blocks.md")


def parsed(body: str = "It helps.", *, fields: str = "title: Nerve blocks") -> Procedure:
    return procedure_file.parse(f"---\n{fields}\n---\n{body}", path=PATH, language="en")


def put(path: Path, text: str | bytes = "---\ntitle: Nerve blocks\n---\nIt helps.\n") -> Path:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(text if isinstance(text, bytes) else text.encode())
    return path


def test_procedure_has_every_field() -> None:
    """All that front matter can say is in the procedure, with single spaces."""
    procedure = parsed(
        fields="title: Nerve  blocks\nslug: blocks\nsummary: 'What: they do'\norder: 3\nsource: A\n  leaflet\n"
        "author: Dr. Raj Desai\nreviewed_by: Dr. Jane Roe\nreviewed_on: 2026-01-31\nreview_by: 2027-01-31\n"
        "translation_of: bloqueos\ndraft: true\nmenu: a  nerve block"
    )
    assert procedure == Procedure(
        slug="blocks",
        language="en",
        title="Nerve blocks",
        sections=(Section(slug="introduction", heading="", blocks=(Block(kind="paragraph", text="It helps."),)),),
        summary="What: they do",
        order=3,
        source="A leaflet",
        author="Dr. Raj Desai",
        reviewed_by="Dr. Jane Roe",
        reviewed_on=datetime.date(2026, 1, 31),
        review_by=datetime.date(2027, 1, 31),
        translation_of="bloqueos",
        draft=True,
        menu="a nerve block",
    )


def test_title_and_text_are_enough() -> None:
    """Without other fields the slug is the file name, and no one is said to have written or reviewed it."""
    procedure = parsed(fields="title: Nerve blocks\nauthor:\nreviewed_by: ''\nreviewed_on: ''")
    assert (procedure.slug, procedure.order, procedure.source, procedure.summary) == ("nerve-blocks", 1000, "", "")
    assert (procedure.author, procedure.reviewed_by, procedure.reviewed_on) == ("", "", None)


def test_lists_are_bullets_and_steps() -> None:
    """Items of a list are blocks of their own, in order, also where lists are nested or have paragraphs."""
    procedure = parsed("See:\n\n- one\n  and more\n- two\n  1. first\n  2. second\n\n  after\n* other\n\nEnd.")
    assert procedure.sections[0].blocks == (
        Block(kind="paragraph", text="See:"),
        Block(kind="bullet", text="one and more", depth=1),
        Block(kind="bullet", text="two", depth=1),
        Block(kind="step", text="first", depth=2, number=1),
        Block(kind="step", text="second", depth=2, number=2),
        Block(kind="paragraph", text="after", depth=1),
        Block(kind="bullet", text="other", depth=1),
        Block(kind="paragraph", text="End."),
    )


@pytest.mark.parametrize(
    ("written", "text"),
    [
        ("*a* __b__ `c` [d](http://x.org 'e')", "a b c d"),
        ("a\\*b\\* &amp; &eacute;", "a*b* & é"),
        ("two\nlines  \nand\\\nmore", "two lines and more"),
        ("wide\u00a0 \u2003spaces\tand tabs", "wide spaces, and tabs"),
        ("<http://x.org>", "http://x.org"),
        ("5 < 6 & 7 > 3 | 2", "5 < 6 & 7 > 3 | 2"),
    ],
)
def test_inline_marks_leave_their_words(written: str, text: str) -> None:
    """Emphasis, links, code, escapes and line breaks give plain text with single spaces."""
    assert parsed(written).sections[0].text == text


@pytest.mark.parametrize(
    ("text", "line", "problem", "remedy"),
    [
        ("It helps.", 1, "no front matter", "Begin with a line of ---"),
        ("---\n---\nIt helps.", 1, "no title", "Write 'title: …'"),
        ("---\norder: 3\ntitle:\n---\nIt helps.", 1, "no title", "Write 'title: …'"),
        ("---\ntitle: ' '\n---\nIt helps.", 1, "no title", "Write 'title: …'"),
        ("---\norder: 3\ntitle: A: b\n---\nIt.", 3, "front matter is not YAML", "Put quotes around"),
        ("---\ntitle: A\nreviewed_on: soon\n---\nIt.", 3, "reviewed_on is not a date", "Write it as 2026-01-31"),
        ("---\ntitle: A\nslug: Nerve Blocks\n---\nIt.", 3, "'Nerve Blocks' cannot be a slug", "small letters"),
        ("---\ntitle: A\nslug: library\n---\nIt.", 3, "'library' cannot be a slug", "feed, library, prompts are taken"),
        ("---\ntitle: A\nslug: prompts\n---\nIt.", 3, "'prompts' cannot be a slug", "feed, library, prompts are taken"),
        ("---\ntitle: A\nslug: feed\n---\nIt.", 3, "'feed' cannot be a slug", "feed, library, prompts are taken"),
        ("---\ntitle: A\n---\n", 4, "no text", "Write what a patient should hear"),
        ("---\ntitle: A\n---\n\n \n- \n", 4, "no text", "Write what a patient should hear"),
        ("---\ntitle: A\n---\nIt.\n\n# Why\nSo.", 6, "a heading of level 1", "use ## for sections"),
        ("---\ntitle: A\n---\n\nIt.\n\n    code", 7, "a block of code", "Write it in words"),
        ("---\ntitle: A\n---\n```\ncode\n```", 4, "a block of code cannot be spoken", "Write it in words"),
        ("---\ntitle: A\n---\n<p>It.</p>", 4, "HTML ('<p>It.</p>') cannot be spoken", "Write it in words"),
        ("---\ntitle: A\n---\nIt.\n\n| a | b |\n|---|---|", 6, "a table without rows", "Write what is in it"),
        ("---\ntitle: A\ndraft: perhaps\n---\nIt.", 3, "draft is neither true nor false", "Write 'draft: true'"),
        ("---\ntitle: A\nsource: &a b\nauthor: *a\n---\nIt.", 4, "it has an alias", "Put quotes around"),
        ("---\ntitle: A\n---\nIt\nis ![a](b.png).", 5, "image ('a') cannot be spoken", "Write it in words"),
        ("---\ntitle: A\n---\nIt  \nis\n<b>so</b>.", 6, "HTML ('<b>') cannot be spoken", "Write it in words"),
        ("---\ntitle: A\n---\n[Note]: important", 4, "a link definition", "Write the link in its place"),
        ("---\ntitle: A\n---\nIt.\n\n" + "- " * 30 + "deep", 6, "lists nested too deep", "a list within a list"),
        ("---\ntitle: A\n---\nIt\n\x0cis.", 5, "a control character ('\\x0c')", "Take it out"),
        ("---\r\ntitle: A\r\n---\r\nIt\r\nis\x00.", 5, "a control character ('\\x00')", "Take it out"),
    ],
)
def test_broken_file_is_refused_with_line_and_remedy(text: str, line: int, problem: str, remedy: str) -> None:
    """Content that cannot be spoken raises an error with file, line, problem and remedy."""
    with pytest.raises(LibraryError) as raised:
        procedure_file.parse(text, path=PATH, language="en")
    message = str(raised.value)
    assert message.startswith(f"{PATH}:{line}: ")
    assert problem in message
    assert remedy in message
    assert (raised.value.path, raised.value.line) == (PATH, line)


@pytest.mark.parametrize("name", ["library.md", "feed.md", "prompts.md", "---.md"])
def test_file_name_that_cannot_be_a_slug_asks_for_one(name: str) -> None:
    """A file whose name is reserved or gives no URL needs a `slug`, and is accepted with one."""
    with pytest.raises(LibraryError, match="cannot be a slug"):
        procedure_file.parse("---\ntitle: A\n---\nIt.", path=Path(name), language="en")
    assert procedure_file.parse("---\ntitle: A\nslug: a\n---\nIt.", path=Path(name), language="en").slug == "a"


def test_deep_but_bearable_lists_lose_no_word() -> None:
    """A list is refused before the parser would leave its text out, not after."""
    for depth in range(1, 10):
        assert parsed("- " * depth + "deep").sections[0].text == "deep"


@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig"])
def test_files_of_any_system_read_the_same(tmp_path: Path, encoding: str, end: str) -> None:
    """A byte order mark and the line ends of another system change nothing."""
    text = "---\ntitle: Über\n---\nIt\nhelps.\n\n## Why\n\nSo.\n"
    path = put(tmp_path / "blocks.md", text.replace("\n", end).encode(encoding))
    assert procedure_file.read(path, language="en") == procedure_file.parse(text, path=path, language="en")


def test_file_that_is_not_utf_8_is_refused_with_its_line(tmp_path: Path) -> None:
    """An encoding is not guessed at: the line of the first wrong byte is named."""
    path = put(tmp_path / "blocks.md", "---\ntitle: A\n---\nDéjà vu".encode("latin-1"))
    with pytest.raises(LibraryError, match=r"not UTF-8 text\. Save the file with the encoding UTF-8") as raised:
        procedure_file.read(path, language="en")
    assert (raised.value.path, raised.value.line) == (path, 4)


YAML_LIKE = st.text(" \n-:[]{}&*!|>'\"%@`#,?titleord:<>0159.\t\\x", max_size=40)


MARKDOWN_LIKE = st.text(" \n\t#*_-+=>`~[]()!<>&;|\\:1.ab", max_size=80)


@given(fields=st.text() | YAML_LIKE, body=st.text() | MARKDOWN_LIKE)
@example(fields="title: " + "[" * 1200, body="")
@example(fields="title: A\norder: " + "9" * 5000, body="It.")
@example(fields="title: !!int ''", body="It.")
@example(fields="title: !!timestamp A", body="It.")
@example(fields="title: &a [*a]", body="It.")
@example(fields="title: A", body="> " * 500 + "It.")
@example(fields="title: A", body="[" * 500 + "It.")
def test_any_text_parses_or_is_refused(fields: str, body: str) -> None:
    """Any text either raises the named error or gives a procedure with words."""
    for text in (body, f"---\n{fields}\n---\n{body}", f"---\ntitle: A\n---\n{body}"):
        try:
            procedure = procedure_file.parse(text, path=PATH, language="en")
        except LibraryError:
            continue
        assert all(block.text for section in procedure.sections for block in section.blocks)
        assert procedure.sections


def test_only_what_has_changed_is_parsed_again(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A library that is loaded again parses the file whose text has changed, also where its time and size have not."""
    folder = tmp_path / "en"
    folder.mkdir()
    for name in ("one", "two", "three"):
        (folder / f"{name}.md").write_text(f"---\ntitle: {name}\n---\nIt is warm.\n", encoding="utf-8")
    before = library.load(tmp_path)
    parsed: list[str] = []
    parse = procedure_file.parse

    def counting(text: str, *, path: Path, language: str) -> Procedure:
        parsed.append(path.stem)
        return parse(text, path=path, language=language)

    monkeypatch.setattr(procedure_file, "parse", counting)
    assert library.load(tmp_path).by_language == before.by_language
    assert parsed == []
    state = (folder / "two.md").stat()
    (folder / "two.md").write_text("---\ntitle: two\n---\nIt is cold.\n", encoding="utf-8")
    os.utime(folder / "two.md", ns=(state.st_atime_ns, state.st_mtime_ns))
    after = library.load(tmp_path)
    assert parsed == ["two"]
    assert after.by_language != before.by_language
