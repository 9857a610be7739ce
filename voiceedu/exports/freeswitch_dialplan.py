"""The conversation as FreeSWITCH's XML dialplan: an extension for each place, and for what places share."""

from typing import get_args
from xml.etree.ElementTree import Element, SubElement

from voiceedu.exports.dialplan import Kind, Language, Place, Plan, Topic
from voiceedu.exports.freeswitch_extensions import DELIMITER, SPEED, Extensions, set_variable, set_variables
from voiceedu.exports.freeswitch_keys import SPEED_NOW, KeyExtensions
from voiceedu.exports.freeswitch_numbers import NO_SOUND, add_number_entry
from voiceedu.ivr.keypad import KEYS
from voiceedu.ivr.state import CHOICE_WAIT_S, PERSON_WAIT_S

DIGIT_TIMEOUT_MS = 1000
MOST_TRANSFERS = 1_000_000
"""Each move is two or three transfers; without this, FreeSWITCH drops a call after 70 (measured)."""
CANCELLED = "ORIGINATOR_CANCEL|NO_ANSWER"
"""What FreeSWITCH calls a call that the cancel key has ended: the second in 1.10.12, by its source also the first."""
TIMEOUT_S = PERSON_WAIT_S + 5
"""The timeout of the whole call is later than that of its leg: it would be called NO_ANSWER as well."""
KINDS: tuple[Kind, ...] = get_args(Kind)


