"""The RSGI application of a worker: answers published assets in the event loop, and passes the rest to threads.

The event loop never reads a file and never runs a route, so that nothing slow delays other requests. A request for a
recording that is being made waits here without a thread.
"""

import asyncio
import contextlib
import logging
import threading
from collections.abc import Callable
from concurrent.futures import Future
from typing import TYPE_CHECKING, Any

from voiceedu import metrics
from voiceedu.errors import OUT_OF_MEMORY, NotReadyError, StoreError, is_out_of_memory
from voiceedu.server import request_body, wsgi
from voiceedu.server.pools import BusyError, Pools
from voiceedu.server.request_body import BodyError
from voiceedu.server.rsgi import HTTPProtocol, Scope
from voiceedu.server.spool import Spool
from voiceedu.server.wsgi import Response
from voiceedu.storage import known_values
from voiceedu.web import waiting
from voiceedu.web.http.conditional import respond
from voiceedu.web.middleware.asset_middleware import ROUTE
from voiceedu.web.middleware.asset_representation import CachedAsset
from voiceedu.web.middleware.request_validation import PHONE_ROUTE, is_host, phone_path
from voiceedu.web.state import AppState
from voiceedu.web.waiting import Wait

if TYPE_CHECKING:
    from flask import Flask

log = logging.getLogger(__name__)

WAITING_AT_ONCE = 256
"""How many requests of a worker may wait for recordings or a slow store; the next ones get 503 with Retry-After."""
WAITS = 3
"""How often one request may wait: for a recording, for its repair, and once to spare; reads of the store apart."""
BUSY_RETRY_S = 5
STORE_RETRY_S = 10
_CONDITIONS = {"if-none-match": "HTTP_IF_NONE_MATCH", "if-match": "HTTP_IF_MATCH", "range": "HTTP_RANGE"}
_DATES = {"if-modified-since", "if-unmodified-since", "if-range"}
"""Left to the WSGI middleware, which validates them."""


class Front:
    """An RSGI application over the Flask application `app`."""

    def __init__(self, app: "Flask") -> None:
        self._app = app
        self._state = AppState.of(app)
        self._assets = self._state.assets
        self._pools = Pools()
        self._spool = Spool()
        self._waiting = 0
        self._memory_tally = metrics.Tally(ROUTE, metrics.FOUND_IN_MEMORY)
        self._disk_tally = metrics.Tally(ROUTE, metrics.FOUND_IN_STORE)

    def __rsgi_init__(self, loop: asyncio.AbstractEventLoop) -> None:
        for work in (self._memory_tally.keep, self._disk_tally.keep, self._state.read_phone_assets_ahead):
            _start_beside(work)

    def __rsgi_del__(self, loop: asyncio.AbstractEventLoop) -> None:
        self._pools.shut_down()
        self._spool.close()

    async def __rsgi__(self, scope: Scope, protocol: HTTPProtocol) -> None:
        if not self._send_asset(scope, protocol):
            response = await self._respond(scope, protocol)
            try:
                await wsgi.send(protocol, response, self._spool)
            except (StoreError, OSError) as error:  # nothing of the response is sent yet
                log.error("%s cannot be read: %s", scope.path, error)
                refusal = wsgi.refusal(503, "The store does not answer just now", retry_after_s=STORE_RETRY_S)
                await wsgi.send(protocol, refusal, self._spool)

    def _send_asset(self, scope: Scope, protocol: HTTPProtocol) -> bool:
        """Send the response to a GET of an asset in memory or in a verified file; return False for other requests."""
        path = scope.path
        if not path.startswith(ROUTE) or scope.method != "GET":
            return False
        headers = scope.headers
        if not is_host(wsgi.header(headers, "host")):  # two joined by a comma are none
            return False
        environ = {"REQUEST_METHOD": "GET"}
        for name in headers.keys():  # noqa: SIM118  # it is no dict
            if name in _CONDITIONS:
                environ[_CONDITIONS[name]] = wsgi.header(headers, name)
            elif name in _DATES:
                return False
        asset, tally = self._find_asset(path)
        if asset is None:
            return False
        status, response_headers, body = respond(environ, asset.immutable)
        wsgi.send_body(protocol, Response(status=status, headers=response_headers, body=body))
        tally.add(status[:3], len(body))
        return True

    def _find_asset(self, path: str) -> tuple[CachedAsset | None, metrics.Tally]:
        if (asset := self._assets.in_memory(path)) is not None:
            return asset, self._memory_tally
        return self._assets.on_disk(path), self._disk_tally

    async def _respond(self, scope: Scope, protocol: HTTPProtocol) -> Response:
        """Return the Flask application's response, or a refusal while too much is in progress."""
        try:
            has_body = scope.method == "POST" and phone_path(scope.path).startswith(PHONE_ROUTE)
            environ = wsgi.environ(scope, await request_body.read(scope, protocol) if has_body else b"")
            wait = Wait()
            response = await self._run(environ, wait)
            return response if wait.work is None else await self._respond_later(environ, wait)
        except BodyError as error:
            return wsgi.refusal(error.status, str(error))
        except BusyError:
            return wsgi.refusal(503, "Too many requests are in progress", retry_after_s=BUSY_RETRY_S)

    async def _run(self, environ: dict[str, Any], wait: Wait) -> Response:
        request = environ | {waiting.ENVIRON_KEY: wait}

        def call() -> Response:
            with known_values.without_waiting():
                return wsgi.call(self._app, request)

        return await self._pools.run(phone_path(environ["PATH_INFO"]), call)

    async def _respond_later(self, environ: dict[str, Any], wait: Wait) -> Response:
        """Wait for the work in progress that a request needs; return the response to it then, or when time is up."""
        if self._waiting >= WAITING_AT_ONCE:
            return await self._run(environ, Wait(error=NotReadyError("Too many listeners wait. Ask again later")))
        now = asyncio.get_running_loop().time
        is_call = phone_path(environ["PATH_INFO"]).startswith(PHONE_ROUTE)
        deadline = now() + waiting.PATIENCE_S
        self._waiting += 1
        try:
            waits = WAITS
            while waits > 0:
                assert wait.work is not None
                waits -= not wait.is_read
                until = min(deadline, now() + waiting.patience_s(wait, is_call=is_call))
                wait = Wait(error=await _outcome(wait.work, until))
                response = await self._run(environ, wait)
                if wait.work is None:
                    return response
        finally:
            self._waiting -= 1
        return await self._run(environ, Wait(error=NotReadyError("The recording is not ready. Ask again later")))


def _start_beside(work: Callable[[], None]) -> None:
    """Do `work` in a thread of its own; without it where the system refuses one: clients are answered all the same."""
    try:
        threading.Thread(target=work, daemon=True).start()
    except RuntimeError as error:
        if not is_out_of_memory(error):
            raise
        log.error("A worker goes on without %s: %s", work.__qualname__, OUT_OF_MEMORY)


async def _outcome(work: "Future[Any]", deadline: float) -> BaseException | None:
    """Wait until `work` is done; return its exception. A NotReadyError if it is not done at `deadline`."""
    loop = asyncio.get_running_loop()
    done = asyncio.Event()

    def tell(_: object) -> None:
        with contextlib.suppress(RuntimeError):  # the loop is closed: this process ends
            loop.call_soon_threadsafe(done.set)

    work.add_done_callback(tell)
    try:
        async with asyncio.timeout_at(deadline):
            await done.wait()
    except TimeoutError:
        return NotReadyError("The recording is not there yet. Ask again in a few seconds")
    return None if work.cancelled() else work.exception()
