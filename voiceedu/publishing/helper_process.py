"""A process that helps another to render: `python -m voiceedu.publishing.helper_process`.

It reads the settings and then works from its standard input, answers each work on its standard output, and ends with
the input, as when the process that began it is killed.
"""

import logging
import os
import sys
from collections.abc import Callable
from typing import IO

from voiceedu import logs
from voiceedu.config import Settings
from voiceedu.content.library import Work
from voiceedu.errors import RenderError, VoiceeduError, system_cause
from voiceedu.process import rendering
from voiceedu.publishing import helper_messages
from voiceedu.publishing.helper_messages import Answer
from voiceedu.publishing.outcome import Outcome

log = logging.getLogger(__name__)


def _serve(asked: IO[bytes], answers: IO[bytes]) -> None:
    """Render what is `asked` for, until there is no more."""
    rendering.keep_memory()
    try:
        settings: Settings = helper_messages.read(asked)
    except EOFError:  # nothing was left for a helper
        return
    from voiceedu.publishing.studio import Studio  # a helper that nothing is left for loads none

    logs.start("error")  # the process that asks has logged what it found in the library
    studio = Studio(settings)
    logs.start(settings.log)
    studio.load_engines()
    while True:
        try:
            work: Work = helper_messages.read(asked)
        except EOFError:
            return
        helper_messages.write_answer(answers, _answer(studio.try_render, work))


def _answer(render: Callable[[Work], Outcome | None], work: Work) -> Answer:
    try:
        return render(work)
    except RenderError as error:
        return error
    except VoiceeduError as error:
        return RenderError(f"{work.language}/{work.slug}", str(error))


if __name__ == "__main__":
    with open(os.dup(1), "wb") as pipe:  # noqa: PTH123
        os.dup2(2, 1)  # what a library prints is no answer
        try:
            _serve(sys.stdin.buffer, pipe)
        except (VoiceeduError, MemoryError, OSError) as error:  # who asked goes on without this process
            log.error("A process that helps to render cannot: %s", system_cause(error) or error)
    os._exit(0)  # at once: the process that asked waits, and giving back each object takes a tenth of a second
