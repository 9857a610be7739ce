"""Debian's own Firefox, driven by its Marionette protocol.

The Firefox that Playwright drives is a build of its own.
https://firefox-source-docs.mozilla.org/testing/marionette/
"""

import contextlib
import json
import os
import shutil
import socket
import subprocess
import time
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

from tests.support.ports import free_port

PATIENCE_S = 60
PREFERENCES = {
    "app.normandy.enabled": False,
    "app.update.enabled": False,
    "browser.aboutwelcome.enabled": False,
    "browser.shell.checkDefaultBrowser": False,
    "datareporting.policy.dataSubmissionEnabled": False,
    "extensions.systemAddon.update.enabled": False,
    "media.autoplay.blocking_policy": 0,
    "media.autoplay.default": 0,
    "network.captive-portal-service.enabled": False,
    "network.connectivity-service.enabled": False,
    "services.settings.server": "data:,",
    "toolkit.telemetry.enabled": False,
}
"""Nothing is fetched or asked beside the page, and a page may play."""
KEYS = {"Tab": "\ue004", "Enter": "\ue006", "Shift": "\ue008", "Up": "\ue013", "Down": "\ue015", "Space": " "}
"""The keys of WebDriver."""


class Firefox:
    """One window of a running Firefox."""

    def __init__(self, port: int) -> None:
        self._socket = _connected(port)
        self._stream = self._socket.makefile("rb")
        self._number = 0
        self._receive()  # it greets
        self.ask("WebDriver:NewSession")

    def ask(self, command: str, **parameters: object) -> Any:
        """Return the answer to a command. Raises AssertionError with Firefox's own error."""
        self._number += 1
        message = json.dumps([0, self._number, command, parameters]).encode()
        self._socket.sendall(b"%d:%b" % (len(message), message))
        _, number, error, result = self._receive()
        assert number == self._number
        assert not error, f"{command}: {error['error']}: {error['message']}"
        return result

    def goto(self, url: str) -> None:
        """Open `url` and return when it has loaded."""
        self.ask("WebDriver:Navigate", url=url)

    def evaluate(self, script: str, *arguments: object) -> Any:
        """Return what the body of a function returns in the page; a promise is awaited."""
        return self.ask("WebDriver:ExecuteScript", script=script, args=arguments, sandbox=None)["value"]

    def wait_for(self, script: str) -> None:
        """Return when the body of a function returns something true in the page."""
        deadline = time.monotonic() + PATIENCE_S
        while not self.evaluate(script):
            assert time.monotonic() < deadline, f"never true: {script}"
            time.sleep(0.02)

    def press(self, *keys: str) -> None:
        """Press keys together, as a person does; names as in KEYS, or the character itself."""
        values = [KEYS.get(key, key) for key in keys]
        actions = [{"type": "keyDown", "value": value} for value in values]
        actions += [{"type": "keyUp", "value": value} for value in reversed(values)]
        self.ask("WebDriver:PerformActions", actions=[{"type": "key", "id": "keys", "actions": actions}])

    def click(self, selector: str) -> None:
        """Click the first element that a CSS selector finds, in its middle."""
        element = self.ask("WebDriver:FindElement", using="css selector", value=selector)["value"]
        self.ask("WebDriver:ElementClick", id=next(iter(element.values())))

    def resize(self, width: int, height: int) -> None:
        """Give the page, without the window around it, a size in CSS pixels."""
        inner = self.evaluate("return [outerWidth - innerWidth, outerHeight - innerHeight]")
        self.ask("WebDriver:SetWindowRect", width=width + inner[0], height=height + inner[1])

    def zoom(self, factor: float) -> None:
        """Enlarge the page, as its reader does: at 2.0 a window of 640 pixels is 320 CSS pixels wide."""
        self.ask("Marionette:SetContext", value="chrome")
        script = "gBrowser.selectedBrowser.fullZoom = arguments[0]"
        self.ask("WebDriver:ExecuteScript", script=script, args=[factor])
        self.ask("Marionette:SetContext", value="content")

    def back(self) -> None:
        """Go back to the page before, as its reader does."""
        self.ask("WebDriver:Back")

    def use_scripts(self, is_used: bool) -> None:
        """Let the pages that are opened from now on run scripts, or not."""
        self.ask("Marionette:SetContext", value="chrome")
        script = "Services.prefs.setBoolPref('javascript.enabled', arguments[0])"
        self.ask("WebDriver:ExecuteScript", script=script, args=[is_used])
        self.ask("Marionette:SetContext", value="content")

    def shown(self, selector: str) -> list[str]:
        """Return the words of each element that is displayed, of those that a CSS selector finds."""
        elements = self.ask("WebDriver:FindElements", using="css selector", value=selector)
        keys = [next(iter(element.values())) for element in elements]
        shown = [key for key in keys if self.ask("WebDriver:IsElementDisplayed", id=key)["value"]]
        return [self.ask("WebDriver:GetElementText", id=key)["value"] for key in shown]

    def close(self) -> None:
        self._stream.close()
        self._socket.close()

    def _receive(self) -> Any:
        length = b""
        while (one := self._stream.read(1)) != b":":
            assert one, "Firefox hung up"
            length += one
        return json.loads(self._stream.read(int(length)))


def _connected(port: int) -> socket.socket:
    deadline = time.monotonic() + PATIENCE_S
    while True:
        try:
            return socket.create_connection(("127.0.0.1", port), timeout=PATIENCE_S)
        except OSError:
            assert time.monotonic() < deadline, "Firefox does not start"
            time.sleep(0.05)


@contextlib.contextmanager
def running(
    folder: Path,
    *,
    options: tuple[str, ...] = ("--headless",),
    environment: Mapping[str, str] | None = None,
    preferences: Mapping[str, object] | None = None,
) -> Iterator[Firefox]:
    """Run Firefox with a new profile in `folder` until the `with` block ends."""
    program = shutil.which("firefox-esr") or shutil.which("firefox")
    assert program, "scripts/test installs firefox-esr"
    port = free_port()
    profile = folder / "firefox"
    profile.mkdir()
    all_preferences = {**PREFERENCES, "marionette.port": port, **(preferences or {})}
    lines = [f"user_pref({json.dumps(name)}, {json.dumps(value)});" for name, value in all_preferences.items()]
    (profile / "user.js").write_text("\n".join(lines) + "\n", encoding="utf-8")
    command = [
        program,
        "--marionette",
        "--no-remote",
        "--remote-allow-system-access",
        "--profile",
        str(profile),
        *options,
    ]
    with (folder / "firefox.log").open("wb") as log:
        process = subprocess.Popen(command, env=dict(environment or os.environ), stdout=log, stderr=subprocess.STDOUT)
        try:
            with contextlib.closing(Firefox(port)) as firefox:
                yield firefox
        finally:
            process.terminate()
            process.wait(timeout=30)
