"""Who speaks: the engines in order, one voice for a procedure, and when another may be heard."""

from pathlib import Path

import pytest

from tests.support.latin import EYE, LANGUAGE, Fake, Mute, Silent, Start, assert_whole, procedure, spoken
from voiceedu.errors import EngineError, EngineUnreachableError, RenderError

pytestmark = pytest.mark.usefixtures("few_profiles")


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


@pytest.mark.parametrize("kind", [Silent, Mute])
def test_silence_is_never_kept(start: Start, tmp_path: Path, kind: type[Fake]) -> None:
    """An engine that answers with silence, or nothing, has failed: nothing of it is kept, and the next one speaks."""
    here = start(a := kind("a"), Fake("b"))
    outcome = here.render(procedure(here))
    assert_whole(here, outcome.rendition, "b")
    assert outcome.rendition.fallbacks == ("a: an utterance is silent",)
    assert len(a.asked) == 1
    assert len(list((tmp_path / "cache").glob("speech/*/*.wav"))) == len(spoken(here))
