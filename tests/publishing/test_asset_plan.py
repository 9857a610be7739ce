import datetime
import os
import subprocess
import sys
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from voiceedu import assets
from voiceedu.assets import Cue, asset_name
from voiceedu.audio.id3 import Chapter
from voiceedu.config import SHIPPED_LIBRARY
from voiceedu.content import library
from voiceedu.content.blocks import Block
from voiceedu.content.procedure import Procedure
from voiceedu.content.prompt_set import Prompt, PromptSet
from voiceedu.content.review import Review
from voiceedu.content.sections import Section
from voiceedu.engines import Voice
from voiceedu.narration import lexicon, script
from voiceedu.narration.lexicon import Lexicon
from voiceedu.publishing import asset_plan, planned_parts
from voiceedu.publishing.asset_plan import fingerprint
from voiceedu.publishing.planned_parts import PlannedAsset, PlannedPart

VOICE = Voice(engine="espeak", engine_version="1.52", name="en-us", version="", language="en")
PROCEDURE = Procedure(
    slug="nerve-blocks",
    language="en",
    title="Nerve blocks",
    source="What is Interventional Pain?",
    author="Dr. Raj Desai",
    sections=(
        Section(
            slug="what-it-is",
            heading="What it is",
            blocks=(Block(kind="paragraph", text="It is medicine near a nerve. It blocks pain signals."),),
        ),
        Section(
            slug="how-it-can-help",
            heading="How it can help",
            blocks=(Block(kind="bullet", text="It can give relief."),),
        ),
    ),
)

SECOND_BY_SECOND = [Cue(start_ms=second * 1000, end_ms=second * 1000 + 500) for second in range(100)]

Form = tuple[str, str, str]
"""An asset's section, speed and profile."""
PHONES = ("phone", "phone-wav", "phone-ulaw")
WHOLE: set[Form] = {("", "normal", profile) for profile in ("web", *PHONES)}
OPENING, FIRST, SECOND, CLOSING = (
    {(section, speed, profile) for speed in ("normal", "slow") for profile in PHONES}
    for section in ("opening", "what-it-is", "how-it-can-help", "closing")
)
PLACES = {
    (f"place--{part}", speed, profile)
    for part in ("opening", "what-it-is", "how-it-can-help")
    for speed in ("normal", "slow")
    for profile in PHONES
}
EVERY = WHOLE | OPENING | FIRST | SECOND | CLOSING | PLACES


def parts_of(procedure: Procedure, respellings: dict[str, str] | None = None) -> list[PlannedPart]:
    return list(asset_plan.plan_parts(procedure, script.write(procedure, Lexicon(respellings or {}))))


def planned(
    procedure: Procedure, *, voice: Voice = VOICE, pace: float = 1.0, respellings: dict[str, str] | None = None
) -> dict[Form, PlannedAsset]:
    """Return every asset of `procedure`; no two are of one form."""
    plans = [
        plan
        for part in parts_of(procedure, respellings)
        for plan in part.plan_assets(voice, pace=pace, cues=SECOND_BY_SECOND)
    ]
    found: dict[Form, PlannedAsset] = {(plan.section, plan.speed, plan.profile.name): plan for plan in plans}
    assert len(found) == len(plans)
    return found


def changed(procedure: Procedure, **how: Any) -> set[Form]:
    """Return the forms whose asset is not that of PROCEDURE."""
    before = planned(PROCEDURE)
    return {form for form, plan in planned(procedure, **how).items() if plan.key != before[form].key}


def with_text(old: str, new: str) -> Procedure:
    """Return the procedure with words of its blocks replaced."""
    sections = tuple(
        replace(section, blocks=tuple(replace(block, text=block.text.replace(old, new)) for block in section.blocks))
        for section in PROCEDURE.sections
    )
    return replace(PROCEDURE, sections=sections)


# Which assets there are.


