"""What is kept, and who may work on it."""

import contextlib
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest

from tests.storage.records import asset, rendition
from tests.support.publishing import publish
from voiceedu.engines import Speech
from voiceedu.errors import StoreError
from voiceedu.storage.store import Store

KEY = "ab" * 32
SPEECH = Speech(pcm=np.arange(-10, 10, dtype="<i2").tobytes(), sample_rate=22_050)
PATIENCE_S = 30


@pytest.fixture(params=["folder", "memory"])
def kept(request: pytest.FixtureRequest, tmp_path: Path) -> Store:
    """Return a store of each kind."""
    return Store("memory:///" if request.param == "memory" else str(tmp_path / "cache"))


@pytest.fixture
def cache(tmp_path: Path) -> Path:
    """Return the folder of a store, not made yet."""
    return tmp_path / "cache"


# --- failures ---


def test_failed_write_is_a_named_error(cache: Path) -> None:
    """A failed write raises StoreError with the object's name, not obstore's exception."""
    broken = Store(str(cache))
    for folder in ("speech", "clips", "sums", "renditions", "leases"):
        (cache / folder).write_text("a file")
    writes: list[Callable[[], object]] = [
        lambda: broken.put_speech(KEY, SPEECH),
        lambda: broken.put_asset(asset(b"x"), b"x"),
        lambda: publish(broken, rendition()),
        lambda: broken.lease("en/nerve-blocks"),
    ]
    for write in writes:
        with pytest.raises(StoreError, match=r"^(speech|sums|renditions|leases)/"):
            write()


# --- speech ---


def test_speech_has_a_place_of_its_own(kept: Store) -> None:
    """Each key has its own speech, an unknown key has None, and keeping again replaces."""
    other = "cd" * 32
    kept.put_speech(KEY, SPEECH)
    assert kept.speech(other) is None
    kept.put_speech(other, replace(SPEECH, sample_rate=8_000))
    assert kept.speech(KEY) == SPEECH
    kept.put_speech(KEY, replace(SPEECH, pcm=b"\1\0"))
    assert kept.speech(KEY) == replace(SPEECH, pcm=b"\1\0")


def test_write_that_was_killed_leaves_no_object(cache: Path) -> None:
    """A half-written file of a dead process is not an asset, a speech or a lease."""
    folder = Store(str(cache))
    folder.put_asset(asset(b"x"), b"x")
    with folder.lease("en/nerve-blocks") or contextlib.nullcontext():
        pass
    for path in (asset(b"x").path, "leases/en/nerve-blocks/0"):
        half = cache / f"{path}#1"
        half.parent.mkdir(parents=True, exist_ok=True)
        half.write_bytes(b"half")
    assert folder.asset_sizes() == {asset(b"x").path: 1}
    assert folder.lease("en/nerve-blocks") is not None
