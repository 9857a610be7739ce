"""When garbage is not looked for: among many new objects that all stay, Python would look again and again, in vain."""

import contextlib
import gc
from collections.abc import Iterator


@contextlib.contextmanager
def not_collected() -> Iterator[None]:
    """Look for no garbage until the block ends, which it should soon: no thread of this process does meanwhile."""
    was_enabled = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_enabled:
            gc.enable()
