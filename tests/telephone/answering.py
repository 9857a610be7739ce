"""The phone platform of the tests: a SIP telephone that answers calls and plays an application's TwiML to callers.

`python -m tests.telephone.answering http://127.0.0.1:8080/ivr/twiml` prints its address, then the events of calls.
"""

import queue
import threading
import time
import uuid

import click
import numpy as np

from tests.telephone.answering_phone import AnsweringPhone, Call
from tests.telephone.interpreter import HungUp, Request, converse
from tests.telephone.peer import Keying, Wire
from tests.telephone.rtp import RATE_HZ
from tests.telephone.twiml import TwimlError
from tests.telephone.webhook import Fetcher, WebhookError
from voiceedu.audio.codecs import Samples, filtered, to_float, to_int16
from voiceedu.engines import load

NUMBER = "+12025550100"  # a number reserved for fiction, like those of the callers
RINGS_S = 1.0
"""A person who is called rings that long, and nothing is heard of what they say."""
RINGING_HZ = (440, 480)


class CallLine:
    """A call between two threads: the interpreter's, which speaks, and the phone's, which reports.

    Nobody of the staff answers in the calls of `lonely` numbers.
    """

    def __init__(
        self, call: Call, fetcher: Fetcher, wire: Wire, *, url: str, hang_ups: "queue.Queue[Call]", lonely: set[str]
    ) -> None:
        self._call, self._fetcher, self._wire, self._url, self._hang_ups = call, fetcher, wire, url, hang_ups
        self._lonely = lonely
        self._mouth = call.mouth
        self._keys: queue.Queue[str] = queue.Queue()
        self._listening = False
        self._cut_by_key = False
        self._gone = threading.Event()
        self._always = {
            "CallSid": "CA" + uuid.uuid4().hex,
            "AccountSid": "AC" + "0" * 32,
            "From": call.number,
            "To": NUMBER,
            "Caller": call.number,
            "Called": NUMBER,
            "Direction": "inbound",
            "ApiVersion": "2010-04-01",
            "CallStatus": "in-progress",
        }

    # Called by the phone.

    def answered(self) -> None:
        self._tell("answered")
        threading.Thread(target=self._converse, daemon=True).start()

    def pressed(self, key: str, by: Keying) -> None:
        self._tell("pressed", key=key, by=by, kept=self._listening)
        if self._listening:
            self._keys.put(key)
            if self._cut_by_key:
                self._mouth.stop()

    def ended(self, reason: str) -> None:
        self._tell("ended", reason=reason)
        self._gone.set()
        self._mouth.stop()
        self._keys.put("")

    # Called by the interpreter.

    def ask(self, request: Request) -> str:
        self._listening = False
        began_s = time.monotonic()
        document = self._fetcher.document(request.url, request.method, {**self._always, **request.fields})
        took_ms = round(1000 * (time.monotonic() - began_s))
        self._tell("asked", url=request.url, fields=dict(request.fields), took_ms=took_ms)
        return document

    def play(self, url: str, *, cut_by_key: bool) -> None:
        self._utter("plays", self._fetcher.recording(url), cut_by_key=cut_by_key, url=url)

    def say(self, text: str, language: str, *, cut_by_key: bool) -> None:
        self._utter("says", _spoken(text, language), cut_by_key=cut_by_key, text=text)

    def pause(self, seconds: float, *, cut_by_key: bool) -> None:
        self._utter("pauses", np.zeros(round(seconds * RATE_HZ), np.int16), cut_by_key=cut_by_key)

    def listen(self) -> None:
        while not self._keys.empty():
            self._keys.get()
        self._listening = True

    def key(self, timeout_s: float) -> str | None:
        self._check()
        if self._keys.empty():
            self._tell("waits", timeout_s=timeout_s)
        try:
            key = self._keys.get(timeout=timeout_s)
        except queue.Empty:
            return None
        self._check()
        return key

    def dial(self, number: str, timeout_s: float) -> str:
        self._listening = False
        self._tell("dials", number=number)
        moments = np.arange(round(RINGS_S * RATE_HZ)) / RATE_HZ
        ringing = sum(np.sin(2 * np.pi * hertz * moments) for hertz in RINGING_HZ) * 3000
        self._utter("rings", np.asarray(ringing, np.int16), cut_by_key=False)
        return "no-answer" if self._call.number in self._lonely else "completed"

    def hang_up(self) -> None:
        self._hang_ups.put(self._call)

    def _converse(self) -> None:
        try:
            converse(self, Request(url=self._url))
        except HungUp:
            pass
        except (WebhookError, TwimlError) as error:
            self._tell("failed", error=str(error))
            self.hang_up()

    def _utter(self, what: str, samples: Samples, *, cut_by_key: bool, **facts: object) -> None:
        self._check()
        self._cut_by_key = cut_by_key
        if cut_by_key and not self._keys.empty():
            return
        self._tell(what, **facts)
        self._mouth.say(samples.tobytes())
        if cut_by_key and not self._keys.empty():  # the key came between the two lines above
            self._mouth.stop()
        said_s = self._mouth.wait()
        self._cut_by_key = False
        self._tell("silent", said_s=said_s, of_s=len(samples) / RATE_HZ)
        self._check()

    def _check(self) -> None:
        if self._gone.is_set():
            raise HungUp

    def _tell(self, what: str, **facts: object) -> None:
        self._wire.tell(what, call=self._call.number, **facts)


def _spoken(text: str, language: str) -> Samples:
    """Return the platform's own voice: the embedded one."""
    (engine,) = load(["espeak"])
    speech = engine.synthesize(text, engine.voice(language.partition("-")[0]))
    samples = np.frombuffer(speech.pcm, np.int16)
    return to_int16(filtered(to_float(samples), speech.sample_rate, [], rate_out=RATE_HZ))


@click.command()
@click.argument("url")
@click.option("--token", default=None, help="Sign requests with this token, as Twilio does.")
def main(url: str, token: str | None) -> None:
    wire = Wire()
    fetcher = Fetcher(token=token)
    hang_ups: queue.Queue[Call] = queue.Queue()
    lonely: set[str] = set()

    def take(call: Call) -> None:
        call.listener = CallLine(call, fetcher, wire, url=url, hang_ups=hang_ups, lonely=lonely)
        call.answer()

    with AnsweringPhone(NUMBER, incoming=take) as phone:
        wire.tell("ready", address=phone.address)
        while wire.open:
            phone.work()
            lonely |= {asked["call"] for asked in wire.asked() if asked["do"] == "answer_nobody"}
            while not hang_ups.empty():
                hang_ups.get().hang_up()


if __name__ == "__main__":
    main()
