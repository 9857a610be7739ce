"""Libraries whose prompts tests hear."""

import wave
from pathlib import Path

import numpy as np

from voiceedu.audio import codecs
from voiceedu.content.library import Library
from voiceedu.content.prompt_set import PROMPTS

PROCEDURE = "---\ntitle: {title}\norder: {order}\n---\n\nIt is medicine.\n"


def library_of(folder: Path, *titles: str, language: str = "en") -> Path:
    """Write procedures with these titles; return the library's folder."""
    (folder / language / PROMPTS).mkdir(parents=True)
    for order, title in enumerate(titles or ("Nerve blocks",)):
        text = PROCEDURE.format(title=title, order=order)
        (folder / language / f"number-{order}.md").write_text(text, encoding="utf-8")
    return folder


def said(library: Library, name: str, language: str = "en") -> str:
    """Return the words of the prompt `name`."""
    return library.prompts[language].text(name)


def recording(path: Path, *, seconds: float = 1.0, hz: int = 440) -> Path:
    """Write somebody's recording, louder than any of ours and at another rate."""
    rate = 44_100
    sound = 0.9 * np.sin(2 * np.pi * hz * np.arange(round(rate * seconds)) / rate)
    samples = codecs.to_int16(sound.astype(np.float32))
    if path.suffix == ".mp3":
        path.write_bytes(codecs.mp3(samples[::2].copy(), rate // 2, kbit=64, tags={}))
        return path
    with wave.open(str(path), "wb") as out:
        out.setnchannels(1)
        out.setsampwidth(2)
        out.setframerate(rate)
        out.writeframes(samples.astype("<i2").tobytes())
    return path
