"""The live phone line in Asterisk: the static dialplan, and what it is answered."""

import functools
import re
import shutil
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from urllib.parse import parse_qs

import pytest
from flask import Flask
from flask.testing import FlaskClient

from tests.telephone import dialplan, lockstep
from tests.telephone.dialplan import Call
from tests.telephone.pbx import AsteriskMoment
from voiceedu.config import Settings
from voiceedu.ivr import asterisk, playback
from voiceedu.ivr.dialogue import Conversation
from voiceedu.ivr.playback import Spoken
from voiceedu.ivr.state import Play, State
from voiceedu.publishing.studio import Studio

ROOT = Path(__file__).parents[2]
LIVE = (ROOT / "docs" / "phone" / "asterisk-live.conf").read_text(encoding="utf-8")
MakeApp = Callable[[Settings], Flask]


@pytest.fixture
def caller(phone_settings: Settings, make_app: MakeApp) -> FlaskClient:
    return make_app(phone_settings).test_client()


def call(caller: FlaskClient, text: str = LIVE) -> Call:
    """Return a call to the live dialplan, which asks `caller`'s application."""

    @functools.cache
    def fetch(url: str) -> str:
        assert url.startswith("http://127.0.0.1:8080/ivr/asterisk?")
        return caller.get(url.removeprefix("http://127.0.0.1:8080")).text

    return Call(plan=dialplan.parse(text), fetch=fetch, context="voiceedu")


def sounds(studio: Studio, conversation: Conversation) -> dict[str, str]:
    """Return the address of each sound of a conversation."""
    found = {}
    for play in {play for state in conversation.walk() for play in state.plays}:
        asset = playback.spoken(studio, play, profile="phone-wav").asset
        assert asset
        found[f"{play.language}/{play.speed}/{play.slug}/{play.part}"] = f"https://voice.example.org/{asset.path}"
    return found


@pytest.mark.parametrize("person", ["", "Local/600@from-internal"])
def test_the_static_dialplan_holds_the_conversation(phone_settings: Settings, caller: FlaskClient, person: str) -> None:
    """Run as Asterisk runs it, the shipped dialplan reaches every state, by every key, with its sounds and waits."""
    studio = Studio(phone_settings)
    conversation = playback.conversation(studio, has_staff=bool(person))
    start = AsteriskMoment(call(caller, LIVE.replace("Set(PERSON=)", f"Set(PERSON={person})")).begin())
    moves = lockstep.walk(conversation, start, sounds_of=sounds(studio, conversation))
    assert moves > 1000


def test_a_person_is_rung_for_20_seconds(phone_settings: Settings, caller: FlaskClient) -> None:
    """Ringing is heard at once, and a key leads back to the menu while it rings."""
    ringing = call(caller, LIVE.replace("Set(PERSON=)", "Set(PERSON=PJSIP/desk)")).begin().press("0")
    assert ringing.dials == "PJSIP/desk,20,rdg"
    menu = ringing.press("7")
    assert menu.waits == "5"
    assert len(menu.sounds) == 1
    assert "prompts-menu-1" in menu.sounds[0]


def test_an_older_dialplan_is_not_asked_for_a_number(caller: FlaskClient) -> None:
    """A dialplan that knows no numbers does not name one, and 7 is a wrong key there."""
    for query, lead in (("&number=", "en/number"), ("", "en/menu-1.wrong-key")):
        fields = parse_qs(caller.get(f"/ivr/asterisk?at=en/menu-1{query}").text)
        assert fields["key7"] == [lead]
    asked = parse_qs(caller.get("/ivr/asterisk?at=en/number&number=").text)
    assert (asked["do"], asked["wait"]) == (["number"], ["10"])
    assert "nerve-blocks-opening" in caller.get("/ivr/asterisk?at=en/number&number=12").text
    assert parse_qs(caller.get("/ivr/asterisk?at=en/number&number=99").text)["at"] == ["en/number.wrong-number.1"]


