"""The assets of a procedure: which there are, and which are made again."""

import collections
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.support.ffprobe import chapters
from tests.support.latin import EAR, EYE, LANGUAGE, PATIENCE_S, Fake, Start, assert_whole, keep, procedure, spoken
from voiceedu.publishing import companions
from voiceedu.storage.rendition import Rendition

PHONE = ("phone", "phone-wav", "phone-ulaw")

pytestmark = pytest.mark.usefixtures("few_profiles")


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
    places = [f"place--{part}" for part in ("opening", "introduction", "cura")]
    for section in ("opening", "introduction", "cura", *places):
        expected += [(section, speed, profile) for speed in ("normal", "slow") for profile in PHONE]
    expected += [("", "normal", edition) for edition in companions.SUFFIXES]
    assert sorted(found) == sorted(expected)
    assert outcome.rendition.fallbacks == ()
    assert outcome.rendition.script == here.script(procedure(here))


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
