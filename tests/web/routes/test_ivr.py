"""The phone conversation over HTTP, as Twilio and VoiceXML platforms hold it."""

import contextlib
import inspect
import json
import logging
import re
import shutil
import socket
import subprocess
import time
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path
from urllib.parse import parse_qs, urlsplit
from xml.etree import ElementTree
from xml.etree.ElementTree import Element

import pytest
from flask import Flask
from flask.testing import FlaskClient
from twilio.request_validator import RequestValidator
from twilio.twiml import voice_response
from werkzeug.test import TestResponse

from tests.support.application import use_engines
from tests.support.server import Answer, Server
from voiceedu.config import Settings
from voiceedu.engines import Speech, Voice
from voiceedu.engines.tone import ToneEngine
from voiceedu.ivr import playback
from voiceedu.ivr.dialogue import Conversation
from voiceedu.ivr.keypad import KEYS
from voiceedu.ivr.state import State
from voiceedu.publishing.studio import Studio

MakeApp = Callable[[Settings], Flask]
DTD = Path("/usr/share/xml/w3c-sgml-lib/schema/dtd/REC-voicexml21-20070619/vxml.dtd")
"""The W3C's own, of VoiceXML 2.1, as Debian packages it."""
VXML = "{http://www.w3.org/2001/vxml}"
LANG = "{http://www.w3.org/XML/1998/namespace}lang"
BASE = "https://voice.example.org"
TOKEN = "0123456789abcdef0123456789abcdef"


@pytest.fixture
def caller(phone_settings: Settings, make_app: MakeApp) -> FlaskClient:
    return make_app(phone_settings).test_client()


@pytest.fixture(scope="module")
def conversation(phone_settings: Settings) -> Conversation:
    return playback.conversation(Studio(phone_settings))


def asked(caller: FlaskClient, name: str = "", **fields: str) -> Element:
    """Return the TwiML of the state `name`, after a POST of `fields`."""
    answer = caller.post("/ivr/twiml", query_string={"at": name} if name else {}, data=fields)
    assert answer.status_code == 200
    assert answer.content_type == "text/xml; charset=utf-8"
    assert answer.headers["Cache-Control"] == "no-store"
    return ElementTree.fromstring(answer.data)


def at(url: str, *, path: str) -> str:
    """Return the state that one of our addresses names."""
    assert url.startswith(f"{BASE}{path}?at=")
    return parse_qs(urlsplit(url).query)["at"][0]


def text(element: Element | None) -> str:
    assert element is not None
    assert element.text
    return element.text


def asset_names(state: State) -> list[str]:
    return [f"{play.slug}-{play.part}" + (".slow" if play.speed == "slow" else "") for play in state.plays]


def played(urls: list[str], suffix: str) -> list[str]:
    """Return the names of the clips at `urls`, all of them immutable addresses."""
    found = []
    for url in urls:
        match = re.fullmatch(rf"{BASE}/clips/[0-9a-f]{{16}}/([a-z0-9.-]+?){re.escape(suffix)}", url)
        assert match
        found.append(match[1])
    return found


# TwiML.


def test_twiml_has_every_state_of_the_conversation(caller: FlaskClient, conversation: Conversation) -> None:
    """Walked by its own addresses and keys, TwiML equals the model: states, sounds, waits and targets."""
    for state in conversation.walk():
        response = asked(caller, state.name)
        assert played([text(play) for play in response.iter("Play")], ".mp3") == asset_names(state)
        assert response.find(".//Say") is None
        if state.ends == "hang-up":
            assert [child.tag for child in response][-1] == "Hangup"
        elif state.ends == "person":
            dial = response.find("Dial")
            assert dial is not None
            [number] = dial
            assert (number.tag, text(number)) == ("Number", "+15550100199")
            assert 0 < int(dial.attrib["timeLimit"]) < 4 * 3600  # Twilio's own limit
            assert at(dial.attrib["action"], path="/ivr/twiml") == state.name
        else:
            gather, redirect = response
            assert gather.attrib["timeout"] == str(state.wait_s)
            ends = (gather.attrib.get("numDigits"), gather.attrib["finishOnKey"])
            assert ends == ((None, "#") if state.takes_number else ("1", ""))
            assert at(gather.attrib["action"], path="/ivr/twiml") == state.name
            assert at(text(redirect), path="/ivr/twiml") == state.silence