@pytest.mark.parametrize("answer", ["", "No language of the library has all prompts.\n", "<html>502</html>"])
def test_a_server_that_does_not_answer_is_a_kind_goodbye(caller: FlaskClient, answer: str) -> None:
    """Where voiceedu is away, at the first question or later, Asterisk says so and hangs up."""
    begun = call(caller).begin()
    never, later = replace(call(caller), fetch=lambda _: answer), replace(begun, fetch=lambda _: answer)
    for away in (never.begin(), later.press("1")):
        assert away.sounds == ("voiceedu/unreachable",)
        assert not away.waits
    bare = replace(never, missing=frozenset({"voiceedu/unreachable"})).begin()
    assert bare.sounds == ("tone 480+620/250,0/250",)  # a sound of its own, whatever files Asterisk has


def test_a_line_without_recordings_apologizes(
    phone_settings: Settings, tmp_path: Path, make_app: MakeApp, capsys: pytest.CaptureFixture[str]
) -> None:
    """Until the prompts are recorded, a caller hears the apology: Asterisk drops a call that has nothing to play.

    The log says so, and names no topic.
    """
    caller = make_app(replace(phone_settings, cache=str(tmp_path))).test_client()
    assert caller.get("/ivr/asterisk?at=en/nerve-blocks/what-it-is").status_code == 503
    assert call(caller).begin().sounds == ("voiceedu/unreachable",)
    logged = capsys.readouterr().err
    assert "en/prompts: not recorded yet" in logged
    assert "nerve-blocks" not in logged


def test_what_is_not_recorded_is_said_to_be_so(phone_settings: Settings, tmp_path: Path, make_app: MakeApp) -> None:
    """Of a menu that is not recorded as it is now, a caller hears what is, and that the rest is not ready."""
    library = shutil.copytree(phone_settings.library, tmp_path / "library")
    (library / "en" / "new.md").write_text("---\ntitle: New\norder: 1\n---\n\nIt is new.\n", encoding="utf-8")
    begun = call(make_app(replace(phone_settings, library=library)).test_client()).begin()
    heard = [re.sub(r".*/prompts-|\.wav", "", sound) for sound in begun.sounds]
    assert heard == ["welcome", "other-language", "key-number", "not-ready"]
    assert [re.sub(r".*/prompts-|\.wav", "", sound) for sound in begun.press("1").sounds] == ["not-ready"]


def test_the_dialplan_is_short() -> None:
    """The live dialplan has at most 60 lines, keeps no record of a call, and names no topic in Asterisk's log."""
    assert len(LIVE.splitlines()) <= 60
    assert "Set(CDR_PROP(disable)=1)" in LIVE
    assert "NoOp" not in LIVE


def test_an_answer_is_one_line(caller: FlaskClient) -> None:
    """The answer is a line of fields, each of them every time, and is not to be kept."""
    answer = caller.get("/ivr/asterisk?at=en/menu-1")
    assert answer.content_type == "text/plain; charset=utf-8"
    assert answer.headers["Cache-Control"] == "no-store"
    assert "\n" not in answer.text
    fields = parse_qs(answer.text, keep_blank_values=True)
    assert fields["key1"] == ["en/ablation/opening"]
    assert fields["key#"] == ["en/menu-2"]
    assert set(parse_qs(caller.get("/ivr/asterisk?at=en/goodbye").text, keep_blank_values=True)) == set(fields)
    assert caller.get("/ivr/asterisk/?at=en/menu-1").data == answer.data


ODD = "\"';${SHELL(id)},&=\n[x]مرحبا" + "x" * 300


def test_an_answer_is_inert(phone_settings: Settings) -> None:
    """Whatever stands in a name, nothing in an answer ends a field or is taken by Asterisk for one of its own."""
    play = Play(language="en", slug=ODD, part=ODD, speed="normal")
    state = State(name=ODD, language="en", plays=(play,), wrong=ODD, silence=ODD)
    answer = asterisk.answer(state, [Spoken(language="en", asset=None, text=ODD)], asset=str).decode("ascii")
    assert not set(answer) & set("\"';${}(),\n[] ")
    assert parse_qs(answer)["at"] == [ODD]
