"""Calls to an address at which nobody answers."""

from pathlib import Path

import numpy as np

from tests.telephone.calls import Line, Script, listen
from tests.telephone.catalogue import Catalogue, Clip
from tests.telephone.conversation import transcript
from tests.telephone.exchange import Exchange
from tests.telephone.goals import Measured
from tests.telephone.hearing import Ear
from tests.telephone.peer import Diary, Event

CALLER = "+12025550101"


def test_a_refused_call_is_reported(tmp_path: Path) -> None:
    """A call that a PBX refuses has no recording: it is printed with the reason, and is not as it must be."""
    diary = Diary()
    catalogue = Catalogue({"/menu": Clip(name="en/prompts/menu-1", url="/menu", words="Menu.", keys="")})
    line = Line(catalogue=catalogue, language="en", has_person=False)
    place = Exchange(address="sip:600@127.0.0.1:5060", line=line, diary=diary, folder=tmp_path)
    diary.write(Event(at_s=1.0, who="caller", what="dials", call=CALLER, facts={"address": place.address}))
    for who in ("caller", "line"):
        diary.write(Event(at_s=1.1, who=who, what="ended", call=CALLER, facts={"reason": "404 Not Found"}))
    call = place.recorded(Script(name="listen", kind="softphone", talk=listen), number=CALLER)
    tone = (8000 * np.sin(np.arange(16_000) / 3)).astype(np.int16)
    measured = Measured.of(call, Ear({"en/prompts/menu-1": tone}), catalogue)
    assert [line[9:] for line in transcript(call, catalogue, measured)][-1] == "line    the call is over: 404 Not Found"
    assert list(measured.unmet())
