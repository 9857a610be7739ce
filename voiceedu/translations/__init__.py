"""The program's own words in the listener's language: gettext catalogues, one `.po` file a language.

The phrases in the source are plain English, so English needs no catalogue. Each `.po` file is parsed once; nothing is
compiled.
"""

import functools
import io
from dataclasses import dataclass
from pathlib import Path

from babel.messages.mofile import write_mo
from babel.messages.pofile import PoFileError, read_po
from babel.support import NullTranslations, Translations

from voiceedu import languages
from voiceedu.errors import CatalogueError

FOLDER = Path(__file__).parent
SOURCE_LANGUAGE = languages.ENGLISH


@dataclass(frozen=True, kw_only=True)
class Catalogue:
    """The program's phrases in one language. `messages` are those of gettext, for a library that asks for them."""

    language: str
    messages: NullTranslations

    def gettext(self, message: str) -> str:
        """Return `message` in this language."""
        return str(self.messages.gettext(message))

    def ngettext(self, singular: str, plural: str, count: int) -> str:
        """Return the form of a message that this language has for `count`."""
        return str(self.messages.ngettext(singular, plural, count))

    def is_in(self, language: str) -> bool:
        """Return whether these phrases are in `language`, whatever its region."""
        return self.language in languages.fallbacks(language)


def find(language: str, *, folder: Path | None = None) -> Catalogue | None:
    """Return the phrases in `language` or the nearest of its fallbacks (es for es-MX); None if there are none.

    The phrases are those that listeners meet, or those of another `folder` of catalogues. Raise CatalogueError if the
    file cannot be read.
    """
    return _find(language, folder or FOLDER)


def find_or_english(language: str, *, folder: Path | None = None) -> Catalogue:
    """Return the phrases in `language`, or in English where there are none."""
    return find(language, folder=folder) or _ENGLISH


def available() -> tuple[str, ...]:
    """Return the tags of the languages that there are phrases in."""
    return tuple(sorted({SOURCE_LANGUAGE, *(path.stem for path in FOLDER.glob("*.po"))}))


@functools.lru_cache(maxsize=256)
def _find(language: str, folder: Path) -> Catalogue | None:
    for tag in languages.fallbacks(language):
        if tag == SOURCE_LANGUAGE:
            return _ENGLISH
        if (path := folder / f"{tag}.po").exists():
            return _read(path)
    return None


@functools.cache
def _read(path: Path) -> Catalogue:
    compiled = io.BytesIO()
    try:
        with path.open("rb") as source:
            write_mo(compiled, read_po(source, abort_invalid=True))
    except PoFileError as error:
        raise CatalogueError(path, error.lineno + 1, str(error.args[0])) from None
    compiled.seek(0)
    return Catalogue(language=path.stem, messages=Translations(compiled))


_ENGLISH = Catalogue(language=SOURCE_LANGUAGE, messages=NullTranslations())
