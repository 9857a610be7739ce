"""Where a caller enters the number of a topic."""

from voiceedu.ivr import number_entry
from voiceedu.ivr.position import Position
from voiceedu.ivr.state import State

LEADS = {"12": "en/nerve-blocks/opening"}


def asking(*, silences: int = 0, slow: bool = False, has_staff: bool = False) -> State:
    place = Position(language="en", place="number", slow=slow, silences=silences)
    return number_entry.asking(place, LEADS, plays=(), has_staff=has_staff)


def test_a_number_leads_to_its_topic() -> None:
    """The number of a topic leads there, star to the main menu, and 0 to a person where there is one."""
    state = asking(has_staff=True)
    assert state.takes_number
    assert state.name == "en/number"
    assert state.keys == {"12": "en/nerve-blocks/opening", "*": "en/menu-1", "0": "en/person"}
    assert "0" not in asking().keys


def test_attempts_are_bounded() -> None:
    """Another number, and none, are asked for again; after the third attempt the main menu says so. Speed stays."""
    assert [asking(silences=often).after("13") for often in range(3)] == [
        "en/number.wrong-number.1",
        "en/number.wrong-number.2",
        "en/menu-1.wrong-number",
    ]
    assert [asking(silences=often).after("") for often in range(3)] == [
        "en/number.no-key.1",
        "en/number.no-key.2",
        "en/menu-1.no-key",
    ]
    assert asking(slow=True, silences=2).after("1") == "en/menu-1.slow.wrong-number"