def test_a_procedure_is_recorded_whole_and_played_by_section() -> None:
    """There is a part of everything that is said, in order, and one of each passage's own words: none is lost."""
    whole, opening, first, second, closing, *places = parts_of(PROCEDURE)
    assert [part.section for part in (whole, opening, first, second, closing)] == [
        "",
        "opening",
        "what-it-is",
        "how-it-can-help",
        "closing",
    ]
    parts = (opening, first, second, closing)
    written = script.write(PROCEDURE, Lexicon())
    title, *rest = range(len(written.utterances))
    assert sorted(number for part in parts for number in part.numbers) == [*rest, len(written.utterances)]
    for part in parts:
        everything = (*written.utterances, *written.for_callers)
        assert part.utterances == tuple(everything[number] for number in part.numbers)
    assert opening.utterances[0].words == whole.utterances[title].words
    assert whole.utterances == written.utterances
    assert [u.text for u in first.utterances] == [
        "What it is",
        "It is medicine near a nerve.",
        "It blocks pain signals.",
    ]
    assert [u.text for u in second.utterances] == ["How it can help", "It can give relief."]
    assert [part.section for part in places] == ["place--opening", "place--what-it-is", "place--how-it-can-help"]
    assert [u.text for u in places[2].utterances] == ["Nerve blocks", "How it can help"]


def test_every_recording_is_finished_in_every_form_of_the_contract() -> None:
    """The whole and each section come in all four profiles; each part, slow too, in those for phones."""
    assert set(planned(PROCEDURE)) == EVERY


@pytest.mark.parametrize(
    ("form", "name"),
    [
        (("", "normal", "web"), "nerve-blocks.mp3"),
        (("", "normal", "phone"), "nerve-blocks.mp3"),
        (("", "normal", "phone-wav"), "nerve-blocks.wav"),
        (("", "normal", "phone-ulaw"), "nerve-blocks.ulaw.wav"),
        (("what-it-is", "normal", "phone"), "nerve-blocks-what-it-is.mp3"),
        (("what-it-is", "slow", "phone"), "nerve-blocks-what-it-is.slow.mp3"),
        (("what-it-is", "slow", "phone-ulaw"), "nerve-blocks-what-it-is.slow.ulaw.wav"),
    ],
)
def test_an_asset_has_a_name_that_a_person_understands(form: Form, name: str) -> None:
    """A file name says procedure, section and speed, and ends in its true extension."""
    plan = planned(PROCEDURE)[form]
    assert plan.name == name
    assert plan.name.endswith(plan.profile.suffix)
    assert name == asset_name(
        "nerve-blocks", section=form[0], speed="slow" if form[1] == "slow" else "normal", profile=plan.profile
    )


def test_assets_of_one_speed_stand_together() -> None:
    """A change of tempo is made once for all profiles, so a part's assets come speed by speed."""
    for part in parts_of(PROCEDURE):
        speeds = [plan.speed for plan in part.plan_assets(VOICE, pace=1.0, cues=SECOND_BY_SECOND)]
        assert speeds == sorted(speeds)


def test_no_two_assets_of_the_shipped_library_share_a_key() -> None:
    """Over the whole library every asset has a key of its own: none is reused for another."""
    keys = [
        plan.key
        for subject in library.load(SHIPPED_LIBRARY)
        for part in asset_plan.plan_parts(subject, script.write(subject, lexicon.load(subject.language)))
        for plan in part.plan_assets(VOICE, pace=1.0, cues=SECOND_BY_SECOND)
    ]
    assert len(set(keys)) == len(keys) > 100


def test_a_part_ends_soon_after_its_last_word() -> None:
    """What follows a part in a call follows at once; the pauses within it, and all of the whole's, are the script's."""
    whole, *parts = parts_of(PROCEDURE)
    assert whole.pauses_ms == [utterance.pause_after_ms for utterance in whole.utterances]
    for part in parts:
        assert part.pauses_ms[:-1] == [utterance.pause_after_ms for utterance in part.utterances[:-1]]
        last = script.LABEL_PAUSE_MS if part.section == "place--opening" else planned_parts.LAST_PAUSE_MS
        assert part.pauses_ms[-1] == last
        cues = [Cue(start_ms=n * 1000, end_ms=n * 1000 + 600) for n in range(len(whole.utterances) + 1)]
        end_ms = part.numbers[-1] * 1000 + 600 + last
        assert part.span_ms(cues) == (part.numbers[0] * 1000, end_ms)


def test_the_short_title_is_at_the_end_of_the_recording() -> None:
    """The opening and the places take it from there; the whole does not have it."""
    procedure = replace(PROCEDURE, menu="the block")
    text = script.write(procedure, Lexicon())
    [recording] = asset_plan.plan_recordings(procedure, text)
    whole, opening, *_ = recording.parts
    assert [one.text for one in recording.utterances] == [*text.text, "The block"]
    assert [one.text for one in whole.utterances] == list(text.text)
    assert opening.numbers[0] == len(whole.utterances)
    assert changed(procedure) == OPENING | PLACES


