"""A SIP telephone without a sound card: pjsua2, which is known here alone.

pjsua2 is touched by the thread that made the Softphone, and by no other; only a mouth is also used by its audio clock
and by whoever lets it say something. A process can have one Softphone: pjsua2 keeps its state in the process.
"""

import threading
import time
from collections.abc import Callable
from pathlib import Path
from typing import Protocol, Self

import pjsua2 as pj

from tests.telephone.peer import LOOPBACK, Keying

RATE_HZ = 8000
FRAME_BYTES = 2 * RATE_HZ // 50
KEYINGS: dict[Keying, int] = {"rfc4733": pj.PJSUA_DTMF_METHOD_RFC2833, "info": pj.PJSUA_DTMF_METHOD_SIP_INFO}


class Listener(Protocol):
    """What a call tells its owner, in the Softphone's thread."""

    def answered(self) -> None: ...
    def pressed(self, key: str, by: Keying) -> None: ...
    def ended(self, reason: str) -> None: ...


class Mouth:
    """What a call says: silence, or samples that can be cut off between two frames of 20 ms. For any thread."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._saying, self._said = b"", 0
        self._done = threading.Event()

    def say(self, samples: bytes) -> None:
        """Begin to say 16-bit samples."""
        with self._lock:
            self._saying, self._said = samples, 0
            self._done.clear()

    def wait(self) -> float:
        """Return how many seconds were said, when all was, or it was stopped."""
        self._done.wait()
        with self._lock:
            return self._said / 2 / RATE_HZ

    def stop(self) -> None:
        with self._lock:
            self._saying = self._saying[: self._said]
            self._done.set()

    def frame(self) -> bytes:
        """Return the next 20 ms."""
        with self._lock:
            said = self._saying[self._said : self._said + FRAME_BYTES]
            self._said += len(said)
            if len(said) < FRAME_BYTES:
                self._done.set()
        return said.ljust(FRAME_BYTES, b"\0")


class Call:
    """One call. `number` is the other's user name. Its recording, if any, begins at `recording_since_s`."""

    def __init__(self, inner: "_Call", *, number: str, record_to: Path | None = None) -> None:
        self.number = number
        self.mouth = Mouth()
        self.record_to = record_to
        self.recording_since_s = 0.0
        self.listener: Listener | None = None
        self.over = False
        self._inner: _Call | None = inner
        inner.owner, inner.port = self, _Port(self.mouth)

    def answer(self) -> None:
        if self._inner:
            told = pj.CallOpParam()
            told.statusCode = pj.PJSIP_SC_OK
            self._inner.answer(told)

    def press(self, keys: str, by: Keying) -> None:
        assert self._inner
        told = pj.CallSendDtmfParam()
        told.digits, told.method = keys, KEYINGS[by]
        self._inner.sendDtmf(told)

    def hang_up(self) -> None:
        if self._inner and not self.over:
            self._inner.hangup(pj.CallOpParam())

    def release(self) -> None:
        """Let go of what pjsua2 holds for a call that is over; never from within one of its callbacks."""
        assert self.over
        if self._inner:
            self._inner.owner = self._inner.port = self._inner.recorder = None
        self._inner = None


class _Port(pj.AudioMediaPort):  # type: ignore[misc]  # pjsua2 has no types
    def __init__(self, mouth: Mouth) -> None:
        super().__init__()
        self._mouth = mouth
        audio = pj.MediaFormatAudio()
        audio.init(pj.PJMEDIA_FORMAT_PCM, RATE_HZ, 1, 20_000, 16)
        self.createPort("mouth", audio)

    def onFrameRequested(self, frame: pj.MediaFrame) -> None:  # noqa: N802  # pjsua2's names, here and below
        frame.type = pj.PJMEDIA_FRAME_TYPE_AUDIO
        frame.buf = pj.ByteVector(self._mouth.frame())
        frame.size = FRAME_BYTES


