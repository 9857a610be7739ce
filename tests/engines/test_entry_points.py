"""An engine of somebody else's: the example of docs/engines.md, installed and used as it stands there."""

import os
import re
import subprocess
import sys
import tomllib
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from voiceedu import engines
from voiceedu.config import Settings
from voiceedu.engines import Engine
from voiceedu.engines.tone import ToneEngine
from voiceedu.errors import EngineError, SettingError
from voiceedu.publishing.studio import Studio

PAGE = (Path(__file__).parents[2] / "docs" / "engines.md").read_text(encoding="utf-8")
EXAMPLE, PYPROJECT = (re.findall(rf"^```{kind}\n(.*?)^```", PAGE, re.M | re.S) for kind in ("python", "toml"))

ACME_SAY = f"""\
#!{sys.executable} -IS
import array, io, math, sys, wave
letters = sum(map(str.isalnum, sys.stdin.read()))
samples = array.array("h", (round(9000 * math.sin(place / 5)) for place in range(letters * 1000)))
spoken = io.BytesIO()
with wave.open(spoken, "wb") as wav:
    wav.setnchannels(1)
    wav.setsampwidth(2)
    wav.setframerate(16_000)
    wav.writeframes(samples.tobytes())
sys.stdout.buffer.write(spoken.getvalue())
"""


