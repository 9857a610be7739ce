"""The contexts of Asterisk's dialplan."""

from voiceedu.exports.asterisk_contexts import LONGEST_NAME, Contexts
from voiceedu.exports.dialplan import Language, Plan

LANGUAGES = (
    Language(name="en", other="es", has_more=False),
    Language(name="es", other="en", has_more=False),
)


def contexts(name: str = "line") -> Contexts:
    plan = Plan(languages=LANGUAGES, topics=(), places=(), version="v", person="")
    return Contexts(plan, name, "/sounds")


def test_context_begins_at_either_speed() -> None:
    """One extension matches `normal` and `slow`; its steps follow it."""
    assert list(contexts().begin("menu-en", "Set(SILENT=)", "Answer()")) == [
        "[line-menu-en]",
        "exten => _[ns]!,1,Set(SILENT=)",
        " same => n,Answer()",
    ]


def test_key_leads_to_the_place_in_a_variable() -> None:
    """A key sets where the call goes, and the context that goes there looks whether the place exists."""
    assert list(contexts().lead("en", "2", "NEXT")) == [
        "exten => 2,1,Set(TO=${NEXT})",
        " same => n,Goto(line-go-en,${SPEED},1)",
    ]


def test_greeting_of_the_other_language() -> None:
    """Key 5 of a menu leads to the greeting of the other language."""
    assert contexts().hello("en") == "line-hello-es"
    assert contexts().hello("es") == "line-hello-en"


def test_names_fit_whatever_the_place_is_called() -> None:
    """A name is as long as Asterisk keeps; two long places that begin alike have different names."""
    assert contexts().place("en/nerve-blocks") == "line/en/nerve-blocks"
    long = [contexts("c" * 30).place(f"en/{'x' * 90}{end}") for end in "ab"]
    assert max(map(len, long)) <= LONGEST_NAME
    assert long[0] != long[1]


def test_sounds_are_in_a_folder_of_the_plan_by_language_and_speed() -> None:
    """A new plan plays new sounds, and a call in progress those of its own."""
    assert contexts().folder("es") == "/sounds/v/es/${EXTEN}"
    assert contexts().prompts("es") == "/sounds/v/es/${SPEED}/prompts"
