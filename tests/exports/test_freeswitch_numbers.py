"""The number of a topic in an exported plan of FreeSWITCH."""

from xml.etree.ElementTree import Element

from tests.telephone.xml_dialplan import XmlMoment
from voiceedu.exports.dialplan import Language, Plan
from voiceedu.exports.freeswitch_extensions import DELIMITER, Extensions
from voiceedu.exports.freeswitch_numbers import add_number_entry


def call() -> XmlMoment:
    """Return a call that is asked for a number, in a plan with stand-ins for the topic and the menu."""
    language = Language(name="en", other="", has_more=False, numbers=(("12", "en/nerve-blocks"),))
    plan = Plan(languages=(language,), topics=(), places=(), version="v", person="")
    root = Element("include")
    context = Element("context", name="voiceedu")
    root.append(context)
    extensions = Extensions(context, plan, "voiceedu", "sounds")
    add_number_entry(extensions, language, has_person=False)
    for there in ("en/nerve-blocks", "en/menu-1"):
        extensions.add(f"^{there}/", ("playback", f"{there}.wav"), ("hangup", "NORMAL_CLEARING"))
    entry = {"voiceedu_speed": "slow", "playback_delimiter": DELIMITER, "playback_sleep_val": "0"}
    moment = XmlMoment(plan=root, context="voiceedu", variables=entry)
    return moment.dial("_number/en")


def test_a_number_and_pound_lead_to_the_topic() -> None:
    """The whole number is compared: a part of it is another number."""
    assert call().kind == "number"
    assert call().sounds == ("sounds/v/en/slow/prompts/ask-number",)
    assert call().enter("12").sounds == ("en/nerve-blocks",)
    assert call().enter("*").sounds == ("en/menu-1",)
    for other in ("1", "2", "123", "112", "1*2", "**"):
        assert call().enter(other).sounds[0] == "sounds/v/en/slow/prompts/wrong-number"


def test_the_third_attempt_ends_at_the_menu() -> None:
    """Twice the number is asked for again, with a word of why; then the menu follows."""
    once = call().enter("99")
    twice = once.silence()
    assert twice.sounds == ("sounds/v/en/slow/prompts/no-key", "sounds/v/en/slow/prompts/ask-number")
    assert twice.enter("99").sounds == ("en/menu-1",)
