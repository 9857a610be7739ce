"""The exported conversation, walked state by state as each phone system reads it."""

import json
import os
import re
import subprocess
import sys
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from xml.etree import ElementTree

import pytest
from click.testing import CliRunner, Result

from voiceedu.audio import codecs
from voiceedu.cli import main
from voiceedu.config import Settings
from voiceedu.exports.ownership import MARK
from voiceedu.ivr import playback
from voiceedu.ivr.dialogue import KEYS, Conversation, State
from voiceedu.publishing.studio import Studio


@pytest.fixture
def conversation(line: Settings) -> Conversation:
    return playback.conversation(Studio(line))


Export = Callable[..., Result]


@pytest.fixture
def export(line: Settings, monkeypatch: pytest.MonkeyPatch) -> Export:
    """Run `voiceedu export` for the phone line as a person does."""
    for name in ("library", "cache", "staff_number", "public_url"):
        monkeypatch.setenv(f"VOICEEDU_{name.upper()}", str(getattr(line, name)))
    monkeypatch.setenv("VOICEEDU_ENGINES", "tone")
    monkeypatch.setenv("VOICEEDU_LOG", "error")

    def run(*arguments: str | Path) -> Result:
        return CliRunner().invoke(main, ["export", *map(str, arguments)])

    return run


@dataclass
class Heard:
    """A state as a phone system holds it: its sounds, and the next state for each key, silence and a wrong key."""

    sounds: list[str]
    ways: dict[str, str] = field(default_factory=dict)
    wait_s: int = 0


def wanted(state: State) -> Heard:
    """Return the state that a phone system has to hold for `state`."""
    sounds = [f"{play.language}/{play.speed}/{play.slug}/{play.part}" for play in state.plays]
    if state.ends == "hang-up":
        return Heard(sounds=sounds)
    if state.ends == "person":
        return Heard(sounds=sounds, ways={"talked": state.done, "nobody": state.silence})
    ways = {key: state.after(key) for key in KEYS} | {"": state.silence}
    return Heard(sounds=sounds, ways=ways, wait_s=state.wait_s)


# Asterisk.


def contexts(dialplan: str) -> Iterator[tuple[str, dict[str, list[str]]]]:
    """Yield each context of a dialplan with the steps of its extensions, as Asterisk reads the file."""
    for block in re.split(r"^\[", dialplan, flags=re.MULTILINE)[1:]:
        name, _, body = block.partition("]")
        extensions: dict[str, list[str]] = {}
        current = ""
        for line in body.strip().splitlines():
            if match := re.fullmatch(r"exten => ([^,]+),1,(.+)", line):
                current = match[1]
                assert current not in extensions, f"{current} stands twice in {name}"
                extensions[current] = [match[2]]
            else:
                match = re.fullmatch(r" same => n,(.+)", line)
                assert match, line
                extensions[current].append(match[1])
        yield name, extensions


def matched(extensions: dict[str, list[str]], key: str) -> str:
    """Return the first step for a key: an exact extension before a pattern, as Asterisk chooses."""
    return (extensions.get(key) or extensions["_[0-9*#]"])[0]


def walked_asterisk(dialplan: str, sounds: str) -> dict[str, Heard]:
    found = dict(contexts(dialplan))
    names = {name: extensions["s"][0][5:-1] for name, extensions in found.items() if extensions["s"][0][:5] == "NoOp("}
    heard = {}

    def state(goto: str) -> str:
        match = re.fullmatch(r"Goto\(([^,]+),s,1\)", goto)
        assert match, goto
        return names[match[1]]

    assert found["voiceedu"]["s"][0] == "Answer()"
    assert state(found["voiceedu"]["s"][1]) == "en/menu-1.welcome"
    for context, name in names.items():
        extensions = found[context]
        steps = extensions["s"][1:]
        application, _, files = steps[0][:-1].partition("(")
        one = Heard(sounds=[file.removeprefix(f"{sounds}/") for file in files.split("&")])
        if application == "Playback":
            if steps[1] != "Hangup()":
                assert steps[1] == "Dial(PJSIP/+15550100199@trunk,30,g)"
                answered = re.fullmatch(r'GotoIf\(\$\["\$\{DIALSTATUS\}" = "ANSWER"\]\?([^,]+),s,1\)', steps[2])
                assert answered
                one.ways = {"talked": names[answered[1]], "nobody": state(steps[3])}
        else:
            assert application == "Background"  # sounds that a key can interrupt
            wait = re.fullmatch(r"WaitExten\((\d+)\)", steps[1])
            assert wait
            one.wait_s = int(wait[1])
            one.ways = {key: state(matched(extensions, key)) for key in KEYS} | {"": state(extensions["t"][0])}
        heard[name] = one
    return heard


