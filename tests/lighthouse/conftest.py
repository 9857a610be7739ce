"""The site of tests/browser, for this folder, too."""

from tests.browser.conftest import site

__all__ = ["site"]
