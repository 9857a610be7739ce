"""Written form → spoken form: the pronunciation of names, drugs and abbreviations.

A lexicon file has one entry a line, `written<TAB>spoken<TAB>IPA`; empty lines and lines that begin with # are ignored.
Or it is a W3C PLS document, `.pls`. The spoken form is a respelling ("Doctor", "lie doe kane"), which every engine
takes; the IPA is for engines that take that, and either may be left out. Entries match whole words, the longest first.
"""

import functools
import hashlib
import json
import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from pathlib import Path

from voiceedu import languages
from voiceedu.content import regular_files
from voiceedu.errors import LexiconError
from voiceedu.narration import ipa, pls
from voiceedu.narration.pls import Entries

SHIPPED = Path(__file__).parent / "lexicons"
_FEWEST_LETTERS = 3
LARGEST_BYTES = 10_000_000
"""Of a list: far more than any language has words. A file that somebody named by mistake is not read."""


@dataclass(frozen=True)
class Lexicon:
    """Respellings, and the IPA of some forms. `clinic` holds the written forms that are the clinic's own. Pure.

    A plain word matches in any case, unless that case of it has an entry: "lidocaine" fits "Lidocaine". A form with
    capitals inside, digits or signs, or of one or two letters, matches as it is written: "CT", "L4-L5", "mg".
    """

    entries: Mapping[str, str] = field(default_factory=dict)
    clinic: frozenset[str] = frozenset()
    ipa: Mapping[str, str] = field(default_factory=dict)
    special_forms: re.Pattern[str] | None = field(init=False, compare=False, repr=False)
    _in_any_case: Mapping[str, str] = field(init=False, compare=False, repr=False)
    _all: re.Pattern[str] | None = field(init=False, compare=False, repr=False)
    _expanded: re.Pattern[str] | None = field(init=False, compare=False, repr=False)
    _sounds: Mapping[str, str] = field(init=False, compare=False, repr=False)
    _sounded: re.Pattern[str] | None = field(init=False, compare=False, repr=False)

    def __post_init__(self) -> None:
        special = [form for form in self.entries if not _is_word(form)]
        object.__setattr__(self, "special_forms", _pattern(special))
        small_last = sorted((form for form in self.entries if _is_word(form)), key=str.islower)
        object.__setattr__(self, "_in_any_case", {form.casefold(): self.entries[form] for form in small_last})
        object.__setattr__(self, "_all", _pattern(self.entries))
        expanded = {*special, *self.clinic} & self.entries.keys()
        object.__setattr__(self, "_expanded", _pattern(expanded))
        # In the words that a voice is given, an entry that was expanded stands in its spoken form.
        in_words = {self.entries[form] if form in expanded else form: sound for form, sound in self.ipa.items()}
        by_case = {form.casefold(): sound for form, sound in in_words.items() if _is_word(form)}
        object.__setattr__(self, "_sounds", by_case | in_words)
        object.__setattr__(self, "_sounded", _pattern(in_words))

    @functools.cached_property
    def identity(self) -> str:
        """A digest that changes with every entry."""
        entries = [sorted(self.entries.items()), sorted(self.ipa.items()), sorted(self.clinic)]
        return hashlib.sha256(json.dumps(entries).encode()).hexdigest()

    def respell(self, text: str) -> str:
        """Return `text` with every entry replaced by its spoken form."""
        return self._replace(self._all, text)

    def expand(self, text: str) -> str:
        """Return `text` with the clinic's entries, and those that are not plain words, in their spoken forms."""
        return self._replace(self._expanded, text)

    def sounds(self, words: str) -> dict[str, str]:
        """Return the IPA of each form in `words`, expanded text; the keys are the forms as they stand there."""
        if self._sounded is None:
            return {}
        found = (match[0] for match in self._sounded.finditer(words))
        sounds = {form: self._sounds.get(form) or self._sounds.get(form.casefold()) for form in found}
        return {form: sound for form, sound in sounds.items() if sound}

    def _replace(self, pattern: re.Pattern[str] | None, text: str) -> str:
        if pattern is None:
            return text
        return pattern.sub(lambda match: self._said(match[0]), text)

    def _said(self, form: str) -> str:
        # "İ" and "ı" match "i" when case is ignored, but are another word, which stays unchanged.
        return self.entries.get(form) or self._in_any_case.get(form.casefold(), form)


