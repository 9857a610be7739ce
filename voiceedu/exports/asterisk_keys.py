"""What each key does in Asterisk: the extensions of a context that all places of a kind lead to."""

from collections.abc import Iterator

from voiceedu.content.menus import CHOICES_A_MENU
from voiceedu.exports.asterisk_contexts import Contexts
from voiceedu.exports.dialplan import Kind, Language
from voiceedu.ivr import keypad
from voiceedu.ivr.position import SILENCES

_AGAIN = "Goto(${AT},${SPEED},1)"


class KeyLines:
    """The keys of all places of a `kind` in a language; with `has_person`, 0 calls a person.

    `offers` are the sounds that offer the other language, a choice by number and a person.
    """

    def __init__(self, contexts: Contexts, kind: Kind, language: Language, *, offers: str, has_person: bool) -> None:
        self._contexts, self._kind, self._language = contexts, kind, language
        self._offers, self._has_person = offers, has_person
        self._prompts = contexts.prompts(language.name)
        self._onward = "MENU" if kind == "closing" else "NEXT"

    def lines(self) -> Iterator[str]:
        """Yield every key, and silence."""
        yield from self._choices() if self._kind == "menu" else self._parts()
        yield from self._anywhere()
        yield from self._skip()
        yield f"exten => {keypad.HELP},1,Set(SAID={self._help()})"
        yield f" same => n,{_AGAIN}"
        yield "exten => _[0-9*#],1,Goto(wrong,1)"
        yield f"exten => wrong,1,Set(SAID={self._prompts}/wrong-key&)"
        yield f" same => n,{_AGAIN}"
        yield from self._silence() if self._kind == "menu" else self._lead("t", self._onward)

    def _choices(self) -> Iterator[str]:
        """Yield the keys that choose a topic, where the menu has so many, and the next menu."""
        yield f"exten => _[1-{CHOICES_A_MENU}],1,Set(TO=${{C${{EXTEN}}}})"
        go = self._contexts.shared(f"go-{self._language.name}")
        yield f' same => n,GotoIf($["${{TO}}" = ""]?wrong,1:{go})'
        if self._language.has_more:
            yield from self._lead(keypad.MORE, "NEXT")

    def _parts(self) -> Iterator[str]:
        """Yield the keys that lead from part to part, and the one that changes the speed."""
        yield from self._lead(keypad.REPEAT, "T" if self._kind == "closing" else "AT")
        yield from self._lead(keypad.NEXT, "NEXT")
        yield from self._lead(keypad.BACK, "BACK")
        yield f'exten => {keypad.SLOWER},1,Set(SPEED=${{IF($["${{SPEED}}" = "slow"]?normal:slow)}})'
        yield f' same => n,Set(SAID={self._prompts}/${{IF($["${{SPEED}}" = "slow"]?slower:normal)}}&)'
        yield f" same => n,{_AGAIN}"

    def _anywhere(self) -> Iterator[str]:
        """Yield the keys that leave a topic: the other language, a number, the main menu and a person."""
        name = self._language.name
        if self._language.other and self._kind == "menu":
            yield f"exten => {keypad.LANGUAGE},1,Goto({self._contexts.hello(name)},${{SPEED}},1)"
        elif self._language.other:
            yield from self._lead(keypad.LANGUAGE, "OTHER")
        if self._language.numbers:
            yield f"exten => {keypad.NUMBER},1,Set(TRIED=)"
            yield f" same => n,Goto({self._contexts.shared(f'number-{name}')})"
        yield f"exten => {keypad.MAIN_MENU},1,Goto({self._contexts.place(f'{name}/menu-1')},${{SPEED}},1)"
        if self._has_person:
            yield f"exten => {keypad.PERSON},1,Set(WHO={name if self._kind == 'menu' else '${WHO}'})"
            yield f" same => n,Goto({self._contexts.shared(f'person-{name}')})"

    def _skip(self) -> Iterator[str]:
        """Yield the key that leads on; past what was said first, if that was heard."""
        yield f'exten => {keypad.SKIP},1,Set(TO=${{IF($["${{HEARD}}" = ""]?${{{self._onward}}}:${{AT}})}})'
        yield f" same => n,Goto({self._contexts.shared(f'go-{self._language.name}')})"

    def _help(self) -> str:
        """Return what is said of where the caller is, and of the keys."""
        prompts, last = self._prompts, f"{self._prompts}/keys-anywhere&{self._offers}"
        if self._kind == "menu":
            more = f"{prompts}/more&" if self._language.has_more else ""
            return f"{prompts}/here-choosing&{prompts}/keys-choosing&{more}{last}"
        here = f"{self._contexts.sounds}/{self._language.name}/${{SPEED}}/${{HERE}}"
        return f"{prompts}/here-listening&{here}&{prompts}/keys-listening&{last}"

    def _silence(self) -> Iterator[str]:
        """Yield what follows no key in a menu: the menu again, and at last the goodbye."""
        often = "x" * (SILENCES - 1)
        goodbye = self._contexts.shared(f"goodbye-{self._language.name}")
        yield f'exten => t,1,GotoIf($["${{SILENT}}" = "{often}"]?{goodbye})'
        yield " same => n,Set(SILENT=x${SILENT})"
        yield f" same => n,Set(SAID={self._prompts}/no-key&)"
        yield " same => n,Goto(${SPEED},play)"

    def _lead(self, key: str, variable: str) -> Iterator[str]:
        return self._contexts.lead(self._language.name, key, variable)