@pytest.mark.parametrize("form", ["wav", "ulaw"])
def test_asterisk_has_the_conversation(export: Export, conversation: Conversation, tmp_path: Path, form: str) -> None:
    """The dialplan equals the model state by state and key by key, and every sound that it plays exists."""
    done = export("asterisk", tmp_path / "out", "--format", form)
    assert done.exit_code == 0, done.output
    dialplan = (tmp_path / "out" / "extensions.conf").read_text(encoding="utf-8")
    heard = walked_asterisk(dialplan, "voiceedu")
    assert heard == {state.name: wanted(state) for state in conversation.walk()}
    for sound in {sound for one in heard.values() for sound in one.sounds}:
        data = (tmp_path / "out" / "sounds" / f"{sound}.{form}").read_bytes()
        if form == "ulaw":  # raw G.711: no header, 8000 bytes a second, and pauses hold the code of silence
            assert data[:4] != b"RIFF"
            assert data.count(b"\xff") > 800
        else:
            assert codecs.decode(data, name=sound)[1] == 8000


def test_asterisk_names_are_short_enough(export: Export, tmp_path: Path) -> None:
    """Names of contexts stay below the 79 characters at which Asterisk cuts them, whatever the titles."""
    export("asterisk", tmp_path / "out", "--context", "clinic", "--sounds", "/srv/sounds", "--dial", "SIP/t/{number}")
    dialplan = (tmp_path / "out" / "extensions.conf").read_text(encoding="utf-8")
    assert all(len(name) < 20 and name.startswith("clinic") for name, _ in contexts(dialplan))
    assert "Background(/srv/sounds/en/normal/prompts/welcome&" in dialplan
    assert "Dial(SIP/t/+15550100199,30,g)" in dialplan


# FreeSWITCH.


