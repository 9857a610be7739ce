"""Three judges of the pages: axe-core with its AAA rules, IBM's engine, and the validator of HTML and CSS."""

import json
import subprocess
import urllib.error
import urllib.request
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, Page

from tests.browser.conftest import PAGES

MODULES = Path(__file__).parent.parent / "node_modules"
AXE = MODULES / "axe-core" / "axe.min.js"
IBM = MODULES / "accessibility-checker-engine" / "ace.js"
VNU = MODULES / "vnu-jar" / "build" / "dist" / "vnu.jar"
STATIC = Path(__file__).parent.parent.parent / "voiceedu" / "web" / "static"

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


@pytest.fixture(params=LOOKS)
def looked_at(request: pytest.FixtureRequest, browser: Browser) -> Any:
    with browser.new_context(**LOOKS[request.param]) as context:
        yield context.new_page()


def axe(page: Page) -> list[str]:
    """Return what axe finds wrong, and what it cannot decide."""
    page.evaluate(AXE.read_text(encoding="utf-8"))
    rules = {rule: {"enabled": True} for rule in AAA}
    results = page.evaluate("rules => axe.run(document, { rules })", rules)
    assert len(results["passes"]) > 10
    return [
        f"{kind}: {result['id']}: {node['html']} {node['failureSummary']}"
        for kind in ("violations", "incomplete")
        for result in results[kind]
        for node in result["nodes"]
    ]


@pytest.mark.parametrize("name", PAGES)
def test_axe_finds_nothing(name: str, looked_at: Page, pages: Callable[[str], str]) -> None:
    """axe-core, AAA contrast and target size included, reports no violation and leaves nothing open."""
    looked_at.goto(pages(name))
    assert axe(looked_at) == []


@pytest.mark.parametrize("name", PAGES)
def test_ibm_finds_nothing(name: str, browser: Browser, pages: Callable[[str], str]) -> None:
    """IBM's engine reports no violation of WCAG 2.2 or of IBM's own rules."""
    with browser.new_context(bypass_csp=True) as context:
        page = context.new_page()
        page.goto(pages(name))
        page.evaluate(IBM.read_text(encoding="utf-8"))
        report = page.evaluate("new ace.Checker().check(document, ['IBM_Accessibility', 'WCAG_2_2'])")
    assert len(report["results"]) > 10
    found = [result for result in report["results"] if result["value"][1] != "PASS"]
    for r in found:
        print(r["value"], r["ruleId"], r["message"], r["snippet"][:100])
    assert [r for r in found if r["value"][0] == "VIOLATION" and r["value"][1] == "FAIL"] == []
