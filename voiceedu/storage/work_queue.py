"""A queue of renders in Redis, between servers that ask and workers that render. Only this module imports dramatiq.

Dramatiq's broker acknowledges: what a dead worker held goes to another after HEARTBEAT_S. The store stays the truth: a
message may be lost or come twice, for a render that finds its work published does nothing.
"""

import contextlib
import functools
import logging
import secrets
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass

import dramatiq
import redis
from dramatiq.brokers.redis import RedisBroker

from voiceedu.errors import QueueError, VoiceeduError

log = logging.getLogger(__name__)

NAMESPACE = "voiceedu"
"""What every key in Redis begins with."""
WANTED, MISSING = "wanted", "missing"
"""The queues: what somebody waits for, which goes first, and all else."""
_ACTOR = "render"
HEARTBEAT_S = 15
"""For how long a worker may be silent before another gets what it held."""
MAINTENANCE_CHANCE = 100_000
"""Of a million commands, how many look for dead workers. A worker sends about twenty a second."""
POLL_MS = 100
"""How often an idle worker looks for work, at most."""
HELD_RETRY_MS = 2_000
"""When work that another machine holds is looked at again."""
RESULTS_S = 86_400
FAILED_S = 600
"""For how long what could not be rendered is not asked for again by a sweep."""
STARTS_S = 3_600
MOST_STARTS = 5
"""How many workers one piece of work may stop before it counts as failed."""
STOP_MS = 20_000
"""How long a worker that is told to stop may finish what it has begun. The rest goes back to the queue."""
_CLIENT: Mapping[str, float] = {"socket_connect_timeout": 2, "socket_timeout": 5, "health_check_interval": 30}


@dataclass(frozen=True, kw_only=True)
class Task:
    """One render: a procedure, or the prompts, in one language. `repair`: make damaged assets again, too."""

    language: str
    slug: str
    repair: bool = False

    @property
    def name(self) -> str:
        return f"{self.language}/{self.slug}"


class WorkQueue:
    """The queue at a Redis URL. Thread-safe. Opening it connects to nothing; each method may raise QueueError."""

    def __init__(self, url: str) -> None:
        self._redis = redis.Redis.from_url(url, decode_responses=False, **_CLIENT)
        self._broker = RedisBroker(  # type: ignore[no-untyped-call]
            client=self._redis,
            namespace=NAMESPACE,
            heartbeat_timeout=HEARTBEAT_S * 1000,
            maintenance_chance=MAINTENANCE_CHANCE,
            middleware=[],  # its retries and time limits: a sweep and the render have their own
        )
        for name in (WANTED, MISSING):
            self._broker.declare_queue(name)

    def ask(self, task: Task) -> str:
        """Ask the workers for `task` before all others; return a ticket for `results`."""
        ticket = secrets.token_hex(8)
        with _named():
            self._send(WANTED, task, ticket)
        return ticket

    def ask_for(self, works: Iterable[tuple[str, str]]) -> str:
        """Ask the workers for many works, each a language and a slug; return a ticket for `results`."""
        ticket = secrets.token_hex(8)
        with _named():
            for language, slug in works:
                self._send(MISSING, Task(language=language, slug=slug), ticket)
        return ticket

    def _send(self, queue: str, task: Task, ticket: str, *, delay_ms: int | None = None) -> None:
        arguments = (task.language, task.slug, task.repair, ticket)
        actor = f"{_ACTOR}-{queue}"
        message = dramatiq.Message[None](queue_name=queue, actor_name=actor, args=arguments, kwargs={}, options={})
        self._broker.enqueue(message, delay=delay_ms)

    def results(self, ticket: str) -> dict[str, str]:
        """Return what is done of what `ticket` asked for, by name: why it failed, or an empty text."""
        with _named():
            found = self._redis.hgetall(f"{NAMESPACE}:results:{ticket}")
        return {_text(name): _text(reason) for name, reason in found.items()}

    def waiting(self) -> int:
        """Return how many tasks no worker has taken yet."""
        with _named():
            return sum(int(self._redis.llen(f"{NAMESPACE}:{name}")) for name in (WANTED, MISSING))

    def has_failed(self, language: str, slug: str) -> bool:
        """Return whether this work has failed in the last FAILED_S seconds."""
        with _named():
            return bool(self._redis.exists(f"{NAMESPACE}:failed:{language}/{slug}"))

    def take_turn(self, name: str, *, seconds: int) -> bool:
        """Return True to one caller of all machines in `seconds`."""
        with _named():
            return bool(self._redis.set(f"{NAMESPACE}:turn:{name}", b"", nx=True, ex=seconds))

    def check(self) -> None:
        """Raise QueueError if Redis does not answer."""
        with _named():
            self._redis.ping()

    @contextlib.contextmanager
    def working(self, render: Callable[[Task], bool], *, threads: int) -> Iterator[None]:
        """Render what is asked for, on `threads` threads, until the block ends.

        `render` returns False for work that another holds, which is tried again later, and raises VoiceeduError for
        what cannot be rendered.
        """
        for priority, queue in enumerate((WANTED, MISSING)):
            dramatiq.Actor(
                functools.partial(self._run, render, queue),
                broker=self._broker,
                actor_name=f"{_ACTOR}-{queue}",
                queue_name=queue,
                priority=priority,
                options={},
            )
        worker = dramatiq.Worker(self._broker, worker_threads=threads, worker_timeout=POLL_MS)
        worker.start()
        try:
            yield
        finally:
            worker.stop(STOP_MS)

    def _run(
        self, render: Callable[[Task], bool], queue: str, language: str, slug: str, repair: bool, ticket: str
    ) -> None:
        task = Task(language=language, slug=slug, repair=repair)
        starts = f"{NAMESPACE}:starts:{task.name}"
        reason = ""
        if int(self._redis.incr(starts)) > MOST_STARTS:
            reason = f"{task.name} has stopped {MOST_STARTS} workers. Look at what they logged, and change its words"
        else:
            self._redis.expire(starts, STARTS_S)
            try:
                if not render(task):
                    self._redis.delete(starts)
                    self._send(queue, task, ticket, delay_ms=HELD_RETRY_MS)
                    return
            except VoiceeduError as error:
                reason = str(error) or type(error).__name__
            except Exception as error:
                log.exception("%s cannot be rendered", task.name)
                reason = f"{task.name}: {error!r}"
        self._finish(task, ticket, reason)

    def _finish(self, task: Task, ticket: str, reason: str) -> None:
        results = f"{NAMESPACE}:results:{ticket}"
        failed = f"{NAMESPACE}:failed:{task.name}"
        with self._redis.pipeline() as pipeline:
            pipeline.hset(results, task.name, reason)
            pipeline.expire(results, RESULTS_S)
            pipeline.delete(f"{NAMESPACE}:starts:{task.name}")
            if reason:
                log.error("%s", reason)
                pipeline.set(failed, reason, ex=FAILED_S)
            else:
                pipeline.delete(failed)
            pipeline.execute()


def _text(value: bytes | str) -> str:
    return value.decode() if isinstance(value, bytes) else value


@contextlib.contextmanager
def _named() -> Iterator[None]:
    """Raise what Redis or its connection raises as a QueueError that names the setting."""
    try:
        yield
    except (redis.RedisError, dramatiq.BrokerError, OSError) as error:
        raise QueueError(f"VOICEEDU_QUEUE: Redis does not answer: {str(error).splitlines()[0]}") from None
