"""The words in time, as a parser that is not ours reads them."""

import io

import webvtt as webvtt_py
from hypothesis import given
from hypothesis import strategies as st

from voiceedu.assets import Cue
from voiceedu.config import Settings
from voiceedu.narration.lines import Line, Utterance
from voiceedu.narration.script import Passage, Script
from voiceedu.publishing import webvtt
from voiceedu.storage.rendition import Rendition
from voiceedu.storage.store import Store

LAST_MS = 100 * 3_600_000


def written(texts: list[str], cues: list[Cue], title: str = "A title") -> str:
    lines = tuple(Utterance(text=text, spoken=text, pause_after_ms=0) for text in texts)
    passage = Passage(slug="one", title=title, lines=(Line(kind="paragraph", utterances=lines),))
    return webvtt.write(Script(passages=(passage,), length=""), cues, title=title, language="en")


def read(text: str) -> list[tuple[int, int, str]]:
    """Return start, end and words of each cue, as webvtt-py reads them."""

    def milliseconds(clock: str) -> int:
        hours, minutes, seconds = clock.split(":")
        return round((int(hours) * 60 + int(minutes)) * 60_000 + float(seconds) * 1000)

    return [
        (milliseconds(cue.start), milliseconds(cue.end), cue.text)
        for cue in webvtt_py.from_buffer(io.StringIO(text)).captions
    ]


def test_a_cue_a_sentence(rendered: Settings) -> None:
    """Every sentence that is said, title and headings included, has a cue, from its first sound to its last."""
    store = Store(rendered.cache)
    rendition = store.rendition("en", "nerve-blocks")
    assert isinstance(rendition, Rendition)
    asset = rendition.asset("captions")
    kept = store.asset(asset.path) if asset else None
    assert asset is not None
    assert kept is not None
    assert (asset.name, asset.media_type) == ("nerve-blocks.vtt", "text/vtt")
    texts = [utterance.text for utterance in rendition.script.utterances]
    times = [(cue.start_ms, cue.end_ms) for cue in rendition.cues]
    assert read(kept.data.decode()) == [(*time, text) for time, text in zip(times, texts, strict=True)]


def test_steps_have_their_number_or_letter() -> None:
    """What a page shows before a step stands before its first sentence."""
    said = tuple(Utterance(text=text, spoken=text, pause_after_ms=0) for text in ("Rest.", "Sleep."))
    marks = (("step", 3, ""), ("step", 2, "b"), ("step", 1, "2.1"), ("bullet", 0, ""))
    lines = tuple(Line(kind=kind, utterances=said, number=number, mark=mark) for kind, number, mark in marks)  # type: ignore[arg-type]
    script = Script(passages=(Passage(slug="one", title="T", lines=lines),), length="")
    cues = [Cue(start_ms=at, end_ms=at + 1) for at in range(8)]
    texts = [text for _, _, text in read(webvtt.write(script, cues, title="T", language="en"))]
    assert texts[::2] == ["3. Rest.", "b. Rest.", "2.1 Rest.", "Rest."]
    assert set(texts[1::2]) == {"Sleep."}


def test_the_file_says_what_it_is_of() -> None:
    """Title and language are at the top, in a note that players skip."""
    assert written(["It helps."], [Cue(start_ms=0, end_ms=3_661_001)], title="Nerve <blocks> --> now") == (
        "WEBVTT\n\nNOTE Nerve &lt;blocks&gt; --&gt; now (en)\n\n1\n00:00:00.000 --> 01:01:01.001\nIt helps.\n"
    )


@given(
    st.lists(
        st.tuples(
            st.text(st.characters(exclude_categories=["Cc", "Cs"]), min_size=1).filter(str.strip),
            st.integers(0, LAST_MS),
            st.integers(1, 60_000),
        ),
        min_size=1,
    )
)
def test_any_words(sentences: list[tuple[str, int, int]]) -> None:
    """For any words, marks and arrows included, every cue keeps its times and words."""
    texts = [text for text, _, _ in sentences]
    cues = [Cue(start_ms=start, end_ms=start + length) for _, start, length in sentences]
    entities = {"&lt;": "<", "&gt;": ">", "&amp;": "&"}
    found = []
    for start, end, text in read(written(texts, cues)):
        for entity, character in entities.items():
            text = text.replace(entity, character)
        found.append((start, end, text.split()))
    assert found == [(cue.start_ms, cue.end_ms, text.split()) for text, cue in zip(texts, cues, strict=True)]
