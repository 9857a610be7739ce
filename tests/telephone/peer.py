"""A process for each telephone, as pjsua2 allows one a process, with commands and events as lines of JSON.

The time of an Event is the machine's monotonic clock, which all processes share.
"""

import json
import os
import queue
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from types import TracebackType
from typing import Any, Literal, Protocol, Self

ROOT = Path(__file__).parent.parent.parent
LOOPBACK = "127.0.0.1"
PATIENCE_S = 30

Keying = Literal["rfc4733", "info"]
"""How a key travels: as an event between the packets of sound (RFC 4733, once 2833), or as a SIP INFO request."""


class Listener(Protocol):
    """Callbacks of a telephone for one call, in the telephone's thread."""

    def answered(self) -> None: ...
    def pressed(self, key: str, by: Keying) -> None: ...
    def ended(self, reason: str) -> None: ...


@dataclass(frozen=True, kw_only=True)
class Event:
    """An event of a call: `who` reports it, at `at_s`; `call` is the caller's number."""

    at_s: float
    who: str
    what: str
    call: str = ""
    facts: dict[str, Any] = field(default_factory=dict)


class Diary:
    """The events in the order of their arrival. Any thread may write events or wait for one."""

    def __init__(self) -> None:
        self._events: list[Event] = []
        self._changed = threading.Condition()

    def write(self, event: Event) -> None:
        with self._changed:
            self._events.append(event)
            self._changed.notify_all()

    def of(self, call: str) -> list[Event]:
        with self._changed:
            return sorted((event for event in self._events if event.call == call), key=lambda event: event.at_s)

    def wait(self, is_it: Callable[[Event], bool], *, what: str, timeout_s: float = PATIENCE_S) -> Event:
        """Return the first event for which `is_it` is true, or raise AssertionError after the timeout."""
        deadline = time.monotonic() + timeout_s
        with self._changed:
            seen = 0
            while True:
                for event in self._events[seen:]:
                    if event.what == "died":
                        raise AssertionError(f"the {event.who}'s process died:\n{event.facts['log']}")
                    if is_it(event):
                        return event
                seen = len(self._events)
                if not self._changed.wait(max(0.0, deadline - time.monotonic())) and time.monotonic() >= deadline:
                    last = "\n".join(str(event) for event in self._events[-12:])
                    raise AssertionError(f"no event within {timeout_s:.0f} s ({what}); the last events:\n{last}")


class Peer:
    """A process that runs `module`; its events go into `diary`, its other output into `log`."""

    def __init__(self, module: str, arguments: Sequence[str], *, who: str, diary: Diary, log: Path) -> None:
        self._who, self._diary, self._log = who, diary, log
        self._ending = False
        with log.open("ab") as output:
            self._process = subprocess.Popen(
                [sys.executable, "-m", module, *arguments],
                cwd=ROOT,
                stdin=subprocess.PIPE,
                stdout=subprocess.PIPE,
                stderr=output,
                text=True,
            )
        self._reader = threading.Thread(target=self._read, daemon=True)
        self._reader.start()

    def _read(self) -> None:
        assert self._process.stdout
        for line in self._process.stdout:
            told = json.loads(line)
            at_s, what, call = told.pop("at_s"), told.pop("what"), told.pop("call")
            self._diary.write(Event(at_s=at_s, who=self._who, what=what, call=call, facts=told))
        if not self._ending:
            log = {"log": self._log.read_text(errors="replace")[-2000:]}
            self._diary.write(Event(at_s=time.monotonic(), who=self._who, what="died", facts=log))

    def ask(self, do: str, **facts: object) -> None:
        assert self._process.stdin
        self._process.stdin.write(json.dumps({"do": do, **facts}) + "\n")
        self._process.stdin.flush()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None) -> None:
        """Close the process's input, so that it ends its calls properly, and wait for it."""
        assert self._process.stdin
        assert self._process.stdout
        self._ending = True
        try:
            self._process.stdin.close()
            code = self._process.wait(timeout=PATIENCE_S)
        except subprocess.TimeoutExpired:
            self._process.kill()
            code = self._process.wait()
        self._reader.join()
        self._process.stdout.close()
        if code and error is None:
            raise AssertionError(f"the {self._who}'s process ended with {code}")


class Wire:
    """The inside of a Peer: its commands and its events. Make it before anything is printed."""

    def __init__(self) -> None:
        # A C library may print: standard output becomes the log, so that its lines are not taken for events.
        self._out = os.fdopen(os.dup(1), "w", encoding="utf-8")
        os.dup2(2, 1)
        self._telling = threading.Lock()
        self._asked: queue.Queue[dict[str, Any]] = queue.Queue()
        self.open = True
        threading.Thread(target=self._listen, daemon=True).start()

    def _listen(self) -> None:
        for line in sys.stdin:
            self._asked.put(json.loads(line))
        self.open = False

    def tell(self, what: str, *, call: str = "", **facts: object) -> None:
        """Report an event, at the current time or at `at_s`."""
        told = {"at_s": time.monotonic(), "what": what, "call": call, **facts}
        with self._telling:
            self._out.write(json.dumps(told) + "\n")
            self._out.flush()

    def asked(self) -> Iterator[dict[str, Any]]:
        """Yield the commands that have arrived, without waiting."""
        while not self._asked.empty():
            yield self._asked.get()
