"""What the screen reader Orca says where no recording can be reached, and of recordings kept on the device."""

import time
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.screen_reader.listener import Listener
from tests.screen_reader.playing import forget_place, played_s, wait_until_paused
from tests.screen_reader.windows import ChromiumWindow
from tests.support.server import keywords, serve
from voiceedu.config import Settings

LAST_WORDS = "If you have questions, ask your doctor or nurse"
"""The last line of a page of a clinic whose number is not known."""


@pytest.mark.parametrize("listener", ["chromium"], indirect=True)  # Firefox still reaches this machine when offline
def test_a_device_without_network_says_so_each_time(listener: Listener, pages: Callable[[str], str]) -> None:
    """Play says that the device is offline, and says it again; it plays once the network is back."""
    window = listener.window
    assert isinstance(window, ChromiumWindow)
    listener.start("offline")
    # No other test plays this recording: the browser has none of it.
    listener.arrive(pages("spanish"), "Llame al +1 202 555 0123 para hablar con una persona")
    listener.press_until("Tab", "Escuchar")
    window.use_network(False)
    for _ in range(2):
        listener.press("Return")
        wait_until_paused(window)
    window.use_network(True)
    listener.press("Return")
    assert played_s(window) > 0
    forget_place(window)
    listener.compare()


def test_a_kept_recording_is_heard_without_the_server(
    listener: Listener, rendered_copy: Settings, tmp_path: Path
) -> None:
    """Keep says what is kept and how to hear it; once no server is there, every page leads to it, and it is let go."""
    window = listener.window
    listener.start("kept")
    with serve(tmp_path, **keywords(rendered_copy)) as server:
        server.wait_until_rendered()
        page = f"{server.url}/en/nerve-blocks"
        listener.arrive(page, LAST_WORDS)
        listener.press_until("Tab", "Keep this recording on this device")
        listener.press("Return")
        while not window.evaluate("return Boolean(navigator.serviceWorker.controller)"):
            time.sleep(0.05)
    listener.open(f"{server.url}/")
    listener.press("ctrl+Home")
    listener.press_until("Tab", "Nerve blocks")
    listener.open(page)
    listener.press("ctrl+Home")
    listener.press_until("Tab", "Play")
    listener.press("Return")
    assert played_s(window) > 0
    forget_place(window)
    listener.press_until("Tab", "Remove this recording from this device")
    listener.press("Return")
    listener.compare()


def test_a_failure_is_said_each_time(listener: Listener, failed: str) -> None:
    """A recording that cannot be played says so after Play and after Try again, and where the words are."""
    listener.start("failed")
    listener.open(f"{failed}/en/nerve-blocks")
    listener.press("ctrl+Home")
    listener.press_until("Tab", "Play")
    listener.press("Return")
    listener.press("Return")
    listener.press("Tab")
    listener.compare()
