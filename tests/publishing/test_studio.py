"""Procedure → rendition: who speaks, what is made again, and what is published meanwhile.

Libraries are a few words in Latin: voiceedu has no phrases in it, so that title and text are all that is said.
"""

import collections
import signal
import subprocess
import sys
import threading
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field, replace
from pathlib import Path

import pytest

from tests.support.ffprobe import chapters
from tests.support.publishing import publish
from voiceedu.audio import codecs
from voiceedu.config import Settings
from voiceedu.content.library import Procedure
from voiceedu.engines import Speech, Voice
from voiceedu.engines.tone import ToneEngine
from voiceedu.errors import (
    EngineError,
    EngineUnreachableError,
    LexiconError,
    LibraryError,
    NotReadyError,
    RenderError,
    SettingError,
)
from voiceedu.publishing import asset_plan, companions, lexicon_watch, library_watch
from voiceedu.publishing.studio import Outcome, Studio
from voiceedu.storage.rendition import Rendition

LANGUAGE = "la"
PATIENCE_S = 60
PHONE = ("phone", "phone-wav", "phone-ulaw")
EVERY_WHOLE, EVERY_SECTION = asset_plan.WHOLE, asset_plan.SECTION
EYE = """\
---
title: Oculus
---
Oculus videt. Lux venit.

## Cura

Medicus oculum curat.
"""
EAR = """\
---
title: Auris
---
Auris audit. Medicus venit.
"""

pytestmark = pytest.mark.usefixtures("few_profiles")


@pytest.fixture
def few_profiles(monkeypatch: pytest.MonkeyPatch) -> None:
    """Finish recordings in one plain form: encoding is most of the work, and who speaks does not depend on it."""
    monkeypatch.setattr(asset_plan, "WHOLE", {"normal": ("phone-wav",)})
    monkeypatch.setattr(asset_plan, "SECTION", {"normal": ("phone-wav",), "slow": ("phone-wav",)})


@pytest.fixture
def every_profile(few_profiles: None, monkeypatch: pytest.MonkeyPatch) -> None:
    """Finish recordings as the product does."""
    monkeypatch.setattr(asset_plan, "WHOLE", EVERY_WHOLE)
    monkeypatch.setattr(asset_plan, "SECTION", EVERY_SECTION)


@dataclass
class Fake:
    """An engine that hums, remembers what it was asked, and fails as it is told.

    It is unavailable for `reason`. It raises `failure` for every utterance after the first `works`.
    """

    name: str = "a"
    needs_network: bool = False
    reason: str | None = None
    failure: Exception | None = None
    works: int = 0
    languages: tuple[str, ...] = (LANGUAGE, "en")
    asked: list[str] = field(default_factory=list)

    def unavailable(self) -> str | None:
        return self.reason

    def voice(self, language: str) -> Voice:
        if language not in self.languages:
            raise EngineError(self.name, f"has no voice for {language!r}")
        return Voice(engine=self.name, engine_version="1", name=self.name, version="1", language=language)

    def synthesize(self, text: str, voice: Voice) -> Speech:
        self.asked.append(text)
        if self.failure is not None and len(self.asked) > self.works:
            raise self.failure
        return self.sound(f"{self.name}{text}", voice)

    def sound(self, text: str, voice: Voice) -> Speech:
        return ToneEngine().synthesize(text, voice)


class Silent(Fake):
    def sound(self, text: str, voice: Voice) -> Speech:
        return Speech(pcm=b"\0\0" * 16_000, sample_rate=16_000)


class Mute(Fake):
    def sound(self, text: str, voice: Voice) -> Speech:
        return Speech(pcm=b"", sample_rate=16_000)


