r"""Rules: how a language module turns what is written into words, step by step.

A rule is a name, a pattern and what to do with a match. `says` gives the words that are heard: they are final, and no
later rule looks into them. `rewrites` gives another way of writing, which later rules read. Both leave a match as it
is when their function returns None.

A pattern with a group named `said` replaces that group alone; what is around it is context, and stays.

While rules are applied, each finished piece stands in the text as one character of `SAID`. A pattern can ask for it:
`(?<![\w{SAID}])` is the start of a word after nothing that was said.
"""

import functools
import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass

from voiceedu.narration.text_normalization.prefilter import Prefilter, SearchedText, prefilter_of

_FIRST = 0xF0000
_LAST = 0xFFFFD
SAID = "\U000f0000-\U000ffffd"
"""The characters that stand for finished words, as the inside of a class of a regular expression: private use."""
ABBREVIATION_DOT = rf"(?:\.(?=\)|[\s)]*[\w{SAID},;:(&@/<>+×–—-]))?"
"""The dot of "mg." inside a sentence, as a pattern. At the end of the sentence it is a stop, and stays."""
_PLACE = re.compile(f"[{SAID}]")
_GLUED = re.compile(rf"(?<=[\w{SAID}%])(?=[{SAID}])|(?<=[{SAID}])(?=[\w{SAID}])")
_LOOSE_STOP = re.compile(r"(?:[ ,]*(?=[,.;:!?]))+([,.;:!?])")
_BEFORE_ITS_WORD = re.compile(r"(?<=[¿¡])[\s,]+(?=\w)")
_WITHOUT_A_WORD = re.compile(r"(?<![¿¡])[¿¡]++(?!\w)")

_TURKISH_I = re.compile("[İı]")
"""Letters that match "i" when case is ignored, and are not the same word: no table has them."""

Reading = Callable[[re.Match[str]], str | None]


@dataclass(frozen=True, kw_only=True)
class Rule:
    """One way of reading. `is_final` says whether the result is words, or text that later rules read."""

    name: str
    source: str
    ignore_case: bool
    read: Reading
    is_final: bool

    @functools.cached_property
    def pattern(self) -> re.Pattern[str]:
        """The pattern, compiled when a text first needs it: most commands need few."""
        return re.compile(self.source, re.IGNORECASE if self.ignore_case else re.NOFLAG)

    @functools.cached_property
    def prefilter(self) -> Prefilter:
        """What a text must hold before the pattern can match it."""
        return prefilter_of(self.source)


def says(name: str, pattern: str, words: str | Reading, *, ignore_case: bool = False) -> Rule:
    r"""Return a rule whose result is what a listener hears. A string may refer to groups: `\1`."""
    return _rule(name, pattern, words, is_final=True, ignore_case=ignore_case)


def rewrites(name: str, pattern: str, text: str | Reading, *, ignore_case: bool = False) -> Rule:
    r"""Return a rule whose result is written text again. A string may refer to groups: `\1`."""
    return _rule(name, pattern, text, is_final=False, ignore_case=ignore_case)


def _rule(name: str, pattern: str, result: str | Reading, *, is_final: bool, ignore_case: bool) -> Rule:
    read: Reading = (lambda match: match.expand(result)) if isinstance(result, str) else result
    return Rule(name=name, source=pattern, ignore_case=ignore_case, read=read, is_final=is_final)


@functools.lru_cache(maxsize=64)
def has(pattern: re.Pattern[str], text: str) -> bool:
    """Return whether `text` has a match of `pattern`. Each match of a rule asks again: the answer is remembered."""
    return pattern.search(text) is not None


class Draft:
    """A sentence on its way from written text to words."""

    def __init__(self, text: str) -> None:
        self.text = text
        self._said: list[str] = []

    def keep(self, pattern: re.Pattern[str]) -> None:
        """Leave what `pattern` matches as it is written."""
        self.text = pattern.sub(lambda match: self._set_aside(match[0]), self.text)

    def apply(self, rules: Iterable[Rule]) -> None:
        """Apply `rules` in order, each to the whole text."""
        searched = SearchedText(self.text)
        for rule in rules:
            if searched.may_match(rule.prefilter):
                text = rule.pattern.sub(lambda match, rule=rule: self._result(rule, match), self.text)  # type: ignore[misc]
                if text != self.text:
                    self.text, searched = text, SearchedText(text)

    def separate(self) -> None:
        """Put a space between every finished piece and the word or number that it touches."""
        self.text = _GLUED.sub(" ", self.text)

    def words(self) -> str:
        """Return the text with every finished piece in its place, and a space between words that touch.

        A mark that opens a Spanish question stands at its word. It may have lost that to a bracket or a silent sign.
        """
        text = _GLUED.sub(" ", self.text)
        while _PLACE.search(text):  # a piece may hold others
            text = _PLACE.sub(lambda match: _GLUED.sub(" ", self._said[ord(match[0]) - _FIRST]), text)
        text = _WITHOUT_A_WORD.sub("", _BEFORE_ITS_WORD.sub("", text))
        return _LOOSE_STOP.sub(r"\1", " ".join(text.split()))

    def _result(self, rule: Rule, match: re.Match[str]) -> str:
        if rule.ignore_case and _TURKISH_I.search(match[0]):
            return match[0]
        result = rule.read(match)
        if result is None:
            return match[0]
        if rule.is_final:
            result = self._set_aside(result)
        if "said" not in rule.pattern.groupindex:
            return result
        start, end = (position - match.start() for position in match.span("said"))
        return match[0][:start] + result + match[0][end:]

    def _set_aside(self, words: str) -> str:
        if not words.strip() or len(self._said) > _LAST - _FIRST:
            return words
        self._said.append(words)
        return chr(_FIRST + len(self._said) - 1)
