"""The windows of Debian's Chromium and Firefox on a desktop, driven from within."""

import json
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any, Protocol

from playwright.sync_api import Page, sync_playwright

from tests.browser.conftest import FLAGS
from tests.screen_reader import firefox
from tests.screen_reader.desktop import Desktop

ARGUMENTS = (
    "--force-renderer-accessibility",
    "--window-size=1200,900",
    "--app=data:text/html,",  # as an app it has no address bar, which would have the focus
)

CHOOSER_MS = 60_000


class Window(Protocol):
    """A browser's window, as far as these tests drive it from within."""

    def goto(self, url: str) -> object: ...
    def evaluate(self, script: str) -> Any: ...


class ChromiumWindow:
    """A window of Chromium, with what the tests do in this browser alone."""

    def __init__(self, page: Page) -> None:
        self._page = page
        page.on("filechooser", lambda _: None)  # from now on the browser reports them, and opens no dialog

    def goto(self, url: str) -> None:
        self._page.goto(url)

    def evaluate(self, script: str) -> Any:
        return self._page.evaluate(f"() => {{ {script} }}")

    @contextmanager
    def choosing(self, file: Path) -> Iterator[None]:
        """Answer the desktop's dialog that asks for a file, which opens within the `with` block, by `file`."""
        with self._page.expect_file_chooser(timeout=CHOOSER_MS) as chooser:
            yield
        chooser.value.set_files(file)

    def use_network(self, is_used: bool) -> None:
        self._page.context.set_offline(not is_used)


@contextmanager
def chromium_window(desk: Desktop) -> Iterator[ChromiumWindow]:
    program = shutil.which("chromium")
    assert program, "scripts/test installs chromium"
    preferences = desk.folder / "chromium" / "Default" / "Preferences"
    preferences.parent.mkdir(parents=True)
    preferences.write_text(json.dumps({"translate": {"enabled": False}}))  # no bubble over the page
    with sync_playwright() as playwright:
        context = playwright.chromium.launch_persistent_context(
            desk.folder / "chromium",
            executable_path=program,
            headless=False,
            no_viewport=True,
            env=dict(desk.environment),
            args=[*FLAGS, *ARGUMENTS],
        )
        yield ChromiumWindow(context.pages[0])
        context.close()


@contextmanager
def firefox_window(desk: Desktop) -> Iterator[Window]:
    with firefox.running(
        desk.folder,
        options=("--width", "1200", "--height", "900"),
        environment=desk.environment,
        preferences={"accessibility.force_disabled": -1},
    ) as window:
        yield window


WINDOWS = {"chromium": chromium_window, "firefox": firefox_window}
