"""What a published file is: its profile, its name, its address."""

from dataclasses import fields, replace
from typing import Any, get_args

import pytest
from hypothesis import given
from hypothesis import strategies as st

from voiceedu import assets
from voiceedu.assets import PROFILES, Asset, Speed, asset_hash

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


def test_an_asset_has_the_same_name_everywhere() -> None:
    """The hash of these words is this one, on any machine; another value means that every published URL has changed."""
    assert asset_hash(**EXAMPLE) == "a5fd503025c2f346"


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
def test_everything_that_is_heard_or_read_is_in_the_hash(change: dict[str, Any]) -> None:
    """Another word, order, pause, pace, speed, profile or tag is another asset."""
    assert asset_hash(**EXAMPLE | change) != asset_hash(**EXAMPLE)


def test_the_mastering_version_is_in_the_hash(monkeypatch: pytest.MonkeyPatch) -> None:
    """When finished bytes would differ, raising the version gives every asset a new name."""
    before = asset_hash(**EXAMPLE)
    monkeypatch.setattr(assets, "MASTERING_VERSION", "next")
    assert asset_hash(**EXAMPLE) != before


@given(one=st.fixed_dictionaries(KEYS), other=st.fixed_dictionaries(KEYS))
def test_equal_assets_have_equal_hashes_and_no_others(one: dict[str, Any], other: dict[str, Any]) -> None:
    """A hash is 16 hex digits, the same at every call and in any order of tags, and differs where anything does."""
    digest = asset_hash(**one)
    assert len(digest) == 16
    assert set(digest) <= set("0123456789abcdef")
    turned = dict(reversed(list(one["tags"].items())))
    sequences = {"speech_keys": tuple(one["speech_keys"]), "pauses_ms": tuple(one["pauses_ms"])}
    assert asset_hash(**{**one, **sequences, "tags": turned}) == digest
    assert (asset_hash(**other) == digest) == (one == other)


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
