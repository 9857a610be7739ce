"""Runs a dialplan as Asterisk does, with the applications and functions that ours have."""

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from urllib.parse import unquote

Contexts = Mapping[str, Mapping[str, tuple[str, ...]]]
LONGEST_NAME = 79
"""Characters of a context's name, beyond which Asterisk cuts it (AST_MAX_CONTEXT)."""
LONGEST_LINE = 8191
_SET = re.compile(r"([A-Z_]+)\((.*?)\)=(.*)", re.DOTALL)
_EQUAL = re.compile(r'\s*"?([^"]*)"?\s*=\s*"?([^"]*)"?\s*')
_EXTENSION = re.compile(r"exten => ([^,]+),1,(.+)")
_STEP = re.compile(r" same => n(?:\(([a-z]+)\))?,(.+)")


class DialplanError(AssertionError):
    """The dialplan is not one that Asterisk runs as it is meant."""


@dataclass(frozen=True, kw_only=True)
class Plan:
    """The contexts of a dialplan: the steps of each extension; the places of its labels; what each includes."""

    contexts: Contexts
    labels: Mapping[tuple[str, str, str], int]
    includes: Mapping[str, tuple[str, ...]]
    found: dict[tuple[str, str], tuple[str, ...] | None] = field(default_factory=dict, compare=False)
    """What was looked up already: the steps of an extension."""


def parse(text: str) -> Plan:
    """Return the plan of a configuration file; raise DialplanError for what cannot be one."""
    contexts: dict[str, dict[str, list[str]]] = {}
    labels: dict[tuple[str, str, str], int] = {}
    includes: dict[str, tuple[str, ...]] = {}
    context = extension = ""
    for raw in text.splitlines():
        line = re.sub(r"\s*(?<!\\);.*", "", raw).rstrip()
        if not line:
            continue
        if len(line) > LONGEST_LINE:
            raise DialplanError(f"{line[:80]}… is too long a line")
        if (match := re.fullmatch(r"\[([A-Za-z0-9/._-]+)\]", line)) and len(match[1]) <= LONGEST_NAME:
            context = match[1]
            if context in contexts:
                raise DialplanError(f"{context} stands twice")
            contexts[context] = {}
        elif match := re.fullmatch(r"include => (\S+)", line):
            includes[context] = (*includes.get(context, ()), match[1])
        elif match := _EXTENSION.fullmatch(line):
            extension = match[1]
            if extension in contexts[context]:
                raise DialplanError(f"{extension} stands twice in {context}")
            contexts[context][extension] = [match[2]]
        elif match := _STEP.fullmatch(line):
            contexts[context][extension].append(match[2])
            if match[1]:
                labels[context, extension, match[1]] = len(contexts[context][extension])
        else:
            raise DialplanError(line)
    found = {name: {one: tuple(steps) for one, steps in body.items()} for name, body in contexts.items()}
    return Plan(contexts=found, labels=labels, includes=includes)


@dataclass(frozen=True, kw_only=True)
class Call:
    """A call that waits for a key (`waits`), a number (also `reads`, its variable) or a person to answer (`dials`).

    It has ended where it waits for none of them.
    """

    plan: Plan
    fetch: Callable[[str], str]
    context: str
    extension: str = "s"
    step: int = 1
    variables: Mapping[str, str] = field(default_factory=dict)
    returns: tuple[tuple[str, str, int], ...] = ()
    sounds: tuple[str, ...] = ()
    waits: str = ""
    dials: str = ""
    reads: str = ""
    missing: frozenset[str] = frozenset()
    """Sounds that Asterisk does not have."""

    def begin(self) -> "Call":
        return _Run(replace(self, sounds=(), waits="", dials="", reads="")).until_it_waits()

    def press(self, key: str) -> "Call":
        """Return the call after a key; while it rings, where EXITCONTEXT says."""
        context = self.variables.get("EXITCONTEXT", self.context) if self.dials else self.context
        return self._at(context, key)

    def enter(self, number: str) -> "Call":
        """Return the call after a number and #, where Read waits for one."""
        return replace(self, variables={**self.variables, self.reads: number}).begin()

    def silence(self) -> "Call":
        """Return the call after no key: WaitExten goes on with its extension, or to t where that ends with it."""
        if self.reads:
            return self.enter("")
        goes_on = len(_Run(self).steps(self.context, self.extension)) >= self.step
        return self.begin() if goes_on else self._at(self.context, "t")

    def called(self, status: str) -> "Call":
        """Return the call after the call to a person has ended with a DIALSTATUS."""
        return replace(self, variables={**self.variables, "DIALSTATUS": status}).begin()

    def _at(self, context: str, extension: str) -> "Call":
        return replace(self, context=context, extension=extension, step=1).begin()


