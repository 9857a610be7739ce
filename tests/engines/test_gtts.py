"""Google's voice, by way of gTTS, from a server on loopback that speaks Google's protocol."""

import base64
import json
import os
import re
import socket
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any
from urllib.parse import parse_qs

import gtts as gtts_package
import numpy as np
import pytest
import requests

from tests.support import google as servers
from tests.support.google import Answer, GoogleServer
from voiceedu.audio import codecs, wav
from voiceedu.config import SHIPPED_LIBRARY, Settings
from voiceedu.content import library
from voiceedu.engines import Speech, gtts, network, phrases
from voiceedu.engines.gtts import GttsEngine
from voiceedu.errors import EngineError, EngineUnreachableError
from voiceedu.narration import lexicon, script

WORDS = "A nerve block is an injection near a nerve."
LONG = (
    "A doctor who is trained in this uses a very thin needle, guided by a picture from an X-ray machine, to place "
    "medicine near the nerve (or nerves) that carry the pain; this may take a while: about 15 minutes, says Dr. Desai."
)


@pytest.fixture
def google(monkeypatch: pytest.MonkeyPatch) -> Iterator[GoogleServer]:
    """Yield a server which, for this test, is translate.google.com."""
    with GoogleServer() as server:
        for name, value in server.environment.items():
            monkeypatch.setenv(name, value)
        yield server


@pytest.fixture
def pauses(monkeypatch: pytest.MonkeyPatch) -> list[float]:
    """Return the pauses that this thread asks for, in seconds, none of which is made. Other threads sleep as ever."""
    asked: list[float] = []
    ours, sleep = threading.get_ident(), time.sleep
    monkeypatch.setattr(time, "sleep", lambda s: asked.append(s) if threading.get_ident() == ours else sleep(s))
    return asked


def engine(*, tries: int = 3, read_timeout_s: float = 20, requests_a_minute: int = 10_000) -> GttsEngine:
    """Return the engine, in more of a hurry than a server on the network should see it."""
    retries = network.RETRIES.new(total=tries - 1, backoff_factor=0, backoff_jitter=0)
    return GttsEngine(retries=retries, read_timeout_s=read_timeout_s, requests_a_minute=requests_a_minute)


def say(text: str, language: str = "en", *, by: GttsEngine | None = None) -> Speech:
    by = by or engine()
    return by.synthesize(text, by.voice(language))


def pcm(text: str) -> bytes:
    """Return what the server says for `text`, without the silence around it."""
    samples = codecs.decode(servers.speech(text), name=text)[0]
    loud = np.flatnonzero(np.abs(samples.astype(int)) > 32768 * 10 ** (gtts.QUIET_DBFS / 20))
    return samples[loud[0] : loud[-1] + 1].astype("<i2").tobytes()


def joined(text: str) -> bytes:
    """Return what the server says for the pieces of `text`, with the gaps between them."""
    *pieces, last = phrases.cut(text, longest=100)
    return b"".join(pcm(piece.text) + bytes(2 * 24 * piece.gap_ms) for piece in pieces) + pcm(last.text)


def words(text: str) -> list[str]:
    return re.findall(r"\w+", text)


def test_it_speaks_with_googles_voice(google: GoogleServer) -> None:
    """A sentence is asked for once, word for word, and its MP3 becomes 24 kHz PCM without silence at its ends."""
    assert say(WORDS) == Speech(pcm=pcm(WORDS), sample_rate=24_000)
    [asked] = google.requests
    assert (asked.text, asked.language) == (WORDS, "en")
    assert asked.headers["host"] == "translate.google.com"
    samples = np.frombuffer(pcm(WORDS), "<i2").astype(np.int32)
    assert np.abs(samples).max() > 3000


def test_long_sentence_comes_in_parts(google: GoogleServer) -> None:
    """No request is longer than Google takes, every word is asked for once and in order, and all parts are joined."""
    speech = say(LONG)
    assert len(google.texts) > 1
    assert max(map(len, google.texts)) <= 100
    assert words(" ".join(google.texts)) == words(LONG)
    assert speech.pcm == joined(LONG)


def test_sentences_at_once_do_not_mix(google: GoogleServer) -> None:
    """Each of many threads gets its own sentence, whole."""
    texts = [f"This is sentence number {number}." for number in range(12)]
    with ThreadPoolExecutor(6) as threads:
        assert [speech.pcm for speech in threads.map(say, texts)] == [pcm(text) for text in texts]
    assert sorted(google.texts) == sorted(texts)


