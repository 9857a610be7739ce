"""A library with its prompts: its own ones first, and what it does not have in the shipped words of the language."""

import dataclasses
import re
from collections.abc import Mapping, Sequence
from pathlib import Path

from voiceedu import languages, translations
from voiceedu.assets import WORDS_PER_MINUTE
from voiceedu.config import SHIPPED_LIBRARY
from voiceedu.content import library as libraries
from voiceedu.content.library import Broken, Library, Salvage
from voiceedu.content.menus import write_menus
from voiceedu.content.procedure import Procedure
from voiceedu.content.prompt_files import Own, read_own, read_texts
from voiceedu.content.prompt_set import CHOICE, MENU, NAMES, NUMBER_NAMES, PROMPTS, WELCOME, Prompt, PromptSet
from voiceedu.errors import LibraryError

LONGEST_S = 20
"""Instructions that take longer are not listened to."""
_CLOSING_MARK = re.compile(r"[.?!…]+$")


def load(folder: Path, *, publisher: str = "", salvage: Salvage | None = None) -> Library:
    """Return the library in `folder` with the prompts of each of its languages that has them all.

    The shipped greeting says the name of the `publisher` first; a greeting of the library's own stays as it is.
    Raise LibraryError at the first file that cannot be spoken, unless there is something to `salvage`: see
    `library.load`. A language for which a text is missing is in `cautions`.
    """
    return with_prompts(libraries.load(folder, salvage=salvage), folder, publisher=publisher, salvage=salvage)


def with_prompts(
    library: Library,
    folder: Path,
    *,
    publisher: str = "",
    salvage: Salvage | None = None,
    own: Mapping[str, Own] | None = None,
) -> Library:
    """Return `library` with the prompts of each of its languages; see `load`.

    With `own`, by language, those are taken for the library's own prompts instead of its files.
    """
    cautions = list(library.cautions)
    found: dict[str, _Found] = {}
    broken: list[Broken] = []
    for language, procedures in library.by_language.items():
        cautions += _without_phrases(language)
        try:
            given = own.get(language, Own.none(language)) if own is not None else read_own(folder, language)
            found[language] = _read(folder, language, procedures, given, publisher=publisher)
        except LibraryError as error:
            if salvage is None:
                raise
            broken.append(Broken(name=f"{language}/{PROMPTS}", error=error))
            stand_in = salvage(language, PROMPTS)
            found[language] = _Found(prompts=stand_in if isinstance(stand_in, PromptSet) else None)
        cautions += found[language].cautions
    return dataclasses.replace(
        library,
        prompts={language: each.prompts for language, each in found.items() if each.prompts is not None},
        recordings={digest: path for each in found.values() for digest, path in each.recordings.items()},
        cautions=tuple(cautions),
        broken=(*library.broken, *broken),
    )


@dataclasses.dataclass(frozen=True, kw_only=True)
class _Found:
    """The prompts of a language, None where a text is missing; the files of their recordings, by SHA-256."""

    prompts: PromptSet | None
    recordings: Mapping[str, Path] = dataclasses.field(default_factory=dict)
    cautions: tuple[str, ...] = ()


def _without_phrases(language: str) -> list[str]:
    """Return what to know of a language that has no catalogue, if it has none."""
    if translations.find(language) is not None:
        return []
    return [
        f"voiceedu has no phrases in {language!r}: its recordings do not say whether a clinician has reviewed "
        f"them, and its pages have English buttons. docs/translating.md says how to add them"
    ]


def _read(folder: Path, language: str, procedures: Sequence[Procedure], own: Own, *, publisher: str) -> _Found:
    """Return the prompts of `language`; raise LibraryError for a file that cannot be spoken."""
    written = dict(own.prompts.texts)
    texts = shipped_texts(language) | written
    if publisher and WELCOME in texts and WELCOME not in written:
        texts[WELCOME] = (_greeting(language, publisher), *texts[WELCOME])
    if missing := [name for name in (CHOICE, *NAMES) if name not in texts]:
        listed = _listed(folder / language / PROMPTS, missing)
        caution = f"No caller is led in {language!r}: there are no words for it. Write {listed}"
        return _Found(prompts=None, cautions=(caution,))
    sums = dict(own.prompts.recordings)
    menus = {f"menu-{page}": lines for page, lines in enumerate(write_menus(procedures, texts), 1)}
    names, unasked = list(NAMES), []
    if any(procedure.number for procedure in procedures):
        unasked = [name for name in NUMBER_NAMES if name not in texts]
        names += () if unasked else NUMBER_NAMES
    said = {**{name: texts[name] for name in names}, **menus}
    prompts = tuple(Prompt(name=name, lines=lines, recording=sums.get(name, "")) for name, lines in said.items())
    return _Found(
        prompts=PromptSet(language=language, prompts=prompts),
        recordings=dict(own.recordings),
        cautions=(
            *filter(None, (_too_long(language, prompt) for prompt in prompts)),
            *([_unasked(language, _listed(folder / language / PROMPTS, unasked))] if unasked else []),
        ),
    )


def shipped_texts(language: str) -> dict[str, tuple[str, ...]]:
    """Return the lines of the prompts that come with voiceedu in `language`, by name; there may be none."""
    return _from_catalogue(language) | read_texts(_shipped(language))


def _shipped(language: str) -> Path:
    exact = SHIPPED_LIBRARY / language / PROMPTS
    return exact if exact.is_dir() else SHIPPED_LIBRARY / languages.base(language) / PROMPTS


def _from_catalogue(language: str) -> dict[str, tuple[str, ...]]:
    """Return the lines of prompts that version 0.1 did not have: a language whose texts are older keeps its callers."""
    catalogue = translations.find_or_english(language)
    # Translators: Spoken on the telephone, when what a caller was listening to was removed meanwhile.
    moved = catalogue.gettext("What you were listening to is not here any more. You are back at the main menu.")
    # Translators: Spoken on the telephone to somebody who asks what the keys do, in a menu.
    choosing = catalogue.gettext("You are choosing a topic.")
    # Translators: Spoken on the telephone to somebody who asks what the keys do. A title and a heading follow.
    listening = catalogue.gettext("You are listening to:")
    # Translators: Spoken on the telephone, when the program that reads the texts does not answer.
    unreachable = catalogue.gettext("We are sorry. We cannot read to you now. Please call again later. Goodbye.")
    return {
        "moved": (moved,),
        "here-choosing": (choosing,),
        "here-listening": (listening,),
        "unreachable": (unreachable,),
    }


def _greeting(language: str, publisher: str) -> str:
    # Translators: Spoken, the first words on the telephone. {name} is the name of a clinic.
    greeting = translations.find_or_english(language).gettext("You have reached {name}.")
    return greeting.format(name=_CLOSING_MARK.sub("", publisher))


def _too_long(language: str, prompt: Prompt) -> str | None:
    seconds = len(prompt.text.split()) / WORDS_PER_MINUTE * 60
    if prompt.recording or seconds <= LONGEST_S:
        return None
    shorter = "Shorter titles make it shorter, or 'menu: …' in their files."
    remedy = shorter if MENU.fullmatch(prompt.name) else "Write fewer words."
    return f"{language}/{PROMPTS}/{prompt.name} takes about {seconds:.0f} s, longer than callers listen. {remedy}"


def _unasked(language: str, listed: str) -> str:
    return f"Topics have numbers in {language!r}, and no caller is asked for one. Write {listed}"


def _listed(folder: Path, names: Sequence[str]) -> str:
    return f"{folder}/: " + ", ".join(f"{name}.txt" for name in names)