def test_keys_lead_in_twiml_as_in_the_conversation(caller: FlaskClient, conversation: Conversation) -> None:
    """A POST of any key gives the document of the model's next state."""
    documents = {state.name: caller.post(f"/ivr/twiml?at={state.name}").data for state in conversation.walk()}
    assert len(set(documents.values())) == len(documents)
    for name in ("en/menu-1.welcome", "en/menu-2", "en/nerve-blocks/what-it-is.slow", "es/nerve-blocks/closing"):
        state = conversation.state(name)
        for key in KEYS:
            answer = caller.post(f"/ivr/twiml?at={name}", data={"Digits": key})
            assert answer.data == documents[state.after(key)], (name, key)


def test_numbers_lead_in_twiml_as_in_the_conversation(caller: FlaskClient, conversation: Conversation) -> None:
    """A POST of several keys is one number where one is asked for; elsewhere the first key counts."""
    state = conversation.state("en/number")
    for number in (*state.keys, "99", "1*2"):
        answer = caller.post("/ivr/twiml?at=en/number", data={"Digits": number})
        assert answer.data == caller.post(f"/ivr/twiml?at={state.after(number)}").data
    assert (
        caller.post("/ivr/twiml?at=en/menu-1", data={"Digits": "12"}).data
        == caller.post("/ivr/twiml?at=en/menu-1", data={"Digits": "1"}).data
    )


@pytest.mark.parametrize(
    ("at", "says", "language"),
    [
        ("en/person-nerve-blocks", "English. About nerve-blocks", "en-US"),
        ("es/person-nerve-blocks.slow", "Español. About nerve-blocks", "es-ES"),
        ("en/person", "English", "en-US"),
    ],
)
def test_staff_hear_language_and_topic(caller: FlaskClient, at: str, says: str, language: str) -> None:
    """Who answers hears them before the caller, at the address that the number has."""
    [number] = asked(caller, at).iter("Number")
    assert number.attrib["method"] == "POST"
    [say] = ElementTree.fromstring(caller.post(number.attrib["url"].removeprefix(BASE)).data)
    assert (say.tag, text(say), say.attrib["language"]) == ("Say", says, language)
    assert asked(caller, "en/menu-1", **{"to-staff": "yes"}).find("Gather") is not None


def test_twiml_has_only_verbs_that_twilio_knows(caller: FlaskClient, conversation: Conversation) -> None:
    """Every verb stands where Twilio's own package allows it, with attributes that it knows."""

    def check(parent: Element) -> None:
        methods = {
            name.rstrip("_").replace("_", ""): method
            for name, method in inspect.getmembers(getattr(voice_response, classes[parent.tag]), inspect.isfunction)
        }
        for child in parent:
            known = inspect.signature(methods[child.tag.lower()]).parameters
            names = {name.replace("_", "").lower() for name in known}
            assert {name.lower() for name in child.attrib} <= names
            if child.tag in classes:
                check(child)

    classes = {"Response": "VoiceResponse", "Gather": "Gather", "Dial": "Dial"}
    for state in conversation.walk():
        check(asked(caller, state.name))


def test_a_key_interrupts_whatever_is_said(caller: FlaskClient, conversation: Conversation) -> None:
    """Everything is played within a Gather that takes one key, # included, or a number up to #."""
    for state in conversation.walk():
        response = asked(caller, state.name)
        if not state.ends:
            assert [child.tag for child in response] == ["Gather", "Redirect"]
            assert response[0].attrib["input"] == "dtmf"
            ends = {"finishOnKey": "#"} if state.takes_number else {"numDigits": "1", "finishOnKey": ""}
            assert {name: response[0].attrib.get(name) for name in ("numDigits", "finishOnKey")} == {
                "numDigits": None,
                **ends,
            }


@pytest.mark.parametrize("method", ["GET", "POST"])
def test_links_keep_the_method_of_the_request(caller: FlaskClient, method: str) -> None:
    """A number configured for GET is answered with GET links, and its digits come in the query."""
    answer = caller.open("/ivr/twiml", method=method)
    assert {element.attrib["method"] for element in ElementTree.fromstring(answer.data)} == {method}
    assert b"at=en/nerve-blocks/opening" in caller.get("/ivr/twiml?at=en/menu-1&Digits=3").data


