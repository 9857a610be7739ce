"""What the recordings of a rendition say of its review, and the rendition without those that should not say it.

A recording cannot be changed. When an approval is withdrawn, the recordings that say "Reviewed by" are left out until
new ones are rendered: the whole, its captions, its talking book, and the opening that callers hear, and the closing if
that tells the day. The sections say nothing of a review, and callers go on hearing them.
"""

from dataclasses import replace

import msgspec

from voiceedu.content.procedure import Procedure
from voiceedu.content.review import NOT_REVIEWED, Review
from voiceedu.narration import script as scripts
from voiceedu.narration.lexicon import Lexicon
from voiceedu.narration.script import CLOSING, OPENING, Passage
from voiceedu.storage.rendition import Rendition


def of(rendition: Rendition) -> Review:
    """Return what the recordings of a procedure say of its review; what cannot be read says nothing."""
    work = rendition.work
    if not isinstance(work, Procedure):
        return NOT_REVIEWED
    if not rendition.shown and work.reviewed_by:  # before there were approvals, the front matter was told
        return Review(state="reviewed", by=work.reviewed_by, on=work.reviewed_on)
    return work.review


def corrected(rendition: Rendition, review: Review, lexicon: Lexicon) -> Rendition:
    """Return `rendition` with `review` in its words, and with those recordings alone that say nothing of a review."""
    work = rendition.work
    assert isinstance(work, Procedure), "only a procedure is reviewed"
    told = replace(work, review=review)
    written = scripts.write(replace(told, sections=()), lexicon)
    passages = (_with_review(rendition.script.passages[0], written.passages[0]), *rendition.script.passages[1:])
    dated = (CLOSING,) if rendition.script.review else ()
    return replace(
        rendition,
        script=replace(rendition.script, passages=passages, review=written.review),
        cues=(),
        assets=tuple(asset for asset in rendition.assets if asset.section not in ("", OPENING, *dated)),
        source=msgspec.json.encode(told).decode(),
        script_key="",
    )


def is_whole(rendition: Rendition) -> bool:
    """Return whether nothing of `rendition` is left out."""
    return rendition.kind != "procedure" or bool(rendition.cues)


def _with_review(passage: Passage, opening: Passage) -> Passage:
    """Return the opening `passage` with the last sentence of `opening`, which says how the words are reviewed."""
    if len(opening.lines) == 1:  # the title alone, in a language without a catalogue
        return passage
    *before, said = passage.lines
    return replace(passage, lines=(*before, replace(said, utterances=(*said.utterances[:-1], opening.utterances[-1]))))
