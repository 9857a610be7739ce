"""Approved prompts: their recordings come back from the copies, and only what says the same is public."""

import math
import struct
import wave
from dataclasses import replace
from pathlib import Path

import pytest

from tests.support.texts import write_short_prompts, write_texts
from voiceedu.config import Settings
from voiceedu.narration import script
from voiceedu.narration.lexicon import Lexicon
from voiceedu.publishing import library_watch
from voiceedu.publishing.approved_prompts import matching, of_languages
from voiceedu.publishing.reviews import Reviews
from voiceedu.publishing.studio import Studio


def write_tone(path: Path, hz: int) -> bytes:
    """Write a recording of a quarter of a second; return its bytes."""
    with wave.open(str(path), "wb") as file:
        file.setparams((1, 2, 8000, 0, "NONE", ""))
        file.writeframes(b"".join(struct.pack("<h", int(9000 * math.sin(i * hz / 1273))) for i in range(2000)))
    return path.read_bytes()


@pytest.fixture
def settings(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Settings:
    """A library with short prompts, all of them approved, of which the greeting is a recording."""
    monkeypatch.setattr(library_watch, "LOOK_S", -1.0)
    write_texts(tmp_path / "library", {"en/one": "---\ntitle: One\nreviewed_by: Dr. Ruiz\n---\n\nMedicine.\n"})
    write_short_prompts(tmp_path / "library", "en")
    write_tone(tmp_path / "library/en/prompts/welcome.wav", 440)
    settings = Settings(library=tmp_path / "library", cache=str(tmp_path / "cache"), engines=("tone",))
    reviews = Reviews(Studio(settings))
    digest = reviews.digest("en", "prompts")
    assert digest is not None
    reviews.approve("en", "prompts", by="Dr. Ruiz", digest=digest)
    return replace(settings, publish="approved")


def test_the_approved_recording_stays(settings: Settings) -> None:
    """A greeting that was recorded anew is not heard before it is approved; the approved one is, from its copy."""
    approved = (settings.library / "en/prompts/welcome.wav").read_bytes()
    write_tone(settings.library / "en/prompts/welcome.wav", 880)
    found, problems = of_languages(settings.library, ["en"], lambda _: Lexicon())
    (copy,) = found["en"].recordings.values()
    assert (copy.read_bytes(), problems) == (approved, {})
    studio = Studio(settings)
    assert [path.parent.name for path in studio.library.recordings.values()] == ["recordings"]


def test_a_recording_whose_copy_is_gone_is_named(settings: Settings) -> None:
    """Without the copy the shipped prompts are heard, and the clinic is told why."""
    for copy in (settings.library / "en/.approvals/prompts/recordings").iterdir():
        copy.unlink()
    write_tone(settings.library / "en/prompts/welcome.wav", 880)
    found, problems = of_languages(settings.library, ["en"], lambda _: Lexicon())
    assert found == {}
    assert "no copy of the approved recording of 'welcome'" in problems["en/prompts (approved)"]


def test_only_what_says_the_same_is_public(settings: Settings) -> None:
    """Of published prompts each one counts: another text, or another recording of the same, is left out."""
    studio = Studio(settings)
    prompts = studio.library.prompts["en"]
    rendition = studio.render(prompts).rendition
    assert matching(rendition, prompts) == rendition
    changed = replace(prompts.prompts[0], recording="0" * 64), replace(prompts.prompts[1], lines=("Other.",))
    others = replace(prompts, prompts=(*changed, *prompts.prompts[2:]))
    left = {asset.section for asset in matching(rendition, others).assets}
    assert left == {prompt.name for prompt in prompts.prompts[2:]}


def test_prompts_are_compared_as_they_are_written(settings: Settings) -> None:
    """The words of a prompt of several lines are those of its lines, one after the other."""
    studio = Studio(settings)
    prompts = studio.library.prompts["en"]
    several = replace(prompts, prompts=(replace(prompts.prompts[1], lines=("One. Two.", "Three.")),))
    said = script.write_prompts(several, Lexicon())
    rendition = replace(studio.render(prompts).rendition, script=said)
    assert {asset.section for asset in matching(rendition, several).assets} == {several.prompts[0].name}
