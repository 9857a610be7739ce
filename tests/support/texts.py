"""Libraries that tests write."""

from collections.abc import Mapping
from pathlib import Path

from voiceedu.content.prompt_set import CHOICE, NAMES, PROMPTS


def write_texts(folder: Path, texts: Mapping[str, str]) -> None:
    """Write each text to the Markdown file of its name below `folder`: `en/nerve-blocks`."""
    for name, text in texts.items():
        path = folder / f"{name}.md"
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")


def write_short_prompts(folder: Path, language: str) -> None:
    """Give the library in `folder` prompts of a few words, which are rendered in a tenth of the time."""
    prompts = folder / language / PROMPTS
    prompts.mkdir(parents=True)
    for name in NAMES:
        (prompts / f"{name}.txt").write_text(f"{name.replace('-', ' ').capitalize()}.\n", encoding="utf-8")
    (prompts / f"{CHOICE}.txt").write_text("{title}: {key}.\n", encoding="utf-8")
