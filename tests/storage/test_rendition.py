"""Renditions and compilations as records."""

from dataclasses import replace

from tests.storage.records import rendition
from voiceedu.storage.rendition import Compilation, decode_compilation, decode_rendition, encode


def test_asset_of_a_rendition_is_found_by_profile_section_and_speed() -> None:
    """An asset is found by profile, section and speed; one that was not made is not found."""
    made = rendition()
    slow = replace(made.assets[0], section="what-it-is", speed="slow", profile="phone")
    made = replace(made, assets=(*made.assets, slow))
    assert made.asset("web") == made.assets[0]
    assert made.asset("phone", section="what-it-is", speed="slow") == slow
    assert made.asset("phone", section="what-it-is") is None
    assert made.asset("phone") is None


def test_record_comes_back_as_it_was() -> None:
    """What was encoded is decoded, field by field."""
    made = rendition()
    compilation = Compilation(language="en", name="library.mp3", identity="a", listing="b", asset=made.assets[0])
    assert decode_rendition(encode(made)) == made
    assert decode_compilation(encode(compilation)) == compilation


def test_record_of_another_kind_is_none() -> None:
    """A rendition is no compilation, and what is not JSON is neither."""
    assert decode_compilation(encode(rendition())) is None
    assert decode_rendition(b"") is None
    assert decode_rendition(b"{}") is None


def test_changed_record_is_none() -> None:
    """A record in which any byte has changed is not decoded."""
    data = encode(rendition())
    for position in range(len(data)):
        damaged = bytearray(data)
        damaged[position] ^= 1
        assert decode_rendition(bytes(damaged)) is None


def test_work_of_another_version_is_none() -> None:
    """A rendition whose source this version cannot read has no work; it can still be served."""
    assert rendition().work is None
    assert replace(rendition(), source='{"unknown": 1}').work is None
