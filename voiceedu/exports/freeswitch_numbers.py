"""The number of a topic in FreeSWITCH: it is asked for, and the extension of each number leads to its topic."""

from voiceedu.exports.dialplan import Language
from voiceedu.exports.freeswitch_extensions import Extensions, set_variable
from voiceedu.exports.freeswitch_keys import SPEED_NOW
from voiceedu.ivr.keypad import HELP, NUMBER_END, PERSON
from voiceedu.ivr.position import SILENCES
from voiceedu.ivr.state import NUMBER_WAIT_S

NO_SOUND = "silence_stream://10"
"""The sound of a wrong key, which play_and_get_digits requires: wrong keys have an extension of their own."""
MOST_DIGITS = 9


def add_number_entry(extensions: Extensions, language: Language, *, has_person: bool) -> None:
    """Add what asks for a number, what each number leads to, and what follows another number and none."""
    name, prompts = language.name, extensions.prompts(language.name, SPEED_NOW)
    here = f"_number/{name}"
    wait_ms = NUMBER_WAIT_S * 1000
    files = f"${{voiceedu_heard}}{prompts}/ask-number{extensions.suffix}"
    digits = f"1 {MOST_DIGITS} 1 {wait_ms} {NUMBER_END} {files} {NO_SOUND} voiceedu_key [0-9*]+ {wait_ms}"
    extensions.add(
        f"^{here}$",
        set_variable("heard", "${voiceedu_said}"),
        set_variable("said", ""),
        set_variable("key", ""),
        ("play_and_get_digits", digits),
        extensions.to(f"{here}/key-${{voiceedu_key}}"),
    )
    for number, topic in language.numbers:
        extensions.add(f"^{here}/key-{number}$", extensions.to(f"{topic}/{SPEED_NOW}"))
    menu = extensions.to(f"{name}/menu-1/{SPEED_NOW}")
    extensions.add(rf"^{here}/key-\{HELP}$", menu)
    if has_person:
        extensions.add(f"^{here}/key-{PERSON}$", set_variable("who", name), extensions.to(f"_person/{name}"))
    for key, notice in (("$", "no-key"), (".+$", "wrong-number")):
        says = set_variable("said", extensions.joined(f"{prompts}/{notice}"))
        extensions.add(
            f"^{here}/key-{key}",
            says,
            menu,
            when=("${voiceedu_tried}", f"^{'x' * (SILENCES - 1)}$"),
            otherwise=(set_variable("tried", "x${voiceedu_tried}"), says, extensions.to(here)),
        )
