"""The engines by name."""

import pytest

from voiceedu import engines
from voiceedu.config import Settings
from voiceedu.errors import SettingError


def test_engines_come_in_the_order_asked_for() -> None:
    """The names of the setting are the engines' own names, and their order is the preference."""
    names = ("tone", "espeak", "hibari", "gtts", "nanotts", "piper")
    assert tuple(engine.name for engine in engines.load(names)) == names


def test_default_engines_are_known() -> None:
    """An installation without settings has its default engines: the neural voice first, then the network's."""
    assert [engine.needs_network for engine in engines.load(Settings().engines)] == [False, True, False, False]


@pytest.mark.parametrize("names", [("espaek",), ("tone", ""), ("tone", "GTTS"), ("tone", "../tone")])
def test_unknown_engine_is_refused_with_those_there_are(names: tuple[str, ...]) -> None:
    """A name that no engine has stops with the setting, the value and the names that would do."""
    with pytest.raises(
        SettingError, match=r"VOICEEDU_ENGINES=.*none of hibari, gtts, nanotts, openai, piper, espeak, tone"
    ) as raised:
        engines.load(names)
    assert (raised.value.name, raised.value.value) == ("VOICEEDU_ENGINES", ",".join(names))


def test_a_chosen_voice_that_no_engine_has_stops_the_start() -> None:
    settings = Settings(voices={"en": "heart", "es": "berta"})
    with pytest.raises(SettingError, match=r"VOICEEDU_VOICES='es=berta' .*no engine .* has a voice 'berta' for 'es'"):
        engines.load(["hibari", "espeak"], settings)
    assert engines.load(["hibari", "espeak"], Settings(voices={"en-GB": "heart", "es": "es"}))


@pytest.mark.parametrize(
    ("language", "name"), [("en", "heart"), ("en-GB", "emma"), ("en-AU", "heart"), ("fr", None), ("", None)]
)
def test_a_region_takes_the_voice_that_is_chosen_for_its_language(language: str, name: str | None) -> None:
    assert engines.chosen_voice({"en": "heart", "en-GB": "emma"}, language) == name