def test_language_is_asked_for(google: GoogleServer) -> None:
    """Another language is another voice, and the server is told which."""
    say("El dolor.", "es")
    assert [asked.language for asked in google.requests] == ["es"]


@pytest.mark.parametrize(
    ("language", "name", "code", "domain"),
    [
        ("en", "en", "en", "com"),
        ("en-GB", "en@co.uk", "en", "co.uk"),
        ("en-AU", "en@com.au", "en", "com.au"),
        ("en-JM", "en", "en", "com"),
        ("fr-CA", "fr-CA", "fr-CA", "ca"),
        ("es-MX", "es@com.mx", "es", "com.mx"),
        ("es-419", "es", "es", "com"),
        ("pt-BR", "pt@com.br", "pt", "com.br"),
        ("pt-PT", "pt-PT", "pt-PT", "pt"),
        ("he", "iw", "iw", "com"),
        ("nb-NO", "no", "no", "com"),
        ("fil", "tl", "tl", "com"),
        ("jv", "jw", "jw", "com"),
        ("zh", "zh-CN", "zh-CN", "com"),
        ("cmn", "zh-CN", "zh-CN", "com"),
        ("zh-Hant-TW", "zh-TW", "zh-TW", "com"),
        ("yue", "yue", "yue", "com"),
    ],
)
def test_google_has_its_own_tags_and_accents(
    google: GoogleServer, language: str, name: str, code: str, domain: str
) -> None:
    """The accent is the domain that is asked; the language asked for stays in the voice."""
    voice = engine().voice(language)
    assert (voice.name, voice.language) == (name, language)
    engine().synthesize("123.", voice)
    [asked] = google.requests
    assert (asked.language, asked.headers["host"]) == (code, f"translate.google.{domain}")


def test_a_chosen_voice_is_one_of_the_language() -> None:
    by = GttsEngine(Settings(voices={"en": "en@co.uk", "es": "fr", "fr": "heart"}))
    assert [by.voice(language).name for language in ("en", "es", "fr")] == ["en@co.uk", "es", "fr"]


@pytest.mark.parametrize("language", ["xx", "", "english", "tlh"])
def test_unknown_language_is_a_named_error(language: str) -> None:
    """A language that Google does not speak is an EngineError, found without asking the network."""
    with pytest.raises(EngineError, match="gtts: has no voice for") as raised:
        GttsEngine().voice(language)
    assert not isinstance(raised.value, EngineUnreachableError)


def test_it_is_available_without_asking() -> None:
    """Whether the server answers is not known before it is asked, and `unavailable` asks no network."""
    assert GttsEngine().unavailable() is None
    assert GttsEngine().needs_network


@pytest.mark.parametrize("text", ["", " ", "...", "?!"])
def test_nothing_to_say_is_a_named_error(google: GoogleServer, text: str) -> None:
    """Text without a word is an EngineError, and Google is not asked."""
    with pytest.raises(EngineError, match="gtts: finds nothing to say") as raised:
        say(text)
    assert not isinstance(raised.value, EngineUnreachableError)
    assert google.texts == []


@pytest.mark.parametrize("host", ["translate.google.com", "example.org"])
def test_certificate_that_nobody_trusts_is_refused(google: GoogleServer, host: str) -> None:
    """TLS is verified: against another authority's certificate not one word is sent, and the reason says it."""
    google.trusted, google.host = False, host
    with pytest.raises(EngineUnreachableError, match="certificate cannot be trusted"):
        say(WORDS)
    assert google.texts == []


def test_certificate_of_another_host_is_refused(google: GoogleServer) -> None:
    """A trusted authority's certificate for another host is not Google's."""
    google.host = "example.org"
    with pytest.raises(EngineUnreachableError, match="certificate cannot be trusted"):
        say(WORDS)
    assert google.texts == []


def test_system_authorities_are_not_enough(google: GoogleServer, monkeypatch: pytest.MonkeyPatch) -> None:
    """Without REQUESTS_CA_BUNDLE the throw-away authority is unknown: nothing turns verification off by itself."""
    monkeypatch.delenv("REQUESTS_CA_BUNDLE")
    monkeypatch.delenv("CURL_CA_BUNDLE", raising=False)
    with pytest.raises(EngineUnreachableError, match="certificate cannot be trusted"):
        say(WORDS)


