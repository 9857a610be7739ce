"""Words as sound, before anything is published."""

from pathlib import Path

import pytest

from tests.support.texts import write_texts
from voiceedu.config import Settings
from voiceedu.engines import Speech, Voice
from voiceedu.engines.tone import ToneEngine
from voiceedu.errors import EngineUnreachableError, ReviewError
from voiceedu.narration import script as scripts
from voiceedu.narration.lexicon import Lexicon
from voiceedu.review.listening import Listening
from voiceedu.storage.store import Store


class AwayEngine(ToneEngine):
    """An engine whose server does not answer."""

    name = "away"

    def __init__(self) -> None:
        self.asked = 0

    def synthesize(self, text: str, voice: Voice) -> Speech:
        self.asked += 1
        raise EngineUnreachableError(self.name, "no answer")


def test_the_next_engine_speaks_and_sound_is_kept(tmp_path: Path) -> None:
    """An engine that is away is not asked for every sentence; the same words are not made twice; none is an error."""
    write_texts(tmp_path, {"en/x": "---\ntitle: x\n---\nx"})
    away = AwayEngine()
    settings, store = Settings(library=tmp_path, cache=str(tmp_path / "cache")), Store(str(tmp_path / "cache"))
    listening = Listening(settings, store, engines=[away, ToneEngine()])
    first, second = (scripts.utterances(text, Lexicon(), language="en") for text in ("Rest well.", "Drink water."))
    heard = listening.say(first, language="en", profile="web")
    assert listening.say(first, language="en", profile="web") is heard
    phone = listening.say(second, language="en", profile="phone")
    assert (heard.engine, phone.engine) == ("tone", "tone")
    assert (heard.profile.sample_rate, phone.profile.sample_rate) == (24_000, 8_000)
    assert away.asked == 1
    with pytest.raises(ReviewError, match="no answer"):
        Listening(settings, store, engines=[AwayEngine()]).say(first, language="en", profile="web")
