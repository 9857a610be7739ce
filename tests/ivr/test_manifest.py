"""The manifest of the phone clips, as integrators read it."""

import copy
import json
from collections.abc import Callable
from typing import Any

import pytest
from flask import Flask

from tests.support import json_schema
from voiceedu.config import Settings
from voiceedu.ivr import keypad, manifest, playback
from voiceedu.publishing.studio import Studio

SCHEMA = json.loads(manifest.SCHEMA.read_text(encoding="utf-8"))


@pytest.fixture
def listed(phone_settings: Settings, make_app: Callable[[Settings], Flask]) -> dict[str, Any]:
    client = make_app(phone_settings).test_client()
    index = client.get("/phone/manifest.json").get_json()["languages"]
    assert [each["language"] for each in index] == ["en", "es"]
    urls = [each["manifest"].removeprefix(str(phone_settings.public_url)) for each in index]
    clips = [clip for url in urls for clip in client.get(url).get_json()["clips"]]
    return {"clips": clips}


def test_manifest_keeps_to_its_schema(listed: dict[str, Any]) -> None:
    """The manifest is valid by its shipped schema, and the schema itself is valid."""
    json_schema.check_schema(SCHEMA)
    assert json_schema.problems(listed, SCHEMA) == []
    assert len(listed["clips"]) > 100


@pytest.mark.parametrize(
    "wrong",
    [
        {"digits": "9"},
        {"sha256": "0"},
        {"bytes": 0},
        {"profile": "web"},
        {"transcript": ""},
        {"hashed_url": "/x.mp3"},
        {"x": 1},
    ],
)
def test_schema_rejects_bad_entries(listed: dict[str, Any], wrong: dict[str, Any]) -> None:
    """The schema rejects entries with missing or malformed fields."""
    broken = copy.deepcopy(listed)
    broken["clips"][0] |= wrong
    assert json_schema.problems(broken, SCHEMA)
    broken = copy.deepcopy(listed)
    del broken["clips"][0]["transcript"]
    assert json_schema.problems(broken, SCHEMA)


def test_manifest_has_every_sound_of_the_conversation(phone_settings: Settings, listed: dict[str, Any]) -> None:
    """The manifest lists every clip that the conversation plays, in each format and speed."""
    names = {
        (asset["language"], asset["slug"], asset["part"], asset["speed"], asset["profile"]) for asset in listed["clips"]
    }
    plays = [play for state in playback.conversation(Studio(phone_settings)).walk() for play in state.plays]
    for play in plays:
        for profile in ("phone", "phone-wav", "phone-ulaw"):
            assert (play.language, play.slug, play.part, play.speed, profile) in names


def test_entry_holds_the_words_of_its_clip(listed: dict[str, Any]) -> None:
    """An entry holds the words of its clip: of the section, of the whole procedure, or of the prompt."""
    assets = {asset["stable_url"].removeprefix("https://voice.example.org/phone/"): asset for asset in listed["clips"]}
    part = assets["en/nerve-blocks/how-it-helps.slow.ulaw.wav"]
    assert part["transcript"] == "How it helps\nIt can help."
    assert (part["kind"], part["part"], part["section"]) == ("part", "how-it-helps", "How it helps")
    assert part["format"] == {"codec": "pcm_mulaw", "sample_rate_hz": 8000, "channels": 1}
    opening, closing = (assets[f"en/nerve-blocks/{name}.mp3"] for name in ("opening", "closing"))
    whole = assets["en/nerve-blocks.mp3"]
    assert whole["transcript"].startswith("About nerve-blocks\nThis takes")
    assert opening["transcript"] == "Nerve-blocks\nNo clinician has reviewed these words yet."
    assert closing["transcript"].endswith("\nThis takes less than a minute.")
    place = assets["en/nerve-blocks/place--how-it-helps.wav"]
    assert (place["kind"], place["section"]) == ("place", "How it helps")
    assert place["transcript"] == "Nerve-blocks\nHow it helps"
    assert (place["number"], assets["en/epidural.mp3"]["number"]) == ("12", "345")
    assert "number" not in assets["en/overview.mp3"]
    prompt = assets["es/prompts/wrong-key.wav"]
    assert (prompt["kind"], prompt["digits"], prompt["transcript"]) == ("prompt", "", "Esa tecla no hace nada aquí.")


def test_digits_are_keys_of_the_conversation(phone_settings: Settings, listed: dict[str, Any]) -> None:
    """The digits of a procedure, pressed in its language's main menu, lead to its beginning."""
    conversation = playback.conversation(Studio(phone_settings))
    for asset in listed["clips"]:
        state = conversation.state(f"{asset['language']}/menu-1")
        for key in asset["digits"]:
            state = conversation.state(state.after(key))
        if asset["kind"] != "prompt":
            assert state.name == f"{asset['language']}/{asset['slug']}/opening"
    assert keypad.digits(4) in {asset["digits"] for asset in listed["clips"]}