class Slow(Fake):
    """Waits with its first word until it is told to go on."""

    def __init__(self) -> None:
        super().__init__()
        self.go_on = threading.Event()

    def sound(self, text: str, voice: Voice) -> Speech:
        assert self.go_on.wait(PATIENCE_S)
        return super().sound(text, voice)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Return a library of two procedures that share a word but no sentence."""
    folder = tmp_path / "library" / LANGUAGE
    folder.mkdir(parents=True)
    (folder / "oculus.md").write_text(EYE)
    (folder / "auris.md").write_text(EAR)
    return folder


Start = Callable[..., Studio]


@pytest.fixture
def start(folder: Path, tmp_path: Path) -> Start:
    """Return what starts a studio, as a new process would, with engines that may be given."""

    def start(*engines: Fake, cache: str = "cache", **settings: object) -> Studio:
        location = cache if "://" in cache else str(tmp_path / cache)
        chosen = Settings(library=folder.parent, cache=location, engines=("tone",), **settings)  # type: ignore[arg-type]
        return Studio(chosen, engines=engines or None)

    return start


def procedure(of: Studio, slug: str = "oculus") -> Procedure:
    found = of.library.find(LANGUAGE, slug)
    assert found is not None
    return found


def spoken(of: Studio, slug: str = "oculus") -> list[str]:
    """Return every sentence of a procedure as it is said, in order."""
    return [utterance.spoken for utterance in of.script(procedure(of, slug)).utterances]


def assert_whole(of: Studio, rendition: Rendition | None, engine: str) -> None:
    """Every asset is to be had and decodes, and `engine`'s own speech, and nobody else's, is what is in them."""
    assert rendition is not None
    assert rendition.voice.engine == engine
    assert len(rendition.cues) == len(rendition.script.utterances)
    said_ms = 0.0
    for utterance in rendition.script.utterances:
        speech = of.store.speech(rendition.voice.speech_key(utterance.spoken))
        assert speech is not None
        assert speech == Fake(engine).synthesize(utterance.spoken, rendition.voice)
        said_ms += len(speech.pcm) / 2 / speech.sample_rate * 1000 + utterance.pause_after_ms
    for asset in rendition.assets:
        kept = of.store.asset(asset.path)
        assert kept is not None
        assert (len(kept.data), kept.sha256) == (asset.size, asset.sha256)
        if asset.profile in companions.SUFFIXES:
            continue
        samples, rate = codecs.decode(kept.data, name=asset.path)
        assert abs(len(samples) * 1000 / rate - asset.duration_ms) < 50
    whole = rendition.asset("phone-wav")
    assert whole is not None
    # Each utterance loses up to the pause that the engine itself left at its end.
    assert said_ms - 100 * len(rendition.cues) <= whole.duration_ms <= said_ms


def keep(rendition: Rendition) -> Rendition:
    """Return `rendition` without the time it was made, to compare with another."""
    return replace(rendition, made_at="")


# --- once ---


@pytest.mark.usefixtures("every_profile")
def test_first_render_publishes_everything(start: Start) -> None:
    """Every sentence is spoken once, every asset of every section, speed and profile is made, and all is published."""
    engine = Fake()
    here = start(engine)
    assert here.published(LANGUAGE, "oculus") is None
    outcome = here.render(procedure(here))
    assert engine.asked == spoken(here)
    assert (outcome.spoken, outcome.encoded) == (len(engine.asked), len(outcome.rendition.assets))
    assert here.published(LANGUAGE, "oculus") == outcome.rendition
    assert_whole(here, outcome.rendition, "a")
    found = [(asset.section, asset.speed, asset.profile) for asset in outcome.rendition.assets]
    expected = [("", "normal", profile) for profile in ("web", *PHONE)]
    for section in ("introduction", "cura"):
        expected += [(section, "normal", profile) for profile in ("web", *PHONE)]
        expected += [(section, "slow", profile) for profile in PHONE]
    expected += [("opening", speed, profile) for speed in ("normal", "slow") for profile in PHONE]
    expected += [("", "normal", edition) for edition in companions.SUFFIXES]
    assert sorted(found) == sorted(expected)
    assert outcome.rendition.fallbacks == ()
    assert outcome.rendition.script == here.script(procedure(here))


def test_second_render_speaks_and_encodes_nothing(start: Start) -> None:
    """A second render, in this process or another, finds all done and leaves every file as it is."""
    first = start(Fake())
    made = first.render(procedure(first)).rendition
    for again in (first, start(other := Fake())):
        outcome = again.render(procedure(again))
        assert (outcome.rendition, outcome.spoken, outcome.encoded) == (made, 0, 0)
    assert other.asked == []


def test_sizes_may_be_listed_once_for_many(start: Start, monkeypatch: pytest.MonkeyPatch) -> None:
    """A list of the store's assets, taken before, serves a whole run: what it has is not looked for again."""
    here = start(Fake())
    list(here.render_all())
    looked_for: list[object] = []
    monkeypatch.setattr(here.store, "asset_size", looked_for.append)
    assert [outcome.encoded for outcome in here.render_all() if isinstance(outcome, Outcome)] == [0, 0]
    assert looked_for == []


def test_old_list_of_assets_is_not_believed(start: Start) -> None:
    """What another process has published since the store was listed is found, and not encoded again."""
    here = start(engine := Fake())
    sizes = here.store.asset_sizes()
    other = start(Fake())
    made = other.render(procedure(other))
    outcome = here.try_render(procedure(here), sizes=sizes)
    assert outcome is not None
    assert (outcome.rendition, outcome.encoded, engine.asked) == (made.rendition, 0, [])


def test_what_another_process_renders_is_skipped(start: Start) -> None:
    """Trying to render what another holds returns at once, with nothing; the next try, after it has let go, renders."""
    here = start(Fake())
    with start(Fake()).store.wait_for_lease(f"{LANGUAGE}/oculus"):
        assert here.try_render(procedure(here)) is None
    assert here.try_render(procedure(here)) is not None


def test_same_sentence_is_spoken_once(start: Start, folder: Path) -> None:
    """A sentence that comes again, in the same procedure or another, is not spoken again."""
    (folder / "oculus.md").write_text(EYE + "\nLux venit.\n")
    (folder / "auris.md").write_text(EAR + "\nLux venit.\n")
    here = start(engine := Fake())
    for one in here.library:
        here.render(one)
    assert collections.Counter(engine.asked)["Lux venit."] == 1
    assert set(collections.Counter(engine.asked).values()) == {1}


