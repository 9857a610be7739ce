"""Where a caller is in the conversation, as a name that can stand in a URL: all that is ever known of a call.

`en/menu-2.slow` is the second menu, said slowly; `en/nerve-blocks/what-it-is.keys` a part of a procedure, before which
the keys are said; `en/menu-1.no-key.2` a menu after nobody has pressed a key for the second time.
"""

import dataclasses
import re
from dataclasses import dataclass

from voiceedu.assets import Speed

SILENCES = 3
"""So often nobody presses a key before the line says goodbye."""

_NAME = re.compile(
    r"(?P<language>[A-Za-z0-9-]+)/(?P<place>[a-z0-9-]+)(/(?P<part>[a-z0-9-]+))?"
    r"(?P<slow>\.slow)?(\.(?P<notice>[a-z-]+))?(\.(?P<silences>[1-9]))?"
)
_MENU = re.compile(r"menu-([1-9][0-9]{0,5})")


@dataclass(frozen=True, kw_only=True)
class Position:
    """A `place` and what is said first there, a `notice`, after so many `silences` on end.

    The place is a menu, `person` or `goodbye`; with a `part`, it is the slug of a procedure.
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
        """The number of the menu; 0 for what is none."""
        found = None if self.part else _MENU.fullmatch(self.place)
        return int(found[1]) if found else 0

    @property
    def notices(self) -> tuple[str, ...]:
        """What can be said first in a place of its kind, by the names of the prompts; "" for nothing."""
        if self.part:
            return ("", "wrong-key", "keys", "slower" if self.slow else "normal")
        return ("", "wrong-key", "keys", "welcome", "nobody", "no-key") if self.page else ("",)

    def again(self, notice: str = "", *, silences: int = 0) -> "Position":
        """Return the same place with something else said first."""
        return dataclasses.replace(self, notice=notice, silences=silences)

    def menu(self, page: int) -> "Position":
        """Return a menu of the same language, at the same speed."""
        return Position(language=self.language, place=f"menu-{page}", slow=self.slow)

    def procedure(self, slug: str, part: str) -> "Position":
        """Return a part of a procedure in the same language, at the same speed."""
        return Position(language=self.language, place=slug, part=part, slow=self.slow)


def parse(name: str) -> Position | None:
    """Return the position called `name`; None for what no position is called."""
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
