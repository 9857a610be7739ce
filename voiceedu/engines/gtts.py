"""Google's voice, by way of gTTS: the best known, and across the network.

gTTS prepares the requests; we send them ourselves, because gTTS sends every one with TLS verification off and without
a timeout. `_prepare_requests` is private to gTTS: its version is pinned to a range, and a test holds the seam.
"""

import base64
import binascii
import re
import threading
import time
from collections import deque
from collections.abc import Callable
from types import TracebackType
from typing import Any, Self

import gtts
import gtts.lang
import requests
from requests.adapters import HTTPAdapter
from urllib3.connectionpool import ConnectionPool
from urllib3.exceptions import DecodeError, InvalidHeader, MaxRetryError, ProtocolError, ResponseError, SSLError
from urllib3.exceptions import TimeoutError as TimeoutError_
from urllib3.response import BaseHTTPResponse
from urllib3.util.retry import Retry

from voiceedu import languages
from voiceedu.audio import codecs
from voiceedu.engines.protocol import Speech, Voice
from voiceedu.errors import AudioError, EngineError, EngineUnreachableError

CONNECT_TIMEOUT_S = 5
READ_TIMEOUT_S = 20
LONGEST_WAIT_S = 30
"""A server that asks for more patience (Retry-After) is left alone, and the next engine speaks meanwhile."""
BODY_TRIES = 3
REQUESTS_A_MINUTE = 60
"""Google names no limit and answers 429 to those who find it. One a second is what a person clicking could ask."""
VOICE_VERSION = "1"
"""Google names no version of its voice: raise this by hand when it is heard to have changed."""

_AUDIO = re.compile(rb'jQ1olc","\[\\"([A-Za-z0-9+/=]+)\\"\]')


class _Retry(Retry):
    """urllib3's retries, but for hours when a server asks for them, and for a Retry-After that makes no sense.

    `before_again` is called before each request that urllib3 repeats.
    """

    before_again: Callable[[], None] = staticmethod(lambda: None)

    def new(self, **changes: Any) -> Self:
        again = super().new(**changes)
        again.before_again = self.before_again
        return again

    def sleep(self, response: BaseHTTPResponse | None = None) -> None:
        super().sleep(response)
        self.before_again()

    def get_retry_after(self, response: BaseHTTPResponse) -> float | None:
        try:
            return super().get_retry_after(response)
        except (InvalidHeader, ValueError, OverflowError):
            return None

    def increment(
        self,
        method: str | None = None,
        url: str | None = None,
        response: BaseHTTPResponse | None = None,
        error: Exception | None = None,
        _pool: ConnectionPool | None = None,
        _stacktrace: TracebackType | None = None,
    ) -> Self:
        assert _pool is not None
        if response is not None and (self.get_retry_after(response) or 0) > LONGEST_WAIT_S:
            raise MaxRetryError(_pool, url or "", ResponseError("asks for too much patience"))
        if isinstance(error, SSLError):  # a certificate does not become better
            raise MaxRetryError(_pool, url or "", error)
        return super().increment(method, url, response, error, _pool, _stacktrace)


RETRIES = _Retry(
    total=4,
    connect=2,  # without a network every sentence would wait for nothing
    read=2,
    other=2,
    status_forcelist=(429, 500, 502, 503, 504),
    allowed_methods=("POST",),  # asking twice for a sentence does no harm
    backoff_factor=0.5,  # 0, 1, 2 and 4 s, and up to as much again as
    backoff_jitter=0.5,  # this says, so that many who were refused at once do not come back at once
    raise_on_status=False,
)