@pytest.mark.parametrize(
    ("result", "says"),
    [
        ("completed", "goodbye"),
        ("answered", "goodbye"),
        ("no-answer", "nobody"),
        ("busy", "nobody"),
        ("failed", "nobody"),
    ],
)
def test_after_the_call_to_a_person(caller: FlaskClient, result: str, says: str) -> None:
    """After a talk with a person the line says goodbye; after a failed attempt it says so at the main menu."""
    plays = [text(play) for play in asked(caller, "en/person", DialCallStatus=result).iter("Play")]
    assert played(plays, ".mp3")[0] == f"prompts-{says}"


@pytest.mark.parametrize("name", ["xx/menu-1", "xx/gone/opening", "en/menu-99", "<script>", "\x00", "é" * 5000])
@pytest.mark.parametrize("path", ["/ivr/twiml", "/ivr/voicexml", "/ivr/httapi", "/ivr/asterisk"])
def test_stale_position_is_the_main_menu(caller: FlaskClient, path: str, name: str) -> None:
    """A position that no longer exists, or never did, begins the conversation anew."""
    assert caller.post(path, query_string={"at": name}).data == caller.post(path).data


def test_removed_topic_is_announced(caller: FlaskClient) -> None:
    """A caller whose topic was removed hears that at the menu; one whose section was removed keeps the topic."""
    plays = [text(play) for play in asked(caller, "en/gone/opening").iter("Play")]
    assert played(plays, ".mp3") == ["prompts-moved", "prompts-menu-1"]
    plays = [text(play) for play in asked(caller, "en/nerve-blocks/gone.slow").iter("Play")]
    assert played(plays, ".mp3") == ["nerve-blocks-opening.slow"]


@pytest.mark.parametrize("path", ["/ivr/twiml", "/ivr/voicexml", "/ivr/httapi", "/ivr/asterisk"])
def test_odd_titles_are_inert(phone_settings: Settings, tmp_path: Path, make_app: MakeApp, path: str) -> None:
    """Whatever stands in a title, it is words to be spoken, or nothing: never a tag, a verb or a function."""
    odd = '"It\'s"; ${SHELL(touch x)} <Hangup/> &amp; ]]> مرحبا ' + "x" * 300
    library = shutil.copytree(phone_settings.library, tmp_path / "library")
    (library / "en" / "odd.md").write_text(
        f"---\ntitle: {json.dumps(odd)}\norder: 0\n---\n\nWords.\n", encoding="utf-8"
    )
    caller = make_app(replace(phone_settings, library=library)).test_client()
    answer = caller.get(f"{path}?at=en/menu-1")
    assert answer.status_code == 200
    if path == "/ivr/asterisk":
        assert not set(answer.text) & set("\"';${}()<> ")
        return
    root = ElementTree.fromstring(answer.data)
    assert not [element for element in root.iter() if element.tag.endswith(("Hangup", "hangup"))]
    said = " ".join(element.text or "" for element in root.iter() if element.tag.endswith(("Say", "prompt")))
    assert ("${SHELL(touch x)} <Hangup/>" in said) == (path != "/ivr/httapi")


def test_clip_of_a_state_is_answered(caller: FlaskClient) -> None:
    """A clip in the TwiML answers 200 and is immutable."""
    for play in asked(caller).iter("Play"):
        answer = caller.get(text(play).removeprefix(BASE))
        assert answer.status_code == 200
        assert answer.content_type == "audio/mpeg"
        assert "immutable" in answer.headers["Cache-Control"]


def test_address_is_the_one_that_was_asked(phone_settings: Settings, make_app: MakeApp) -> None:
    """Without VOICEEDU_PUBLIC_URL, links begin with the address of the request."""
    caller = make_app(replace(phone_settings, public_url=None)).test_client()
    answer = caller.post("/ivr/twiml", base_url="http://192.0.2.7:8000")
    links = re.findall(rb"http[^<\"]*", answer.data)
    assert links
    assert all(link.startswith(b"http://192.0.2.7:8000/") for link in links)


# VoiceXML.


def voicexml(caller: FlaskClient, name: str) -> Element:
    answer = caller.get("/ivr/voicexml", query_string={"at": name})
    assert answer.status_code == 200
    assert answer.content_type == "application/voicexml+xml; charset=utf-8"
    return ElementTree.fromstring(answer.data)


def goto(element: Element | None) -> str:
    assert element is not None
    return at(element.attrib["next"], path="/ivr/voicexml")


