"""Exports the conversation for FreeSWITCH: an XML dialplan with an extension for each place, and the sounds."""

from collections.abc import Iterator
from pathlib import Path
from xml.etree.ElementTree import Element, ElementTree, SubElement, indent

import click

from voiceedu.config import Settings
from voiceedu.exports import dialplan, folder, sound_formats
from voiceedu.exports.dialplan import Language, Place, Plan, Topic
from voiceedu.ivr.keypad import KEYS
from voiceedu.ivr.position import SILENCES
from voiceedu.ivr.state import CHOICE_WAIT_S, PERSON_WAIT_S
from voiceedu.publishing.studio import Studio

DIALPLAN = "voiceedu.xml"
DIGIT_TIMEOUT_MS = 1000
NO_SOUND = "silence_stream://10"
"""The sound of a wrong key, which play_and_get_digits requires: wrong keys have an extension of their own."""
MOST_TRANSFERS = 1_000_000
"""Each move is two or three transfers; without this, FreeSWITCH drops a call after 70 (measured)."""
_SPEED = "(normal|slow)"
Action = tuple[str, str]


def document(plan: Plan, *, context: str, sounds: str) -> Element:
    """Return the dialplan. The extension s of `context` answers a call."""
    root = Element("include")
    writer = _Writer(SubElement(root, "context", name=context), plan, context, f"{sounds}/{plan.version}")
    writer.entry()
    for language in plan.languages:
        writer.shared(language)
    for topic in plan.topics:
        writer.topic(topic)
    for place in plan.places:
        writer.place(place)
    writer.missing()
    return root


