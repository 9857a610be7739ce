"""What goes wrong with one work, as an error of that work: no other one ends with it."""

import contextlib
import logging
from collections.abc import Iterator

from voiceedu.content.library import Work
from voiceedu.errors import RenderError, VoiceeduError, system_cause

log = logging.getLogger(__name__)


@contextlib.contextmanager
def named(work: Work) -> Iterator[None]:
    """Raise a RenderError that names `work` for whatever is no named error: no memory, say, or a fault of the program.

    A fault of the program is logged with where it was raised.
    """
    try:
        yield
    except VoiceeduError:
        raise
    except Exception as error:
        name = f"{work.language}/{work.slug}"
        cause = system_cause(error)
        if cause is None:
            log.exception("%s cannot be rendered", name)
            cause = f"an error of the program, {error!r}. Please report it with what was logged"
        raise RenderError(name, cause) from error