@pytest.mark.parametrize(
    ("answer", "reason"),
    [
        pytest.param(Answer(status=429, body=b""), "the server answered 429 Too Many Requests", id="429"),
        pytest.param(servers.BROKEN, "the server answered 500 Internal Server Error", id="500"),
        pytest.param(Answer(status=503, body=b""), "the server answered 503", id="503"),
        pytest.param(Answer(status=403, body=b""), "the server answered 403", id="403"),
        pytest.param(servers.HTML, "the answer holds no audio", id="html"),
        pytest.param(servers.NO_AUDIO, "the answer holds no audio", id="no audio"),
        pytest.param(servers.EMPTY_AUDIO, "the answer holds no audio", id="empty audio"),
        pytest.param(Answer(body=b""), "the answer holds no audio", id="empty answer"),
        pytest.param(Answer(body=b"\xff\xfe\0" * 100), "the answer holds no audio", id="binary answer"),
        pytest.param(servers.WRONG_BYTES, "the answer: is not audio that can be decoded", id="wrong bytes"),
        pytest.param(
            Answer(audio=b"\xff\xf3\x84\xc4" * 200), "the answer: is not audio that can be decoded", id="false frames"
        ),
        pytest.param(
            Answer(body=servers.answer_body(b"abc").replace(b"YWJj", b"YWJ")), "gtts: .", id="base64 cut short"
        ),
        pytest.param(servers.RESET, "cannot be reached", id="reset"),
        pytest.param(servers.CUT, "cannot be reached", id="cut"),
        pytest.param(Answer(headers={"Content-Encoding": "gzip"}), "cannot be reached", id="not gzip"),
        pytest.param(
            Answer(status=302, headers={"Location": "https://consent.google.com/"}, body=b""),
            "the server answered 302",
            id="redirect",
        ),
        pytest.param(servers.NEVER, "no answer in time", id="never"),
        pytest.param(Answer(delay_s=60), "no answer in time", id="late"),
    ],
)
def test_misbehaviour_is_a_named_error(google: GoogleServer, answer: Answer, reason: str) -> None:
    """What comes instead of speech is an EngineUnreachableError that says what, also in the middle of a sentence."""
    parts = len(phrases.cut(LONG, longest=100))
    say(LONG)  # so that the server has its speech at hand, and only what should be late is late
    google.always(answer)
    by = engine(tries=2, read_timeout_s=0.4 if answer.never or answer.delay_s else 20)
    for before in (0, parts - 1):
        google.next(*[Answer()] * before)
        with pytest.raises(EngineUnreachableError, match=reason):
            say(LONG, by=by)
    google.always(Answer())
    assert say(WORDS).pcm == pcm(WORDS)


@pytest.mark.parametrize(
    "answer",
    [
        pytest.param(Answer(status=429, body=b""), id="429"),
        pytest.param(servers.BROKEN, id="500"),
        pytest.param(Answer(status=502, body=b""), id="502"),
        pytest.param(Answer(status=503, headers={"Retry-After": "0"}, body=b""), id="503"),
        pytest.param(Answer(status=504, body=b""), id="504"),
        pytest.param(servers.RESET, id="reset"),
        pytest.param(servers.CUT, id="cut"),
    ],
)
def test_passing_trouble_is_not_heard(google: GoogleServer, answer: Answer) -> None:
    """A server that is busy, broken or gone for a moment is asked again, and the sentence is whole."""
    google.next(Answer(), answer, answer)
    assert say(LONG).pcm == joined(LONG)
    texts = list(dict.fromkeys(google.texts))
    assert google.texts == [texts[0], *[texts[1]] * 3, *texts[2:]]


def test_server_that_drips_is_not_waited_for(google: GoogleServer) -> None:
    """An answer that comes a byte at a time counts as late when all of it takes longer than one wait may."""
    google.always(Answer(drip=True))
    with pytest.raises(EngineUnreachableError, match="no answer in time"):
        say(WORDS, by=engine(tries=1, read_timeout_s=0.5))


def test_patience_is_limited(google: GoogleServer) -> None:
    """A server that keeps refusing is asked a few times, then left alone for at least a minute."""
    google.always(Answer(status=429, body=b""))
    with pytest.raises(EngineUnreachableError, match="the server answered 429") as raised:
        say(WORDS, by=engine(tries=3))
    assert google.texts == [WORDS] * 3
    assert raised.value.retry_after_s >= 60


def test_server_that_asks_for_a_moment_is_given_it(google: GoogleServer) -> None:
    """Retry-After of a second is honoured: the same request comes again, and is answered."""
    google.next(servers.BUSY)
    assert say(WORDS).pcm == pcm(WORDS)
    assert google.texts == [WORDS, WORDS]


