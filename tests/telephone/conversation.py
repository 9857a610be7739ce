"""A transcript of a call: the clips with their words, the keys, and their times."""

import textwrap
from collections.abc import Iterator

from tests.telephone.catalogue import Catalogue
from tests.telephone.goals import Measured
from tests.telephone.measures import Heard, Recorded
from tests.telephone.peer import Event

WIDTH = 120
INDENT = 16
KEYING = {"rfc4733": "RFC 4733", "info": "SIP INFO"}


def transcript(call: Recorded, catalogue: Catalogue, measured: Measured) -> Iterator[str]:
    """Yield the lines of a call, with times from the moment of dialling."""
    heard = iter(measured.heard)
    began_s = call.events[0].at_s
    for event in call.events:
        said = next(heard) if event.who == "line" and event.what == "plays" else None
        line = _line(event, catalogue, said)
        if line:
            minutes, seconds = divmod(event.at_s - began_s, 60)
            text = f"{int(minutes):02}:{seconds:04.1f}  {event.who:<7} {line}"
            yield from textwrap.wrap(text, WIDTH, subsequent_indent=" " * INDENT, break_on_hyphens=False)


def _line(event: Event, catalogue: Catalogue, heard: Heard | None) -> str:
    facts = event.facts
    match event.who, event.what:
        case "caller", "dials":
            return f"calls {facts['address']}"
        case "caller", "presses":
            return f"presses {facts['key']} ({KEYING[facts['by']]})"
        case "line", "answered":
            return "answers"
        case "line", "plays":
            assert heard
            return f"{heard.clip}: “{catalogue.words(facts['url'])}” {_how_heard(heard)}"
        case "line", "says":
            return f"in the platform's own voice: “{facts['text']}”"
        case "line", "waits" if facts["timeout_s"] > 1:
            return f"waits for a key, {facts['timeout_s']} s"
        case "line", "dials":
            return f"calls {facts['number']}"
        case "line", "pressed" if not facts["kept"]:
            return f"takes no notice of key {facts['key']}"
        case "line", "failed":
            return f"fails: {facts['error']}"
        case who, "ended":
            return "hears that the call is over" if who == "caller" else f"the call is over: {facts['reason']}"
    return ""


def _how_heard(heard: Heard) -> str:
    seconds = heard.to_s - heard.from_s
    length = f"all of it, {seconds:.1f} s" if heard.whole else f"cut off after {seconds:.1f} s"
    other = f", {heard.other} in {heard.other_share:.0%}" if heard.other else ""
    return f"[{length}; heard in {heard.share:.0%} of {heard.windows} windows{other}]"


def summary(measured: Measured) -> Iterator[str]:
    """Yield the measurements, one line a goal."""
    if measured.windows:
        most = max(measured.heard, key=lambda one: one.other_share * one.windows)
        other = f"; {most.other} instead of {most.clip} in {most.other_share:.0%} of its windows" if most.other else ""
        yield f"what was played was heard in {measured.share:.0%} of {measured.windows} windows{other}"
    if measured.cuts:
        slowest = max(measured.cuts, key=lambda cut: cut.after_s)
        yield f"keys that cut in: {len(measured.cuts)}, silence at most {1000 * slowest.after_s:.0f} ms later"
    if measured.gaps:
        longest = max(measured.gaps, key=lambda gap: gap.own_s)
        heard_s = max(gap.heard_s for gap in measured.gaps)
        own = f"{longest.own_s:.2f} s without the platform's own"
        yield f"silence between clips: at most {heard_s:.2f} s as heard, {own}"
    if measured.steps:
        yield f"steps in level: at most {max(step for *_, step in measured.steps):.1f} dB"
