"""What a process that renders and its helpers write to each other."""

import io

import pytest

from voiceedu.errors import RenderError
from voiceedu.publishing import helper_messages
from voiceedu.publishing.helper_messages import Answer


@pytest.mark.parametrize("answer", [None, RenderError("la/topic", "no engine could speak it")])
def test_an_answer_is_read_as_it_was_written(answer: Answer) -> None:
    """Another process holds the work, or it has an error. Outcomes are told in test_helper_process.py."""
    pipe = io.BytesIO()
    helper_messages.write_answer(pipe, answer)
    read = helper_messages.read_answer(io.BytesIO(pipe.getvalue()))
    assert (type(read), str(read)) == (type(answer), str(answer))


@pytest.mark.parametrize("kept", [0, 1, 20])
def test_half_an_answer_is_none(kept: int) -> None:
    """A helper was killed while it wrote: whoever reads is told that nothing comes."""
    pipe = io.BytesIO()
    helper_messages.write_answer(pipe, RenderError("la/topic", "no engine could speak it"))
    with pytest.raises(EOFError):
        helper_messages.read_answer(io.BytesIO(pipe.getvalue()[:kept]))