def test_changed_sentence_is_all_that_is_made(start: Start, folder: Path) -> None:
    """One changed sentence is one synthesis; the assets that do not hold it, and other procedures, stay as they are."""
    before = start(Fake())
    old = {one.slug: before.render(one).rendition for one in before.library}
    (folder / "oculus.md").write_text(EYE.replace("Lux venit.", "Lux abit."))
    after = start(engine := Fake())
    outcome = after.render(procedure(after))
    assert engine.asked == ["Lux abit."]
    assert outcome.spoken == 1
    changed = [asset for asset in outcome.rendition.assets if asset not in old["oculus"].assets]
    assert {asset.section for asset in changed} == {"", "introduction"}
    assert outcome.encoded == len(changed) == 1 + 2
    assert_whole(after, outcome.rendition, "a")
    untouched = after.render(procedure(after, "auris"))
    assert (untouched.rendition, untouched.spoken, untouched.encoded) == (old["auris"], 0, 0)


def test_changed_title_is_heard_and_tagged(start: Start, folder: Path) -> None:
    """The title is said once and stands in every asset's tags: one synthesis, and every recording made anew."""
    first = start(Fake())
    old = first.render(procedure(first)).rendition
    (folder / "oculus.md").write_text(EYE.replace("title: Oculus", "title: Oculi"))
    here = start(engine := Fake())
    outcome = here.render(procedure(here))
    assert engine.asked == ["Oculi."]
    before, after = ({asset.name: asset.derivation for asset in each.assets} for each in (old, outcome.rendition))
    assert all(before[name] != after[name] for name in after if name.endswith(".wav"))


def test_changed_summary_is_published_without_any_speech(start: Start, folder: Path) -> None:
    """Words that are only shown are published too, without any synthesis."""
    first = start(Fake())
    old = first.render(procedure(first)).rendition
    (folder / "oculus.md").write_text(EYE.replace("title: Oculus", "title: Oculus\nsummary: De oculo."))
    here = start(engine := Fake())
    outcome = here.render(procedure(here))
    assert (outcome.spoken, outcome.encoded, engine.asked) == (0, 0, [])
    assert outcome.rendition.summary == "De oculo."
    assert outcome.rendition.assets == old.assets


LONG_AGO = "2020-01-01T00:00:00+00:00"


@pytest.mark.parametrize("known", [True, False], ids=["known", "of an older version"])
def test_date_of_the_words_changes_with_the_words_alone(
    start: Start, folder: Path, tmp_path: Path, known: bool
) -> None:
    """Said otherwise, lost or by another voice, they are the same words as long ago; other words are of today."""
    first = start(Fake())
    rendition = first.render(procedure(first)).rendition
    assert rendition.words_date == rendition.words_since == rendition.made_at
    publish(first.store, replace(rendition, made_at=LONG_AGO, words_since=LONG_AGO if known else ""))
    (tmp_path / "lexicon.tsv").write_text("Lux\tLucks\n")
    (tmp_path / "cache" / rendition.assets[0].path).unlink()
    for other in (start(Fake()), start(Fake("b")), start(Fake("b"), lexicon=tmp_path / "lexicon.tsv")):
        made = other.render(procedure(other)).rendition
        assert made.words_date == LONG_AGO < made.made_at
    (folder / "oculus.md").write_text(EYE.replace("venit", "abit"))
    last = start(Fake())
    made = last.render(procedure(last)).rendition
    assert made.words_date == made.made_at > LONG_AGO


def test_web_recording_has_a_chapter_where_each_passage_begins(
    start: Start, every_profile: None, tmp_path: Path
) -> None:
    """FFmpeg finds them where the cues say; no other asset has any."""
    studio = start(Fake())
    rendition = studio.render(procedure(studio)).rendition
    cues = rendition.cues
    for asset in rendition.assets:
        kept = studio.store.asset(asset.path)
        assert kept is not None
        expected = [("Oculus", 0, cues[3].start_ms), ("Cura", cues[3].start_ms, asset.duration_ms)]
        found = chapters(kept.data, tmp_path)
        assert found == (expected if (asset.profile, asset.section) == ("web", "") else [])


def test_respelled_word_is_spoken_again(start: Start, tmp_path: Path) -> None:
    """A clinic's lexicon changes what is said, not what is shown, and only where the word is."""
    first = start(Fake())
    first.render(procedure(first))
    (tmp_path / "clinic.tsv").write_text("Lux\tLooks\n")
    here = start(engine := Fake(), lexicon=tmp_path / "clinic.tsv")
    outcome = here.render(procedure(here))
    assert engine.asked == ["Looks venit."]
    assert "Lux venit." in [utterance.text for utterance in outcome.rendition.script.utterances]


