"""Fixtures: a listener with the screen reader, the pages of tests/browser, and an application that cannot play."""

import shutil
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from tests.browser.conftest import answering, long_library, not_ready, pages, site
from tests.screen_reader.desktop import desktop
from tests.screen_reader.listener import Listener
from tests.screen_reader.windows import WINDOWS
from tests.support.application import use_engines
from voiceedu.app import create_app
from voiceedu.config import Settings
from voiceedu.engines import Speech, Voice
from voiceedu.engines.tone import ToneEngine
from voiceedu.errors import EngineError

__all__ = ["long_library", "not_ready", "pages", "site"]  # fixtures of tests/browser


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Have a test that failed run again in the same run, three times at most.

    When the machine is busy, a screen reader leaves out now and then where something stands, or names a button twice:
    it tells what it sees when its turn comes. A fault of a page is heard each time.
    """
    for item in items:
        if item.path.parent == Path(__file__).parent:
            item.add_marker(pytest.mark.flaky(reruns=3))


class BrokenEngine(ToneEngine):
    """An engine that fails at every sentence."""

    def synthesize(self, text: str, voice: Voice) -> Speech:
        raise EngineError("broken", "nothing comes out of it")


@pytest.fixture(scope="module", params=list(WINDOWS))
def listener(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Listener]:
    name: str = request.param
    with desktop(tmp_path_factory.mktemp(f"desk-{name}")) as desk, WINDOWS[name](desk) as window:
        yield Listener(name, desk, window)


@pytest.fixture(scope="session")
def failed(rendered: Settings, tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """Return the address of an application that has lost its published recordings, and cannot make them again."""
    cache = shutil.copytree(rendered.cache, tmp_path_factory.mktemp("failed") / "cache")
    shutil.rmtree(cache / "clips")
    shutil.rmtree(cache / "speech")
    app = create_app(replace(rendered, cache=str(cache), staff_number="+12025550123"))
    use_engines(app, [BrokenEngine()])
    with answering(app) as url:
        yield url
