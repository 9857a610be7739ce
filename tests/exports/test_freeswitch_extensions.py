"""The extensions of FreeSWITCH's XML dialplan."""

from xml.etree.ElementTree import Element, tostring

import pytest

from voiceedu.exports.dialplan import Language, Plan
from voiceedu.exports.freeswitch_extensions import Extensions, set_variable, set_variables

ENGLISH = Language(name="en", other="es", has_more=False)


def extensions(parent: Element, *, person: str = "") -> Extensions:
    plan = Plan(languages=(ENGLISH,), topics=(), places=(), version="v", person=person)
    return Extensions(parent, plan, "line", "/sounds")


def test_extension_has_its_actions() -> None:
    """An extension has a number and actions; an action without data has no such attribute."""
    parent = Element("context")
    here = extensions(parent)
    here.add("^s$", ("answer", ""), here.to("en/menu-1/normal"))
    assert tostring(parent, encoding="unicode") == (
        '<context><extension name="s"><condition field="destination_number" expression="^s$">'
        '<action application="answer" /><action application="transfer" data="en/menu-1/normal XML line" />'
        "</condition></extension></context>"
    )


def test_condition_on_a_variable_comes_after_the_number() -> None:
    """With a variable, the actions are those if it matches, and the others if it does not."""
    parent = Element("context")
    here = extensions(parent)
    here.add("^k$", here.to("a"), when=("${voiceedu_heard}", "^$"), otherwise=(here.to("b"),))
    number, variable = parent[0]
    assert (number.get("field"), len(number)) == ("destination_number", 0)
    assert (variable.get("field"), variable.get("expression")) == ("${voiceedu_heard}", "^$")
    actions = [(each.tag, each.get("data")) for each in variable]
    assert actions == [("action", "a XML line"), ("anti-action", "b XML line")]


def test_variables_and_sounds() -> None:
    """Variables have the prefix of this program; sounds are the beginning of what playback plays."""
    assert set_variable("at", "en/menu-1") == ("set", "voiceedu_at=en/menu-1")
    several = set_variables({"t": "en/a", "menu": "en/menu-1"})
    assert several == ("multiset", "^^|voiceedu_t=en/a|voiceedu_menu=en/menu-1")
    assert extensions(Element("context")).joined("/a", "/b") == "/a.wav!/b.wav!"


def test_choice_by_number_is_offered_where_topics_have_numbers() -> None:
    """It comes before the person, as in the conversation."""
    language = Language(name="en", other="", has_more=False, numbers=(("12", "en/a"),))
    offers = extensions(Element("context"), person="user/1000").offers(language, "slow")
    assert offers == ["/sounds/v/en/slow/prompts/key-number", "/sounds/v/en/slow/prompts/key-person"]


@pytest.mark.parametrize(("person", "offered"), [("", []), ("user/1000", ["/sounds/v/en/slow/prompts/key-person"])])
def test_offers_are_the_other_language_and_a_person(person: str, offered: list[str]) -> None:
    """The other language is offered in that language, a person where there is one."""
    here = extensions(Element("context"), person=person)
    assert here.offers(ENGLISH, "slow") == ["/sounds/v/es/slow/prompts/other-language", *offered]
