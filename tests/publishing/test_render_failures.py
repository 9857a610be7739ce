"""A work that cannot be rendered, whatever stops it, is named, and all others are rendered."""

import errno
from pathlib import Path

import pytest

from tests.support.latin import LANGUAGE, Fake, Start, assert_whole, procedure
from voiceedu.content.library import Work
from voiceedu.engines import Speech, Voice
from voiceedu.errors import OUT_OF_MEMORY, EngineError, RenderError, StoreError
from voiceedu.publishing.outcome import Outcome
from voiceedu.publishing.published_library import PublishedLibrary
from voiceedu.publishing.render_failures import named
from voiceedu.storage.paths import speech_path
from voiceedu.storage.rendition import Rendition

pytestmark = pytest.mark.usefixtures("few_profiles")

NO_MEMORY = [
    MemoryError(),
    OSError(errno.ENOMEM, "Cannot allocate memory"),
    RuntimeError("can't start new thread"),
]


class Breaks(Fake):
    """An engine in which a sentence about an eye raises `failure`."""

    def sound(self, text: str, voice: Voice) -> Speech:
        if self.broken is not None and "Oculus" in text:
            raise self.broken
        return super().sound(text, voice)

    broken: Exception | None = None


def breaks(error: Exception) -> Breaks:
    engine = Breaks()
    engine.broken = error
    return engine


@pytest.mark.parametrize("error", NO_MEMORY)
def test_a_work_that_takes_all_memory_is_named_and_the_others_are_rendered(
    start: Start, tmp_path: Path, error: Exception, caplog: pytest.LogCaptureFixture
) -> None:
    """Its line says what would do; nothing half-written is left, and with more memory the next render makes it."""
    studio = start(engine := breaks(error))
    failed = [outcome for outcome in studio.render_all() if isinstance(outcome, RenderError)]
    assert [str(outcome) for outcome in failed] == [f"la/oculus: {OUT_OF_MEMORY}"]
    assert_whole(studio, studio.published(LANGUAGE, "auris"), "a")
    assert studio.published(LANGUAGE, "oculus") is None
    assert [path for path in (tmp_path / "cache" / "clips" / "unfinished").rglob("*") if path.is_file()] == []
    assert "Traceback" not in caplog.text
    engine.broken = None
    assert all(isinstance(outcome, Outcome) for outcome in studio.render_all())
    assert_whole(studio, studio.published(LANGUAGE, "oculus"), "a")


@pytest.mark.parametrize("error", NO_MEMORY)
def test_what_was_published_stays_when_memory_is_refused(start: Start, error: Exception) -> None:
    """A listener who asks for a damaged recording meanwhile gets a named error, which is a 503."""
    studio = start(engine := breaks(error))
    engine.broken = None
    published = studio.render(procedure(studio)).rendition
    engine.broken = error
    for path in {asset.kept_path for asset in published.assets}:
        studio.store.delete(path)
    for utterance in published.script.utterances:
        studio.store.delete(speech_path(published.voice.speech_key(utterance.spoken)))
    with pytest.raises(RenderError, match="la/oculus: there is not enough memory"):
        studio.repair(procedure(studio))
    assert studio.published(LANGUAGE, "oculus") == published


def test_a_fault_of_the_program_is_that_of_one_work(
    start: Start, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    """Words that a rule stumbles over, say, leave the others; the log has where it was."""
    script = PublishedLibrary.script

    def stumble(self: PublishedLibrary, work: Work, current: Rendition | None = None) -> object:
        if work.slug == "oculus":
            raise IndexError("list index out of range")
        return script(self, work, current)

    start(Fake()).render(procedure(first := start(Fake())))
    monkeypatch.setattr(PublishedLibrary, "script", stumble)
    failed = [outcome for outcome in first.render_all() if isinstance(outcome, RenderError)]
    [told] = map(str, failed)
    assert told.startswith("la/oculus: an error of the program, IndexError('list index out of range')")
    assert "in stumble" in caplog.text
    assert_whole(first, first.published(LANGUAGE, "auris"), "a")


@pytest.mark.parametrize("error", [StoreError("the disk is full"), EngineError("a", "broke"), KeyboardInterrupt()])
def test_named_errors_stay_as_they_are(start: Start, error: BaseException) -> None:
    """What says already what is wrong is not said in other words, and Ctrl+C is no failure of a work."""
    work = procedure(start(Fake()))
    with pytest.raises(type(error)) as raised, named(work):
        raise error
    assert raised.value is error
