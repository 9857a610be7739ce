"""The voice of any server that speaks OpenAI's /v1/audio/speech, such as Kokoro-FastAPI, LocalAI and speaches.

VOICEEDU_OPENAI_URL says where it is, and VOICEEDU_VOICES which of its voices speaks which language: the interface has
no way to ask. The key is in no message, and goes to that address alone.
"""

import time
from collections.abc import Callable
from dataclasses import dataclass
from http import HTTPStatus
from typing import Self

import requests

from voiceedu.audio import codecs
from voiceedu.config import Settings
from voiceedu.engines import alphabet, chosen_voice, network
from voiceedu.engines.protocol import Speech, Voice
from voiceedu.errors import AudioError, EngineError, EngineUnreachableError

CONNECT_TIMEOUT_S = 5.0
RESOLVE_TIMEOUT_S = 5.0
PROBE_TIMEOUT_S = 3.0
READ_TIMEOUT_S = 60.0
"""For a sentence, however often it is asked for: a large model on a small machine speaks slower than a person."""
TRIES = 3
FIRST_PAUSE_S = 0.5
LARGEST_ANSWER = 50_000_000
"""Bytes: 17 minutes of 24 kHz PCM, in one sentence."""
ENGINE_VERSION = "1"
"""The server names no version: raise this when what we ask for changes the sound."""

_PASSING = {HTTPStatus.TOO_MANY_REQUESTS, *(status for status in HTTPStatus if status >= 500)}
_PASSING_ERRORS = (requests.exceptions.ConnectionError, requests.exceptions.ChunkedEncodingError)
_REMEDIES = {
    **dict.fromkeys((401, 403), "; check VOICEEDU_OPENAI_KEY"),
    **dict.fromkeys((400, 404, 422), "; check VOICEEDU_OPENAI_URL, VOICEEDU_OPENAI_MODEL and VOICEEDU_VOICES"),
}
"""The answer itself is not shown: a server may repeat the key in it."""


@dataclass(frozen=True, kw_only=True)
class _Answer:
    status: int
    retry_after_s: float
    body: bytes


class OpenaiEngine:
    """Safe between threads: every request has a session of its own."""

    name = "openai"
    needs_network = True

    def __init__(
        self,
        settings: Settings | None = None,
        *,
        read_timeout_s: float = READ_TIMEOUT_S,
        sleep: Callable[[float], None] = time.sleep,
    ) -> None:
        self._settings = settings or Settings()
        self._read_timeout_s = read_timeout_s
        self._sleep = sleep

    @classmethod
    def from_settings(cls, settings: Settings) -> Self:
        return cls(settings)

    def unavailable(self) -> str | None:
        if self._settings.openai_url is None:
            return "VOICEEDU_OPENAI_URL is not set; write the server's address, such as http://localhost:8880"
        return None

    def offline(self) -> str | None:
        """Return why the server cannot be reached, within a few seconds, or None."""
        return network.probe(self._url, timeout_s=PROBE_TIMEOUT_S)

    def has_voice(self, _name: str, _language: str) -> bool:
        return self._settings.openai_url is not None  # only the server knows

    def alphabet(self, language: str) -> frozenset[str] | None:
        """Return what every voice says: nobody knows which signs the server's model drops without a word."""
        return alphabet.latin(language)

    def voice(self, language: str) -> Voice:
        name = chosen_voice(self._settings.voices, language)
        if name is None:
            raise EngineError(self.name, f"has no voice for {language!r}; name one in VOICEEDU_VOICES={language}=…")
        model = self._settings.openai_model
        return Voice(engine=self.name, engine_version=ENGINE_VERSION, name=name, version=model, language=language)

    def synthesize(self, text: str, voice: Voice) -> Speech:
        words = alphabet.fit(text, self.alphabet(voice.language), engine=self.name).text
        if not any(map(str.isalnum, words)):
            raise EngineError(self.name, f"finds nothing to say in {text!r}")
        try:
            samples, rate = codecs.decode(self._ask(words, voice), name="the answer", container="wav")
        except AudioError as error:
            raise EngineUnreachableError(self.name, str(error)) from None
        if not len(samples):
            raise EngineError(self.name, f"said nothing for {text!r}")
        return Speech(pcm=samples.astype("<i2").tobytes(), sample_rate=rate)

    def _ask(self, text: str, voice: Voice) -> bytes:
        """Return the body of the answer; ask again after trouble that may pass, TRIES times in all."""
        deadline = time.monotonic() + self._read_timeout_s
        pause_s, reason = FIRST_PAUSE_S, network.unresolved(self._url, timeout_s=RESOLVE_TIMEOUT_S)
        if reason is not None:
            raise EngineUnreachableError(self.name, f"cannot be reached: {reason}")
        for tries_left in reversed(range(TRIES)):
            try:
                answer = self._send(text, voice, deadline)
            except (requests.exceptions.RequestException, OSError) as error:  # OSError: no such REQUESTS_CA_BUNDLE
                reason = network.cause(error) if isinstance(error, requests.exceptions.RequestException) else str(error)
                passing = isinstance(error, _PASSING_ERRORS) and not isinstance(error, requests.exceptions.SSLError)
                asked_s = 0.0
            else:
                if answer.status == HTTPStatus.OK:
                    return answer.body
                reason = f"the server answered {answer.status}{_REMEDIES.get(answer.status, '')}"
                passing, asked_s = answer.status in _PASSING, answer.retry_after_s
            wait_s = max(pause_s, asked_s)
            if not passing or not tries_left or time.monotonic() + wait_s > deadline:
                raise EngineUnreachableError(self.name, reason, retry_after_s=max(60.0, asked_s))
            self._sleep(wait_s)
            pause_s *= 2
        raise AssertionError("unreachable")

    @property
    def _url(self) -> str:
        return f"{self._settings.openai_url}/v1/audio/speech"

    def _send(self, text: str, voice: Voice, deadline: float) -> _Answer:
        asked = {"model": voice.version, "voice": voice.name, "input": text, "response_format": "wav"}
        with (
            requests.Session() as session,
            session.post(
                self._url,
                json=asked,
                auth=self._authorize,
                timeout=(CONNECT_TIMEOUT_S, max(deadline - time.monotonic(), 0.1)),
                allow_redirects=False,  # they would take the key and the words to another address
                stream=True,
            ) as answer,
        ):
            body = b""
            for part in answer.iter_content(65_536):
                body += part
                if time.monotonic() > deadline:
                    raise requests.exceptions.ReadTimeout
                if len(body) > LARGEST_ANSWER:
                    raise requests.exceptions.ContentDecodingError
            return _Answer(
                status=answer.status_code,
                retry_after_s=_seconds(answer.headers.get("Retry-After", "")),
                body=body,
            )

    def _authorize(self, request: requests.PreparedRequest) -> requests.PreparedRequest:
        """Add the key. Without this callback requests would send what a .netrc of the user says."""
        if self._settings.openai_key is not None:
            request.headers["Authorization"] = f"Bearer {self._settings.openai_key}"
        return request


def _seconds(retry_after: str) -> float:
    return float(retry_after) if retry_after.isascii() and retry_after.isdecimal() else 0.0
