"""The server: granian's worker processes, and the companion that renders beside them.

A program of its own, which `voiceedu serve` becomes when it has seen that everything can be opened: workers are forked,
and would inherit whatever the command has loaded for that.
"""

import os
import subprocess
import sys
import tempfile
from typing import Any

import granian.wsgi
from granian import Granian
from granian.constants import HTTPModes, Interfaces, RuntimeModes
from granian.http import HTTP1Settings
from granian.server import mp as processes

from voiceedu import logs

STOP_S = 10
"""How long a worker that is told to stop has for the answers it is sending."""
ACCESS_LOG = "%(time)s %(method)s %(path)s %(status)d %(dt_ms).1f ms"
"""Without the query, where phone systems put their callers' numbers, and without the address of who asked."""


def main(host: str, port: int, workers: int, *, access_log: bool) -> None:
    """Serve at `host` and `port` until a signal says to stop, and render what is missing meanwhile."""
    url = f"http://{'127.0.0.1' if host in ('0.0.0.0', '::') else host}:{port}/"  # noqa: S104
    # granian has no public place for another way to an application; without this private one nothing starts.
    assert vars(processes)["_wsgi_call_wrap"] is granian.wsgi._callback_wrapper
    vars(processes)["_wsgi_call_wrap"] = _lanes
    server = Granian(
        "voiceedu.app:create_app",
        factory=True,
        interface=Interfaces.WSGI,
        address=host,
        port=port,
        workers=workers,
        runtime_mode=RuntimeModes.st,  # one thread for all sockets: more hand each other work for longer than it takes
        http=HTTPModes.http1,
        # A client has ten seconds for its request's head, and 32 KiB.
        http1_settings=HTTP1Settings(header_read_timeout=10_000, max_buffer_size=32_768),
        backlog=1024,
        # One answers; of the others, web/lanes.py lets two at most be held by who is slow to post something.
        blocking_threads=4,
        # Connections that are open and ask nothing count, too.
        backpressure=2048,
        websockets=False,
        # A worker that is told to stop before it has begun does not hear it; one at work has this long to finish.
        workers_kill_timeout=STOP_S,
        respawn_failed_workers=True,
        log_access=access_log,
        log_access_format=ACCESS_LOG,
        log_dictconfig=logs.SERVER,
    )
    companions: list[subprocess.Popen[bytes]] = []

    @server.on_startup
    def begin() -> None:
        companions.append(subprocess.Popen([sys.executable, "-m", "voiceedu.server.background_render", url]))  # noqa: S603

    @server.on_shutdown
    def end() -> None:
        for companion in companions:
            companion.terminate()
            companion.wait()

    with tempfile.TemporaryDirectory(prefix="voiceedu-metrics-") as folder:
        os.environ.setdefault("PROMETHEUS_MULTIPROC_DIR", folder)  # the workers count together, and with the companion
        server.serve()


def _lanes(app: Any, scope_options: dict[str, Any], access_log: str | None = None) -> Any:
    """Return what answers in a worker."""
    from voiceedu.server.lanes import Lanes  # where the figures' folder is set by now

    return Lanes(app, scope_options, access_log)


if __name__ == "__main__":
    main(sys.argv[1], int(sys.argv[2]), int(sys.argv[3]), access_log="--access-log" in sys.argv)
