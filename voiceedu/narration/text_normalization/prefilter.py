r"""What a text must hold before a pattern can match it, read from the pattern itself.

A language has up to 1,500 rules, and a sentence needs few of them. For `\d+ ?mg\b` a text must hold a number and "mg".
A text without them is not searched, and a pattern that no text has asked for is never compiled.

What is not understood asks for nothing: such a pattern is searched in every text. Case is ignored throughout.
"""

import functools
import re
from collections.abc import Iterable
from typing import NamedTuple

_MANY = 20
"""More alternatives leave out hardly more rules: of a sentence 10 % of them are searched with 16, 9 % with 200."""
_TOKEN = re.compile(
    r"""
      \((?:\?:)?(?P<words> (?: [^\\()\[\]{}?*+.^$] | \\\W )+ )\)   # (one|another)
    | (?P<plain> [^\\()\[\]{}?*+|.^$]+ )
    | (?P<escape> \\(?: x.. | u.{4} | U.{8} | N\{[^}]*\} | \d+ | . ) )
    | (?P<set> \[\^?\]?(?: \\. | [^\]\\] )*\] )
    | (?P<repeat> (?: [?*+] | \{\d*,?\d*\} )[?+]? )
    | (?P<open> \((?: (?!\?) | \?(?: P<\w+> | <?[=!] | [:>] | [aimsu]*(?:-[ims]+)?: ) ) )
    | (?P<close> \) )
    | (?P<either> \| )
    | (?P<place> [.^$] | \(\?P=\w+\) )
    | (?P<unknown> . )
    """,
    re.VERBOSE | re.DOTALL,
)
_ESCAPED = re.compile(r"\\(.)")
_SET_OF_NUMBERS = re.compile(r"\[(?:\\d|[0-9](?:-[0-9])?|[¼½¾]|⅐(?:-⅞)?)+\]")
_SET_OF_CHARACTERS = re.compile(r"\[(?!\^)((?:\\\W|[^\\\]-])+)\]")


class Prefilter(NamedTuple):
    """Whether a text must hold a number, and words in small letters, one of which it must hold if there are any."""

    number: bool = False
    words: tuple[str, ...] = ()


ANY_TEXT = Prefilter()


class SearchedText:
    """A text that many prefilters are compared with."""

    def __init__(self, text: str) -> None:
        self._has_number = any(map(str.isnumeric, text))
        self._text = text.casefold()

    def may_match(self, prefilter: Prefilter) -> bool:
        """Return False if the pattern of `prefilter` cannot match this text."""
        if prefilter.number and not self._has_number:
            return False
        text = self._text
        for word in prefilter.words:  # no any(): each sentence comes here for each of its rules
            if word in text:
                return True
        return not prefilter.words


def prefilter_of(pattern: str) -> Prefilter:
    """Return what a text must hold for `pattern`, the source of a regular expression, to match."""
    groups = [_Group(is_required=True)]
    for token in _TOKEN.finditer(pattern):
        group, text = groups[-1], token[0]
        match token.lastgroup:
            case "words":
                group.add(_one_of(_plain(token["words"]).split("|")))
            case "plain":
                group.add_plain(text)
            case "escape" if not text[1].isalnum():
                group.add_plain(text[1])
            case "escape":
                group.add(Prefilter(number=True) if text == r"\d" else ANY_TEXT)
            case "set":
                group.add(_of_set(text))
            case "repeat":
                group.repeat_last(is_optional=text[0] in "?*" or text.startswith(("{0", "{,")))
            case "open":
                groups.append(_Group(is_required=not text.endswith("!")))
            case "close":
                groups.pop()
                groups[-1].add(group.prefilter() if group.is_required else ANY_TEXT)
            case "either":
                group.branches.append([])
            case "place":
                group.add(ANY_TEXT)
            case _:
                return ANY_TEXT
    return groups[0].prefilter()


class _Group:
    """A group that is being read: its branches, each a list of plain text and of what its other parts ask for."""

    def __init__(self, *, is_required: bool) -> None:
        self.is_required = is_required
        self.branches: list[list[str | Prefilter]] = [[]]

    def add(self, part: Prefilter) -> None:
        self.branches[-1].append(part)

    def add_plain(self, text: str) -> None:
        parts = self.branches[-1]
        if parts and isinstance(last := parts[-1], str):
            parts[-1] = last + text
        else:
            parts.append(text)

    def repeat_last(self, *, is_optional: bool) -> None:
        """Repeat the last part, or the last character of plain text. Nothing joins the text before it after this."""
        parts = self.branches[-1]
        last = parts.pop()
        if isinstance(last, str):
            parts.append(last[:-1] if is_optional else last)
            parts.append(ANY_TEXT)
        else:
            parts.append(ANY_TEXT if is_optional else last)

    def prefilter(self) -> Prefilter:
        branches = [_all_of(parts) for parts in self.branches]
        if len(branches) == 1:
            return branches[0]
        words = {word for branch in branches for word in branch.words}
        return Prefilter(
            number=all(branch.number for branch in branches),
            words=tuple(words) if all(branch.words for branch in branches) and len(words) <= _MANY else (),
        )


def _all_of(parts: list[str | Prefilter]) -> Prefilter:
    """Return a number if one part asks for it, and the words of the part that the fewest texts hold."""
    number = False
    words: tuple[str, ...] = ()
    rarest = 0.0
    for part in parts:
        if part is not ANY_TEXT:
            asked = _of_text(part) if isinstance(part, str) else part
            number = number or asked.number
            if asked.words and (rarity := min(map(_rarity, asked.words))) > rarest:
                words, rarest = asked.words, rarity
    return Prefilter(number, words) if number or words else ANY_TEXT


def _of_text(text: str) -> Prefilter:
    folded = text.casefold()
    return Prefilter(number=any(map(str.isnumeric, folded)), words=(folded,) if folded.strip() else ())


def _one_of(words: Iterable[str]) -> Prefilter:
    folded = {word.casefold() for word in words}
    return Prefilter(
        number=all(any(map(str.isnumeric, word)) for word in folded),
        words=tuple(folded) if len(folded) <= _MANY and all(map(str.strip, folded)) else (),
    )


def _plain(escaped: str) -> str:
    return _ESCAPED.sub(r"\1", escaped) if "\\" in escaped else escaped


@functools.cache
def _of_set(text: str) -> Prefilter:
    if _SET_OF_NUMBERS.fullmatch(text):
        return Prefilter(number=True)
    characters = _SET_OF_CHARACTERS.fullmatch(text)
    return _one_of(_plain(characters[1])) if characters else ANY_TEXT


def _rarity(word: str) -> float:
    """Return a number that is larger for a word that fewer texts hold. One letter alone stands in nearly all."""
    return len(word) if len(word) > 1 or not word.isalpha() else 0.5
