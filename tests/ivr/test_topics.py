"""Which positions of a call there are, and what stands in for one that is gone."""

import pytest

from tests.support.conversation import BOTH, ONE
from voiceedu.ivr.position import parse
from voiceedu.ivr.topics import Topics


@pytest.mark.parametrize(
    "name", ["en/menu-1", "en/menu-2", "en/nerve-blocks/opening", "en/nerve-blocks/what-it-is", "en/person"]
)
def test_what_there_is_is_found(name: str) -> None:
    """Menus, the parts of procedures, and the person, are positions while the library has them."""
    found = BOTH.find(name)
    assert found is not None
    assert str(found) == name


@pytest.mark.parametrize(
    ("name", "instead"),
    [
        ("en/nerve-blocks/what-it-was", "en/nerve-blocks/opening"),
        ("en/nothing/opening", "en/menu-1.moved"),
        ("en/menu-9", "en/menu-1.welcome"),
        ("fr/menu-1", "en/menu-1.welcome"),
        ("", "en/menu-1.welcome"),
    ],
)
def test_what_is_gone_has_something_in_its_place(name: str, instead: str) -> None:
    """That is the beginning of the procedure, the menu that says that it is gone, or the beginning of the call."""
    assert BOTH.find(name) is None
    assert BOTH.find(BOTH.instead(name)) is not None
    assert BOTH.instead(name) == instead


def test_another_language_has_the_same_topic_or_its_menu() -> None:
    """A topic that has a translation goes on with it; another begins with the menu of that language."""
    pairs = Topics(
        topics={"en": ("nerve-blocks", "epidural"), "es": ("bloqueos",)},
        parts=lambda *_: ("opening", "text"),
        common={"es": {"bloqueos": "nerve-blocks"}},
    )
    assert pairs.next_language("es") == "en"
    assert ONE.next_language("es") is None
    here, alone = parse("en/nerve-blocks/text"), parse("en/epidural/text")
    assert here is not None
    assert alone is not None
    assert str(pairs.in_language("es", here)) == "es/bloqueos/opening"
    assert str(pairs.in_language("es", alone)).startswith("es/menu-1")
