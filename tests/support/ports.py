"""Ports for servers of the tests."""

import random
import socket

PORTS = range(10_000, 30_000)
"""Below those that Linux gives to connections (32768 and up): no other test's connection takes one meanwhile."""


def free_port() -> int:
    """Return a port of this machine that nobody listens on, chosen at random: tests run side by side."""
    while True:
        port = random.SystemRandom().choice(PORTS)
        with socket.socket() as probe:
            probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            try:
                probe.bind(("127.0.0.1", port))
            except OSError:
                continue
        return port
