"""The settings that are addresses: each function returns the value to work with, or raises ValueError."""

import ipaddress
import re
from collections.abc import Collection
from urllib.parse import SplitResult, unquote, urlsplit

_LABEL = re.compile(r"[A-Za-z0-9_]([A-Za-z0-9_-]{0,61}[A-Za-z0-9_])?")
"""A part of a host's name (RFC 1123), and with underscores, which names within a cluster have."""


def server_url(value: str) -> str:
    """Return the address of a server that speaks OpenAI's protocol, without the path of that protocol."""
    parts = _parts(value, ("http", "https"))
    if parts is None or parts.username is not None:
        raise ValueError("write the address before /v1/audio/speech, without a name or password: http://localhost:8880")
    return value.rstrip("/").removesuffix("/v1/audio/speech").removesuffix("/v1")


def queue_url(value: str) -> str:
    """Return the address of a Redis server."""
    parts = _parts(value, ("redis", "rediss"))
    if parts is None or not re.fullmatch(r"(/\d*)?", parts.path):
        raise ValueError("write the address of a Redis server, such as redis://localhost:6379/0, or rediss:// with TLS")
    return value


def public_url(value: str) -> str:
    """Return the address in front of every link. Everybody sees it, so that it has no name or password."""
    parts = _parts(value, ("http", "https"))
    if parts is None or parts.username is not None:
        raise ValueError("write the address that callers' phones reach, such as https://voice.example.org")
    if parts.path.strip("/"):
        raise ValueError(
            "pages and recordings are at the top of a host: give them one, such as https://voice.example.org"
        )
    return value.rstrip("/")


def file_path(rest: str) -> str:
    """Return the path in what stands after file:// in an address."""
    if not rest.startswith("/"):
        raise ValueError("write the whole path, after three slashes, such as file:///srv/voiceedu")
    return unquote(rest)


def _parts(value: str, schemes: Collection[str]) -> SplitResult | None:
    """Return the parts of an address with one of `schemes`, and a host; None for any other, or one with a query."""
    if not value.isascii() or not value.isprintable() or " " in value:  # else urlsplit leaves out some signs
        return None
    try:
        parts = urlsplit(value)
        port = parts.port
    except ValueError:  # half a bracket, or a port that is none
        return None
    fits = parts.scheme in schemes and _is_host(parts.hostname or "") and port != 0
    return parts if fits and not parts.query and not parts.fragment else None


def _is_host(name: str) -> bool:
    if ":" in name:
        try:
            ipaddress.IPv6Address(name)
        except ValueError:
            return False
        return True
    return all(_LABEL.fullmatch(label) for label in name.removesuffix(".").split("."))