def test_voicexml_has_every_state_of_the_conversation(caller: FlaskClient, conversation: Conversation) -> None:
    """Walked by its own addresses, VoiceXML equals the model: states, sounds, waits, keys and targets."""
    for state in conversation.walk():
        root = voicexml(caller, state.name)
        assert root.attrib[LANG] == state.language
        sounds = [audio.attrib["src"] for audio in root.iter(f"{VXML}audio")]
        assert played(sounds, ".ulaw.wav") == asset_names(state)
        assert all(prompt.attrib["bargein"] == "true" for prompt in root.iter(f"{VXML}prompt"))
        if state.ends == "hang-up":
            assert root.find(f"{VXML}form/{VXML}block/{VXML}disconnect") is not None
        elif state.ends == "person":
            transfer = root.find(f".//{VXML}transfer")
            assert transfer is not None
            assert transfer.attrib["dest"] == "tel:+15550100199"
            assert transfer.attrib["aai"] == state.shown
            ways = [goto(way) for way in transfer.iter(f"{VXML}goto")]
            assert ways == [state.done, state.silence, state.silence]
        else:
            properties = {one.attrib["name"]: one.attrib["value"] for one in root.iter(f"{VXML}property")}
            ends = {"termchar": "#", "interdigittimeout": "10s"} if state.takes_number else {"termchar": ""}
            assert properties == {"inputmodes": "dtmf", "timeout": f"{state.wait_s}s"} | ends
            assert {one.attrib["dtmf"]: goto(one) for one in root.iter(f"{VXML}choice")} == dict(state.keys)
            assert goto(root.find(f".//{VXML}noinput/{VXML}goto")) == state.silence
            assert goto(root.find(f".//{VXML}nomatch/{VXML}goto")) == state.wrong


def test_voicexml_is_valid(caller: FlaskClient, conversation: Conversation, tmp_path: Path) -> None:
    """Every document is valid by the W3C's document type for VoiceXML 2.1."""
    files = []
    for number, state in enumerate(conversation.walk()):
        files.append(tmp_path / f"{number}.xml")
        files[-1].write_bytes(caller.get("/ivr/voicexml", query_string={"at": state.name}).data)
    command = ["xmllint", "--nonet", "--noout", "--dtdvalid", str(DTD), *map(str, files)]
    done = subprocess.run(command, capture_output=True, text=True)
    assert (done.returncode, done.stderr) == (0, "")
    wrong = tmp_path / "wrong.xml"
    wrong.write_bytes(files[0].read_bytes().replace(b"dtmf=", b"key="))
    assert subprocess.run([*command, str(wrong)], capture_output=True).returncode != 0


# Missing recordings.


class Silent(ToneEngine):
    """An engine that fails the test when it is asked to speak."""

    def synthesize(self, text: str, voice: Voice) -> Speech:
        raise AssertionError(f"{text!r} was spoken while a caller waited")


def test_nothing_is_spoken_while_a_caller_waits(phone_settings: Settings, tmp_path: Path, make_app: MakeApp) -> None:
    """With an empty cache, the platform's own voice speaks the prompts at once, and nothing is rendered."""
    app = make_app(replace(phone_settings, cache=str(tmp_path)))
    use_engines(app, [Silent()])
    caller = app.test_client()
    said = [text(say) for say in asked(caller).iter("Say")]
    assert said[0].startswith("Hello.")
    assert said[1] == "Para español, pulse 5."
    assert said[-1].startswith("For ablation, press 1.")
    assert [say.attrib["language"] for say in asked(caller).iter("Say")] == ["en-US", "es-ES", *["en-US"] * 3]
    (unready,) = asked(caller, "en/menu-1", Digits="1").iter("Say")
    assert text(unready).startswith("This recording is not ready")
    prompts = list(voicexml(caller, "en/menu-1").iter(f"{VXML}prompt"))
    assert [text(prompt) for prompt in prompts] == [said[-1]]
    assert not list(tmp_path.rglob("*.mp3"))


def test_missing_recording_is_announced_by_a_prompt(
    phone_settings: Settings, tmp_path: Path, make_app: MakeApp
) -> None:
    """When only the prompts are published, a prompt says that the procedure is not ready."""
    settings = replace(phone_settings, cache=str(tmp_path))
    studio = Studio(settings)
    studio.render(studio.library.prompts["en"])
    caller = make_app(settings).test_client()
    plays = [text(play) for play in asked(caller, "en/menu-1", Digits="1").iter("Play")]
    assert played(plays, ".mp3") == ["prompts-not-ready"]
    asset = plays[0].removeprefix(BASE)
    before = caller.get(asset)
    assert before.status_code == 200
    (tmp_path / asset.lstrip("/")).unlink()  # a lost clip is rendered again
    again = make_app(settings).test_client().get(asset)
    assert (again.status_code, again.data) == (200, before.data)


