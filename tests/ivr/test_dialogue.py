"""The phone conversation as plain data."""

import itertools
from dataclasses import replace

import pytest

from tests.support.conversation import BOTH, ONE, TOPICS, heard, press
from voiceedu.ivr.dialogue import Conversation
from voiceedu.ivr.keypad import KEYS

NUMBERED = replace(BOTH, numbers={"en": {"12": "nerve-blocks", "3": "epidural"}})
"""A conversation in which topics of one language have numbers."""


def test_call_begins_with_a_greeting_and_the_choices() -> None:
    """A call begins with a greeting, the other language in that language, the offer of a person, and the menu."""
    assert heard(press("")) == [
        "en/prompts/welcome",
        "es/prompts/other-language",
        "en/prompts/key-person",
        "en/prompts/menu-1",
    ]


def test_only_what_exists_is_offered() -> None:
    """Without another language, a person or a second menu, their keys are wrong keys and no prompt offers them."""
    state = press("", conversation=ONE)
    assert heard(state) == ["es/prompts/welcome", "es/prompts/menu-1"]
    assert set(state.keys) == {"1", "9", "#", "*"}
    assert heard(press("*", conversation=ONE)) == [
        "es/prompts/here-choosing",
        "es/prompts/keys-choosing",
        "es/prompts/keys-anywhere",
        "es/prompts/menu-1",
    ]


@pytest.mark.parametrize(
    ("keys", "where"),
    [
        ("*", ["en/prompts/here-choosing", "en/prompts/keys-choosing"]),
        ("2*", ["en/prompts/here-listening", "en/nerve-blocks/place--opening"]),
        ("2 *", ["en/prompts/here-listening", "en/nerve-blocks/place--what-it-is"]),
        ("2222*", ["en/prompts/here-listening", "en/nerve-blocks/place--opening"]),
        ("3*", ["en/prompts/keys-listening", "en/prompts/keys-anywhere"]),
    ],
)
def test_help_says_where_the_caller_is(keys: str, where: list[str]) -> None:
    """Before the keys, * says that a topic is chosen, or which part of which topic is heard, if it is there."""
    assert heard(press(keys))[:2] == where


def test_procedure_is_heard_to_its_end_without_a_key() -> None:
    """Without a key, the parts follow one another from the opening to the closing, and the menu comes after them."""
    states = [press("2" + " " * silences) for silences in range(6)]
    assert [heard(state) for state in states] == [
        ["en/nerve-blocks/opening"],
        ["en/nerve-blocks/what-it-is"],
        ["en/nerve-blocks/how-it-can-help"],
        ["en/nerve-blocks/closing", "en/prompts/after"],
        ["en/prompts/menu-1"],
        ["en/prompts/no-key", "en/prompts/menu-1"],
    ]
    assert [state.wait_s for state in states] == [1, 1, 1, 5, 5, 5]


def test_procedure_returns_to_the_menu_it_was_chosen_from() -> None:
    """A caller who chose from the second menu returns to the second menu."""
    conversation = Conversation(topics=TOPICS, parts=lambda *_: ("opening", "text", "closing"))
    assert press("81   ", conversation=conversation).name == "en/menu-2"


