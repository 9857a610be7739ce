"""Whether Twilio has sent a request: its signature, as Twilio describes it under "Security"."""

import base64
import hashlib
import hmac
from collections.abc import Iterator, Mapping, Sequence
from urllib.parse import urlsplit

HEADER = "X-Twilio-Signature"
_PORTS = {"http": 80, "https": 443}


def valid(token: str, *, url: str, fields: Mapping[str, Sequence[str]], signature: str) -> bool:
    """Return whether `signature` is that of a request to `url`, query included, which posted `fields`.

    Twilio signs the address with or without the port that goes without saying, and is not consistent in it.
    """
    posted = "".join(name + value for name in sorted(fields) for value in sorted(set(fields[name])))
    given = signature.encode()
    # Each is compared, whatever the one before gave: how long it takes says nothing.
    matches = [hmac.compare_digest(_signature(token, one + posted), given) for one in _spellings(url)]
    return any(matches)


def _signature(token: str, text: str) -> bytes:
    return base64.b64encode(hmac.new(token.encode(), text.encode(), hashlib.sha1).digest())


def _spellings(url: str) -> Iterator[str]:
    yield url
    parts = urlsplit(url)
    usual = _PORTS.get(parts.scheme)
    if parts.port is None:
        yield parts._replace(netloc=f"{parts.netloc}:{usual}").geturl()
    elif parts.port == usual:
        yield parts._replace(netloc=parts.netloc.removesuffix(f":{usual}")).geturl()
