"""The pages without JavaScript: everything shown works."""

import time
from collections.abc import Callable, Iterator
from typing import Any

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.browser.conftest import PAGES, procedure_page
from tests.support.server import Server

NATIVE_PLAYER = [
    "Audio: Recording: Nerve blocks",
    "button: play",
    "slider: audio time scrubber",
    "button: mute",
    "button: show more media controls",
]
"""What a screen reader finds where no script takes the place of Chromium's own player: role and name."""
PATIENCE_S = 10


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


def test_the_native_player_has_names(site: Server, plain: Page) -> None:
    """The recording and each control of Chromium's own player has a role and a name in the accessibility tree."""
    procedure_page(plain, site)
    deadline = time.monotonic() + PATIENCE_S
    while (tree := native_player(plain)) != NATIVE_PLAYER and time.monotonic() < deadline:
        plain.wait_for_timeout(100)  # it measures its width before it lays its buttons out
    assert tree == NATIVE_PLAYER


def native_player(page: Page) -> list[str]:
    """Return the role and name of all in the player that has a name, in order."""
    session = page.context.new_cdp_session(page)
    nodes = {node["nodeId"]: node for node in session.send("Accessibility.getFullAXTree")["nodes"]}
    session.detach()
    (audio,) = [node for node in nodes.values() if node.get("role", {}).get("value") == "Audio"]
    return [f"{role}: {name}" for role, name in roles_and_names(audio, nodes) if name]


def roles_and_names(node: dict[str, Any], nodes: dict[str, Any]) -> Iterator[tuple[str, str]]:
    if not node.get("ignored"):
        yield node["role"]["value"], node.get("name", {}).get("value", "")
    for child in node.get("childIds", ()):
        yield from roles_and_names(nodes[child], nodes)


def test_words_and_download_are_there(site: Server, plain: Page) -> None:
    """The page has all of the words and a download of the recording."""
    procedure_page(plain, site)
    for sentence in ("It blocks pain signals.", "It can give relief.", "No clinician has reviewed these words yet."):
        assert sentence in plain.locator("main").inner_text()
    with plain.expect_download() as download:
        plain.get_by_role("link", name="Download the recording").click()
    assert download.value.suggested_filename == "nerve-blocks.mp3"


def test_no_button_is_dead(plain: Page, pages: Callable[[str], str]) -> None:
    """Without a script the only button is the search's, and no setting or message is shown."""
    for name in PAGES:
        plain.goto(pages(name))
        shown = [one.inner_text() for one in plain.locator("button, select").all() if one.is_visible()]
        assert shown in ([], ["Search"], ["Buscar"]), name
        assert plain.get_by_text("Settings").or_(plain.get_by_text("Ajustes")).is_hidden(), name


def test_search_is_a_form(site: Server, plain: Page) -> None:
    """Search works without a script: it is a form that loads a page."""
    plain.goto(site.url)
    plain.get_by_label("Search the recordings").fill("SPÍNAL cord")
    plain.get_by_label("Search the recordings").press("Enter")
    plain.wait_for_url("**/en/?q=*")
    expect(plain.get_by_role("heading", level=1)).to_have_text("Search: SPÍNAL cord")
    assert plain.locator(".library a").all_inner_texts() == ["Epidural injections"]
