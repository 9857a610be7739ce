"""The phone conversation as plain data."""

import itertools

import pytest

from voiceedu.ivr import dialogue
from voiceedu.ivr.dialogue import KEYS, Conversation, Play, State

PARTS = {
    ("en", "overview"): ("opening", "what-it-is", "closing"),
    ("en", "nerve-blocks"): ("opening", "what-it-is", "how-it-can-help", "closing"),
    ("es", "nerve-blocks"): ("opening", "que-es", "closing"),
}
TOPICS = {
    "en": ("overview", "nerve-blocks", "epidural", "ablation", "stimulation"),
    "es": ("nerve-blocks",),
}
BOTH = Conversation(topics=TOPICS, parts=lambda *at: PARTS.get(at), has_staff=True)
ONE = Conversation(topics={"es": ("nerve-blocks",)}, parts=lambda *at: PARTS.get(at))


def heard(state: State) -> list[str]:
    return [f"{play.language}/{play.slug}/{play.part}" for play in state.plays]


def press(keys: str, *, conversation: Conversation = BOTH, at: str = "") -> State:
    """Return where a caller is who presses `keys` one after another; a blank is silence."""
    state = conversation.state(at or conversation.start)
    for key in keys:
        state = conversation.state(state.after(key.strip()))
    return state


@pytest.mark.parametrize(
    ("position", "digits"), [(0, "1"), (3, "4"), (4, "81"), (7, "84"), (8, "881"), (999, "8" * 249 + "4")]
)
def test_digits_lead_through_menus_of_four(position: int, digits: str) -> None:
    """Keys 1–4 choose, 8 gives the next four."""
    assert dialogue.digits(position) == digits


def test_digits_are_those_of_the_conversation() -> None:
    """The keys that the manifest promises lead to the procedure in the conversation."""
    slugs = tuple(f"topic-{number}" for number in range(1000))
    conversation = Conversation(topics={"en": slugs}, parts=lambda *_: ("opening", "text", "closing"))
    for position in (0, 3, 4, 999):
        state = press(dialogue.digits(position), conversation=conversation)
        assert heard(state) == [f"en/topic-{position}/opening"]


def test_call_begins_with_a_greeting_and_the_choices() -> None:
    """A caller is greeted, told of the other language in that language and of the person, and then may choose."""
    assert heard(press("")) == [
        "en/prompts/welcome",
        "es/prompts/other-language",
        "en/prompts/key-person",
        "en/prompts/menu-1",
    ]


def test_nothing_is_offered_that_is_not_there() -> None:
    """Without another language, a person or a second menu, their keys are wrong keys, and nobody speaks of them."""
    state = press("", conversation=ONE)
    assert heard(state) == ["es/prompts/welcome", "es/prompts/menu-1"]
    assert set(state.keys) == {"1", "9", "#", "*"}
    assert heard(press("*", conversation=ONE)) == [
        "es/prompts/keys-choosing",
        "es/prompts/keys-anywhere",
        "es/prompts/menu-1",
    ]


def test_procedure_is_heard_to_its_end_without_a_key() -> None:
    """Part follows part, from the opening to the closing and what can be done then, and the menu after that."""
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


def test_menu_after_a_procedure_is_the_one_that_it_was_chosen_from() -> None:
    """Who chose from the second menu goes on with the second menu."""
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
        (" ", "en/menu-1.no-key.1"),
        ("  ", "en/menu-1.no-key.2"),
        ("   ", "en/goodbye"),
        ("  7   ", "en/goodbye"),
        ("  7 ", "en/menu-1.no-key.1"),
    ],
)
def test_key_leads_where_it_always_leads(keys: str, name: str) -> None:
    """The same key means the same thing everywhere; a wrong one is said to be one; silences are counted anew."""
    assert press(keys).name == name


def test_slow_stays_slow() -> None:
    """Who has asked for a slower voice hears everything with it, the menus too, until asking again."""
    slow = [play for keys in ("24", "24 ", "249", "249*", "2490") for play in press(keys).plays]
    assert {play.speed for play in slow} == {"slow"}
    assert {play.speed for play in press("2449").plays} == {"normal"}


def test_what_is_not_published_is_said_to_be_so() -> None:
    """A recording that is not ready is spoken of, and leads to the menu; it can be asked for again."""
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
        "en/nothing/opening",
        "en/overview/no-such-part",
        "en/overview/what-it-is.welcome",
        "en/menu-1.no-key.9",
        "en/goodbye.slow.keys",
        "en/menu-1.sl%6Fw",
        "en/menu-1" + ".slow" * 3,
        "../../etc/passwd",
    ],
)
def test_state_that_does_not_exist_is_the_beginning(name: str) -> None:
    """What an old address names, or nobody ever did, leads to the main menu and not to an error."""
    assert BOTH.state(name) == BOTH.state(BOTH.start)


def test_person_is_called_only_where_there_is_one() -> None:
    """Without a number of the staff's, the state that calls it does not exist."""
    assert ONE.state("es/person").name == ONE.start
    assert press("0").ends == "person"
    assert not press("0").keys


@pytest.mark.parametrize("conversation", [BOTH, ONE])
def test_no_caller_is_ever_lost(conversation: Conversation) -> None:
    """Whatever keys are pressed: every state says something, knows what follows a key, and leads back to the menu."""
    states = {state.name: state for state in conversation.walk()}
    for name, state in states.items():
        assert conversation.state(name) == state
        assert state.plays
        if state.ends == "hang-up":
            assert not state.targets
            continue
        assert all(state.after(key) in states for key in ("", *(KEYS if not state.ends else "")))
        if not state.ends:
            assert states[state.keys["9"]].plays == (states[state.keys["9"]].plays[-1],)
            assert state.wrong not in state.keys.values() or state.name.endswith("wrong-key")


@pytest.mark.parametrize("conversation", [BOTH, ONE])
def test_silence_always_ends_a_call(conversation: Conversation) -> None:
    """From wherever nobody presses a key any more, the call ends by itself: no line is held open for ever."""
    for state in conversation.walk():
        silent = state
        for step in itertools.count():
            if silent.ends == "hang-up":
                break
            assert step < 100, state.name
            silent = conversation.state(silent.silence)


def test_states_say_what_speed_and_part_is_played() -> None:
    """A play has all that a clip is found by."""
    assert press("24").plays == (
        Play(language="en", slug="prompts", part="slower", speed="slow"),
        Play(language="en", slug="nerve-blocks", part="opening", speed="slow"),
    )
