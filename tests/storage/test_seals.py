"""Records with their SHA-256."""

import hashlib
from collections.abc import Callable

import msgspec
import pytest

from voiceedu.storage.seals import sealed, sum_line, unsealed


def test_record_is_unsealed_as_it_was() -> None:
    """The record's own bytes come back; whoever reads the file finds the record in it as it is."""
    data = sealed(b'{"slug":"nerve-blocks"}')
    assert unsealed(data) == b'{"slug":"nerve-blocks"}'
    assert b'{"slug":"nerve-blocks"}' in data


@pytest.mark.parametrize(
    "damage",
    [
        lambda data: data[:-1],
        lambda data: data.replace(b"nerve", b"nurse"),
        lambda _: b"",
        lambda data: b'{"more":' + b"[" * 200_000 + data,
    ],
    ids=["cut", "changed", "emptied", "nested"],
)
def test_changed_record_is_refused(damage: Callable[[bytes], bytes]) -> None:
    """A record that was cut, changed, emptied or nested without end raises DecodeError."""
    with pytest.raises(msgspec.DecodeError):
        unsealed(damage(sealed(b'{"slug":"nerve-blocks"}')))


def test_sum_is_a_line_of_sha256sum() -> None:
    """A sum has the digest, two spaces and the path."""
    sha256 = hashlib.sha256(b"a").hexdigest()
    assert sum_line(sha256, "clips/a.mp3") == f"{sha256}  clips/a.mp3\n".encode()
