"""Adds an entry to the text of the clinic's lexicon: every other line and every comment stays as it is."""

import html
import re
import unicodedata
from pathlib import Path

from voiceedu.errors import ReviewError
from voiceedu.narration import ipa as alphabet
from voiceedu.narration.lexicon import Lexicon

LONGEST = 100
"""Characters of a written or spoken form."""
_HEADING = "# How words are said: the written form, a tab, how it sounds, and after another tab IPA.\n"
_END_OF_PLS = re.compile(r"[ \t]*</(?:\w+:)?lexicon\s*>\s*$")


def entry(written: str, *, spoken: str, ipa: str) -> tuple[str, str, str]:
    """Return an entry in its usual form; raise ReviewError for what cannot be one."""
    written, spoken = (" ".join(text.split()) for text in (written, spoken))
    if not written or not re.match(r"\w", written) or max(len(written), len(spoken), len(ipa)) > LONGEST:
        raise ReviewError("Choose the word first")
    for text in (written, spoken):
        if any(unicodedata.category(character) in ("Cc", "Cs", "Cn", "Co") for character in text):
            raise ReviewError(f"{text!r} has a sign that nobody can see. Type it again")
    if spoken and not re.search(r"[^\W\d_]", spoken):
        raise ReviewError("Write how it sounds in letters, such as lie doe kane")
    try:
        sound = alphabet.parse(ipa) if ipa.strip() else ""
    except ValueError as error:
        raise ReviewError(f"{error}. {alphabet.REMEDY}") from None
    if not (spoken or sound):
        raise ReviewError("Write how it sounds, or choose a suggestion")
    return written, spoken, sound


def with_entry(data: bytes | None, path: Path, *, written: str, spoken: str, ipa: str) -> bytes:
    """Return the lexicon `data` of the file at `path` with an entry, which replaces the one of the same form.

    `data` is None where there is no file. Raise ReviewError where it cannot be added.
    """
    text = (data or b"").decode("utf-8")
    if path.suffix.lower() == ".pls":
        return _with_lexeme(text, path, written=written, spoken=spoken, ipa=ipa).encode()
    line = "\t".join([written, spoken, ipa]).rstrip("\t")
    lines = text.splitlines(keepends=True) or [_HEADING]
    end = "\r\n" if lines[0].endswith("\r\n") else "\n"
    for number, other in enumerate(lines):
        form = " ".join(other.removeprefix("\ufeff").partition("\t")[0].split())
        if not other.startswith("#") and form == written:
            lines[number] = line + end
            return "".join(lines).encode()
    if not lines[-1].endswith(("\n", "\r")):
        lines[-1] += end
    return "".join([*lines, line + end]).encode()


def _with_lexeme(text: str, path: Path, *, written: str, spoken: str, ipa: str) -> str:
    found = _END_OF_PLS.search(text)
    if found is None or f">{html.escape(written, quote=False)}</" in text:
        raise ReviewError(f"{path.name} has {written!r} already. Mend it there with an XML editor")
    parts = [("grapheme", written), ("phoneme", ipa), ("alias", spoken)]
    lexeme = "".join(f"<{name}>{html.escape(value, quote=False)}</{name}>" for name, value in parts if value)
    return f"{text[: found.start()]}  <lexeme>{lexeme}</lexeme>\n{text[found.start() :]}"


def tried(lexicon: Lexicon, *, written: str, spoken: str, ipa: str) -> Lexicon:
    """Return `lexicon` as it would be with an entry of the clinic's."""
    others = {form: said for form, said in lexicon.entries.items() if form.casefold() != written.casefold()}
    sounds = {form: sound for form, sound in lexicon.ipa.items() if form.casefold() != written.casefold()}
    return Lexicon(
        {**others, **({written: spoken} if spoken else {})},
        clinic=lexicon.clinic | {written},
        ipa={**sounds, **({written: ipa} if ipa else {})},
    )
