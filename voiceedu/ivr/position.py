"""A caller's position in the conversation as a name for a URL: the only state of a call.

`en/menu-2.slow` is the second menu, spoken slowly; `en/nerve-blocks/what-it-is.keys` a part of a procedure after a list
of the keys; `en/menu-1.no-key.2` a menu after two waits without a key; `en/person-nerve-blocks` the call to a person of
somebody who was listening to that procedure.
"""

import dataclasses
import re
from dataclasses import dataclass

from voiceedu.assets import Speed

SILENCES = 3
"""The line says goodbye after this many waits without a key."""

PERSON, NUMBER, GOODBYE = "person", "number", "goodbye"
"""Places beside the menus. A procedure may have the slug of one: it always has a part."""

_NAME = re.compile(
    r"(?P<language>[A-Za-z0-9-]+)/(?P<place>[a-z0-9-]+)(/(?P<part>[a-z0-9-]+))?"
    r"(?P<slow>\.slow)?(\.(?P<notice>[a-z-]+))?(\.(?P<silences>[1-9]))?"
)
_MENU = re.compile(r"menu-([1-9][0-9]{0,5})")


@dataclass(frozen=True, kw_only=True)
class Position:
    """A `place`, the `notice` that is spoken first there, and the number of `silences` (waits without a key) so far.

    The place is a menu, `person`, `person-` and the slug that the caller comes from, `number`, where the number of a
    topic is asked for, or `goodbye`; with a `part`, it is the slug of a procedure. At `number` the silences are all
    attempts.
    """

    language: str
    place: str
    part: str = ""
    slow: bool = False
    notice: str = ""
    silences: int = 0

    def __str__(self) -> str:
        name = f"{self.language}/{self.place}" + (f"/{self.part}" if self.part else "")
        marks = ("slow" if self.slow else "", self.notice, str(self.silences or ""))
        return ".".join((name, *filter(None, marks)))

    @property
    def speed(self) -> Speed:
        return "slow" if self.slow else "normal"

    @property
    def page(self) -> int:
        """The number of the menu; 0 if the place is not a menu."""
        found = None if self.part else _MENU.fullmatch(self.place)
        return int(found[1]) if found else 0

    @property
    def is_person(self) -> bool:
        """Whether a person is called here."""
        return not self.part and (self.place == PERSON or self.place.startswith(f"{PERSON}-"))

    @property
    def is_number(self) -> bool:
        """Whether the number of a topic is asked for here."""
        return not self.part and self.place == NUMBER

    @property
    def is_goodbye(self) -> bool:
        """Whether the line says goodbye here, and hangs up."""
        return not self.part and self.place == GOODBYE

    @property
    def about(self) -> str:
        """The slug that a caller of a person comes from; empty from a menu."""
        return self.place.removeprefix(PERSON).removeprefix("-") if self.is_person else ""

    @property
    def notices(self) -> tuple[str, ...]:
        """The names of the prompts that can be the notice at this place; "" for none."""
        if self.part:
            return ("", "wrong-key", "keys", "slower" if self.slow else "normal")
        if self.is_number:
            return ("", "wrong-number", "no-key")
        return ("", "wrong-key", "keys", "welcome", "nobody", "moved", "wrong-number", "no-key") if self.page else ("",)

    def again(self, notice: str = "", *, silences: int = 0) -> "Position":
        """Return the same place with another notice."""
        return dataclasses.replace(self, notice=notice, silences=silences)

    def menu(self, page: int) -> "Position":
        """Return a menu of the same language, at the same speed."""
        return Position(language=self.language, place=f"menu-{page}", slow=self.slow)

    def person(self) -> "Position":
        """Return where a person is called, in the same language, at the same speed."""
        place = f"{PERSON}-{self.place}" if self.part else PERSON
        return Position(language=self.language, place=place, slow=self.slow)

    def number(self) -> "Position":
        """Return where the number of a topic is asked for, in the same language, at the same speed."""
        return Position(language=self.language, place=NUMBER, slow=self.slow)

    def procedure(self, slug: str, part: str) -> "Position":
        """Return a part of a procedure in the same language, at the same speed."""
        return Position(language=self.language, place=slug, part=part, slow=self.slow)


def parse(name: str) -> Position | None:
    """Return the position called `name`; None if it is not the name of one."""
    found = _NAME.fullmatch(name)
    if found is None:
        return None
    position = Position(
        language=found["language"],
        place=found["place"],
        part=found["part"] or "",
        slow=bool(found["slow"]),
        notice=found["notice"] or "",
        silences=int(found["silences"] or 0),
    )
    return position if position.notice in position.notices and position.silences < SILENCES else None
