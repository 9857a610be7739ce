import pytest
from hypothesis import given
from hypothesis import strategies as st

from voiceedu.content import documents
from voiceedu.content.documents import Document
from voiceedu.errors import ImportingError


def read(text: str, *, name: str = "leaflet.txt") -> Document:
    return documents.read(text.encode(), name=name)


def shape(text: str, *, name: str = "leaflet.txt") -> list[tuple[str, str, str]]:
    """Return the kind, marker and text of every piece of a document."""
    return [(piece.kind, piece.marker, piece.text) for piece in read(text, name=name).pieces]


def test_plain_text_is_read_into_pieces() -> None:
    """Empty lines, list marks and short lines part a .txt; a piece keeps its place, its mark and its line ends."""
    text = "About pain\n\nIt hurts\n  at times.\n\nWhat helps\n\n\t● Rest: yes.\n1) Move\n\nRaj Desai\n"
    assert [(p.kind, p.line, p.indent, p.marker, p.text) for p in read(text).pieces] == [
        ("paragraph", 1, 0, "", "About pain"),
        ("paragraph", 3, 0, "", "It hurts\nat times."),
        ("heading", 6, 0, "", "What helps"),
        ("bullet", 8, 4, "●", "Rest: yes."),
        ("step", 9, 0, "1)", "Move"),
        ("paragraph", 11, 0, "", "Raj Desai"),
    ]


def test_markdown_is_read_into_pieces() -> None:
    """In a .md headings and rules are what its syntax says, and emphasis stays in the text."""
    text = "Pain\n====\n\nIt *hurts*.\n\n* * *\n### Part\nRest.\n- one\n  more\n\nShort\n\nEnd."
    assert shape(text, name="leaflet.MD") == [
        ("heading", "", "Pain"),
        ("rule", "====", ""),
        ("paragraph", "", "It *hurts*."),
        ("rule", "* * *", ""),
        ("heading", "###", "Part"),
        ("paragraph", "", "Rest."),
        ("bullet", "-", "one\nmore"),
        ("paragraph", "", "Short"),
        ("paragraph", "", "End."),
    ]


@pytest.mark.parametrize("glyph", ["●", "•"])
def test_bullet_needs_no_space_behind_a_round_mark(glyph: str) -> None:
    """Text copied from a PDF may have its bullet glued to the first word."""
    assert shape(f"Pain\n\n{glyph}Nerve blocks: Yes.")[1:] == [("bullet", glyph, "Nerve blocks: Yes.")]


def test_numbers_of_a_list_count_on() -> None:
    """A numbered list is known by its numbers: 1, 2, 3, across the paragraphs between them."""
    pieces = shape("Pain\n\n1. One.\n2. Two.\n\nBetween.\n\n3. Three.\n\n5. is no step.")
    assert pieces[1:] == [
        ("step", "1.", "One."),
        ("step", "2.", "Two."),
        ("paragraph", "", "Between."),
        ("step", "3.", "Three."),
        ("paragraph", "", "5. is no step."),
    ]


@pytest.mark.parametrize(
    "wrapped",
    ["on a scale of 0 to\n10. Then it", "from 1 to\n1. Then it", "the pain\n– if any –", "in the year\n2020. Then"],
)
def test_wrapped_line_may_begin_like_a_list_item(wrapped: str) -> None:
    """A number or a dash that a hard wrap put at the start of a line is a word, not a list mark."""
    assert shape(f"Pain\n\nIt was {wrapped} goes.")[1:] == [("paragraph", "", f"It was {wrapped} goes.")]


@pytest.mark.parametrize(
    "text",
    [
        "Examples include:\n\nRest.",
        "One two three four five six seven eight nine\n\nRest.",
        "Rest.\n\nnothing below",
        "Two lines\nof text\n\nRest.",
        "-----\n\nRest.",
    ],
)
def test_line_that_may_be_no_heading_is_a_paragraph(text: str) -> None:
    """A line that ends like a sentence, is long, has no letters or has nothing below it is a paragraph."""
    assert {kind for kind, _, _ in shape(f"Pain\n\n{text}")} == {"paragraph"}


@pytest.mark.parametrize(
    ("text", "parts"),
    [
        ("Nerve blocks: They\nhelp: yes.", ("Nerve blocks", "They\nhelp: yes.")),
        ("**Nerve blocks:** They help.", ("Nerve blocks", "They help.")),
        ("_Nerve blocks_: They help.", ("Nerve blocks", "They help.")),
        ("Nerve blocks:", None),
        ("at 10:30.", None),
        ("It ends. Here: text", None),
    ],
)
def test_name_and_text_are_parted_at_the_colon(text: str, parts: tuple[str, str] | None) -> None:
    """A phrase, a colon and words behind it are a name and its text; emphasis around the name is no part of it."""
    assert read(f"Pain\n\n● {text}").pieces[1].name_and_text == parts


@pytest.mark.parametrize(
    ("text", "name", "title"),
    [
        ("\nPain\nIt hurts.", "a.txt", "Pain"),
        ("Pain is a thing\nthat hurts.", "a.txt", None),
        ("- Pain\n\nIt hurts.", "a.txt", None),
        ("## Pain\nit hurts.", "a.md", "Pain"),
        ("Pain\n\nIt hurts.", "a.md", None),
    ],
)
def test_title_is_the_first_piece_with_its_shape(text: str, name: str, title: str | None) -> None:
    """A title is the first line of a .txt that does not run on, and the first heading of a .md with nothing before."""
    piece = read(text, name=name).title
    assert (piece and piece.text) == title


