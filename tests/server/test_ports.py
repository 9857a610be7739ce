"""Where a server listens, and where another one already does."""

import socket

import pytest

from voiceedu.errors import SettingError
from voiceedu.server import ports


def test_two_servers_that_start_at_once_are_not_both_there() -> None:
    """Before either listens, the second one is refused with the setting and the address; another port is free."""
    with ports.only_server("127.0.0.1", 4711):
        with pytest.raises(SettingError, match=r"127\.0\.0\.1:4711.*another voiceedu starts there"):
            ports.only_server("127.0.0.1", 4711).__enter__()
        with ports.only_server("127.0.0.1", 4712):
            pass
    with ports.only_server("127.0.0.1", 4711):
        pass


def test_a_name_with_two_addresses_is_refused_where_one_is_in_use(monkeypatch: pytest.MonkeyPatch) -> None:
    """Localhost is ::1 first on many machines: a server at 127.0.0.1 is there all the same. A missing one is passed."""
    with socket.create_server(("127.0.0.1", 0)) as first:
        port = first.getsockname()[1]
        absent = (socket.AF_INET6, socket.SOCK_STREAM, 6, "", ("2001:db8::1", port, 0, 0))
        present = (socket.AF_INET, socket.SOCK_STREAM, 6, "", ("127.0.0.1", port))
        monkeypatch.setattr(socket, "getaddrinfo", lambda *_, **__: [absent, present])
        with pytest.raises(SettingError, match=rf"localhost:{port}.*Address already in use"):
            ports.free_address("localhost", port)
    assert ports.free_address("localhost", port) == "127.0.0.1"
    monkeypatch.setattr(socket, "getaddrinfo", lambda *_, **__: [absent])
    with pytest.raises(SettingError, match=r"localhost.*Cannot assign requested address"):
        ports.free_address("localhost", port)


@pytest.mark.parametrize("host", ["a..b", "a" * 64 + ".example", "", "256.1.1.1", "::1%none"])
def test_what_is_no_host_is_a_wrong_setting(host: str) -> None:
    """Whatever the resolver thinks of a name, the error names the option and the value."""
    with pytest.raises(SettingError, match="--host and --port=") as caught:
        ports.free_address(host, 4711)
    assert "choose others with --host and --port" in str(caught.value)
