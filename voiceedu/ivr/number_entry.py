"""The state in which a caller enters the number of a topic, which stands on the clinic's leaflets. Pure."""

from collections.abc import Mapping

from voiceedu.ivr.keypad import HELP, PERSON
from voiceedu.ivr.position import SILENCES, Position
from voiceedu.ivr.state import NUMBER_WAIT_S, Play, State


def asking(place: Position, leads: Mapping[str, str], *, plays: tuple[Play, ...], has_staff: bool) -> State:
    """Return the state at `place`, where each number `leads` to a state.

    Star leads back to the main menu, and so does the last of as many attempts as there are waits in a menu.
    """
    attempts = place.silences + 1

    def again(notice: str) -> str:
        asked_again = place.again(notice, silences=attempts)
        return str(asked_again if attempts < SILENCES else place.menu(1).again(notice))

    keys = {HELP: str(place.menu(1))} | ({PERSON: str(place.person())} if has_staff else {})
    return State(
        name=str(place),
        language=place.language,
        plays=plays,
        keys={**leads, **keys},
        wrong=again("wrong-number"),
        silence=again("no-key"),
        wait_s=NUMBER_WAIT_S,
        takes_number=True,
    )
