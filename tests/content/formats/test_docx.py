"""What Word files have beside ordinary paragraphs, in documents that python-docx writes."""

import docx
from docx.document import Document as WordDocument
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls

from tests.content.formats.writers import saved
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
