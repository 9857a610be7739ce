"""A document becomes library files with all of its structure and word for word, or none at all."""

from pathlib import Path

import docx
import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.content.formats.test_round_trip import documents as random_blocks
from tests.content.formats.writers import as_docx, as_html, saved
from voiceedu.content import importer, library, library_files, markdown_writer, procedure_file
from voiceedu.content.blocks import Block, outline
from voiceedu.content.importer import Import
from voiceedu.content.procedure import Procedure
from voiceedu.errors import ImportingError

DOCUMENT = Path(__file__).parents[1] / "data" / "what-is-joint-care.txt"
LEAFLETS = sorted(
    path for path in (Path(__file__).parent / "formats" / "leaflets").iterdir() if path.suffix != ".outline"
)


def converted(text: str | bytes, *, name: str = "leaflet.txt", split: bool = False) -> Import:
    data = text if isinstance(text, bytes) else text.encode()
    return importer.convert(data, name=name, language="en", split=split)


def imported(text: str | bytes, *, name: str = "leaflet.txt", split: bool = False) -> list[Procedure]:
    """Return what a library would hold after the import of `text`."""
    files = converted(text, name=name, split=split).files
    return [procedure_file.parse(file.text, path=Path(file.name), language="en") for file in files]


def lines(procedure: Procedure) -> list[str]:
    return outline(procedure.blocks)


def test_document_is_one_procedure_unless_it_is_to_be_split() -> None:
    """A list of named entries stays a list, and the import says that it could be split."""
    found = converted(DOCUMENT.read_bytes(), name=DOCUMENT.name)
    assert [file.name for file in found.files] == ["what-is-joint-care.md"]
    assert found.splittable == ("Steroid injections", "Gel injections", "Joint aspiration", "Nerve cooling")
    [procedure] = imported(DOCUMENT.read_bytes())
    bullets = [line.split(":")[0] for line in lines(procedure) if line.startswith("- ")]
    assert bullets == [f"- {name}" for name in found.splittable]


def test_split_gives_an_overview_and_a_procedure_for_every_entry() -> None:
    """The document gives exactly five procedures, in its order, by its author; the overview leads to the others."""
    found = converted(DOCUMENT.read_bytes(), name=DOCUMENT.name, split=True)
    assert [file.name for file in found.files] == [
        "what-is-joint-care.md",
        "steroid-injections.md",
        "gel-injections.md",
        "joint-aspiration.md",
        "nerve-cooling.md",
    ]
    overview, *others = imported(DOCUMENT.read_bytes(), split=True)
    assert [procedure.order for procedure in (overview, *others)] == [1, 2, 3, 4, 5]
    assert {procedure.author for procedure in (overview, *others)} == {"Dr. Ana Morales"}
    assert overview.source == ""
    assert {procedure.source for procedure in others} == {"What is Joint Care?"}
    assert [(block.text, block.link) for block in overview.blocks if block.is_item] == [
        (procedure.title, procedure.slug) for procedure in others
    ]


def test_split_keeps_every_word() -> None:
    """The five procedures, put together as the document has them, are the document; only bullet marks are gone."""
    overview, *others = imported(DOCUMENT.read_bytes(), split=True)
    texts = [block.text for block in overview.blocks if not block.link]
    entries = [f"● {procedure.title}: {procedure.sections[0].text}" for procedure in others]
    again = [overview.title, *texts[:2], *entries, *texts[2:], overview.author]
    assert " ".join(again).split() == DOCUMENT.read_text(encoding="utf-8").split()


def test_what_is_inside_an_entry_goes_with_it() -> None:
    """A list within a named entry belongs to its procedure, one level higher, even where an item looks named."""
    text = "Pain\n\nFor example:\n● Nerve blocks: Yes.\n    – Risks: few\n    – short\n● plain"
    overview, nerve = imported(text, split=True)
    assert lines(nerve) == ["Yes.", "- Risks: few", "- short"]
    assert lines(overview) == ["For example:", "- Nerve blocks", "- plain"]


