"""A caller's position as a name that can stand in a URL."""

import re
from urllib.parse import quote

import pytest
from hypothesis import given
from hypothesis import strategies as st

from voiceedu.ivr import position
from voiceedu.ivr.position import Position

SLUGS = st.from_regex(r"[a-z0-9]+(-[a-z0-9]+)*", fullmatch=True)


@st.composite
def positions(draw: st.DrawFn) -> Position:
    place = draw(st.one_of(SLUGS, st.integers(1, 999).map("menu-{}".format)))
    bare = Position(
        language=draw(st.sampled_from(["en", "es-419", "zh-Hant"])),
        place=place,
        part=draw(st.one_of(st.just(""), SLUGS)),
        slow=draw(st.booleans()),
    )
    return bare.again(draw(st.sampled_from(bare.notices)), silences=draw(st.integers(0, position.SILENCES - 1)))


@given(positions())
def test_name_round_trips(here: Position) -> None:
    """Parsing a position's name gives the same position, and the name needs no escaping in a URL."""
    assert position.parse(str(here)) == here
    assert quote(str(here)) == str(here)


@given(st.text(max_size=40))
def test_only_exact_names_parse(text: str) -> None:
    """A text parses only if it is exactly the name of the position it gives."""
    found = position.parse(text)
    assert found is None or str(found) == text


@pytest.mark.parametrize(
    ("name", "page"), [("en/menu-12", 12), ("en/menu-0", 0), ("en/goodbye", 0), ("en/menu-1/opening", 0)]
)
def test_only_a_menu_has_a_page(name: str, page: int) -> None:
    """Only a menu has a page: a procedure with a menu's name and a part has none."""
    found = position.parse(name)
    assert found
    assert found.page == page


def test_examples_in_the_docstring_parse() -> None:
    """The examples in the module's docstring parse."""
    for name in re.findall(r"`(en/[^`]+)`", position.__doc__ or ""):
        assert position.parse(name)
