"""The metrics at /metrics, for Prometheus.

Processes count together if PROMETHEUS_MULTIPROC_DIR names their common folder, as `voiceedu serve` arranges. Set it
before this module is imported.
"""

import functools
import os
import time
from pathlib import Path

from prometheus_client import CONTENT_TYPE_LATEST, CollectorRegistry, Counter, Gauge, Histogram, generate_latest
from prometheus_client.multiprocess import MultiProcessCollector, mark_process_dead

MEDIA_TYPE = CONTENT_TYPE_LATEST
FOLDER = "PROMETHEUS_MULTIPROC_DIR"
FLUSH_S = 0.1
"""The time between two flushes of a Tally."""

REQUESTS = Counter("voiceedu_requests", "Answers sent.", ["route", "status"])
RESPONSE_BYTES = Counter("voiceedu_response_bytes", "Bytes of bodies sent.", ["route"])
ASSET_LOOKUPS = Counter("voiceedu_clip_lookups", "Clips asked for, by where they were found.", ["where"])
FOUND_IN_MEMORY, FOUND_IN_STORE, NOT_FOUND = map(ASSET_LOOKUPS.labels, ("memory", "store", "nowhere"))
PHONE_PARTS = Counter(
    "voiceedu_phone_parts", "Parts of procedures that callers were given to hear.", ["language", "topic", "section"]
)
PHONE_KEYS = Counter("voiceedu_phone_keys", "Keys that callers pressed.", ["key"])
SYNTHESES = Counter("voiceedu_syntheses", "Sentences that an engine was asked to speak.", ["engine", "result"])
SYNTHESIS_SECONDS = Histogram("voiceedu_synthesis_seconds", "How long an engine took for a sentence.", ["engine"])
RENDER_SECONDS = Histogram("voiceedu_render_seconds", "How long it took to publish a procedure.", ["result"])
RENDERS_WAITING = Gauge(
    "voiceedu_renders_waiting", "Procedures asked for that are being made or wait to be.", multiprocess_mode="livesum"
)
QUEUE_WAITING = Gauge(
    "voiceedu_queue_waiting", "Renders in VOICEEDU_QUEUE that no worker has begun.", multiprocess_mode="livemax"
)
WORKS_MISSING = Gauge(
    "voiceedu_works_missing",
    "Works not published as they are written; with VOICEEDU_QUEUE.",
    multiprocess_mode="livemax",
)


def answered(route: str, status: str, size: int) -> None:
    """Count a response to a request for `route`, such as /<language>/<slug>, with a body of `size` bytes."""
    requests, sent = _of_route(route, status)
    requests.inc()
    sent.inc(size)


def heard(language: str, topic: str, section: str) -> None:
    """Count a part of a procedure that a caller is given to hear. Neither the caller nor the call is recorded."""
    PHONE_PARTS.labels(language, topic, section).inc()


def pressed(key: str) -> None:
    """Count a key that a caller pressed."""
    PHONE_KEYS.labels(key).inc()


@functools.lru_cache(maxsize=1024)
def _of_route(route: str, status: str) -> tuple[Counter, Counter]:
    return REQUESTS.labels(route, status), RESPONSE_BYTES.labels(route)


class Tally:
    """Counts the responses that one thread gives from memory, in plain numbers, between flushes.

    Writing each to the shared metrics would take longer than the response.
    """

    def __init__(self, route: str, lookups: Counter) -> None:
        self._route = route
        self._lookups = lookups
        self._counted: dict[str, list[int]] = {}
        self._written: dict[str, tuple[int, int]] = {}

    def add(self, status: str, size: int) -> None:
        """Count a response. Only one thread may call this."""
        counted = self._counted.get(status)
        if counted is None:
            counted = self._counted[status] = [0, 0]
        counted[0] += 1
        counted[1] += size

    def flush(self) -> None:
        """Write new counts to the shared metrics. Only one thread at a time may call this."""
        for status, (answers, size) in list(self._counted.items()):
            answers_before, size_before = self._written.get(status, (0, 0))
            if answers != answers_before:
                requests, sent = _of_route(self._route, status)
                requests.inc(answers - answers_before)
                sent.inc(size - size_before)
                self._lookups.inc(answers - answers_before)
                self._written[status] = answers, size

    def keep(self) -> None:
        """Flush repeatedly for as long as the process lives."""
        while True:
            time.sleep(FLUSH_S)
            self.flush()


def exposition() -> bytes:
    """Return the response of /metrics: the metrics of all processes that count together.

    It includes every response before this request.
    """
    if FOLDER not in os.environ:
        return generate_latest()
    time.sleep(2.5 * FLUSH_S)  # by then every process has flushed
    _forget_the_dead(Path(os.environ[FOLDER]))
    together = CollectorRegistry()
    MultiProcessCollector(together)  # type: ignore[no-untyped-call]
    return generate_latest(together)


def _forget_the_dead(folder: Path) -> None:
    """Remove the gauges of dead processes."""
    for pid in {path.stem.rpartition("_")[2] for path in folder.glob("gauge_live*_*.db")}:
        try:
            os.kill(int(pid), 0)
        except ProcessLookupError:
            mark_process_dead(int(pid), str(folder))  # type: ignore[no-untyped-call]


class RenderMetrics:
    """Counts a studio's work; a publishing.progress.Progress."""

    def synthesized(self, engine: str, *, seconds: float, result: str) -> None:
        SYNTHESES.labels(engine, result).inc()
        SYNTHESIS_SECONDS.labels(engine).observe(seconds)

    def rendered(self, *, seconds: float, result: str) -> None:
        RENDER_SECONDS.labels(result).observe(seconds)

    def waiting_changed(self, by: int) -> None:
        RENDERS_WAITING.inc(by)