def test_document_of_nothing_but_entries_has_no_overview() -> None:
    """With no text left for an overview, the title lives on as the source of every procedure."""
    procedures = imported("About pain\n\n● One: a\n● Two: b", split=True)
    assert [(p.title, p.order, p.source) for p in procedures] == [("One", 1, "About pain"), ("Two", 2, "About pain")]


def test_imported_texts_come_behind_those_of_the_library(tmp_path: Path) -> None:
    """Each import gets the next places of its language; what it replaces keeps its place."""
    document = tmp_path / "joint.txt"
    document.write_bytes(DOCUMENT.read_bytes())
    folder = tmp_path / "en"
    for name, text, order in (("a.txt", b"Rest\n\nSleep well.", 1), ("b.txt", b"Food\n\nEat well.", 2)):
        (tmp_path / name).write_bytes(text)
        library_files.write(importer.read(tmp_path / name, language="en", folder=folder).files, folder, force=False)
        assert library.load(tmp_path).by_language["en"][-1].order == order
    library_files.write(importer.read(document, language="en", split=True, folder=folder).files, folder, force=False)
    library_files.write(importer.read(tmp_path / "a.txt", language="en", folder=folder).files, folder, force=True)
    found = library.load(tmp_path).by_language["en"]
    assert [procedure.order for procedure in found] == [1, 2, 3, 4, 5, 6, 7]
    assert found[0].title == "Rest"
    assert importer.read(document, language="es", folder=tmp_path / "es").files[0].text.split("\n")[2] == "order: 1"


def test_language_that_a_text_is_plainly_not_in_is_named() -> None:
    """A Spanish text that is imported as English would be read by an English voice."""
    text = "Dieta\n\nNo coma nada después de la medianoche. Puede tomar agua con sus pastillas si tiene que tomar una."
    [problem] = converted(text).problems
    assert problem.text == "it reads as Spanish (es), and is imported as English (en)"
    assert "--language es" in problem.remedy
    assert importer.convert(text.encode(), name="a.txt", language="es").problems == ()


@pytest.mark.parametrize("line", ["Dr. Raj Desai", "Raj Desai, MD, PhD"])
def test_closing_name_is_the_author(line: str) -> None:
    """A last line that is a name, with or without title and credentials, is the author and no spoken text."""
    for text in (f"Pain\n\nIt hurts.\n\n{line}\n", f"Pain\n\nIt hurts.\n\n– {line}\n\n"):
        [procedure] = imported(text)
        assert procedure.author == line
        assert lines(procedure) == ["It hurts."]


@pytest.mark.parametrize("line", ["By Dr. Raj Desai", "Thank You", "Desai"])
def test_closing_line_that_is_no_name_stays_text(line: str) -> None:
    """In doubt the last line is text: its words are heard, and no author is made of them."""
    [procedure] = imported(f"Pain\n\nIt hurts.\n\n{line}")
    assert procedure.author == ""
    assert lines(procedure)[-1] == line


@pytest.mark.parametrize(
    "title",
    [
        "yes",
        "1.5",
        "null",
        "~",
        "2026-01-31",
        'Nerve blocks: "what" they do #1',
        "'a' - b",
        "[a] {b} & *c %d @e",
        '=HYPERLINK("http://x","y")',
        'Pain; ${SHELL(id)} , "x"',
        "? - : ! | > %",
        "long " * 60,
        "ما هو حصار العصب؟",
        "神经阻滞",
        "Что такое блокада?",
    ],
)
def test_title_survives_as_text(title: str) -> None:
    """A title that YAML would read as something else, or trip over, stays the words it is, and gives a slug."""
    found = converted(f"# {markdown_writer.escaped(title)}\n\nIt hurts.", name="a.md")
    [procedure] = [procedure_file.parse(file.text, path=Path(file.name), language="en") for file in found.files]
    assert procedure.title == " ".join(title.split())
    assert 0 < len(procedure.slug) <= 80


