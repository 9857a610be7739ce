"""W3C Pronunciation Lexicon Specification 1.0 (`.pls`) ↔ entries: how a lexicon is exchanged with other systems.

https://www.w3.org/TR/pronunciation-lexicon/. A lexeme is one or more graphemes and how they are said: as an alias, that
is in other words, or as a phoneme. Not every engine takes phonemes, so only aliases can be said here; an alias is
final, it is not looked up again. A document that declares anything (a DTD, an entity) is refused unread.
"""

import html
import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import NoReturn
from xml.parsers import expat

from voiceedu.errors import LexiconError

NAMESPACE = "http://www.w3.org/2005/01/pronunciation-lexicon"
NOT_XML = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
"""A character that no XML document can hold, however it is written."""

_XML_LANG = "http://www.w3.org/XML/1998/namespace lang"
_MAY_HOLD = {
    "lexicon": ("meta", "metadata", "lexeme"),
    "lexeme": ("grapheme", "phoneme", "alias", "example"),
}
_PASSED_OVER = ("metadata", "example")
_LANGUAGE = re.compile(r"[A-Za-z]{1,8}(-[A-Za-z0-9]{1,8})*")


def read(path: Path) -> dict[str, str]:
    """Return the entries, grapheme → alias, of the document at `path`; raise LexiconError for what cannot be said."""
    return _Document(path).entries


def language(path: Path) -> str:
    """Return the language of the document at `path`, its `xml:lang`; raise LexiconError as `read` does."""
    return _Document(path).language


def write(entries: Mapping[str, str], *, language: str) -> str:
    """Return the document of `entries`, one lexeme each in the order of the alphabet; `read` gives them back.

    Raises ValueError for an entry that no XML document can hold.
    """
    lines = [
        '<?xml version="1.0" encoding="UTF-8"?>',
        f'<lexicon version="1.0" xmlns="{NAMESPACE}" alphabet="ipa" xml:lang="{html.escape(language)}">',
    ]
    for written, spoken in sorted(entries.items(), key=lambda entry: (entry[0].casefold(), entry)):
        if NOT_XML.search(written + spoken):
            raise ValueError(f"{written!r}, said {spoken!r}, holds a character that XML has not")
        grapheme, alias = html.escape(written, quote=False), html.escape(spoken, quote=False)
        lines.append(f"  <lexeme><grapheme>{grapheme}</grapheme><alias>{alias}</alias></lexeme>")
    return "\n".join([*lines, "</lexicon>", ""])


@dataclass
class _Lexeme:
    line: int
    graphemes: list[str] = field(default_factory=list)
    aliases: list[str] = field(default_factory=list)
    preferred: list[str] = field(default_factory=list)


class _Document:
    """The document at `path`, checked element by element while it is parsed, so that an error knows its line."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self.language = ""
        self.entries: dict[str, str] = {}
        self._open: list[str] = []
        self._text: list[str] = []
        self._prefer = False
        self._lexeme = _Lexeme(line=1)
        self._parser = parser = expat.ParserCreate(namespace_separator=" ")
        parser.StartDoctypeDeclHandler = self._doctype
        parser.StartElementHandler = self._start
        parser.EndElementHandler = self._end
        parser.CharacterDataHandler = self._text.append
        try:
            parser.Parse(path.read_bytes(), True)
        except expat.ExpatError as error:
            problem = f"not XML: {expat.ErrorString(error.code)}"
            raise LexiconError(path, error.lineno, problem, remedy="Open it in an XML editor.") from None
        except (LookupError, ValueError) as error:  # of an encoding that Python or expat does not know
            raise LexiconError(path, 1, f"not readable: {error}", remedy="Save it as UTF-8.") from None

    def _wrong(self, problem: str, remedy: str, *, line: int | None = None) -> NoReturn:
        raise LexiconError(self.path, line or self._parser.CurrentLineNumber, problem, remedy=remedy)

    def _doctype(self, *_declared: object) -> None:
        self._wrong("a document type is declared", "Take the <!DOCTYPE …> out: a lexicon needs none.")

    def _start(self, tag: str, attributes: dict[str, str]) -> None:
        namespace, _, name = tag.rpartition(" ")
        ours = namespace == NAMESPACE
        if not self._open:
            if not ours or name != "lexicon":
                remedy = f'A lexicon begins <lexicon version="1.0" xmlns="{NAMESPACE}" alphabet="ipa" xml:lang="en">.'
                self._wrong(f"no PLS 1.0 lexicon, but <{name}>", remedy)
            self.language = self._language(attributes.get(_XML_LANG, "").strip())
        elif self._open[-1] in _PASSED_OVER:
            name = self._open[-1]  # and so is all that it holds
        elif not ours or name not in _MAY_HOLD.get(self._open[-1], ()):
            problem = f"<{name}> cannot stand in <{self._open[-1]}>"
            self._wrong(problem, "Take it out, or close what is before it.")
        self._open.append(name)
        self._text.clear()
        self._prefer = attributes.get("prefer", "").strip() in ("true", "1")
        if name == "lexeme":
            self._lexeme = _Lexeme(line=self._parser.CurrentLineNumber)

    def _language(self, tag: str) -> str:
        if not _LANGUAGE.fullmatch(tag):
            problem = f"xml:lang={tag!r} is no language" if tag else "no xml:lang"
            self._wrong(problem, 'Add the language of the words to <lexicon>: xml:lang="en".')
        return tag

    def _end(self, _tag: str) -> None:
        name, lexeme = self._open.pop(), self._lexeme
        if name in ("grapheme", "alias"):
            text = " ".join("".join(self._text).split())
            if not text:
                self._wrong(f"an empty <{name}>", "Write its words, or take it out.")
            if name == "grapheme" and (text in self.entries or text in lexeme.graphemes):
                self._wrong(f"{text!r} stands twice", "Keep one: a written form is said in one way.")
            into = lexeme.graphemes if name == "grapheme" else lexeme.preferred if self._prefer else lexeme.aliases
            into.append(text)
        elif name == "lexeme":
            if not lexeme.graphemes:
                self._wrong("a <lexeme> without a <grapheme>", "Add the written form as <grapheme>.", line=lexeme.line)
            if not lexeme.preferred + lexeme.aliases:
                problem = f"{lexeme.graphemes[0]!r} has no <alias>"
                remedy = (
                    "Add an <alias> that respells it in words and letters: phonemes cannot be said by every engine."
                )
                self._wrong(problem, remedy, line=lexeme.line)
            self.entries |= dict.fromkeys(lexeme.graphemes, (lexeme.preferred + lexeme.aliases)[0])
