"""`voiceedu serve`: checks that a server can start, and runs its worker processes and the background render."""

import contextlib
import errno
import importlib
import logging
import multiprocessing
import os
import re
import signal
import socket
import sys
import time
from collections.abc import Iterator
from multiprocessing.connection import Connection
from typing import TYPE_CHECKING, Any

from granian import Granian
from granian.constants import HTTPModes, Interfaces, Loops, RuntimeModes
from granian.http import HTTP1Settings

from voiceedu import logs
from voiceedu.config import Settings
from voiceedu.errors import LoadError, SettingError, VoiceeduError, system_cause
from voiceedu.server import limits, stop_signal
from voiceedu.server.metrics_folder import use_metrics_folder
from voiceedu.server.parent import STOP_S, stop_with_parent
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
CHECK_S, START_S = 1.5, 2.5
"""How long the check before the start, and then each worker, waits for a bucket in all. After that a worker serves, and
reads what it lacks in the background or when somebody asks for it."""
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
    address = _free_address(host, port)
    with _only_server(address, port):
        _serve(settings, address, port, workers, access_log=access_log)


def _serve(settings: Settings, address: str, port: int, workers: int, *, access_log: bool) -> None:
    # Workers are forks. Until granian has its own handlers there, those of this process would swallow the signal.
    os.register_at_fork(after_in_child=lambda: signal.signal(signal.SIGTERM, signal.SIG_DFL))
    url = f"http://{WILDCARDS.get(address, f'[{address}]' if ':' in address else address)}:{port}/"
    with use_metrics_folder():
        # What is imported here is there at once in each worker, also in one that replaces another, and in the check.
        importlib.import_module("voiceedu.app")
        importlib.import_module("voiceedu.server.front")
        _check(settings)
        while not stop_signal.is_told():
            if not _run(address, port, workers, RenderProcess(url), access_log=access_log):
                time.sleep(RESTART_S)


def create_front() -> "Front":
    """Return the RSGI application of a worker process."""
    from voiceedu import malloc
    from voiceedu.app import create_app
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
        raise _unusable_port(address, port, found[1]) from None
    finally:
        render.stop()
    return True


def _free_address(host: str, port: int) -> str:
    """Return the IP address of `host`; raise SettingError if nothing can listen at `port` there.

    granian's workers share a port with SO_REUSEPORT, so a second server would otherwise start and take some requests.
    """
    try:
        found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM, flags=socket.AI_PASSIVE)
        usable = [str(address[0]) for family, kind, _, _, address in found if _can_listen(family, kind, address)]
        if not usable:
            raise OSError(errno.EADDRNOTAVAIL, os.strerror(errno.EADDRNOTAVAIL))
    except (OSError, UnicodeError) as error:  # the latter: no name of a host has such parts
        cause = error.strerror if isinstance(error, OSError) else "that is no name of a host"
        raise _unusable_port(host, port, str(cause or error)) from None
    return usable[0]


def _unusable_port(host: str, port: int, cause: str) -> SettingError:
    remedy = f"{cause}. Stop the program that uses it, or choose others with --host and --port"
    return SettingError("--host and --port", f"{host}:{port}", remedy)


def _can_listen(family: int, kind: int, address: tuple[Any, ...]) -> bool:
    """Return False if this machine has no such address, such as ::1 without IPv6; raise OSError if it is in use.

    A name may have several: a server at 127.0.0.1 is one at localhost, although that is ::1 too.
    """
    try:
        with socket.socket(family, kind) as probe:
            probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)  # ignores closed connections
            probe.bind(address)
    except OSError as error:
        if error.errno in (errno.EADDRNOTAVAIL, errno.EAFNOSUPPORT):
            return False
        raise
    return True


@contextlib.contextmanager
def _only_server(address: str, port: int) -> Iterator[None]:
    """Hold `port` of `address` against another server that starts at the same instant; raise SettingError if one does.

    It is a name of Linux's abstract namespace, which ends with the process; nothing is left on the disk.
    """
    if sys.platform != "linux":
        yield
        return
    with socket.socket(socket.AF_UNIX, socket.SOCK_DGRAM) as name:
        try:
            name.bind(f"\0voiceedu serve {address} {port}")
        except OSError:
            remedy = "another voiceedu starts there. Stop it, or choose others with --host and --port"
            raise SettingError("--host and --port", f"{address}:{port}", remedy) from None
        yield


def _check(settings: Settings) -> None:
    """Raise the VoiceeduError that prevents a start. A child process loads the engines, and frees their memory."""
    fork = multiprocessing.get_context("fork")
    receiver, sender = fork.Pipe(duplex=False)
    child = fork.Process(target=_load, args=(settings, sender, os.getpid()))
    child.start()
    sender.close()
    try:
        error = receiver.recv()
    except EOFError:
        cause = "the process that loads them has ended; it may have said why"
        remedy = f"{cause}. Leave out the one that is new, or allow more memory"
        error = SettingError("VOICEEDU_ENGINES", ",".join(settings.engines), remedy)
    finally:
        child.kill()  # it may be waiting for a bucket
        child.join()
    if error is not None:
        raise error


def _load(settings: Settings, sender: Connection, parent: int) -> None:
    """Load all that a server needs, and send the error that this raises, else None. End when `parent` has ended."""
    from voiceedu.publishing.studio import Studio

    signal.signal(signal.SIGINT, signal.SIG_DFL)  # Ctrl+C ends it without a traceback
    try:
        stop_with_parent(parent)  # a disk may not answer, and this process holds the port's name
        with patience.at_most(CHECK_S):
            studio = Studio(settings)
        if studio.remote is None:  # else workers have the voices
            studio.load_engines()
    except VoiceeduError as error:
        sender.send(error)
    except (OSError, MemoryError, RuntimeError, ImportError) as error:  # a folder that may not be read, say
        if (cause := system_cause(error)) is None:
            raise
        sender.send(LoadError(cause))
    else:
        sender.send(None)
