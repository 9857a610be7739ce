"""The search of the library: synonyms are found, and close spellings are offered.

Case, accents, punctuation and the letters that many people type for others do not count.
"""

import difflib
import functools
import re
import unicodedata
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from voiceedu import languages

LONGEST_QUERY = 100
SYNONYMS = Path(__file__).parent / "synonyms"
MOST_SPELLINGS = 3
CLOSENESS = 0.75
"""How much of a word its spelling shares with another that is offered, from 0 to 1 (Ratcliff and Obershelp)."""
SHORTEST_WORD = 4
"""Shorter words are close to too many others."""
LETTERS = {
    **{"đ": "d", "ð": "d", "ł": "l", "ø": "o", "ı": "i", "æ": "ae", "œ": "oe"},
    **{"ى": "ي", "ی": "ي", "ک": "ك", "ة": "ه"},
}
"""Letters that Unicode does not take apart, and those that many keyboards and people write for them."""
UNWRITTEN = frozenset("'\u2018\u2019\u02bc`´\u0640\u20e3") | frozenset(map(chr, range(0xFE00, 0xFE10)))
"""Apostrophes, which telephones write as they like and many people leave out; the stroke that draws Arabic out; and
what makes a sign an emoji."""
DIRECTIONS = dict.fromkeys([0x61C, 0x200E, 0x200F, *range(0x202A, 0x202F), *range(0x2066, 0x206A)])
"""Marks of the direction of writing, for `str.translate` to leave out. One left open turns what stands behind it."""


@dataclass(frozen=True, kw_only=True)
class Text:
    """What the search looks at in a procedure: its title and all of its words, folded."""

    title: str
    words: str

    @classmethod
    def of(cls, title: str, parts: Iterable[str]) -> "Text":
        """Return the text of a procedure with this title and these other texts."""
        return cls(title=_apart(fold(title)), words=_apart(fold("\n".join([title, *parts]))))


def shown_query(typed: str) -> str:
    """Return what somebody typed as the page shows it: one space between words, no sign that cannot be seen."""
    visible = "".join(" " if unicodedata.category(one) == "Cc" else one for one in typed.translate(DIRECTIONS))
    return " ".join(visible.split())[:LONGEST_QUERY].rstrip()


def rank(text: Text, query: str, *, language: str) -> int | None:
    """Return how well `text` fits `query`, 0 best; None when it does not.

    Every word has to be there, in any order; the beginning of a word is enough. What a hyphen or another sign joins has
    to stand together. What the query says comes before its synonyms, and the title before the other words. A query
    without a letter or a digit fits nothing.
    """
    for number, words in enumerate(_ways_to_say(query, language)):
        wanted = [word for word in map(_apart, words.split()) if word]
        if wanted and all(word in text.words for word in wanted):
            in_title = all(word in text.title for word in wanted)
            return 2 * min(number, 1) + (not in_title)
    return None


def close_spellings(query: str, texts: Iterable[str]) -> list[str]:
    """Return queries like `query` in words of `texts`, the closest first; none when each word is one of theirs."""
    vocabulary = {fold(word): word.lower() for text in texts for word in re.findall(r"\w+", text)}
    known = [word for word in vocabulary if len(word) >= SHORTEST_WORD]
    words = re.findall(r"\w+", query)
    options = [_options(word, known, vocabulary) for word in words]
    if not any(len(found) > 1 or found[0] != word for found, word in zip(options, words, strict=True)):
        return []
    count = max(map(len, options))
    return [" ".join(found[min(number, len(found) - 1)] for found in options) for number in range(count)]


def _options(word: str, known: Sequence[str], vocabulary: dict[str, str]) -> list[str]:
    """Return the spellings of the library that are close to `word`; the word itself when it is one, or none is."""
    folded = fold(word)
    if any(folded in one for one in vocabulary):
        return [word]
    close = difflib.get_close_matches(folded, known, n=MOST_SPELLINGS, cutoff=CLOSENESS)
    return [vocabulary[one] for one in close] or [word]


def fold(text: str) -> str:
    """Return `text` in lower case and plain letters, with one space between words and a hyphen for each sign."""
    return " ".join("".join(map(_plain, without_accents(text))).split())


def without_accents(text: str) -> str:
    """Return `text` in lower case and without accents."""
    decomposed = unicodedata.normalize("NFKD", text.casefold())
    return "".join(character for character in decomposed if not unicodedata.combining(character))


@functools.lru_cache(maxsize=4096)
def _plain(character: str) -> str:
    """Return how the search writes a character: a letter, a hyphen for any sign, a space, or nothing."""
    category = unicodedata.category(character)
    if character in UNWRITTEN or category == "Cf":
        return ""
    if category[0] in "ZC":
        return " "
    return "-" if category[0] in "PS" else LETTERS.get(character, character)


def _apart(folded: str) -> str:
    """Return folded words with spaces for their hyphens."""
    return " ".join(folded.replace("-", " ").split())


def _ways_to_say(query: str, language: str) -> Iterator[str]:
    """Yield `query`, folded, then with each of its phrases replaced by each of that phrase's synonyms."""
    folded = fold(query)
    yield folded
    for group in _synonyms(languages.base(language)):
        for phrase in group:
            if re.search(rf"(?<!\w){re.escape(phrase)}(?!\w)", folded):
                yield from (re.sub(rf"(?<!\w){re.escape(phrase)}(?!\w)", other, folded) for other in group)


@functools.cache
def _synonyms(language: str) -> tuple[tuple[str, ...], ...]:
    """Return the groups of phrases that mean the same in `language`, folded; none when nobody has written any."""
    path = SYNONYMS / f"{language}.tsv"
    lines = path.read_text(encoding="utf-8").splitlines() if path.is_file() else []
    return tuple(tuple(map(fold, line.split("\t"))) for line in lines if line and not line.startswith("#"))