@pytest.mark.parametrize(
    ("title", "slugs"),
    [
        ("Nerve blocks", ["nerve-blocks", "nerve-blocks-2", "nerve-blocks-3"]),
        ("Library", ["library-2", "library-3", "library-4"]),
        ("字", ["zi", "zi-2", "zi-3"]),
        ("Prompts", ["prompts-2", "prompts-3", "prompts-4"]),
    ],
)
def test_slugs_are_usable_and_differ(title: str, slugs: list[str]) -> None:
    """Equal, reserved and foreign titles still give each procedure a file name of its own."""
    procedures = imported(f"{title}\n\n● {title}: a\n● {title}: b\n\nAfter.", split=True)
    assert [procedure.slug for procedure in procedures] == slugs


def test_document_without_a_title_takes_its_file_name_and_says_so() -> None:
    """A text that begins at once is imported under the name of its file, with a warning."""
    found = converted(
        "It hurts a great deal, " + "and on and on " * 9 + ".\n\n- rest\n- eat", name="after_the-block.txt"
    )
    assert [file.title for file in found.files] == ["After the block"]
    assert "no title was found" in found.problems[-1].text


def test_pdf_is_a_draft(monkeypatch: pytest.MonkeyPatch) -> None:
    """A PDF's guessed text is a draft, which is not published before a person has read it."""
    from dataclasses import replace

    from voiceedu.content.formats import read_bytes

    read = read_bytes(b"Pain\n\nIt hurts.", name="a.txt")
    monkeypatch.setattr(importer, "read_bytes", lambda data, *, name: replace(read, draft=True))
    [procedure] = imported("Pain\n\nIt hurts.")
    assert procedure.draft


def test_deeper_headings_stay_inside_their_section() -> None:
    """The heading levels of a document become those of a library file, whichever level is the first."""
    text = "# Pain\n\nIt.\n\n### Before\n\nEat.\n\n##### At home\n\nRest.\n\n### After\n\nSo."
    [procedure] = imported(text, name="a.md")
    assert lines(procedure) == ["It.", "## Before", "Eat.", "### At home", "Rest.", "## After", "So."]
    assert [section.heading for section in procedure.sections] == ["", "Before", "After"]


@pytest.mark.parametrize(
    ("data", "name", "problem", "remedy"),
    [
        (b"", "a.txt", "a.txt: the file is empty", "Write a title"),
        (b"Pain", "a.odt", "a LibreOffice file", "save it as .docx"),
        (b"Pain\n", "a.txt", "a.txt: a title and no text", "Write the text below"),
        (b"---\ntitle: Pain\n---\nIt hurts.", "a.md", "a library file already", "Copy it into the library"),
        (b"# Pain\n\n<div>a</div>\n\nIt <blink>hurts</blink>.", "a.md", "a.md:5: HTML", "a.md:3: HTML"),
    ],
)
def test_unusable_document_is_refused_with_a_remedy(data: bytes, name: str, problem: str, remedy: str) -> None:
    """An error names the file, each problem with its place, and the remedies."""
    with pytest.raises(ImportingError) as raised:
        converted(data, name=name)
    assert problem in str(raised.value)
    assert remedy in str(raised.value)


@pytest.mark.parametrize("language", ["", "English", "../en", "ivr"])
def test_language_that_is_no_tag_is_refused(language: str) -> None:
    """The language becomes a folder and a URL, so only a language tag will do."""
    with pytest.raises(ImportingError, match="is not a language tag"):
        importer.convert(b"Pain\n\nIt hurts.", name="a.txt", language=language)