def test_outdated_menu_is_not_played(phone_settings: Settings, tmp_path: Path, make_app: MakeApp) -> None:
    """A menu rendered before the library changed is not played, since its keys are outdated."""
    library = shutil.copytree(phone_settings.library, tmp_path / "library")
    first = "---\ntitle: A new first one\norder: 1\n---\n\nIt is new.\n"
    (library / "en" / "new.md").write_text(first, encoding="utf-8")
    caller = make_app(replace(phone_settings, library=library)).test_client()
    response = asked(caller, "en/menu-1")
    assert next(text(say) for say in response.iter("Say")).startswith("For A new first one, press 1.")
    assert response.find(".//Play") is None
    assert response.find("Gather") is not None


def test_missing_prompts_are_503(tmp_path: Path, make_app: MakeApp) -> None:
    """When no language has its prompts, the answer is a short 503 and the log names the missing files."""
    (tmp_path / "library" / "fr").mkdir(parents=True)
    (tmp_path / "library" / "fr" / "bonjour.md").write_text("---\ntitle: Bonjour\n---\n\nBonjour.\n", encoding="utf-8")
    settings = Settings(library=tmp_path / "library", cache=str(tmp_path / "cache"), engines=("tone",))
    answer = make_app(settings).test_client().post("/ivr/twiml")
    assert answer.status_code == 503
    assert answer.content_type == "text/plain; charset=utf-8"
    assert len(answer.data) < 100


# Signatures and privacy.


def signed(caller: FlaskClient, url: str, fields: dict[str, list[str]], *, path: str, by: str = TOKEN) -> TestResponse:
    """POST `fields` to `path` with the signature of Twilio's own package for `url`."""

    class Many(dict[str, list[str]]):
        def getlist(self, name: str) -> list[str]:
            return self[name]

    signature = RequestValidator(by).compute_signature(url, Many(fields))
    return caller.post(path, data=fields, headers={"X-Twilio-Signature": signature})


@pytest.fixture
def guarded(phone_settings: Settings, make_app: MakeApp) -> FlaskClient:
    """Return a client of a line that accepts only Twilio, behind a TLS proxy with another name."""
    return make_app(replace(phone_settings, twilio_auth_token=TOKEN)).test_client()


FIELDS = {"CallSid": ["CA1"], "From": ["+15550100123"], "Digits": ["2"], "Extra": ["b", "a", "b"], "Name": ["Zoë"]}


@pytest.mark.parametrize("path", ["/ivr/twiml", "/ivr/twiml?at=en/menu-1", "/ivr/twiml?at=en%2Fmenu-1&x=%20y+z&x="])
@pytest.mark.parametrize("base", [BASE, f"{BASE}:443"])
def test_twilios_signature_opens(guarded: FlaskClient, path: str, base: str) -> None:
    """A request signed by Twilio's own package is answered: plain query, repeated fields, with and without port."""
    assert signed(guarded, base + path, FIELDS, path=path).status_code == 200


def test_signature_of_a_get_is_that_of_its_address(guarded: FlaskClient) -> None:
    """The signature of a GET covers its address, query included."""
    path = "/ivr/twiml?at=en/menu-1&Digits=1&From=%2B15550100123"
    signature = RequestValidator(TOKEN).compute_signature(BASE + path, {})
    assert guarded.get(path, headers={"X-Twilio-Signature": signature}).status_code == 200
    assert guarded.get(path + "&Digits=2", headers={"X-Twilio-Signature": signature}).status_code == 403


def test_signature_covers_the_path_of_the_proxy(phone_settings: Settings, make_app: MakeApp) -> None:
    """The signature covers the path under which a proxy serves the line."""
    settings = replace(phone_settings, twilio_auth_token=TOKEN, public_url=f"{BASE}/clinic")
    caller = make_app(settings).test_client()
    assert signed(caller, f"{BASE}/clinic/ivr/twiml", FIELDS, path="/ivr/twiml").status_code == 200
    assert signed(caller, f"{BASE}/ivr/twiml", FIELDS, path="/ivr/twiml").status_code == 403


