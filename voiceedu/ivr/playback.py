"""What the phone line says of the library as it is: the conversation, and the clips and words of what is played."""

from collections.abc import Iterator
from dataclasses import dataclass

from voiceedu.assets import Asset
from voiceedu.content import prompts
from voiceedu.content.library import PROMPTS
from voiceedu.errors import VoiceeduError
from voiceedu.ivr.dialogue import Conversation, Play
from voiceedu.publishing.asset_plan import section_name
from voiceedu.publishing.studio import Studio
from voiceedu.storage.store import Rendition


class NoPromptsError(VoiceeduError):
    """No language of the library has the words that lead a caller."""


@dataclass(frozen=True, kw_only=True)
class Said:
    """What a caller hears: a clip, or, while there is none of these very words, the words for the platform's voice."""

    language: str
    asset: Asset | None
    text: str


def conversation(studio: Studio) -> Conversation:
    """Return the conversation about what the library has now; raise NoPromptsError where nobody can be led."""
    library, first = studio.library, studio.settings.language
    languages = sorted(library.prompts, key=lambda language: language != first)
    if not languages:
        raise NoPromptsError("no language of the library has all prompts: voiceedu render says what to write")

    def parts(language: str, slug: str) -> tuple[str, ...] | None:
        rendition = studio.published(language, slug)
        return tuple(map(section_name, rendition.script.passages)) if rendition else None

    return Conversation(
        topics={language: tuple(p.slug for p in library.by_language[language]) for language in languages},
        parts=parts,
        has_staff=studio.settings.staff_number is not None,
    )


def said(studio: Studio, play: Play, *, profile: str) -> Said:
    """Return what `play` is now: a menu that was spoken of other titles is none of these words."""
    rendition = studio.published(play.language, play.slug)
    asset = rendition.asset(profile, section=play.part, speed=play.speed) if rendition else None
    if play.slug != PROMPTS:
        return Said(language=play.language, asset=asset, text=transcript(rendition, play.part) if rendition else "")
    text = prompts.text(studio.library.prompts[play.language], play.part)
    current = asset is not None and rendition is not None and transcript(rendition, play.part) == text
    return Said(language=play.language, asset=asset if current else None, text=text)


def transcript(rendition: Rendition, part: str) -> str:
    """Return the words of a part of what is published; of all of it when `part` is empty."""
    return " ".join(lines(rendition, part))


def lines(rendition: Rendition, part: str) -> Iterator[str]:
    """Yield the words of a part, a heading, paragraph or list item at a time; of everything when `part` is empty."""
    for passage in rendition.script.passages:
        if part in ("", section_name(passage)):
            yield from (" ".join(utterance.text for utterance in line.utterances) for line in passage.lines)
