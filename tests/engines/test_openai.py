"""A server that speaks /v1/audio/speech, from loopback."""

import contextlib
import json
import logging
import threading
import time
from collections.abc import Iterator
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

import numpy as np
import pytest

from voiceedu.audio import wav
from voiceedu.config import Settings
from voiceedu.engines import openai
from voiceedu.engines.openai import OpenaiEngine
from voiceedu.errors import EngineError, EngineUnreachableError, UnspeakableError

KEY = "sk-secret-0123"
SAMPLES = np.full(2400, 9000, np.int16)
WAV = wav.pcm(SAMPLES, 24_000)


@dataclass
class Server:
    """What it was asked, and how it answers: (status, headers, body) in turn, then WAV for ever."""

    url: str = ""
    answers: list[tuple[int, dict[str, str], bytes]] = field(default_factory=list)
    asked: list[tuple[str, dict[str, str], dict[str, Any]]] = field(default_factory=list)
    delay_s: float = 0.0
    drip: bool = False
    stall: bool = False
    closing: threading.Event = field(default_factory=threading.Event)


@pytest.fixture
def server(monkeypatch: pytest.MonkeyPatch) -> Iterator[Server]:
    for name in ("HTTP_PROXY", "http_proxy", "ALL_PROXY", "all_proxy"):
        monkeypatch.delenv(name, raising=False)
    state = Server()

    class Handler(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            body = json.loads(self.rfile.read(int(self.headers["Content-Length"])))
            state.asked.append((self.path, {name.lower(): value for name, value in self.headers.items()}, body))
            status, headers, content = state.answers.pop(0) if state.answers else (200, {}, WAV)
            time.sleep(state.delay_s)
            self.send_response(status)
            for name, value in headers.items():
                self.send_header(name, value)
            with contextlib.suppress(OSError):  # a client may go away
                self.end_headers()
                if state.stall:
                    self.wfile.write(content[:100])
                    self.wfile.flush()
                    state.closing.wait(20)
                for place in range(0, len(content), 500):
                    self.wfile.write(content[place : place + 500])
                    time.sleep(0.1 if state.drip else 0)

        def log_message(self, *_: object) -> None:
            pass

    httpd = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    state.url = f"http://127.0.0.1:{httpd.server_address[1]}"
    thread = threading.Thread(target=httpd.serve_forever, args=(0.02,))
    thread.start()
    yield state
    state.closing.set()
    httpd.shutdown()
    httpd.server_close()
    thread.join()


def engine(url: str, *, waits: list[float] | None = None, **options: Any) -> OpenaiEngine:
    settings = Settings(
        openai_url=url, openai_model="kokoro", openai_key=KEY, voices={"en": "af_heart", "es": "ef_dora"}
    )
    return OpenaiEngine(settings, sleep=(waits if waits is not None else []).append, **options)


def say(by: OpenaiEngine, text: str = "A nerve block.", language: str = "en") -> bytes:
    speech = by.synthesize(text, by.voice(language))
    assert speech.sample_rate == 24_000
    return speech.pcm


def test_it_asks_for_the_words_with_model_voice_and_key(server: Server) -> None:
    assert say(engine(server.url), "El dolor.", "es-MX") == SAMPLES.astype("<i2").tobytes()
    [(path, headers, asked)] = server.asked
    assert path == "/v1/audio/speech"
    assert headers["authorization"] == f"Bearer {KEY}"
    assert asked == {"model": "kokoro", "voice": "ef_dora", "input": "El dolor.", "response_format": "wav"}


def test_without_a_key_none_is_sent_not_even_one_of_a_netrc(
    server: Server, tmp_path: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "netrc").write_text("machine 127.0.0.1 login me password secret\n")
    monkeypatch.setenv("NETRC", str(tmp_path / "netrc"))
    say(OpenaiEngine(Settings(openai_url=server.url, voices={"en": "a"})))
    assert "authorization" not in server.asked[0][1]


def test_model_and_voice_are_part_of_the_speech_key() -> None:
    def key(**changes: Any) -> str:
        settings = Settings(**{"openai_url": "http://a", "voices": {"en": "x"}, **changes})
        return OpenaiEngine(settings).voice("en").speech_key("Yes.")

    assert key() == key(openai_url="http://b", openai_key="k")
    assert len({key(), key(voices={"en": "y"}), key(openai_model="other")}) == 3


def test_a_language_without_a_chosen_voice_is_a_named_error() -> None:
    """Only the clinic knows which of the server's voices speaks a language."""
    with pytest.raises(EngineError, match=r"openai: has no voice for 'fr'; name one in VOICEEDU_VOICES=fr=…"):
        engine("http://127.0.0.1:1").voice("fr")


def test_without_an_address_it_says_what_to_set() -> None:
    assert "VOICEEDU_OPENAI_URL is not set" in (OpenaiEngine().unavailable() or "")
    assert not OpenaiEngine().has_voice("a", "en")
    assert engine("http://127.0.0.1:1").unavailable() is None


def test_a_redirect_is_not_followed(server: Server) -> None:
    """It would carry the key and the words to an address that nobody has chosen."""
    server.answers = [(307, {"Location": f"{server.url}/elsewhere"}, b"")]
    with pytest.raises(EngineUnreachableError, match="the server answered 307"):
        say(engine(server.url))
    assert [path for path, _, _ in server.asked] == ["/v1/audio/speech"]


@pytest.mark.parametrize("status", [429, 500, 503])
def test_passing_trouble_is_asked_again_a_few_times(server: Server, status: int) -> None:
    waits: list[float] = []
    server.answers = [(status, {}, b"")] * 2
    assert say(engine(server.url, waits=waits))
    assert waits == [0.5, 1.0]
    server.answers = [(status, {}, b"")] * 9
    with pytest.raises(EngineUnreachableError, match=f"the server answered {status}"):
        say(engine(server.url))
    assert len(server.asked) == 3 + openai.TRIES


@pytest.mark.parametrize("status", [400, 401, 404, 422])
def test_a_refusal_is_not_asked_again_and_the_key_is_not_told(
    server: Server, status: int, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.DEBUG)
    server.answers = [(status, {}, f"wrong key {KEY}".encode())]
    by = engine(server.url)
    with pytest.raises(EngineUnreachableError, match=f"the server answered {status}") as raised:
        say(by)
    assert len(server.asked) == 1
    assert all(KEY not in told for told in (str(raised.value), repr(by), repr(by._settings), caplog.text))


@pytest.mark.parametrize("body", [b"", b"<html>", WAV[:30]])
def test_an_answer_without_sound_is_a_named_error(server: Server, body: bytes) -> None:
    server.answers = [(200, {}, body)]
    with pytest.raises(EngineError, match="openai: "):
        say(engine(server.url))


@pytest.mark.parametrize(("asked_s", "waits"), [("7", [7.0]), ("soon", [0.5]), ("0", [0.5]), ("3600", [])])
def test_retry_after_is_honoured_within_the_time_of_a_sentence(
    server: Server, asked_s: str, waits: list[float]
) -> None:
    waited: list[float] = []
    server.answers = [(429, {"Retry-After": asked_s}, b"")]
    by = engine(server.url, waits=waited)
    if waits:
        assert say(by)
    else:
        with pytest.raises(EngineUnreachableError, match="the server answered 429") as raised:
            say(by)
        assert raised.value.retry_after_s == 3600
    assert waited == waits


def test_an_answer_that_stalls_is_not_asked_for_again(server: Server) -> None:
    """A minute is for the sentence, and not for each of its tries."""
    server.stall = True
    started = time.monotonic()
    with pytest.raises(EngineUnreachableError, match="no answer in time"):
        say(engine(server.url, read_timeout_s=0.5))
    assert len(server.asked) == 1
    assert time.monotonic() - started < 5


@pytest.mark.parametrize("size", [0, 0xFFFF_FFFF])
def test_a_wav_that_was_streamed_does_not_know_its_length(server: Server, size: int) -> None:
    """Some servers begin to send before they know how much there will be."""
    place = WAV.index(b"data") + 4
    server.answers = [(200, {}, WAV[:place] + size.to_bytes(4, "little") + WAV[place + 4 :])]
    assert say(engine(server.url)) == SAMPLES.astype("<i2").tobytes()


def test_what_the_model_might_drop_is_not_sent(server: Server) -> None:
    """A letter is folded, a mark of trade is silent, and a sign that no word stands for is refused by name."""
    say(engine(server.url), "At the café, Botox® helps.")
    assert server.asked[-1][2]["input"] == "At the cafe, Botox helps."
    with pytest.raises(UnspeakableError, match="'½'"):
        say(engine(server.url), "Take ½ tablet.")
    assert len(server.asked) == 1


def test_voices_follow_the_language(server: Server) -> None:
    """VOICEEDU_VOICES names a voice for each language; a region without one of its own takes its language's."""
    by = OpenaiEngine(Settings(openai_url=server.url, voices={"en": "a", "en-GB": "b", "es": "c"}))
    for language in ("en-US", "en-GB", "es-MX"):
        say(by, "Hola.", language)
    assert [body["voice"] for _, _, body in server.asked] == ["a", "b", "c"]


@pytest.mark.parametrize(("status", "remedy"), [(401, "VOICEEDU_OPENAI_KEY"), (404, "VOICEEDU_VOICES")])
def test_a_refusal_names_the_settings_to_look_at(server: Server, status: int, remedy: str) -> None:
    server.answers = [(status, {}, b"")]
    with pytest.raises(EngineUnreachableError, match=f"the server answered {status}; check .*{remedy}"):
        say(engine(server.url))


def test_a_late_or_dripping_answer_is_not_waited_for(server: Server) -> None:
    server.drip = True
    with pytest.raises(EngineUnreachableError, match="no answer in time"):
        say(engine(server.url, read_timeout_s=0.3))
    server.delay_s = 1.0
    with pytest.raises(EngineUnreachableError, match="no answer in time"):
        say(engine(server.url, read_timeout_s=0.2))


def test_a_server_that_is_down_is_a_named_error() -> None:
    by = engine("http://127.0.0.1:1")
    with pytest.raises(EngineUnreachableError, match=r"openai: cannot be reached: .*Connection refused"):
        say(by)
    assert "127.0.0.1 takes no connection" in (by.offline() or "")


def test_a_name_that_does_not_resolve_is_said(monkeypatch: pytest.MonkeyPatch) -> None:
    by = engine("http://no.such.name.invalid")
    with pytest.raises(EngineUnreachableError, match=r"the name no\.such\.name\.invalid does not resolve"):
        say(by)
    assert by.offline() == "the name no.such.name.invalid does not resolve"


@pytest.mark.parametrize("text", ["", "...", "?"])
def test_nothing_to_say_is_not_asked_for(server: Server, text: str) -> None:
    with pytest.raises(EngineError, match="openai: finds nothing to say"):
        say(engine(server.url), text)
    assert server.asked == []
