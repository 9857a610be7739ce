"""Drafts of PDFs: what is at the edges of pages, and what a line looks like."""

from collections.abc import Sequence

import pytest

from voiceedu.content.blocks import outline
from voiceedu.content.comparison import compare_with_source
from voiceedu.content.formats.pdf import read_pdf

Piece = tuple[int, int, int, str]
"""From the left, from the bottom and the size of the letters, in points, and the text."""


def pdf(pages: Sequence[Sequence[Piece]]) -> bytes:
    """Return a PDF of `pages`, in Helvetica."""
    objects = [b"<< /Type /Catalog /Pages 2 0 R >>", b"", b"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>"]
    kids = []
    for page in pages:
        text = "".join(f"BT /F1 {size} Tf {left} {bottom} Td ({words}) Tj ET\n" for left, bottom, size, words in page)
        stream = text.encode("cp1252")
        objects.append(b"<< /Length %d >>\nstream\n%s\nendstream" % (len(stream), stream))
        resources = b"<< /Font << /F1 3 0 R >> >>"
        box = b"/MediaBox [0 0 600 800]"
        contents = len(objects)
        objects.append(
            b"<< /Type /Page /Parent 2 0 R %s /Resources %s /Contents %d 0 R >>" % (box, resources, contents)
        )
        kids.append(b"%d 0 R" % len(objects))
    objects[1] = b"<< /Type /Pages /Kids [%s] /Count %d >>" % (b" ".join(kids), len(kids))
    data, places = b"%PDF-1.4\n", []
    for number, content in enumerate(objects, start=1):
        places.append(len(data))
        data += b"%d 0 obj\n%s\nendobj\n" % (number, content)
    table = b"".join(b"%010d 00000 n \n" % place for place in places)
    count = len(objects) + 1
    end = b"trailer << /Size %d /Root 1 0 R >>\nstartxref\n%d\n%%%%EOF\n" % (count, len(data))
    return data + b"xref\n0 %d\n0000000000 65535 f \n" % count + table + end


@pytest.mark.parametrize("footer", ["Pain clinic, form 22, page {}", "Pain clinic, form 22 {}/3"])
def test_line_with_the_number_of_the_page_is_left_out(footer: str) -> None:
    """It is one on every page, though its number differs; a dose at the end of a page is none."""
    steps = ("Take aspirin - 81", "Take iron - 30", "Take zinc - 12")
    pages = [
        [
            (70, 760, 12, "Your medicines" if not number else "More of them"),
            (70, 700, 12, f"These are good for you, all of them, in their order {number}."),
            (70, 80, 12, step),
            (70, 30, 12, footer.format(number + 1)),
        ]
        for number, step in enumerate(steps)
    ]
    data = pdf(pages)
    found = read_pdf(data, name="a.pdf")
    assert [text for text in outline(found.blocks) if "clinic" in text] == []
    assert all(step in " ".join(outline(found.blocks)) for step in steps)
    assert [omission.text for omission in found.omitted if "clinic" in omission.text] == [
        footer.format(number) for number in (1, 2, 3)
    ]
    assert compare_with_source(found, data) == ()


def test_size_of_a_mark_makes_no_heading() -> None:
    """A number or a bullet in larger letters, as some programs set it, leaves its line a list item."""
    data = pdf(
        [
            [
                (70, 760, 20, "Your day"),
                *(
                    (70, 700 - 20 * at, 10, f"This sentence has number {at}, and it is of ordinary size.")
                    for at in range(5)
                ),
                *((70, 560, 14, "1."), (90, 560, 10, "Eat.")),
                *((70, 540, 14, "2."), (90, 540, 10, "Rest.")),
            ]
        ]
    )
    assert outline(read_pdf(data, name="a.pdf").blocks)[-2:] == ["1. Eat.", "2. Rest."]
