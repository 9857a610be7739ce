"""The conversation as Asterisk's dialplan: a context for each topic, menu and part, and for what places share."""

from collections.abc import Iterator

from voiceedu.exports.asterisk_contexts import SPEED, Contexts
from voiceedu.exports.asterisk_keys import KeyLines
from voiceedu.exports.dialplan import Kind, Language, Place, Plan, Topic
from voiceedu.ivr import keypad
from voiceedu.ivr.position import SILENCES
from voiceedu.ivr.state import CHOICE_WAIT_S, NUMBER_WAIT_S, PERSON_WAIT_S

DIALPLAN = "extensions.conf"
FLOW_WAIT_S = 0.02
"""After a part the next one follows; the sound itself ends with a pause. A second here is heard as 1.4 s (measured)."""
MOST_DIGITS = 9
_WAITS_S: dict[Kind, float] = {"menu": CHOICE_WAIT_S, "part": FLOW_WAIT_S, "closing": CHOICE_WAIT_S}


def text(plan: Plan, *, context: str, sounds: str) -> str:
    """Return the dialplan. `[context]` answers a call to any number."""
    writer = _Writer(plan, Contexts(plan, context, sounds))
    lines = [
        f"; The phone line of voiceedu. Include this file in Asterisk's own {DIALPLAN}, and send calls to {context}.",
        *writer.entry(),
        *(line for language in plan.languages for line in writer.shared(language)),
        *(line for topic in plan.topics for line in writer.topic(topic)),
        *(line for place in plan.places for line in writer.place(place)),
    ]
    return "\n".join(lines) + "\n"