@pytest.fixture
def site(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder where distributions are installed for this test alone."""
    folder = tmp_path / "site"
    folder.mkdir()
    monkeypatch.syspath_prepend(str(folder))
    monkeypatch.delitem(sys.modules, "acme_voice", raising=False)
    return folder


def install(site: Path, code: str = EXAMPLE[0], *, name: str = "acme", makes: str = "acme_voice:AcmeEngine") -> None:
    """Put into `site` what pip would: the module, and the metadata with its entry point."""
    (site / "acme_voice.py").write_text(code, encoding="utf-8")
    metadata = site / "acme_voice-1.0.dist-info"
    metadata.mkdir()
    (metadata / "METADATA").write_text("Metadata-Version: 2.1\nName: acme-voice\nVersion: 1.0\n", encoding="utf-8")
    (metadata / "entry_points.txt").write_text(f"[{engines.ENTRY_POINTS}]\n{name} = {makes}\n", encoding="utf-8")


def put_program(folder: Path, monkeypatch: pytest.MonkeyPatch, script: str = ACME_SAY) -> None:
    """Make `script` the program acme-say, and the only program there is."""
    folder.mkdir()
    (folder / "acme-say").write_text(script, encoding="utf-8")
    (folder / "acme-say").chmod(0o755)
    monkeypatch.setenv("PATH", str(folder))


def load(name: str = "acme") -> Engine:
    (engine,) = engines.load([name])
    return engine


@pytest.fixture
def acme(site: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Engine:
    """The page's engine, with a program that speaks."""
    install(site)
    put_program(tmp_path / "bin", monkeypatch)
    return load()


def test_page_has_one_module_and_its_entry_point() -> None:
    """The page shows a whole module and a pyproject.toml whose entry point is the one that these tests install."""
    assert len(EXAMPLE) == len(PYPROJECT) == 1
    project = tomllib.loads(PYPROJECT[0])["project"]
    assert project["name"] == "acme-voice"
    assert project["entry-points"] == {engines.ENTRY_POINTS: {"acme": "acme_voice:AcmeEngine"}}


def test_example_speaks_a_library(acme: Engine, library: Path, tmp_path: Path) -> None:
    """The page's engine, found by its name, speaks and publishes a whole library."""
    studio = Studio(Settings(library=library, cache=str(tmp_path / "cache"), engines=("acme",)))
    renditions = [studio.render(procedure).rendition for procedure in studio.library]
    assert len(renditions) == 2
    for rendition in renditions:
        assert (rendition.voice, rendition.fallbacks) == (acme.voice("en"), ())
        assert rendition.asset("web")


def test_example_keeps_the_promises_of_its_page(acme: Engine, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Its errors are EngineErrors, its threads do not mix, and its voice is what speaks."""
    assert acme.unavailable() is None
    voice = acme.voice("en-GB")
    assert (voice.engine, voice.name, voice.language) == ("acme", "anna", "en-GB")
    with pytest.raises(EngineError, match="acme: has no voice for 'de'"):
        acme.voice("de")
    texts = ["Yes.", "No pain.", "It blocks the nerve."]
    expected = [acme.synthesize(text, voice) for text in texts]
    assert [len(speech.pcm) for speech in expected] == [2000 * letters for letters in (3, 6, 16)]
    with ThreadPoolExecutor(4) as threads:
        assert list(threads.map(acme.synthesize, texts * 3, [voice] * 9)) == expected * 3
    for number, script in enumerate(["#!/bin/sh\nexit 3\n", "#!/bin/sh\n", "#!/bin/sh\necho nonsense\n", "\0"]):
        put_program(tmp_path / f"bin{number}", monkeypatch, script)
        with pytest.raises(EngineError, match=r"acme: could not say 'Yes.'"):
            acme.synthesize("Yes.", voice)
    monkeypatch.setenv("PATH", str(tmp_path))
    assert "acme-say is not installed" in (acme.unavailable() or "")
    with pytest.raises(EngineError, match=r"acme: could not say 'Yes.'"):
        acme.synthesize("Yes.", voice)


@pytest.mark.parametrize(
    ("code", "reason"),
    [
        ("import no_such_module", "ModuleNotFoundError: No module named 'no_such_module'"),
        ("", "AttributeError: .*AcmeEngine"),
        ("def broken(:", "SyntaxError: "),
        ("raise RuntimeError('no licence')", "RuntimeError: no licence"),
        ("class AcmeEngine:\n    def __init__(self):\n        raise OSError('no licence')", "OSError: no licence"),
        ("class AcmeEngine:\n    def __init__(self, key):\n        pass", "TypeError: .*'key'"),
        ("class AcmeEngine:\n    name = 'other'", "ValueError: the engine calls itself 'other'"),
        ("class AcmeEngine:\n    pass", "AttributeError: .*name"),
        ("AcmeEngine = None", "TypeError: "),
    ],
)
def test_broken_engine_is_named_with_its_reason(code: str, reason: str, site: Path) -> None:
    """An engine that cannot be imported or made stops with the setting, the engine and what went wrong."""
    install(site, code)
    expected = rf"^VOICEEDU_ENGINES='tone,acme' .*: 'acme' \(acme_voice:AcmeEngine\) cannot be loaded: {reason}"
    with pytest.raises(SettingError, match=expected):
        engines.load(["tone", "acme"])


def test_broken_engine_that_nobody_asks_for_does_no_harm(site: Path) -> None:
    """An engine that is not in the setting is not even imported."""
    install(site, "raise RuntimeError")
    assert isinstance(load("tone"), ToneEngine)
    assert "acme_voice" not in sys.modules


def test_name_of_ours_stays_ours(site: Path) -> None:
    """No package takes the place of an engine that voiceedu has."""
    install(site, name="tone")
    assert isinstance(load("tone"), ToneEngine)


def test_unknown_name_is_told_of_added_engines(site: Path) -> None:
    """The error for a mistyped engine name suggests the right one."""
    install(site)
    with pytest.raises(SettingError, match=r"'acne' is none of hibari, .*, tone, acme$"):
        load("acne")


@pytest.mark.parametrize(("code", "code_of_exit"), [(EXAMPLE[0], 0), ("import no_such_module", 2)])
def test_command_knows_added_engines(code: str, code_of_exit: int, site: Path) -> None:
    """`voiceedu engines` lists an added engine; a broken one ends it with 2 and one line."""
    install(site, code)
    environ = {**os.environ, "PYTHONPATH": str(site), "VOICEEDU_ENGINES": "acme"}
    command = [sys.executable, "-m", "voiceedu", "engines"]
    done = subprocess.run(command, env=environ, capture_output=True, text=True)
    assert done.returncode == code_of_exit
    if code_of_exit:
        assert "'acme' (acme_voice:AcmeEngine) cannot be loaded: ModuleNotFoundError" in done.stderr
        assert len(done.stderr.splitlines()) == 1
    else:
        assert re.fullmatch(r"acme +offline +the program acme-say is not installed; see acme.example\n", done.stdout)
