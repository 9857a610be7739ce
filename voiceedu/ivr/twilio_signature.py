"""Verifies that Twilio sent a request, by its signature (Twilio's documentation, "Security").

A request that is signed with a shared key says so, and by which algorithm, in a header of its own: it is an HMAC of
SHA-256 then, else of SHA-1.
"""

import base64
import hmac
import re
from collections.abc import Iterator, Mapping, Sequence
from urllib.parse import quote, unquote, urlsplit

HEADER = "X-Twilio-Signature"
SETTINGS_HEADER = "X-Twilio-Webhooks-Signature-Settings"
_ALGORITHM = re.compile(r"(?:^|,)\s*algorithm\s*=\s*([A-Za-z0-9_]+)")
_DIGESTS = {"HMAC_SHA1": "sha1", "HMAC_SHA256": "sha256"}
_SIGNED_PLAIN = "@:'"
"""Twilio signs some URLs with these as they are and sends them escaped (twilio-node, issues 621 and 1059)."""
_PORTS = {"http": 80, "https": 443}


def is_valid(token: str, *, url: str, fields: Mapping[str, Sequence[str]], signature: str, settings: str = "") -> bool:
    """Return whether `signature` is that of a request to `url`, with its query, that posted `fields`.

    `settings` is the header of that name. Twilio signs the URL with or without the default port, and with some signs of
    the query escaped or as they are.
    """
    named = _ALGORITHM.search(settings)
    digest = _DIGESTS.get(named[1].upper() if named else "HMAC_SHA1")
    if digest is None:
        return False
    posted = "".join(name + value for name in sorted(fields) for value in sorted(set(fields[name])))
    given = signature.encode()
    # All are compared, so that the time taken reveals nothing.
    matches = [hmac.compare_digest(_signature(token, one + posted, digest), given) for one in _url_forms(url)]
    return any(matches)


def _signature(token: str, text: str, digest: str) -> bytes:
    return base64.b64encode(hmac.new(token.encode(), text.encode(), digest).digest())


def _url_forms(url: str) -> Iterator[str]:
    base, separator, query = url.partition("?")
    for spelling in dict.fromkeys((query, *_query_forms(query))):
        yield from _port_forms(f"{base}{separator}{spelling}")


def _query_forms(query: str) -> Iterator[str]:
    """Yield `query` as it may have been signed: with some signs escaped in either case of the digits, or not at all."""
    plain = query
    for sign in _SIGNED_PLAIN:
        plain = re.sub(f"%{ord(sign):02X}", sign, plain, flags=re.IGNORECASE)
    yield plain
    yield re.sub("%[0-9a-fA-F]{2}", lambda escape: escape[0].upper(), query)
    yield unquote(query)
    yield quote(unquote(query), safe="=&")
    yield quote(unquote(query), safe="=&+")


def _port_forms(url: str) -> Iterator[str]:
    yield url
    parts = urlsplit(url)
    default = _PORTS.get(parts.scheme)
    if parts.port is None:
        yield parts._replace(netloc=f"{parts.netloc}:{default}").geturl()
    elif parts.port == default:
        yield parts._replace(netloc=parts.netloc.removesuffix(f":{default}")).geturl()
