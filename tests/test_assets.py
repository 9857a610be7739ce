"""What a published file is: its profile, its name, its address."""

from dataclasses import fields, replace
from typing import Any, get_args

import pytest
from hypothesis import given
from hypothesis import strategies as st

from voiceedu import assets
from voiceedu.assets import PROFILES, Asset, Speed, plan_key

SPEEDS: tuple[Speed, ...] = get_args(Speed)
KEYS = {
    "speech_keys": st.lists(st.text("0123456789abcdef", min_size=1, max_size=4), max_size=3),
    "pauses_ms": st.lists(st.integers(0, 900), max_size=3),
    "pace": st.sampled_from([0.8, 0.99, 1.0, 1.25]),
    "speed": st.sampled_from(SPEEDS),
    "profile": st.sampled_from(list(PROFILES)),
    "tags": st.dictionaries(st.sampled_from(["title", "album", "artist"]), st.text('aé"', max_size=4), max_size=3),
}
EXAMPLE: dict[str, Any] = {
    "speech_keys": ["a" * 64, "b" * 64],
    "pauses_ms": [350, 900],
    "pace": 1.0,
    "speed": "normal",
    "profile": "web",
    "tags": {"title": "Nerve blocks", "artist": "Dr. Zoë"},
}


def test_a_plan_has_the_same_key_everywhere() -> None:
    """The key of this plan is this one, on any machine; another value means that every asset is made again."""
    assert plan_key(**EXAMPLE) == "da8f21ccf746efb0"


@pytest.mark.parametrize(
    "change",
    [
        {"speech_keys": ["b" * 64, "a" * 64]},
        {"speech_keys": ["a" * 64, "c" * 64]},
        {"speech_keys": ["a" * 64]},
        {"pauses_ms": [350, 901]},
        {"pauses_ms": [900, 350]},
        {"pace": 1.01},
        {"speed": "slow"},
        {"profile": "phone"},
        {"tags": {"title": "Nerve block", "artist": "Dr. Zoë"}},
        {"tags": {"title": "Nerve blocks", "album": "Dr. Zoë"}},
        {"tags": {}},
    ],
    ids=str,
)
def test_everything_that_is_heard_or_read_is_in_the_key(change: dict[str, Any]) -> None:
    """Another word, order, pause, pace, speed, profile or tag is another asset."""
    assert plan_key(**EXAMPLE | change) != plan_key(**EXAMPLE)


def test_the_mastering_version_is_in_the_key(monkeypatch: pytest.MonkeyPatch) -> None:
    """When finished bytes would differ, raising the version gives every plan a new key."""
    before = plan_key(**EXAMPLE)
    monkeypatch.setattr(assets, "MASTERING_VERSION", "next")
    assert plan_key(**EXAMPLE) != before


@given(one=st.fixed_dictionaries(KEYS), other=st.fixed_dictionaries(KEYS))
def test_equal_plans_have_equal_keys_and_no_others(one: dict[str, Any], other: dict[str, Any]) -> None:
    """A key is 16 hex digits, the same at every call and in any order of tags, and differs where anything does."""
    digest = plan_key(**one)
    assert len(digest) == 16
    assert set(digest) <= set("0123456789abcdef")
    turned = dict(reversed(list(one["tags"].items())))
    sequences = {"speech_keys": tuple(one["speech_keys"]), "pauses_ms": tuple(one["pauses_ms"])}
    assert plan_key(**{**one, **sequences, "tags": turned}) == digest
    assert (plan_key(**other) == digest) == (one == other)


def test_an_asset_says_where_it_is() -> None:
    """An asset's place in the store is its place in a URL: its hash, then its name."""
    asset = Asset(
        hash="0123456789abcdef",
        name="nerve-blocks.mp3",
        profile="web",
        speed="normal",
        section="",
        media_type="audio/mpeg",
        duration_ms=1,
        size=1,
        sha256="",
    )
    assert asset.path == "clips/0123456789abcdef/nerve-blocks.mp3"
    assert replace(asset, hash="f" * 16).path != asset.path
    assert all(field.kw_only for field in fields(Asset))
