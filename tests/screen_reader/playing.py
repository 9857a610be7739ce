"""The recording of the page in a window: where it is, and whether it plays."""

import time

from tests.screen_reader.windows import Window

PATIENCE_S = 60
STATE = """
const audio = document.querySelector('audio');
const names = ['paused', 'ended', 'currentTime', 'duration', 'readyState', 'networkState'];
return names.map(name => `${name} ${audio[name]}`).join() + ', focus on ' + document.activeElement.textContent.trim();
"""


def played_s(window: Window) -> float:
    """Return the place of the recording in seconds, once it plays."""
    deadline = time.monotonic() + PATIENCE_S
    script = "const audio = document.querySelector('audio'); return audio.paused ? 0 : audio.currentTime"
    while not (place_s := window.evaluate(script)):
        assert time.monotonic() < deadline, f"nothing plays: {window.evaluate(STATE)}"
        time.sleep(0.05)
    return float(place_s)


def forget_place(window: Window) -> None:
    """Stop, and forget where: the next test begins at the start."""
    window.evaluate("document.querySelector('audio').pause()")
    time.sleep(0.3)  # the page notes the place when it has stopped
    window.evaluate("localStorage.clear()")


def wait_until_paused(window: Window) -> None:
    """Return once the recording does not play, nor wait for its first sound."""
    deadline = time.monotonic() + PATIENCE_S
    while not is_paused(window):
        assert time.monotonic() < deadline, "it does not stop"
        time.sleep(0.05)


def is_paused(window: Window) -> bool:
    return bool(window.evaluate("return document.querySelector('audio').paused"))