class GttsEngine:
    """Safe between threads: every request has a session of its own, and all share the budget of a minute."""

    name = "gtts"
    needs_network = True

    def __init__(
        self,
        *,
        retries: _Retry = RETRIES,
        requests_a_minute: int = REQUESTS_A_MINUTE,
        read_timeout_s: float = READ_TIMEOUT_S,
        sleep: Callable[[float], None] = time.sleep,
    ) -> None:
        self._retries = retries.new()
        self._retries.before_again = self._wait_for_budget
        self._read_timeout_s = read_timeout_s
        self._sleep = sleep
        self._asked: deque[float] = deque(maxlen=requests_a_minute)
        self._lock = threading.Lock()

    def unavailable(self) -> str | None:
        return None

    def voice(self, language: str) -> Voice:
        known = gtts.lang.tts_langs()
        name = next((tag for tag in (language, languages.base(language)) if tag in known), None)
        if name is None:
            raise EngineError(self.name, f"has no voice for {language!r}")
        return Voice(
            engine=self.name, engine_version=gtts.__version__, name=name, version=VOICE_VERSION, language=language
        )

    def synthesize(self, text: str, voice: Voice) -> Speech:
        # One request holds at most 100 characters: a longer sentence comes in parts, each an MP3 of its own.
        with requests.Session() as session:
            session.mount("https://", HTTPAdapter(max_retries=self._retries))
            parts = [self._ask(session, request) for request in self._requests(text, voice)]
        rates = {rate for _, rate in parts}
        if len(rates) != 1:
            raise EngineError(self.name, f"answered with {len(rates)} sample rates for one sentence")
        return Speech(pcm=b"".join(pcm for pcm, _ in parts), sample_rate=rates.pop())

    def _requests(self, text: str, voice: Voice) -> list[requests.PreparedRequest]:
        try:
            prepared: list[requests.PreparedRequest] = gtts.gTTS(text, lang=voice.name)._prepare_requests()
        except AssertionError as error:
            raise EngineError(self.name, f"finds nothing to say in {text!r} ({error})") from None
        return prepared

    def _ask(self, session: requests.Session, request: requests.PreparedRequest) -> tuple[bytes, int]:
        try:
            answer, body = self._send(session, request)
        except requests.exceptions.SSLError:
            raise EngineUnreachableError(self.name, "the server's certificate is not to be trusted") from None
        except requests.exceptions.Timeout:
            raise EngineUnreachableError(self.name, "no answer in time") from None
        except requests.exceptions.RequestException as error:
            late = isinstance(getattr(error.args[0] if error.args else None, "reason", None), TimeoutError_)
            reason = "no answer in time" if late else f"cannot reach the server ({type(error).__name__})"
            raise EngineUnreachableError(self.name, reason) from None
        except OSError as error:  # REQUESTS_CA_BUNDLE names no file
            raise EngineUnreachableError(self.name, str(error)) from None
        if answer.status_code != requests.codes.ok:
            raise self._refused(answer)
        found = _AUDIO.search(body)
        if not found:
            raise EngineUnreachableError(self.name, "the answer holds no audio")
        try:
            mp3 = base64.b64decode(found[1], validate=True)
            samples, rate = codecs.decode(mp3, name="the answer", container="mp3")
        except (AudioError, binascii.Error) as error:
            raise EngineUnreachableError(self.name, str(error)) from None
        return samples.astype("<i2").tobytes(), rate

    def _send(self, session: requests.Session, request: requests.PreparedRequest) -> tuple[requests.Response, bytes]:
        # A prepared request does not take up HTTPS_PROXY and REQUESTS_CA_BUNDLE by itself.
        settings = session.merge_environment_settings(request.url, {}, True, True, None)
        timeout = (CONNECT_TIMEOUT_S, self._read_timeout_s)
        for tries_left in reversed(range(BODY_TRIES)):
            self._wait_for_budget()
            with session.send(request, timeout=timeout, allow_redirects=False, **settings) as answer:
                try:
                    return answer, self._body(answer)
                except ProtocolError as error:
                    # The body broke off: the retries, which have seen its head, took it for an answer.
                    if not tries_left:
                        raise requests.exceptions.ConnectionError(error) from None
        raise AssertionError("unreachable")

    def _body(self, answer: requests.Response) -> bytes:
        """Return the body; raise Timeout when all of it takes longer than one wait may: a server can drip for hours."""
        deadline = time.monotonic() + self._read_timeout_s
        body = b""
        try:
            while part := answer.raw.read1(65_536, decode_content=True):
                body += part
                if time.monotonic() > deadline:
                    raise requests.exceptions.ReadTimeout("the answer drips")
        except TimeoutError_ as error:
            raise requests.exceptions.ReadTimeout(error) from None
        except DecodeError as error:
            raise requests.exceptions.ContentDecodingError(error) from None
        return body

    def _refused(self, answer: requests.Response) -> EngineUnreachableError:
        reason = f"the server answered {answer.status_code} {answer.reason}"
        wait = RETRIES.get_retry_after(answer.raw) or 0.0
        return EngineUnreachableError(self.name, reason, retry_after_s=max(wait, 60.0))

    def _wait_for_budget(self) -> None:
        with self._lock:
            if len(self._asked) == self._asked.maxlen:
                wait = self._asked[0] + 60 - time.monotonic()
                if wait > 0:
                    self._sleep(wait)
            self._asked.append(time.monotonic())
