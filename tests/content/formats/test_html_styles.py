"""What a page's own CSS says of its lists and of what is bold."""

import pytest

from voiceedu.content.blocks import outline
from voiceedu.content.formats.html import read_html

GOOGLE = '.lst-kix_x-1 > li:before{content:"" counter(lst-ctn-kix_x-1,lower-latin) ". "}'
COUNTERS = 'ol{list-style:none;counter-reset:item} li{counter-increment:item} li:before{content:counters(item,".") " "}'
NESTED = "<ol><li>one<ol><li>two<li>three</ol><li>four</ol>"


@pytest.mark.parametrize(
    ("css", "body", "found"),
    [
        (".alpha{list-style-type:lower-alpha}", "<ol class='x alpha'><li>one</ol>", ["a. one"]),
        ("ol.r, ul.r{color:red;list-style:upper-roman inside}", "<ol class=r><li>one</ol>", ["I. one"]),
        ("ol ol{list-style-type:lower-latin}", NESTED, ["1. one", "  a. two", "  b. three", "2. four"]),
        ("ol > li > ol{list-style-type:upper-alpha}", NESTED, ["1. one", "  A. two", "  B. three", "2. four"]),
        (GOOGLE, "<ol class='lst-kix_x-1 start'><li>one</ol>", ["a. one"]),
        (COUNTERS, NESTED, ["1. one", "  1.1 two", "  1.2 three", "2. four"]),
        ("p ol{list-style-type:lower-alpha}", "<ol><li>one</ol>", ["1. one"]),
        (
            ".alpha{list-style-type:lower-alpha}",
            "<ol class=alpha type=I style='list-style:upper-alpha'><li>one</ol>",
            ["A. one"],
        ),
    ],
)
def test_lists_are_marked_as_the_page_shows_them(css: str, body: str, found: list[str]) -> None:
    """Classes, lists in lists, Google's counters and counters in a row give letters and outline numbers."""
    page = f"<html><head><style>{css}</style></head><body><h1>T</h1>{body}</body></html>"
    assert outline(read_html(page.encode(), name="a.html").body) == found


def test_bold_of_a_class_is_bold() -> None:
    """A paragraph whose class is bold is a heading as one in <b> is."""
    page = "<style>.c1{font-weight:700}</style><p class=c1>T<p>Text one.<p><span class=c1>Before</span><p>Rest.<p>So."
    assert "## Before" in outline(read_html(page.encode(), name="a.html").blocks)