@pytest.mark.parametrize(
    ("keys", "name"),
    [
        ("2 1", "en/nerve-blocks/what-it-is"),
        ("2 2", "en/nerve-blocks/how-it-can-help"),
        ("2 23", "en/nerve-blocks/what-it-is"),
        ("23", "en/nerve-blocks/opening"),
        ("2#", "en/nerve-blocks/what-it-is"),
        ("24", "en/nerve-blocks/opening.slow.slower"),
        ("24 ", "en/nerve-blocks/what-it-is.slow"),
        ("24 4", "en/nerve-blocks/what-it-is.normal"),
        ("249", "en/menu-1.slow"),
        ("222", "en/nerve-blocks/how-it-can-help"),
        ("2222", "en/nerve-blocks/closing"),
        ("22221", "en/nerve-blocks/opening"),
        ("22223", "en/nerve-blocks/how-it-can-help"),
        ("22222", "en/epidural/opening"),
        ("2222#", "en/menu-1"),
        ("2 7", "en/nerve-blocks/what-it-is.wrong-key"),
        ("2 71", "en/nerve-blocks/what-it-is"),
        ("2 *#", "en/nerve-blocks/what-it-is"),
        ("25", "es/nerve-blocks/opening"),
        ("15", "es/menu-1.welcome"),
        ("5", "es/menu-1.welcome"),
        ("55", "en/menu-1.welcome"),
        ("8", "en/menu-2"),
        ("88", "en/menu-1"),
        ("82", "en/menu-2.wrong-key"),
        ("#", "en/menu-1"),
        ("##", "en/menu-2"),
        ("7", "en/menu-1.wrong-key"),
        ("89", "en/menu-1"),
        ("0", "en/person"),
        ("0 ", "en/menu-1.nobody"),
        ("2 0", "en/person-nerve-blocks"),
        ("2 0 ", "en/menu-1.nobody"),
        (" ", "en/menu-1.no-key.1"),
        ("  ", "en/menu-1.no-key.2"),
        ("   ", "en/goodbye"),
        ("  7   ", "en/goodbye"),
        ("249   ", "en/goodbye.slow"),
        ("  7 ", "en/menu-1.no-key.1"),
    ],
)
def test_key_does_the_same_in_every_state(keys: str, name: str) -> None:
    """A key does the same in every state, a wrong key is announced, and any key resets the count of silences."""
    assert press(keys).name == name


def test_slow_stays_slow() -> None:
    """Slower speech applies to everything, menus included, until the caller asks for normal speech."""
    slow = [play for keys in ("24", "24 ", "249", "249*", "2490", "249   ") for play in press(keys).plays]
    assert {play.speed for play in slow} == {"slow"}
    assert {play.speed for play in press("2449").plays} == {"normal"}
    assert [press(keys).done for keys in ("0", "2490")] == ["en/goodbye", "en/goodbye.slow"]  # after a person


def test_missing_recording_is_announced() -> None:
    """A missing recording is announced, leads back to the menu, and can be chosen again."""
    state = press("3")
    assert heard(state) == ["en/prompts/not-ready"]
    assert state.wait_s == 1
    assert state.after("1") == state.name
    assert press("3 ").name == "en/menu-1"


@pytest.mark.parametrize(
    "name",
    [
        "",
        "en",
        "fr/menu-1",
        "en/menu-3",
        "en/menu-0",
        "en/overview/what-it-is.welcome",
        "en/menu-1.no-key.9",
        "en/goodbye.slow.keys",
        "en/menu-1.sl%6Fw",
        "en/menu-1" + ".slow" * 3,
        "../../etc/passwd",
    ],
)
def test_unknown_position_leads_to_the_main_menu(name: str) -> None:
    """An unknown position leads to the main menu, not to an error."""
    assert BOTH.state(name) == BOTH.state(BOTH.start)


def test_staff_is_called_only_with_a_staff_number() -> None:
    """Without a staff number, the state that calls the staff does not exist."""
    assert ONE.state("es/person").name == ONE.start
    assert press("0").ends == "person"
    assert not press("0").keys


def test_a_topic_is_chosen_by_its_number() -> None:
    """Key 7 asks for a number, in a menu and while listening, and the number leads to its topic; the speed stays."""
    for keys in ("7", "2 7"):
        state = press(keys, conversation=NUMBERED)
        assert heard(state) == ["en/prompts/ask-number"]
        assert NUMBERED.state(state.after("12")).name == "en/nerve-blocks/opening"
        assert state.after("3") == "en/epidural/opening"
    assert press("247", conversation=NUMBERED).after("12") == "en/nerve-blocks/opening.slow"
    assert heard(NUMBERED.state(press("7", conversation=NUMBERED).after("13"))) == [
        "en/prompts/wrong-number",
        "en/prompts/ask-number",
    ]


def test_numbers_are_offered_where_there_are_some() -> None:
    """The greeting and the help offer key 7 in a language with numbers; in another it is a wrong key."""
    assert "en/prompts/key-number" in heard(press("", conversation=NUMBERED))
    assert "en/prompts/key-number" in heard(press("2*", conversation=NUMBERED))
    assert press("57", conversation=NUMBERED).name == "es/menu-1.wrong-key"
    assert not [play for state in BOTH.walk() for play in state.plays if "number" in play.part]
    assert BOTH.state("en/number").name == BOTH.start


