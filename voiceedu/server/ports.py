"""The port of a server: refused where another server is, or nothing can listen."""

import contextlib
import errno
import os
import socket
import sys
from collections.abc import Iterator
from typing import Any

from voiceedu.errors import SettingError


def free_address(host: str, port: int) -> str:
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
        raise unusable_port(host, port, str(cause or error)) from None
    return usable[0]


def unusable_port(host: str, port: int, cause: str) -> SettingError:
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
def only_server(address: str, port: int) -> Iterator[None]:
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
