"""Piper, with tiny voices that these tests build: its own loading, phonemes and downloader run as they do anywhere."""

import http.server
import importlib.metadata
import json
import os
import re
import shutil
import socket
import subprocess
import sys
import threading
from collections.abc import Iterator, Mapping
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
import onnx
import piper.download_voices
import pytest
from onnx import TensorProto, helper, numpy_helper
from piper.phoneme_ids import DEFAULT_PHONEME_ID_MAP

from voiceedu.config import Settings
from voiceedu.engines import piper as engines_piper
from voiceedu.engines.espeak import EspeakEngine
from voiceedu.engines.piper import PiperEngine
from voiceedu.errors import EngineError
from voiceedu.production import assembly
from voiceedu.publishing.studio import Studio

WORDS = "A nerve block is an injection near a nerve. It can ease pain."
TEXTS = (WORDS, "Dr. Raj Desai, 2.5 mg!", "Yes.", "It uses radio waves.", "Heat.")
SAMPLE_RATE = 22_050
NAME = "en_US-tone-low"


def model_bytes(*, samples_an_id: int = 800, base_hz: float = 200.0) -> bytes:
    """Return a model with the inputs and output of a Piper voice: each phoneme's id is a tone of its own."""
    time = np.arange(samples_an_id, dtype=np.float32) / SAMPLE_RATE
    constants: dict[str, np.ndarray[Any, Any]] = {
        "step_hz": np.array(5.0, np.float32),
        "base_hz": np.array(base_hz, np.float32),
        "radians": (2 * np.pi * time).astype(np.float32).reshape(1, 1, -1),
        "last": np.array([2], np.int64),
        "waveform": np.array([1, 1, 1, -1], np.int64),
    }
    nodes = [
        helper.make_node("Cast", ["input"], ["ids"], to=TensorProto.FLOAT),
        helper.make_node("Mul", ["ids", "step_hz"], ["steps"]),
        helper.make_node("Add", ["steps", "base_hz"], ["hertz"]),
        helper.make_node("Unsqueeze", ["hertz", "last"], ["column"]),
        helper.make_node("Mul", ["column", "radians"], ["phase"]),
        helper.make_node("Sin", ["phase"], ["tones"]),
        helper.make_node("Reshape", ["tones", "waveform"], ["output"]),
    ]
    graph = helper.make_graph(
        nodes,
        "tiny-voice",
        [
            helper.make_tensor_value_info("input", TensorProto.INT64, [1, "ids"]),
            helper.make_tensor_value_info("input_lengths", TensorProto.INT64, [1]),
            helper.make_tensor_value_info("scales", TensorProto.FLOAT, [3]),
        ],
        [helper.make_tensor_value_info("output", TensorProto.FLOAT, [1, 1, 1, "samples"])],
        [numpy_helper.from_array(value, name) for name, value in constants.items()],
    )
    model = helper.make_model(graph, opset_imports=[helper.make_opsetid("", 17)], ir_version=8)
    onnx.checker.check_model(model)
    serialized: bytes = model.SerializeToString()
    return serialized


def config_bytes(**changes: object) -> bytes:
    """Return a voice's .json, with `changes`; None leaves a field out."""
    config = {
        "audio": {"sample_rate": SAMPLE_RATE},
        "espeak": {"voice": "en-us"},
        "phoneme_type": "espeak",
        "num_symbols": 256,
        "num_speakers": 1,
        "inference": {"noise_scale": 0.667, "length_scale": 1, "noise_w": 0.8},
        "phoneme_id_map": DEFAULT_PHONEME_ID_MAP,
    } | changes
    return json.dumps({name: value for name, value in config.items() if value is not None}).encode()


MODEL = model_bytes()
CONFIG = config_bytes()


