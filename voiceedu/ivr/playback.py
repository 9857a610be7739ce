"""The conversation about the current library, and the assets and words that each state plays."""

from collections.abc import Iterator
from dataclasses import dataclass

from voiceedu.assets import Asset
from voiceedu.content import numbers
from voiceedu.content.blocks import mark_text
from voiceedu.content.prompt_set import PROMPTS
from voiceedu.errors import VoiceeduError
from voiceedu.ivr.dialogue import Conversation
from voiceedu.ivr.state import Play, State
from voiceedu.narration import phone_parts
from voiceedu.publishing.studio import Studio
from voiceedu.storage.rendition import Rendition


class NoPromptsError(VoiceeduError):
    """No language of the library has all of the prompts that guide a caller."""


class NotRecordedError(VoiceeduError):
    """Nothing of a state is recorded yet, and the phone system has no voice of its own."""


@dataclass(frozen=True, kw_only=True)
class Spoken:
    """What a caller hears: an asset, or the words for the platform's own voice while no asset says these words."""

    language: str
    asset: Asset | None
    text: str


def conversation(studio: Studio, *, has_staff: bool | None = None, with_numbers: bool = True) -> Conversation:
    """Return the conversation about the current library; raise NoPromptsError if no language has all prompts.

    It offers a person if `has_staff`; by default, if VOICEEDU_STAFF_NUMBER is set. Without `with_numbers` no topic can
    be chosen by its number.
    """
    library, first = studio.library, studio.settings.language
    languages = sorted(library.prompts, key=lambda language: language != first)
    if not languages:
        raise NoPromptsError("No language of the library has all prompts. Run `voiceedu render`: it names them.")

    def parts(language: str, slug: str) -> tuple[str, ...] | None:
        rendition = studio.published(language, slug)
        return tuple(passage.slug for passage in rendition.script.passages) if rendition else None

    return Conversation(
        topics={language: tuple(p.slug for p in library.by_language[language]) for language in languages},
        parts=parts,
        numbers={
            language: numbers.of(library.by_language[language])
            for language in languages
            if with_numbers and library.prompts[language].asks_for_numbers
        },
        common={
            language: {p.slug: p.topic for p in library.by_language[language] if p.topic != p.slug}
            for language in languages
        },
        has_staff=studio.settings.staff_number is not None if has_staff is None else has_staff,
    )


def spoken(studio: Studio, play: Play, *, profile: str) -> Spoken:
    """Return what `play` is now. A menu recorded for other titles is outdated: its current text is used instead."""
    rendition = studio.published(play.language, play.slug)
    asset = rendition.asset(profile, section=play.part, speed=play.speed) if rendition else None
    if not play.is_prompt:
        return Spoken(language=play.language, asset=asset, text=transcript(rendition, play.part) if rendition else "")
    text = studio.library.prompts[play.language].text(play.part)
    current = asset is not None and rendition is not None and transcript(rendition, play.part) == text
    return Spoken(language=play.language, asset=asset if current else None, text=text)


def recorded(studio: Studio, state: State, *, profile: str) -> list[Spoken]:
    """Return the recordings of `state`, for a phone system that has no voice of its own.

    Where the last of it, which the caller waits for, is not recorded, a prompt says so in its place. Raise
    NotRecordedError if nothing is.
    """
    every = [spoken(studio, play, profile=profile) for play in state.plays]
    if every and every[-1].asset is None:
        every.append(spoken(studio, state.prompt("not-ready"), profile=profile))
    found = [one for one in every if one.asset is not None]
    if not found:
        raise NotRecordedError(  # without the name of the state, which has the topic that somebody asks about
            f"{state.language}/{PROMPTS}: not recorded yet, so a caller hears an apology. A running server records "
            "what is missing; without one, run `voiceedu render`."
        )
    return found


def transcript(rendition: Rendition, part: str) -> str:
    """Return the words of a part of a rendition as callers hear it; of all of it if `part` is empty."""
    return " ".join(lines(rendition, part))


def lines(rendition: Rendition, part: str) -> Iterator[str]:
    """Yield the headings, paragraphs and list items of a part, steps with their numbers; of all if `part` is empty."""
    passages = rendition.script.passages
    if part:
        parts = phone_parts.places if phone_parts.is_place(part) else phone_parts.of
        passages = tuple(each.passage for each in parts(rendition.script) if each.passage.slug == part)
    for passage in passages:
        for line in passage.lines:
            text = " ".join(utterance.text for utterance in line.utterances)
            yield f"{mark_text(line)} {text}".strip()