def test_the_undated_review_is_at_the_end_of_the_recording() -> None:
    """The opening takes it from there, after the title; the whole does not have it."""
    procedure = replace(PROCEDURE, review=Review(state="reviewed", by="Dr. Lee", on=datetime.date(2026, 11, 22)))
    text = script.write(procedure, Lexicon())
    [recording] = asset_plan.plan_recordings(procedure, text)
    whole, opening, *_ = recording.parts
    count = len(whole.utterances)
    assert [one.text for one in recording.utterances[count:]] == ["Nerve blocks", "Reviewed by Dr. Lee."]
    assert opening.numbers == (count, count + 1)
    assert "Reviewed by Dr. Lee." not in [one.text for one in whole.utterances]


def test_each_prompt_is_a_recording_of_its_own() -> None:
    """A procedure is recorded in one go, prompts each alone: a change of one leaves the others as they are."""
    [recording] = asset_plan.plan_recordings(PROCEDURE, script.write(PROCEDURE, Lexicon()))
    assert len(recording.parts) == 8
    prompts = PromptSet(
        language="en",
        prompts=(Prompt(name="welcome", lines=("Hello.", "Press a key.")), Prompt(name="goodbye", lines=("Goodbye.",))),
    )
    recordings = asset_plan.plan_recordings(prompts, script.write_prompts(prompts, Lexicon()))
    parts = [part for recording in recordings for part in recording.parts]
    assert [(part.section, part.numbers) for part in parts] == [("welcome", (0, 1)), ("goodbye", (0,))]
    assert len(recordings) == 2
    forms = {(plan.speed, plan.profile.name) for plan in parts[0].plan_assets(VOICE, pace=1.0, cues=SECOND_BY_SECOND)}
    assert forms == {(speed, profile) for speed in ("normal", "slow") for profile in PHONES}


# Tags.


def test_a_part_is_tagged_with_what_a_player_shows() -> None:
    """A recording carries its title, the album, whose words they are and its language; a section, its heading too."""
    whole, _, first, *_ = parts_of(PROCEDURE)
    assert whole.tags == {
        "title": "Nerve blocks",
        "album": "voiceedu",
        "artist": "Dr. Raj Desai",
        "language": "eng",
        "comment": "Spoken by the voice of a computer. No clinician has reviewed these words yet.",
    }
    # A review changes the opening: sections, which do not say it, stay as they are.
    assert first.tags == {
        **{name: text for name, text in whole.tags.items() if name != "comment"},
        "title": "Nerve blocks: What it is",
    }


def test_the_comment_is_in_the_listeners_language_and_true() -> None:
    """It names who has reviewed the words; where voiceedu has no words of its own, there is none."""
    spanish = replace(PROCEDURE, language="es", review=Review(state="reviewed", by="Dra. Ana Ruiz"))
    assert parts_of(spanish)[0].tags["comment"] == "Leído por la voz de una computadora. Revisado por Dra. Ana Ruiz."
    assert "comment" not in parts_of(replace(PROCEDURE, language="la"))[0].tags


# Chapters.


def test_the_web_asset_alone_has_chapters() -> None:
    """The opening, with the procedure's name, and each section, the last with the closing. Telephones have none."""
    plans = planned(PROCEDURE)
    # The opening is the title, the author, the length and the review state; then headings and sentences.
    assert plans["", "normal", "web"].chapters == (
        Chapter(title="Nerve blocks", start_ms=0, end_ms=4_000),
        Chapter(title="What it is", start_ms=4_000, end_ms=7_000),
        Chapter(title="How it can help", start_ms=7_000, end_ms=11_400),
    )
    assert [form for form, plan in plans.items() if plan.chapters] == [("", "normal", "web")]


def test_no_two_chapters_in_a_row_have_one_name() -> None:
    """Words without a heading belong to the opening, which has the procedure's name already."""
    plain = replace(PROCEDURE, sections=(replace(PROCEDURE.sections[0], heading=""), PROCEDURE.sections[1]))
    assert [chapter.title for chapter in planned(plain)["", "normal", "web"].chapters] == [
        "Nerve blocks",
        "How it can help",
    ]