class _Call(pj.Call):  # type: ignore[misc]
    owner: Call | None = None
    port: _Port | None = None
    recorder: pj.AudioMediaRecorder | None = None

    def onCallMediaState(self, prm: pj.OnCallMediaStateParam) -> None:  # noqa: N802
        info = self.getInfo()  # kept by name: what it holds goes with it
        for index, media in enumerate(info.media):
            active = media.status == pj.PJSUA_CALL_MEDIA_ACTIVE
            if self.owner and active and media.type == pj.PJMEDIA_TYPE_AUDIO:
                line = self.getAudioMedia(index)
                assert self.port
                self.port.startTransmit(line)
                if self.owner.record_to and self.recorder is None:
                    self.recorder = pj.AudioMediaRecorder()
                    self.recorder.createRecorder(str(self.owner.record_to))
                    self.owner.recording_since_s = time.monotonic()
                    line.startTransmit(self.recorder)

    def onCallState(self, prm: pj.OnCallStateParam) -> None:  # noqa: N802
        info = self.getInfo()
        if self.owner and self.owner.listener:
            if info.state == pj.PJSIP_INV_STATE_CONFIRMED:
                self.owner.listener.answered()
            elif info.state == pj.PJSIP_INV_STATE_DISCONNECTED:
                self.owner.over = True
                self.owner.mouth.stop()
                self.recorder = None  # which completes the file
                self.owner.listener.ended(f"{info.lastStatusCode} {info.lastReason}")

    def onDtmfDigit(self, prm: pj.OnDtmfDigitParam) -> None:  # noqa: N802
        if self.owner and self.owner.listener:
            by = next(by for by, method in KEYINGS.items() if method == prm.method)
            self.owner.listener.pressed(prm.digit, by)


class _Account(pj.Account):  # type: ignore[misc]
    incoming: Callable[[_Call], None]

    def onIncomingCall(self, prm: pj.OnIncomingCallParam) -> None:  # noqa: N802
        self.incoming(_Call(self, prm.callId))


class Softphone:
    """A telephone on this machine alone, at `address`, with G.711 µ-law and no other codec.

    `incoming` gets each call, which it is to give a listener and to answer.
    """

    def __init__(self, number: str, *, incoming: Callable[[Call], None] | None = None) -> None:
        self._incoming = incoming
        self._calls: list[Call] = []
        self._endpoint = pj.Endpoint()
        self._endpoint.libCreate()
        self._endpoint.libInit(_configuration())
        self._endpoint.audDevManager().setNullDev()
        sip = pj.TransportConfig()
        sip.boundAddress = sip.publicAddress = LOOPBACK
        transport = self._endpoint.transportCreate(pj.PJSIP_TRANSPORT_UDP, sip)
        self._endpoint.libStart()
        for codec in self._endpoint.codecEnum2():
            self._endpoint.codecSetPriority(codec.codecId, 255 if codec.codecId.startswith("PCMU/") else 0)
        info = self._endpoint.transportGetInfo(transport)
        self.address = f"sip:{number}@{info.localName}"
        account = pj.AccountConfig()
        account.idUri = self.address
        account.sipConfig.transportId = transport
        rtp = account.mediaConfig.transportConfig
        rtp.boundAddress = rtp.publicAddress = LOOPBACK
        rtp.port = 0  # any that is free
        self._account = _Account()
        self._account.incoming = self._take
        self._account.create(account)

    def _take(self, inner: _Call) -> None:
        info = inner.getInfo()
        number = info.remoteUri.partition("sip:")[2].partition("@")[0]
        call = Call(inner, number=number)
        self._calls.append(call)
        if self._incoming:
            self._incoming(call)
        else:
            call.hang_up()

    def dial(self, address: str, listener: Listener, *, record_to: Path) -> Call:
        inner = _Call(self._account)
        call = Call(inner, number=address, record_to=record_to)
        call.listener = listener
        self._calls.append(call)
        inner.makeCall(address, pj.CallOpParam(True))
        return call

    def work(self, at_most_ms: int = 10) -> None:
        """Take in what arrives, waiting for it that long."""
        self._endpoint.libHandleEvents(at_most_ms)
        for call in self._calls:
            if call.over:
                call.release()
        self._calls = [call for call in self._calls if not call.over]

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *exception: object) -> None:
        self._endpoint.hangupAllCalls()
        deadline = time.monotonic() + 2
        while self._calls and time.monotonic() < deadline:
            self.work()
        for call in self._calls:
            call.over = True
            call.release()
        self._account.shutdown()
        del self._account
        self._endpoint.libDestroy()


def _configuration() -> pj.EpConfig:
    config = pj.EpConfig()
    config.logConfig.level = config.logConfig.consoleLevel = 1
    config.uaConfig.threadCnt = 0  # everything happens in work()
    config.uaConfig.mainThreadOnly = True
    config.medConfig.clockRate = config.medConfig.sndClockRate = RATE_HZ
    config.medConfig.noVad = True  # silence is sent as it is
    config.medConfig.ecTailLen = 0
    return config
