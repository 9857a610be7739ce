"""The engines by name."""

import pytest

from voiceedu import engines
from voiceedu.config import Settings
from voiceedu.errors import SettingError


def test_engines_come_in_the_order_asked_for() -> None:
    """The names of the setting are the engines' own names, and their order is the preference."""
    names = ("tone", "espeak", "gtts", "piper")
    assert tuple(engine.name for engine in engines.load(names)) == names


def test_default_engines_are_known() -> None:
    """What an installation without settings asks for is there, the network's voice first."""
    assert [engine.needs_network for engine in engines.load(Settings().engines)] == [True, False, False]


@pytest.mark.parametrize("names", [("espaek",), ("tone", ""), ("tone", "GTTS"), ("tone", "../tone")])
def test_unknown_engine_is_refused_with_those_there_are(names: tuple[str, ...]) -> None:
    """A name that no engine has stops with the setting, the value and the names that would do."""
    with pytest.raises(SettingError, match=r"VOICEEDU_ENGINES=.*none of gtts, piper, espeak, tone") as raised:
        engines.load(names)
    assert (raised.value.name, raised.value.value) == ("VOICEEDU_ENGINES", ",".join(names))
