"""Captions: the words with their times as WebVTT. Pure."""

import html
from collections.abc import Iterator, Sequence

from voiceedu.assets import Cue
from voiceedu.content.blocks import mark_text
from voiceedu.narration.script import Script

SUFFIX = ".vtt"
MEDIA_TYPE = "text/vtt"


def write(script: Script, cues: Sequence[Cue], *, title: str, language: str) -> str:
    """Return a cue for each sentence of `script`, headings included, from its first sound to its last.

    A cue is a paragraph of its own, and nothing in a sentence is taken for a mark: WebVTT escapes as HTML does. The
    note at the top is for whoever opens the file; a player passes over it.
    """
    blocks = ["WEBVTT", f"NOTE {_escaped(title)} ({language})"]
    for number, (text, cue) in enumerate(zip(_texts(script), cues, strict=True), 1):
        blocks.append(f"{number}\n{_time(cue.start_ms)} --> {_time(cue.end_ms)}\n{_escaped(text)}")
    return "\n\n".join(blocks) + "\n"


def _texts(script: Script) -> Iterator[str]:
    """Yield every sentence, with the number or letter of a step before it."""
    for passage in script.passages:
        for line in passage.lines:
            first, *others = (utterance.text for utterance in line.utterances)
            yield f"{mark_text(line)} {first}".strip()
            yield from others


def _escaped(text: str) -> str:
    return html.escape(" ".join(text.split()), quote=False)


def _time(ms: int) -> str:
    """Return a time as 00:01:02.345."""
    minutes, rest = divmod(ms, 60_000)
    return f"{minutes // 60:02}:{minutes % 60:02}:{rest // 1000:02}.{rest % 1000:03}"
