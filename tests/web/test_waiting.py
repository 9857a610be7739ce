"""How a request waits for a recording that is being made."""

from concurrent.futures import Future

import pytest
from flask import Flask

from voiceedu.errors import NotReadyError, RenderError
from voiceedu.web.waiting import ENVIRON_KEY, PATIENCE_S, Wait, is_waiting, wait_for

app = Flask(__name__)


def test_plain_server_waits_on_the_thread_of_the_request() -> None:
    """Where nothing waits for the application, it may take as long as a phone system allows."""
    with app.test_request_context("/"):
        assert wait_for(lambda wait_s: wait_s) == PATIENCE_S
        assert not is_waiting()
    assert PATIENCE_S < 15  # Twilio gives up after 15 s in all


def test_server_that_waits_gets_the_work_and_no_thread_waits() -> None:
    """The application asks with a wait of 0 s, and notes the work in progress for the server."""
    wait, work = Wait(), Future[object]()

    def obtain(wait_s: float) -> str:
        assert wait_s == 0
        raise NotReadyError("en/a is being made", work=work)

    with app.test_request_context("/", environ_base={ENVIRON_KEY: wait}):
        assert not is_waiting()
        with pytest.raises(NotReadyError):
            wait_for(obtain)
        assert is_waiting()
    assert wait.work is work


def test_what_is_there_is_answered_at_once() -> None:
    """A recording that is published is returned at once."""
    wait = Wait()
    with app.test_request_context("/", environ_base={ENVIRON_KEY: wait}):
        assert wait_for(lambda wait_s: "there") == "there"
        assert not is_waiting()


def test_failed_work_is_not_begun_again() -> None:
    """When the work has failed, the request that is sent again raises its error and starts nothing."""
    wait = Wait(error=RenderError("en/a", "no engine"))
    started: list[float] = []
    with app.test_request_context("/", environ_base={ENVIRON_KEY: wait}), pytest.raises(RenderError, match="no engine"):
        wait_for(started.append)
    assert not started