def test_chapters_are_part_of_the_key() -> None:
    """What a chapter is called, or where it begins, changes the bytes, so it changes the key."""
    keys: dict[str, Any] = {"pace": 1.0, "speed": "normal", "profile": "web", "tags": {}}
    keys_of_plans = [
        assets.plan_key(["a", "b"], [1, 2], **keys, chapters=chapters)
        for chapters in ([], [(0, "A")], [(0, "B")], [(1, "A")], [(0, "A"), (1, "B")])
    ]
    assert len(set(keys_of_plans)) == len(keys_of_plans)


@pytest.mark.parametrize(
    ("author", "artist"), [("Dr. Raj Desai", "Dr. Raj Desai"), ("", "What is Interventional Pain?")]
)
def test_the_artist_is_the_author_or_the_source(author: str, artist: str) -> None:
    """Where no author is known the source stands for one."""
    assert parts_of(replace(PROCEDURE, author=author))[0].tags["artist"] == artist


@pytest.mark.parametrize(
    ("language", "tag"), [("en", "eng"), ("en-US", "eng"), ("es", "spa"), ("es-419", "spa"), ("xx", "und")]
)
def test_the_language_is_tagged_in_three_letters(language: str, tag: str) -> None:
    """ID3 takes three letters; an unknown language is undetermined."""
    assert parts_of(replace(PROCEDURE, language=language))[0].tags["language"] == tag


def test_a_section_without_a_heading_has_the_title_of_its_procedure() -> None:
    """Words before the first heading are not announced twice."""
    plain = replace(PROCEDURE, sections=(replace(PROCEDURE.sections[0], heading=""),))
    assert {part.tags["title"] for part in parts_of(plain)} == {"Nerve blocks"}


# Identity.


def test_the_same_words_are_the_same_assets() -> None:
    """Equal words give equal assets, whoever asks and however often."""
    assert changed(replace(PROCEDURE)) == set()


def test_the_same_words_are_the_same_assets_on_another_machine() -> None:
    """Another process, with another order of hashing, place, time zone and language, finds the very same keys."""
    program = (
        "import tests.publishing.test_asset_plan as t; print(*sorted(p.key for p in t.planned(t.PROCEDURE).values()))"
    )
    root = Path(__file__).parents[2]
    environment = {**os.environ, "PYTHONHASHSEED": "4711", "TZ": "Asia/Tokyo", "LC_ALL": "C", "PYTHONPATH": str(root)}
    done = subprocess.run(
        [sys.executable, "-c", program], env=environment, cwd="/", capture_output=True, text=True, check=True
    )
    assert done.stdout.split() == sorted(plan.key for plan in planned(PROCEDURE).values())


def test_what_a_section_is_called_elsewhere_does_not_matter() -> None:
    """A section's assets do not change with the sections around it, nor with its place among them."""
    turned = replace(PROCEDURE, sections=PROCEDURE.sections[::-1])
    assert changed(turned) == WHOLE
    assert changed(replace(PROCEDURE, sections=PROCEDURE.sections[:1])) == WHOLE


@pytest.mark.parametrize(
    ("old", "new", "section"),
    [
        ("It blocks pain signals.", "It stops pain signals.", FIRST),
        ("It is medicine near a nerve. ", "", FIRST),
        ("It can give relief.", "It can give relief. It may not last.", SECOND),
    ],
)
def test_a_changed_sentence_changes_the_assets_that_hold_it(old: str, new: str, section: set[Form]) -> None:
    """One sentence that is changed, gone or new makes the whole and its own section anew, and nothing else."""
    assert changed(with_text(old, new)) == WHOLE | section


def test_a_changed_heading_changes_its_section_and_the_whole() -> None:
    """A heading is spoken and stands in the tags: with it change its section, its place and the whole."""
    first, second = PROCEDURE.sections
    place = {form for form in PLACES if form[0] == "place--how-it-can-help"}
    changes = changed(replace(PROCEDURE, sections=(first, replace(second, heading="How it helps"))))
    assert changes == WHOLE | SECOND | place


def test_a_changed_respelling_changes_the_assets_that_say_it() -> None:
    """What is said differently is recorded anew, though the written word stays; the rest is not."""
    assert changed(PROCEDURE, respellings={"relief": "re leaf"}) == WHOLE | SECOND
    assert changed(PROCEDURE, respellings={"lidocaine": "lie doe kane"}) == set()


