"""What Word files have beside ordinary paragraphs, in documents that python-docx writes."""

from collections.abc import Sequence

import docx
from docx.document import Document as WordDocument
from docx.opc.constants import RELATIONSHIP_TYPE
from docx.opc.packuri import PackURI
from docx.opc.part import Part
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls
from docx.table import Table

from tests.content.formats.writers import define_list, number_paragraph, saved, use_list
from voiceedu.content.blocks import outline
from voiceedu.content.comparison import compare_with_source
from voiceedu.content.document import Document
from voiceedu.content.formats.docx import read_docx


def bold(document: WordDocument, text: str) -> None:
    document.add_paragraph().add_run(text).bold = True


def read(document: WordDocument) -> Document:
    data = saved(document)
    found = read_docx(data, name="leaflet.docx")
    assert compare_with_source(found, data) == ()
    return found


def test_symbols_are_characters() -> None:
    """A sign from a symbol font is read as the character that it shows; one that is unknown is named."""
    document = docx.Document()
    bold(document, "Fever")
    paragraph = document.add_paragraph("Call us at ")
    for font, code in (("Symbol", "F0B3"), ("Webdings", "F041")):
        xml = f'<w:r {nsdecls("w")}><w:sym w:font="{font}" w:char="{code}"/></w:r>'
        paragraph._p.append(parse_xml(xml))
    paragraph.add_run(" 38 °C.")
    found = read(document)
    assert outline(found.body) == ["Call us at ≥ 38 °C."]
    assert [problem.text for problem in found.problems] == ["a symbol is left out: character F041 of the font Webdings"]


def test_bold_lines_between_lists_are_headings() -> None:
    """A short document of bold lines with lists under them has headings, though most of its paragraphs are bold."""
    document = docx.Document()
    bold(document, "Two lists")
    for name, items in (("Morning", ["Wake up", "Eat"]), ("Evening", ["Wash", "Sleep"])):
        bold(document, name)
        for item in items:
            document.add_paragraph(item, style="List Bullet")
    document.add_paragraph("Do both every day.")
    assert outline(read(document).body) == [
        *("## Morning", "- Wake up", "- Eat"),
        *("## Evening", "- Wash", "- Sleep", "Do both every day."),
    ]


def test_capitals_below_a_title_in_capitals_are_a_heading() -> None:
    """The title is no reason to take the line below it for one of a list in capitals."""
    document = docx.Document()
    for text in ("PREPARING FOR SURGERY", "WHAT TO BRING", "Your insurance card and a list of medicines."):
        document.add_paragraph(text)
    found = read(document)
    assert found.title == "PREPARING FOR SURGERY"
    assert outline(found.body) == ["## WHAT TO BRING", "Your insurance card and a list of medicines."]


def test_notes_are_read_where_they_belong() -> None:
    """A footnote follows its paragraph, an endnote stays at the end; no arrow back is read, or missed in the source."""
    document = docx.Document()
    document.add_heading("Your injection", level=1)
    for text, kind in (("It takes an hour.", "footnote"), ("Rest today.", "endnote"), ("Call us.", "footnote")):
        paragraph = document.add_paragraph(text)
        number = len(document.paragraphs)
        paragraph._p.append(parse_xml(f'<w:r {nsdecls("w")}><w:{kind}Reference w:id="{number}"/></w:r>'))
    add_notes(document, "footnote", {2: "Often less.", 4: "At any time."})
    add_notes(document, "endnote", {3: "Two days are better."})
    assert outline(read(document).body) == [
        *("It takes an hour.", "Often less.", "Rest today.", "Call us.", "At any time.", "1. Two days are better."),
    ]


def add_notes(document: WordDocument, kind: str, notes: dict[int, str]) -> None:
    texts = (
        f'<w:{kind} w:id="{key}"><w:p><w:r><w:t>{text}</w:t></w:r></w:p></w:{kind}>' for key, text in notes.items()
    )
    xml = f"<w:{kind}s {nsdecls('w')}>{''.join(texts)}</w:{kind}s>"
    content_type = f"application/vnd.openxmlformats-officedocument.wordprocessingml.{kind}s+xml"
    part = Part(PackURI(f"/word/{kind}s.xml"), content_type, xml.encode(), document.part.package)
    document.part.relate_to(part, getattr(RELATIONSHIP_TYPE, f"{kind.upper()}S"))


def test_letters_of_a_list_are_kept() -> None:
    """Whoever is told to see "step b" finds it, so that there is nothing to warn of."""
    document = docx.Document()
    document.add_heading("Exercises", level=1)
    numbering = document.part.numbering_part.element
    level = '<w:lvl w:ilvl="0"><w:start w:val="1"/><w:numFmt w:val="lowerLetter"/><w:lvlText w:val="%1)"/></w:lvl>'
    numbering.insert(0, parse_xml(f'<w:abstractNum {nsdecls("w")} w:abstractNumId="99">{level}</w:abstractNum>'))
    numbering.append(parse_xml(f'<w:num {nsdecls("w")} w:numId="99"><w:abstractNumId w:val="99"/></w:num>'))
    for text in ("Stretch.", "Breathe."):
        properties = document.add_paragraph(text)._p.get_or_add_pPr().get_or_add_numPr()
        properties.get_or_add_numId().val = 99
    found = read(document)
    assert outline(found.body) == ["a. Stretch.", "b. Breathe."]
    assert found.problems == ()


