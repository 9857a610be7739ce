"""The live phone line in FreeSWITCH: the shipped extensions, and the documents of mod_httapi."""

import functools
import re
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from urllib.parse import urlsplit
from xml.etree import ElementTree

import pytest
from flask import Flask
from flask.testing import FlaskClient

from tests.ivr.test_asterisk import ODD, sounds
from tests.telephone import lockstep
from tests.telephone.pbx import HttapiMoment
from voiceedu.config import Settings
from voiceedu.ivr import httapi, playback
from voiceedu.ivr.keypad import KEYS
from voiceedu.ivr.playback import Spoken
from voiceedu.ivr.state import Play, State
from voiceedu.publishing.studio import Studio

LIVE = Path(__file__).parents[2] / "docs" / "phone" / "freeswitch-live.xml"
MakeApp = Callable[[Settings], Flask]


def played(caller: FlaskClient, url: str) -> list[str]:
    """Return the prompts that are heard without a key, from the document of `url` to the end of its state."""
    found: list[str] = []
    while True:
        (playback,) = ElementTree.fromstring(caller.post(url).data).iter("playback")
        found += re.findall(r"/prompts-([a-z0-9-]+)\.wav", playback.attrib["file"])
        following = urlsplit(playback.attrib.get("action", ""))
        if "&heard=" not in following.query:
            return found
        url = f"{following.path}?{following.query}"


@pytest.fixture
def caller(phone_settings: Settings, make_app: MakeApp) -> FlaskClient:
    return make_app(phone_settings).test_client()


def actions(condition: ElementTree.Element) -> list[tuple[str, str]]:
    return [(action.attrib["application"], action.attrib.get("data", "")) for action in condition]


def urls() -> list[str]:
    """Return the addresses that the shipped extensions ask: that of a new call, and that after a call to a person."""
    actions = ElementTree.parse(LIVE).getroot().iter("action")
    asked = [action.attrib["data"] for action in actions if action.attrib["application"] == "httapi"]
    # By GET, mod_httapi would put the caller's number into the address, and so into the log of every proxy.
    assert all(one.startswith("{method=POST}http://127.0.0.1:8080/ivr/httapi?") for one in asked)
    return [one.removeprefix("{method=POST}") for one in asked]


@pytest.mark.parametrize("person", ["yes", "no"])
def test_the_documents_hold_the_conversation(phone_settings: Settings, caller: FlaskClient, person: str) -> None:
    """Walked by its own addresses, mod_httapi reaches every state, by every key, with its sounds and waits."""
    first, after_a_person = (url.replace("person=yes", f"person={person}") for url in urls())

    caller_data = {"Caller-Caller-ID-Number": "+15550123456"}

    @functools.cache
    def fetch(url: str, key: str) -> bytes:
        parts = urlsplit(url)
        answer = caller.post(f"{parts.path}?{parts.query}", data=caller_data | ({"key": key} if key else {}))
        assert answer.status_code == 200
        assert answer.content_type == "text/xml; charset=utf-8"  # the only one that mod_httapi takes
        assert answer.headers["Cache-Control"] == "no-store"
        return bytes(answer.data)

    studio = Studio(phone_settings)
    conversation = playback.conversation(studio, has_staff=person == "yes")
    extensions = {one.attrib["name"]: one[0] for one in ElementTree.parse(LIVE).getroot()}
    start = HttapiMoment(fetch, first, after_a_person, extensions["voiceedu-person"].attrib["expression"])
    assert lockstep.walk(conversation, start, sounds_of=sounds(studio, conversation)) > 1000


def test_the_extensions_call_a_person_and_say_goodbye() -> None:
    """Ringing is heard at once, a key leads back, 20 s are enough; where voiceedu is away, a recording says so."""
    extensions = {one.attrib["name"]: one[0] for one in ElementTree.parse(LIVE).getroot()}
    person = actions(extensions["voiceedu-person"])
    settings = {data for application, data in person if application == "set"}
    assert {"transfer_ringback=$${us-ring}", "origination_cancel_key=#", "call_timeout=25"} <= settings
    assert ("export", "nolocal:leg_timeout=20") in person  # it ends before the other, and has a result of its own
    assert "effective_caller_id_name=$2 $3" in settings
    for extension in extensions.values():
        assert [action.attrib["application"] for action in extension][-4:] == [
            "httapi",
            "playback",
            "playback",
            "hangup",
        ]
        assert extension[-2].attrib["data"].startswith("tone_stream://")  # where there is no such recording
    state = State(name="en/person.slow", language="en", plays=(), ends="person")
    dialled = ElementTree.fromstring(httapi.document(state, [], at=str, asset=str)).findtext("work/dial")
    assert dialled
    assert re.search(extensions["voiceedu-person"].attrib["expression"], dialled)
    assert not re.search(extensions["voiceedu-person"].attrib["expression"], "voiceedu-person:${x}")


