"""A SIP telephone without a sound card. The only module that uses pjsua2.

Only the thread that made the Softphone uses pjsua2. A process can have one Softphone: pjsua2 keeps its state in the
process.
"""

import time
from pathlib import Path
from typing import Self

import pjsua2 as pj

from tests.telephone.peer import LOOPBACK, Keying, Listener
from tests.telephone.rtp import FRAME_SAMPLES, RATE_HZ

KEYINGS: dict[Keying, int] = {"rfc4733": pj.PJSUA_DTMF_METHOD_RFC2833, "info": pj.PJSUA_DTMF_METHOD_SIP_INFO}


class Call:
    """One call. `number` is the other side's user name. Its recording, if any, begins at `recording_since_s`."""

    def __init__(self, inner: "_Call", *, number: str, record_to: Path | None = None) -> None:
        self.number = number
        self.record_to = record_to
        self.recording_since_s = 0.0
        self.listener: Listener | None = None
        self.over = False
        self._inner: _Call | None = inner
        inner.owner, inner.port = self, _Port()

    def press(self, keys: str, by: Keying) -> None:
        assert self._inner
        told = pj.CallSendDtmfParam()
        told.digits, told.method = keys, KEYINGS[by]
        self._inner.sendDtmf(told)

    def hang_up(self) -> None:
        if self._inner and not self.over:
            self._inner.hangup(pj.CallOpParam())

    def release(self) -> None:
        """Free pjsua2's objects of a finished call; never call this within one of its callbacks."""
        assert self.over
        if self._inner:
            self._inner.owner = self._inner.port = self._inner.recorder = None
        self._inner = None


class _Port(pj.AudioMediaPort):  # type: ignore[misc]  # pjsua2 has no types
    """The outgoing sound of a call: silence."""

    def __init__(self) -> None:
        super().__init__()
        audio = pj.MediaFormatAudio()
        audio.init(pj.PJMEDIA_FORMAT_PCM, RATE_HZ, 1, 20_000, 16)
        self.createPort("mouth", audio)

    def onFrameRequested(self, frame: pj.MediaFrame) -> None:  # noqa: N802  # pjsua2's names, here and below
        frame.type = pj.PJMEDIA_FRAME_TYPE_AUDIO
        frame.buf = pj.ByteVector(bytes(2 * FRAME_SAMPLES))
        frame.size = 2 * FRAME_SAMPLES


class _Call(pj.Call):  # type: ignore[misc]
    owner: Call | None = None
    port: _Port | None = None
    recorder: pj.AudioMediaRecorder | None = None

    def onCallMediaState(self, prm: pj.OnCallMediaStateParam) -> None:  # noqa: N802
        info = self.getInfo()  # keep a reference: its parts are freed with it
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
                self.recorder = None  # this completes the file
                self.owner.listener.ended(f"{info.lastStatusCode} {info.lastReason}")

    def onDtmfDigit(self, prm: pj.OnDtmfDigitParam) -> None:  # noqa: N802
        if self.owner and self.owner.listener:
            by = next(by for by, method in KEYINGS.items() if method == prm.method)
            self.owner.listener.pressed(prm.digit, by)


class Softphone:
    """A telephone on this machine only, with G.711 µ-law and no other codec."""

    def __init__(self, number: str) -> None:
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
        account = pj.AccountConfig()
        account.idUri = f"sip:{number}@{info.localName}"
        account.sipConfig.transportId = transport
        rtp = account.mediaConfig.transportConfig
        rtp.boundAddress = rtp.publicAddress = LOOPBACK
        rtp.port = 0  # any free port
        self._account = pj.Account()
        self._account.create(account)

    def dial(self, address: str, listener: Listener, *, record_to: Path) -> Call:
        inner = _Call(self._account)
        call = Call(inner, number=address, record_to=record_to)
        call.listener = listener
        self._calls.append(call)
        inner.makeCall(address, pj.CallOpParam(True))
        return call

    def work(self, at_most_ms: int = 10) -> None:
        """Wait that long for events and handle them."""
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
    config.uaConfig.threadCnt = 0  # no thread of pjsua2's own: work() does everything
    config.uaConfig.mainThreadOnly = True
    config.medConfig.clockRate = config.medConfig.sndClockRate = RATE_HZ
    config.medConfig.noVad = True  # silence is sent as it is
    config.medConfig.ecTailLen = 0
    return config