@pytest.fixture(autouse=True)
def voices(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Give each test a data folder of its own, without voices."""
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path / "data"))
    return tmp_path / "data" / "voiceedu" / "voices"


@dataclass(frozen=True)
class Files:
    """The two files of a voice; as they stand, right."""

    model: bytes = MODEL
    config: bytes = CONFIG


RIGHT = Files()


def add(voices: Path, name: str = NAME, files: Files = RIGHT) -> Path:
    """Put a voice into the folder, and return its model's path."""
    voices.mkdir(parents=True, exist_ok=True)
    (voices / f"{name}.onnx").write_bytes(files.model)
    (voices / f"{name}.onnx.json").write_bytes(files.config)
    return voices / f"{name}.onnx"


def say(text: str, language: str = "en") -> bytes:
    engine = PiperEngine()
    return engine.synthesize(text, engine.voice(language)).pcm


def test_it_speaks(voices: Path) -> None:
    """Words become phonemes, and those what the model gives for them: PCM of about their length that may be kept."""
    add(voices)
    engine = PiperEngine()
    assert engine.unavailable() is None
    assert not engine.needs_network
    speech = engine.synthesize(WORDS, engine.voice("en"))
    assert speech.sample_rate == SAMPLE_RATE
    assert 2.5 < len(speech.pcm) / 2 / SAMPLE_RATE < 7
    assert np.abs(np.frombuffer(speech.pcm, "<i2").astype(np.int32)).max() > 3000
    assembly.check_speech(speech, spoken=WORDS)


def test_every_sentence_is_said(voices: Path) -> None:
    """Piper gives a piece a sentence; the speech holds all of them, in order."""
    add(voices)
    first, second = "A nerve block.", "It can ease pain."
    assert say(f"{first} {second}") == say(first) + say(second)


def test_speech_is_published(voices: Path, library: Path, tmp_path: Path) -> None:
    """What it says makes a whole library: mastered, checked and marked with its voice."""
    add(voices)
    studio = Studio(Settings(library=library, cache=str(tmp_path / "cache"), engines=("piper",)))
    outcomes = [studio.render(procedure) for procedure in studio.library]
    assert [outcome.rendition.voice for outcome in outcomes] == [PiperEngine().voice("en")] * 2


@pytest.mark.parametrize("text", ["Say [[one]] two.", "Say [[[one]]] two.", "Say [one] two.", "Say [[one two."])
def test_text_is_only_text(text: str, voices: Path) -> None:
    """Brackets, in which Piper takes phonemes, are punctuation around words like any other."""
    add(voices)
    assert say(text) == say("Say one two.")


def test_threads_at_once_give_the_same_bytes(voices: Path) -> None:
    """Each of many threads, the first ones included, gets its own sentence, as if it were alone."""
    add(voices)
    with ThreadPoolExecutor(8) as threads:
        heard = list(threads.map(say, TEXTS * 8))
    assert heard == [say(text) for text in TEXTS] * 8


def test_espeak_beside_it_is_not_disturbed(voices: Path) -> None:
    """Piper carries an eSpeak NG of its own: in one process, neither changes what the other says."""
    add(voices)
    espeak = EspeakEngine()
    voice = espeak.voice("es")
    before = espeak.synthesize("Nervio y dolor.", voice)
    expected = say(WORDS)
    assert espeak.synthesize("Nervio y dolor.", voice) == before
    assert say(WORDS) == expected
    jobs = [lambda: espeak.synthesize("Nervio y dolor.", voice).pcm, lambda: say(WORDS)] * 8
    with ThreadPoolExecutor(4) as threads:
        assert list(threads.map(lambda job: job(), jobs)) == [before.pcm, expected] * 8


def test_voice_says_who_speaks(voices: Path) -> None:
    """The voice holds Piper's version, the model's name and the language that was asked for."""
    add(voices)
    voice = PiperEngine().voice("en-US")
    assert (voice.engine, voice.engine_version) == ("piper", importlib.metadata.version("piper-tts"))
    assert (voice.name, voice.language) == (NAME, "en-US")
    assert re.fullmatch("[0-9a-f]{16}", voice.version)


@pytest.mark.parametrize(
    "changed",
    [Files(model=model_bytes(base_hz=210)), Files(config=config_bytes(inference={"length_scale": 1.2}))],
    ids=["model", "config"],
)
def test_other_bytes_are_another_voice(changed: Files, voices: Path) -> None:
    """A voice's version follows from its two files, and from nothing else: not its folder, nor when it was written."""
    model = add(voices)
    first = PiperEngine().voice("en")
    os.utime(model, (0, 0))
    assert PiperEngine().voice("en") == first
    add(voices, files=changed)
    second = PiperEngine().voice("en")
    assert second.version != first.version
    assert second.speech_key(WORDS) != first.speech_key(WORDS)
    add(voices)
    assert PiperEngine().voice("en") == first


def test_replaced_model_is_never_heard_under_the_old_name(voices: Path) -> None:
    """A voice that was loaded goes on as it was; one whose files have changed since is an error, not another sound."""
    engine = PiperEngine()
    add(voices)
    old = engine.voice("en")
    before = engine.synthesize(WORDS, old)
    add(voices, files=Files(model=model_bytes(base_hz=300)))
    assert engine.synthesize(WORDS, old) == before
    new = engine.voice("en")
    assert engine.synthesize(WORDS, new) != before
    add(voices, files=Files(model=model_bytes(base_hz=400)))
    never_heard = engine.voice("en")
    add(voices, files=Files(model=model_bytes(base_hz=500)))
    with pytest.raises(EngineError, match="its files have changed"):
        engine.synthesize(WORDS, never_heard)


@pytest.mark.parametrize(
    ("language", "name"),
    [
        ("en", "en_GB-b-low"),
        ("en-US", "en_US-a-low"),
        ("en-us", "en_US-a-low"),
        ("en-AU", "en_GB-b-low"),
        ("en-US-x", "en_US-a-low"),
        ("pt-PT", "pt_PT-a-low"),
        ("de", "de_DE-thorsten_emotional-medium"),
        ("pt-BR", "pt_BR-a-x_low"),
    ],
)
def test_language_has_its_voice(language: str, name: str, voices: Path) -> None:
    """The first voice by name of the language is taken, and of the region where that has one."""
    for installed in ("en_US-a-low", "en_GB-b-low", "de_DE-thorsten_emotional-medium", "pt_PT-a-low", "pt_BR-a-x_low"):
        add(voices, installed)
    assert PiperEngine().voice(language).name == name


@pytest.mark.parametrize("language", ["es", "e", "", "eng", "../en", "*"])
def test_language_without_a_voice_is_a_named_error(language: str, voices: Path) -> None:
    """No voice for a language is an EngineError that names the folder; another language's voice never speaks it."""
    for _ in ("without a folder", "with another voice"):
        with pytest.raises(EngineError, match=rf"piper: has no voice for '{re.escape(language)}' in {voices}"):
            PiperEngine().voice(language)
        add(voices)


def test_half_a_voice_is_no_voice(voices: Path) -> None:
    """A model without its .json, or the other way round, is as good as not there."""
    add(voices).unlink()
    (voices / "en_GB-half-low.onnx").write_bytes(MODEL)
    assert engines_piper.voice_names() == []
    assert "no voice in" in (PiperEngine().unavailable() or "")
    with pytest.raises(EngineError, match="has no voice for 'en'"):
        PiperEngine().voice("en")


BROKEN = {
    "model empty": Files(model=b""),
    "model text": Files(model=b"<!doctype html><title>Sign in</title>"),
    "model cut": Files(model=MODEL[: len(MODEL) // 2]),
    "json empty": Files(config=b""),
    "json cut": Files(config=CONFIG[:100]),
    "json not text": Files(config=b"\xff\xfe\x00"),
    "json a list": Files(config=b"[]"),
    "json without sample rate": Files(config=config_bytes(audio=None)),
    "json with a wrong sample rate": Files(config=config_bytes(audio={"sample_rate": "fast"})),
    "json with an unknown phoneme type": Files(config=config_bytes(phoneme_type="runes")),
    "json with an unknown voice": Files(config=config_bytes(espeak={"voice": "nowhere"})),
    "json with a wrong map": Files(config=config_bytes(phoneme_id_map={"^": "first"})),
    "json of two speakers": Files(config=config_bytes(num_speakers=2)),
    "json without numbers": Files(config=config_bytes(inference={"length_scale": "slow"})),
    "model that gives no number": Files(model=model_bytes(base_hz=float("nan"))),
    "model that gives no sound": Files(model=model_bytes(samples_an_id=0)),
}


@pytest.mark.parametrize("files", BROKEN.values(), ids=BROKEN)
def test_broken_voice_is_a_named_error(files: Files, voices: Path) -> None:
    """Any fault in a voice's files raises EngineError; once it is mended the voice speaks."""
    add(voices, files=files)
    with pytest.raises(EngineError, match=f"piper: {NAME} failed at 'Yes.' "):
        say("Yes.")
    add(voices)
    assert say("Yes.")


@pytest.mark.parametrize("missing", [".onnx", ".onnx.json"])
def test_file_that_went_away_is_a_named_error(missing: str, voices: Path) -> None:
    """A voice that is taken away between being chosen and being loaded is an EngineError."""
    add(voices)
    voice = PiperEngine().voice("en")
    (voices / f"{NAME}{missing}").unlink()
    with pytest.raises(EngineError, match=f"piper: {NAME} failed at 'Yes.' "):
        PiperEngine().synthesize("Yes.", voice)


def test_model_that_cannot_be_read_is_a_named_error(voices: Path) -> None:
    """A model that is not a file raises EngineError."""
    add(voices).unlink()
    (voices / f"{NAME}.onnx").mkdir()
    with pytest.raises(EngineError, match=f"piper: {NAME} cannot be used"):
        PiperEngine().voice("en")


@pytest.mark.parametrize("text", ["", "   "])
def test_no_words_are_a_named_error(text: str, voices: Path) -> None:
    """Nothing to say is an EngineError, not an empty recording."""
    add(voices)
    with pytest.raises(EngineError, match=f"piper: {NAME} said nothing for "):
        say(text)


def test_voices_folder_is_the_users_own(voices: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Voices are looked for where the XDG Base Directory says data of a user is."""
    assert engines_piper.voices_folder() == voices
    monkeypatch.delenv("XDG_DATA_HOME")
    monkeypatch.setenv("HOME", str(tmp_path / "home"))
    assert engines_piper.voices_folder() == tmp_path / "home" / ".local" / "share" / "voiceedu" / "voices"


def test_missing_package_is_said(voices: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Without piper-tts, `unavailable` and a download say what to install, and speaking is an EngineError."""
    add(voices)
    voice = PiperEngine().voice("en")
    for module in [module for module in sys.modules if module.split(".")[0] == "piper"]:
        monkeypatch.setitem(sys.modules, module, None)
    assert PiperEngine().unavailable() == "it is not installed; pip install 'voiceedu[piper]'"
    with pytest.raises(EngineError, match=r"pip install 'voiceedu\[piper\]'"):
        engines_piper.download(NAME)
    with pytest.raises(EngineError, match="piper: "):
        PiperEngine().synthesize("Yes.", voice)


def test_missing_voice_is_said(voices: Path) -> None:
    """With the package but no voice, `unavailable` says where a voice is looked for and how to get one."""
    reason = PiperEngine().unavailable()
    assert reason is not None
    assert str(voices) in reason
    assert "voiceedu engines --download-voice en_US-joe-medium" in reason


class Voices(http.server.ThreadingHTTPServer):
    """Answers with `files` by the end of the path, and 404 for any other; with `cut`, breaks off in the middle."""

    daemon_threads = True

    def __init__(self) -> None:
        super().__init__(("127.0.0.1", 0), VoicesHandler)
        self.files: dict[str, bytes] = {f"{NAME}.onnx": MODEL, f"{NAME}.onnx.json": CONFIG}
        self.cut = ""
        self.silent = threading.Event()
        self.asked: list[str] = []


class VoicesHandler(http.server.BaseHTTPRequestHandler):
    server: Voices

    def do_GET(self) -> None:
        self.server.asked.append(self.path)
        name = self.path.split("?")[0].rpartition("/")[2]
        body = self.server.files.get(name)
        if body is None:
            self.send_error(404)
            return
        self.send_response(200)
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        if self.server.cut == f"{name} hangs":
            self.server.silent.wait(30)
        self.wfile.write(body[: len(body) // 2] if self.server.cut == name else body)

    def log_message(self, format: str, *args: object) -> None:  # noqa: A002
        pass


@pytest.fixture
def hub(monkeypatch: pytest.MonkeyPatch) -> Iterator[Voices]:
    """Yield a server which, for this test, is where Piper's downloader gets its voices."""
    with Voices() as server:
        thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01})
        thread.start()
        url = piper.download_voices.URL_FORMAT.replace(
            "https://huggingface.co", f"http://127.0.0.1:{server.server_port}"
        )
        monkeypatch.setattr(piper.download_voices, "URL_FORMAT", url)
        yield server
        server.silent.set()
        server.shutdown()
        thread.join()


def left(voices: Path) -> dict[str, bytes]:
    """Return every file in and beside the voices folder."""
    files = (path for path in voices.parent.rglob("*") if path.is_file())
    return {str(path.relative_to(voices)): path.read_bytes() for path in files}


def test_voice_is_downloaded(hub: Voices, voices: Path) -> None:
    """Piper's downloader gets both files; the voice is then there, and speaks."""
    assert engines_piper.download(NAME) == voices / f"{NAME}.onnx"
    assert hub.asked[0].startswith(f"/rhasspy/piper-voices/resolve/main/en/en_US/tone/low/{NAME}.onnx")
    assert left(voices) == {f"{NAME}.onnx": MODEL, f"{NAME}.onnx.json": CONFIG}
    assert engines_piper.voice_names() == [NAME]
    assert PiperEngine().unavailable() is None
    assert say(WORDS)


def test_downloaded_voice_takes_the_place_of_the_one_before(hub: Voices, voices: Path) -> None:
    """A download replaces existing files, which may be broken."""
    add(voices, files=Files(model=b"broken"))
    engines_piper.download(NAME)
    assert left(voices) == {f"{NAME}.onnx": MODEL, f"{NAME}.onnx.json": CONFIG}


FAILURES: dict[str, tuple[Mapping[str, bytes | None], str]] = {
    "no voice": ({f"{NAME}.onnx": None, f"{NAME}.onnx.json": None}, ""),
    "no config": ({f"{NAME}.onnx.json": None}, ""),
    "model cut": ({}, f"{NAME}.onnx"),
    "config cut": ({}, f"{NAME}.onnx.json"),
    "config hangs": ({}, f"{NAME}.onnx.json hangs"),
    "html": ({f"{NAME}.onnx": b"<!doctype html>", f"{NAME}.onnx.json": b"<!doctype html>"}, ""),
    "empty": ({f"{NAME}.onnx": b""}, ""),
}


@pytest.mark.parametrize("there", [False, True], ids=["first voice", "voice is there"])
@pytest.mark.parametrize(("files", "cut"), FAILURES.values(), ids=FAILURES)
def test_failed_download_leaves_everything_as_it_was(
    files: Mapping[str, bytes | None],
    cut: str,
    there: bool,
    hub: Voices,
    voices: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """Half a voice is an EngineError: nothing of it stays anywhere, and a voice that was there goes on."""
    monkeypatch.setattr(engines_piper, "TIMEOUT_S", 0.5)
    if there:
        add(voices, files=Files(model=model_bytes(base_hz=300)))
    before = left(voices) if there else {}
    hub.files = {name: data for name, data in {**hub.files, **files}.items() if data is not None}
    hub.cut = cut
    with pytest.raises(EngineError, match=f"piper: {NAME} could not be downloaded "):
        engines_piper.download(NAME)
    assert left(voices) == before
    assert [path.name for path in voices.parent.iterdir()] == ["voices"]
    assert socket.getdefaulttimeout() is None


def test_without_a_network_a_download_is_a_named_error(voices: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A server that cannot be reached is an EngineError."""
    with socket.socket() as nobody:
        nobody.bind(("127.0.0.1", 0))
        monkeypatch.setattr(piper.download_voices, "URL_FORMAT", f"http://127.0.0.1:{nobody.getsockname()[1]}/")
        with pytest.raises(EngineError, match="could not be downloaded"):
            engines_piper.download(NAME)
    assert left(voices) == {}


def test_folder_that_cannot_be_made_is_a_named_error(hub: Voices, voices: Path) -> None:
    """If the folder cannot be written, a download raises EngineError and sends no request."""
    voices.parent.parent.mkdir()
    voices.parent.write_text("a file where a folder should be")
    with pytest.raises(EngineError, match="could not be downloaded"):
        engines_piper.download(NAME)
    assert hub.asked == []


@pytest.mark.parametrize("name", ["", "lessac", "en-lessac-low", "../../x_US-a-low", "en_US-a-../../../b", f"{NAME}\n"])
def test_name_that_no_voice_has_is_refused(name: str, hub: Voices, voices: Path) -> None:
    """A name that is invalid or leads out of the folder raises EngineError and sends no request."""
    with pytest.raises(EngineError, match="piper: "):
        engines_piper.download(name)
    assert hub.asked == []
    assert left(voices) == {}


def engines(tmp_path: Path, *arguments: str, first: str = "", **settings: str) -> "subprocess.CompletedProcess[str]":
    """Run `voiceedu engines` in a process of its own that executes `first` before anything else."""
    (tmp_path / "sitecustomize.py").write_text(first)
    environ = {"PYTHONPATH": str(tmp_path), **{f"VOICEEDU_{name.upper()}": value for name, value in settings.items()}}
    environ |= {"HTTPS_PROXY": "http://127.0.0.1:1", "https_proxy": "http://127.0.0.1:1"}  # no network for gtts
    command = [sys.executable, "-W", "error", "-m", "voiceedu", "engines", *arguments]
    return subprocess.run(command, env={**os.environ, **environ}, capture_output=True, text=True)


def test_command_downloads_a_voice(hub: Voices, voices: Path, tmp_path: Path) -> None:
    """`voiceedu engines --download-voice` gets the voice, says where it is, and then that Piper can speak."""
    first = f"import piper.download_voices as d; d.URL_FORMAT = {piper.download_voices.URL_FORMAT!r}"
    done = engines(tmp_path, "--download-voice", NAME, first=first, engines="piper")
    assert done.returncode == 0, done.stderr
    assert done.stdout.splitlines()[0] == f"Downloaded {voices / NAME}.onnx"
    assert f"available, voice {NAME} (en)" in done.stdout
    refused = engines(tmp_path, "--download-voice", "en_US-nobody-low", first=first, engines="piper")
    assert refused.returncode == 1
    assert "Error: piper: en_US-nobody-low could not be downloaded (HTTPError: HTTP Error 404" in refused.stderr
    assert "Traceback" not in refused.stderr


def test_command_without_the_package_says_what_to_install(voices: Path, tmp_path: Path) -> None:
    """Without the extra, `engines` says so and ends with 0; a download ends with 1 and what to install."""
    hide = "import sys; sys.modules['piper'] = None"
    listed = engines(tmp_path, first=hide, engines="piper,espeak")
    assert listed.returncode == 0
    assert "pip install 'voiceedu[piper]'" in listed.stdout.splitlines()[0]
    refused = engines(tmp_path, "--download-voice", NAME, first=hide)
    assert refused.returncode == 1
    assert "Error: piper: it is not installed; pip install 'voiceedu[piper]'" in refused.stderr
    assert not voices.exists()


def test_command_lists_every_voice(voices: Path, library: Path, tmp_path: Path) -> None:
    """`voiceedu engines` names the voice of each language of the library, what is missing, and the whole folder."""
    ours = shutil.copytree(library, tmp_path / "library")
    shutil.copytree(ours / "en", ours / "es")
    for name in (NAME, "en_GB-b-low", "de_DE-a-low"):
        add(voices, name)
    done = engines(tmp_path, library=str(ours), engines="gtts,piper,espeak", language="en-US")
    assert done.returncode == 0, done.stderr
    gtts, one, every, espeak = done.stdout.splitlines()
    assert re.fullmatch(r"gtts +needs the network +offline: 127.0.0.1 takes no connection .*", gtts)
    spoken = rf"available, voice {NAME} \(en-US\), en_GB-b-low \(en\); has no voice for 'es' in {voices}"
    assert re.fullmatch(rf"piper +offline +{spoken}", one)
    assert every.split(": ") == [f"{'':27} in {voices}", f"de_DE-a-low, en_GB-b-low, {NAME}"]
    assert re.search(r"available, voice en-us\+Hugo \(en-US\), en-us\+Hugo \(en\), es-419\+Hugo \(es\)$", espeak)
