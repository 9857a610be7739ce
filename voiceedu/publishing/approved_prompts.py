"""The prompts of a library that are approved, and what of published prompts says the same.

A library's own prompts are approved together, a language at a time. The shipped ones need no approval: they say which
key does what, and nothing about medicine; without them no caller could be led before somebody has approved them.
"""

from collections.abc import Callable, Iterable
from dataclasses import replace
from pathlib import Path

from voiceedu.content import prompt_files
from voiceedu.content.prompt_files import Own
from voiceedu.content.prompt_set import PROMPTS, OwnPrompts, PromptSet
from voiceedu.errors import ApprovalError, LibraryError
from voiceedu.narration.lexicon import Lexicon
from voiceedu.publishing import approval_files
from voiceedu.publishing.approval import Record
from voiceedu.publishing.words_digest import of_prompts
from voiceedu.storage.rendition import Rendition

RECORDINGS = "recordings"
"""The folder, beside the records, with a copy of each recording that was approved: `<SHA-256>.wav`."""


def of_languages(
    folder: Path, languages: Iterable[str], lexicon: Callable[[str], Lexicon]
) -> tuple[dict[str, Own], dict[str, str]]:
    """Return the approved prompts of each language that has any, and by name why records cannot be used."""
    found: dict[str, Own] = {}
    problems: dict[str, str] = {}
    for language in languages:
        history = approval_files.read(folder, language, PROMPTS)
        problems |= {f"{language}/{PROMPTS}/{problem.path.name}": str(problem) for problem in history.problems}
        try:
            own = prompt_files.read_own(folder, language)
        except LibraryError:  # it is named where the files are read
            own = Own.none(language)
        if history.approval(of_prompts(own.prompts, lexicon(language))) is not None:
            found[language] = own
        elif (record := history.latest) is not None:
            try:
                found[language] = _restored(folder, language, record)
            except ApprovalError as error:
                problems[f"{language}/{PROMPTS} (approved)"] = str(error)
    return found, problems


def matching(rendition: Rendition, spoken: PromptSet) -> Rendition:
    """Return `rendition` with those assets alone that say, or play, what `spoken` has under the same name."""
    wanted = {prompt.name: (prompt.text, prompt.recording) for prompt in spoken.prompts}
    said = {
        passage.slug: (
            " ".join(" ".join(utterance.text for utterance in line.utterances) for line in passage.lines),
            next((utterance.recording for utterance in passage.utterances), ""),
        )
        for passage in rendition.script.passages
    }
    assets = tuple(asset for asset in rendition.assets if said.get(asset.section) == wanted.get(asset.section, ()))
    return replace(rendition, assets=assets)


def _restored(folder: Path, language: str, record: Record) -> Own:
    """Return the prompts that `record` approved; raise ApprovalError where the copy of a recording is gone."""
    place = approval_files.folder_of(folder, language, PROMPTS)
    files: dict[str, Path] = {}
    for name, sha256 in record.recordings.items():
        copies = sorted((place / RECORDINGS).glob(f"{sha256}.*"))
        if not copies:
            problem = f"there is no copy of the approved recording of {name!r}"
            raise ApprovalError(place / f"{record.name}.yaml", problem, "Take it from a backup, or approve it again.")
        files[sha256] = copies[0]
    texts = tuple(sorted((name, tuple(text.split("\n"))) for name, text in record.texts.items()))
    own = OwnPrompts(language=language, texts=texts, recordings=tuple(sorted(record.recordings.items())))
    return Own(prompts=own, recordings=files)