@pytest.mark.parametrize("status", [429, 503])
def test_server_that_asks_for_an_hour_is_left_alone(google: GoogleServer, status: int) -> None:
    """A long Retry-After is not waited for with a patient on the line: the engine says when to ask again."""
    google.always(Answer(status=status, headers={"Retry-After": "3600"}, body=b""))
    with pytest.raises(EngineUnreachableError, match=f"the server answered {status}") as raised:
        say(WORDS)
    assert google.texts == [WORDS]
    assert raised.value.retry_after_s == 3600


@pytest.mark.parametrize("when", ["nonsense", "", "-1", "Thu, 01 Jan 1970 00:00:00 GMT"])
def test_retry_after_that_says_nothing_is_no_trouble(google: GoogleServer, when: str) -> None:
    """With any Retry-After, the result is speech or the named error."""
    google.always(Answer(status=429, headers={"Retry-After": when}, body=b""))
    with pytest.raises(EngineUnreachableError, match="gtts: ") as raised:
        say(WORDS)
    assert raised.value.retry_after_s >= 60


def test_certificate_is_not_looked_at_again_and_again(google: GoogleServer) -> None:
    """A certificate that is not to be trusted is no passing trouble: it is not asked for four times with pauses."""
    google.trusted = False
    with pytest.raises(EngineUnreachableError, match="certificate"):
        say(WORDS, by=engine(tries=5))
    assert google.connections <= 2


def test_requests_of_a_minute_are_limited(google: GoogleServer) -> None:
    """When the minute's budget is used up the next request waits for the rest of it."""
    waits: list[float] = []
    by = GttsEngine(requests_a_minute=3, sleep=waits.append)
    for number in range(3):
        say(f"Sentence {number}.", by=by)
    assert waits == []
    say("One more.", by=by)
    [wait] = waits
    assert 0 < wait <= 60


@pytest.mark.parametrize("trouble", [Answer(status=503), Answer(reset=True), Answer(cut=True)], ids=lambda a: f"{a}")
def test_a_request_that_is_repeated_counts_too(google: GoogleServer, trouble: Answer) -> None:
    """Every repeated request counts towards the requests of the minute."""
    waits: list[float] = []
    by = GttsEngine(requests_a_minute=2, sleep=waits.append, retries=network.RETRIES.new(backoff_factor=0))
    google.next(trouble)
    say("One.", by=by)
    assert waits == []
    say("Two.", by=by)
    assert len(waits) == 1


def test_slow_answer_is_an_answer(google: GoogleServer) -> None:
    """An answer that takes a moment is waited for."""
    google.next(Answer(delay_s=0.3))
    assert say(WORDS).pcm == pcm(WORDS)
    assert google.texts == [WORDS]


def test_mp3_of_another_rate_in_one_sentence_is_a_named_error(google: GoogleServer) -> None:
    """Parts of one sentence that do not fit together are an EngineError, not a voice that changes its pitch."""
    other = codecs.mp3(np.full(8000, 9000, np.int16), 16_000, kbit=32, tags={})
    google.next(Answer(), Answer(audio=other))
    with pytest.raises(EngineError, match="2 sample rates"):
        say(LONG)


