"""The menus of a phone line: which procedures each offers, with which keys, and in what words. Pure."""

from collections.abc import Iterator, Mapping, Sequence

from voiceedu.content import menu_labels
from voiceedu.content.procedure import Procedure
from voiceedu.content.prompt_set import CHOICE

CHOICES_A_MENU = 4
"""More than four options in a menu are not remembered: keys 1–4 choose, and 8 gives the next ones."""


def pages(count: int) -> int:
    """Return the number of menus for `count` procedures."""
    return max(1, -(-count // CHOICES_A_MENU))


def write_menus(procedures: Sequence[Procedure], texts: Mapping[str, tuple[str, ...]]) -> Iterator[tuple[str, ...]]:
    """Yield the lines of each menu."""
    for first in range(0, len(procedures), CHOICES_A_MENU):
        choices = [
            line.format(title=menu_labels.of(procedure), key=key)
            for key, procedure in enumerate(procedures[first : first + CHOICES_A_MENU], 1)
            for line in texts[CHOICE]
        ]
        yield (*choices, *(texts["more"] if len(procedures) > CHOICES_A_MENU else ()))