def test_damaged_speech_is_spoken_again(start: Start, folder: Path, tmp_path: Path) -> None:
    """A sentence whose kept speech is damaged is spoken again, and it alone."""
    first = start(Fake())
    made = first.render(procedure(first)).rendition
    key = made.voice.speech_key("Lux venit.")
    file = tmp_path / "cache" / "speech" / key[:2] / f"{key}.wav"
    data = bytearray(file.read_bytes())
    data[len(data) // 2] ^= 1
    file.write_bytes(data)
    (folder / "oculus.md").write_text(EYE.replace("Oculus videt.", "Oculus quaerit."))
    here = start(engine := Fake())
    outcome = here.render(procedure(here))
    assert engine.asked == ["Oculus quaerit.", "Lux venit."]
    assert_whole(here, outcome.rendition, "a")


def lose(file: Path) -> None:
    file.unlink()


def cut(file: Path) -> None:
    file.write_bytes(file.read_bytes()[:-1])


def damage(file: Path) -> None:
    data = bytearray(file.read_bytes())
    data[len(data) // 2] ^= 1
    file.write_bytes(data)


@pytest.mark.parametrize(
    ("how", "place", "harm"),
    [
        ("render", "clips", lose),
        ("render", "clips", cut),
        ("obtain", "clips", lose),
        ("obtain", "clips", cut),
        ("obtain", "clips", damage),
        ("obtain", "sums", lose),
        ("obtain", "sums", damage),
    ],
)
def test_lost_asset_is_made_again(
    start: Start, tmp_path: Path, how: str, place: str, harm: Callable[[Path], None]
) -> None:
    """A deleted or cut asset is finished again by a render, and any that is not given out when it is asked for.

    It comes from the kept speech, and has the same bytes as before.
    """
    first = start(Fake())
    made = first.render(procedure(first)).rendition
    asset = made.asset("phone-wav", section="cura")
    assert asset is not None
    harm(tmp_path / "cache" / place / asset.hash / asset.name)
    here = start(engine := Fake())
    if how == "render":
        rendition: Rendition | None = here.render(procedure(here)).rendition
    else:
        rendition = here.obtain(LANGUAGE, "oculus", wait_s=PATIENCE_S, remake=True)
    assert rendition is not None
    assert keep(rendition) == keep(made)
    assert_whole(here, rendition, "a")
    assert engine.asked == []


# --- one voice ---


@pytest.mark.parametrize(("error", "works"), [(EngineError, 0), (EngineError, 3), (EngineUnreachableError, 1)])
def test_one_engine_speaks_all_of_a_procedure(start: Start, error: type[EngineError], works: int) -> None:
    """When the preferred engine fails midway the next speaks every word, as if it had been alone; that is recorded."""
    a, b = Fake("a", failure=error("a", "broke"), works=works), Fake("b")
    here = start(a, b)
    outcome = here.render(procedure(here))
    assert a.asked == spoken(here)[: works + 1]
    assert b.asked == spoken(here)
    assert_whole(here, outcome.rendition, "b")
    assert outcome.rendition.fallbacks == ("a: broke",)
    assert outcome.spoken == len(b.asked)
    alone = start(Fake("b"), cache="another")
    assert alone.render(procedure(alone)).rendition.assets == outcome.rendition.assets


def test_preferred_engine_is_back(start: Start) -> None:
    """The next render that reaches the preferred engine replaces the fallback, and asks only for what is missing."""
    failing = start(Fake("a", failure=EngineUnreachableError("a", "no answer in time"), works=2), Fake("b"))
    fallback = failing.render(procedure(failing)).rendition
    assert fallback.voice.engine == "b"
    here = start(a := Fake("a"), b := Fake("b"))
    outcome = here.render(procedure(here))
    assert_whole(here, outcome.rendition, "a")
    assert here.published(LANGUAGE, "oculus") == outcome.rendition
    assert a.asked == spoken(here)[2:]
    assert b.asked == []
    assert outcome.rendition.fallbacks == ()


def test_engine_without_the_language_is_passed_over(start: Start) -> None:
    """An engine that has no voice for the language is a reason among the fallbacks, and is asked for no word."""
    here = start(a := Fake("a", languages=("en",)), Fake("b"))
    outcome = here.render(procedure(here))
    assert_whole(here, outcome.rendition, "b")
    assert outcome.rendition.fallbacks == ("a: has no voice for 'la'",)
    assert a.asked == []
    again = here.render(procedure(here))
    assert (again.rendition, again.spoken, again.encoded) == (outcome.rendition, 0, 0)


def test_unavailable_engine_is_passed_over(start: Start) -> None:
    """What is not installed is a reason among the fallbacks; a second render has nothing to do."""
    here = start(Fake("a", reason="not installed; pip install a"), Fake("b"))
    outcome = here.render(procedure(here))
    assert outcome.rendition.fallbacks == ("a: not installed; pip install a",)
    assert here.render(procedure(here)).spoken == 0


def test_fallback_stays_while_the_preferred_engine_fails(start: Start) -> None:
    """A render that tries the preferred engine in vain leaves the fallback's rendition as it was."""

    def failing() -> Fake:
        return Fake("a", failure=EngineUnreachableError("a", "no answer in time"))

    first = start(failing(), Fake("b"))
    made = first.render(procedure(first)).rendition
    here = start(a := failing(), b := Fake("b"))
    outcome = here.render(procedure(here))
    assert (outcome.rendition, outcome.spoken, outcome.encoded) == (made, 0, 0)
    assert (len(a.asked), b.asked) == (1, [])
    assert here.published(LANGUAGE, "oculus") == made


@pytest.mark.parametrize("how", ["unavailable", "resting", "failing"])
def test_preferred_voice_stays_while_the_words_do(start: Start, folder: Path, how: str) -> None:
    """What the preferred engine spoke is not replaced by a fallback as long as it says the right words."""
    first = start(Fake("a"))
    made = first.render(procedure(first)).rendition
    a = Fake("a", failure=EngineUnreachableError("a", "no answer in time"))
    if how == "unavailable":
        a.reason = "not installed"
    here = start(a, b := Fake("b"))
    if how == "resting":
        here.render(procedure(here, "auris"))
        b.asked.clear()
    outcome = here.render(procedure(here))
    assert (outcome.rendition, outcome.spoken, outcome.encoded) == (made, 0, 0)
    assert b.asked == []


@pytest.mark.parametrize("how", ["unavailable", "failing"])
def test_new_words_are_worth_more_than_the_voice(start: Start, folder: Path, how: str) -> None:
    """When words change while the preferred engine cannot speak, the new words are published in the other voice."""
    first = start(Fake("a"))
    first.render(procedure(first))
    (folder / "oculus.md").write_text(EYE.replace("Lux venit.", "Lux abit."))
    a = Fake("a", failure=EngineUnreachableError("a", "no answer in time"))
    if how == "unavailable":
        a.reason = "not installed"
    here = start(a, Fake("b"))
    outcome = here.render(procedure(here))
    assert_whole(here, outcome.rendition, "b")
    assert "Lux abit." in [utterance.text for utterance in outcome.rendition.script.utterances]
    assert here.published(LANGUAGE, "oculus") == outcome.rendition
    assert len(outcome.rendition.fallbacks) == 1


def test_unreachable_engine_is_asked_once_a_run(start: Start) -> None:
    """After one failure to reach its server an engine is left alone; every rendition says why it did not speak."""
    here = start(a := Fake("a", failure=EngineUnreachableError("a", "no answer in time")), Fake("b"))
    made = [here.render(one).rendition for one in here.library]
    assert len(a.asked) == 1
    assert [rendition.voice.engine for rendition in made] == ["b", "b"]
    assert made[0].fallbacks == ("a: no answer in time",)
    assert len(made[1].fallbacks) == 1
    assert made[1].fallbacks[0].startswith("a: ")


def test_engine_that_cannot_say_one_text_is_asked_for_the_next(start: Start) -> None:
    """A failure that has nothing to do with the network is about one procedure, not about the run."""
    here = start(a := Fake("a", failure=EngineError("a", "cannot say it")), Fake("b"))
    for one in here.library:
        here.render(one)
    assert len(a.asked) == 2


def test_engine_may_be_asked_again_after_its_rest(start: Start) -> None:
    """An engine that said when it may be asked again speaks from then on."""
    a = Fake("a", failure=EngineUnreachableError("a", "busy", retry_after_s=0.0))
    here = start(a, Fake("b"))
    assert here.render(procedure(here)).rendition.voice.engine == "b"
    a.failure = None
    assert_whole(here, here.render(procedure(here)).rendition, "a")


def test_no_engine_is_an_error_with_every_reason(start: Start, folder: Path) -> None:
    """When nobody can speak, the error names the procedure and each engine's reason, and what was published stays."""
    first = start(Fake("a"))
    made = first.render(procedure(first)).rendition
    (folder / "oculus.md").write_text(EYE.replace("Lux venit.", "Lux abit."))
    here = start(
        Fake("a", failure=EngineUnreachableError("a", "no answer in time"), works=0),
        Fake("b", reason="not installed"),
        Fake("c", languages=()),
        Silent("d"),
    )
    with pytest.raises(RenderError) as raised:
        here.render(procedure(here))
    assert raised.value.procedure == "la/oculus"
    for reason in ("a: no answer in time", "b: not installed", "c: has no voice for 'la'", "d: an utterance is silent"):
        assert reason in raised.value.reason
    assert here.published(LANGUAGE, "oculus") == made
    assert_whole(first, made, "a")


def test_failure_does_not_hold_the_next_up(start: Start) -> None:
    """After a render that failed the procedure is nobody's, and can be rendered at once."""
    here = start(a := Fake("a", failure=EngineError("a", "broke")))
    with pytest.raises(RenderError, match="a: broke"):
        here.render(procedure(here))
    assert here.published(LANGUAGE, "oculus") is None
    a.failure = None
    assert_whole(here, here.render(procedure(here)).rendition, "a")


@pytest.mark.parametrize("kind", [Silent, Mute])
def test_silence_is_never_kept(start: Start, tmp_path: Path, kind: type[Fake]) -> None:
    """An engine that answers with silence, or nothing, has failed: nothing of it is kept, and the next one speaks."""
    here = start(a := kind("a"), Fake("b"))
    outcome = here.render(procedure(here))
    assert_whole(here, outcome.rendition, "b")
    assert outcome.rendition.fallbacks == ("a: an utterance is silent",)
    assert len(a.asked) == 1
    assert len(list((tmp_path / "cache").glob("speech/*/*.wav"))) == len(spoken(here))


# --- killed ---

KILLED = """
import os, sys
from pathlib import Path
from voiceedu.production import mastering
from voiceedu.publishing import asset_plan
from voiceedu.config import Settings
from voiceedu.storage.store import Store
from voiceedu.publishing.studio import Studio
from tests.publishing.test_studio import Fake, procedure

asset_plan.WHOLE = asset_plan.SECTION = {"normal": ("phone-wav",)}

def after(number, function):
    calls = []
    def counted(*arguments, **options):
        calls.append(1)
        if len(calls) > number:
            os.kill(os.getpid(), 9)
        return function(*arguments, **options)
    return counted

def killed_while(moment):
    if moment == "speaking":
        Fake.synthesize = after(2, Fake.synthesize)
    elif moment == "keeping":
        Store.put_speech = after(3, Store.put_speech)
    elif moment == "encoding":
        mastering.finish = after(2, mastering.finish)
    elif moment == "publishing":
        Store.publish = after(0, Store.publish)
    here = Studio(Settings(library=Path(sys.argv[1]), cache=f"{sys.argv[2]}/{moment}"), engines=[Fake()])
    here.render(procedure(here))

for moment in sys.argv[3:]:
    if os.fork() == 0:
        killed_while(moment)
        os._exit(0)
    print(os.waitstatus_to_exitcode(os.wait()[1]))
"""


def test_killed_render_is_taken_up_where_it_was(start: Start, folder: Path, tmp_path: Path) -> None:
    """Killed at any moment, nothing half-made is published, and the next run asks only for what is missing."""
    moments = {"speaking": 2, "keeping": 3, "encoding": 5, "publishing": 5}  # and how many sentences were kept by then
    command = [sys.executable, "-c", KILLED, str(folder.parent), str(tmp_path), *moments]
    done = subprocess.run(command, capture_output=True, text=True, check=False, cwd=Path(__file__).parents[2])
    assert done.stdout.split() == [str(-signal.SIGKILL)] * len(moments), done.stderr
    for moment, kept in moments.items():
        here = start(engine := Fake(), cache=moment)
        assert here.published(LANGUAGE, "oculus") is None
        for path in here.store.asset_sizes():
            asset = here.store.asset(path)
            assert asset is not None
            codecs.decode(asset.data, name=path)
        outcome = here.render(procedure(here))
        assert engine.asked == spoken(here)[kept:]
        assert_whole(here, outcome.rendition, "a")
        assert here.published(LANGUAGE, "oculus") == outcome.rendition


# --- at once ---


def test_many_threads_get_one_rendition(start: Start) -> None:
    """When many callers in two studios ask for an unmade rendition at once, each sentence is spoken once."""
    engine = Fake()
    studios = (start(engine), start(engine))
    together = threading.Barrier(32)

    def ask(number: int) -> Rendition | None:
        together.wait()
        return studios[number % 2].obtain(LANGUAGE, "oculus", wait_s=PATIENCE_S)

    with ThreadPoolExecutor(32) as threads:
        renditions = list(threads.map(ask, range(32)))
    assert all(rendition == renditions[0] for rendition in renditions)
    assert_whole(studios[0], renditions[0], "a")
    assert engine.asked == spoken(studios[0])


def test_published_rendition_is_had_at_once(start: Start) -> None:
    """What is published is answered without an engine and without waiting; nothing is asked for the unknown."""
    first = start(Fake())
    made = first.render(procedure(first)).rendition
    here = start(engine := Fake(reason="not installed"))
    assert here.obtain(LANGUAGE, "oculus", wait_s=0) == made
    assert here.obtain(LANGUAGE, "nasus", wait_s=0) is None
    assert here.obtain("en", "oculus", wait_s=0) is None
    assert here.obtain(LANGUAGE, "../la/oculus", wait_s=0, remake=True) is None
    assert engine.asked == []


def test_slow_work_is_not_waited_for(start: Start) -> None:
    """A caller whose time is over gets NotReadyError; the work goes on, and the next call gets its result."""
    here = start(engine := Slow())
    for _ in range(2):
        with pytest.raises(NotReadyError, match="la/oculus is being made"):
            here.obtain(LANGUAGE, "oculus", wait_s=0.01)
    engine.go_on.set()
    assert_whole(here, here.obtain(LANGUAGE, "oculus", wait_s=PATIENCE_S), "a")
    assert engine.asked == spoken(here)


def test_failure_is_not_remembered(start: Start) -> None:
    """A caller that waits for failing work gets its error; the next call tries again."""
    here = start(engine := Fake(failure=EngineError("a", "broke")))
    with pytest.raises(RenderError, match="a: broke"):
        here.obtain(LANGUAGE, "oculus", wait_s=PATIENCE_S)
    engine.failure = None
    assert_whole(here, here.obtain(LANGUAGE, "oculus", wait_s=PATIENCE_S), "a")


TOGETHER = """
import os, sys
from dataclasses import dataclass
from pathlib import Path
from voiceedu.publishing import asset_plan
from voiceedu.config import Settings
from voiceedu.publishing.studio import Studio
from tests.publishing.test_studio import Fake

asset_plan.WHOLE = asset_plan.SECTION = {"normal": ("phone-wav",)}

@dataclass
class Counting(Fake):
    def synthesize(self, text, voice):
        with open(sys.argv[3], "ab", buffering=0) as file:
            file.write(f"{text}\\n".encode())
        return super().synthesize(text, voice)

start, go = os.pipe()
for number in range(4):
    if os.fork() == 0:
        os.close(go)
        os.read(start, 1)
        here = Studio(Settings(library=Path(sys.argv[1]), cache=sys.argv[2]), engines=[Counting()])
        for one in list(here.library)[:: 1 if number % 2 else -1]:
            here.render(one)
        os._exit(0)
os.close(go)
print([os.waitstatus_to_exitcode(os.wait()[1]) for _ in range(4)])
"""


def test_processes_at_once_speak_each_sentence_once(start: Start, folder: Path, tmp_path: Path) -> None:
    """Four processes that render the same library into the same cache share the work, and all end well."""
    asked = tmp_path / "asked.txt"
    command = [sys.executable, "-c", TOGETHER, str(folder.parent), str(tmp_path / "cache"), str(asked)]
    done = subprocess.run(command, capture_output=True, text=True, check=False, cwd=Path(__file__).parents[2])
    assert done.stdout == "[0, 0, 0, 0]\n", done.stderr
    here = start(engine := Fake())
    assert sorted(asked.read_text().splitlines()) == sorted(spoken(here) + spoken(here, "auris"))
    for one in here.library:
        assert_whole(here, here.published(LANGUAGE, one.slug), "a")
        assert here.render(one).encoded == 0
    assert engine.asked == []


def test_memory_is_enough_for_one_process(start: Start) -> None:
    """A store in memory renders and publishes as a folder does."""
    here = start(engine := Fake(), cache="memory:///")
    outcome = here.render(procedure(here))
    assert_whole(here, outcome.rendition, "a")
    assert here.render(procedure(here)).encoded == 0
    assert engine.asked == spoken(here)


# --- the library ---


@pytest.fixture
def looking(monkeypatch: pytest.MonkeyPatch) -> None:
    """Have the library's files looked at each time."""
    monkeypatch.setattr(library_watch, "LOOK_S", 0)


@pytest.mark.usefixtures("looking")
def test_changed_library_is_read_again(start: Start, folder: Path) -> None:
    """A file that is changed, added or renamed counts from the next look on."""
    here = start(Fake())
    (folder / "oculus.md").write_text(EYE.replace("Lux venit.", "Lux abit."))
    assert "Lux abit." in spoken(here)
    (folder / "nasus.md").write_text(EAR.replace("Auris", "Nasus"))
    assert spoken(here, "nasus")[0] == "Nasus."
    (folder / "nasus.md").rename(folder / "pes.md")
    assert [one.slug for one in here.library] == ["auris", "pes", "oculus"]


@pytest.mark.usefixtures("looking")
def test_removed_procedure_is_no_longer_published(start: Start, folder: Path) -> None:
    """A procedure that left the library is not served although its assets exist; once back, it is served at once."""
    here = start(engine := Fake())
    made = here.render(procedure(here)).rendition
    (folder / "oculus.md").rename(folder / "oculus.txt")
    assert here.published(LANGUAGE, "oculus") is None
    assert here.obtain(LANGUAGE, "oculus", wait_s=0) is None
    assert here.obtain(LANGUAGE, "oculus", wait_s=0, remake=True) is None
    engine.asked.clear()
    (folder / "oculus.txt").rename(folder / "oculus.md")
    assert here.published(LANGUAGE, "oculus") == made
    assert engine.asked == []


@pytest.mark.usefixtures("looking")
@pytest.mark.parametrize("broken", ["---\ntitle: [\n---\nText.", "", "---\ntitle: Auris\nslug: oculus\n---\nText."])
def test_last_good_library_stays(start: Start, folder: Path, broken: str, caplog: pytest.LogCaptureFixture) -> None:
    """A file that has just been broken is said in the log and changes nothing, until it is mended."""
    here = start(Fake())
    (folder / "auris.md").write_text(broken)
    before = spoken(here), spoken(here, "auris")
    assert "Auris audit." in before[1]
    assert (spoken(here), spoken(here, "auris")) == before
    assert "la/auris cannot be used; what is published of it stays: " in caplog.text
    assert caplog.text.count("cannot be used") == 1
    assert list(here.broken) == ["la/auris"]
    (folder / "auris.md").write_text(EAR.replace("Auris audit.", "Auris dormit."))
    assert "Auris dormit." in spoken(here, "auris")
    assert here.broken == {}


@pytest.mark.usefixtures("looking")
def test_last_good_library_stays_while_its_folder_is_away(start: Start, folder: Path) -> None:
    """While a deployment swaps the whole folder, the library before stays."""
    here = start(Fake())
    before = spoken(here)
    folder.parent.rename(folder.parent.with_name("old"))
    assert spoken(here) == before
    folder.mkdir(parents=True)
    (folder / "oculus.md").write_text(EYE.replace("Lux venit.", "Lux abit."))
    assert "Lux abit." in spoken(here)


BROKEN = ["no front matter", "---\ntitle: \n---\nText.", "---\ntitle: Auris\nslug: oculus\n---\nText."]


@pytest.mark.parametrize("text", BROKEN)
def test_one_broken_file_does_not_stop_the_start(start: Start, folder: Path, text: str) -> None:
    """What was published of a file that cannot be used stays, word for word, and the others are rendered."""
    before = [outcome.rendition for outcome in start(Fake()).render_all() if isinstance(outcome, Outcome)]
    (folder / "auris.md").write_text(text)
    (folder / "oculus.md").write_text(EYE.replace("Lux venit.", "Lux abit."))
    here = start(Fake())
    assert list(here.broken) == ["la/auris"]
    assert "auris.md:1: " in here.broken["la/auris"]
    outcomes = [outcome for outcome in here.render_all() if isinstance(outcome, Outcome)]
    assert {outcome.rendition.slug for outcome in outcomes} == {"auris", "oculus"}
    assert here.published(LANGUAGE, "auris") == next(rendition for rendition in before if rendition.slug == "auris")
    assert "Lux abit." in spoken(here, "oculus")


def test_a_broken_file_with_a_slug_of_its_own_keeps_what_was_published(start: Start, folder: Path) -> None:
    """A slug that the file names is found although the rest of it cannot be read."""
    (folder / "auris.md").write_text(EAR.replace("title: Auris", "title: Auris\nslug: ears"))
    list(start(Fake()).render_all())
    (folder / "auris.md").write_text("---\ntitle: [\nslug: 'ears'\n---\nText.")
    assert start(Fake()).published(LANGUAGE, "ears") is not None


@pytest.mark.parametrize("text", BROKEN[:2])
def test_a_library_without_anything_usable_does_not_start(start: Start, folder: Path, text: str) -> None:
    """Where no file can be used and nothing is published, that is an error that names the file."""
    (folder / "oculus.md").unlink()
    (folder / "auris.md").write_text(text)
    with pytest.raises(LibraryError, match=r"auris\.md:1: "):
        start(Fake())


@pytest.mark.parametrize("name", [".#auris.md", "._auris.md", "~auris.md"])
@pytest.mark.usefixtures("looking")
def test_what_editors_leave_is_not_read(start: Start, folder: Path, name: str) -> None:
    """Hidden files and locks beside a file, dangling links among them, are no procedures."""
    here = start(Fake())
    (folder / name).symlink_to("somebody@a-machine.1234")
    assert [one.slug for one in here.library] == ["auris", "oculus"]
    assert here.broken == {}


def test_one_procedure_that_the_store_refuses_leaves_the_others(start: Start, tmp_path: Path) -> None:
    """A StoreError of one procedure is its outcome, with its name; the others are published."""
    here = start(Fake())
    (tmp_path / "cache" / "renditions" / LANGUAGE).mkdir(parents=True)
    (tmp_path / "cache" / "renditions" / LANGUAGE / "auris.json").mkdir()
    (tmp_path / "cache" / "leases" / LANGUAGE).mkdir(parents=True)
    (tmp_path / "cache" / "leases" / LANGUAGE / "auris").write_text("no folder")
    failed, done = sorted(here.render_all(), key=lambda outcome: isinstance(outcome, Outcome))
    assert isinstance(failed, RenderError)
    assert str(failed).startswith("la/auris: ")
    assert isinstance(done, Outcome)


@pytest.fixture
def looking_at_the_lexicon(monkeypatch: pytest.MonkeyPatch) -> None:
    """Have the lexicon's file looked at each time."""
    monkeypatch.setattr(lexicon_watch, "LOOK_S", 0)


@pytest.mark.usefixtures("looking_at_the_lexicon")
def test_changed_lexicon_is_read_again(start: Start, tmp_path: Path, caplog: pytest.LogCaptureFixture) -> None:
    """A running process says words by the lexicon as it is now; while that is broken or gone, by the last good one."""
    file = tmp_path / "lexicon.tsv"
    file.write_text("Lux\tLucks\n")
    here = start(Fake(), lexicon=file)

    def said() -> str:
        return " ".join(utterance.spoken for utterance in here.script(procedure(here)).utterances)

    assert "Lucks venit." in said()
    file.write_text("Lux\tLooks\n")
    assert "Looks venit." in said()
    file.write_text("Lux\n")
    assert "Looks venit." in said()
    assert list(here.broken) == ["lexicon"]
    assert "lexicon.tsv:1: no entry in 'Lux'" in here.broken["lexicon"]
    assert caplog.text.count("The lexicon has changed and cannot be used") == 1
    file.unlink()
    assert "Looks venit." in said()
    assert list(here.broken) == ["lexicon"]
    file.write_text("Lux\tLightning\n")
    assert "Lightning venit." in said()
    assert here.broken == {}


def test_a_broken_lexicon_does_not_start(start: Start, tmp_path: Path) -> None:
    """A lexicon that cannot be read stops the start with its line, as any wrong setting does."""
    (tmp_path / "lexicon.tsv").write_text("Lux\n")
    with pytest.raises(LexiconError, match=r"lexicon\.tsv:1: no entry"):
        start(Fake(), lexicon=tmp_path / "lexicon.tsv")


def test_bad_cache_does_not_start(start: Start, tmp_path: Path) -> None:
    """A cache that cannot be used when a studio starts is an error that names the setting."""
    (tmp_path / "cache").write_text("a file")
    with pytest.raises(SettingError, match="VOICEEDU_CACHE"):
        start(Fake())
