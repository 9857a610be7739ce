"""Exports the conversation for Asterisk: a dialplan with a context for each topic, menu and part, and the sounds."""

import re
from collections.abc import Iterator
from pathlib import Path

import click

from voiceedu.command_paths import WritablePath
from voiceedu.config import Settings
from voiceedu.content.menus import CHOICES_A_MENU
from voiceedu.exports import dial_options, dialplan, folder, sound_formats
from voiceedu.exports.dial_options import DialWords
from voiceedu.exports.dialplan import Language, Place, Plan, Topic
from voiceedu.ivr import keypad
from voiceedu.ivr.position import SILENCES
from voiceedu.ivr.state import CHOICE_WAIT_S, NUMBER_WAIT_S, PERSON_WAIT_S
from voiceedu.publishing.studio import Studio

DIALPLAN = "extensions.conf"
LONGEST_NAME = 79
"""Asterisk cuts the name of a context after this many characters."""
FLOW_WAIT_S = 0.02
"""After a part the next one follows; the sound itself ends with a pause. A second here is heard as 1.4 s (measured)."""
MOST_DIGITS = 9
_CHANNEL = r"[A-Za-z0-9_]+/[^\s,&|()$]+"
DIAL_WORDS = DialWords(
    pattern=re.compile(f"{_CHANNEL}(&{_CHANNEL})*"),
    example="PJSIP/desk or Local/600@from-internal, and several joined by &",
)
"""Channels: a comma would end the string in Dial."""
_SPEED = "_[ns]!"
"""The extension of a context at either speed: `normal` or `slow`."""


