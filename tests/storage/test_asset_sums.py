"""The sums of assets, kept and derived."""

import hashlib

import pytest

from tests.storage.records import asset, derived
from voiceedu.assets import Asset
from voiceedu.storage import asset_sums
from voiceedu.storage.asset_sums import Derivation

KEPT = asset(b"one")
DERIVED = derived(b"mu", source=b"pcm")


def sha256(data: bytes) -> str:
    return hashlib.sha256(data).hexdigest()


def test_sum_of_what_is_kept_is_a_line_of_sha256sum() -> None:
    """Its SHA-256 and its path, and no source."""
    assert asset_sums.write(KEPT) == f"{KEPT.sha256}  {KEPT.path}\n".encode()
    assert asset_sums.derivation_of(asset_sums.write(KEPT), KEPT.path) is None


def test_sum_of_what_is_derived_says_of_what() -> None:
    """It comes back: the SHA-256 of the bytes, and the path and SHA-256 of their source."""
    source = f"clips/{sha256(b'pcm')[:16]}/nerve-blocks.slow.wav"
    expected = Derivation(sha256=sha256(b"mu"), source_path=source, source_sha256=sha256(b"pcm"))
    assert asset_sums.derivation_of(asset_sums.write(DERIVED), DERIVED.path) == expected


@pytest.mark.parametrize("published", [KEPT, DERIVED], ids=["kept", "derived"])
def test_sum_holds_for_its_own_path_and_bytes_alone(published: Asset) -> None:
    """Other bytes, another path, a sum that is cut or damaged, and none at all are refused."""
    kept = asset_sums.write(published)
    assert asset_sums.is_of(kept, published.path, published.sha256)
    for other in (b"", kept[:-1], kept[1:], kept.replace(published.sha256.encode(), b"0" * 64), kept + b"\n", None):
        assert not asset_sums.is_of(other, published.path, published.sha256)
    assert not asset_sums.is_of(kept, published.path.replace("nerve", "verve"), published.sha256)
    assert not asset_sums.is_of(kept, published.path, sha256(b"pcm"))