def test_answer_opens_no_file(google: GoogleServer, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """An answer that is a playlist, not sound, reads nothing of this machine."""
    (tmp_path / "private.wav").write_bytes(wav.pcm(np.full(8000, 9000, np.int16), 8000))
    monkeypatch.chdir(tmp_path)
    google.next(Answer(audio=b"ffconcat version 1.0\nfile private.wav\n"))
    with pytest.raises(EngineUnreachableError, match="the answer"):
        say(WORDS)


@pytest.mark.parametrize(
    ("proxy", "reason"),
    [
        ("http://127.0.0.1:1", "Connection refused"),
        ("127.0.0.1:1", "Connection refused"),
        ("http://[half:1", "the address of the proxy is malformed; see HTTPS_PROXY"),
        ("localhost:1", "the address of the proxy is malformed; see HTTPS_PROXY"),
        ("socks5://127.0.0.1:1", "InvalidSchema"),
        ("nonsense://no.such.name.invalid", r"the name no\.such\.name\.invalid does not resolve"),
    ],
)
def test_proxy_that_does_not_work_is_a_named_error(
    google: GoogleServer, proxy: str, reason: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A machine without a way out gives an EngineUnreachableError, and `offline` a reason."""
    monkeypatch.setenv("HTTPS_PROXY", proxy)
    monkeypatch.setenv("https_proxy", proxy)
    with pytest.raises(EngineUnreachableError, match=f"cannot be reached: .*{reason}"):
        say(WORDS)
    assert GttsEngine().offline()


def test_authorities_that_are_missing_are_a_named_error(
    google: GoogleServer, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """REQUESTS_CA_BUNDLE that names no file gives an EngineError, and never speech without verification."""
    monkeypatch.setenv("REQUESTS_CA_BUNDLE", str(tmp_path / "none.pem"))
    with pytest.raises(EngineError, match=r"gtts: .*none\.pem"):
        say(WORDS)
    assert google.texts == []


def test_child_process_reaches_the_server(google: GoogleServer) -> None:
    """HTTPS_PROXY and REQUESTS_CA_BUNDLE are all that another process needs."""
    program = """
from voiceedu.engines.gtts import GttsEngine
engine = GttsEngine()
print(len(engine.synthesize("Radio waves.", engine.voice("en")).pcm))
"""
    done = subprocess.run(
        [sys.executable, "-c", program],
        env=os.environ | google.environment,
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    assert int(done.stdout) == len(pcm("Radio waves."))
    assert google.texts == ["Radio waves."]


def request_text(request: requests.PreparedRequest) -> str:
    """Return the text that a request asks to be said."""
    assert isinstance(request.body, str)
    [[[rpc, parameters, none, generic]]] = json.loads(parse_qs(request.body)["f.req"][0])
    assert (rpc, none, generic) == ("jQ1olc", None, "generic")
    text, language, speed, null = json.loads(parameters)
    assert (language, speed, null) == ("en", None, "null")
    assert isinstance(text, str)
    return text


def test_gtts_prepares_requests_as_we_take_them() -> None:
    """The seam: `gTTS._prepare_requests`, private to gTTS, gives requests that can be sent as they are."""
    [request] = gtts_package.gTTS(WORDS, lang="en")._prepare_requests()
    assert isinstance(request, requests.PreparedRequest)
    assert request.method == "POST"
    assert request.url == "https://translate.google.com/_/TranslateWebserverUi/data/batchexecute"
    assert request.headers["Content-Type"] == "application/x-www-form-urlencoded;charset=utf-8"
    assert request_text(request) == WORDS


def test_every_word_of_the_shipped_texts_is_asked_for() -> None:
    """The seam: of all sentences we ship, cut into requests of at most 100 characters, no word is lost or moved."""
    voice = GttsEngine().voice("en")
    for procedure in library.load(SHIPPED_LIBRARY):
        for utterance in script.write(procedure, lexicon.load(procedure.language)).utterances:
            pieces = phrases.cut(utterance.spoken, longest=gtts.LONGEST_REQUEST)
            texts = [request_text(gtts._request(piece.text, voice)) for piece in pieces]
            assert max(map(len, texts)) <= 100
            assert words(" ".join(texts)) == words(utterance.spoken)


def test_server_answers_as_gtts_itself_reads_it(google: GoogleServer) -> None:
    """Our server is a fair stand-in: gTTS's own reader finds the same audio in its answer."""
    [line] = [line for line in servers.answer_body(servers.speech(WORDS)).decode().splitlines() if "jQ1olc" in line]
    found = re.search(r'jQ1olc","\[\\"(.*)\\"]', line)
    assert found
    assert base64.b64decode(found[1]) == servers.speech(WORDS)


@pytest.mark.parametrize("status", [301, 302, 307, 308])
def test_a_redirect_is_not_followed(google: GoogleServer, status: int) -> None:
    """The words go to the address that was asked, and nowhere else; also not to another page of the same server."""
    google.next(Answer(status=status, headers={"Location": "https://translate.google.com/other"}, body=b""))
    with pytest.raises(EngineUnreachableError, match=f"the server answered {status}"):
        say(WORDS)
    assert google.texts == [WORDS]


def test_pieces_are_joined_with_the_gap_of_their_border(google: GoogleServer) -> None:
    """The silence that Google puts around each piece is trimmed: it would be a gap of 0.6 s inside a sentence."""
    silence = np.zeros(24 * 300, np.int16)
    hum = np.rint(9000 * np.sin(np.arange(24_000) / 20)).astype(np.int16)
    google.always(Answer(audio=codecs.mp3(np.concatenate([silence, hum, silence]), 24_000, kbit=64, tags={})))
    samples = np.frombuffer(say(LONG).pcm, "<i2").astype(int)
    loud = np.flatnonzero(np.abs(samples) > 1000)
    holes_ms = [hole / 24 for hole in np.diff(loud) if hole > 24 * 20]
    gaps_ms = [piece.gap_ms for piece in phrases.cut(LONG, longest=100)[:-1]]
    assert holes_ms == pytest.approx(gaps_ms, abs=60)
    assert loud[0] < 24 * 60
    assert len(samples) - loud[-1] < 24 * 60


def test_sentences_of_a_thread_share_one_connection(google: GoogleServer) -> None:
    by = engine()
    for text in ("One.", "Two.", LONG):
        say(text, by=by)
    assert google.connections == 1


def test_production_asks_five_times_with_growing_pauses(google: GoogleServer, pauses: list[float]) -> None:
    google.always(Answer(status=503, body=b""))
    with pytest.raises(EngineUnreachableError, match="the server answered 503"):
        say(WORDS, by=GttsEngine())
    assert google.texts == [WORDS] * 5
    assert [int(pause) for pause in pauses] == [1, 2, 4]
    assert all(pause - int(pause) <= 0.5 for pause in pauses)


@pytest.mark.parametrize(("asked_s", "waited"), [(1, [1]), (7, [7]), (30, [30]), (31, [])])
def test_a_short_retry_after_is_waited_for(
    google: GoogleServer, pauses: list[float], asked_s: int, waited: list[int]
) -> None:
    google.next(Answer(status=429, headers={"Retry-After": str(asked_s)}, body=b""))
    by = GttsEngine()
    if waited:
        assert say(WORDS, by=by).pcm == pcm(WORDS)
    else:
        with pytest.raises(EngineUnreachableError, match="the server answered 429"):
            say(WORDS, by=by)
    assert pauses == waited


def test_production_asks_sixty_times_a_minute(google: GoogleServer) -> None:
    waits: list[float] = []
    by = GttsEngine(sleep=waits.append)
    for _ in range(60):
        say("One.", by=by)
    assert waits == []
    say("One.", by=by)
    [wait] = waits
    assert 0 < wait <= 60


@pytest.fixture
def no_proxy(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("HTTPS_PROXY", "https_proxy", "ALL_PROXY", "all_proxy"):
        monkeypatch.delenv(name, raising=False)


@pytest.mark.usefixtures("no_proxy")
def test_a_name_that_does_not_resolve_is_said_in_one_sentence(
    monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    def refuse(*_: Any, **__: Any) -> None:
        raise socket.gaierror(-2, "Name or service not known")

    monkeypatch.setattr(socket, "getaddrinfo", refuse)
    with pytest.raises(EngineUnreachableError) as raised:
        say(WORDS)
    assert str(raised.value) == "gtts: cannot be reached: the name translate.google.com does not resolve"
    assert caplog.records == []
    assert GttsEngine().offline() == "the name translate.google.com does not resolve"


@pytest.mark.usefixtures("no_proxy")
@pytest.mark.parametrize("host", ["translate.google.com", "proxy.example"])
def test_a_resolver_that_hangs_is_not_waited_for(host: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """No timeout of requests bounds it: half a minute passed before a blocked resolver gave up."""
    if host == "proxy.example":
        monkeypatch.setenv("HTTPS_PROXY", f"http://{host}:3128")
    release = threading.Event()
    monkeypatch.setattr(socket, "getaddrinfo", lambda *_, **__: release.wait(20))
    started = time.monotonic()
    with pytest.raises(EngineUnreachableError, match=rf"{re.escape(host)} does not resolve within 0\.2 s"):
        say(WORDS, by=GttsEngine(resolve_timeout_s=0.2))
    assert time.monotonic() - started < 5
    release.set()


def test_repeated_requests_leave_no_lines_of_a_library(google: GoogleServer, caplog: pytest.LogCaptureFixture) -> None:
    google.next(servers.RESET, servers.RESET)
    say(WORDS)
    assert [record for record in caplog.records if record.name.startswith("urllib3")] == []


def test_probe_finds_the_proxy_that_is_there_and_not_the_one_that_is_not(
    google: GoogleServer, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert GttsEngine().offline() is None
    monkeypatch.setenv("HTTPS_PROXY", "http://127.0.0.1:1")
    monkeypatch.setenv("https_proxy", "http://127.0.0.1:1")
    assert "127.0.0.1 takes no connection" in (GttsEngine().offline() or "")
