"""A desktop that nobody sees: a screen, a bus, a window manager, a sound card; and the screen reader Orca on it."""

import json
import os
import re
import subprocess
import time
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from pathlib import Path

from tests.screen_reader.speech_dispatcher import SpeechServer, listening

PATIENCE_S = 60
# Which key was pressed is known here.
ORCA_SETTINGS = {"enableKeyEcho": False, "enableEchoByWord": False, "profile": ["Default", "default"]}


@dataclass(frozen=True)
class Desktop:
    """`environment` is what a program needs to appear on it; their logs are in `folder`."""

    folder: Path
    environment: dict[str, str]
    speech: SpeechServer

    def press(self, key: str) -> None:
        """Press a key, named as X names it, such as "Return" or "ctrl+Home"."""
        subprocess.run(["xdotool", "key", key], env=self.environment, check=True)

    def type(self, text: str) -> None:
        subprocess.run(["xdotool", "type", text], env=self.environment, check=True)


@contextmanager
def sound_card(folder: Path) -> Iterator[dict[str, str]]:
    """Yield the environment of a program that can play sound, which is not heard. Firefox plays nothing without."""
    path = folder / "sound"
    command = ["pulseaudio", "-n", "--daemonize=no", "--use-pid-file=no", "--exit-idle-time=-1"]
    command += ["--load=module-null-sink", f"--load=module-native-protocol-unix auth-anonymous=1 socket={path}"]
    home = {"HOME": str(folder), "XDG_RUNTIME_DIR": str(folder)}
    with _run(folder, command, {**os.environ, **home}):
        _wait_for(path.exists, "pulseaudio does not start")
        yield {"PULSE_SERVER": f"unix:{path}"}


@contextmanager
def desktop(folder: Path, **preferences: object) -> Iterator[Desktop]:
    """Run a desktop, with Orca ready, until the `with` block ends. Its home is `folder`.

    `preferences` are Orca's, where the person at the desktop has other ones than it comes with.
    """
    folder.chmod(0o700)
    settings = folder / "share" / "orca" / "user-settings.conf"
    settings.parent.mkdir(parents=True)
    preferences = {**ORCA_SETTINGS, **preferences}
    profiles = {"default": preferences}
    general = {**preferences, "startingProfile": ["Default", "default"]}
    settings.write_text(json.dumps({"general": general, "profiles": profiles, "pronunciations": {}, "keybindings": {}}))
    environment = {name: value for name, value in os.environ.items() if not name.startswith(("DBUS_", "XDG_", "LC_"))}
    environment |= {"HOME": str(folder), "XDG_RUNTIME_DIR": str(folder), "XDG_DATA_HOME": str(folder / "share")}
    environment |= {"LANG": "C.UTF-8", "LANGUAGE": "en", "GSETTINGS_BACKEND": "memory"}
    with ExitStack() as stack:
        environment |= stack.enter_context(sound_card(folder))
        speech = stack.enter_context(listening())
        environment["SPEECHD_ADDRESS"] = speech.address
        environment["DISPLAY"] = stack.enter_context(_screen(folder, environment))
        bus = folder / "bus"
        command = ["dbus-daemon", "--session", "--nofork", f"--address=unix:path={bus}"]
        stack.enter_context(_run(folder, command, environment))
        _wait_for(bus.exists, "dbus-daemon does not start")
        environment["DBUS_SESSION_BUS_ADDRESS"] = f"unix:path={bus}"
        stack.enter_context(_run(folder, ["openbox"], environment))
        # Orca does not start beside another Orca of the same user: it shall find none on other desktops.
        (folder / "bin").mkdir()
        (folder / "bin" / "pgrep").symlink_to("/bin/false")
        path = f"{folder / 'bin'}:{environment['PATH']}"
        stack.enter_context(_run(folder, ["orca"], {**environment, "PATH": path}))
        _wait_for(lambda: bool(speech.said), "Orca says nothing")
        yield Desktop(folder, environment, speech)


def orca_version() -> str:
    """Return the first number of the installed Orca's version, such as "43": each says some things differently."""
    told = subprocess.run(["orca", "--version"], check=True, capture_output=True, text=True).stdout
    number = re.search(r"\d+", told)  # it tells "43.1", or "Orca version 48.1" and more
    assert number, told
    return number[0]


@contextmanager
def _screen(folder: Path, environment: dict[str, str]) -> Iterator[str]:
    """Yield the name of a new screen, such as ":99". No key repeats there: on a busy machine it is let go late."""
    read, write = os.pipe()
    command = ["Xvfb", "-displayfd", str(write), "-screen", "0", "1280x1024x24", "-nolisten", "tcp", "-r"]
    with os.fdopen(read) as answer, _run(folder, command, environment, write):
        os.close(write)
        yield f":{answer.readline().strip()}"


@contextmanager
def _run(folder: Path, command: list[str], environment: dict[str, str], *handles: int) -> Iterator[None]:
    with (folder / f"{command[0]}.log").open("wb") as log:
        process = subprocess.Popen(
            command, env=environment, cwd=folder, stdout=log, stderr=subprocess.STDOUT, pass_fds=handles
        )
        try:
            yield
        finally:
            process.terminate()
            try:
                process.wait(timeout=5)
            except subprocess.TimeoutExpired:
                process.kill()
                process.wait()


def _wait_for(condition: Callable[[], bool], trouble: str) -> None:
    deadline = time.monotonic() + PATIENCE_S
    while not condition():
        assert time.monotonic() < deadline, trouble
        time.sleep(0.05)