def text(plan: Plan, *, context: str, sounds: str) -> str:
    """Return the dialplan. `[context]` answers a call to any number."""
    writer = _Writer(plan, context, f"{sounds}/{plan.version}")
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

    def __init__(self, plan: Plan, context: str, sounds: str) -> None:
        self._plan, self._context, self._sounds = plan, context, sounds

    def entry(self) -> Iterator[str]:
        first = self._plan.languages[0].name
        yield f"[{self._context}]"
        yield "exten => s,1,Answer()"
        yield " same => n,Set(CDR_PROP(disable)=1) ; keeps no record of the call; take the line out to keep one"
        yield f" same => n,Goto({self._context}-hello-{first},normal,1)"
        yield "exten => _[+0-9]!,1,Goto(s,1)"

    def shared(self, language: Language) -> Iterator[str]:
        """Yield what all places of a language share: what the keys do, the greeting, the person and the goodbye."""
        name, prompts = language.name, self._prompts(language.name)
        offers = f"{self._prompts(language.other)}/other-language&" if language.other else ""
        offers += f"{prompts}/key-number&" if language.numbers else ""
        offers += f"{prompts}/key-person&" if self._plan.person else ""
        start = self._named(f"{name}/menu-1")
        yield from self._going(name, start)
        yield from self._context_of(f"hello-{name}", "Set(SPEED=${EXTEN})", f"Set(SAID={prompts}/welcome&{offers})")
        yield f" same => n,Goto({start},${{EXTEN}},1)"
        yield from self._context_of(f"goodbye-{name}", f"Playback({prompts}/goodbye)", "Hangup()")
        if self._plan.person:
            yield from self._calling(name, start)
        if language.numbers:
            yield from self._numbering(language, start)
        for kind, wait_s in (("menu", CHOICE_WAIT_S), ("part", FLOW_WAIT_S), ("closing", CHOICE_WAIT_S)):
            yield from self._context_of(f"{kind}-{name}", "Set(SILENT=)")
            yield " same => n(play),Set(SPEED=${EXTEN})"
            yield " same => n,Set(HEARD=${SAID})"
            yield " same => n,Set(SAID=)"
            yield f" same => n,Background(${{HEARD}}{self._folder(name)}/${{PLAY}})"
            yield f" same => n,WaitExten({wait_s})"
            yield from self._keys(kind, language, offers)

    def topic(self, topic: Topic) -> Iterator[str]:
        other = self._named(topic.other) if topic.other else self._hello(topic.language)
        values = f"${{CONTEXT}},{self._named(topic.menu)},{other},{topic.shown}"
        yield f"[{self._named(topic.name)}]"
        yield f"exten => {_SPEED},1,Set(ARRAY(T,MENU,OTHER,WHO)={values})"
        yield f" same => n,Goto({self._named(topic.first)},${{EXTEN}},1)"

    def place(self, place: Place) -> Iterator[str]:
        first, *others = place.sounds
        play = "&".join((first, *(f"{self._folder(place.language)}/{sound}" for sound in others)))
        named = {"AT": "${CONTEXT}", "PLAY": play}
        if place.kind == "menu":
            named |= {f"C{key}": "" for key in range(1, 5)}
            named |= {f"C{key}": self._named(choice) for key, choice in enumerate(place.choices, 1)}
        else:
            named |= {"BACK": self._named(place.back), "HERE": place.here}
        named["NEXT"] = self._named(place.following)
        yield f"[{self._named(place.name)}]"
        yield f"exten => {_SPEED},1,Set(ARRAY({','.join(named)})={','.join(named.values())})"
        yield f" same => n,Goto({self._context}-{place.kind}-{place.language},${{EXTEN}},1)"

    def _going(self, name: str, start: str) -> Iterator[str]:
        """Yield the way to the place TO: where it is gone, as after a change of the plan, to the menu, with a word."""
        exists = "${DIALPLAN_EXISTS(${TO},${EXTEN},1)}"
        yield from self._context_of(f"go-{name}", f"GotoIf({exists}?${{TO}},${{EXTEN}},1)")
        yield f" same => n,Set(SAID={self._folder(name)}/prompts/moved&)"
        yield f" same => n,Goto({start},${{EXTEN}},1)"

    def _calling(self, name: str, start: str) -> Iterator[str]:
        """Yield the call to a person: ringing is heard at once, and a key leads back while it rings."""
        here, back = f"{self._context}-person-{name}", f"Goto({start},${{SPEED}},1)"
        yield from self._context_of(f"person-{name}", f"Playback({self._prompts(name)}/person)")
        yield f" same => n,Set(EXITCONTEXT={here})"
        yield " same => n,Set(CALLERID(name)=${WHO})"
        yield f" same => n,Dial({self._plan.person},{PERSON_WAIT_S},rdg)"
        yield (f' same => n,GotoIf($["${{DIALSTATUS}}" = "ANSWER"]?{self._context}-goodbye-{name},${{SPEED}},1)')
        yield f" same => n,Set(SAID={self._prompts(name)}/nobody&)"
        yield f" same => n,{back}"
        yield f"exten => _[0-9*#],1,{back}"

    def _numbering(self, language: Language, start: str) -> Iterator[str]:
        """Yield what asks for the number of a topic, and where each number leads."""
        name = language.name
        asks, numbers = f"{self._context}-number-{name}", f"{self._context}-numbers-{name}"
        ask = f"{self._prompts(name)}/ask-number"
        yield from self._context_of(
            f"number-{name}", "Set(SPEED=${EXTEN})", "Set(HEARD=${SAID})", "Set(SAID=)", "Set(NUMBER=)"
        )
        yield f" same => n,Read(NUMBER,${{HEARD}}{ask},{MOST_DIGITS},,1,{NUMBER_WAIT_S})"
        yield f' same => n,Goto({numbers},${{IF($["${{NUMBER}}" = ""]?none:${{NUMBER}})}},1)'
        yield f"[{numbers}]"
        for number, topic in language.numbers:
            yield f"exten => {number},1,Goto({self._named(topic)},${{SPEED}},1)"
        yield f"exten => *,1,Goto({start},${{SPEED}},1)"
        if self._plan.person:
            yield f"exten => {keypad.PERSON},1,Set(WHO={name})"
            yield f" same => n,Goto({self._context}-person-{name},${{SPEED}},1)"
        for extension, notice in (("none", "no-key"), ("_[0-9*A-D]!", "wrong-number")):
            yield f"exten => {extension},1,Set(SAID={self._prompts(name)}/{notice}&)"
            often = "x" * (SILENCES - 1)
            yield f' same => n,GotoIf($["${{TRIED}}" = "{often}"]?{start},${{SPEED}},1)'
            yield " same => n,Set(TRIED=x${TRIED})"
            yield f" same => n,Goto({asks},${{SPEED}},1)"

    def _keys(self, kind: str, language: Language, offers: str) -> Iterator[str]:
        name = language.name
        prompts = self._prompts(name)
        again = "Goto(${AT},${SPEED},1)"
        if kind == "menu":
            yield f"exten => _[1-{CHOICES_A_MENU}],1,Set(TO=${{C${{EXTEN}}}})"
            yield f' same => n,GotoIf($["${{TO}}" = ""]?wrong,1:{self._context}-go-{name},${{SPEED}},1)'
            if language.has_more:
                yield from self._lead(name, keypad.MORE, "NEXT")
            more = f"{prompts}/more&" if language.has_more else ""
            said = f"{prompts}/here-choosing&{prompts}/keys-choosing&{more}{prompts}/keys-anywhere&{offers}"
        else:
            yield from self._lead(name, keypad.REPEAT, "T" if kind == "closing" else "AT")
            yield from self._lead(name, keypad.NEXT, "NEXT")
            yield from self._lead(name, keypad.BACK, "BACK")
            yield f'exten => {keypad.SLOWER},1,Set(SPEED=${{IF($["${{SPEED}}" = "slow"]?normal:slow)}})'
            yield f' same => n,Set(SAID={prompts}/${{IF($["${{SPEED}}" = "slow"]?slower:normal)}}&)'
            yield f" same => n,{again}"
            here = f"{prompts}/here-listening&{self._sounds}/{name}/${{SPEED}}/${{HERE}}"
            said = f"{here}&{prompts}/keys-listening&{prompts}/keys-anywhere&{offers}"
        onward = "MENU" if kind == "closing" else "NEXT"
        if language.other:
            if kind == "menu":
                yield f"exten => {keypad.LANGUAGE},1,Goto({self._hello(name)},${{SPEED}},1)"
            else:
                yield from self._lead(name, keypad.LANGUAGE, "OTHER")
        if language.numbers:
            yield f"exten => {keypad.NUMBER},1,Set(TRIED=)"
            yield f" same => n,Goto({self._context}-number-{name},${{SPEED}},1)"
        yield f"exten => {keypad.MAIN_MENU},1,Goto({self._named(f'{name}/menu-1')},${{SPEED}},1)"
        if self._plan.person:
            yield f"exten => {keypad.PERSON},1,Set(WHO={name if kind == 'menu' else '${WHO}'})"
            yield f" same => n,Goto({self._context}-person-{name},${{SPEED}},1)"
        yield f'exten => {keypad.SKIP},1,Set(TO=${{IF($["${{HEARD}}" = ""]?${{{onward}}}:${{AT}})}})'
        yield f" same => n,Goto({self._context}-go-{name},${{SPEED}},1)"
        yield f"exten => {keypad.HELP},1,Set(SAID={said})"
        yield f" same => n,{again}"
        yield "exten => _[0-9*#],1,Goto(wrong,1)"
        yield f"exten => wrong,1,Set(SAID={prompts}/wrong-key&)"
        yield f" same => n,{again}"
        if kind != "menu":
            yield from self._lead(name, "t", onward)
            return
        often = "x" * (SILENCES - 1)
        goodbye = f"{self._context}-goodbye-{name},${{SPEED}},1"
        yield f'exten => t,1,GotoIf($["${{SILENT}}" = "{often}"]?{goodbye})'
        yield " same => n,Set(SILENT=x${SILENT})"
        yield f" same => n,Set(SAID={prompts}/no-key&)"
        yield " same => n,Goto(${SPEED},play)"

    def _lead(self, name: str, key: str, variable: str) -> Iterator[str]:
        yield f"exten => {key},1,Set(TO=${{{variable}}})"
        yield f" same => n,Goto({self._context}-go-{name},${{SPEED}},1)"

    def _context_of(self, name: str, first: str, *others: str) -> Iterator[str]:
        yield f"[{self._context}-{name}]"
        yield f"exten => {_SPEED},1,{first}"
        yield from (f" same => n,{step}" for step in others)

    def _hello(self, language: str) -> str:
        other = next(one.other for one in self._plan.languages if one.name == language)
        return f"{self._context}-hello-{other}"

    def _named(self, place: str) -> str:
        return f"{self._context}/" + dialplan.short(place, LONGEST_NAME - len(self._context) - 1)

    def _folder(self, language: str) -> str:
        return f"{self._sounds}/{language}/${{EXTEN}}"

    def _prompts(self, language: str) -> str:
        return f"{self._sounds}/{language}/${{SPEED}}/prompts"


