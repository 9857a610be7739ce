"""How a worker of `voiceedu serve` answers: a lane of its own for clips, so that nothing slow stands in a caller's way.

granian hands each request to threads that take turns holding Python's lock: with many of them most of the time goes
into taking turns, and with few a caller waits behind whoever waits for a clip to be made. So one thread of granian's
answers what is in memory, and leaves everything else to others.
"""

import logging
import os
import threading
import time
from concurrent.futures import ThreadPoolExecutor
from typing import TYPE_CHECKING, Any

import granian.wsgi

from voiceedu import metrics
from voiceedu.web.clips import ROUTE, ClipLayer

if TYPE_CHECKING:
    from flask import Flask

log = logging.getLogger(__name__)

SLOW_LANE_THREADS = 32
"""A request that waits for a clip to be made holds one; a page holds it for a millisecond."""


class Lanes:
    """What granian calls for each request, in place of its own way to a WSGI application.

    It is given a `protocol`, which any thread may answer with, and a `scope`: what of a WSGI environment is of this
    request alone. What is in memory is answered at once; any other request goes granian's own way on another thread.
    """

    def __init__(self, app: "Flask", scope_options: dict[str, Any], access_log: str | None = None) -> None:
        self._clips: ClipLayer = app.extensions["voiceedu.clip_layer"]
        self._slowly = granian.wsgi._callback_wrapper(app, scope_options, access_log)
        self._log: Any = granian.wsgi._build_access_logger(access_log) if access_log else None  # type: ignore[no-untyped-call]
        self._threads = ThreadPoolExecutor(SLOW_LANE_THREADS, thread_name_prefix="answer")
        self._tally = metrics.Tally(ROUTE)
        threading.Thread(target=self._tally.keep, name="figures", daemon=True).start()
        if hasattr(os, "SCHED_BATCH"):
            # granian's threads, started by this one, finish what they are at before they make way for each other: a
            # tenth of the switches, and a third less time for an answer (measured).
            os.sched_setscheduler(0, os.SCHED_BATCH, os.sched_param(0))

    def __call__(self, protocol: Any, scope: dict[str, Any]) -> None:
        found = self._clips.remembered(scope)
        if found is None:
            self._threads.submit(self._answer, protocol, scope)
            return
        began = time.perf_counter()
        status, headers, body = found
        code = status[:3]
        protocol.response_bytes(int(code), headers, body)
        self._tally.add(code, len(body))
        if self._log is not None:
            self._log(time.time(), began, scope, int(code))

    def _answer(self, protocol: Any, scope: dict[str, Any]) -> None:
        try:
            self._slowly(protocol, scope)
        except Exception:
            log.exception("%s could not be answered", scope["PATH_INFO"])
            protocol.response_bytes(500, [("Content-Length", "0")], b"")
