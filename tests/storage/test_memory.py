"""Values that the store keeps from one process to the next."""

from pathlib import Path

import pytest

from voiceedu.errors import StoreError
from voiceedu.storage.memory import Memory
from voiceedu.storage.store import Store


@pytest.fixture
def store(tmp_path: Path) -> Store:
    return Store(str(tmp_path))


def test_value_is_read_again(store: Store) -> None:
    """What one process keeps, another reads."""
    Memory(store, "counts", dict[str, int]).write({"one": 1})
    assert Memory(store, "counts", dict[str, int]).read() == {"one": 1}


def test_what_cannot_be_used_is_nothing(store: Store, tmp_path: Path) -> None:
    """No value, a damaged one, and one of another form are all as if there were none."""
    memory = Memory(store, "counts", dict[str, int])
    assert memory.read() is None
    memory.write({"one": 1})
    kept = tmp_path / "memory" / "counts.json"
    kept.write_bytes(kept.read_bytes().replace(b'"one":1', b'"one":2'))
    assert memory.read() is None
    Memory(store, "counts", list[str]).write(["one"])
    assert memory.read() is None


def test_store_that_fails_stops_nothing(store: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    """A store that cannot be read or written to is no error: the value is worked out anew."""

    def fail(*_: object) -> None:
        raise StoreError("memory/counts.json: no space left")

    monkeypatch.setattr(store, "get", fail)
    monkeypatch.setattr(store, "put", fail)
    memory = Memory(store, "counts", dict[str, int])
    memory.write({"one": 1})
    assert memory.read() is None
