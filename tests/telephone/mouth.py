"""The outgoing sound of a call, frame by frame."""

import threading

from tests.telephone.rtp import FRAME_SAMPLES, RATE_HZ

FRAME_BYTES = 2 * FRAME_SAMPLES


class Mouth:
    """The outgoing sound of a call: silence, or samples that can be cut off between frames of 20 ms. Thread-safe."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._saying, self._said = b"", 0
        self._done = threading.Event()

    def say(self, samples: bytes) -> None:
        """Begin to play 16-bit samples."""
        with self._lock:
            self._saying, self._said = samples, 0
            self._done.clear()

    def wait(self) -> float:
        """Wait until the samples have ended or were stopped; return the seconds that were played."""
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
