"""The TwiML parser: anything unknown is an error."""

import pytest

from tests.telephone.twiml import Dial, Gather, Hangup, Pause, Play, Redirect, Say, TwimlError, parse


def test_verbs_are_read_with_their_attributes() -> None:
    """Every verb becomes a value with its attributes."""
    assert parse(
        "<Response>"
        "<Gather input='dtmf' numDigits='1' timeout='3' finishOnKey='' action='/a' method='GET'"
        " actionOnEmptyResult='true'><Play>/one.mp3</Play><Pause length='2'/><Say language='es-ES'>Hola</Say></Gather>"
        "<Play loop='2'>/two.mp3</Play><Dial timeout='20' action='/after'>+12025550100</Dial>"
        "<Dial><Number>+12025550101</Number></Dial><Redirect method='GET'>/next</Redirect><Hangup/>"
        "</Response>"
    ) == (
        Gather(
            nested=(Play(url="/one.mp3"), Pause(length=2), Say(text="Hola", language="es-ES")),
            num_digits=1,
            timeout=3,
            finish_on_key="",
            action="/a",
            method="GET",
            action_on_empty_result=True,
        ),
        Play(url="/two.mp3", loop=2),
        Dial(number="+12025550100", timeout=20, action="/after"),
        Dial(number="+12025550101"),
        Redirect(url="/next", method="GET"),
        Hangup(),
    )


def test_defaults_are_those_of_twilio() -> None:
    """Omitted attributes have Twilio's defaults: a Gather waits five seconds and ends at #."""
    (gather,) = parse("<Response><Gather/></Response>")
    assert gather == Gather(timeout=5, finish_on_key="#", method="POST", num_digits=None, action_on_empty_result=False)


@pytest.mark.parametrize(
    "document",
    [
        "no xml",
        "<response/>",
        "<Response version='1'/>",
        "<Response>Hello</Response>",
        "<Response><Play>/a.mp3</Play> and </Response>",
        "<Response><play>/a.mp3</play></Response>",
        "<Response><Record/></Response>",
        "<Response><Play/></Response>",
        "<Response><Play speed='2'>/a.mp3</Play></Response>",
        "<Response><Play loop='x'>/a.mp3</Play></Response>",
        "<Response><Gather numdigits='1'/></Response>",
        "<Response><Gather numDigits='0'/></Response>",
        "<Response><Gather timeout='1.5'/></Response>",
        "<Response><Gather timeout='-1'/></Response>",
        "<Response><Gather finishOnKey='##'/></Response>",
        "<Response><Gather input='voice'/></Response>",
        "<Response><Gather method='PUT'/></Response>",
        "<Response><Gather actionOnEmptyResult='yes'/></Response>",
        "<Response><Gather><Redirect>/a</Redirect></Gather></Response>",
        "<Response><Gather>press 1</Gather></Response>",
        "<Response><Hangup>bye</Hangup></Response>",
        "<Response><Redirect/></Response>",
        "<Response><Dial><Sip>sip:a@example.org</Sip></Dial></Response>",
    ],
)
def test_anything_else_is_an_error(document: str) -> None:
    """A verb, attribute or value that Twilio would not play as intended is an error."""
    with pytest.raises(TwimlError):
        parse(document)
