"""The sentences of a book and their stretches of the recording."""

import itertools

import numpy as np
import pytest

from tests.support.epub import Book
from tests.support.shelf import EVERY, Shelf
from voiceedu.audio import codecs
from voiceedu.publishing.epub.xml_files import clock


@pytest.mark.parametrize(("language", "slug"), EVERY)
def test_each_sentence_has_one_par(language: str, slug: str, shelf: Shelf) -> None:
    """Every sentence that is shown is said once, in its place."""
    opened = Book(shelf.data(language, slug))
    (document,) = opened.overlays
    pars = opened.pars(document)
    assert [par.id for par in pars] == list(opened.sentences(document))
    assert {par.document for par in pars} == {document}
    assert len(pars) == len(shelf.rendition(language, slug).script.utterances)


@pytest.mark.parametrize(("language", "slug"), EVERY)
def test_the_recording_is_used_up(language: str, slug: str, shelf: Shelf) -> None:
    """The stretches follow each other from the first moment to the last; the package says how long all are."""
    opened = Book(shelf.data(language, slug))
    (document,) = opened.overlays
    pars = opened.pars(document)
    assert pars[0].start_ms == 0
    assert all(one.end_ms == after.start_ms for one, after in itertools.pairwise(pars))
    assert opened.zip.read(pars[0].audio) == shelf.data(language, slug, "web")
    samples, rate = codecs.decode(opened.zip.read(pars[0].audio), name="the recording")
    assert abs(pars[-1].end_ms - len(samples) * 1000 / rate) <= 50
    (length,) = opened.meta("media:duration")
    assert length == clock(pars[-1].end_ms)


def test_the_library_is_as_long_as_its_parts(shelf: Shelf) -> None:
    """The length that the book of a language promises is that of its recordings together."""
    everything = Book(shelf.everything("en"))
    (length,) = everything.meta("media:duration")
    assert length == clock(sum(everything.pars(document)[-1].end_ms for document in everything.overlays))


@pytest.mark.parametrize(("language", "slug"), EVERY)
def test_each_stretch_begins_with_its_sentence(language: str, slug: str, shelf: Shelf) -> None:
    """Within 50 ms of where a stretch begins, after the pause that is the last one's, the recording begins to sound."""
    opened = Book(shelf.data(language, slug))
    (document,) = opened.overlays
    pars = opened.pars(document)
    samples, rate = codecs.decode(opened.zip.read(pars[0].audio), name="the recording")
    loud = np.abs(codecs.to_float(samples)) > 0.01
    for par in pars:
        heard = np.flatnonzero(loud[max(0, par.start_ms - 200) * rate // 1000 :])
        assert abs(max(0, par.start_ms - 200) + heard[0] * 1000 / rate - par.start_ms) <= 50, par
