"""The command that renders for others, as a person runs it."""

from tests.support.command import voiceedu_here


def test_worker_without_a_queue_says_what_to_set() -> None:
    """`voiceedu work` without VOICEEDU_QUEUE ends with 2 and the setting's name."""
    done = voiceedu_here("work", VOICEEDU_ENGINES="tone")
    assert done.returncode == 2
    assert "VOICEEDU_QUEUE" in done.stderr
    assert "redis://localhost:6379/0" in done.stderr


def test_wrong_queue_stops_the_start() -> None:
    """A queue that is no Redis ends any command with 2, its value and what would do."""
    done = voiceedu_here("render", VOICEEDU_ENGINES="tone", VOICEEDU_QUEUE="amqp://me:secret@host")
    assert done.returncode == 2
    assert "VOICEEDU_QUEUE='amqp://…@host' cannot be used: write the address of a Redis server" in done.stderr


def test_render_without_its_redis_says_so() -> None:
    """`voiceedu render` ends with 1 when the queue does not answer."""
    done = voiceedu_here("render", VOICEEDU_ENGINES="tone", VOICEEDU_QUEUE="redis://127.0.0.1:1")
    assert done.returncode == 1
    assert "VOICEEDU_QUEUE: Redis does not answer" in done.stderr
