"""What a talking book says besides a clinician's words: of itself, and on its cover."""

import textwrap
import unicodedata
from dataclasses import dataclass

from voiceedu import languages

COVER_WIDTH = 1040
COVER_LINES = 5
COVER_SIZES = (120, 96, 72, 56)
"""The sizes of letters that a title is tried in, on a cover of 1,200 by 1,600."""


@dataclass(frozen=True, kw_only=True)
class Phrases:
    """The words around the words in one language. A book in a language that has none has them in English."""

    language: str
    contents: str
    landmarks: str
    cover: str
    start: str
    summary: str

    def speaks(self, language: str) -> bool:
        """Say whether these words are in `language`."""
        return languages.base(language) == self.language


PHRASES = {
    "en": Phrases(
        language="en",
        contents="Contents",
        landmarks="Places in this book",
        cover="Cover",
        start="Start",
        summary="You can hear and read every sentence of this book: each is marked while it is said, in the voice of "
        "a computer. The contents lead to every procedure and every section. The only picture is the cover, which "
        "shows the title.",
    ),
    "es": Phrases(
        language="es",
        contents="Contenido",
        landmarks="Lugares de este libro",
        cover="Portada",
        start="Inicio",
        summary="Puede escuchar y leer cada frase de este libro: se marca mientras se dice, con la voz de una "
        "computadora. El contenido lleva a cada procedimiento y a cada sección. La única imagen es la portada, que "
        "muestra el título.",
    ),
}


@dataclass(frozen=True, kw_only=True)
class Cover:
    """A title in lines, and the size of their letters."""

    size: int
    lines: tuple[str, ...]


def cover(title: str) -> Cover:
    """Return `title` as large as it fits a cover; one that is too long for any ends in "…"."""
    longest = max(map(len, title.split()))
    for size in COVER_SIZES:
        letters = int(COVER_WIDTH / size / _widest(title))
        lines = textwrap.wrap(title, letters)
        if longest <= letters and len(lines) <= COVER_LINES:
            break
    else:
        lines = textwrap.wrap(title, letters, max_lines=COVER_LINES, placeholder=" …")
    return Cover(size=size, lines=tuple(lines))


def phrases(language: str) -> Phrases:
    """Return the words around the words, in `language` where there are such, else in English."""
    return PHRASES.get(languages.base(language), PHRASES["en"])


def _widest(text: str) -> float:
    """Return the width of a letter of `text`, in parts of its size: those of East Asia are square."""
    return 1.0 if any(unicodedata.east_asian_width(letter) in "WF" for letter in text) else 0.6
