"""Written form → spoken form: how names, drugs and abbreviations are said.

A lexicon file is one entry a line, `written<TAB>spoken`; empty lines and lines that begin with # are passed over. Or it
is a W3C PLS document, `.pls`. The spoken form is a respelling ("Doctor", "lie doe kane"), not phonemes: every engine
takes it. Entries are matched as written, capitals included, on whole words, the longest first.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

from voiceedu import languages
from voiceedu.errors import LexiconError
from voiceedu.narration import pls

SHIPPED = Path(__file__).parent / "lexicons"


@dataclass(frozen=True)
class Lexicon:
    """A list of respellings. `spoken` is pure: the same text gives the same words."""

    entries: Mapping[str, str] = field(default_factory=dict)
    _pattern: re.Pattern[str] | None = field(init=False, compare=False, repr=False)

    def __post_init__(self) -> None:
        longest_first = sorted(self.entries, key=len, reverse=True)
        # "1 mg" is not the end of "2.1 mg".
        alternatives = "|".join(
            (r"(?<!\d[.,])" if entry[0].isdigit() else "") + re.escape(entry) for entry in longest_first
        )
        pattern = re.compile(rf"(?<!\w)(?:{alternatives})(?!\w)") if longest_first else None
        object.__setattr__(self, "_pattern", pattern)

    def spoken(self, text: str) -> str:
        """Return `text` as it should be said."""
        if self._pattern is None:
            return text
        return self._pattern.sub(lambda match: self.entries[match[0]], text)


def load(language: str, *, clinic: Path | None = None) -> Lexicon:
    """Return the shipped lexicon of `language` with the clinic's own entries on top.

    A `.tsv` is the clinic's for every language, a `.pls` for the language that it names, whatever the region.
    """
    shipped: dict[str, str] = {}
    for path in (SHIPPED / f"{languages.base(language)}.tsv", SHIPPED / f"{language}.tsv"):
        if path.is_file():
            shipped |= read(path)
    if clinic is None or not clinic.is_file():
        return Lexicon(shipped)
    own = read(clinic)
    if _is_pls(clinic) and languages.base(pls.language(clinic)) != languages.base(language):
        return Lexicon(shipped)
    # What the shipped list has in several cases, "lidocaine" and "Lidocaine", is one word: the clinic says it once. A
    # form that the list does not have is a word of its own: a clinic's "Mg", magnesium, leaves "mg" alone.
    respelled = {form.casefold(): said for form, said in own.items() if form in shipped}
    in_other_cases = {form: respelled[form.casefold()] for form in shipped if form.casefold() in respelled}
    return Lexicon(shipped | in_other_cases | own)


def read(path: Path) -> dict[str, str]:
    """Return the entries of the file at `path`; raise LexiconError for a line that is not an entry."""
    if _is_pls(path):
        return pls.read(path)
    entries: dict[str, str] = {}
    data = path.read_bytes()
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise LexiconError(path, data.count(b"\n", 0, error.start) + 1, "not UTF-8 text") from None
    for number, line in enumerate(text.splitlines(), start=1):
        if not line.strip() or line.startswith("#"):
            continue
        written, _, spoken = (part.strip() for part in line.partition("\t"))
        if not written or not spoken or "\t" in spoken or pls.NOT_XML.search(line):
            raise LexiconError(path, number, f"no entry in {line!r}")
        written, spoken = " ".join(written.split()), " ".join(spoken.split())
        if written in entries:
            raise LexiconError(path, number, f"{written!r} stands twice")
        entries[written] = spoken
    return entries


def _is_pls(path: Path) -> bool:
    return path.suffix.lower() == ".pls"