def refusals() -> Iterator[tuple[str, dict[str, str]]]:
    right = RequestValidator(TOKEN).compute_signature(f"{BASE}/ivr/twiml", {"Digits": "2"})
    yield "none", {}
    yield "empty", {"X-Twilio-Signature": ""}
    yield "another token", {"X-Twilio-Signature": RequestValidator("x").compute_signature(f"{BASE}/ivr/twiml", {})}
    yield "of other fields", {"X-Twilio-Signature": RequestValidator(TOKEN).compute_signature(f"{BASE}/ivr/twiml", {})}
    yield "cut", {"X-Twilio-Signature": right[:-1]}
    yield "not ASCII", {"X-Twilio-Signature": "é"}
    yield (
        "the inside address",
        {
            "X-Twilio-Signature": RequestValidator(TOKEN).compute_signature(
                "http://localhost/ivr/twiml", {"Digits": "2"}
            )
        },
    )


@pytest.mark.parametrize(
    ("what", "headers"), list(refusals()), ids=lambda value: value if isinstance(value, str) else ""
)
def test_anyone_else_is_refused(guarded: FlaskClient, what: str, headers: dict[str, str]) -> None:
    """Without Twilio's signature, or with that of another request, the answer is 403 and one line of text."""
    answer = guarded.post("/ivr/twiml", data={"Digits": "2"}, headers=headers)
    assert answer.status_code == 403
    assert answer.content_type == "text/plain; charset=utf-8"
    assert answer.data == b"Forbidden.\n"


@pytest.mark.parametrize("path", ["/ivr/twiml", "/ivr/voicexml", "/ivr/httapi", "/ivr/asterisk"])
def test_callers_number_is_not_kept(
    phone_settings: Settings, make_app: MakeApp, capsys: pytest.CaptureFixture[str], path: str
) -> None:
    """The caller's number is not in the debug log, the metrics or the cache."""
    app = make_app(replace(phone_settings, log="debug", twilio_auth_token=TOKEN if path.endswith("twiml") else None))
    caller = app.test_client()
    numbers = {"From": "+15550123456", "Caller": "+15550123456", "CallerName": "JANE DOE", "Digits": "7"}
    signed(caller, BASE + path, {name: [value] for name, value in numbers.items()}, path=path)
    caller.get(path, query_string=numbers)
    caller.post(path + "?at=nothing", data=numbers)
    kept = "".join(file.name + file.read_text("latin-1") for file in Path(phone_settings.cache).rglob("*.json"))
    logging.getLogger("voiceedu.web").debug("this is heard")
    logged = capsys.readouterr().err
    assert "this is heard" in logged
    for told in (logged, caller.get("/metrics").text, kept):
        assert "5550123456" not in told
        assert "JANE" not in told


def test_parts_and_keys_are_counted_without_callers(caller: FlaskClient) -> None:
    """The metrics count each part that is heard, and each key; a state that is heard after a notice is not counted."""

    def counts() -> dict[str, float]:
        lines = [line for line in caller.get("/metrics").text.splitlines() if line.startswith("voiceedu_phone_")]
        return {line.rpartition(" ")[0]: float(line.rpartition(" ")[2]) for line in lines if "_created" not in line}

    before = counts()
    asked(caller, "en/menu-1", Digits="3", From="+15550123456")
    caller.post("/ivr/httapi?at=en/nerve-blocks/opening", data={"key": "3", "Caller-Caller-ID-Number": "5550123456"})
    caller.get("/ivr/asterisk?at=en/nerve-blocks/opening.slow")
    caller.get("/ivr/voicexml?at=en/nerve-blocks/opening.keys")
    caller.post("/ivr/httapi?at=en/menu-1", data={"key": "<"})
    grown = {name: count - before.get(name, 0) for name, count in counts().items() if count != before.get(name, 0)}
    assert grown == {
        'voiceedu_phone_parts_total{language="en",section="opening",topic="nerve-blocks"}': 3.0,
        'voiceedu_phone_keys_total{key="3"}': 2.0,
    }