def test_word_that_would_change_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    """The proof at run time is real: text that is not escaped is caught, and the difference is named."""
    monkeypatch.setattr(markdown_writer, "escaped", lambda text: text)
    with pytest.raises(ImportingError, match=r"in pain\.md 'It hurts \*very\* much\.' would become"):
        imported("Pain\n\nIt hurts *very* much.")


@pytest.mark.parametrize(("ending", "write"), [("docx", as_docx), ("html", as_html)])
@given(blocks=random_blocks())
def test_any_tree_of_blocks_is_in_the_library_as_it_was(ending: str, write: object, blocks: list[Block]) -> None:
    """Headings, lists with numbers and depths, paragraphs in them and tables of a document are in its library file."""
    [procedure] = imported(write(blocks), name=f"leaflet.{ending}")  # type: ignore[operator]
    levels = sorted({block.level for block in blocks[1:] if block.kind == "heading"})
    own = {f"{'#' * level} ": f"{'#' * (2 + at)} " for at, level in enumerate(levels)}
    expected = [
        own.get(line[: line.find(" ") + 1], line[: line.find(" ") + 1]) + line[line.find(" ") + 1 :]
        for line in outline(blocks[1:])
    ]
    assert (procedure.title, lines(procedure)) == (blocks[0].text, expected)


def discharge_sheet() -> bytes:
    """A Word file as clinics write them: no heading styles, two-level lists, a step that goes on, a table, a name."""
    document = docx.Document()

    def bold(text: str, rest: str = "") -> None:
        paragraph = document.add_paragraph()
        paragraph.add_run(text).bold = True
        paragraph.add_run(rest)

    bold("After your injection: what to do")
    document.add_paragraph("You had an injection today. Please read this with care.")
    bold("Activity:", " Rest today and do not drive for 24 hours after the procedure.")
    bold("When to call us")
    for text, style in [("A fever above 101 °F", ""), ("New weakness:", ""), ("in your legs", " 2"), ("A rash", "")]:
        document.add_paragraph(text, style=f"List Bullet{style}")
    bold("Steps at home")
    for text, style in [("Take the bandage off.", ""), ("Cool the place:", ""), ("20 minutes on", " 2")]:
        document.add_paragraph(text, style=f"List Number{style}")
    document.add_paragraph("This may be done for two days.")
    document.add_paragraph("Eat as you like.", style="List Number")
    bold("Medicines")
    table = document.add_table(3, 2)
    for at, (name, when) in enumerate([("Medicine", "Begin again"), ("Warfarin", "tomorrow"), ("Plavix", "in 2 days")]):
        table.cell(at, 0).text, table.cell(at, 1).text = name, when
    for cell in table.rows[0].cells:
        cell.paragraphs[0].runs[0].bold = True
    document.add_paragraph("Ana Morales, MD")
    return saved(document)


def test_word_file_without_heading_styles_keeps_its_structure() -> None:
    """Bold lines and run-ins are headings, lists keep levels and numbers, a table its names, a closing name is hers."""
    [procedure] = imported(discharge_sheet(), name="discharge.docx")
    assert (procedure.title, procedure.author) == ("After your injection: what to do", "Ana Morales, MD")
    assert lines(procedure) == [
        "You had an injection today. Please read this with care.",
        "## Activity",
        "Rest today and do not drive for 24 hours after the procedure.",
        "## When to call us",
        "- A fever above 101 °F",
        "- New weakness:",
        "  - in your legs",
        "- A rash",
        "## Steps at home",
        "1. Take the bandage off.",
        "2. Cool the place:",
        "  1. 20 minutes on",
        "This may be done for two days.",
        "3. Eat as you like.",
        "## Medicines",
        "[Medicine | Begin again]",
        "| Warfarin | tomorrow",
        "| Plavix | in 2 days",
    ]


