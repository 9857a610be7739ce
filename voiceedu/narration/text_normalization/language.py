"""What a language module is: rules before and after general text normalization."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field

from voiceedu.narration.text_normalization.rules import Rule
from voiceedu.narration.text_normalization.small_numbers import SmallNumbers
from voiceedu.narration.text_normalization.tables import any_of


@dataclass(frozen=True, kw_only=True)
class Language:
    """The medical layer of one language.

    `first_rules` see the text as it is written, with the signs that are silent elsewhere. Then `rules` run, in order,
    and read what general text normalization does not know or gets wrong. What is left goes through general text
    normalization. `closing_rules` then read what remains: capitals, signs, and any number that nothing has read. After
    them the text has words, stops and brackets alone.

    `small_numbers` reads a text whose only numbers are small, so that general text normalization is not needed.

    `values_alone` matches a whole text that is no more than a value of everyday life, such as a time with its zone.
    There `rules` are left out: general text normalization reads it.

    `regional_words` are words that the region of `tag` says in another way: "dezasseis" for "dezesseis", "septante"
    for "soixante-dix".

    `listed_capitals` are the words in capitals whose reading somebody has decided; others are read by a rule of thumb.
    """

    tag: str
    rules: tuple[Rule, ...]
    closing_rules: tuple[Rule, ...]
    first_rules: tuple[Rule, ...] = ()
    listed_capitals: frozenset[str] = frozenset()
    small_numbers: SmallNumbers | None = None
    values_alone: re.Pattern[str] | None = None
    regional_words: Mapping[str, str] = field(default_factory=dict)

    def in_its_region(self, words: str) -> str:
        """Return `words` with those of `regional_words` replaced."""
        if not self.regional_words:
            return words
        pattern = rf"(?<![\w-])(?:{any_of(self.regional_words)})\b"
        return re.sub(pattern, lambda match: self.regional_words[match[0]], words)
