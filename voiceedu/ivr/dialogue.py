"""The phone conversation as plain data, for every platform: what a caller hears in each state, and what each key does.

A state has the name of its position, such as `en/nerve-blocks/what-it-is`, which is part of a URL.
"""

import dataclasses
from collections import deque
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from voiceedu.content.menus import CHOICES_A_MENU, pages
from voiceedu.ivr import number_entry
from voiceedu.ivr.keypad import BACK, HELP, LANGUAGE, MAIN_MENU, MORE, NEXT, NUMBER, PERSON, REPEAT, SKIP, SLOWER
from voiceedu.ivr.notices import Choices, notice, prompt
from voiceedu.ivr.position import GOODBYE, SILENCES, Position
from voiceedu.ivr.state import CHOICE_WAIT_S, FLOW_WAIT_S, Play, State
from voiceedu.ivr.topics import Topics


@dataclass(frozen=True, kw_only=True)
class Conversation(Topics):
    """The states of a call about its topics."""

    def state(self, name: str) -> State:
        """Return the state called `name`.

        Where it is gone, as after a change of the library, that is the beginning of its procedure; the main menu, which
        says that the procedure is gone, if that is gone as well; and the start for a name that no state ever had.
        """
        place = self.find(name)
        if place is None:
            return self.state(self.instead(name))
        if place.is_goodbye:
            return State(name=name, language=place.language, plays=(prompt(place, "goodbye"),), ends="hang-up")
        if place.is_person:
            return State(
                name=name,
                language=place.language,
                plays=(prompt(place, "person"),),
                wrong=str(place.menu(1)),
                silence=str(place.menu(1).again("nobody")),
                ends="person",
                done=str(dataclasses.replace(place, place=GOODBYE)),
                shown=f"{place.language} {place.about}".strip(),
            )
        if place.is_number:
            return self._numbering(place)
        return self._listening(place) if place.part else self._choosing(place)

    def walk(self) -> Iterator[State]:
        """Yield every state that a call can reach, each once, beginning with the start."""
        known, waiting = {self.start}, deque([self.start])
        while waiting:
            state = self.state(waiting.popleft())
            yield state
            for name in state.targets:
                if name not in known:
                    known.add(name)
                    waiting.append(name)

    def _choosing(self, place: Position) -> State:
        """Return the state of a menu."""
        slugs = self.topics[place.language]
        count = pages(len(slugs))
        first = (place.page - 1) * CHOICES_A_MENU
        shown = slugs[first : first + CHOICES_A_MENU]
        keys = {str(key): str(self.opening(place, slug)) for key, slug in enumerate(shown, 1)}
        following = place.menu(place.page % count + 1)
        keys |= {MORE: str(following)} if count > 1 else {}
        said = ["keys-choosing", *["more"] * (count > 1), "keys-anywhere"] if place.notice == "keys" else []
        return self._state(
            place,
            plays=(*self._notice(place, said), prompt(place, place.place)),
            keys=keys,
            onward=following,
            silence=self._silence(place),
        )

    def _numbering(self, place: Position) -> State:
        """Return the state that asks for the number of a topic."""
        leads = {number: str(self.opening(place, slug)) for number, slug in self.numbers[place.language].items()}
        plays = (*self._notice(place, []), prompt(place, "ask-number"))
        return number_entry.asking(place, leads, plays=plays, has_staff=self.has_staff)

    def _listening(self, place: Position) -> State:
        """Return the state that plays a part of a procedure."""
        order = self.order(place)
        number = order.index(place.part)
        slugs = self.topics[place.language]
        topic = slugs.index(place.place)
        menu = place.menu(topic // CHOICES_A_MENU + 1)
        opening = self.opening(place, place.place)
        ends = number == len(order) - 1
        if ends:
            following = self.opening(place, slugs[topic + 1]) if topic + 1 < len(slugs) else place.menu(1)
        else:
            following = dataclasses.replace(opening, part=order[number + 1])
        other = dataclasses.replace(place, slow=not place.slow, silences=0, notice="normal" if place.slow else "slower")
        onward = menu if ends else following
        return self._state(
            place,
            plays=(*self._notice(place, ["keys-listening", "keys-anywhere"]), *self._heard(place)),
            keys={
                REPEAT: str(opening if ends else place.again()),
                NEXT: str(following),
                BACK: str(dataclasses.replace(opening, part=order[max(0, number - 1)])),
                SLOWER: str(other),
            },
            onward=onward,
            silence=onward,
            wait_s=CHOICE_WAIT_S if place.part == "closing" else FLOW_WAIT_S,
        )

    def _state(
        self,
        place: Position,
        *,
        plays: tuple[Play, ...],
        keys: dict[str, str],
        onward: Position,
        silence: Position,
        wait_s: int = CHOICE_WAIT_S,
    ) -> State:
        """Return a state with the keys common to all. Skipping leads past the notice if there is one, else `onward`."""
        keys |= {
            MAIN_MENU: str(place.menu(1)),
            SKIP: str(place.again() if place.notice else onward),
            HELP: str(place.again("keys")),
        }
        if self.numbers.get(place.language):
            keys[NUMBER] = str(place.number())
        if self.has_staff:
            keys[PERSON] = str(place.person())
        if (language := self.next_language(place.language)) is not None:
            keys[LANGUAGE] = str(self.in_language(language, place))
        return State(
            name=str(place),
            language=place.language,
            plays=plays,
            keys=keys,
            wrong=str(place.again("wrong-key")),
            silence=str(silence),
            wait_s=wait_s,
        )

    def _heard(self, place: Position) -> Iterator[Play]:
        parts = self.parts(place.language, place.place)
        if parts is None:
            yield prompt(place, "not-ready")
        elif place.part in parts:
            yield Play(language=place.language, slug=place.place, part=place.part, speed=place.speed)
        if place.part == "closing":
            yield prompt(place, "after")

    def _notice(self, place: Position, keys: Sequence[str]) -> Iterator[Play]:
        choices = Choices(
            other_language=self.next_language(place.language),
            has_numbers=bool(self.numbers.get(place.language)),
            has_staff=self.has_staff,
        )
        is_published = bool(place.part) and self.parts(place.language, place.place) is not None
        return notice(place, keys, choices, is_published=is_published)

    def _silence(self, place: Position) -> Position:
        silences = place.silences + 1
        if silences < SILENCES:
            return place.again("no-key", silences=silences)
        return Position(language=place.language, place=GOODBYE, slow=place.slow)
