"""A screen reader's output: each page read from top to bottom, kept as a file for review by a person.

After an intended change, `GOLDEN=write scripts/test tests/browser/test_screen_reader.py` rewrites the files, and the
commit shows what a listener will hear differently.
"""

import os
import re
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, BrowserContext, CDPSession

from tests.browser.conftest import PAGES

GOLDEN = Path(__file__).parent / "golden"
READER = (
    Path(__file__).parent.parent / "node_modules" / "@guidepup" / "virtual-screen-reader" / "lib/esm/index.browser.js"
)
READ = """async () => {
    const { virtual } = await import('/virtual-screen-reader.js');
    await virtual.start({ container: document.body });
    while (await virtual.lastSpokenPhrase() !== 'end of document') await virtual.next();
    const said = await virtual.spokenPhraseLog();
    await virtual.stop();
    return said;
}"""


PASSING = re.compile(r"[\d.,]+ (?:[kM]B|كيلوبايت)|\d+ (?:de )?\w+ (?:de )?\d{4}|\w+ \d+, \d{4}|\d+:\d\d")
"""Sizes, dates and times."""


def compare(name: str, lines: list[str]) -> None:
    """Compare `lines` with the golden file `name`, or write it if GOLDEN says so."""
    # Sizes and dates depend on the day and the voice.
    heard = [PASSING.sub("…", line) for line in lines]
    path = GOLDEN / f"{name.replace(' ', '-')}.txt"
    if os.environ.get("GOLDEN") == "write":
        GOLDEN.mkdir(exist_ok=True)
        path.write_text("\n".join(heard) + "\n", encoding="utf-8")
    assert heard == path.read_text(encoding="utf-8").splitlines()


@pytest.mark.parametrize("name", PAGES)
def test_reading_is_as_reviewed(context: BrowserContext, pages: Callable[[str], str], name: str) -> None:
    """The screen reader's output of each page equals the reviewed file."""
    script = READER.read_text(encoding="utf-8")
    context.route(
        "**/virtual-screen-reader.js", lambda route: route.fulfill(body=script, content_type="text/javascript")
    )
    page = context.new_page()
    page.goto(pages(name))
    compare(name, page.evaluate(READ))


def test_native_player_is_as_reviewed(browser: Browser, pages: Callable[[str], str]) -> None:
    """Without JavaScript, the accessibility tree of the native player equals the reviewed file."""
    with browser.new_context(java_script_enabled=False) as context:
        page = context.new_page()
        page.goto(pages("procedure"))
        session = context.new_cdp_session(page)
        deadline = time.monotonic() + 10
        while not _has_buttons(heard := _native_player(session)) and time.monotonic() < deadline:
            page.wait_for_timeout(100)
    compare("native player", heard)


def _native_player(session: CDPSession) -> list[str]:
    """Return the player's accessibility tree, a line a node."""
    nodes = {node["nodeId"]: node for node in session.send("Accessibility.getFullAXTree")["nodes"]}
    (audio,) = [node for node in nodes.values() if node.get("role", {}).get("value") == "Audio"]
    return list(_described(audio, nodes))


def _has_buttons(tree: list[str]) -> bool:
    """Say whether Chromium has measured the player's width and laid its buttons out."""
    return {"button: play", "button: mute"} <= {line.strip() for line in tree}


def _described(node: dict[str, Any], nodes: dict[str, Any], depth: int = 0) -> list[str]:
    lines = []
    if not node.get("ignored"):
        lines.append(f"{'  ' * depth}{node['role']['value']}: {node.get('name', {}).get('value', '')}".rstrip())
        depth += 1
    for child in node.get("childIds", ()):
        lines += _described(nodes[child], nodes, depth)
    return lines
