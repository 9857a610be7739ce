"""Where a caller is, as a name that can stand in a URL."""

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
def test_name_says_all_of_a_position(here: Position) -> None:
    """A position is found again by its name, which needs no escaping in a URL."""
    assert position.parse(str(here)) == here
    assert quote(str(here)) == str(here)


@given(st.text(max_size=40))
def test_what_is_no_name_is_no_position(text: str) -> None:
    """Of whatever somebody writes into an address, only a name is a position, and then it is its very name."""
    found = position.parse(text)
    assert found is None or str(found) == text


@pytest.mark.parametrize(
    ("name", "page"), [("en/menu-12", 12), ("en/menu-0", 0), ("en/goodbye", 0), ("en/menu-1/opening", 0)]
)
def test_page_is_that_of_a_menu(name: str, page: int) -> None:
    """A procedure may be called as a menu is: with a part it is none."""
    found = position.parse(name)
    assert found
    assert found.page == page


def test_module_says_names_that_there_are() -> None:
    """The names by which the module explains itself are names."""
    for name in re.findall(r"`(en/[^`]+)`", position.__doc__ or ""):
        assert position.parse(name)