class _Run:
    def __init__(self, call: Call) -> None:
        self.call = call
        self.context, self.extension, self.step = call.context, call.extension, call.step
        self.variables, self.returns = dict(call.variables), list(call.returns)
        self.sounds: list[str] = []
        self.waits = self.dials = self.reads = ""
        self.is_over = False

    def until_it_waits(self) -> Call:
        for _ in range(200):
            if self.waits or self.dials or self.is_over:
                return replace(
                    self.call,
                    context=self.context,
                    extension=self.extension,
                    step=self.step,
                    variables=self.variables,
                    returns=tuple(self.returns),
                    sounds=tuple(self.sounds),
                    waits=self.waits,
                    dials=self.dials,
                    reads=self.reads,
                )
            text = self.steps(self.context, self.extension)[self.step - 1]
            self.step += 1
            name, _, arguments = text.partition("(")
            self.execute(name, self.expand(arguments.removesuffix(")")))
        raise DialplanError(f"{self.context},{self.extension} goes round and round")

    def steps(self, context: str, extension: str) -> tuple[str, ...]:
        found = self.find(context, extension)
        if found is None:
            raise DialplanError(f"{context},{extension} is nowhere: the call is dropped")
        return found

    def find(self, context: str, extension: str) -> tuple[str, ...] | None:
        """Return the steps of an extension: an exact one before a pattern, and then those of included contexts."""
        found = self.call.plan.found
        if (context, extension) not in found:
            found[context, extension] = self.look_up(context, extension)
        return found[context, extension]

    def look_up(self, context: str, extension: str) -> tuple[str, ...] | None:
        body = self.call.plan.contexts.get(context, {})
        for name, own in sorted(body.items(), key=lambda item: item[0].startswith("_")):
            if name == extension or (name.startswith("_") and re.fullmatch(_as_expression(name), extension)):
                return own
        for included in self.call.plan.includes.get(context, ()):
            if (steps := self.find(included, extension)) is not None:
                return steps
        return None

    def execute(self, name: str, arguments: str) -> None:
        match name:
            case "Answer" | "NoOp" | "Ringing":
                pass
            case "Set":
                self.assign(arguments)
            case "Background" | "Playback" if not arguments:
                raise DialplanError(f"{name} without a sound: the call is dropped")
            case "Background" | "Playback":
                self.sounds += [sound for sound in arguments.split("&") if sound and sound not in self.call.missing]
                self.variables["PLAYBACKSTATUS"] = "FAILED" if arguments in self.call.missing else "SUCCESS"
            case "Playtones":
                self.sounds.append(f"tone {arguments}")
            case "Wait":
                assert float(arguments) > 0
            case "Read":
                self.reads, sounds, most, options, attempts, self.waits = arguments.split(",")
                self.sounds += filter(None, sounds.split("&"))
                assert (int(most) >= 6, options, attempts) == (True, "", "1")
            case "WaitExten":
                self.waits = arguments
            case "Dial":
                self.dials = arguments
            case "Hangup":
                self.is_over = True
            case "Goto":
                self.go(arguments)
            case "GotoIf":
                condition, _, places = arguments.partition("?")
                where = places.partition(":")[0 if condition not in ("", "0") else 2]
                if where:
                    self.go(where)
            case "ExecIf":
                condition, _, application = arguments.partition("?")
                if condition not in ("", "0"):
                    inner, _, data = application.partition("(")
                    self.execute(inner, data.removesuffix(")"))
            case "Gosub":
                self.returns.append((self.context, self.extension, self.step))
                self.go(arguments)
            case "Return":
                self.context, self.extension, self.step = self.returns.pop()
            case _:
                raise DialplanError(f"{name} is no application of ours")

    def go(self, where: str) -> None:
        parts = where.split(",")
        self.context = parts[-3] if len(parts) > 2 else self.context
        self.extension = parts[-2] if len(parts) > 1 else self.extension
        self.steps(self.context, self.extension)
        self.step = int(parts[-1]) if parts[-1].isdecimal() else self.labelled(parts[-1])

    def labelled(self, label: str) -> int:
        """Return the step of a label, which stands in this extension or in the pattern that matches it."""
        for (context, extension, name), step in self.call.plan.labels.items():
            if (context, name) == (self.context, label) and self.find(context, extension) == self.find(
                context, self.extension
            ):
                return step
        raise DialplanError(f"{label} is no label of {self.context},{self.extension}")

    def assign(self, text: str) -> None:
        if match := _SET.fullmatch(text):
            function, name, value = match.groups()
            if function == "ARRAY":
                self.variables |= dict(zip(name.split(","), value.split(","), strict=True))
            elif function == "HASH" and "," in name:
                self.variables[f"HASH({name})"] = value
            elif function == "HASH":
                fields = self.variables["~ODBCFIELDS~"].split(",")
                self.variables |= {
                    f"HASH({name},{one})": each for one, each in zip(fields, value.split(","), strict=True)
                }
            else:
                self.variables[f"{function}({name})"] = value
            return
        name, _, value = text.partition("=")
        self.variables[name] = value

    def expand(self, text: str) -> str:
        """Return `text` with its innermost variables and expressions replaced first. A value is not expanded again."""
        kept: list[str] = []

        def keep(value: str) -> str:
            kept.append(value)
            return f"\x00{len(kept) - 1}\x01"

        def restored(value: str) -> str:
            while "\x00" in value:
                value = re.sub("\x00([0-9]+)\x01", lambda match: kept[int(match[1])], value)
            return value

        inner = re.compile(r"\$\{([^${}]*)\}|\$\[([^$\[\]{}]*)\]")
        while match := inner.search(text):
            value = self.value(restored(match[1])) if match[1] is not None else _truth(restored(match[2]))
            text = text[: match.start()] + keep(value) + text[match.end() :]
        return restored(text)

    def value(self, name: str) -> str:
        own = {"EXTEN": self.extension, "CONTEXT": self.context}
        if name in own:
            return own[name]
        function, _, argument = name.partition("(")
        argument = argument.removesuffix(")")
        match function:
            case "IF":
                condition, _, values = argument.partition("?")
                return values.partition(":")[0 if condition not in ("", "0") else 2]
            case "CURL":
                pairs = [pair.partition("=") for pair in self.call.fetch(argument).split("&")]
                self.variables["~ODBCFIELDS~"] = ",".join(unquote(one) for one, _, _ in pairs)
                return ",".join(unquote(value) for _, _, value in pairs)
            case "DIALPLAN_EXISTS":
                context, extension, _ = argument.split(",")
                return str(int(self.find(context, extension) is not None))
        return self.variables.get(name, "")


def _truth(expression: str) -> str:
    if match := _EQUAL.fullmatch(expression):
        return str(int(match[1].strip() == match[2].strip()))
    return expression.strip()


def _as_expression(pattern: str) -> str:
    return re.sub(r"[.!]$", ".*", pattern[1:]).replace("X", "[0-9]").replace("*]", "\\*]")