@pytest.mark.parametrize(
    ("text", "signature"),
    [
        ("It hurts.\n\nRaj Desai", "Raj Desai"),
        ("It hurts.\nRaj Desai", "Raj Desai"),
        ("It hurts.\n\n– Raj Desai", "Raj Desai"),
        ("Team:\n\n– Jane Roe\n\n– Raj Desai", None),
        ("It hurts.\n\n● Raj Desai", None),
        ("Raj Desai", None),
    ],
)
def test_signature_is_a_closing_line_of_its_own(text: str, signature: str | None) -> None:
    """The author may stand in a last line, also behind a dash, but not in a list nor in all the text there is."""
    piece = read(f"Pain\n\n{text}").signature
    assert (piece and piece.text) == signature


@pytest.mark.parametrize(
    "line",
    [
        "Dr. Raj Desai",
        "Raj Desai",
        "Prof. Dr. Anna-Maria O’Neill",
        "Raj Desai, MD, PhD",
        "Raj Desai MD",
        "J. R. Smith, M.D.",
        "Dr. Ludwig van der Berg",
        "Élodie Ångström",
    ],
)
def test_name_of_a_person_is_known(line: str) -> None:
    """A name may have particles, initials, a title before it and credentials behind."""
    assert documents.is_name(line)


@pytest.mark.parametrize(
    "line",
    [
        "",
        "By Dr. Raj Desai",
        "Thank You",
        "Raj Desai.",
        "Take good care",
        "Desai",
        "Call 555 1234",
        "The Pain Clinic",
        "Raj Desai, a good doctor",
        "One Two Three Four Five Six",
    ],
)
def test_what_may_be_no_name_is_none(line: str) -> None:
    """In doubt a line is no name: its words would not be heard."""
    assert not documents.is_name(line)


@pytest.mark.parametrize(
    ("data", "name", "problem", "remedy"),
    [
        (b"", "a.txt", "a.txt: the file is empty", "Write a title"),
        (b"\xef\xbb\xbf \r\n\xc2\xa0", "a.txt", "a.txt: the file is empty", "Write a title"),
        (b"%PDF-1.7\n", "a.txt", "a PDF", "plain text (.txt)"),
        (b"PK\x03\x04...", "a.txt", "a Word or zip file", "plain text (.txt)"),
        (b"\xd0\xcf\x11\xe0...", "a.txt", "a Word file", "plain text (.txt)"),
        (b"{\\rtf1 Pain}", "a.txt", "RTF", "plain text (.txt)"),
        (b"Pain\n\n\0\xff", "a.txt", "binary data", "plain text (.txt)"),
        ("Pain\n\nIt hurts.".encode("utf-16-le"), "a.txt", "binary data", "UTF-8"),
        (b"Pain\n\nIt hurts.\x07", "a.txt", "a.txt:3: a control character ('\\x07')", "plain text (.txt)"),
        ("Pain\r\n\r\nDéjà vu".encode("latin-1"), "a.txt", "a.txt:3: not UTF-8 text", "Save it as UTF-8"),
        ("Pain\rIt\rDéjà vu".encode("cp1252"), "a.txt", "a.txt:3: not UTF-8 text", "Save it as UTF-8"),
        (b"\xff\xfeP\0\n\0\n\0\0\xd8", "a.txt", "a.txt:3: not UTF-16 text", "Save it as UTF-8"),
        (b"Pain", "a.docx", "only .txt and .md", "Save it as plain text (.txt)"),
        (b"Pain", "pain", "only .txt and .md", "Save it as plain text (.txt)"),
    ],
)
def test_what_is_no_text_is_refused_with_a_remedy(data: bytes, name: str, problem: str, remedy: str) -> None:
    """Nothing is guessed at: an error names the file, what is wrong, where, and what would do."""
    with pytest.raises(ImportingError) as raised:
        documents.read(data, name=name)
    assert str(raised.value).startswith(name)
    assert problem in str(raised.value)
    assert remedy in str(raised.value)


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16"])
@pytest.mark.parametrize("end", ["\n", "\r\n", "\r", "\u2028", "\x85", "\v", "\f"])
def test_encodings_and_line_ends_make_no_difference(encoding: str, end: str) -> None:
    """UTF-8 and marked UTF-16, and the line ends of any system or word processor, give the same pieces."""
    text = "Über pain\n\nIt hurts:\n● Nerve blocks: Yes,\nthey do.\n\nRaj Desai\n"
    assert documents.read(text.replace("\n", end).encode(encoding), name="leaflet.txt") == read(text)


@pytest.mark.parametrize("name", ["leaflet.txt", "leaflet.md"])
@given(text=st.text(st.characters(exclude_categories=["Cc", "Cs"])) | st.text("#>-*_=:.12)\n \t\u00a0ab●–Ⅷ"))
def test_every_character_is_in_a_piece(name: str, text: str) -> None:
    """Any text with a word is read, each piece on a line further down, and nothing but white space is lost."""
    pieces = read(f"x{text}", name=name).pieces  # a \ufeff at the very beginning is a byte order mark
    assert "".join("".join(p.marker + p.text for p in pieces).split()) == "".join(f"x{text}".split())
    assert [piece.line for piece in pieces] == sorted({piece.line for piece in pieces})
