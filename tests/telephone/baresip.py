"""A second, independent caller: baresip without a sound card, steered over its control connection.

It sends a tone far outside speech, and its sndfile module records what it hears.
"""

import json
import socket
import subprocess
import threading
import time
from pathlib import Path
from types import TracebackType
from typing import Any, Self

from tests.telephone.peer import LOOPBACK, PATIENCE_S, Diary, Event, Keying

CONFIG = """\
poll_method epoll
statmode_default off
sip_listen {loopback}:0
net_interface {loopback}
ctrl_tcp_listen {loopback}:{port}
audio_source ausine,400
audio_player aubridge,nobody
audio_alert aubridge,nobody
ausrc_srate 48000
ausrc_channels 2
auplay_srate 8000
snd_path {folder}
module_path {modules}
module g711.so
module aubridge.so
module ausine.so
module sndfile.so
module_tmp account.so
module_app menu.so
module_app ctrl_tcp.so
"""
ACCOUNT = "<sip:{number}@{loopback}>;regint=0;audio_codecs=PCMU/8000/1;dtmfmode={mode}\n"
MODES: dict[Keying, str] = {"rfc4733": "rtpevent", "info": "info"}
"""baresip 1.0 knows the first alone, and ignores the setting."""


class BaresipCaller:
    """A caller whose recording is complete after the `with` block."""

    def __init__(self, number: str, *, recording: Path, diary: Diary, by: Keying = "rfc4733") -> None:
        self.number, self.recording, self._diary, self._by = number, recording, diary, by
        self._folder = recording.with_suffix(".baresip")
        self._folder.mkdir()

    def __enter__(self) -> Self:
        with socket.socket() as free:
            free.bind((LOOPBACK, 0))
            port = free.getsockname()[1]
        config = CONFIG.format(loopback=LOOPBACK, port=port, folder=self._folder, modules=_modules())
        (self._folder / "config").write_text(config)
        account = ACCOUNT.format(number=self.number, loopback=LOOPBACK, mode=MODES[self._by])
        (self._folder / "accounts").write_text(account)
        (self._folder / "contacts").touch()
        with self.recording.with_suffix(".log").open("wb") as log:
            self._process = subprocess.Popen(
                ["baresip", "-f", str(self._folder)], stdin=subprocess.DEVNULL, stdout=log, stderr=subprocess.STDOUT
            )
        self._control = self._connected(port)
        self._reader = threading.Thread(target=self._read, daemon=True)
        self._reader.start()
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None) -> None:
        self._process.terminate()  # this hangs up and closes the files
        self._process.wait(timeout=PATIENCE_S)
        self._reader.join()
        self._control.close()
        heard = sorted(self._folder.glob("dump-*-dec.wav"))
        if heard:
            heard[0].rename(self.recording)

    def dial(self, address: str) -> None:
        self._tell("dials", address=address)
        self._do("dial", address)

    def press(self, key: str) -> None:
        self._tell("presses", key=key, by=self._by)
        self._do("sndcode", key)

    def hang_up(self) -> None:
        self._do("hangup")

    def sound(self) -> Path | None:
        """Return the recording, which grows."""
        return next(iter(sorted(self._folder.glob("dump-*-dec.wav"))), None)

    def _connected(self, port: int) -> socket.socket:
        deadline = time.monotonic() + PATIENCE_S
        while True:
            try:
                return socket.create_connection((LOOPBACK, port), timeout=PATIENCE_S)
            except OSError:
                if time.monotonic() > deadline or self._process.poll() is not None:
                    log = self.recording.with_suffix(".log").read_text(errors="replace")
                    raise AssertionError(f"baresip did not start:\n{log}") from None
                time.sleep(0.1)

    def _do(self, command: str, parameters: str = "") -> None:
        """Send a command: JSON in a netstring."""
        told = json.dumps({"command": command, "params": parameters}).encode()
        self._control.sendall(b"%d:%s," % (len(told), told))

    def _read(self) -> None:
        self._control.settimeout(None)
        with self._control.makefile("rb") as stream:
            while size := _size(stream):
                told = json.loads(stream.read(size))
                stream.read(1)
                self._take(told)

    def _take(self, told: dict[str, Any]) -> None:
        if told.get("type") == "CALL_ESTABLISHED":
            self._tell("recording")
        elif told.get("type") == "CALL_CLOSED":
            self._tell("ended", reason=told.get("param", ""))
        elif told.get("response") and not told["ok"]:
            self._tell("failed", error=told["data"])

    def _tell(self, what: str, **facts: object) -> None:
        self._diary.write(Event(at_s=time.monotonic(), who="caller", what=what, call=self.number, facts=facts))


def _size(stream: Any) -> int:
    """Return the length at the head of a netstring; 0 at the end of the connection."""
    digits = b""
    while (byte := stream.read(1)) and byte != b":":
        digits += byte
    return int(digits) if byte else 0


def _modules() -> Path:
    """Return the folder of baresip's modules on Debian."""
    return next(Path("/usr/lib").glob("**/baresip/modules"))
