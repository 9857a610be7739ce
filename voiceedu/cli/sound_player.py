"""Plays a sound by a program of this machine."""

import shutil
import subprocess
import tempfile
import time
from pathlib import Path

PLAYERS = (
    ("paplay",),
    ("pw-play",),
    ("aplay", "-q"),
    ("afplay",),
    ("ffplay", "-nodisp", "-autoexit", "-loglevel", "error"),
)
"""Programs that play a WAV file, the best first: a desktop's own, ALSA's, that of macOS, FFmpeg's."""
START_S = 10.0
"""What a player may take beyond the length of the sound before the next one is tried."""
PLAYED_SHARE = 0.5
FILE_NAME = "voiceedu-say.wav"


def play(wav: bytes, *, duration_s: float) -> bool:
    """Play the WAV file `wav`, which lasts `duration_s`, to its end; return False where no program here can."""
    with tempfile.TemporaryDirectory(prefix="voiceedu-") as folder:
        file = Path(folder, FILE_NAME)
        file.write_bytes(wav)
        return any(_is_played_by(player, file, duration_s) for player in PLAYERS)


def _is_played_by(player: tuple[str, ...], file: Path, duration_s: float) -> bool:
    """Return whether `player` is here and has played `file`.

    A program that ends before the sound could have ended did not play it: some say nothing when there is no sound card.
    """
    name, *options = player
    program = shutil.which(name)
    if program is None:
        return False
    started = time.monotonic()
    try:
        subprocess.run(  # noqa: S603 — a known player, and a file of ours
            [program, *options, str(file)],
            stdin=subprocess.DEVNULL,
            capture_output=True,
            timeout=duration_s + START_S,
            check=True,
        )
    except (OSError, subprocess.SubprocessError):  # no sound card, or nobody who listens
        return False
    return time.monotonic() - started > duration_s * PLAYED_SHARE
