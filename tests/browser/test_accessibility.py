"""Three judges of the pages: axe-core with its AAA rules, IBM's engine, and the validator of HTML and CSS."""

import json
import subprocess
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.browser.conftest import PAGES, heard_beyond, procedure_page
from tests.support.programs import JAVA
from tests.support.server import Server

MODULES = Path(__file__).parent.parent / "node_modules"
AXE = MODULES / "axe-core" / "axe.min.js"
IBM = MODULES / "accessibility-checker-engine" / "ace.js"
VNU = MODULES / "vnu-jar" / "build" / "dist" / "vnu.jar"
STYLE = Path(__file__).parent.parent.parent / "voiceedu" / "web" / "static" / "style.css"

LOOKS: dict[str, dict[str, Any]] = {
    "light": {"color_scheme": "light"},
    "dark": {"color_scheme": "dark"},
    "forced colours": {"forced_colors": "active"},
    "more contrast": {"contrast": "more"},
    "more contrast, dark": {"contrast": "more", "color_scheme": "dark"},
    "narrow": {"viewport": {"width": 320, "height": 256}},
}
AAA = ("color-contrast-enhanced", "target-size", "identical-links-same-purpose", "meta-refresh-no-exceptions")
"""Rules of axe that are off unless asked for."""


JUDGE = """async options => {
    const { violations, incomplete, passes } = await axe.run(document, options);
    return { violations, incomplete, passes: passes.length };
}"""
"""Has axe judge the page. What passes is counted alone: to describe all of it takes a third of the time."""


def axe(page: Page) -> list[str]:
    """Return axe's violations, and the checks that it leaves undecided."""
    page.evaluate(AXE.read_text(encoding="utf-8"))
    rules = {rule: {"enabled": True} for rule in AAA}
    results = page.evaluate(JUDGE, {"rules": rules, "resultTypes": ["violations", "incomplete"]})
    assert results["passes"] > 10
    return [
        f"{kind}: {result['id']}: {node['html']} {node['failureSummary']}"
        for kind in ("violations", "incomplete")
        for result in results[kind]
        for node in result["nodes"]
    ]


def axe_finds_nothing(page: Page) -> None:
    assert axe(page) == [], page.url


def ibm_finds_nothing(page: Page) -> None:
    """Assert that IBM's engine reports no violation of WCAG 2.2 or its own rules; manual checks do not count."""
    page.evaluate(IBM.read_text(encoding="utf-8"))
    report = page.evaluate("new ace.Checker().check(document, ['IBM_Accessibility', 'WCAG_2_2'])")
    assert sum(result["value"][1] == "PASS" for result in report["results"]) > 10
    failed = [result for result in report["results"] if result["value"][1] == "FAIL"]
    assert [f"{result['ruleId']}: {result['message']}: {result['snippet']}" for result in failed] == [], page.url


def listened(page: Page) -> None:
    """Bring a procedure's page into its fullest state: paused within the recording, everything open."""
    page.locator("details").evaluate_all("all => all.forEach(details => { details.open = true })")
    page.get_by_role("button", name="Play", exact=True).click()
    heard_beyond(page, 1)
    page.get_by_role("button", name="Pause", exact=True).click()
    expect(page.get_by_role("link", name="Go to where I stopped")).to_be_visible()
    page.get_by_role("button", name="Where am I?").click()
    page.evaluate("scrollTo(0, 0)")  # axe cannot judge what lies under the bar


def test_pages_have_nothing_for_axe_to_find(browser: Browser, pages: Callable[[str], str]) -> None:
    """axe-core, with AAA contrast and target size, reports no violation and leaves nothing undecided."""
    with browser.new_context() as context:
        page = context.new_page()
        for name in PAGES:
            page.goto(pages(name))
            axe_finds_nothing(page)


def test_axe_sees_faults(site: Server, page: Page) -> None:
    """Words of too little contrast for AAA and a picture that nobody describes are named, each with its rule."""
    procedure_page(page, site)
    page.locator(".words p").first.evaluate("line => { line.style.color = '#666'; line.append(new Image()) }")
    found = axe(page)
    assert {kind.split(": ")[1] for kind in found} >= {"color-contrast-enhanced", "image-alt"}, found


@pytest.mark.parametrize("look", LOOKS)
def test_looks_have_nothing_for_axe_to_find(browser: Browser, pages: Callable[[str], str], look: str) -> None:
    """axe-core reports nothing in dark mode, forced colours, more contrast, at 320 px, and during playback."""
    with browser.new_context(**LOOKS[look]) as context:
        page = context.new_page()
        page.goto(pages("library"))
        axe_finds_nothing(page)
        page.goto(pages("procedure"))
        listened(page)
        axe_finds_nothing(page)


def test_pages_have_nothing_for_ibm_to_find(browser: Browser, pages: Callable[[str], str]) -> None:
    """IBM's engine reports no violation."""
    with browser.new_context(bypass_csp=True) as context:  # the engine compiles its rules from text
        page = context.new_page()
        for name in PAGES:
            page.goto(pages(name))
            ibm_finds_nothing(page)
        page.goto(pages("procedure"))  # last, for a device remembers what was listened to
        listened(page)
        ibm_finds_nothing(page)


def test_html_and_css_are_valid(browser: Browser, pages: Callable[[str], str], tmp_path: Path) -> None:
    """The validator finds no error in any page, before and after its script ran, nor in the style sheet."""
    files = [tmp_path / f"{name} {stage}.html" for name in PAGES for stage in ("sent", "enhanced")]
    with browser.new_context() as context:
        page = context.new_page()
        for sent, enhanced in zip(files[::2], files[1::2], strict=True):
            answer = page.goto(pages(sent.stem.removesuffix(" sent")))
            assert answer is not None
            sent.write_bytes(answer.body())
            enhanced.write_text(page.content(), encoding="utf-8")
    # The validator needs a deeper stack than Java's default.
    command = [*JAVA, "-Xss4m", "-jar", str(VNU), "--also-check-css", "--format", "json", *map(str, files), str(STYLE)]
    done = subprocess.run(command, capture_output=True, text=True)
    messages = json.loads(done.stderr)["messages"]
    errors = [message for message in messages if message["type"] != "info" or message.get("subType") == "warning"]
    assert [f"{message.get('url')}: {message['message']}" for message in errors] == []
