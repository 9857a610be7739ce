"""SIP messages as the answering phone reads and writes them."""

import pytest

from tests.telephone.sip import Message, Offer, SipError, address_in, bye, key_in, user_in

INVITE = (
    b"INVITE sip:+12025550100@127.0.0.1:5062 SIP/2.0\r\n"
    b"Via: SIP/2.0/UDP 127.0.0.1:5060;branch=z9hG4bK1\r\n"
    b'f: "Ann"\r\n <sip:+12025550101@127.0.0.1>;tag=ann\r\n'
    b"To: <sip:+12025550100@127.0.0.1:5062>\r\n"
    b"Call-ID: 7@127.0.0.1\r\n"
    b"CSeq: 3 INVITE\r\n"
    b"m: <sip:+12025550101@127.0.0.1:5060>\r\n"
    b"\r\n"
    b"v=0\r\nc=IN IP4 127.0.0.1\r\nm=audio 4000 RTP/AVP 8 0 101\r\na=rtpmap:101 telephone-event/8000\r\n"
)


def test_short_and_folded_headers_are_read() -> None:
    """One-letter header names and folded lines are read."""
    invite = Message.parse(INVITE)
    assert (invite.method, invite.status) == ("INVITE", 0)
    assert invite.value("from") == '"Ann" <sip:+12025550101@127.0.0.1>;tag=ann'
    assert user_in(invite.value("From")) == "+12025550101"
    assert address_in(invite.value("Contact")) == "sip:+12025550101@127.0.0.1:5060"


def test_missing_header_is_named() -> None:
    """A message without a required header is refused, and the error names the header."""
    with pytest.raises(SipError, match="no Call-ID in: OPTIONS"):
        Message.parse(b"OPTIONS sip:line SIP/2.0\r\n\r\n").value("Call-ID")


def test_response_repeats_the_identity_of_the_call() -> None:
    """A response repeats the headers that identify the call, and has our tag and the length of its body."""
    told = Message.parse(Message.parse(INVITE).response(200, "OK", tag="us", body="v=0\r\n").encode())
    assert told.status == 200
    assert told.method == ""
    assert told.value("To") == "<sip:+12025550100@127.0.0.1:5062>;tag=us"
    assert told.value("CSeq") == "3 INVITE"
    assert told.value("Content-Length") == "5"
    assert told.body == "v=0\r\n"


def test_we_end_a_call_as_the_side_that_was_called() -> None:
    """Our BYE goes to the caller's contact, with From and To exchanged."""
    ending = bye(Message.parse(INVITE), tag="us", local=("127.0.0.1", 5062))
    assert ending.first_line == "BYE sip:+12025550101@127.0.0.1:5060 SIP/2.0"
    assert ending.value("From") == "<sip:+12025550100@127.0.0.1:5062>;tag=us"
    assert ending.value("To").endswith(";tag=ann")


def test_answer_takes_the_offered_payload_type_for_keys() -> None:
    """An answer takes the caller's payload type for keys, and µ-law for sound."""
    offer = Offer.parse(Message.parse(INVITE).body)
    assert offer == Offer(address=("127.0.0.1", 4000), key_type=101)
    answer = offer.answer(local=("127.0.0.1", 4002))
    assert "m=audio 4002 RTP/AVP 0 101\r\n" in answer
    assert Offer.parse(answer) == Offer(address=("127.0.0.1", 4002), key_type=101)


@pytest.mark.parametrize(
    "offered", ["", "c=IN IP4 127.0.0.1\r\nm=audio 4000 RTP/AVP 8\r\n", "m=audio 4000 RTP/AVP 0\r\n"]
)
def test_offer_without_ulaw_is_refused(offered: str) -> None:
    """An offer without µ-law or without an address is an error."""
    with pytest.raises(SipError, match="no µ-law"):
        Offer.parse(offered)


@pytest.mark.parametrize("body", ["Signal=5\r\nDuration=160\r\n", "Duration=250\r\nSignal= 5\r\n"])
def test_key_of_an_info_request(body: str) -> None:
    """A key in an INFO request is found on any of its lines."""
    assert key_in(body) == "5"


def test_info_without_a_key_is_refused() -> None:
    """An INFO request without a key is an error that shows its body."""
    with pytest.raises(SipError, match="no key in: 'Signal=!"):
        key_in("Signal=!\r\n")