@pytest.mark.parametrize("path", LEAFLETS, ids=lambda path: path.name)
def test_leaflet_becomes_a_library_file(path: Path) -> None:
    """Each kind of document that a clinic has can be imported whole, and in parts where it has named entries."""
    for split in (False, True):
        found = importer.read(path, language="en", split=split)
        for file in found.files:
            assert procedure_file.parse(file.text, path=Path(file.name), language="en").blocks == file.blocks


@pytest.mark.parametrize("name", ["leaflet.txt", "leaflet.md"])
@given(data=st.binary() | st.text().map(str.encode) | st.text("#>-*_`[]()<!&|~=:.1\n \t\\ab●").map(str.encode))
def test_any_bytes_convert_or_are_refused(name: str, data: bytes) -> None:
    """No document at all raises anything but the named error, with or without a title before it."""
    for start in (b"", b"# Pain\n\n"):
        try:
            procedures = imported(start + data, name=name)
        except ImportingError:
            continue
        assert procedures


@pytest.mark.parametrize(
    ("name", "data", "marks"),
    [
        ("a.txt", b"Exercises\n\na) Stretch.\nb) Breathe.\n\nDo both.", "a b"),
        ("a.md", b"# Exercises\n\na. Stretch.\nb. Breathe.\n\nDo both.", "a b"),
        ("b.md", b"# Exercises\n\nB)  Stretch.\n\nDo both.", "B"),
        ("a.html", b"<h1>Exercises</h1><ol type=a><li>Stretch.<li>Breathe.</ol><p>Do both.", "a b"),
        (
            "b.html",
            b"<h1>Exercises</h1><ol style='list-style: upper-roman'><li>Stretch.<li>Breathe.</ol><p>Do.",
            "I II",
        ),
        ("c.html", b"<h1>Exercises</h1><p>a) Stretch.</p><p>b) Breathe.</p><p>Do both.", "a b"),
        ("d.html", b"<h1>Exercises</h1><ol type=A start=3><li>Stretch.<li value=7>Breathe.</ol><p>Do both.", "C G"),
        ("e.html", b"<h1>Exercises</h1><ol type=i start=9><li>Stretch.</ol><p>Do both.", "ix"),
        ("f.html", b"<h1>Exercises</h1><ol type=a start=26><li>Stretch.<li>Breathe.</ol><p>Do both.", "z aa"),
    ],
)
def test_letters_of_a_list_are_in_the_library(name: str, data: bytes, marks: str) -> None:
    """Whoever reads "see b" finds a b: the library file has the letters, and no warning is needed."""
    found = converted(data, name=name)
    [procedure] = imported(data, name=name)
    steps = [block for block in procedure.blocks if block.kind == "step"]
    assert [step.mark for step in steps] == (marks.split())
    assert procedure.blocks == found.files[0].blocks
    assert found.problems == ()


@pytest.mark.parametrize(
    "text",
    [
        "a. First\n\nb. Second",
        "A. Smith wrote this.\n\nB. Jones read it.",
        "(i) one\n\n(ii) two",
        "1.1 litres\n\n1.2 litres",
    ],
)
def test_words_that_look_like_marks_stay_words(text: str) -> None:
    """A paragraph that begins like a list item is written so that it is read as a paragraph."""
    paragraphs = [Block(kind="paragraph", text=line) for line in text.split("\n\n")]
    written = markdown_writer.write_blocks([*paragraphs, Block(kind="paragraph", text="End.")])
    procedure = procedure_file.parse(f"---\ntitle: T\n---\n\n{written}", path=Path("t.md"), language="en")
    assert lines(procedure) == [*text.split("\n\n"), "End."]


def test_errors_of_a_document_are_not_told_twice() -> None:
    """What cannot be spoken is named with its line; that its words are missing then is no second error."""
    with pytest.raises(ImportingError) as raised:
        converted("# Rest\n\nText.\n\n<div>raw</div>\n\n```\ncode\n```\n", name="a.md")
    assert [line.split(":")[1] for line in str(raised.value).splitlines()] == ["5", "7"]