def _is_word(form: str) -> bool:
    """Return whether `form` is a plain word, which normalization leaves unchanged."""
    return len(form) >= _FEWEST_LETTERS and form.isalpha() and form[1:].islower()


def _pattern(forms: Iterable[str]) -> re.Pattern[str] | None:
    longest_first = sorted(forms, key=len, reverse=True)
    return re.compile(rf"(?<!\w)(?:{'|'.join(map(_alternative, longest_first))})(?!\w)") if longest_first else None


def _alternative(form: str) -> str:
    # "1 mg" is not the end of "2.1 mg".
    written = (r"(?<!\d[.,])" if form[0].isdigit() else "") + re.escape(form)
    return f"(?i:{written})" if _is_word(form) else written


def load(language: str, *, clinic: Path | None = None) -> Lexicon:
    """Return the shipped lexicon of `language` with the clinic's own entries on top.

    A `.tsv` is the clinic's for every language, a `.pls` for the language that it names, whatever the region.
    """
    shipped = Entries()
    for path in (SHIPPED / f"{languages.base(language)}.tsv", SHIPPED / f"{language}.tsv"):
        if path.is_file():
            shipped |= read(path)
    own = Entries()
    if clinic is not None and clinic.is_file():
        own = read(clinic)
        if _is_pls(clinic) and languages.base(pls.language(clinic)) != languages.base(language):
            own = Entries()
    return Lexicon(
        {**_kept(shipped.spoken, own.spoken), **own.spoken},
        clinic=frozenset({*own.spoken, *own.ipa}),
        ipa={**_kept(shipped.ipa, {**own.spoken, **own.ipa}), **own.ipa},
    )


def _kept(shipped: Mapping[str, str], own: Iterable[str]) -> dict[str, str]:
    """Return the entries of `shipped` that none of the clinic's `own` replaces."""
    replaced = {form.casefold() for form in own if _is_word(form)}
    return {form: said for form, said in shipped.items() if form.casefold() not in replaced and form not in own}


def read(path: Path) -> Entries:
    """Return the entries of the file at `path`; raise LexiconError for a line that is not an entry."""
    if _is_pls(path):
        return pls.read(path)
    if (size := path.stat().st_size) > LARGEST_BYTES:
        raise LexiconError(
            path, 1, f"{size} bytes are more than {LARGEST_BYTES}", remedy="Keep words that are said here."
        )
    entries = Entries()
    data = regular_files.read(path, at_most=LARGEST_BYTES)
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise LexiconError(path, data.count(b"\n", 0, error.start) + 1, "not UTF-8 text") from None
    for number, line in enumerate(text.splitlines(), start=1):
        if not line.strip() or line.startswith("#"):
            continue
        written, spoken, sound, *more = (" ".join(part.split()) for part in f"{line}\t\t".split("\t"))
        if not written or not (spoken or sound) or any(more) or pls.NOT_XML.search(line):
            raise LexiconError(path, number, f"no entry in {line!r}")
        if written in entries.spoken or written in entries.ipa:
            raise LexiconError(path, number, f"{written!r} stands twice")
        if spoken:
            entries.spoken[written] = spoken
        if sound:
            try:
                entries.ipa[written] = ipa.parse(sound)
            except ValueError as error:
                raise LexiconError(path, number, str(error), remedy=ipa.REMEDY) from None
    return entries


def _is_pls(path: Path) -> bool:
    return path.suffix.lower() == ".pls"