@pytest.mark.parametrize("path", ["/ivr/twiml", "/ivr/voicexml", "/ivr/httapi", "/ivr/asterisk"])
def test_answers_are_fast(caller: FlaskClient, conversation: Conversation, path: str) -> None:
    """Half of the answers take less than 50 ms, over up to 100 states."""
    names = [state.name for state in conversation.walk()][:100]
    times = []
    for name in names:
        began = time.perf_counter()
        caller.post(f"{path}?at={name}")
        times.append(time.perf_counter() - began)
    assert sorted(times)[len(times) // 2] < 0.05


def test_a_thousand_procedures_are_answered_as_fast(tmp_path: Path, make_app: MakeApp) -> None:
    """With a thousand procedures and 250 menus, half of the answers at the last menu take less than 50 ms."""
    (tmp_path / "library" / "en").mkdir(parents=True)
    for number in range(1000):
        text = f"---\ntitle: Number {number}\norder: {number}\n---\n\nIt is medicine.\n"
        (tmp_path / "library" / "en" / f"number-{number}.md").write_text(text, encoding="utf-8")
    settings = Settings(library=tmp_path / "library", cache=str(tmp_path / "cache"), engines=("tone",))
    caller = make_app(settings).test_client()
    times = []
    for _ in range(20):
        began = time.perf_counter()
        answer = caller.post("/ivr/twiml?at=en/menu-250")
        times.append(time.perf_counter() - began)
    assert b"For Number 999, press 4. For more choices, press 8." in answer.data
    assert sorted(times)[10] < 0.05


def test_prompts_have_no_page(caller: FlaskClient) -> None:
    """Prompts have clips, but neither a page nor a line in a list."""
    assert caller.get("/en/prompts").status_code == 404
    assert caller.get("/en/prompts.mp3").status_code == 404
    assert caller.get("/en/prompts.chapters.json").status_code == 404
    assert b"prompts" not in caller.get("/en/").data
    for suffix in (".mp3", ".wav", ".ulaw.wav", ".slow.mp3"):
        assert caller.get(f"/phone/en/prompts/menu-1{suffix}").status_code == 200


def posted(server: Server, body: bytes, *, length: int | None = None) -> Answer:
    """Return the answer to a key posted over a real socket at the first menu."""
    head = [
        "POST /ivr/twiml?at=en/menu-1 HTTP/1.1",
        f"Host: {urlsplit(server.url).netloc}",
        "Content-Type: application/x-www-form-urlencoded",
        f"Content-Length: {len(body) if length is None else length}",
        "Connection: close",
    ]
    return Answer.parse(server.say("\r\n".join([*head, "", ""]).encode() + body))


def test_key_is_heard_by_the_real_server(server: Server) -> None:
    """The body of a POST passes through the event loop, and the key is the one pressed."""
    fields = b"From=%2B15550100123&" * 50
    for _ in range(20):
        answer = posted(server, fields + b"Digits=2")
        assert answer.status == 200
        assert b"at=en/epidural-injections/" in answer.body


def test_key_is_heard_when_it_comes_in_chunks(server: Server) -> None:
    """A POST in chunks, without Content-Length, is read."""
    head = f"POST /ivr/twiml?at=en/menu-1 HTTP/1.1\r\nHost: {urlsplit(server.url).netloc}\r\nConnection: close\r\n"
    kind = "Content-Type: application/x-www-form-urlencoded\r\nTransfer-Encoding: chunked\r\n\r\n"
    answer = Answer.parse(server.say((head + kind + "7\r\nFrom=a&\r\n8\r\nDigits=2\r\n0\r\n\r\n").encode()))
    assert answer.status == 200
    assert b"/ivr/twiml?at=en/epidural-injections/" in answer.body


def test_oversized_body_is_refused(server: Server) -> None:
    """A body larger than any phone system sends is refused, and a missing one delays no other request."""
    assert posted(server, b"Digits=2&" + b"x" * 100_000).status == 413
    address = urlsplit(server.url)
    with contextlib.ExitStack() as stack:
        for _ in range(2):  # one a worker, as likely as not
            slow = stack.enter_context(socket.create_connection((address.hostname, address.port)))
            slow.sendall(b"POST /ivr/twiml HTTP/1.1\r\nHost: a\r\nContent-Length: 99\r\n\r\nDigits=")
        began = time.monotonic()
        for _ in range(10):
            assert posted(server, b"Digits=1").status in (200, 503)
            assert server.get("/phone/en/manifest.json")[0] == 200
        assert time.monotonic() - began < 20
    time.sleep(0.5)
    assert posted(server, b"Digits=1").status == 200