class _Writer:
    """Writes the extensions. Variables of a call, each after `voiceedu_`: at, where it is; said, what is said first
    there, and heard, what was; play, back, next and c1 … c4 of the place; t, menu, other of the topic, and who,
    which the staff see; speed; silent, an x a wait without a key.
    """

    def __init__(self, parent: Element, plan: Plan, context: str, sounds: str) -> None:
        self._parent, self._plan, self._context, self._sounds = parent, plan, context, sounds

    def entry(self) -> None:
        self._add(
            "^s$",
            ("answer", ""),
            ("set", "process_cdr=false"),  # keeps no record of the call; take the line out to keep one
            ("session_loglevel", "warning"),  # names no topic in the log
            ("set", f"max_session_transfers={MOST_TRANSFERS}"),
            self._to(f"_hello/{self._plan.languages[0].name}/normal"),
        )

    def shared(self, language: Language) -> None:
        """Add what all places of a language share: what the keys do, the greeting, the person and the goodbye."""
        name = language.name
        prompts = self._prompts(name, "$1")
        self._add(
            f"^_hello/{name}/{_SPEED}$",
            _set("speed", "$1"),
            _set("said", _said(f"{prompts}/welcome", *self._offers(language, "$1"))),
            self._to(f"{name}/menu-1/$1"),
        )
        spoken = self._prompts(name, "${voiceedu_speed}")
        self._add(f"^_goodbye/{name}$", ("playback", f"{spoken}/goodbye.wav"), ("hangup", "NORMAL_CLEARING"))
        if self._plan.person:
            self._calling(name, spoken)
        for kind in ("menu", "part", "closing"):
            self._playing(kind, name)
            for condition, actions in self._keys(kind, language):
                self._add(f"^_{kind}/{name}/key-{condition}", *actions)
            if kind == "menu":
                self._silence(name, spoken)

    def topic(self, topic: Topic) -> None:
        other = topic.other or f"_hello/{self._other(topic.language)}"
        named = {"t": topic.name, "menu": topic.menu, "other": other, "who": topic.shown}
        data = "^^|" + "|".join(f"voiceedu_{key}={value}" for key, value in named.items())
        self._add(f"^{topic.name}/{_SPEED}$", ("multiset", data), self._to(f"{topic.first}/$1"))

    def place(self, place: Place) -> None:
        first, *others = place.sounds
        play = "!".join((first, *(f"{self._sounds}/{place.language}/$1/{sound}" for sound in others)))
        named = {"at": place.name, "play": play.replace("!", ".wav!"), "next": place.following}
        if place.kind == "menu":
            named |= {f"c{key}": "" for key in range(1, 5)}
            named |= {f"c{key}": choice for key, choice in enumerate(place.choices, 1)}
        else:
            named["back"] = place.back
        data = "^^|" + "|".join(f"voiceedu_{key}={value}" for key, value in named.items())
        number = f"_{place.kind}/{place.language}/$1"
        self._add(f"^{place.name}/{_SPEED}$", ("multiset", data), self._to(number))

    def missing(self) -> None:
        """Add where a call gets whose place is gone, as after a change of the plan: to the menu, with a word."""
        names = "|".join(language.name for language in self._plan.languages)
        moved = _said(f"{self._sounds}/$1/$2/prompts/moved")
        self._add(f"^({names})/.*/{_SPEED}$", _set("said", moved), self._to("$1/menu-1/$2"))
        self._add("^.*$", self._to(f"_hello/{self._plan.languages[0].name}/normal"))

    def _playing(self, kind: str, name: str) -> None:
        """Add what plays a place of a kind. A part is not followed by a wait, as it is in play_and_get_digits."""
        files = f"file_string://${{voiceedu_heard}}{self._sounds}/{name}/$1/${{voiceedu_play}}.wav"
        first = [_set("speed", "$1"), _set("heard", "${voiceedu_said}"), _set("said", ""), _set("key", "")]
        number = f"_{kind}/{name}"
        if kind == "part":
            self._add(
                f"^{number}/{_SPEED}$",
                *first,
                ("set", f"playback_terminators={KEYS}"),
                ("set", "playback_terminator_used="),
                ("playback", files),
                self._to(f"{number}/key-${{playback_terminator_used}}"),
            )
            return
        first += [_set("silent", "")] if kind == "menu" else []
        digits = f"1 1 1 {CHOICE_WAIT_S * 1000} none {files} {NO_SOUND} voiceedu_key [0-9*#] {DIGIT_TIMEOUT_MS}"
        ask = (("play_and_get_digits", digits), self._to(f"{number}/key-${{voiceedu_key}}"))
        self._add(f"^{number}/{_SPEED}$", *first, *ask)
        if kind == "menu":  # once more, after silence, which is counted
            self._add(f"^{number}/again/{_SPEED}$", *first[:-1], *ask)

    def _keys(self, kind: str, language: Language) -> Iterator[tuple[str, tuple[Action, ...]]]:
        """Yield what each key does: the rest of the expression, and the actions."""
        name = language.name
        prompts = self._prompts(name, "${voiceedu_speed}")
        again = self._to("${voiceedu_at}/${voiceedu_speed}")
        offers = self._offers(language, "${voiceedu_speed}")

        def lead(variable: str) -> tuple[Action, ...]:
            return (self._to(f"${{voiceedu_{variable}}}/${{voiceedu_speed}}"),)

        if kind == "menu":
            if language.has_more:
                yield "8$", lead("next")
            more = [f"{prompts}/more"] if language.has_more else []
            said = _said(f"{prompts}/keys-choosing", *more, f"{prompts}/keys-anywhere", *offers)
        else:
            yield "1$", lead("t" if kind == "closing" else "at")
            yield "2$", lead("next")
            yield "3$", lead("back")
            said = _said(f"{prompts}/keys-listening", f"{prompts}/keys-anywhere", *offers)
        if language.other:
            yield "5$", (self._to(f"_hello/{language.other}/${{voiceedu_speed}}"),) if kind == "menu" else lead("other")
        yield "9$", (self._to(f"{name}/menu-1/${{voiceedu_speed}}"),)
        if self._plan.person:
            who = (_set("who", name),) if kind == "menu" else ()
            yield "0$", (*who, self._to(f"_person/{name}"))
        yield r"\*$", (_set("said", said), again)
        self._conditional(kind, name)
        if kind != "menu":
            yield "$", lead("menu" if kind == "closing" else "next")
        yield ".+$", (_set("said", _said(f"{prompts}/wrong-key")), again)

    def _conditional(self, kind: str, name: str) -> None:
        """Add the keys whose way depends on more than the key: a choice that there is, the speed, what was heard."""
        here, speed = f"^_{kind}/{name}/key-", "${voiceedu_speed}"
        again = self._to(f"${{voiceedu_at}}/{speed}")
        if kind == "menu":
            for key in range(1, 5):
                there = self._to(f"${{voiceedu_c{key}}}/{speed}")
                self._add(f"{here}{key}$", there, when=(f"${{voiceedu_c{key}}}", "^.+$"), otherwise=())
        else:
            for now, then, said in (("slow", "normal", "normal"), ("normal", "slow", "slower")):
                says = _set("said", _said(f"{self._prompts(name, then)}/{said}"))
                self._add(f"{here}4$", says, self._to(f"${{voiceedu_at}}/{then}"), when=(speed, f"^{now}$"))
        onward = self._to(f"${{voiceedu_{'menu' if kind == 'closing' else 'next'}}}/{speed}")
        self._add(f"{here}#$", onward, when=("${voiceedu_heard}", "^$"), otherwise=(again,))

    def _silence(self, name: str, prompts: str) -> None:
        self._add(
            f"^_menu/{name}/key-$",
            self._to(f"_goodbye/{name}"),
            when=("${voiceedu_silent}", f"^{'x' * (SILENCES - 1)}$"),
            otherwise=(
                _set("silent", "x${voiceedu_silent}"),
                _set("said", _said(f"{prompts}/no-key")),
                self._to(f"_menu/{name}/again/${{voiceedu_speed}}"),
            ),
        )

    def _calling(self, name: str, prompts: str) -> None:
        """Add the call to a person: ringing is heard at once, and # leads back while it rings."""
        self._add(
            f"^_person/{name}$",
            ("playback", f"{prompts}/person.wav"),
            ("set", "hangup_after_bridge=false"),
            ("set", "continue_on_fail=true"),
            ("set", f"call_timeout={PERSON_WAIT_S}"),
            ("set", "transfer_ringback=$${us-ring}"),
            ("set", "origination_cancel_key=#"),
            ("set", "effective_caller_id_name=${voiceedu_who}"),
            ("bridge", self._plan.person),
            self._to(f"_called/{name}/${{originate_disposition}}"),
        )
        menu = self._to(f"{name}/menu-1/${{voiceedu_speed}}")
        self._add(f"^_called/{name}/SUCCESS$", self._to(f"_goodbye/{name}"))
        self._add(f"^_called/{name}/ORIGINATOR_CANCEL$", menu)
        self._add(f"^_called/{name}/", _set("said", _said(f"{prompts}/nobody")), menu)

    def _add(
        self,
        expression: str,
        *actions: Action,
        when: tuple[str, str] | None = None,
        otherwise: tuple[Action, ...] = (),
    ) -> None:
        """Add an extension; with `when`, a variable and an expression, its actions are those if that holds too."""
        extension = SubElement(self._parent, "extension", name=expression.strip("^$"))
        condition = SubElement(extension, "condition", field="destination_number", expression=expression)
        if when is not None:
            condition = SubElement(extension, "condition", field=when[0], expression=when[1])
        for tag, group in (("action", actions), ("anti-action", otherwise)):
            for application, data in group:
                SubElement(condition, tag, {"application": application} | ({"data": data} if data else {}))

    def _offers(self, language: Language, speed: str) -> list[str]:
        other = [f"{self._prompts(language.other, speed)}/other-language"] if language.other else []
        return [*other, *([f"{self._prompts(language.name, speed)}/key-person"] if self._plan.person else [])]

    def _other(self, language: str) -> str:
        return next(one.other for one in self._plan.languages if one.name == language)

    def _prompts(self, language: str, speed: str) -> str:
        return f"{self._sounds}/{language}/{speed}/prompts"

    def _to(self, number: str) -> Action:
        return "transfer", f"{number} XML {self._context}"