@click.command("asterisk")
@click.argument("target", metavar="DIR", type=WritablePath(file_okay=False))
@click.option("--context", default="voiceedu", show_default=True, help="The name of the context that answers calls.")
@click.option("--sounds", default="voiceedu", show_default=True, help="Where the sounds are put.")
@click.option("--dial", default="PJSIP/{number}@trunk", show_default=True, help="How VOICEEDU_STAFF_NUMBER is called.")
@click.option("--person", help="Who is called by 0, in Asterisk's words, such as Local/600@from-internal.")
@click.option("--format", "form", type=click.Choice(list(sound_formats.FORMATS)), default="wav", show_default=True)
@folder.force_option
@click.pass_obj
def command(
    settings: Settings, target: Path, context: str, sounds: str, dial: str, person: str | None, form: str, force: bool
) -> None:
    """Write the phone line as a dialplan for Asterisk, with its sounds."""
    dial_options.check(context=context, sounds=sounds)
    called = dial_options.person(settings, person=person, dial=dial, words=DIAL_WORDS)
    studio = Studio(settings)
    chosen = dialplan.assets(studio, profile=sound_formats.FORMATS[form].profile)
    plan = dialplan.of(studio, person=called, version=dialplan.version_of(chosen))
    with folder.replaced(target, force=force) as new:
        sound_formats.write(studio, chosen, new, form=form)
        (new / DIALPLAN).write_text(text(plan, context=context, sounds=sounds), encoding="utf-8")
    click.echo(f"{plan.names} places and {len(chosen)} sounds written to {target}")
