"""What each key does in FreeSWITCH: the extensions that a place leads to with the key in their number."""

from voiceedu.content.menus import CHOICES_A_MENU
from voiceedu.exports.dialplan import Kind, Language
from voiceedu.exports.freeswitch_extensions import Action, Extensions, set_variable
from voiceedu.ivr import keypad
from voiceedu.ivr.position import SILENCES

SPEED_NOW = "${voiceedu_speed}"


def _only(key: str) -> str:
    """Return the end of a regular expression that matches one key."""
    return key.replace("*", r"\*") + "$"


class KeyExtensions:
    """Adds the keys of all places of a `kind` in a language; with `has_person`, 0 calls a person."""

    def __init__(self, extensions: Extensions, kind: Kind, language: Language, *, has_person: bool) -> None:
        self._extensions, self._kind, self._language, self._has_person = extensions, kind, language, has_person
        self._prompts = extensions.prompts(language.name, SPEED_NOW)
        self._again = extensions.to(f"${{voiceedu_at}}/{SPEED_NOW}")

    def add(self) -> None:
        """Add every key, and silence, in the order in which FreeSWITCH looks at them: a wrong key comes last."""
        name, prompts = self._language.name, self._prompts
        if self._kind != "menu":
            self._parts()
        elif self._language.has_more:
            self._key(_only(keypad.MORE), self._lead("next"))
        if other := self._language.other:
            in_menu = self._extensions.to(f"_hello/{other}/{SPEED_NOW}")
            self._key(_only(keypad.LANGUAGE), in_menu if self._kind == "menu" else self._lead("other"))
        if self._language.numbers:
            self._key(_only(keypad.NUMBER), set_variable("tried", ""), self._extensions.to(f"_number/{name}"))
        self._key(_only(keypad.MAIN_MENU), self._extensions.to(f"{name}/menu-1/{SPEED_NOW}"))
        if self._has_person:
            who = (set_variable("who", name),) if self._kind == "menu" else ()
            self._key(_only(keypad.PERSON), *who, self._extensions.to(f"_person/{name}"))
        self._key(_only(keypad.HELP), set_variable("said", self._help()), self._again)
        if self._kind == "menu":
            self._choices()
        else:
            self._speeds()
        self._skip()
        if self._kind != "menu":
            self._key("$", self._lead("menu" if self._kind == "closing" else "next"))
        self._key(".+$", set_variable("said", self._extensions.joined(f"{prompts}/wrong-key")), self._again)
        if self._kind == "menu":
            self._silence()

    def _parts(self) -> None:
        """Add the keys that lead from part to part."""
        self._key(_only(keypad.REPEAT), self._lead("t" if self._kind == "closing" else "at"))
        self._key(_only(keypad.NEXT), self._lead("next"))
        self._key(_only(keypad.BACK), self._lead("back"))

    def _help(self) -> str:
        """Return what is said of where the caller is, and of the keys."""
        if self._kind == "menu":
            said = [f"{self._prompts}/here-choosing", f"{self._prompts}/keys-choosing"]
            said += [f"{self._prompts}/more"] if self._language.has_more else []
        else:
            here = f"{self._extensions.sounds}/{self._language.name}/{SPEED_NOW}/${{voiceedu_here}}"
            said = [f"{self._prompts}/here-listening", here, f"{self._prompts}/keys-listening"]
        offers = self._extensions.offers(self._language, SPEED_NOW)
        return self._extensions.joined(*said, f"{self._prompts}/keys-anywhere", *offers)

    def _choices(self) -> None:
        """Add the keys that choose a topic, where the menu has so many."""
        for key in range(1, CHOICES_A_MENU + 1):
            choice = f"${{voiceedu_c{key}}}"
            self._key(f"{key}$", self._extensions.to(f"{choice}/{SPEED_NOW}"), when=(choice, "^.+$"))

    def _speeds(self) -> None:
        """Add the key that changes the speed."""
        for now, then, word in (("slow", "normal", "normal"), ("normal", "slow", "slower")):
            says = set_variable(
                "said", self._extensions.joined(f"{self._extensions.prompts(self._language.name, then)}/{word}")
            )
            self._key(
                _only(keypad.SLOWER),
                says,
                self._extensions.to(f"${{voiceedu_at}}/{then}"),
                when=(SPEED_NOW, f"^{now}$"),
            )

    def _skip(self) -> None:
        """Add the key that leads on; past what was said first, if that was heard."""
        onward = self._lead("menu" if self._kind == "closing" else "next")
        self._key(_only(keypad.SKIP), onward, when=("${voiceedu_heard}", "^$"), otherwise=(self._again,))

    def _silence(self) -> None:
        """Add what follows no key in a menu: the menu again, and at last the goodbye."""
        name = self._language.name
        self._key(
            "$",
            self._extensions.to(f"_goodbye/{name}"),
            when=("${voiceedu_silent}", f"^{'x' * (SILENCES - 1)}$"),
            otherwise=(
                set_variable("silent", "x${voiceedu_silent}"),
                set_variable("said", self._extensions.joined(f"{self._prompts}/no-key")),
                self._extensions.to(f"_menu/{name}/again/{SPEED_NOW}"),
            ),
        )

    def _key(
        self,
        key: str,
        *actions: Action,
        when: tuple[str, str] | None = None,
        otherwise: tuple[Action, ...] = (),
    ) -> None:
        expression = f"^_{self._kind}/{self._language.name}/key-{key}"
        self._extensions.add(expression, *actions, when=when, otherwise=otherwise)

    def _lead(self, variable: str) -> Action:
        """Return the action that leads to the place in a variable."""
        return self._extensions.to(f"${{voiceedu_{variable}}}/{SPEED_NOW}")
