"""What an engine is: the voice, and the key of what it says."""

from dataclasses import fields, replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from voiceedu.engines import Voice

SOUND = [field.name for field in fields(Voice) if not field.name.startswith("takes_")]
"""The fields that change how a voice sounds."""
VOICE = Voice(engine="tone", engine_version="1", name="hum", version="1", language="en")
TEXT = st.text(st.characters(exclude_categories=["Cs"]))
VOICES = st.builds(Voice, **{field.name: TEXT for field in fields(Voice)})


@pytest.mark.parametrize(
    ("voice", "spoken", "key"),
    [
        (VOICE, "A nerve block.", "e05dc3640593c2db5f138a4d2fbbcdb109bf15375c28712fafd996012ee812b0"),
        (
            replace(VOICE, language="es"),
            "¿Qué es «eso»?",
            "c1388e7ab7eee49687fb130d193cf244e2d9fd6439998583d731297814c814f3",
        ),
    ],
)
def test_key_is_the_same_on_any_machine_for_ever(voice: Voice, spoken: str, key: str) -> None:
    """These keys are written down: if one changes, every sentence that anybody has kept is spoken again."""
    assert voice.speech_key(spoken) == key


def test_pronunciations_are_part_of_the_key() -> None:
    """Another pronunciation is another sound; the order in which they are given is not; none at all is the old key."""
    keys = {VOICE.speech_key("a b", ipa) for ipa in ({}, {"a": "ə"}, {"a": "eɪ"}, {"a": "ə", "b": "biː"})}
    assert len(keys) == 4
    assert VOICE.speech_key("a b", {"b": "biː", "a": "ə"}) == VOICE.speech_key("a b", {"a": "ə", "b": "biː"})
    assert VOICE.speech_key("a b", {}) == VOICE.speech_key("a b")


@given(VOICES, TEXT)
def test_key_is_a_plain_file_name(voice: Voice, spoken: str) -> None:
    """A key is 64 hex digits, whatever the words, and the same each time it is asked for."""
    key = voice.speech_key(spoken)
    assert len(key) == 64
    assert set(key) <= set("0123456789abcdef")
    assert replace(voice).speech_key(spoken) == key


@given(VOICES, TEXT, st.sampled_from(SOUND), TEXT)
def test_every_field_of_the_voice_changes_the_key(voice: Voice, spoken: str, name: str, value: str) -> None:
    """Another engine, version, voice, voice version or language is another sound, so it is another key."""
    other = replace(voice, **{name: value})  # type: ignore[arg-type]
    assert (other.speech_key(spoken) == voice.speech_key(spoken)) == (other == voice)


@given(VOICES, TEXT, TEXT)
def test_other_words_have_another_key(voice: Voice, spoken: str, other: str) -> None:
    """Not one character of the spoken words is left out of the key."""
    assert (voice.speech_key(spoken) == voice.speech_key(other)) == (spoken == other)


@given(VOICES, TEXT, st.integers(0, 4), st.text(min_size=1, max_size=3))
def test_fields_do_not_run_into_one_another(voice: Voice, spoken: str, place: int, moved: str) -> None:
    """The end of one field moved to the start of the next is another voice, and so another key."""
    values = [spoken, *(getattr(voice, name) for name in SOUND)]
    before, after = list(values), list(values)
    before[place] += moved
    after[place + 1] = moved + after[place + 1]
    names = SOUND
    one, two = (
        Voice(**dict(zip(names, changed[1:], strict=True))).speech_key(changed[0]) for changed in (before, after)
    )
    assert one != two
