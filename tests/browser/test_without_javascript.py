"""The pages without JavaScript: everything shown works."""

from collections.abc import Callable, Iterator

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.browser.conftest import PAGES, procedure_page
from tests.support.server import Server


@pytest.fixture
def plain(browser: Browser) -> Iterator[Page]:
    with browser.new_context(java_script_enabled=False) as context:
        yield context.new_page()


def test_a_patient_plays_by_keyboard_alone(site: Server, plain: Page) -> None:
    """The third Tab reaches the native player, and Space fetches the recording and plays it."""
    clips: list[str] = []
    plain.on("request", lambda request: clips.append(request.url) if "/clips/" in request.url else None)
    procedure_page(plain, site)
    assert clips == []  # no audio is loaded before Play
    for _ in range(3):  # the skip link, the link to the library, the player
        plain.keyboard.press("Tab")
    with plain.expect_request("**/clips/**"):
        plain.keyboard.press("Space")


def test_words_and_download_are_there(site: Server, plain: Page) -> None:
    """The page has all of the words and a download of the recording."""
    procedure_page(plain, site)
    for sentence in ("It blocks pain signals.", "It can give relief.", "No clinician has reviewed these words yet."):
        assert sentence in plain.locator("main").inner_text()
    with plain.expect_download() as download:
        plain.get_by_role("link", name="Download the recording").click()
    assert download.value.suggested_filename == "nerve-blocks.mp3"


@pytest.mark.parametrize("name", PAGES)
def test_no_button_is_dead(plain: Page, pages: Callable[[str], str], name: str) -> None:
    """Without a script the only button is the search's, and no setting or message is shown."""
    plain.goto(pages(name))
    shown = [one.inner_text() for one in plain.locator("button, select").all() if one.is_visible()]
    assert shown in ([], ["Search"], ["Buscar"])
    assert plain.get_by_text("Settings").or_(plain.get_by_text("Ajustes")).is_hidden()


def test_search_is_a_form(site: Server, plain: Page) -> None:
    """Search works without a script: it is a form that loads a page."""
    plain.goto(site.url)
    plain.get_by_label("Search the recordings").fill("SPÍNAL cord")
    plain.get_by_label("Search the recordings").press("Enter")
    plain.wait_for_url("**/en/?q=*")
    expect(plain.get_by_role("heading", level=1)).to_have_text("Search: SPÍNAL cord")
    assert plain.locator(".library a").all_inner_texts() == ["Epidural injections"]
