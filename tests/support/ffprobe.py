"""What FFmpeg's own reader finds in a file."""

import json
import subprocess
from pathlib import Path


def chapters(data: bytes, folder: Path) -> list[tuple[str, int, int]]:
    """Return title, start and end in milliseconds of each chapter; `folder` is where the bytes may be written."""
    (folder / "probed.mp3").write_bytes(data)
    command = ["ffprobe", "-v", "error", "-show_chapters", "-of", "json", str(folder / "probed.mp3")]
    found = json.loads(subprocess.run(command, check=True, capture_output=True).stdout)["chapters"]
    return [
        (one.get("tags", {}).get("title", ""), *(round(float(one[end]) * 1000) for end in ("start_time", "end_time")))
        for one in found
    ]
