"""W3C Pronunciation Lexicon Specification 1.0 (`.pls`) ↔ entries: how a lexicon is exchanged with other systems.

https://www.w3.org/TR/pronunciation-lexicon/. A lexeme is one or more graphemes and how they are said: as an alias, that
is in other words, or as a phoneme. Not every engine takes phonemes, so only aliases can be said here; an alias is
final, it is not looked up again. A document that declares anything (a DTD, an entity) is refused unread.
"""

import html
import re
from dataclasses import dataclass, field
from pathlib import Path
from typing import NoReturn
from xml.parsers import expat

from voiceedu.errors import LexiconError
from voiceedu.narration import ipa

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


@dataclass(frozen=True)
class Entries:
    """How written forms are said: in other words, in IPA, or both."""

    spoken: dict[str, str] = field(default_factory=dict)
    ipa: dict[str, str] = field(default_factory=dict)

    def __or__(self, other: "Entries") -> "Entries":
        return Entries({**self.spoken, **other.spoken}, {**self.ipa, **other.ipa})


def read(path: Path) -> Entries:
    """Return the entries of the document at `path`; raise LexiconError for what cannot be said."""
    return _Document(path).entries


def language(path: Path) -> str:
    """Return the language of the document at `path`, its `xml:lang`; raise LexiconError as `read` does."""
    return _Document(path).language


def write(entries: Entries, *, language: str) -> str:
    """Return the document of `entries`, one lexeme each in the order of the alphabet; `read` gives them back.

    Raises ValueError for an entry that no XML document can hold.
    """
    lines = [
        '<?xml version="1.0" encoding="UTF-8"?>',
        f'<lexicon version="1.0" xmlns="{NAMESPACE}" alphabet="ipa" xml:lang="{html.escape(language)}">',
    ]
    for written in sorted({**entries.spoken, **entries.ipa}, key=lambda form: (form.casefold(), form)):
        spoken, sound = entries.spoken.get(written, ""), entries.ipa.get(written, "")
        if NOT_XML.search(written + spoken + sound):
            raise ValueError(f"{written!r}, said {spoken!r}, holds a character that XML has not")
        # The schema asks for this order.
        parts = [("grapheme", written), ("phoneme", sound), ("alias", spoken)]
        elements = (f"<{name}>{html.escape(text, quote=False)}</{name}>" for name, text in parts if text)
        lines.append(f"  <lexeme>{''.join(elements)}</lexeme>")
    return "\n".join([*lines, "</lexicon>", ""])


@dataclass
class _Lexeme:
    """A lexeme while it is read. Aliases and phonemes come with whether they are preferred."""

    line: int
    graphemes: list[str] = field(default_factory=list)
    aliases: list[tuple[bool, str]] = field(default_factory=list)
    phonemes: list[tuple[bool, str]] = field(default_factory=list)


class _Document:
    """The document at `path`, checked element by element while it is parsed, so that an error knows its line."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self.language = ""
        self.entries = Entries()
        self._default_alphabet = self._alphabet = ""
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
            self._default_alphabet = attributes.get("alphabet", "").strip()
        elif self._open[-1] in _PASSED_OVER:
            name = self._open[-1]  # and so is all that it holds
        elif not ours or name not in _MAY_HOLD.get(self._open[-1], ()):
            problem = f"<{name}> cannot stand in <{self._open[-1]}>"
            self._wrong(problem, "Take it out, or close what is before it.")
        self._open.append(name)
        self._text.clear()
        self._prefer = attributes.get("prefer", "").strip() in ("true", "1")
        self._alphabet = attributes.get("alphabet", self._default_alphabet).strip()
        if name == "lexeme":
            self._lexeme = _Lexeme(line=self._parser.CurrentLineNumber)

    def _language(self, tag: str) -> str:
        if not _LANGUAGE.fullmatch(tag):
            problem = f"xml:lang={tag!r} is no language" if tag else "no xml:lang"
            self._wrong(problem, 'Add the language of the words to <lexicon>: xml:lang="en".')
        return tag

    def _end(self, _tag: str) -> None:
        name, lexeme = self._open.pop(), self._lexeme
        text = " ".join("".join(self._text).split())
        if name == "grapheme":
            self._add_grapheme(text)
        elif name == "alias":
            self._check_text(name, text)
            lexeme.aliases.append((self._prefer, text))
        elif name == "phoneme":
            self._check_text(name, text)
            if self._alphabet == "ipa":
                lexeme.phonemes.append((self._prefer, self._ipa(text)))
        elif name == "lexeme":
            self._add_lexeme()

    def _check_text(self, name: str, text: str) -> None:
        if not text:
            self._wrong(f"an empty <{name}>", "Write its words, or take it out.")

    def _add_grapheme(self, text: str) -> None:
        self._check_text("grapheme", text)
        if text in self.entries.spoken or text in self.entries.ipa or text in self._lexeme.graphemes:
            self._wrong(f"{text!r} stands twice", "Keep one: a written form is said in one way.")
        self._lexeme.graphemes.append(text)

    def _ipa(self, text: str) -> str:
        try:
            return ipa.parse(text)
        except ValueError as error:
            self._wrong(str(error), ipa.REMEDY)

    def _add_lexeme(self) -> None:
        lexeme = self._lexeme
        if not lexeme.graphemes:
            self._wrong("a <lexeme> without a <grapheme>", "Add the written form as <grapheme>.", line=lexeme.line)
        if not lexeme.aliases and not lexeme.phonemes:
            problem = f"{lexeme.graphemes[0]!r} has no <alias> and no <phoneme> in IPA"
            remedy = "Add an <alias> that respells it in words and letters: every engine can say that."
            self._wrong(problem, remedy, line=lexeme.line)
        if lexeme.aliases:
            self.entries.spoken.update(dict.fromkeys(lexeme.graphemes, _first_preferred(lexeme.aliases)))
        if lexeme.phonemes:
            self.entries.ipa.update(dict.fromkeys(lexeme.graphemes, _first_preferred(lexeme.phonemes)))


def _first_preferred(forms: list[tuple[bool, str]]) -> str:
    return next((form for is_preferred, form in forms if is_preferred), forms[0][1])
