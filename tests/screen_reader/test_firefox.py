"""What listeners need most, in Debian's Firefox: playing, the keyboard, sentences, focus, narrow screens."""

import os
import time
from collections.abc import Callable, Iterator

import pytest

from tests.screen_reader import firefox
from tests.screen_reader.desktop import sound_card
from tests.screen_reader.firefox import Firefox
from tests.support.server import Server

PLACE_S = "return document.querySelector('audio').currentTime"
IS_PLAYING = "const audio = document.querySelector('audio'); return !audio.paused && audio.currentTime > 0.2"
FOCUSED = "return document.activeElement.innerText.trim()"
STARTS_S = "return [...document.querySelectorAll('[data-start]')].map(one => one.dataset.start / 1000)"


@pytest.fixture(scope="module")
def window(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Firefox]:
    folder = tmp_path_factory.mktemp("firefox")
    with sound_card(folder) as card, firefox.running(folder, environment={**os.environ, **card}) as window:
        window.resize(1000, 800)
        yield window


@pytest.fixture
def procedure(window: Firefox, site: Server) -> Firefox:
    """The window with a procedure that nobody has listened to."""
    window.goto(f"{site.url}/en/nerve-blocks")
    window.evaluate("document.querySelector('audio').pause()")
    time.sleep(0.3)  # the page notes the place when it has stopped
    window.evaluate("localStorage.clear()")
    window.goto(f"{site.url}/en/nerve-blocks")
    return window


def tab_to(window: Firefox, name: str) -> int:
    """Press Tab until the control called `name` has the focus; return the number of presses."""
    for presses in range(1, 40):
        window.press("Tab")
        if window.evaluate(FOCUSED).startswith(name):
            return presses
    raise AssertionError(f"Tab never reaches {name!r}")


def test_play_and_pause_by_keyboard(procedure: Firefox) -> None:
    """Play is the third stop. Enter plays, Enter again pauses, and then a link leads to the sentence."""
    assert tab_to(procedure, "Play") == 3
    procedure.press("Enter")
    procedure.wait_for(IS_PLAYING)
    assert procedure.evaluate(FOCUSED) == "Pause"
    procedure.press("Enter")
    procedure.wait_for("return document.querySelector('audio').paused")
    place_s = procedure.evaluate(PLACE_S)
    assert tab_to(procedure, "Go to where I stopped") == 1
    procedure.press("Enter")
    assert procedure.evaluate("return 'start' in document.activeElement.dataset")
    assert procedure.evaluate(PLACE_S) == place_s


def test_a_sentence_is_chosen_by_keyboard_and_by_mouse(procedure: Firefox) -> None:
    """Arrow keys go from sentence to sentence; Enter, or a click, plays from there."""
    starts_s = procedure.evaluate(STARTS_S)
    tab_to(procedure, "A nerve block is")
    for _ in range(3):
        procedure.press("Up")
    assert procedure.evaluate(FOCUSED) == "This takes less than a minute."
    procedure.press("Enter")
    procedure.wait_for(f"{IS_PLAYING} && audio.currentTime >= {starts_s[2]}")
    procedure.click("#section-what-it-is + p span")
    fourth_s = procedure.evaluate("return document.querySelector('#section-what-it-is + p span').dataset.start / 1000")
    procedure.wait_for(f"{IS_PLAYING} && audio.currentTime >= {fourth_s}")


def test_the_sentence_that_is_said_is_marked(procedure: Firefox) -> None:
    """While it plays, exactly the sentence at its place is marked."""
    tab_to(procedure, "Play")
    procedure.press("Enter")
    procedure.wait_for(IS_PLAYING)
    marked = "return [...CSS.highlights.get('spoken')].map(range => range.toString())"
    assert procedure.evaluate(marked) == ["Nerve blocks"]
    starts_s = procedure.evaluate(STARTS_S)
    procedure.evaluate(f"document.querySelector('audio').currentTime = {starts_s[2] + 0.2}")
    procedure.wait_for(marked.replace("return", "return String(") + ") === 'This takes less than a minute.'")


@pytest.mark.parametrize("name", ["library", "procedure", "not found"])
def test_every_stop_shows_its_focus(window: Firefox, pages: Callable[[str], str], name: str) -> None:
    """Each stop of Tab has an outline of at least 2 px."""
    window.goto(pages(name))
    stops = 0
    while True:
        window.press("Tab")
        if window.evaluate("return document.activeElement === document.body"):
            break
        style = window.evaluate(
            "const style = getComputedStyle(document.activeElement);"
            "return [style.outlineStyle, parseFloat(style.outlineWidth), document.activeElement.outerHTML.slice(0, 80)]"
        )
        assert style[0] != "none", style
        assert style[1] >= 2, style
        stops += 1
        if stops > 40 or not window.evaluate("return document.hasFocus()"):
            break
    assert stops > 4


def test_nothing_scrolls_sideways_at_a_width_of_320_pixels(window: Firefox, pages: Callable[[str], str]) -> None:
    """Enlarged until the window is 320 CSS pixels wide, nothing is wider than the page."""
    window.resize(640, 1280)
    for name in ("library", "procedure", "nothing found", "not ready"):
        window.goto(pages(name))
        window.zoom(2.0)
        window.wait_for("return innerWidth === 320")
        assert window.evaluate("return document.documentElement.scrollWidth") <= 320, name
        window.zoom(1.0)
    window.resize(1000, 800)
