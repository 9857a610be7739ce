"""Verifies that Twilio sent a request, by its signature (Twilio's documentation, "Security")."""

import base64
import hashlib
import hmac
from collections.abc import Iterator, Mapping, Sequence
from urllib.parse import urlsplit

HEADER = "X-Twilio-Signature"
_PORTS = {"http": 80, "https": 443}


def is_valid(token: str, *, url: str, fields: Mapping[str, Sequence[str]], signature: str) -> bool:
    """Return whether `signature` is that of a request to `url`, with its query, that posted `fields`.

    Twilio signs the URL with or without the default port.
    """
    posted = "".join(name + value for name in sorted(fields) for value in sorted(set(fields[name])))
    given = signature.encode()
    # All are compared, so that the time taken reveals nothing.
    matches = [hmac.compare_digest(_signature(token, one + posted), given) for one in _url_forms(url)]
    return any(matches)


def _signature(token: str, text: str) -> bytes:
    return base64.b64encode(hmac.new(token.encode(), text.encode(), hashlib.sha1).digest())


def _url_forms(url: str) -> Iterator[str]:
    yield url
    parts = urlsplit(url)
    default = _PORTS.get(parts.scheme)
    if parts.port is None:
        yield parts._replace(netloc=f"{parts.netloc}:{default}").geturl()
    elif parts.port == default:
        yield parts._replace(netloc=parts.netloc.removesuffix(f":{default}")).geturl()
