"""A call on a PBX, as `lockstep` walks it: one of Asterisk's dialplan, one of FreeSWITCH's mod_httapi."""

import re
from collections.abc import Callable
from dataclasses import dataclass, replace
from xml.etree import ElementTree
from xml.etree.ElementTree import Element

from tests.telephone.dialplan import Call
from voiceedu.ivr.httapi import FLOW_WAIT_MS


@dataclass(frozen=True)
class AsteriskMoment:
    call: Call

    @property
    def sounds(self) -> tuple[str, ...]:
        return self.call.sounds

    @property
    def kind(self) -> str:
        if self.call.reads:
            return "number"
        return "listen" if self.call.waits else ("person" if self.call.dials else "hang-up")

    @property
    def wait_s(self) -> float:
        return float(self.call.waits)

    @property
    def caller_id_name(self) -> str:
        return self.call.variables.get("CALLERID(name)", "")

    def press(self, key: str) -> "AsteriskMoment":
        return AsteriskMoment(self.call.press(key))

    def enter(self, number: str) -> "AsteriskMoment":
        return AsteriskMoment(self.call.enter(number))

    def silence(self) -> "AsteriskMoment":
        return AsteriskMoment(self.call.silence())

    def called(self, *, answered: bool) -> "AsteriskMoment":
        return AsteriskMoment(self.call.called("ANSWER" if answered else "NOANSWER"))


@dataclass(frozen=True)
class HttapiMoment:
    """A document of mod_httapi; `fetch` gets one by URL and key. What it does after a key is read in its source."""

    fetch: Callable[[str, str], bytes]
    url: str
    person_url: str
    person_expression: str
    key: str = ""

    @property
    def work(self) -> Element:
        work = ElementTree.fromstring(self.fetch(self.url, self.key)).find("work")
        assert work is not None
        return work

    @property
    def goes_on(self) -> bool:
        """Whether another sound of the same state follows without a key."""
        return "&heard=" in self.work[0].attrib.get("action", "")

    @property
    def last(self) -> "HttapiMoment":
        """The same state while its last sound is heard: until then every key does the same, and no time is lost."""
        if not self.goes_on:
            return self
        following = replace(self, url=self.work[0].attrib["action"], key="")
        assert [bind.attrib for bind in following.work[0]] == [bind.attrib for bind in self.work[0]]
        assert self.work[0].attrib["input-timeout"] == str(FLOW_WAIT_MS)
        return following.last

    @property
    def sounds(self) -> tuple[str, ...]:
        (playback,) = self.work.iter("playback")  # after a key in the first, a second one would be played
        files = tuple(playback.attrib["file"].removeprefix("file_string://").split("!"))
        assert self.kind == "number" or len(files) == 1  # else 0.25 s of silence come before the first
        return (*files, *replace(self, url=playback.attrib["action"], key="").sounds) if self.goes_on else files

    @property
    def kind(self) -> str:
        last = self.work[-1].tag
        if [bind.text for bind in self.work[0]] == ["~^[0-9*]*#$"]:
            return "number"
        return {"playback": "listen", "dial": "person", "hangup": "hang-up"}[last]

    @property
    def wait_s(self) -> float:
        return int(self.last.work[0].attrib["input-timeout"]) / 1000

    @property
    def caller_id_name(self) -> str:
        found = re.search(self.person_expression, self.work[-1].text or "")
        assert found
        return f"{found[2]} {found[3]}".strip()

    def press(self, key: str) -> "HttapiMoment":
        (action,) = [bind.attrib["action"] for bind in self.work[0] if bind.text == key]
        return replace(self, url=action, key=key)

    def enter(self, number: str) -> "HttapiMoment":
        """Return the document after a number and #. An expression that is the only one fits as soon as it matches."""
        (bind,) = self.work[0]
        digits = ""
        for key in f"{number}#":
            digits += key
            if re.search((bind.text or "").removeprefix("~"), digits):
                break
        else:
            raise AssertionError(digits)
        assert digits.removesuffix(bind.attrib["strip"]) == number
        assert self.work[0].attrib["digit-timeout"] == self.work[0].attrib["input-timeout"]
        return replace(self, url=bind.attrib["action"], key=number)

    def silence(self) -> "HttapiMoment":
        return replace(self, url=self.last.work[0].attrib["action"], key="")

    def called(self, *, answered: bool) -> "HttapiMoment":
        extension = (self.work[-1].text or "").partition(":")
        assert extension[0] == "voiceedu-person"
        url = self.person_url.replace("$1", extension[2])
        result = "SUCCESS" if answered else "ALLOTTED_TIMEOUT"
        return replace(self, url=url.replace("${originate_disposition}", result), key="")
