"""General text normalization by kitten-text-processing: NeMo's grammars, without a network or a compiler.

`nemo-text-processing` has the same grammars, but needs pynini and compiles them for a minute at the first start; this
package carries them compiled. It reads dates, times, money, addresses and plain numbers of 17 languages. A sentence
takes 10 to 150 ms, so it is called only for what still has a digit or a sign, with a few words around it, and results
are remembered.
"""

import functools
import logging
import re
import threading
from collections.abc import Iterator
from typing import Protocol

from voiceedu import languages
from voiceedu.narration.text_normalization.rules import SAID
from voiceedu.process import garbage

_log = logging.getLogger(__name__)

REMEMBERED_TEXTS = 4096
"""How many results are kept: about a megabyte, enough for a large clinic's library."""
LONGEST_PIECE = 300
"""In characters. Time and memory grow with a piece: a long sentence is read piece by piece."""
LONGEST_TEXT = 1500
"""In characters. A "sentence" longer than this is a table or a mistake, which would take minutes: it is not read."""
LOADED_GRAMMARS = 4
"""A grammar takes 20 to 80 MB. A render goes through the library language by language."""

WORDS_AROUND = 3
"""Words on either side of a number or a sign that decide how it is read: "5 May", "Springfield, IL 62704"."""

_DIGITS = re.compile(r"[0-9]+")
_NUMBER_ALONE = re.compile(r"(?<![0-9])(?<![0-9][.,:])[0-9]+(?![0-9]|[.,:][0-9])")
"""A number without a mark in it: a decimal read in two parts would be two numbers."""
_LONGEST_NUMBER = 6
"""In digits: a longer one is a code."""
_TOKEN = re.compile(r"\S+\s*")
_PIECE = re.compile(rf"\S.{{0,{LONGEST_PIECE}}}(?!\S)|\S+", re.DOTALL)
_LEFT_ALONE = "→←↑↓×≥≤≠≈−·•"
"""Signs that no grammar reads. What is left of them after the grammar is said by the rules of the language."""
_OF_DEVANAGARI = "\u0900-\u0965\u0970-\u097f"
"""Its vowel signs, which are no letters for a regular expression, and its stops."""
_NEEDS_READING = re.compile(
    rf"\d|[^\w\s.,;:!?¿¡'’‘\"“”«»()\[\]…–—{_LEFT_ALONE}{SAID}{_OF_DEVANAGARI}-]|(?<![\w{SAID}])-|-(?![\w{SAID}])"
)
_OWN_MARKS = "tokens {"
"""What the Kinyarwanda grammar leaves between words."""
_loading = threading.Lock()


def grammar_tag(language: str) -> str | None:
    """Return the tag of the grammar for `language`, such as "en" for "en-GB" and "zh" for "cmn"; None without one."""
    from kitten_text_processing import SUPPORTED_LANGUAGES

    return next((tag for tag in languages.fallbacks(language) if tag in SUPPORTED_LANGUAGES), None)


def needs_reading(text: str) -> bool:
    """Return whether `text` has a digit or a sign that is no stop."""
    return _NEEDS_READING.search(text) is not None


def normalize_rest(text: str, *, language: str) -> str:
    """Return `text` with its numbers and signs in words, as far as the grammar of `language` knows them.

    Text without digits and signs comes back unchanged. So does text that the grammar cannot read; that is logged.
    """
    if not needs_reading(text):
        return text
    tag = grammar_tag(language)
    if tag is None:
        return text
    if len(text) > LONGEST_TEXT:
        _log.warning("Too long for text normalization (%d characters): %.60s…", len(text), text)
        return text
    return _PIECE.sub(lambda piece: _normalize_in_context(piece[0], tag=tag), text)


def digits_in_words(text: str, *, language: str) -> str:
    """Return `text` with each number that is left in it as its grammar says it alone."""
    if grammar_tag(language) is None:
        return text
    return _NUMBER_ALONE.sub(lambda number: _spaced(number[0], _number_alone(number[0], language)), text)


def number_alone(digits: str, *, language: str) -> str:
    """Return a number as the grammar of `language` says it alone; unchanged without a grammar."""
    return digits if grammar_tag(language) is None else _number_alone(digits, language)


def _spaced(digits: str, words: str) -> str:
    return digits if words == digits else f" {words} "


def _number_alone(digits: str, language: str) -> str:
    """Return the words of a number, digit by digit if it is long; unchanged where the grammar lacks one of them."""
    if len(digits) <= _LONGEST_NUMBER and not _DIGITS.search(words := normalize_rest(digits, language=language)):
        return words
    one_by_one = " ".join(normalize_rest(digit, language=language) for digit in digits)
    return digits if _DIGITS.search(one_by_one) else one_by_one


def _normalize_in_context(text: str, *, tag: str) -> str:
    """Return `text` normalized, of which only what needs it is given to the grammar, with the words around it."""
    tokens = _TOKEN.findall(text)
    needed = [index for index, token in enumerate(tokens) if _NEEDS_READING.search(token)]
    if not needed:  # what needs it is in another piece
        return text
    words: list[str] = []
    end = 0
    for first, last in _groups(needed):
        start, stop = max(end, first - WORDS_AROUND), min(len(tokens), last + 1 + WORDS_AROUND)
        words += [*tokens[end:start], _normalize("".join(tokens[start:stop]).strip(), tag=tag), " "]
        end = stop
    return "".join((*words, *tokens[end:])).strip()


def _groups(indexes: list[int]) -> Iterator[tuple[int, int]]:
    """Yield the first and last of `indexes` that share the words around them."""
    first = last = indexes[0]
    for index in indexes[1:]:
        if index - last > 2 * WORDS_AROUND:
            yield first, last
            first = index
        last = index
    yield first, last


@functools.lru_cache(maxsize=REMEMBERED_TEXTS)
def _normalize(text: str, *, tag: str) -> str:
    if not needs_reading(text):
        return text
    try:
        with garbage.not_collected():  # it makes many small objects: a sixth of the time
            words = _grammar(tag).normalize(text)
    except (ValueError, AssertionError) as error:  # no path through this text, or a quotation mark that it trips over
        if text.endswith("."):  # such as the Portuguese one through "8h30."
            return f"{_normalize(text[:-1], tag=tag)}."
        _log.warning("No general text normalization of %r in %r: %s", text, tag, error)
        return text
    is_left = ("\\" in words and "\\" not in text) or _OWN_MARKS in words
    return text if is_left else words  # what it cannot say comes back escaped, or with the grammar's own marks


class _Grammar(Protocol):
    def normalize(self, text: str) -> str: ...


def _grammar(tag: str) -> _Grammar:
    with _loading:  # two threads would load the same 80 MB
        return _load(tag)


@functools.lru_cache(maxsize=LOADED_GRAMMARS)
def _load(tag: str) -> _Grammar:
    from kitten_text_processing import Normalizer

    grammar: _Grammar = Normalizer(lang=tag)
    return grammar