def test_the_live_line_keeps_no_record() -> None:
    """A record has nowhere to be written, of the call to a person neither, and mod_httapi frees what it keeps."""
    extensions = {one.attrib["name"]: one[0] for one in ElementTree.parse(LIVE).getroot()}
    _, first, *following = actions(extensions["voiceedu"])
    assert first == ("export", "cdr_csv_base=/dev/null/none")
    with pytest.raises(NotADirectoryError):
        Path("/dev/null/none").mkdir()
    # process_cdr=false would leave out more than the record: the step in which mod_httapi frees its memory.
    assert not any(data.startswith("process_cdr") for _, data in (*following, *actions(extensions["voiceedu-person"])))


@pytest.mark.parametrize(
    ("result", "wanted"),
    [
        ("SUCCESS", ["goodbye"]),
        ("NO_ANSWER", ["menu-1"]),  # so it is called when # is pressed while it rings
        ("ORIGINATOR_CANCEL", ["menu-1"]),
        ("ALLOTTED_TIMEOUT", ["nobody", "menu-1"]),
        ("USER_BUSY", ["nobody", "menu-1"]),
    ],
)
def test_what_follows_a_call_to_a_person(caller: FlaskClient, result: str, wanted: list[str]) -> None:
    """An answered call ends; # leads back to the menu; where nobody answers, the line says so first."""
    assert played(caller, f"/ivr/httapi?person=yes&at=en/person-nerve-blocks&called={result}") == wanted


def test_sounds_that_belong_together_follow_one_another(caller: FlaskClient) -> None:
    """A document has one sound and leads to the next; an odd count of what was heard begins the state again."""
    assert played(caller, "/ivr/httapi?at=en/menu-1.wrong-key") == ["wrong-key", "menu-1"]
    assert played(caller, "/ivr/httapi?at=en/menu-1.wrong-key&heard=1") == ["menu-1"]
    for odd in ("-1", "x", "²", "٣", "10", "1" * 5000, "1.0", "${x}", ""):
        assert played(caller, f"/ivr/httapi?at=en/menu-1.wrong-key&heard={odd}") == ["wrong-key", "menu-1"], odd
    answer = caller.post("/ivr/httapi?at=en/menu-1.wrong-key&heard=9")
    (playback,) = ElementTree.fromstring(answer.data).iter("playback")
    assert (playback.attrib["file"], playback.attrib["input-timeout"]) == ("silence_stream://10", "5000")


def test_a_state_that_is_gone_is_said_to_be_so_from_its_beginning(caller: FlaskClient) -> None:
    """Where the library changed between two sounds of a state, the caller hears all of what takes its place."""
    assert played(caller, "/ivr/httapi?at=en/gone/closing&heard=1") == ["moved", "menu-1"]


def test_a_part_in_two_sounds_is_counted_once(caller: FlaskClient) -> None:
    """The closing and what can come next are one state, which a caller hears once."""
    counted = 'voiceedu_phone_parts_total{language="en",section="closing",topic="nerve-blocks"} '

    def count() -> float:
        found = [line for line in caller.get("/metrics").text.splitlines() if line.startswith(counted)]
        return float(found[0].removeprefix(counted)) if found else 0.0

    before = count()
    assert played(caller, "/ivr/httapi?at=en/nerve-blocks/closing") == ["after"]
    assert count() - before == 1


def test_a_line_without_recordings_answers_an_error(
    phone_settings: Settings, tmp_path: Path, make_app: MakeApp
) -> None:
    """Until the prompts are recorded, the answer is an error, at which the extension goes on to its apology."""
    answer = make_app(replace(phone_settings, cache=str(tmp_path))).test_client().post("/ivr/httapi")
    assert answer.status_code == 503
    assert answer.headers["Cache-Control"] == "no-store"


def test_with_and_without_a_slash(caller: FlaskClient) -> None:
    """The address may end with a slash."""
    assert caller.post("/ivr/httapi/?at=en/menu-1").data == caller.post("/ivr/httapi?at=en/menu-1").data


def test_a_document_is_inert() -> None:
    """Whatever stands in a name, it stays within its attribute."""
    play = Play(language="en", slug=ODD, part=ODD, speed="normal")
    state = State(name=ODD, language="en", plays=(play,), wrong=ODD, silence=ODD)
    text = ODD.replace("\n", " ")
    document = httapi.document(state, [Spoken(language="en", asset=None, text=ODD)], at=lambda _: text, asset=str)
    (playback,) = ElementTree.fromstring(document).iter("playback")
    assert playback.attrib["file"] == "silence_stream://10"
    assert [(bind.text, bind.attrib["action"]) for bind in playback] == [(key, text) for key in KEYS]
