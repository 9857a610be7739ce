"""The conversation for dialplans: a place for each menu and part, which is the same at both speeds, and its sounds.

A place has the name of what it is, such as `en/nerve-blocks/what-it-is`: a plan that is replaced in the middle of a
call leads a caller on to the same words. What the keys do is the same in all places of a kind, so it is written once.
"""

import hashlib
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

from voiceedu.content.menus import pages
from voiceedu.errors import ExportError
from voiceedu.ivr import playback, position
from voiceedu.ivr.dialogue import Conversation
from voiceedu.ivr.keypad import BACK, HELP, LANGUAGE, NEXT, SKIP
from voiceedu.ivr.position import Position
from voiceedu.ivr.state import Play, State
from voiceedu.narration import phone_parts
from voiceedu.publishing.studio import Studio

Kind = Literal["menu", "part", "closing"]


@dataclass(frozen=True, kw_only=True)
class Place:
    """A menu or a part. `sounds` are relative to the folder of its language and speed; the rest are names of places.

    `choices` are the topics of a menu, `back` and `following` the places before and after, `here` the sound that says
    which part of which topic this is.
    """

    name: str
    kind: Kind
    language: str
    sounds: tuple[str, ...]
    choices: tuple[str, ...] = ()
    back: str = ""
    following: str = ""
    here: str = ""


@dataclass(frozen=True, kw_only=True)
class Topic:
    """A procedure: its `first` part, the `menu` that has it, and the same topic in the other language, or ""."""

    name: str
    language: str
    first: str
    menu: str
    other: str

    @property
    def shown(self) -> str:
        """What the staff see as the name of a caller who comes from here."""
        return self.name.replace("/", " ", 1).replace("_", "")


@dataclass(frozen=True, kw_only=True)
class Language:
    """What is the same in a whole language: the language of key 5, or "", and whether there is a second menu.

    `numbers` has the number of each topic that can be chosen by it, and the name of the topic.
    """

    name: str
    other: str
    has_more: bool
    numbers: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, kw_only=True)
class Plan:
    """The whole conversation; `version` is the name of the folder of its sounds, and changes with them."""

    languages: tuple[Language, ...]
    topics: tuple[Topic, ...]
    places: tuple[Place, ...]
    version: str
    person: str

    @property
    def names(self) -> int:
        """The number of topics, menus and parts."""
        return len(self.topics) + len(self.places)


def of(studio: Studio, *, person: str, version: str) -> Plan:
    """Return the conversation about `studio`'s library; raise ExportError if an asset of it is not published."""
    conversation = playback.conversation(studio, has_staff=bool(person))
    every = list(conversation.topics)
    languages, topics, places = [], [], []
    for number, language in enumerate(every):
        slugs = conversation.topics[language]
        other = every[(number + 1) % len(every)] if len(every) > 1 else ""
        by_number = conversation.numbers.get(language, {})
        numbers = tuple((number, _topic_of(f"{language}/{slug}/opening")) for number, slug in by_number.items())
        languages.append(Language(name=language, other=other, has_more=pages(len(slugs)) > 1, numbers=numbers))
        menus = range(1, pages(len(slugs)) + 1)
        places += [_menu(conversation.state(f"{language}/menu-{page}")) for page in menus]
        for slug in slugs:
            parts = list(_parts(conversation, language, slug))
            places += [_part(state, conversation.state(state.keys[HELP])) for state in parts]
            topics.append(_topic(parts, languages=every))
    _check_published(studio, conversation)
    return Plan(languages=tuple(languages), topics=tuple(topics), places=tuple(places), version=version, person=person)


def short(name: str, longest: int) -> str:
    """Return `name`, or, where it is longer than `longest` characters, a hash of it."""
    return name if len(name) <= longest else hashlib.sha256(name.encode()).hexdigest()[:32]


def _parts(conversation: Conversation, language: str, slug: str) -> Iterator[State]:
    """Yield the states of a procedure in playing order."""
    state = conversation.state(f"{language}/{slug}/opening")
    yield state
    while not _base(state.name).endswith("/closing"):
        state = conversation.state(state.keys[NEXT])
        yield state


def _menu(state: State) -> Place:
    choices = tuple(_topic_of(state.keys[key]) for key in "1234" if key in state.keys)
    return Place(
        name=_base(state.name),
        kind="menu",
        language=state.language,
        sounds=_sounds(state),
        choices=choices,
        following=_base(state.keys[SKIP]),
    )


def _part(state: State, with_help: State) -> Place:
    """Return the place of a part; `with_help` is the same after key *."""
    is_last = _base(state.name).endswith("/closing")
    following = _base(state.keys[NEXT])
    if is_last and following.count("/") > 1:
        following = _topic_of(following)
    return Place(
        name=_base(state.name),
        kind="closing" if is_last else "part",
        language=state.language,
        sounds=_sounds(state),
        back=_base(state.keys[BACK]),
        following=following,
        here=next(sound for sound in _sounds(with_help) if phone_parts.is_place(sound.rpartition("/")[2])),
    )


def _topic(parts: list[State], *, languages: list[str]) -> Topic:
    first = parts[0]
    other = _base(first.keys[LANGUAGE]) if len(languages) > 1 else ""
    return Topic(
        name=_topic_of(first.name),
        language=first.language,
        first=_base(first.name),
        menu=_base(parts[-1].silence),
        other=_topic_of(other) if other.count("/") > 1 else "",
    )


def _base(name: str) -> str:
    """Return the name of the place of a state: without speed and notice."""
    place = position.parse(name)
    assert place is not None
    return f"{place.language}/{place.place}" + (f"/{place.part}" if place.part else "")


def _topic_of(name: str) -> str:
    """Return the name of the topic of a state: language and slug; _ before a slug that is the name of a menu."""
    place = position.parse(name)
    assert place is not None
    is_menu = Position(language=place.language, place=place.place).page > 0
    return f"{place.language}/{'_' * is_menu}{place.place}"


def _sounds(state: State) -> tuple[str, ...]:
    return tuple(f"{play.slug}/{play.part}" for play in state.plays)


def _check_published(studio: Studio, conversation: Conversation) -> None:
    checked: set[Play] = set()
    for state in conversation.walk():
        for play in state.plays:
            if play not in checked and playback.spoken(studio, play, profile="phone-wav").asset is None:
                name = f"{play.language}/{play.slug}/{play.part}"
                raise ExportError(f"{name}: not published as it is written now. Run `voiceedu render` first")
            checked.add(play)
