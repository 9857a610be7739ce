"""Drafts as text: kept in the library, heard and mended like any other, and published by nobody but a person. Pure."""

import sys
from pathlib import Path
from typing import Any

import yaml

from voiceedu.content.front_matter import FrontMatter

_KEPT = ("slug", "summary", "order", "source", "author", "translation_of", "menu")
"""What a text keeps of its front matter when other words take its place. Its reviews are of the old words."""


def as_draft(text: str, *, path: Path, before: str = "") -> str:
    """Return the library file `text` as a draft; where it is to take the place of `before`, with that one's fields."""
    fields = FrontMatter(text, path=path)
    values: dict[str, Any] = dict(fields.values)
    if before:
        old = FrontMatter(before, path=path).values
        values = {"title": values.get("title"), **{name: old[name] for name in _KEPT if name in old}}
        values.pop("slug", None)  # two files cannot have one slug
    return _written({**values, "draft": True}, fields.body)


def as_text(text: str, *, path: Path, before: str = "") -> str:
    """Return the draft `text` as what is published; with the slug of `before`, whose place it takes."""
    fields = FrontMatter(text, path=path)
    values: dict[str, Any] = {name: value for name, value in fields.values.items() if name != "draft"}
    if before and (slug := FrontMatter(before, path=path).values.get("slug")):
        values["slug"] = slug
    return _written(values, fields.body)


def _written(values: dict[str, Any], body: str) -> str:
    front = yaml.safe_dump(values, allow_unicode=True, sort_keys=False, width=sys.maxsize)
    return f"---\n{front}---\n{body if body.startswith(chr(10)) else chr(10) + body}"