def walked_freeswitch(document: Path, sounds: str) -> dict[str, Heard]:
    root = ElementTree.parse(document).getroot()
    routes = {
        context.attrib["name"]: [
            (
                extension.attrib["name"],
                extension[0].attrib["expression"],
                [(action.attrib["application"], action.attrib.get("data", "")) for action in extension[0]],
            )
            for extension in context
        ]
        for context in root
    }
    assert all(one[0].attrib["field"] == "destination_number" for context in root for one in context)
    names = {context: routes[context][0][0] for context in routes if context != "voiceedu"}

    def dialled(number: str, context: str) -> list[tuple[str, str]]:
        """Return the actions for `number`: the first extension that matches, as FreeSWITCH chooses."""
        return next(actions for _, expression, actions in routes[context] if re.search(expression, number))

    def state(number: str, context: str) -> str:
        [(application, data)] = dialled(number, context)
        match = re.fullmatch(r"s XML (\S+)", data)
        assert application == "transfer"
        assert match
        return names[match[1]]

    assert [application for application, _ in dialled("s", "voiceedu")] == ["answer", "transfer"]
    assert names[dialled("s", "voiceedu")[1][1].split()[-1]] == "en/menu-1.welcome"
    heard = {}
    for context, name in names.items():
        actions = dialled("s", context)
        if actions[0][0] == "playback":
            playlist, one = actions[0][1], Heard(sounds=[])
            if actions[1][0] != "hangup":
                assert ("bridge", "sofia/gateway/trunk/+15550100199") in actions
                assert actions[-1] == ("transfer", f"called-${{originate_disposition}} XML {context}")
                one.ways = {
                    "talked": state("called-SUCCESS", context),
                    "nobody": state("called-NO_ANSWER", context),
                }
        else:
            unset, ask, on = actions
            assert (unset, on) == (("set", "voiceedu_key="), ("transfer", f"key-${{voiceedu_key}} XML {context}"))
            assert ask[0] == "play_and_get_digits"
            least, most, tries, wait_ms, end, playlist, _, variable, pattern, _ = ask[1].split()
            assert (least, most, tries, end, variable, pattern) == ("1", "1", "1", "none", "voiceedu_key", "[0-9*#]")
            one = Heard(sounds=[], wait_s=int(wait_ms) // 1000)
            one.ways = {key: state(f"key-{key}", context) for key in ("", *KEYS)}
        files = playlist.removeprefix("file_string://").split("!")
        one.sounds = [file.removeprefix(f"{sounds}/").removesuffix(".wav") for file in files]
        heard[name] = one
    return heard


def test_freeswitch_has_the_conversation(export: Export, conversation: Conversation, tmp_path: Path) -> None:
    """The dialplan equals the model state by state and key by key, and every sound that it plays exists."""
    done = export("freeswitch", tmp_path / "out")
    assert done.exit_code == 0, done.output
    heard = walked_freeswitch(tmp_path / "out" / "voiceedu.xml", "$${sounds_dir}/voiceedu")
    assert heard == {state.name: wanted(state) for state in conversation.walk()}
    for sound in {sound for one in heard.values() for sound in one.sounds}:
        assert (tmp_path / "out" / "sounds" / f"{sound}.wav").is_file()


# Tests of both.


@pytest.mark.parametrize("form", ["asterisk", "freeswitch"])
def test_dial_without_a_number_is_refused(export: Export, tmp_path: Path, form: str) -> None:
    """A dial pattern without a place for the number is a usage error."""
    done = export(form, tmp_path / "out", "--dial", "PJSIP/reception")
    assert done.exit_code == 2
    assert "'PJSIP/reception' has no {number}" in done.output
    assert not (tmp_path / "out").exists()


@pytest.mark.parametrize("form", ["asterisk", "freeswitch", "files"])
def test_incomplete_export_is_refused(
    export: Export, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, form: str
) -> None:
    """An export with missing recordings names them, ends with 1, and leaves no folder."""
    monkeypatch.setenv("VOICEEDU_CACHE", str(tmp_path / "empty"))
    done = export(form, tmp_path / "out")
    assert done.exit_code == 1
    assert done.output.startswith("Error: en/prompts, es/prompts, en/")
    assert "not published yet. Run `voiceedu render` first" in done.output
    assert [path.name for path in tmp_path.iterdir()] == ["empty"]


@pytest.mark.parametrize("form", ["asterisk", "freeswitch"])
def test_export_with_outdated_menus_is_refused(
    export: Export, line: Settings, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, form: str
) -> None:
    """An export whose spoken menus hold outdated titles is refused."""
    for path in line.library.glob("*/*.md"):
        target = tmp_path / "library" / path.relative_to(line.library)
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_text(path.read_text(encoding="utf-8").replace("About ablation", "Ablation"), encoding="utf-8")
    monkeypatch.setenv("VOICEEDU_LIBRARY", str(tmp_path / "library"))
    done = export(form, tmp_path / "out")
    assert done.exit_code == 1
    assert "en/prompts/menu-1: not published as it is written now. Run `voiceedu render` first" in done.output
    assert not (tmp_path / "out").exists()


def test_folder_is_replaced_whole(export: Export, tmp_path: Path) -> None:
    """A second export replaces the folder completely; a folder of anything else is not touched."""
    assert export("asterisk", tmp_path / "deep" / "out").exit_code == 0
    assert export("files", tmp_path / "deep" / "out").exit_code == 0
    assert sorted(path.name for path in (tmp_path / "deep" / "out").iterdir()) == [
        MARK,
        "en",
        "es",
        "manifest.csv",
        "manifest.json",
        "manifest.schema.json",
    ]
    assert [path.name for path in (tmp_path / "deep").iterdir()] == ["out"]
    (tmp_path / "mine").mkdir()
    (tmp_path / "mine" / "thesis.txt").write_text("precious")
    done = export("files", tmp_path / "mine")
    assert done.exit_code == 1
    assert "mine has other files. Name a new folder" in done.output
    assert [path.name for path in (tmp_path / "mine").iterdir()] == ["thesis.txt"]


def test_killed_export_leaves_nothing_under_its_name(line: Settings, tmp_path: Path) -> None:
    """A killed export leaves no folder under its name: the folder is whole or absent."""
    program = (
        "import os, signal; from voiceedu.exports import folder; from voiceedu.storage.store import Store\n"
        "asset = Store.asset; seen = []\n"
        "def dying(store, path):\n"
        "    seen.append(path)\n"
        "    return asset(store, path) if len(seen) < 9 else os.kill(os.getpid(), signal.SIGKILL)\n"
        "Store.asset = dying\n"
        f"from voiceedu.cli import main; main(['export', 'files', {str(tmp_path / 'out')!r}])"
    )
    environ = {"VOICEEDU_LIBRARY": str(line.library), "VOICEEDU_CACHE": line.cache, "VOICEEDU_ENGINES": "tone"}
    done = subprocess.run([sys.executable, "-c", program], env={**os.environ, **environ}, capture_output=True)
    assert done.returncode == -9, done.stderr
    assert not (tmp_path / "out").exists()


def test_manifest_describes_the_exported_files(export: Export, tmp_path: Path) -> None:
    """Sizes and hashes in an export's manifest are those of its files, also for formats without a header."""
    export("asterisk", tmp_path / "out", "--format", "ulaw")
    assets = json.loads((tmp_path / "out" / "manifest.json").read_text())["clips"]
    assert {asset["file"] for asset in assets} == {
        path.relative_to(tmp_path / "out").as_posix() for path in tmp_path.rglob("*.ulaw")
    }
    for asset in assets:
        assert (tmp_path / "out" / asset["file"]).stat().st_size == asset["bytes"]
        assert asset["bytes"] / 8 == pytest.approx(asset["duration_ms"], abs=2)
