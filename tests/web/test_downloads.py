"""The downloads that a list offers."""

from typing import cast

import pytest

from voiceedu.assets import Asset
from voiceedu.publishing.compilations.compiler import Compiler
from voiceedu.publishing.compilations.registry import COMPILATIONS
from voiceedu.web import downloads
from voiceedu.web.downloads import Downloads


class FakeCompiler:
    """Knows no compilation that is made."""

    def known(self, language: str, name: str) -> Asset | None:
        return None


@pytest.fixture
def compiler(monkeypatch: pytest.MonkeyPatch) -> FakeCompiler:
    monkeypatch.setattr(downloads, "CHECK_S", 0.0)
    return FakeCompiler()


def test_offer_is_the_same_object_while_it_is_the_same(compiler: FakeCompiler) -> None:
    """Every compilation is offered, the same ones as the same object: a page is cached by that."""
    offers = Downloads(cast(Compiler, compiler))
    first = offers.current("en")
    assert dict(first) == dict.fromkeys(COMPILATIONS)
    assert offers.current("en") is first
