"""Programs of others that tests run, in the way that costs least."""

import os
import shutil

JAVA = ("java", "-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC")
"""Java for a run of seconds: the second compiler and the parallel collector cost twice the time, and never pay."""


def chromium() -> str:
    """Return the browser that tests drive: without a window, which halves the time of a test."""
    found = os.environ.get("CHROMIUM") or shutil.which("chromium-headless-shell") or shutil.which("chromium")
    assert found, "scripts/test installs chromium-headless-shell; elsewhere name the program in CHROMIUM"
    return found