def test_a_changed_title_changes_every_asset() -> None:
    """The title stands in every asset's tags, so every asset's bytes change, and every key with them."""
    assert changed(replace(PROCEDURE, title="A nerve block")) == EVERY


def test_a_changed_author_changes_every_asset() -> None:
    """The author stands in every asset's tags."""
    assert changed(replace(PROCEDURE, author="Dr. Ann Lee")) == EVERY


def test_a_review_changes_the_opening_alone() -> None:
    """Once a clinician has reviewed the words the whole says so; the sections stay as they were."""
    assert changed(replace(PROCEDURE, review=Review(state="reviewed", by="Dr. Ann Lee"))) == WHOLE | OPENING


def test_the_day_of_a_review_changes_the_closing() -> None:
    """The closing tells the day: the opening does not, and stays as it is for another day."""
    first, second = (
        replace(PROCEDURE, review=Review(state="reviewed", by="Dr. Ann Lee", on=datetime.date(2026, 11, day)))
        for day in (22, 23)
    )
    assert changed(first) == WHOLE | OPENING | CLOSING
    before, after = planned(first), planned(second)
    assert {form for form in before if before[form].key != after[form].key} == WHOLE | CLOSING


def test_what_is_not_heard_changes_nothing() -> None:
    """A summary and a place in the library are no part of a recording."""
    assert changed(replace(PROCEDURE, summary="Other words.", order=3)) == set()


@pytest.mark.parametrize(
    "change", [{"engine": "gtts"}, {"engine_version": "1.53"}, {"name": "en-gb"}, {"version": "2"}]
)
def test_another_voice_changes_every_asset(change: dict[str, str]) -> None:
    """Another engine, voice or version of either sounds different, so every asset is another."""
    voice = replace(VOICE, **change)  # type: ignore[arg-type]
    assert changed(PROCEDURE, voice=voice) == EVERY


def test_another_pace_changes_every_asset() -> None:
    """A voice at another tempo is heard in every asset."""
    assert changed(PROCEDURE, pace=1.05) == EVERY


# The fingerprint of what is published.


def fingerprinted(procedure: Procedure, *, voice: Voice = VOICE, respellings: dict[str, str] | None = None) -> str:
    return fingerprint(procedure, script.write(procedure, Lexicon(respellings or {})), voice)


@pytest.mark.parametrize(
    "change",
    [
        {"title": "A nerve block"},
        {"summary": "Other words."},
        {"source": "A leaflet"},
        {"author": "Dr. Ann Lee"},
        {"review": Review(state="reviewed", by="Dr. Ann Lee")},
        {"review": Review(state="changed")},
        {"language": "es"},
        {"sections": PROCEDURE.sections[:1]},
        {"sections": with_text("blocks", "stops").sections},
    ],
    ids=lambda change: next(iter(change)),
)
def test_the_fingerprint_changes_with_what_is_published(change: dict[str, Any]) -> None:
    """Anything that a page or a recording would show or say differently is seen."""
    assert fingerprinted(replace(PROCEDURE, **change)) != fingerprinted(PROCEDURE)


def test_the_fingerprint_changes_with_how_it_sounds(monkeypatch: pytest.MonkeyPatch) -> None:
    """Another voice, another respelling of a word that is said, and another mastering are seen."""
    before = fingerprinted(PROCEDURE)
    assert fingerprinted(PROCEDURE, voice=replace(VOICE, version="2")) != before
    assert fingerprinted(PROCEDURE, respellings={"nerve": "nurve"}) != before
    assert fingerprinted(PROCEDURE, respellings={"lidocaine": "lie doe kane"}) == before
    monkeypatch.setattr(asset_plan, "MASTERING_VERSION", assets.MASTERING_VERSION + "+")
    assert fingerprinted(PROCEDURE) != before


def test_the_fingerprint_of_the_same_is_the_same() -> None:
    """Nothing is made again while nothing has changed."""
    on = datetime.date(2026, 11, 22)
    one, other = (replace(PROCEDURE, review=Review(state="reviewed", by="Dr. Ann Lee", on=on)) for _ in range(2))
    assert fingerprinted(one) == fingerprinted(other)
