"""A clinician's document → its pieces: title, headings, paragraphs, list items and author, in order and as written.

In plain text an empty line, a list mark or a short line on its own says where a piece begins; in Markdown its syntax
does. What the pieces become is not decided here.
"""

import codecs
import re
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Literal

from voiceedu.errors import ImportingError

LONGEST_NAME = 8  # words, in the Name of a bullet and in a heading of a .txt
UNWRAPPED = 200  # characters; no one wraps lines so late, so a .txt with such a line has a line for each paragraph

_SAVE_AS = "Save it as plain text (.txt) with the encoding UTF-8."
_MAGIC = {b"%PDF-": "a PDF", b"PK\x03\x04": "a Word or zip file", b"\xd0\xcf\x11\xe0": "a Word file", b"{\\rtf": "RTF"}
_LINE_END = re.compile("\r\n|[\r\v\f\x85\u2028\u2029]")
_CONTROL = re.compile("[\x00-\x08\x0e-\x1f\x7f-\x9f]")
_MARKER = re.compile("([●•◦▪‣·\uf0b7*–—-]|[0-9]{1,3}[.)])\\s+(?=\\S)|([●•])(?=\\S)")  # U+F0B7 is the bullet Word saves
_NAMED = re.compile(r"([*_]{0,2})(?P<name>[^:.!?;…]+)(?::\1|\1:)\s+(?P<text>\S.*)", re.DOTALL)  # **Name:** in a .md
_HEADING = re.compile(r"(#{1,6})\s+(?=\S)")
_RULE = re.compile(r"([-*_])(\s*\1){2,}")
_CREDENTIAL = re.compile(r"(?:[A-Z][a-z]{0,3}\.?-?){2,8}")
_NAME_WORD = re.compile(rf"[^\W\d_]\.|[^\W\d_]+(?:['’-][^\W\d_]+)*|{_CREDENTIAL.pattern}")
_HONORIFIC = re.compile(r"(?:dra?|doctor|med|prof|professor|mrs?|ms|miss|sir|dame)\.?", re.IGNORECASE)
_PARTICLE = re.compile(r"al|bin|da|del?|della|de[nr]|di|dos|du|el|ibn|la|le|te[nr]|van|von|y", re.IGNORECASE)
_NO_NAME = re.compile(
    r"all|and|by|call|cent(er|re)|clinic|contact|copyright|department|end|for|from|hospital|institute|more|our|page|"
    r"please|questions|see|thanks?|the|university|visit|you|your",
    re.IGNORECASE,
)


@dataclass(frozen=True, kw_only=True)
class Piece:
    """A heading, paragraph or list item: its text as written, with what marks it (● or 1. or ##) set apart.

    `line` counts from 1, `indent` in columns. `text` keeps its line ends; that of a rule is empty.
    """

    kind: Literal["heading", "paragraph", "bullet", "step", "rule"]
    line: int
    indent: int
    marker: str
    text: str

    @property
    def is_item(self) -> bool:
        return self.kind in ("bullet", "step")

    @property
    def name_and_text(self) -> tuple[str, str] | None:
        """The two parts of "Name: text", without the colon and what emphasises the name; None for any other text."""
        match = _NAMED.match(self.text)
        return (match["name"], match["text"]) if match else None


@dataclass(frozen=True, kw_only=True)
class Document:
    """A document as it was read: the `name` of its file and its pieces, of which there is one at least."""

    name: str
    markdown: bool
    pieces: tuple[Piece, ...]

    @property
    def title(self) -> Piece | None:
        """The first piece, where its shape is that of a title; its length is not looked at."""
        first = self.pieces[0]
        if self.markdown:
            return first if first.kind == "heading" else None
        second = self.pieces[1] if len(self.pieces) > 1 else None
        runs_on = second and second.line == first.line + 1 and second.text[0].islower()
        return first if first.kind == "paragraph" and not runs_on else None

    @property
    def body(self) -> tuple[Piece, ...]:
        """The pieces below the title, without rules, which have no words."""
        return tuple(piece for piece in self.pieces[1:] if piece.kind != "rule")

    @property
    def signature(self) -> Piece | None:
        """The last piece of several in the body, where a name may stand in it; whether one does, `is_name` says."""
        if len(self.body) < 2:
            return None
        before, last = self.body[-2:]
        dashed = last.marker in ("-", "–", "—") and last.marker != before.marker and last.indent <= before.indent
        return last if last.kind == "paragraph" or dashed else None


def read(data: bytes, *, name: str) -> Document:
    """Return the document that `data` is, with every character but white space in one of its pieces; touches no disk.

    The ending of the file name `name` says whether it is plain text or Markdown. Raises ImportingError for any other
    ending, and for bytes that are no text or hold none.
    """
    ending = Path(name).suffix.lower()
    if ending not in (".txt", ".md"):
        raise ImportingError(f"{name}: only .txt and .md can be imported. {_SAVE_AS}")
    text, markdown = _decode(data, name=name), ending == ".md"
    pieces = tuple(_pieces(text, markdown=markdown))
    if "".join(text.split()) != "".join("".join((piece.marker + piece.text).split()) for piece in pieces):
        raise ImportingError(f"{name}: not every character was read. This is a fault in voiceedu; report it.")
    return Document(name=name, markdown=markdown, pieces=pieces)


