"""What a text must hold before a pattern can match it: never more than the pattern asks for."""

import re

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.narration.text_normalization.test_cases import CASES
from voiceedu.narration.text_normalization import layer
from voiceedu.narration.text_normalization.prefilter import SearchedText, prefilter_of
from voiceedu.narration.text_normalization.rules import Draft, rewrites, says


@pytest.mark.parametrize(
    ("pattern", "text"),
    [
        (r"\d+ ?mg\b", "Take it with food."),
        (r"\d+ ?mg\b", "Take 5 of them."),
        (r"\d+ ?mg\b", "Some mg of it."),
        (r"[1-9]\d?", "six"),
        (r"(?:\d+|½) a day", "two a day"),
        (r"\b(?:once|twice) daily", "three times a week"),
        (r"(?P<said>mg|mcg)(?=/)", "5 g/day"),
        (r"(?<=hours )a\.?m\.?", "within 8 hr am"),
        (r"take (?:one|two)? tablets", "take one pill"),
        (r"\w[/:]\w", "5 mL per min"),
        (r"(?i:BID|TID)", "Take one."),
        (r"x{2,}y", "y y y"),
    ],
)
def test_a_text_without_what_the_pattern_needs_is_not_searched(pattern: str, text: str) -> None:
    """A number, a word, one of several words, a word in a context: what is missing is seen."""
    assert not SearchedText(text).may_match(prefilter_of(pattern))
    assert not re.search(pattern, text)


@pytest.mark.parametrize(
    ("pattern", "text"),
    [
        (r"tablets?", "a tablet"),
        (r"ab{0,2}c", "ac"),
        (r"ab*?c", "ac"),
        (r"(?:mg)?/day", "5/day"),
        (r"(?:|mg)/day", "5/day"),
        (r"5(?! mg)", "5 g"),
        (r"(?<!mg )daily", "daily"),
        (r"[^/]daily", "1 daily"),
        (r"[-/]1", "-1"),
        (r"[a-c]1", "b1"),
        (r"[ \-]1", "-1"),
        (r"(MG) \1", "MG MG"),
        (r"(?P<a>MG) (?P=a)", "MG MG"),
        (r"\u00b5g", "µg"),
        (r"\N{MICRO SIGN}g", "µg"),
        (r"a|b1", "a"),
        (r"(x)?(?(1)y|z)", "z"),
        (r"Straße", "Straße"),
        (r"\d", "٣"),
        (r"½|\d", "½"),
        (r"[¼½¾⅐-⅞]", "⅔"),
        (r"\[a\]", "[a]"),
        (r"a\|b", "a|b"),
        (r"(?:a\|b)", "a|b"),
        (r"(?:a|b|)+c", "c"),
        (r"(?:\\|/)", "\\"),
        (r"[\\/]", "\\"),
        (r"a\\b", "a\\b"),
        (r"a{1,2}", "a"),
    ],
)
def test_a_text_that_the_pattern_matches_is_searched(pattern: str, text: str) -> None:
    """Optional parts, repetitions, what must not stand there, other alternatives and escapes ask for nothing."""
    assert re.search(pattern, text)
    assert SearchedText(text).may_match(prefilter_of(pattern))


@pytest.mark.parametrize(
    ("pattern", "text"), [("kg", "\N{KELVIN SIGN}G"), ("ms", "M\N{LATIN SMALL LETTER LONG S}"), ("μg", "µG")]
)
def test_letters_that_are_the_same_without_case_are_searched(pattern: str, text: str) -> None:
    """A pattern that ignores case also finds rarer forms of a letter."""
    assert re.search(pattern, text, re.IGNORECASE)
    assert SearchedText(text).may_match(prefilter_of(pattern))


_PARTS = st.sampled_from(
    [
        "a",
        "b",
        "ab",
        "A",
        "1",
        "½",
        "-",
        r"\.",
        r"\d",
        r"\w",
        r"\b",
        "[ab]",
        "[a-b]",
        "[^a]",
        "[1-9]",
        "[-.]",
        ".",
        " ",
        "^",
        "$",
    ]
)
_PATTERNS = st.recursive(
    _PARTS,
    lambda inner: st.one_of(
        st.lists(inner, min_size=1, max_size=3).map("".join),
        st.lists(inner, min_size=2, max_size=3).map(lambda parts: f"(?:{'|'.join(parts)})"),
        st.tuples(inner, st.sampled_from(["?", "*", "+", "{0,2}", "{1,2}", "{2}", "{,2}", "??", "+?", "?+"])).map(
            lambda parts: f"(?:{parts[0]}){parts[1]}"
        ),
        st.tuples(st.sampled_from(["(", "(?i:", "(?=", "(?!", "(?>"]), inner).map(
            lambda parts: f"{parts[0]}{parts[1]})"
        ),
        st.lists(inner, min_size=2, max_size=2).map("|".join),
    ),
    max_leaves=6,
)


@settings(max_examples=300)
@given(_PATTERNS, st.lists(st.text("abAB1½-.\\ ", max_size=8), min_size=5, max_size=10))
def test_no_text_that_matches_is_left_out(pattern: str, texts: list[str]) -> None:
    """Whatever the pattern: if it matches, the text was to be searched."""
    prefilter = prefilter_of(pattern)
    for text in texts:
        if re.search(pattern, text):
            assert SearchedText(text).may_match(prefilter), text


@pytest.mark.parametrize("language", sorted(path.stem for path in CASES.glob("*.tsv")))
def test_every_pattern_of_a_language_compiles(language: str) -> None:
    """Patterns are compiled late: a wrong one is found here, and not by the first text that needs it."""
    rules = layer(language)
    assert rules is not None
    for rule in (*rules.first_rules, *rules.rules, *rules.closing_rules):
        assert rule.pattern.groups >= 0, rule.name


def test_few_rules_ask_for_nothing() -> None:
    """Nine of ten rules of English are not searched in a sentence without numbers and signs."""
    rules = layer("en")
    assert rules is not None
    text = SearchedText("Someone must drive you home, and you can eat as usual after the procedure.")
    searched = [rule for rule in rules.rules if text.may_match(rule.prefilter)]
    assert len(searched) < 0.1 * len(rules.rules)


def test_a_rule_sees_what_an_earlier_one_wrote() -> None:
    """A text that was rewritten is asked again."""
    draft = Draft("six wk")
    draft.apply([rewrites("digits", "six", "6"), says("weeks", r"\d wk", "six weeks")])
    assert draft.words() == "six weeks"
