"""What a server needs, loaded before its start: in a process of its own, which gives the memory back."""

import multiprocessing
import os
import signal
from multiprocessing.connection import Connection

from voiceedu.config import Settings
from voiceedu.errors import LoadError, SettingError, VoiceeduError, system_cause
from voiceedu.server.parent import stop_with_parent
from voiceedu.storage import patience

CHECK_S = 1.5
"""How long the check waits for a bucket in all. Each worker looks again."""


def check(settings: Settings) -> None:
    """Raise the VoiceeduError that prevents a start. A child process loads the engines, and frees their memory."""
    fork = multiprocessing.get_context("fork")
    receiver, sender = fork.Pipe(duplex=False)
    child = fork.Process(target=_load, args=(settings, sender, os.getpid()))
    child.start()
    sender.close()
    try:
        error = receiver.recv()
    except EOFError:
        cause = "the process that loads them has ended; it may have said why"
        remedy = f"{cause}. Leave out the one that is new, or allow more memory"
        error = SettingError("VOICEEDU_ENGINES", ",".join(settings.engines), remedy)
    finally:
        child.kill()  # it may be waiting for a bucket
        child.join()
    if error is not None:
        raise error


def _load(settings: Settings, sender: Connection, parent: int) -> None:
    """Load all that a server needs, and send the error that this raises, else None. End when `parent` has ended."""
    from voiceedu.publishing.studio import Studio

    signal.signal(signal.SIGINT, signal.SIG_DFL)  # Ctrl+C ends it without a traceback
    try:
        stop_with_parent(parent)  # a disk may not answer, and this process holds the port's name
        with patience.at_most(CHECK_S):
            studio = Studio(settings)
        if studio.remote is None:  # else workers have the voices
            studio.load_engines()
    except VoiceeduError as error:
        sender.send(error)
    except (OSError, MemoryError, RuntimeError, ImportError) as error:  # a folder that may not be read, say
        if (cause := system_cause(error)) is None:
            raise
        sender.send(LoadError(cause))
    else:
        sender.send(None)
