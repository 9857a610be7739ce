"""Fetches documents from the application, signed as Twilio signs, and recordings."""

import base64
import hashlib
import hmac
import urllib.parse
from collections.abc import Mapping

import requests

from voiceedu.audio.codecs import Samples, decode

PATIENCE_S = 15
"""Twilio gives up then."""
RATE_HZ = 8000


class WebhookError(Exception):
    """A response on which Twilio announces an application error and hangs up."""


def signature(token: str, url: str, posted: Mapping[str, str]) -> str:
    """Return X-Twilio-Signature: an HMAC-SHA1 over the whole URL and the posted fields sorted by name."""
    signed = url + "".join(name + posted[name] for name in sorted(posted))
    return base64.b64encode(hmac.digest(token.encode(), signed.encode(), hashlib.sha1)).decode()


class Fetcher:
    """Sends requests as Twilio does, and caches recordings by URL during its lifetime, as Twilio's cache does."""

    def __init__(self, *, token: str | None = None) -> None:
        self._token = token
        self._session = requests.Session()
        self._session.trust_env = False
        self._session.headers.update({"User-Agent": "TwilioProxy/1.1", "Connection": "close"})
        self._recordings: dict[str, Samples] = {}

    def document(self, url: str, method: str, fields: Mapping[str, str]) -> str:
        if method == "GET":
            url += ("&" if urllib.parse.urlsplit(url).query else "?") + urllib.parse.urlencode(fields)
            fields = {}
        headers = {} if self._token is None else {"X-Twilio-Signature": signature(self._token, url, fields)}
        try:
            answer = self._session.request(
                method, url, data=fields or None, headers=headers, timeout=PATIENCE_S, allow_redirects=False
            )
        except requests.RequestException as error:
            raise WebhookError(f"{method} {url}: {error}") from None
        kind = answer.headers.get("Content-Type", "").partition(";")[0]
        if answer.status_code != 200 or kind not in ("text/xml", "application/xml"):
            raise WebhookError(f"{method} {url}: {answer.status_code} {kind}: {answer.text[:200]!r}")
        return answer.text

    def recording(self, url: str) -> Samples:
        """Return the samples of a recording; raise WebhookError if its rate is not a telephone's."""
        if url not in self._recordings:
            try:
                answer = self._session.get(url, timeout=PATIENCE_S, allow_redirects=False)
            except requests.RequestException as error:
                raise WebhookError(f"GET {url}: {error}") from None
            kind = answer.headers.get("Content-Type", "")
            if answer.status_code != 200 or kind not in ("audio/mpeg", "audio/wav"):
                raise WebhookError(f"GET {url}: {answer.status_code} {kind}")
            samples, rate = decode(answer.content, name=url)
            if rate != RATE_HZ:
                raise WebhookError(f"GET {url}: is at {rate} Hz, not at {RATE_HZ}")
            self._recordings[url] = samples
        return self._recordings[url]
