"""Footnotes of Markdown: their texts become items of a list, and the marks in sentences are left out."""

import re

from voiceedu.content.formats.outline import NOTE_MARK, Outline

_NOTE = re.compile(r"^ {0,3}\[\^([^\]\s]+)\]:[ \t]*(?=\S)", re.MULTILINE)
_NOTE_MARK = re.compile(r"\[\^([^\]\s]+)\]")


def list_notes(text: str, outline: Outline) -> str:
    """Return `text` with its footnotes, such as "[^1]: Ask us.", as items of a list, and without marks of notes."""
    labels = set(_NOTE.findall(text))
    if not labels:
        return text

    def item(match: re.Match[str]) -> str:
        if match[1].isascii() and match[1].isdigit() and len(match[1]) < 10:
            return f"{match[1]}. "
        outline.omit(match[1], NOTE_MARK, line=text.count("\n", 0, match.start()) + 1)
        return "- "

    def mark(match: re.Match[str]) -> str:
        if match[1] not in labels:
            return match[0]
        outline.omit(match[1], NOTE_MARK, line=0)
        return ""

    return _NOTE_MARK.sub(mark, _NOTE.sub(item, text))