def _set(name: str, value: str) -> Action:
    return "set", f"voiceedu_{name}={value}"


def _said(*sounds: str) -> str:
    """Return sounds as the beginning of a file_string."""
    return "".join(f"{sound}.wav!" for sound in sounds)


@click.command("freeswitch")
@click.argument("target", metavar="DIR", type=click.Path(file_okay=False, path_type=Path))
@click.option("--context", default="voiceedu", show_default=True, help="The name of the context that answers calls.")
@click.option("--sounds", default="$${sounds_dir}/voiceedu", show_default=True, help="Where the sounds are put.")
@click.option(
    "--dial",
    default="sofia/gateway/trunk/{number}",
    show_default=True,
    help="How VOICEEDU_STAFF_NUMBER is called.",
)
@click.option("--person", help="Who is called by 0, in FreeSWITCH's words, such as user/1000.")
@folder.force_option
@click.pass_obj
def command(
    settings: Settings, target: Path, context: str, sounds: str, dial: str, person: str | None, force: bool
) -> None:
    """Write the phone line as a dialplan for FreeSWITCH, with its sounds."""
    dialplan.check_options(context=context, sounds=sounds)
    called = dialplan.person(settings, person=person, dial=dial)
    studio = Studio(settings)
    chosen = dialplan.assets(studio, profile="phone-wav")
    plan = dialplan.of(studio, person=called, version=dialplan.version_of(chosen))
    with folder.replaced(target, force=force) as new:
        sound_formats.write(studio, chosen, new, form="wav")
        root = document(plan, context=context, sounds=sounds)
        indent(root)
        ElementTree(root).write(new / DIALPLAN, encoding="utf-8")
    click.echo(f"{plan.names} places and {len(chosen)} sounds written to {target}")
