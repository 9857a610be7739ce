"""The parts of the RSGI specification 1.6 that this server uses, as types."""

from collections.abc import AsyncIterator, Sequence
from typing import Protocol

HeaderList = Sequence[tuple[str, str]]


class Headers(Protocol):
    """The headers of a request; names are in lower case."""

    def __contains__(self, name: str) -> bool: ...
    def keys(self) -> list[str]: ...
    def get(self, name: str, default: str | None = None) -> str | None: ...
    def get_all(self, name: str) -> list[str]: ...


class Scope(Protocol):
    """A request. `path` is decoded; `server` and `client` are an address and a port, joined by a colon."""

    method: str
    path: str
    query_string: str
    http_version: str
    scheme: str
    server: str
    client: str
    headers: Headers


class HTTPProtocol(Protocol):
    """The connection of a request: yields its body, and sends its response."""

    def __aiter__(self) -> AsyncIterator[bytes]: ...
    def response_empty(self, status: int, headers: HeaderList) -> None: ...
    def response_bytes(self, status: int, headers: HeaderList, body: bytes) -> None: ...
    def response_file_range(self, status: int, headers: HeaderList, file: str, start: int, end: int) -> None: ...
