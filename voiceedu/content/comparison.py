"""Whether the words and the structure of a source are all in the result, in order.

The words of the source are read by `source_words`, in another way than the readers of the formats take.
"""

import re
import unicodedata
from collections import Counter
from collections.abc import Iterable, Sequence
from itertools import zip_longest

from voiceedu.content.blocks import Block, outline
from voiceedu.content.document import Document, Format, Problem, source_texts
from voiceedu.content.source_words import source_text

_AROUND = 4  # words before a difference, in a message
_MOST_SHOWN = 8  # words
_REMEDY = "Write this passage in a plainer way; and report it, for voiceedu should be able to read it."
_WORD = re.compile(r"\w+(?:[.,:/]\w+)*|[^\w\s]")
_HYPHEN = re.compile(r"(?<=[^\W\d_])-(?:[ \t\r]*\n[ \t]*)?(?=[^\W\d_A-Z])(?!(?:\w|[ivx]+)[.)]\s)")
_MARKDOWN_SIGNS = re.compile(r"[*_`\\]")


def compare_with_source(document: Document, data: bytes) -> tuple[Problem, ...]:
    """Return errors for words that were lost, added or changed between the source `data` and `document`.

    The words of the blocks have to be those of the source, in its order; what is left out has to be in
    `document.omitted`, word for word. Only the words of blocks that are `moved` may be anywhere.
    """
    source = words(source_text(data, document.format, name=document.name), document.format)
    ordered = _words_of(document, is_moved=False)
    moved = _words_of(document, is_moved=True)
    omitted = [word for omission in document.omitted for word in words(omission.text, document.format)]
    repeated = [word for text in document.repeated for word in words(text, document.format)]
    rest = Counter(source)
    rest.subtract(Counter(ordered + moved + omitted))
    rest.update(Counter(repeated))
    lost = list((+rest).elements())
    added = list((-rest).elements())
    problems = [_problem("lost", lost)] if lost else []
    problems += [_problem("added", added)] if added else []
    if not problems and (at := _first_out_of_order(source, ordered)) is not None:
        problems.append(_problem("in another order", ordered[max(0, at - _AROUND) : at + 1]))
    return tuple(problems)


def compare_blocks(source: Iterable[Block], result: Iterable[Block]) -> str:
    """Return the first difference in structure or words between two sequences of blocks; empty where there is none."""
    for before, after in zip_longest(outline(source), outline(result), fillvalue=""):
        if before != after:
            return f"{before.strip()!r} would become {after.strip()!r}"
    return ""


def words(text: str, source: Format) -> list[str]:
    """Return the words of `text` and the signs that mean something, such as % and ≥, each in one common form.

    Of Markdown, words alone; of a PDF, letters and digits, for its spaces and hyphens are guessed. Of a text, a hyphen
    between letters does not part words: at the end of a line it may belong to the line alone.
    """
    text = _MARKDOWN_SIGNS.sub("", text) if source == "markdown" else text.replace("_", " ")
    text = "".join(sign for sign in unicodedata.normalize("NFKC", text) if unicodedata.category(sign) != "Cf")
    if source == "pdf":
        return [sign for sign in text if sign.isalnum()]
    if source == "text":
        text = _HYPHEN.sub("", text)
    found = _WORD.findall(text)
    return [word for word in found if word[0].isalnum() or (source != "markdown" and _has_meaning(word))]


def _words_of(document: Document, *, is_moved: bool) -> list[str]:
    blocks = [block for at, block in enumerate(document.blocks) if (at in document.moved) == is_moved]
    return [word for text in source_texts(blocks) for word in words(text, document.format)]


def _has_meaning(sign: str) -> bool:
    """Return whether a sign is one that is said: punctuation, bullets and dashes are not."""
    return unicodedata.category(sign) in ("Sm", "Sc", "Pc") or sign in "%‰°&@#/§"


def _first_out_of_order(source: Sequence[str], result: Sequence[str]) -> int | None:
    """Return the place of the first word of `result` that is not in `source` behind the words before it."""
    at = 0
    for place, word in enumerate(result):
        while at < len(source) and source[at] != word:
            at += 1
        if at == len(source):
            return place
        at += 1
    return None


def _problem(what: str, found: Sequence[str]) -> Problem:
    more = f" and {len(found) - _MOST_SHOWN} more" if len(found) > _MOST_SHOWN else ""
    return Problem(text=f"words are {what}: {' '.join(found[:_MOST_SHOWN])}{more}", remedy=_REMEDY, is_error=True)