def test_numbers_are_those_that_word_shows() -> None:
    """Letters, numbers of several levels and numbers before headings are as Word shows them; a title has none."""
    document = docx.Document()
    outlines = [("decimal", "%1."), ("decimal", "%1.%2."), ("decimal", "%1.%2.%3")]
    letters = [("lowerLetter", "%1)"), ("lowerRoman", "(%2)"), ("decimal", "%1.%3")]
    headings = [("upperRoman", "Part %1:"), ("decimal", "%1.%2")]
    for identifier, levels in ((90, outlines), (91, letters), (92, headings)):
        define_list(document, identifier, [name for name, _ in levels], [text for _, text in levels])
    document.add_heading("After your block", 0)
    rows = [
        ("At home", 92, 0, "Heading 1"),
        ("Sit.", 90, 0, ""),
        ("On a chair.", 90, 1, ""),
        ("Not on a stool.", 90, 1, ""),
        ("Never.", 90, 2, ""),
        ("Stand.", 90, 0, ""),
        ("With help.", 90, 1, ""),
        ("In a year", 92, 0, "Heading 1"),
        ("First visit", 92, 1, "Heading 2"),
        ("Bring:", 91, 0, ""),
        ("this", 91, 1, ""),
        ("that", 91, 1, ""),
        ("all", 91, 2, ""),
        ("Come.", 91, 0, ""),
    ]
    uses = {identifier: use_list(document, identifier, 0) for identifier in (90, 91, 92)}
    for text, identifier, level, style in rows:
        number_paragraph(document.add_paragraph(text, style=style or None), uses[identifier], level)
    found = read(document)
    assert found.title == "After your block"
    assert outline(found.body) == [
        "# Part I: At home",
        "1. Sit.",
        "  1.1 On a chair.",
        "  1.2 Not on a stool.",
        "    1.2.1 Never.",
        "2. Stand.",
        "  2.1 With help.",
        "# Part II: In a year",
        "## II.1 First visit",
        "a. Bring:",
        "  i. this",
        "  ii. that",
        "    a.1 all",
        "b. Come.",
    ]


def table(document: WordDocument, rows: Sequence[tuple[str, ...]]) -> Table:
    found: Table = document.add_table(len(rows), len(rows[0]))
    for cells, texts in zip(found.rows, rows, strict=True):
        for cell, text in zip(cells.cells, texts, strict=True):
            cell.text = text
    return found


def test_table_in_a_cell_is_a_line_of_that_cell() -> None:
    """A few words in columns inside a cell do not tear the table around them apart; a merged row spans it."""
    document = docx.Document()
    document.add_heading("Your medicines", 0)
    rows = [("Medicine", "Morning", "Evening"), ("Aspirin", "1 tablet", "none"), ("", "", ""), ("Iron", "1", "2")]
    outer = table(document, rows)
    outer.cell(2, 0).merge(outer.cell(2, 2)).text = "With food"
    inner = outer.cell(3, 2).add_table(1, 2)
    inner.cell(0, 0).text, inner.cell(0, 1).text = "Monday", "Friday"
    document.add_paragraph("Call us.")
    assert outline(read(document).body) == [
        "[Medicine | Morning | Evening]",
        "| Aspirin | 1 tablet | none",
        "| With food",
        "| Iron | 1 | 2; Monday, Friday",
        "Call us.",
    ]


def test_rows_without_lists_stay_a_table() -> None:
    """One cell with a list is read by itself, behind the names of its columns; the rows around it are tables."""
    document = docx.Document()
    document.add_heading("Your medicines", 0)
    rows = [("Medicine", "When"), ("Aspirin", "7 days before"), ("Insulin", ""), ("Iron", "2 days before")]
    cell = table(document, rows).cell(2, 1)
    cell.paragraphs[0].style = cell.add_paragraph("half the dose", style="List Bullet").style
    cell.paragraphs[0].text = "the day before"
    document.add_paragraph("Call us.")
    assert outline(read(document).body) == [
        "[Medicine | When]",
        "| Aspirin | 7 days before",
        "Medicine: Insulin",
        "When:",
        "- the day before",
        "- half the dose",
        "[Medicine | When]",
        "| Iron | 2 days before",
        "Call us.",
    ]


def test_a_fact_with_a_tab_is_no_row_of_the_table_above() -> None:
    """Lines with tabs are a table; "Phone:" and its number below it are a line of their own."""
    document = docx.Document()
    document.add_heading("Your visits", 0)
    for text in ("Monday\t8 am\tBlood test", "Friday\t10 am\tSurgery", "Phone:\t602-555-0100"):
        document.add_paragraph(text)
    document.add_paragraph("Call us.")
    assert outline(read(document).body) == [
        "| Monday | 8 am | Blood test",
        "| Friday | 10 am | Surgery",
        "Phone: 602-555-0100",
        "Call us.",
    ]


def test_names_of_rows_are_no_names_of_columns() -> None:
    """A first column in bold names the rows, also where its words could name columns; nothing is doubtful then."""
    document = docx.Document()
    document.add_heading("Your plan", 0)
    found = table(document, [("Drug", "Warfarin"), ("Last dose", "Monday evening"), ("Restart", "the day after")])
    for cell in found.columns[0].cells:
        cell.paragraphs[0].runs[0].bold = True
    document.add_paragraph("Call us.")
    read_back = read(document)
    assert outline(read_back.body)[:2] == ["| Drug | Warfarin", "| Last dose | Monday evening"]
    assert read_back.body[0].text == "Drug: Warfarin."
    assert read_back.problems == ()
