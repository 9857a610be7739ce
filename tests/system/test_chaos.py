"""A short run of chaos: nothing wrong, nothing lost, and the server does not end by itself."""

import subprocess
import sys
from pathlib import Path

SCRIPT = Path(__file__).parents[2] / "scripts/chaos.py"
SECONDS = 8


def test_nothing_is_wrong_or_lost_in_chaos() -> None:
    """While files are edited, damaged and deleted, and processes are killed, every answer has the right bytes."""
    done = subprocess.run(
        [sys.executable, str(SCRIPT), "--seconds", str(SECONDS), "--seed", "3"], capture_output=True, text=True
    )
    assert (done.returncode, done.stderr) == (0, "")
    assert "Wrong, lost or ended: 0" in done.stdout
    assert " × 200" in done.stdout
    assert "× damage" in done.stdout
