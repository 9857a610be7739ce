"""The words within a paragraph, heading, list item or cell of Markdown: without its marks, pictures and HTML."""

import re

from markdown_it.token import Token

from voiceedu.content.formats.inline import raised
from voiceedu.content.formats.markdown_tokens import token_name
from voiceedu.content.formats.outline import Outline

COMMENT = "a comment"
REMEDY = "Write it in words: headings, paragraphs, lists and tables can be spoken."
_MARKS = frozenset(f"{name}_{end}" for name in ("em", "strong", "link") for end in ("open", "close"))
_BREAK = re.compile(r"<br\s*/?>", re.IGNORECASE)
FORMATTING = re.compile(r"</?(b|strong|i|em|u|sup|sub|span|small|mark|font|kbd)(?:\s[^<>]*)?>", re.IGNORECASE)
"""Tags in Markdown that change the looks of words and part none."""
_COMMENT = re.compile(r"\s*<!--((?:(?!-->).)*)-->\s*", re.DOTALL)


class InlineWords:
    """Reads inline tokens. What cannot be spoken goes to `outline`; in a library file pictures and HTML are errors."""

    def __init__(self, outline: Outline, *, is_library: bool) -> None:
        self._outline = outline
        self._is_library = is_library

    def words(self, token: Token, line: int) -> str:
        """Return the words of `token`, in which what cannot be spoken is an error."""
        parts = []
        sign = ""  # "sup" or "sub", inside such a tag
        for child in token.children or ():
            if child.type in ("text", "code_inline", "text_special"):
                parts.append(raised(child.content, sign=sign) if sign else child.content)
            elif child.type == "image" and not self._is_library:
                parts.append(self._described(child, line))
            elif child.type in ("softbreak", "hardbreak"):
                parts.append(" ")
                line += 1
            elif child.type == "html_inline" and not self._is_library and (tag := FORMATTING.fullmatch(child.content)):
                is_raised = tag[1].lower() in ("sup", "sub") and not child.content.startswith("</")
                sign = tag[1].lower() if is_raised else ""
            elif child.type == "html_inline":
                parts.append(" ")
                if not _BREAK.fullmatch(child.content) and not child.content.startswith("</"):
                    self.html(child, line)
            elif child.type not in _MARKS:
                self._outline.error(f"{token_name(child)} cannot be spoken", REMEDY, line=line)
        return "".join(parts)

    def _described(self, image: Token, line: int) -> str:
        """Return the alternative text of a picture."""
        words = "".join(child.content or " " for child in image.children or ()).strip()
        if not words:
            remedy = "If it says something that the text does not, write it in words."
            self._outline.warn("a picture without a description is left out", remedy, line=line)
        return f" {words} "

    def html(self, token: Token, line: int) -> None:
        """Leave a comment out; any other HTML is an error."""
        if comment := _COMMENT.fullmatch(token.content):
            self._outline.omit(comment[1], COMMENT, line=line)
        else:
            self._outline.error(f"HTML ({token.content.strip()[:40]!r}) cannot be spoken", REMEDY, line=line)
