"""The named errors. Each says what is wrong, where, and the remedy; `str(error)` is the whole message."""

import errno
import os
from concurrent.futures import Future
from pathlib import Path
from typing import Any

FULL_DISK = "Free some space on the disk, and do it again"
_IS_FULL = (errno.ENOSPC, errno.EDQUOT, errno.EFBIG)


def writing_remedy(error: OSError) -> str:
    """Return what would do where a file of the library could not be written."""
    return FULL_DISK if error.errno in _IS_FULL else "Have the owner of the folder allow it"


_REMEDIES = {
    errno.EMFILE: "Allow more open files, by `ulimit -n 1024` or LimitNOFILE= of a unit",
    errno.ENFILE: "End programs that have many files open",
    errno.EACCES: "Have its owner allow it",
    errno.EPERM: "Have its owner allow it",
    errno.EROFS: "Name a folder that can be written to",
    errno.ENOMEM: "Allow more memory",
    errno.EAGAIN: "Allow more processes and memory",
    errno.ENAMETOOLONG: "Use a shorter path",
    errno.EIO: "Look at the disk",
} | dict.fromkeys(_IS_FULL, FULL_DISK)
OUT_OF_MEMORY = "there is not enough memory. Allow more, by `ulimit -v` or MemoryMax= of a unit, or end other programs"
_NO_MEMORY = ("can't start new thread", "failed to map segment", "annot allocate memory")
"""What Python and the system's loader say where memory for a thread or a library is refused."""


def is_out_of_memory(error: BaseException) -> bool:
    """Return whether the system has refused memory."""
    return isinstance(error, MemoryError) or any(said in str(error) for said in _NO_MEMORY)


def explain(error: OSError) -> str:
    """Return which file an error of the system is about, what is wrong, and what would do where that is known."""
    where = f"{os.fsdecode(error.filename)}: " if isinstance(error.filename, str | bytes) else ""
    remedy = _REMEDIES.get(error.errno or 0)
    return f"{where}{error.strerror or error}" + (f". {remedy}" if remedy else "")


def system_cause(error: BaseException) -> str | None:
    """Return what to tell of an error that the system has caused; None for any other, as of the program."""
    if is_out_of_memory(error):
        return OUT_OF_MEMORY
    return explain(error) if isinstance(error, OSError) and error.errno is not None else None


class VoiceeduError(Exception):
    """The base of all named errors. The command line prints it and ends with 1; the web answers a short 5xx."""

    def __reduce__(self) -> tuple[Any, ...]:
        """Let an error cross processes, whatever its constructor takes."""
        return _restore, (type(self), self.args, self.__dict__)


class SettingError(VoiceeduError):
    """A setting has a value that cannot work."""

    def __init__(self, name: str, value: str, remedy: str) -> None:
        super().__init__(f"{name}={value!r} cannot be used: {remedy}")
        self.name = name
        self.value = value


class LibraryError(VoiceeduError):
    """A file of the library cannot be spoken as it stands."""

    def __init__(self, path: Path, line: int, problem: str, remedy: str) -> None:
        super().__init__(f"{path}:{line}: {problem}. {remedy}")
        self.path = path
        self.line = line
        self.problem = problem
        self.remedy = remedy


class ImportingError(VoiceeduError):
    """A clinician's document cannot be turned into library files; nothing was written."""


class ApprovalError(VoiceeduError):
    """An approval cannot be read or written, or the words have changed since they were shown."""

    def __init__(self, path: Path, problem: str, remedy: str) -> None:
        super().__init__(f"{path}: {problem}. {remedy}")
        self.path = path
        self.problem = problem
        self.remedy = remedy


class LogoError(VoiceeduError):
    """A clinic's logo cannot be shown."""

    def __init__(self, path: Path, problem: str, remedy: str) -> None:
        super().__init__(f"{path}: {problem}. {remedy}.")
        self.path = path
        self.problem = problem
        self.remedy = remedy