class _Writer:
    """Writes the contexts. Variables of a call: AT, where it is; SAID, what is said first there, and HEARD, what was;
    PLAY, HERE, BACK, NEXT and C1 … C4 of the place, T, MENU, OTHER of the topic, and
    WHO, which the staff see; SPEED; SILENT, an x a wait without a key; NUMBER, which was entered, and TRIED, an x an
    attempt to.
    """

    def __init__(self, plan: Plan, contexts: Contexts) -> None:
        self._plan, self._contexts = plan, contexts

    def entry(self) -> Iterator[str]:
        first = self._plan.languages[0].name
        yield f"[{self._contexts.name}]"
        yield "exten => s,1,Answer()"
        yield " same => n,Set(CDR_PROP(disable)=1) ; keeps no record of the call; take the line out to keep one"
        yield f" same => n,Goto({self._contexts.name}-hello-{first},normal,1)"
        yield "exten => _[+0-9]!,1,Goto(s,1)"

    def shared(self, language: Language) -> Iterator[str]:
        """Yield what all places of a language share: what the keys do, the greeting, the person and the goodbye."""
        name, prompts = language.name, self._contexts.prompts(language.name)
        offers = f"{self._contexts.prompts(language.other)}/other-language&" if language.other else ""
        offers += f"{prompts}/key-number&" if language.numbers else ""
        offers += f"{prompts}/key-person&" if self._plan.person else ""
        start = self._contexts.place(f"{name}/menu-1")
        yield from self._going(name, start)
        yield from self._contexts.begin(f"hello-{name}", "Set(SPEED=${EXTEN})", f"Set(SAID={prompts}/welcome&{offers})")
        yield f" same => n,Goto({start},${{EXTEN}},1)"
        yield from self._contexts.begin(f"goodbye-{name}", f"Playback({prompts}/goodbye)", "Hangup()")
        if self._plan.person:
            yield from self._calling(name, start)
        if language.numbers:
            yield from self._numbering(language, start)
        for kind, wait_s in _WAITS_S.items():
            yield from self._contexts.begin(f"{kind}-{name}", "Set(SILENT=)")
            yield " same => n(play),Set(SPEED=${EXTEN})"
            yield " same => n,Set(HEARD=${SAID})"
            yield " same => n,Set(SAID=)"
            yield f" same => n,Background(${{HEARD}}{self._contexts.folder(name)}/${{PLAY}})"
            yield f" same => n,WaitExten({wait_s})"
            keys = KeyLines(self._contexts, kind, language, offers=offers, has_person=bool(self._plan.person))
            yield from keys.lines()

    def topic(self, topic: Topic) -> Iterator[str]:
        other = self._contexts.place(topic.other) if topic.other else self._contexts.hello(topic.language)
        values = f"${{CONTEXT}},{self._contexts.place(topic.menu)},{other},{topic.shown}"
        yield f"[{self._contexts.place(topic.name)}]"
        yield f"exten => {SPEED},1,Set(ARRAY(T,MENU,OTHER,WHO)={values})"
        yield f" same => n,Goto({self._contexts.place(topic.first)},${{EXTEN}},1)"

    def place(self, place: Place) -> Iterator[str]:
        first, *others = place.sounds
        play = "&".join((first, *(f"{self._contexts.folder(place.language)}/{sound}" for sound in others)))
        named = {"AT": "${CONTEXT}", "PLAY": play}
        if place.kind == "menu":
            named |= {f"C{key}": "" for key in range(1, 5)}
            named |= {f"C{key}": self._contexts.place(choice) for key, choice in enumerate(place.choices, 1)}
        else:
            named |= {"BACK": self._contexts.place(place.back), "HERE": place.here}
        named["NEXT"] = self._contexts.place(place.following)
        yield f"[{self._contexts.place(place.name)}]"
        yield f"exten => {SPEED},1,Set(ARRAY({','.join(named)})={','.join(named.values())})"
        yield f" same => n,Goto({self._contexts.name}-{place.kind}-{place.language},${{EXTEN}},1)"

    def _going(self, name: str, start: str) -> Iterator[str]:
        """Yield the way to the place TO: where it is gone, as after a change of the plan, to the menu, with a word."""
        exists = "${DIALPLAN_EXISTS(${TO},${EXTEN},1)}"
        yield from self._contexts.begin(f"go-{name}", f"GotoIf({exists}?${{TO}},${{EXTEN}},1)")
        yield f" same => n,Set(SAID={self._contexts.folder(name)}/prompts/moved&)"
        yield f" same => n,Goto({start},${{EXTEN}},1)"

    def _calling(self, name: str, start: str) -> Iterator[str]:
        """Yield the call to a person: ringing is heard at once, and a key leads back while it rings."""
        here, back = f"{self._contexts.name}-person-{name}", f"Goto({start},${{SPEED}},1)"
        yield from self._contexts.begin(f"person-{name}", f"Playback({self._contexts.prompts(name)}/person)")
        yield f" same => n,Set(EXITCONTEXT={here})"
        yield " same => n,Set(CALLERID(name)=${WHO})"
        yield f" same => n,Dial({self._plan.person},{PERSON_WAIT_S},rdg)"
        yield f' same => n,GotoIf($["${{DIALSTATUS}}" = "ANSWER"]?{self._contexts.shared(f"goodbye-{name}")})'
        yield f" same => n,Set(SAID={self._contexts.prompts(name)}/nobody&)"
        yield f" same => n,{back}"
        yield f"exten => _[0-9*#],1,{back}"

    def _numbering(self, language: Language, start: str) -> Iterator[str]:
        """Yield what asks for the number of a topic, and where each number leads."""
        name = language.name
        numbers = f"{self._contexts.name}-numbers-{name}"
        ask = f"{self._contexts.prompts(name)}/ask-number"
        yield from self._contexts.begin(
            f"number-{name}", "Set(SPEED=${EXTEN})", "Set(HEARD=${SAID})", "Set(SAID=)", "Set(NUMBER=)"
        )
        yield f" same => n,Read(NUMBER,${{HEARD}}{ask},{MOST_DIGITS},,1,{NUMBER_WAIT_S})"
        yield f' same => n,Goto({numbers},${{IF($["${{NUMBER}}" = ""]?none:${{NUMBER}})}},1)'
        yield f"[{numbers}]"
        for number, topic in language.numbers:
            yield f"exten => {number},1,Goto({self._contexts.place(topic)},${{SPEED}},1)"
        yield f"exten => *,1,Goto({start},${{SPEED}},1)"
        if self._plan.person:
            yield f"exten => {keypad.PERSON},1,Set(WHO={name})"
            yield f" same => n,Goto({self._contexts.shared(f'person-{name}')})"
        for extension, notice in (("none", "no-key"), ("_[0-9*A-D]!", "wrong-number")):
            yield f"exten => {extension},1,Set(SAID={self._contexts.prompts(name)}/{notice}&)"
            often = "x" * (SILENCES - 1)
            yield f' same => n,GotoIf($["${{TRIED}}" = "{often}"]?{start},${{SPEED}},1)'
            yield " same => n,Set(TRIED=x${TRIED})"
            yield f" same => n,Goto({self._contexts.shared(f'number-{name}')})"
