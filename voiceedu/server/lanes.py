"""How a worker of `voiceedu serve` answers: a lane of its own for clips, so that nothing slow stands in a caller's way.

granian hands each request to threads that take turns holding Python's lock: with many of them most of the time goes
into taking turns, and with few a caller waits behind whoever waits for a clip to be made. So granian has few threads,
which answer what is in memory, and leave everything else to others.
"""

import io
import logging
import os
import threading
import time
from concurrent.futures import ThreadPoolExecutor
from typing import TYPE_CHECKING, Any

import granian.wsgi

from voiceedu import metrics
from voiceedu.web.middleware.asset_cache import ROUTE, AssetLayer

if TYPE_CHECKING:
    from flask import Flask

log = logging.getLogger(__name__)

POSTED = "/ivr/"
"""Nothing else of voiceedu reads what is posted."""
BODY_BYTES = 65_536
"""A phone system reports a key and who calls in one or two kilobytes."""
BODY_PATIENCE_S = 0.05
"""So long a body waits for its turn: those of phone systems come with their heads, or a proxy has them already."""
BODIES_AT_ONCE = 2
"""Of granian's own threads, which are more, so that clips are answered meanwhile."""
SLOW_LANE_THREADS = 16
"""A request that waits for a clip to be made holds one; a page holds it for a millisecond."""


class Lanes:
    """What granian calls for each request, in place of its own way to a WSGI application.

    It is given a `protocol`, which any thread may answer with, and a `scope`: what of a WSGI environment is of this
    request alone. What is in memory is answered at once; any other request goes granian's own way on another thread.
    """

    def __init__(self, app: "Flask", scope_options: dict[str, Any], access_log: str | None = None) -> None:
        self._assets: AssetLayer = app.extensions["voiceedu.clip_layer"]
        self._slowly = granian.wsgi._callback_wrapper(app, scope_options, access_log)
        self._log: Any = granian.wsgi._build_access_logger(access_log) if access_log else None  # type: ignore[no-untyped-call]
        self._bodies = threading.BoundedSemaphore(BODIES_AT_ONCE)
        self._threads = ThreadPoolExecutor(SLOW_LANE_THREADS, thread_name_prefix="answer")
        self._tally = metrics.Tally(ROUTE)
        threading.Thread(target=self._tally.keep, name="figures", daemon=True).start()
        if hasattr(os, "SCHED_BATCH"):
            # granian's threads, started by this one, finish what they are at before they make way for each other: a
            # tenth of the switches, and a third less time for an answer (measured).
            os.sched_setscheduler(0, os.SCHED_BATCH, os.sched_param(0))

    def __call__(self, protocol: Any, scope: dict[str, Any]) -> None:
        found = self._assets.remembered(scope)
        if found is None:
            self._delegate(protocol, scope)
            return
        began = time.perf_counter()
        status, headers, body = found
        code = status[:3]
        protocol.response_bytes(int(code), headers, body)
        self._tally.add(code, len(body))
        if self._log is not None:
            self._log(time.time(), began, scope, int(code))

    def _delegate(self, protocol: Any, scope: dict[str, Any]) -> None:
        """Have another thread answer, with what has been posted, where anything reads that.

        granian forgets what is posted as soon as this thread is done with the request, so it is read here. Whoever is
        slow to send it holds this thread: never more than BODIES_AT_ONCE of them, and a thread is left for the rest.
        """
        if scope["REQUEST_METHOD"] == "POST" and scope["PATH_INFO"].startswith(POSTED):
            # In chunks it comes without a length.
            length = BODY_BYTES if "HTTP_TRANSFER_ENCODING" in scope else int(scope.get("CONTENT_LENGTH") or 0)
            if length > BODY_BYTES:
                _refuse(protocol, 413)
                return
            if not self._bodies.acquire(timeout=BODY_PATIENCE_S):
                _refuse(protocol, 503)
                return
            try:
                scope = {**scope, "wsgi.input": io.BytesIO(scope["wsgi.input"].read(length))}
            finally:
                self._bodies.release()
        self._threads.submit(self._answer, protocol, scope)

    def _answer(self, protocol: Any, scope: dict[str, Any]) -> None:
        try:
            self._slowly(protocol, scope)
        except Exception:
            log.exception("%s could not be answered", scope["PATH_INFO"])
            protocol.response_bytes(500, [("Content-Length", "0")], b"")


def _refuse(protocol: Any, status: int) -> None:
    protocol.response_bytes(status, [("Content-Length", "0"), ("Cache-Control", "no-store")], b"")
