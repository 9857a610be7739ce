"""What the screen reader Orca says of the pages, in Debian's Chromium and Firefox: kept for a person to review.

After an intended change, `GOLDEN=write scripts/test tests/screen_reader -n 0` rewrites the transcripts in golden/, and
the commit shows what a listener will hear differently. A line with # is what was done.
"""

from collections.abc import Callable

import pytest

from tests.screen_reader.listener import PERSON, Listener
from tests.screen_reader.playing import forget_place, is_paused, played_s
from tests.support.server import Server


@pytest.mark.parametrize("name", ["nothing found", "not found", "spanish", "dutch", "arabic", "not ready"])
def test_page_is_read_as_reviewed(listener: Listener, pages: Callable[[str], str], name: str) -> None:
    """What Orca reads when a page is opened equals the transcript; the tests below open the other pages."""
    listener.start(name)
    listener.open(pages(name))
    listener.compare()


def test_documented_steps_lead_to_the_third_sentence(listener: Listener, site: Server) -> None:
    """The steps of docs/listening-with-a-screen-reader.md, from landing to hearing the third sentence."""
    window = listener.window
    listener.start("steps")
    listener.open(f"{site.url}/")
    listener.press("ctrl+Home")
    listener.press_until("h", "Nerve blocks")
    listener.press("Return")
    assert window.evaluate("return location.pathname") == "/en/nerve-blocks"
    assert is_paused(window)
    listener.press("ctrl+Home")
    listener.press_until("Tab", "Play")
    listener.press("Return", still_s=2)  # it plays: the transcript shows what is said over it
    assert 0 < played_s(window) < 30
    listener.press("Return")
    assert is_paused(window)
    listener.press("ctrl+Home")
    listener.press_until("Down", "This takes less than a minute")
    listener.press("Return")
    starts = "return [...document.querySelectorAll('[data-start]')].map(one => one.dataset.start / 1000)"
    third_s = window.evaluate(starts)[2]
    assert third_s <= played_s(window)
    forget_place(window)
    listener.compare()


def test_a_search_is_typed(listener: Listener, site: Server) -> None:
    """The search field says its name, and Enter in it leads to the results."""
    listener.start("typed search")
    listener.arrive(f"{site.url}/", PERSON)
    listener.press_until("Tab", "Search the recordings")
    listener.type("nerve")
    listener.press("Return")
    listener.compare()
