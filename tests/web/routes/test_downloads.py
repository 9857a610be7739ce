"""The downloads that a list offers, also while the store does not answer."""

from typing import cast

import pytest

from voiceedu.assets import Asset
from voiceedu.errors import StoreError
from voiceedu.publishing.compilations.compiler import Compiler
from voiceedu.publishing.compilations.registry import COMPILATIONS
from voiceedu.web.routes import downloads
from voiceedu.web.routes.downloads import Downloads


class FakeCompiler:
    """Knows `asset` of every compilation, or fails as a store that is away."""

    asset: Asset | None = None
    is_away = False

    def known(self, language: str, name: str) -> Asset | None:
        if self.is_away:
            raise StoreError(f"{language}/{name}: no route to host")
        return self.asset


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


def test_store_that_is_away_takes_nothing_off_the_list(compiler: FakeCompiler) -> None:
    """Of a store that does not answer the last offer stays; without one they are offered as not made yet."""
    offers = Downloads(cast(Compiler, compiler))
    compiler.is_away = True
    assert dict(offers.current("en")) == dict.fromkeys(COMPILATIONS)
    compiler.is_away = False
    last = offers.current("en")
    compiler.is_away = True
    assert offers.current("en") is last
