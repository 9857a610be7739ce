"""The library as an app of its own, installed by a browser."""

import pytest
from playwright.sync_api import Page

from tests.support.server import Server


@pytest.mark.parametrize("path", ["/en/", "/es/nerve-blocks", "/en/podcast"])
def test_browser_can_install_the_library(site: Server, page: Page, path: str) -> None:
    """Chromium reads the manifest of every page without an error, and finds nothing that prevents an installation."""
    page.goto(site.url + path)
    session = page.context.new_cdp_session(page)
    manifest = session.send("Page.getAppManifest")
    assert manifest["url"] == f"{site.url}{path[:4]}app.webmanifest"
    assert manifest["errors"] == []
    assert session.send("Page.getInstallabilityErrors")["installabilityErrors"] == []
