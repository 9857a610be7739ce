"""What a process that renders and its helpers write to each other."""

import pickle
from typing import IO, Any

from voiceedu.errors import RenderError
from voiceedu.publishing.outcome import Outcome
from voiceedu.storage.rendition import Rendition

Answer = Outcome | RenderError | None
"""The outcome of a work; an error if it has none; None if another process holds it."""
_Told = tuple[Rendition, int, int, float]
"""What is told of an outcome: the rendition, how much was spoken and encoded, and in how many seconds."""


def write(pipe: IO[bytes], value: object) -> None:
    """Write `value`, such as the settings or a work. Raise OSError if nobody reads."""
    pickle.dump(value, pipe)
    pipe.flush()


def read(pipe: IO[bytes]) -> Any:
    """Return the next value that was written. Raise EOFError if there is none, or half of one."""
    try:
        return pickle.load(pipe)  # noqa: S301 -- of the same program
    except pickle.UnpicklingError as error:
        raise EOFError from error


def write_answer(pipe: IO[bytes], answer: Answer) -> None:
    """Write what a helper has to say of a work. Raise OSError if nobody reads."""
    told: _Told | RenderError | None = (
        (answer.rendition, answer.spoken, answer.encoded, answer.seconds) if isinstance(answer, Outcome) else answer
    )
    write(pipe, told)


def read_answer(pipe: IO[bytes]) -> Answer:
    """Return what a helper has to say of a work. Raise EOFError if it says nothing, or half."""
    told: _Told | RenderError | None = read(pipe)
    if not isinstance(told, tuple):
        return told
    rendition, spoken, encoded, seconds = told
    return Outcome.of(rendition, spoken=spoken, encoded=encoded, seconds=seconds)
