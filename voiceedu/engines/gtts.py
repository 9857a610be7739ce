"""Google's voice through gTTS: the best known one, over the network.

gTTS prepares the requests; this module sends them, because gTTS sends every one with TLS verification off and without
a timeout. `_prepare_requests` is private to gTTS: its version is pinned to a range, and a test holds the seam.
"""

import base64
import binascii
import re
import threading
import time
from collections import deque
from collections.abc import Callable
from typing import Self

import gtts
import gtts.lang
import numpy as np
import numpy.typing as npt
import requests
from requests.adapters import HTTPAdapter
from urllib3.exceptions import DecodeError, ProtocolError
from urllib3.exceptions import TimeoutError as TimeoutError_

from voiceedu.audio import codecs
from voiceedu.config import Settings
from voiceedu.engines import alphabet, chosen_voice, google_voices, network, phrases
from voiceedu.engines.network import RETRIES, PoliteRetry
from voiceedu.engines.protocol import Speech, Voice
from voiceedu.errors import AudioError, EngineError, EngineUnreachableError

CONNECT_TIMEOUT_S = 5
READ_TIMEOUT_S = 20
RESOLVE_TIMEOUT_S = 5.0
PROBE_TIMEOUT_S = 3.0
LONGEST_REQUEST = 100
"""Characters that Google takes in one request."""
QUIET_DBFS = -50.0
"""Below this the ends of a piece are silence: Google puts about 0.3 s around each."""
BODY_TRIES = 3
REQUESTS_A_MINUTE = 60
"""Google names no limit and answers 429 to those who find it. One a second is what a person clicking could ask."""
VOICE_VERSION = "1"
"""Google names no version of its voice: raise this by hand when it is heard to have changed."""

Samples = npt.NDArray[np.int16]

_AUDIO = re.compile(rb'jQ1olc","\[\\"([A-Za-z0-9+/=]+)\\"\]')


class GttsEngine:
    """Thread-safe: each thread has its own session, and all share the budget of a minute."""

    name = "gtts"
    needs_network = True

    def __init__(
        self,
        settings: Settings | None = None,
        *,
        retries: PoliteRetry = RETRIES,
        requests_a_minute: int = REQUESTS_A_MINUTE,
        read_timeout_s: float = READ_TIMEOUT_S,
        resolve_timeout_s: float = RESOLVE_TIMEOUT_S,
        sleep: Callable[[float], None] = time.sleep,
    ) -> None:
        self._chosen = settings.voices if settings else {}
        self._retries = retries.new()
        self._retries.before_again = self._wait_for_budget
        self._read_timeout_s = read_timeout_s
        self._resolve_timeout_s = resolve_timeout_s
        self._sleep = sleep
        self._asked: deque[float] = deque(maxlen=requests_a_minute)
        self._lock = threading.Lock()
        self._sessions = threading.local()

    @classmethod
    def from_settings(cls, settings: Settings) -> Self:
        return cls(settings)

    def unavailable(self) -> str | None:
        return None

    def offline(self) -> str | None:
        """Return why Google cannot be reached, within a few seconds, or None. With a proxy, only that is tried."""
        return network.probe(google_voices.url("en"), timeout_s=PROBE_TIMEOUT_S)

    def has_voice(self, name: str, language: str) -> bool:
        return google_voices.speaks(name, language)

    def alphabet(self, language: str) -> frozenset[str] | None:
        return alphabet.latin(language)

    def voice(self, language: str) -> Voice:
        """Return Google's voice: its own tag, and after "@" the domain of an accent: en@co.uk."""
        name = google_voices.nearest(language)
        if name is None:
            raise EngineError(self.name, f"has no voice for {language!r}")
        chosen = chosen_voice(self._chosen, language)
        if chosen and self.has_voice(chosen, language):
            name = chosen
        return Voice(
            engine=self.name,
            engine_version=gtts.__version__,
            name=name,
            version=VOICE_VERSION,
            language=language,
        )

    def synthesize(self, text: str, voice: Voice) -> Speech:
        words = alphabet.fit(text, self.alphabet(voice.language), engine=self.name).text
        if not any(map(str.isalnum, words)):
            raise EngineError(self.name, f"finds nothing to say in {text!r}")
        pieces = phrases.cut(words, longest=LONGEST_REQUEST)
        self._resolve(voice)
        answers = [self._ask(self._session(), _request(piece.text, voice)) for piece in pieces]
        rates = {rate for _, rate in answers}
        if len(rates) != 1:
            raise EngineError(self.name, f"answered with {len(rates)} sample rates for one sentence")
        return _join([samples for samples, _ in answers], [piece.gap_ms for piece in pieces], rate=rates.pop())

    def _session(self) -> requests.Session:
        """Return this thread's session, so that all its requests share one TLS connection."""
        if not hasattr(self._sessions, "session"):
            session = requests.Session()
            session.mount("https://", HTTPAdapter(max_retries=self._retries))
            self._sessions.session = session
        session = self._sessions.session
        assert isinstance(session, requests.Session)
        return session

    def _resolve(self, voice: Voice) -> None:
        """Raise EngineUnreachableError unless the name resolves in time: timeouts of requests do not cover that."""
        reason = network.unresolved(google_voices.url(voice.name), timeout_s=self._resolve_timeout_s)
        if reason is not None:
            raise EngineUnreachableError(self.name, f"cannot be reached: {reason}")

    def _ask(self, session: requests.Session, request: requests.PreparedRequest) -> tuple[Samples, int]:
        try:
            answer, body = self._send(session, request)
        except requests.exceptions.RequestException as error:
            raise EngineUnreachableError(self.name, network.cause(error)) from None
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
        return samples, rate

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
        """Return the body; raise Timeout if all of it takes longer than one wait: a server can drip for hours."""
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


def _request(text: str, voice: Voice) -> requests.PreparedRequest:
    """Return the request for `text` of at most LONGEST_REQUEST characters, as gTTS prepares it."""
    speaker = gtts.gTTS(
        text,
        lang=google_voices.code(voice.name),
        tld=google_voices.domain(voice.name),
        lang_check=False,  # it would turn fr-CA into fr, with a warning
        pre_processor_funcs=[],  # they make a text longer
    )
    try:
        [prepared] = speaker._prepare_requests()
    except AssertionError as error:
        raise EngineError(GttsEngine.name, f"finds nothing to say in {text!r} ({error})") from None
    assert isinstance(prepared, requests.PreparedRequest)
    return prepared


def _join(pieces: list[Samples], gaps_ms: list[int], *, rate: int) -> Speech:
    """Return `pieces` without the silence at their ends, each followed by its gap, but for the last."""
    joined: list[Samples] = []
    for piece, gap_ms in zip(pieces, gaps_ms, strict=True):
        joined += [_trimmed(piece), np.zeros(gap_ms * rate // 1000, np.int16)]
    return Speech(pcm=np.concatenate(joined[:-1]).astype("<i2").tobytes(), sample_rate=rate)


def _trimmed(samples: Samples) -> Samples:
    loud = np.flatnonzero(np.abs(samples.astype(np.int32)) > 32768 * 10 ** (QUIET_DBFS / 20))
    return samples[loud[0] : loud[-1] + 1] if len(loud) else samples[:0]
