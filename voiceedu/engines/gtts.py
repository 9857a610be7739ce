"""Google's voice, by way of gTTS: the best known, and across the network.

gTTS prepares the requests; we send them ourselves, because gTTS sends every one with TLS verification off and without
a timeout. `_prepare_requests` is private to gTTS: its version is pinned to a range, and a test holds the seam.
"""

import base64
import binascii
import re

import gtts
import gtts.lang
import requests

from voiceedu import codecs
from voiceedu.engines.protocol import Speech, Voice
from voiceedu.errors import AudioError, EngineError, EngineUnreachableError

CONNECT_TIMEOUT_S = 5
READ_TIMEOUT_S = 20
VOICE_VERSION = "1"
"""Google names no version of its voice: raise this by hand when it is heard to have changed."""

_AUDIO = re.compile(rb'jQ1olc","\[\\"([A-Za-z0-9+/=]+)\\"\]')


class GttsEngine:
    name = "gtts"
    needs_network = True

    def unavailable(self) -> str | None:
        return None

    def voice(self, language: str) -> Voice:
        known = gtts.lang.tts_langs()
        name = next((tag for tag in (language, language.split("-")[0]) if tag in known), None)
        if name is None:
            raise EngineError(self.name, f"has no voice for {language!r}")
        return Voice(
            engine=self.name, engine_version=gtts.__version__, name=name, version=VOICE_VERSION, language=language
        )

    def synthesize(self, text: str, voice: Voice) -> Speech:
        # One request holds at most 100 characters: a longer sentence comes in parts, each an MP3 of its own.
        with requests.Session() as session:
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
        # A prepared request does not take up HTTPS_PROXY and REQUESTS_CA_BUNDLE by itself.
        settings = session.merge_environment_settings(request.url, {}, None, True, None)
        try:
            answer = session.send(request, timeout=(CONNECT_TIMEOUT_S, READ_TIMEOUT_S), **settings)
            answer.raise_for_status()
        except requests.exceptions.SSLError as error:
            raise EngineUnreachableError(
                self.name, f"the server's certificate is not to be trusted ({error})"
            ) from None
        except requests.exceptions.Timeout:
            raise EngineUnreachableError(self.name, "no answer in time") from None
        except requests.exceptions.HTTPError:
            raise EngineUnreachableError(
                self.name, f"the server answered {answer.status_code} {answer.reason}"
            ) from None
        except requests.exceptions.RequestException as error:
            raise EngineUnreachableError(self.name, f"cannot reach the server ({type(error).__name__})") from None
        found = _AUDIO.search(answer.content)
        if not found:
            raise EngineUnreachableError(self.name, "the answer holds no audio")
        try:
            samples, rate = codecs.decode(base64.b64decode(found[1], validate=True), name="the answer")
        except (AudioError, binascii.Error) as error:
            raise EngineUnreachableError(self.name, str(error)) from None
        return samples.astype("<i2").tobytes(), rate