class LexiconError(VoiceeduError):
    """A lexicon file has a line that is not an entry."""

    def __init__(
        self,
        path: Path,
        line: int,
        problem: str,
        *,
        remedy: str = "Write one entry a line: written form, a tab, spoken form.",
    ) -> None:
        super().__init__(f"{path}:{line}: {problem}. {remedy}")
        self.path = path
        self.line = line
        self.problem = problem
        self.remedy = remedy


class CatalogueError(VoiceeduError):
    """A catalogue of translated phrases has a line that cannot be read."""

    def __init__(self, path: Path, line: int, problem: str) -> None:
        super().__init__(f"{path}:{line}: {problem}. Mend the line with an editor of .po files.")
        self.path = path
        self.line = line


class EngineError(VoiceeduError):
    """An engine could not speak."""

    def __init__(self, engine: str, reason: str) -> None:
        super().__init__(f"{engine}: {reason}")
        self.engine = engine
        self.reason = reason


class EngineUnreachableError(EngineError):
    """An engine's server could not be reached or was too slow; try again in `retry_after_s` seconds."""

    def __init__(self, engine: str, reason: str, *, retry_after_s: float = 60.0) -> None:
        super().__init__(engine, reason)
        self.retry_after_s = retry_after_s


class UnspeakableError(EngineError):
    """A text has characters that an engine does not say: `characters`, each once."""

    def __init__(self, engine: str, text: str, characters: tuple[str, ...]) -> None:
        listed = ", ".join(f"{character!r} (U+{ord(character):04X})" for character in characters)
        super().__init__(engine, f"does not say {listed} in {text!r}; write it in words")
        self.characters = characters


class AudioError(VoiceeduError):
    """Bytes are not the expected audio, or an asset does not match its words."""


class StoreError(VoiceeduError):
    """The store could not be read or written, or does not exist."""


class StoreSlowError(StoreError):
    """The store has not answered yet, and the caller may not wait. `work` is the read in progress."""

    def __init__(self, message: str, *, work: "Future[Any]") -> None:
        super().__init__(message)
        self.work = work


class QueueError(VoiceeduError):
    """The queue of VOICEEDU_QUEUE does not answer."""


class RenderError(VoiceeduError):
    """A procedure could not be made into a rendition; what was published before stays."""

    def __init__(self, procedure: str, reason: str) -> None:
        super().__init__(f"{procedure}: {reason}")
        self.procedure = procedure
        self.reason = reason


class SupersededError(RenderError):
    """Something else was published for a procedure while it was rendered; this render published nothing."""

    def __init__(self, procedure: str) -> None:
        super().__init__(procedure, "something newer was published while it was rendered. Run `voiceedu render` again")


class OlderLibraryError(RenderError):
    """Another machine has published newer words than this machine has; they stay. `reason` is what to tell a person."""


class ExportError(VoiceeduError):
    """An export could not be written to its folder."""


class ReviewError(VoiceeduError):
    """A change that somebody wants to make in `voiceedu review` cannot be made; nothing was changed."""


class StaleError(ReviewError):
    """What somebody wants to change was changed elsewhere since they looked at it."""


class LockedError(ReviewError):
    """Somebody else is changing the library at this moment: `holder`."""

    def __init__(self, holder: str) -> None:
        super().__init__(f"{holder} is changing the library at this moment. Try again in a few seconds")
        self.holder = holder


class LoadError(VoiceeduError):
    """The system does not let a server load what it needs."""


class SayingError(VoiceeduError):
    """A text could not be said to the person at this machine."""


class NotReadyError(VoiceeduError):
    """A recording is being made and was not finished in the time that a listener can wait. `work` is that work."""

    def __init__(self, message: str, *, work: "Future[Any] | None" = None) -> None:
        super().__init__(message)
        self.work = work


def _restore(kind: type[VoiceeduError], args: tuple[Any, ...], attributes: dict[str, Any]) -> VoiceeduError:
    error = kind.__new__(kind, *args)
    error.args = args
    error.__dict__.update(attributes)
    return error
