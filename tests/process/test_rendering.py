"""How a process that renders treats its memory."""

import gc

import pytest

from voiceedu.process import malloc, rendering


def test_memory_is_kept_and_garbage_seldom_looked_for(monkeypatch: pytest.MonkeyPatch) -> None:
    """The allocator is told, and the collector waits for more objects than Python's own limit."""
    told = []
    monkeypatch.setattr(malloc, "keep_freed_memory", lambda: told.append("kept"))
    before = gc.get_threshold()
    try:
        rendering.keep_memory()
        assert gc.get_threshold()[0] == rendering.GARBAGE
    finally:
        gc.set_threshold(*before)
    assert told == ["kept"]
