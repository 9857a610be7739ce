"""Runs an XML dialplan as FreeSWITCH does, with the applications that ours has."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from xml.etree.ElementTree import Element

MOST_TRANSFERS = 70
"""What FreeSWITCH allows a call unless max_session_transfers says otherwise."""


class DialplanError(AssertionError):
    """The dialplan drops the call, or is not one that FreeSWITCH runs."""


@dataclass(frozen=True, kw_only=True)
class XmlMoment:
    """A call that waits for a key, for a person, or has ended, as `lockstep` walks it. `transfers` counts them."""

    plan: Element
    context: str
    sounds: tuple[str, ...] = ()
    kind: str = ""
    wait_s: float = 0.0
    variables: Mapping[str, str] = field(default_factory=dict)
    transfers: int = 0
    key_variable: str = ""
    rest: tuple[tuple[str, str], ...] = ()
    suffix: str = ".wav"

    def dial(self, number: str) -> "XmlMoment":
        return _Run(self).transferred(number)

    @property
    def caller_id_name(self) -> str:
        return self.variables.get("effective_caller_id_name", "")

    def press(self, key: str) -> "XmlMoment":
        return self._with(self.key_variable, key)

    def enter(self, number: str) -> "XmlMoment":
        return self._with(self.key_variable, number)

    def silence(self) -> "XmlMoment":
        return self._with(self.key_variable, "")

    def called(self, *, answered: bool) -> "XmlMoment":
        timeouts = {name: int(self.variables.get(name, 60)) for name in ("leg_timeout", "call_timeout")}
        first = min(timeouts, key=timeouts.__getitem__)
        nobody = {"leg_timeout": "ALLOTTED_TIMEOUT", "call_timeout": "NO_ANSWER"}[first]
        return self._with("originate_disposition", "SUCCESS" if answered else nobody)

    def cancelled(self) -> "XmlMoment":
        """Return the call after its origination_cancel_key while it rings."""
        return self._with("originate_disposition", "NO_ANSWER")

    def _with(self, name: str, value: str) -> "XmlMoment":
        return _Run(replace(self, variables={**self.variables, name: value})).execute(self.rest)


class _Run:
    def __init__(self, moment: XmlMoment) -> None:
        self.moment = moment
        self.variables, self.transfers = dict(moment.variables), moment.transfers
        self.sounds: list[str] = []

    def transferred(self, number: str) -> XmlMoment:
        limit = int(self.variables.get("max_session_transfers", MOST_TRANSFERS))
        if self.transfers > limit:
            raise DialplanError(f"the call is dropped after {limit} transfers")
        (context,) = [one for one in self.moment.plan if one.attrib["name"] == self.moment.context]
        for extension in context:
            if (actions := self.matched(extension, number)) is not None:
                return self.execute(actions)
        raise DialplanError(f"{number} is nowhere: the call is dropped")

    def matched(self, extension: Element, number: str) -> tuple[tuple[str, str], ...] | None:
        """Return the actions of an extension, None if it is not for `number`. Conditions are met before any action."""
        groups: list[str] = []
        for condition in extension:
            asked = condition.attrib["field"]
            value = number if asked == "destination_number" else self.expand(asked)
            found = re.search(condition.attrib["expression"], value)
            if asked == "destination_number":
                groups = ["", *(found.groups() if found else ())]
            tag = "action" if found else "anti-action"
            actions = [(one.attrib["application"], one.attrib.get("data", "")) for one in condition if one.tag == tag]
            if not found or actions:
                if not actions:
                    return None
                return tuple((name, _filled(data, groups)) for name, data in actions)
        return None

    def execute(self, actions: tuple[tuple[str, str], ...]) -> XmlMoment:
        for number, (application, data) in enumerate(actions):
            text = self.expand(data)
            match application:
                case "answer":
                    pass
                case "set":
                    self.assign(text)
                case "export":
                    self.assign(text.removeprefix("nolocal:"))
                case "multiset":
                    delimiter, text = (text[2], text[3:]) if text.startswith("^^") else (" ", text)
                    for one in text.split(delimiter):
                        self.assign(one)
                case "transfer":
                    self.transfers += 1
                    there, dialplan, context = text.split(" ")
                    assert (dialplan, context) == ("XML", self.moment.context)
                    return self.transferred(there)
                case "playback":
                    self.play(text)
                    if actions[number + 1][1].count("${playback_terminator_used}"):
                        assert self.variables["playback_terminators"] == "0123456789*#"
                        return self.waiting("listen", "playback_terminator_used", 0.02, actions[number + 1 :])
                case "play_and_get_digits":
                    least, most, tries, wait_ms, ends, files, _, variable, pattern, _ = text.split(" ")
                    kinds = {("1", "none", "[0-9*#]"): "listen", ("9", "#", "[0-9*]+"): "number"}
                    assert (least, tries) == ("1", "1")
                    self.play(files)
                    return self.waiting(
                        kinds[most, ends, pattern], variable, int(wait_ms) / 1000, actions[number + 1 :]
                    )
                case "bridge":
                    self.variables["bridged to"] = text
                    return self.waiting("person", "", 0, actions[number + 1 :])
                case "hangup":
                    return self.waiting("hang-up", "", 0, ())
                case _:
                    raise DialplanError(application)
        raise DialplanError("the extension ends, and with it the call")

    def waiting(self, kind: str, variable: str, wait_s: float, rest: tuple[tuple[str, str], ...]) -> XmlMoment:
        return replace(
            self.moment,
            sounds=tuple(self.sounds),
            kind=kind,
            wait_s=wait_s,
            variables=self.variables,
            transfers=self.transfers,
            key_variable=variable,
            rest=rest,
        )

    def play(self, files: str) -> None:
        assert "://" not in files
        assert (self.variables["playback_delimiter"], self.variables["playback_sleep_val"]) == ("!", "0")
        found = files.split("!")
        suffix = self.moment.suffix
        assert all(one.endswith(suffix) for one in found), files
        self.sounds += [one.removesuffix(suffix) for one in found]

    def assign(self, text: str) -> None:
        name, _, value = text.partition("=")
        self.variables[name] = value

    def expand(self, text: str) -> str:
        """Return `text` with its variables; those of FreeSWITCH itself, as $${sounds_dir}, stay."""
        return re.sub(r"(?<!\$)\$\{([a-z0-9_]+)\}", lambda match: self.variables.get(match[1], ""), text)


def _filled(data: str, groups: list[str]) -> str:
    return re.sub(r"\$([1-9])", lambda match: groups[int(match[1])], data)