def document(plan: Plan, *, context: str, sounds: str, suffix: str = ".wav") -> Element:
    """Return the dialplan. The extension s of `context` answers a call; `suffix` ends the names of the sounds."""
    root = Element("include")
    parent = SubElement(root, "context", name=context)
    writer = _Writer(plan, Extensions(parent, plan, context, sounds, suffix=suffix))
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
    there, and heard, what was; play, here, back, next and c1 … c4 of the place; t, menu, other of the topic, and who,
    which the staff see; speed; silent, an x a wait without a key; tried, an x an attempt to enter a number.
    """

    def __init__(self, plan: Plan, extensions: Extensions) -> None:
        self._plan, self._extensions = plan, extensions

    def entry(self) -> None:
        self._extensions.add(
            "^s$",
            ("answer", ""),
            ("set", "process_cdr=false"),  # keeps no record of the call; take the line out to keep one
            ("set", f"max_session_transfers={MOST_TRANSFERS}"),
            ("set", f"playback_delimiter={DELIMITER}"),
            ("set", "playback_sleep_val=0"),  # else a quarter of a second between two sounds
            self._extensions.to(f"_hello/{self._plan.languages[0].name}/normal"),
        )

    def shared(self, language: Language) -> None:
        """Add what all places of a language share: what the keys do, the greeting, the person and the goodbye."""
        name = language.name
        prompts = self._extensions.prompts(name, "$1")
        self._extensions.add(
            f"^_hello/{name}/{SPEED}$",
            set_variable("speed", "$1"),
            set_variable(
                "said", self._extensions.joined(f"{prompts}/welcome", *self._extensions.offers(language, "$1"))
            ),
            self._extensions.to(f"{name}/menu-1/$1"),
        )
        spoken = self._extensions.prompts(name, SPEED_NOW)
        self._extensions.add(
            f"^_goodbye/{name}$",
            ("playback", f"{spoken}/goodbye{self._extensions.suffix}"),
            ("hangup", "NORMAL_CLEARING"),
        )
        if self._plan.person:
            self._calling(name, spoken)
        if language.numbers:
            add_number_entry(self._extensions, language, has_person=bool(self._plan.person))
        for kind in KINDS:
            self._playing(kind, name)
            KeyExtensions(self._extensions, kind, language, has_person=bool(self._plan.person)).add()

    def topic(self, topic: Topic) -> None:
        other = topic.other or f"_hello/{self._other(topic.language)}"
        named = {"t": topic.name, "menu": topic.menu, "other": other, "who": topic.shown}
        self._extensions.add(f"^{topic.name}/{SPEED}$", set_variables(named), self._extensions.to(f"{topic.first}/$1"))

    def place(self, place: Place) -> None:
        first, *others = place.sounds
        sounds = [first, *(f"{self._extensions.sounds}/{place.language}/$1/{sound}" for sound in others)]
        play = f"{self._extensions.suffix}{DELIMITER}".join(sounds)
        named = {"at": place.name, "play": play, "next": place.following}
        if place.kind == "menu":
            named |= {f"c{key}": "" for key in range(1, 5)}
            named |= {f"c{key}": choice for key, choice in enumerate(place.choices, 1)}
        else:
            named |= {"back": place.back, "here": place.here}
        number = f"_{place.kind}/{place.language}/$1"
        self._extensions.add(f"^{place.name}/{SPEED}$", set_variables(named), self._extensions.to(number))

    def missing(self) -> None:
        """Add where a call gets whose place is gone, as after a change of the plan: to the menu, with a word."""
        names = "|".join(language.name for language in self._plan.languages)
        moved = self._extensions.joined(f"{self._extensions.sounds}/$1/$2/prompts/moved")
        self._extensions.add(
            f"^({names})/.*/{SPEED}$", set_variable("said", moved), self._extensions.to("$1/menu-1/$2")
        )
        self._extensions.add("^.*$", self._extensions.to(f"_hello/{self._plan.languages[0].name}/normal"))

    def _playing(self, kind: Kind, name: str) -> None:
        """Add what plays a place of a kind. A part is not followed by a wait, as it is in play_and_get_digits."""
        folder = f"{self._extensions.sounds}/{name}/$1"
        files = f"${{voiceedu_heard}}{folder}/${{voiceedu_play}}{self._extensions.suffix}"
        first = [
            set_variable("speed", "$1"),
            set_variable("heard", "${voiceedu_said}"),
            set_variable("said", ""),
            set_variable("key", ""),
        ]
        number = f"_{kind}/{name}"
        if kind == "part":
            self._extensions.add(
                f"^{number}/{SPEED}$",
                *first,
                ("set", f"playback_terminators={KEYS}"),
                ("set", "playback_terminator_used="),
                ("playback", files),
                self._extensions.to(f"{number}/key-${{playback_terminator_used}}"),
            )
            return
        first += [set_variable("silent", "")] if kind == "menu" else []
        digits = f"1 1 1 {CHOICE_WAIT_S * 1000} none {files} {NO_SOUND} voiceedu_key [0-9*#] {DIGIT_TIMEOUT_MS}"
        ask = (("play_and_get_digits", digits), self._extensions.to(f"{number}/key-${{voiceedu_key}}"))
        self._extensions.add(f"^{number}/{SPEED}$", *first, *ask)
        if kind == "menu":  # once more, after silence, which is counted
            self._extensions.add(f"^{number}/again/{SPEED}$", *first[:-1], *ask)

    def _calling(self, name: str, prompts: str) -> None:
        """Add the call to a person: ringing is heard at once, and # leads back while it rings."""
        self._extensions.add(
            f"^_person/{name}$",
            ("playback", f"{prompts}/person{self._extensions.suffix}"),
            ("set", "hangup_after_bridge=false"),
            ("set", "continue_on_fail=true"),
            ("set", f"call_timeout={TIMEOUT_S}"),
            ("export", f"nolocal:leg_timeout={PERSON_WAIT_S}"),
            ("set", "transfer_ringback=$${us-ring}"),
            ("set", "origination_cancel_key=#"),
            ("set", "effective_caller_id_name=${voiceedu_who}"),
            ("bridge", self._plan.person),
            self._extensions.to(f"_called/{name}/${{originate_disposition}}"),
        )
        menu = self._extensions.to(f"{name}/menu-1/${{voiceedu_speed}}")
        self._extensions.add(f"^_called/{name}/SUCCESS$", self._extensions.to(f"_goodbye/{name}"))
        self._extensions.add(f"^_called/{name}/({CANCELLED})$", menu)
        self._extensions.add(
            f"^_called/{name}/", set_variable("said", self._extensions.joined(f"{prompts}/nobody")), menu
        )

    def _other(self, language: str) -> str:
        return next(one.other for one in self._plan.languages if one.name == language)
