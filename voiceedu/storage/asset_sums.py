"""The sum of an asset: the SHA-256 that it was published with, and of a derived asset what it is derived from.

`sha256sum --check` reads it. For a derived asset it checks the source: the line about the asset itself is a comment.
"""

import re
from dataclasses import dataclass

from voiceedu.assets import Asset
from voiceedu.storage.seals import sum_line

_DERIVED = re.compile(rb"# ([0-9a-f]{64})  (\S+) is the mu-law of\n([0-9a-f]{64})  (\S+)\n")


@dataclass(frozen=True, kw_only=True)
class Derivation:
    """How a derived asset is made: the SHA-256 of its bytes, and the path and the SHA-256 of its source's."""

    sha256: str
    source_path: str
    source_sha256: str


def write(asset: Asset) -> bytes:
    """Return the sum of `asset`."""
    if not asset.source_sha256:
        return sum_line(asset.sha256, asset.path)
    derived = f"# {asset.sha256}  {asset.path} is the mu-law of\n"
    return derived.encode() + sum_line(asset.source_sha256, asset.kept_path)


def is_of(sum_: bytes | None, path: str, sha256: str) -> bool:
    """Return whether `sum_` is that of the asset at `path` with this SHA-256, kept or derived."""
    derivation = derivation_of(sum_, path)
    return sha256 == derivation.sha256 if derivation else sum_ == sum_line(sha256, path)


def derivation_of(sum_: bytes | None, path: str) -> Derivation | None:
    """Return how the asset at `path` is derived; None if its sum does not say that it is."""
    found = _DERIVED.fullmatch(sum_ or b"")
    if found is None or found[2].decode() != path:
        return None
    return Derivation(sha256=found[1].decode(), source_path=found[4].decode(), source_sha256=found[3].decode())
