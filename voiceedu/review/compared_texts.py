"""What is different between the words of a text as they are and others, such as those that were approved last."""

from voiceedu.content import procedure_file
from voiceedu.content.procedure import Procedure
from voiceedu.errors import LibraryError
from voiceedu.review.differences import Sentence, compare, is_same
from voiceedu.review.state import ReviewState
from voiceedu.review.texts import Text


def shown(ours: ReviewState, procedure: Procedure) -> list[str]:
    """Return what is shown of a procedure, sentence by sentence, without the program's own words."""
    about = filter(None, [procedure.title, procedure.summary, procedure.source, procedure.author, procedure.menu])
    script = ours.script(procedure)
    return [*about, *(utterance.text for passage in script.sections for utterance in passage.utterances)]


def words_before(ours: ReviewState, found: Text) -> list[str]:
    """Return the words that were approved last, or for a draft those that it replaces; none where there are none."""
    if found.is_draft:
        old = ours.texts.replaced_by(found)
        return shown(ours, old.procedure) if old and old.procedure else []
    latest = ours.history(found.language, found.slug).latest
    if latest is None or not latest.text:
        return []
    try:
        return shown(ours, procedure_file.parse(latest.text, path=found.path, language=found.language))
    except LibraryError:  # a file of a version that allowed what this one does not
        return []


def changed_sentences(before: list[str], now: list[str]) -> tuple[Sentence, ...]:
    """Return the sentences that are not the same in both."""
    return tuple(sentence for sentence in compare(before, now) if not is_same(sentence))
