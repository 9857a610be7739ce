"""Bold in a Markdown document that is imported: headings and names where no heading is written with #."""

from collections.abc import Sequence

from markdown_it.token import Token

from voiceedu.content.formats.marks import find_marks
from voiceedu.content.formats.outline import single_spaced
from voiceedu.content.formats.run_ins import split_run_in

_LONGEST = 12  # words, in a bold paragraph that is a heading


class BoldHeadings:
    """Finds headings among the paragraphs of a document; none where it has its own below the title, or is all bold."""

    def __init__(self, tokens: Sequence[Token]) -> None:
        texts = [token for token in tokens if token.type == "inline"]
        self._last = texts[-1] if texts else None
        own = [at for at, token in enumerate(tokens) if token.type == "heading_open" and at]
        whole = sum(0 < len(single_spaced(token.content)) <= strong_length(token) + 4 for token in texts)
        is_bold_text = whole * 3 > len(texts) * 2 > 6
        self._are_possible = not own and not is_bold_text

    def split(self, text: str, token: Token) -> tuple[str, str]:
        """Return the heading that the paragraph `text` is or begins with, empty for none, and the rest of it."""
        strong = strong_length(token)
        if not self._are_possible or not strong or token is self._last:
            return "", text
        if strong >= len(text):
            is_name = len(text.split()) <= _LONGEST and text[-1] not in ".;,!…" and not find_marks(text)
            return (text.rstrip(": "), "") if is_name else ("", text)
        found = split_run_in(text, strong)
        return (found[0].rstrip("."), found[1]) if found else ("", text)


def strong_length(token: Token) -> int:
    """Return how many characters at the beginning of a text are bold; 0 where it does not begin so."""
    children = [child for child in token.children or () if child.content or child.type != "text"]
    if not children or children[0].type != "strong_open":
        return 0
    parts: list[str] = []
    for child in children[1:]:
        if child.type == "strong_close":
            break
        parts.append(" " if child.type in ("softbreak", "hardbreak") else child.content)
    return len(single_spaced("".join(parts)))
