"""The scripted calls: what each caller does and expects to hear."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Literal

from tests.telephone.catalogue import PROMPTS, Catalogue
from tests.telephone.dialogue import Dialogue

Kind = Literal["softphone", "softphone-info", "baresip"]
"""The caller's telephone, and how its keys travel; RFC 4733 unless it says otherwise."""


@dataclass(frozen=True, kw_only=True)
class Line:
    """What a script needs to know of a line: its clips, its first language, and whether it offers a person."""

    catalogue: Catalogue
    language: str
    has_person: bool

    def prompt(self, name: str, *, language: str = "") -> str:
        return f"{language or self.language}/{PROMPTS}/{name}"

    def topic(self, number: int, *, language: str = "") -> tuple[str, ...]:
        """Return the parts of the procedure on key `number` of the first menu."""
        return self.catalogue.topics(language or self.language)[number - 1].parts

    @property
    def other_language(self) -> str | None:
        others = [language for language in self.catalogue.languages if language != self.language]
        return others[0] if others else None


MANY_MOVES = 200
SHORT_S = 0.15
"""So long a caller listens who knows the way."""
Talk = Callable[[Dialogue, Line], None]


@dataclass(frozen=True, kw_only=True)
class Script:
    """A call: its name, the caller's telephone, and the function that holds it, whose docstring describes it."""

    name: str
    kind: Kind
    talk: Talk
    person_answers: bool = True

    @property
    def about(self) -> str:
        return (self.talk.__doc__ or "").strip()


def listen(call: Dialogue, line: Line) -> None:
    """A caller chooses the first topic, hears all of it, is told the next choices, and is back at the menu."""
    call.hears(line.prompt("welcome"))
    call.presses("1")
    call.hears(*line.topic(1), line.prompt("after"))
    call.hears(line.prompt("menu-1"))
    call.hangs_up()


def go_about(call: Dialogue, line: Line) -> None:
    """A caller goes to the next part, repeats it, goes to the next, and goes back."""
    parts = line.topic(2)
    call.hears(line.prompt("welcome"))
    call.presses("2")
    for key, part in (("2", parts[0]), ("1", parts[1]), ("2", parts[1]), ("3", parts[2])):
        call.hears(part)
        call.presses(key)
    call.hears(parts[1])
    call.hears_to_the_end()
    call.hangs_up(after_s=0)


def slow_down(call: Dialogue, line: Line) -> None:
    """A caller asks for slower speech, which stays slow in the next part, and then for normal speech."""
    first, second, *_ = line.topic(1)
    call.hears(line.prompt("welcome"))
    call.presses("1")
    call.hears(first)
    call.presses("4")
    call.hears(line.prompt("slower.slow"), f"{first}.slow")
    call.presses("2")
    call.hears(f"{second}.slow")
    call.presses("4")
    call.hears(line.prompt("normal"), second)
    call.hears_to_the_end()
    call.hangs_up(after_s=0)


def press_wrong_keys(call: Dialogue, line: Line) -> None:
    """A wrong key is announced, in a menu and within a topic, and the interrupted clip is repeated."""
    first = line.topic(1)[0]
    call.hears(line.prompt("welcome"))
    call.presses("6")
    call.hears(line.prompt("wrong-key"), line.prompt("menu-1"))
    call.presses("1")
    call.hears(first)
    call.presses("6")
    call.hears(line.prompt("wrong-key"), first)
    call.hangs_up()


def say_nothing(call: Dialogue, line: Line) -> None:
    """A caller who presses no key hears the menu three times and a goodbye, and the line hangs up."""
    call.hears(line.prompt("welcome"))
    call.presses("#")
    call.hears(line.prompt("menu-1"))
    call.hears(line.prompt("no-key"), line.prompt("menu-1"))
    call.hears(line.prompt("no-key"), line.prompt("menu-1"))
    call.hears(line.prompt("goodbye"))
    call.is_hung_up()


def ask_for_the_keys(call: Dialogue, line: Line) -> None:
    """Star says where the caller is and what the keys do, in a menu and within a topic; the call goes on there."""
    first = line.topic(1)[0]
    call.hears(line.prompt("welcome"))
    call.presses("*")
    call.hears(line.prompt("here-choosing"), line.prompt("keys-choosing"))
    call.hears_up_to(line.prompt("menu-1"))
    call.presses("1")
    call.hears(first)
    call.presses("*")
    call.hears(line.prompt("here-listening"), line.catalogue.place(first))
    call.hears(line.prompt("keys-listening"), line.prompt("keys-anywhere"))
    call.hears_up_to(first)
    call.hangs_up()


def skip(call: Dialogue, line: Line) -> None:
    """Pound skips the current clip: the welcome, and one part of a topic after another."""
    parts = line.topic(1)
    call.hears(line.prompt("welcome"))
    call.presses("#")
    call.hears(line.prompt("menu-1"))
    call.presses("1")
    for part in parts[:-1]:
        call.hears(part)
        call.presses("#")
    call.hears(parts[-1])
    call.hangs_up()