@pytest.mark.parametrize("conversation", [BOTH, NUMBERED, ONE])
def test_every_state_leads_back_to_the_menu(conversation: Conversation) -> None:
    """Every reachable state says something, defines what follows each key, and leads back to the menu."""
    states = {state.name: state for state in conversation.walk()}
    for name, state in states.items():
        assert conversation.state(name) == state
        assert state.plays
        if state.ends == "hang-up":
            assert not state.targets
            continue
        assert all(state.after(key) in states for key in ("", *(KEYS if not state.ends else "")))
        if state.takes_number:
            assert state.keys["*"] == f"{state.name.partition('/')[0]}/menu-1" + ".slow" * (".slow" in state.name)
        elif not state.ends:
            assert states[state.keys["9"]].plays == (states[state.keys["9"]].plays[-1],)
            assert state.wrong not in state.keys.values() or state.name.endswith("wrong-key")


@pytest.mark.parametrize("conversation", [BOTH, NUMBERED, ONE])
def test_silence_always_ends_a_call(conversation: Conversation) -> None:
    """From every state, silence ends the call after a bounded number of steps."""
    for state in conversation.walk():
        silent = state
        for step in itertools.count():
            if silent.ends == "hang-up":
                break
            assert step < 100, state.name
            silent = conversation.state(silent.silence)


def test_a_library_that_changes_in_a_call_keeps_the_topic_or_says_so() -> None:
    """A removed part leads to the beginning of its topic, a removed topic to the menu with a word; speed stays."""
    assert heard(press("", at="en/nerve-blocks/removed.slow")) == ["en/nerve-blocks/opening"]
    assert press("", at="en/nerve-blocks/removed.slow").name == "en/nerve-blocks/opening.slow"
    assert heard(press("", at="en/removed/what-it-is")) == ["en/prompts/moved", "en/prompts/menu-1"]
    assert press("", at="en/removed/what-it-is.slow").name == "en/menu-1.slow.moved"
    assert press("", at="xx/removed/what-it-is").name == BOTH.start


def test_a_text_may_have_the_name_of_another_place() -> None:
    """A file goodbye.md or menu-1.md is a topic as any other, and ends no call."""
    slugs = ("goodbye", "menu-1", "person", "number")
    conversation = Conversation(
        topics={"en": slugs},
        parts=lambda *_: ("opening", "text", "closing"),
        has_staff=True,
        numbers={"en": {"7": "goodbye"}},
    )
    states = {state.name: state for state in conversation.walk()}
    assert {name for name, state in states.items() if state.ends == "hang-up"} == {"en/goodbye", "en/goodbye.slow"}
    for slug in slugs:
        for part in ("opening", "text", "closing"):
            assert f"en/{slug}/{part}" in [f"{p.language}/{p.slug}/{p.part}" for p in states[f"en/{slug}/{part}"].plays]


def test_a_key_while_a_person_is_called_leads_to_the_menu() -> None:
    """Where a platform can tell, any key ends the call to a person."""
    assert BOTH.state("en/person.slow").after("7") == "en/menu-1.slow"


def test_staff_see_language_and_topic() -> None:
    """The name that the staff see is the language, with the topic of who was listening; a removed topic is left out."""
    names = {keys: press(keys).shown for keys in ("0", "20", "24 0")}
    assert names == {"0": "en", "20": "en nerve-blocks", "24 0": "en nerve-blocks"}
    assert press("", at="en/person-removed.slow").name == "en/person.slow"
    assert ONE.state("es/person-nerve-blocks").name == ONE.start


def test_language_key_leads_to_a_translation_of_another_name() -> None:
    """A topic and its translation are a pair by the name that they have in common, whatever their slugs are."""
    topics = {"en": ("after-your-block", "diet", "dieta"), "es": ("despues", "dieta"), "fr": ("apres",)}
    common = {"es": {"despues": "after-your-block", "dieta": "diet"}, "fr": {"apres": "after-your-block"}}
    parts = ("opening", "text", "closing")
    pairs = Conversation(topics=topics, parts=lambda *_: parts, common=common)

    def other(name: str) -> str:
        return pairs.state(f"{name}/text").after("5")

    assert other("en/after-your-block") == "es/despues/opening"
    assert other("es/despues") == "fr/apres/opening"
    assert other("fr/apres") == "en/after-your-block/opening"
    assert other("en/diet") == "es/dieta/opening"
    assert other("en/dieta") == "es/menu-1.welcome"  # that of another language has its name alone
    assert other("es/dieta") == "fr/menu-1.welcome"
