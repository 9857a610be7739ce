"""How rules are applied: final pieces, rewritten text, context, and what is kept."""

import re

from voiceedu.narration.text_normalization.rules import SAID, Draft, Rule, rewrites, says


def apply(text: str, *rules: Rule) -> str:
    draft = Draft(text)
    draft.apply(rules)
    return draft.words()


def test_no_rule_looks_into_what_another_has_said() -> None:
    """Words of one rule are final, though a later pattern would match them."""
    assert apply("5 mg", says("units", "5 mg", "five milligrams"), says("five", "five", "wrong")) == "five milligrams"


def test_later_rules_read_what_is_rewritten() -> None:
    """A rewritten text is text like any other."""
    assert apply("6 wk", rewrites("weeks", "wk", "weeks"), says("six", "6 weeks", "six weeks")) == "six weeks"


def test_a_rule_can_leave_its_match() -> None:
    """A function that returns None leaves the text as it is written."""
    assert apply("1/2 and 9/9", says("half", r"\d/\d", lambda match: "half" if match[0] == "1/2" else None)) == (
        "half and 9/9"
    )


def test_only_the_group_said_is_replaced() -> None:
    """What is around the group `said` is context."""
    assert apply("call 911 or room 911", says("calls", r"call (?P<said>\d+)", "nine one one")) == (
        "call nine one one or room 911"
    )


def test_words_that_touch_are_separated() -> None:
    """A finished piece has a space between itself and a word or another piece, and none before a stop."""
    said = says("digits", r"\d", lambda match: {"1": "one", "2": "two"}[match[0]])
    assert apply("a1b 12, (1)", said) == "a one b one two, (one)"


def test_a_piece_may_hold_another() -> None:
    """A rule that matches around finished words keeps them."""
    inner = says("digit", "1", "one")
    assert apply("(1)", inner, says("brackets", rf"\(([{SAID}])\)", r"in brackets \1")) == "in brackets one"


def test_what_is_kept_is_not_read() -> None:
    """A kept span comes back as it was written."""
    draft = Draft("an MRI of L4-L5 and L4")
    draft.keep(re.compile("L4-L5"))
    draft.apply([says("levels", "L4", "L four")])
    assert draft.words() == "an MRI of L4-L5 and L four"