def speak_another_language(call: Dialogue, line: Line) -> None:
    """5 changes the language: to the other menu from the welcome, and to the beginning of the same topic."""
    other = line.other_language
    assert other
    there, following = line.topic(1, language=other)[:2]
    back = there.replace(f"{other}/", f"{line.language}/", 1)
    if back not in {part for topic in line.catalogue.topics(line.language) for part in topic.parts}:
        back = line.prompt("welcome")
    call.hears(line.prompt("welcome"))
    call.presses("5")
    call.hears(line.prompt("welcome", language=other))
    call.presses("1")
    call.hears(there)
    call.hears_to_the_end()
    call.presses("5", after_s=0.2)
    call.hears_perhaps_after(following, back)
    call.hangs_up()


def look_further(call: Dialogue, line: Line) -> None:
    """8 offers more choices, whose keys begin at 1 again, and 9 leads to the main menu."""
    call.hears(line.prompt("welcome"))
    call.presses("8")
    call.hears(line.prompt("menu-2"))
    call.presses("1")
    call.hears(line.topic(5)[0])
    call.presses("9")
    call.hears(line.prompt("menu-1"))
    call.hangs_up()


def ask_for_a_person(call: Dialogue, line: Line) -> None:
    """0 calls a person; after that call the line says goodbye."""
    call.hears(line.prompt("welcome"))
    call.presses("0")
    call.hears(line.prompt("person"))
    call.is_put_through()
    call.hears(line.prompt("goodbye"))
    call.is_hung_up()


def ask_for_a_person_in_vain(call: Dialogue, line: Line) -> None:
    """When no person answers, the line says so and returns to the menu."""
    call.hears(line.prompt("welcome"))
    call.presses("0")
    call.hears(line.prompt("person"))
    call.is_put_through()
    call.hears(line.prompt("nobody"), line.prompt("menu-1"))
    call.hangs_up()


def enter_numbers(call: Dialogue, line: Line) -> None:
    """7 asks for the number of a topic: another number is not known, and star and pound lead back to the menu."""
    call.hears(line.prompt("welcome"))
    call.presses("7")
    call.hears(line.prompt("ask-number"))
    call.presses("98765#")
    call.hears(line.prompt("wrong-number"), line.prompt("ask-number"))
    call.presses("*#")
    call.hears(line.prompt("menu-1"))
    call.hangs_up()


def walk_far(call: Dialogue, line: Line) -> None:
    """A caller makes 200 moves: topics, the parts before and after, other speeds, the menus."""
    first, second = line.topic(1)[:2]
    call.hears(line.prompt("welcome"))
    moves = 0
    while moves < MANY_MOVES:
        steps = [("1", [first]), ("2", [second]), ("3", [first]), ("4", [line.prompt("slower.slow")])]
        steps += [("4", [line.prompt("normal")]), ("1", [first]), ("9", [line.prompt("menu-1")])]
        for key, heard in steps[: MANY_MOVES - moves]:
            call.presses(key, after_s=SHORT_S)
            call.hears(*heard)
            moves += 1
    call.hangs_up()


def hear_everything(call: Dialogue, line: Line) -> None:
    """A caller hears every topic to its end, one after another, then nothing but the menu, and the goodbye."""
    topics = line.catalogue.topics(line.language)
    call.hears(line.prompt("welcome"))
    call.presses("1")
    for topic in topics:
        call.hears(*topic.parts, line.prompt("after"))
        call.presses("2", after_s=0.5)
    call.hears(line.prompt("menu-1"))
    call.hears(line.prompt("no-key"), line.prompt("menu-1"))
    call.hears(line.prompt("no-key"), line.prompt("menu-1"))
    call.hears(line.prompt("goodbye"))
    call.is_hung_up()


def choose_and_skip(call: Dialogue, line: Line) -> None:
    """A caller chooses a topic, skips to its second part and hears all of it. This is the shortest full call."""
    parts = line.topic(1)
    call.hears(line.prompt("welcome"))
    call.presses("1")
    call.hears(parts[0])
    call.presses("#")
    call.hears(parts[1])
    call.hears_to_the_end()
    call.hangs_up(after_s=0)


def long_scripts() -> Iterator[Script]:
    """Yield the calls that are made only when they are asked for by name: they take a minute and more."""
    yield Script(name="far", kind="softphone", talk=walk_far)
    yield Script(name="everything", kind="softphone", talk=hear_everything)


def scripts(line: Line) -> Iterator[Script]:
    """Yield every scripted call that the line supports."""
    yield Script(name="listen", kind="softphone", talk=listen)
    yield Script(name="listen-baresip", kind="baresip", talk=listen)
    yield Script(name="go-about", kind="softphone", talk=go_about)
    yield Script(name="go-about-info", kind="softphone-info", talk=go_about)
    yield Script(name="slower", kind="softphone", talk=slow_down)
    yield Script(name="wrong-keys", kind="softphone", talk=press_wrong_keys)
    yield Script(name="silence", kind="softphone", talk=say_nothing)
    yield Script(name="keys", kind="softphone", talk=ask_for_the_keys)
    yield Script(name="skip", kind="baresip", talk=skip)
    if line.prompt("ask-number") in {clip.name for clip in line.catalogue.clips.values()}:
        yield Script(name="numbers", kind="softphone", talk=enter_numbers)
    if line.other_language:
        yield Script(name="language", kind="softphone-info", talk=speak_another_language)
    if len(line.catalogue.topics(line.language)) > 4:
        yield Script(name="more", kind="softphone", talk=look_further)
    if line.has_person:
        yield Script(name="person", kind="softphone", talk=ask_for_a_person)
        yield Script(name="nobody", kind="softphone", talk=ask_for_a_person_in_vain, person_answers=False)
