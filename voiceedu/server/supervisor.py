"""`voiceedu serve`: runs the worker processes of a server and the background render, once it can start."""

import importlib
import logging
import multiprocessing
import os
import re
import signal
import time
from typing import TYPE_CHECKING

from granian import Granian
from granian.constants import HTTPModes, Interfaces, Loops, RuntimeModes
from granian.http import HTTP1Settings

from voiceedu import logs
from voiceedu.config import Settings
from voiceedu.errors import VoiceeduError, system_cause
from voiceedu.process import garbage
from voiceedu.server import limits, ports, start_check, stop_signal
from voiceedu.server.metrics_folder import use_metrics_folder
from voiceedu.server.parent import STOP_S
from voiceedu.server.render_process import RenderProcess
from voiceedu.storage import patience
from voiceedu.storage.location import follow_links

if TYPE_CHECKING:
    from voiceedu.server.front import Front

log = logging.getLogger(__name__)

ACCESS_LOG = "%(time)s %(method)s %(path)s %(status)d %(dt_ms).1f ms"
"""Without the query, where phone systems put their callers' numbers, and without the client's address."""
_SYSTEM_ERROR = re.compile(r"(.+) \(os error \d+\)")
"""How granian tells of a failure of the system; a stack of Rust may follow."""
RESTART_S = 1.0
WORKER_RETRY_S = 5.0
"""A worker that ended at once would be given up, and the healthy ones with it."""
START_S = 2.5
"""How long a worker that starts waits for a bucket in all. After that it serves, and reads what it lacks in the
background or when somebody asks for it."""
WILDCARDS = {"0.0.0.0": "127.0.0.1", "::": "[::1]"}  # noqa: S104


def serve(settings: Settings, host: str, port: int, workers: int, *, access_log: bool) -> None:
    """Serve at `host` and `port` until SIGTERM or SIGINT, and render what is missing meanwhile.

    Raise a VoiceeduError when the server cannot start: the port is in use, or a setting, the library, the store or an
    engine cannot be used.
    """
    limits.check_memory()
    limits.allow_open_files()
    # Workers and render keep to one folder, also when a link to it is changed meanwhile: the next start follows that.
    os.environ["VOICEEDU_CACHE"] = follow_links(settings.cache)
    address = ports.free_address(host, port)
    with ports.only_server(address, port):
        _serve(settings, address, port, workers, access_log=access_log)


def _serve(settings: Settings, address: str, port: int, workers: int, *, access_log: bool) -> None:
    # Workers are forks. Until granian has its own handlers there, those of this process would swallow the signal.
    os.register_at_fork(after_in_child=lambda: signal.signal(signal.SIGTERM, signal.SIG_DFL))
    url = f"http://{WILDCARDS.get(address, f'[{address}]' if ':' in address else address)}:{port}/"
    with use_metrics_folder():
        # What is imported here is there at once in each worker, also in one that replaces another, and in the check.
        importlib.import_module("voiceedu.app")
        importlib.import_module("voiceedu.server.front")
        start_check.check(settings)
        while not stop_signal.is_told():
            if not _run(address, port, workers, RenderProcess(url), access_log=access_log):
                time.sleep(RESTART_S)


def create_front() -> "Front":
    """Return the RSGI application of a worker process."""
    with garbage.not_collected():  # modules stay: looking for it takes a tenth of the time
        from voiceedu.app import create_app
        from voiceedu.process import malloc
        from voiceedu.server import front, parent
        from voiceedu.web.state import AppState

    malloc.limit_arenas()
    started_by = multiprocessing.parent_process()
    if started_by is not None and started_by.pid is not None:
        parent.stop_with_parent(started_by.pid)
    while True:
        try:
            with patience.at_most(START_S):
                app = create_app()
                AppState.of(app).read_ahead()
                AppState.of(app).watch_library()
            return front.Front(app)
        except (VoiceeduError, MemoryError, RuntimeError) as error:
            # A setting's file was broken after the start, or there is no memory, say: the other workers go on.
            if (cause := system_cause(error)) is None and not isinstance(error, VoiceeduError):
                raise
            log.error("A worker cannot start; it tries again in %.0f s: %s", WORKER_RETRY_S, cause or error)
            time.sleep(WORKER_RETRY_S)


def _run(address: str, port: int, workers: int, render: RenderProcess, *, access_log: bool) -> bool:
    """Run workers, and `render` beside them, until this process is told to stop.

    Return False if the workers were given up after repeated crashes.
    """
    server = Granian(
        f"{__name__}:{create_front.__name__}",
        factory=True,
        interface=Interfaces.RSGI,
        address=address,
        port=port,
        workers=workers,
        runtime_mode=RuntimeModes.st,  # one thread for all sockets of a worker: more only hand work to each other
        loop=Loops.uvloop,
        http=HTTPModes.http1,
        # A client has ten seconds for the head of its request, and 32 KiB.
        http1_settings=HTTP1Settings(header_read_timeout=10_000, max_buffer_size=32_768),
        backlog=1024,
        backpressure=2048,  # idle connections count as well
        websockets=False,
        workers_kill_timeout=STOP_S,
        respawn_failed_workers=True,
        log_access=access_log,
        log_access_format=ACCESS_LOG,
        log_dictconfig=logs.SERVER,
    )
    server.on_startup(stop_signal.note)
    server.on_startup(render.start)
    try:
        server.serve()
    except SystemExit:
        return stop_signal.is_told()
    except RuntimeError as error:  # another program has taken the port since it was looked at, say
        if (found := _SYSTEM_ERROR.match(str(error))) is None:
            raise
        raise ports.unusable_port(address, port, found[1]) from None
    finally:
        render.stop()
    return True