def is_name(line: str) -> bool:
    """Say whether `line` is a person's name, with or without a title and credentials; in doubt it is not.

    "By Dr. Raj Desai" is none, so that "By" stays where a listener hears it.
    """
    who, *credentials = (part.split() for part in line.split(","))
    titled = any(map(_HONORIFIC.fullmatch, who))
    names = [word for word in who if not _HONORIFIC.fullmatch(word) and not _PARTICLE.fullmatch(word)]
    return (
        2 - titled <= len(names) <= 5
        and len(names[-1].rstrip(".")) > 1
        and all(_NAME_WORD.fullmatch(word) and word[0].isupper() and not _NO_NAME.fullmatch(word) for word in names)
        and all(part and all(map(_CREDENTIAL.fullmatch, part)) for part in credentials)
    )


def _decode(data: bytes, *, name: str) -> str:
    """Return `data` as text with single-character line ends; what is no text is refused, not guessed at."""
    utf_16 = data.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE))
    kind = next((kind for magic, kind in _MAGIC.items() if data.startswith(magic)), "")
    if kind or (b"\0" in data and not utf_16):
        raise ImportingError(f"{name}: this is {kind or 'binary data'}, not plain text. {_SAVE_AS}")
    encoding, label = ("utf-16", "UTF-16") if utf_16 else ("utf-8-sig", "UTF-8")
    try:
        text = _LINE_END.sub("\n", data.decode(encoding))
    except UnicodeDecodeError as error:
        line = _LINE_END.sub("\n", data[: error.start].decode(encoding, "ignore")).count("\n") + 1
        raise ImportingError(f"{name}:{line}: not {label} text. Save it as UTF-8.") from None
    if control := _CONTROL.search(text):
        line = text.count("\n", 0, control.start()) + 1
        raise ImportingError(f"{name}:{line}: a control character ({control[0]!r}), so no plain text. {_SAVE_AS}")
    if not text.strip():
        raise ImportingError(f"{name}: the file is empty. Write a title, an empty line, then the text.")
    return text


def _pieces(text: str, *, markdown: bool) -> list[Piece]:
    """Return every line of `text` that is not empty as part of one piece or another, in order."""
    lines = text.split("\n")
    last = max(at for at, line in enumerate(lines) if line.strip())
    unwrapped = not markdown and max(map(len, lines)) > UNWRAPPED
    pieces: list[Piece] = []
    above: Piece | None = None  # the last piece, where the next line may go on with it; none after an empty line
    number = 0  # of the last step
    for at, line in enumerate(lines):
        if not (bare := line.strip()):
            above = None
            continue
        indent = len(line.expandtabs(4)) - len(line.expandtabs(4).lstrip())
        new = Piece(kind="paragraph", line=at + 1, indent=indent, marker="", text=bare)
        underline = above and above.kind == "paragraph" and set(bare) in ({"="}, {"-"})
        if markdown and (underline or _RULE.fullmatch(bare)):
            new = replace(new, kind="rule", marker=bare, text="")
            if underline:
                pieces[-1] = replace(pieces[-1], kind="heading")
        elif markdown and (hashes := _HEADING.match(bare)):
            new = replace(new, kind="heading", marker=hashes[1], text=bare[hashes.end() :])
        elif (match := _MARKER.match(bare)) and _is_item(match, above, number=number):
            marker = match[1] or match[2]
            new = replace(new, kind="bullet", marker=marker, text=bare[match.end() :])
            if marker[0].isdigit():
                new, number = replace(new, kind="step"), int(marker[:-1])
        elif above and not (unwrapped and not indent and not bare[0].islower()):
            if not (at == last and _ended(above) and is_name(bare)):
                pieces[-1] = above = replace(above, text=f"{above.text}\n{bare}")
                continue
        elif not markdown and pieces and not above and at < last and not lines[at + 1].strip() and _is_heading(bare):
            new = replace(new, kind="heading")
        pieces.append(new)
        is_title = len(pieces) == 1 and not markdown
        above = None if is_title or new.kind in ("heading", "rule") else new
    return pieces


def _is_item(match: re.Match[str], above: Piece | None, *, number: int) -> bool:
    """Say whether a line that begins like a list item is one; a wrapped line may begin with a dash or a number too."""
    marker = match[1] or match[2]
    digits = marker[0].isdigit()
    if digits and int(marker[:-1]) not in (1, number + 1):
        return False
    if above is None or _ended(above) or not (digits or marker in "–—"):
        return True
    return (above.kind == "step" if digits else above.marker == marker) or bool(_NAMED.match(match.string, match.end()))


def _ended(piece: Piece) -> bool:
    return piece.text.rstrip("\"'”’»)").endswith((".", "!", "?", ":"))


def _is_heading(line: str) -> bool:
    return len(line.split()) <= LONGEST_NAME and line[-1] not in ".!:;,…" and any(map(str.isalpha, line))
