"""Real calls: independent telephones call the line, press keys, and record its sound."""

from collections.abc import Iterator
from concurrent.futures import Future, ThreadPoolExecutor

import pytest

from tests.support.server import Server
from tests.telephone.calls import Line, Script, choose_and_skip, press_wrong_keys
from tests.telephone.catalogue import Catalogue
from tests.telephone.conversation import transcript
from tests.telephone.exchange import Exchange, exchange
from tests.telephone.goals import Measured
from tests.telephone.hearing import Ear
from tests.telephone.measures import Recorded

SCRIPTS = (
    Script(name="choose", kind="softphone", talk=choose_and_skip),
    Script(name="choose-baresip", kind="baresip", talk=choose_and_skip),
    Script(name="wrong-keys-info", kind="softphone-info", talk=press_wrong_keys),
)
ATTEMPTS = 3
"""A machine that has other things to do may tear a call: then it is held again, by itself."""


@pytest.fixture(scope="module")
def place(server: Server, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Exchange]:
    line = Line(catalogue=Catalogue.of(server.url), language="en", has_person=False)
    with exchange(server.url, line, tmp_path_factory.mktemp("calls")) as place:
        yield place


@pytest.fixture(scope="module")
def ear(place: Exchange) -> Ear:
    return place.line.catalogue.ear()


@pytest.fixture(scope="module")
def held(place: Exchange) -> Iterator[dict[str, "Future[Recorded]"]]:
    """Return every scripted call, all held at the same time."""
    with ThreadPoolExecutor(len(SCRIPTS)) as pool:
        yield {
            script.name: pool.submit(place.hold, script, number=f"+12025550{index}")
            for index, script in enumerate(SCRIPTS, 101)
        }


@pytest.mark.parametrize("script", SCRIPTS, ids=lambda script: script.name)
def test_a_caller_hears_what_was_chosen(
    place: Exchange, held: dict[str, "Future[Recorded]"], ear: Ear, script: Script
) -> None:
    """Callers hear the clips that they chose, keys interrupt, and silences and level steps meet the goals."""
    call = held[script.name].result()
    found = Measured.of(call, ear, place.line.catalogue)
    for attempt in range(1, ATTEMPTS):
        if not list(found.unmet()):
            break
        print("\n".join([*found.unmet(), *transcript(call, place.line.catalogue, found)]))
        call = place.hold(script, number=f"+12025550{SCRIPTS.index(script)}{attempt}0")
        found = Measured.of(call, ear, place.line.catalogue)
    assert list(found.unmet()) == [], "\n".join(transcript(call, place.line.catalogue, found))
    keyings = {event.facts["by"] for event in call.events if event.who == "line" and event.what == "pressed"}
    assert keyings == {"info" if script.kind == "softphone-info" else "rfc4733"}
    assert found.windows >= 10
    assert len(found.cuts) >= 2


def test_no_callers_number_is_logged(server: Server, held: dict[str, "Future[Recorded]"]) -> None:
    """The server's log holds no caller's number."""
    numbers = [held[script.name].result().number for script in SCRIPTS]
    log = server.log.read_text(encoding="utf-8")
    assert not [number for number in numbers if number.lstrip("+") in log]
