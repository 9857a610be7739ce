"""Holds calls: a line that answers for an application, and a telephone for each caller."""

import contextlib
import dataclasses
import importlib.util
import json
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from tests.telephone.baresip import BaresipCaller
from tests.telephone.calls import Line, Script
from tests.telephone.dialogue import Dialogue
from tests.telephone.following import follow
from tests.telephone.hearing import Ear
from tests.telephone.measures import Recorded
from tests.telephone.peer import Diary, Keying, Peer
from voiceedu.audio.codecs import decode

HAS_PJSUA2 = importlib.util.find_spec("pjsua2") is not None
"""Its wheels are for Python 3.11 and 3.12 on x86-64 Linux. Elsewhere baresip makes all calls."""
CALLS_AT_ONCE = 4
"""More are more than the line's telephone carries on a small machine without losing some of the sound."""


class SoftphoneCaller(Peer):
    """Controls a caller's process. Its recording is complete after the `with` block."""

    def __init__(self, number: str, *, recording: Path, diary: Diary, by: Keying = "rfc4733") -> None:
        self.number, self.recording, self._by = number, recording, by
        log = recording.with_suffix(".log")
        super().__init__("tests.telephone.caller", [number, str(recording)], who="caller", diary=diary, log=log)

    def dial(self, address: str) -> None:
        self.ask("dial", address=address)

    def press(self, key: str) -> None:
        self.ask("press", key=key, by=self._by)

    def hang_up(self) -> None:
        self.ask("hang_up")

    def sound(self) -> Path | None:
        """Return the recording, which grows."""
        return self.recording if self.recording.exists() else None


@dataclass(frozen=True, kw_only=True)
class Exchange:
    """`address` is that of the answering line; recordings and logs are kept in `folder`.

    What a line plays that is not `answering` here, such as that of a PBX, is told by `ear`.
    """

    address: str
    answering: Peer | None = None
    ear: Ear | None = None
    line: Line
    diary: Diary
    folder: Path

    def hold(self, script: Script, *, number: str) -> Recorded:
        """Hold a call to its end; raise AssertionError when the line departs from the script.

        Each number can call once.
        """
        recording = self.folder / f"{script.name}.wav"
        if not script.person_answers:
            assert self.answering
            self.answering.ask("answer_nobody", call=number)
        try:
            with self._caller(script, number, recording) as caller, self._followed(caller):
                dialogue = Dialogue(caller, self.diary, self.line.catalogue)
                caller.dial(self.address)
                script.talk(dialogue, self.line)
        finally:
            told = [dataclasses.asdict(event) for event in self.diary.of(number)]
            recording.with_suffix(".json").write_text(json.dumps(told, indent=1))
        return self.recorded(script, number=number)

    def recorded(self, script: Script, *, number: str) -> Recorded:
        """Return the recording and events of a finished call; the recording is empty where nobody has answered."""
        events = self.diary.of(number)
        answered = next((event for event in events if event.what == "recording"), None)
        if answered is None:
            return Recorded(number=number, events=events, recording=np.zeros(0, np.int16), since_s=events[0].at_s)
        samples, _ = decode((self.folder / f"{script.name}.wav").read_bytes(), name=script.name, container="wav")
        return Recorded(number=number, events=events, recording=samples, since_s=answered.at_s)

    @contextlib.contextmanager
    def _followed(self, caller: SoftphoneCaller | BaresipCaller) -> Iterator[None]:
        """Write what a line with an ear plays into the diary; at the end, wait for the last of it."""
        if self.ear is None:
            yield
            return
        with ThreadPoolExecutor(1) as background:
            catalogue, diary = self.line.catalogue, self.diary
            following = background.submit(
                follow, caller.number, caller.sound, ear=self.ear, catalogue=catalogue, diary=diary
            )
            try:
                yield
            finally:
                caller.hang_up()
                following.result()

    def _caller(self, script: Script, number: str, recording: Path) -> SoftphoneCaller | BaresipCaller:
        by: Keying = "info" if script.kind == "softphone-info" else "rfc4733"
        if script.kind == "baresip" or not HAS_PJSUA2:
            return BaresipCaller(number, recording=recording, diary=self.diary, by=by)
        return SoftphoneCaller(number, recording=recording, diary=self.diary, by=by)


def pbx(address: str, line: Line, folder: Path) -> Exchange:
    """Return the exchange for calls to the line at a SIP address, of which nothing is known but what callers hear."""
    return Exchange(
        address=address,
        ear=line.catalogue.ear(),
        line=line,
        diary=Diary(),
        folder=folder,
    )


@contextlib.contextmanager
def exchange(url: str, line: Line, folder: Path, *, token: str | None = None) -> Iterator[Exchange]:
    """Answer calls with the TwiML of the application at `url` until the `with` block ends."""
    diary = Diary()
    arguments = [f"{url}/ivr/twiml", *([] if token is None else ["--token", token])]
    with Peer("tests.telephone.answering", arguments, who="line", diary=diary, log=folder / "line.log") as answering:
        ready = diary.wait(lambda event: event.what == "ready", what="the line to be ready")
        address = ready.facts["address"]
        yield Exchange(address=address, answering=answering, line=line, diary=diary, folder=folder)
