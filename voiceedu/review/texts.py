"""The texts of a library as their files are now, the drafts and the broken ones among them."""

import hashlib
import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from voiceedu import languages
from voiceedu.content import procedure_file, prompts
from voiceedu.content.library import Library, Work
from voiceedu.content.library_folder import RESERVED_LANGUAGES, procedure_files
from voiceedu.content.procedure import Procedure
from voiceedu.content.prompt_set import CHOICE, NAMES, NUMBER_NAMES, PROMPTS, PromptSet
from voiceedu.content.slugs import slugify
from voiceedu.errors import LibraryError
from voiceedu.review.writer import NO_FILE

DRAFT_SUFFIX = ".draft.md"
"""Of a draft that is to take the place of a text, which stays as it is until then."""

EDITABLE_PROMPTS = (CHOICE, *NAMES, *NUMBER_NAMES)
"""The prompts that a library can have words of its own for."""


@dataclass(frozen=True, kw_only=True)
class Text:
    """A file of the library: its content, its state as `writer.state` gives it, and its procedure or why it has none.

    The blocks of the procedure have the lines of the file.
    """

    language: str
    slug: str
    path: Path
    content: str
    state: str
    procedure: Procedure | None
    error: LibraryError | None

    @property
    def title(self) -> str:
        return self.procedure.title if self.procedure else self.slug

    @property
    def is_draft(self) -> bool:
        return self.procedure is not None and self.procedure.draft

    @property
    def published_path(self) -> Path:
        """Where this draft will be when it is taken into the library; of what is no draft, where it is."""
        if not self.path.name.endswith(DRAFT_SUFFIX):
            return self.path
        return self.path.with_name(f"{self.path.name.removesuffix(DRAFT_SUFFIX)}.md")


class Texts:
    """Reads the library in `folder`; a file that has not changed is parsed once."""

    def __init__(self, folder: Path, *, publisher: str = "") -> None:
        self.folder = folder
        self._publisher = publisher
        self._read: dict[Path, Text] = {}

    def all(self) -> tuple[Text, ...]:
        """Return every text, language by language, in listening order; broken ones last."""
        found = [self._text(path, language) for language, path in self._files()]
        known = {text.path: text for text in found}
        self._read = known
        return tuple(sorted(found, key=_place))

    def find(self, language: str, slug: str) -> Text | None:
        """Return the text with this slug; of two, that which can be heard."""
        found = [text for text in self.all() if (text.language, text.slug) == (language, slug)]
        return found[0] if found else None

    def replaced_by(self, draft: Text) -> Text | None:
        """Return the text whose place `draft` will take, if there is one."""
        path = draft.published_path
        return next((text for text in self.all() if text.path == path), None) if path != draft.path else None

    def languages(self) -> tuple[str, ...]:
        """Return the languages that something is written in."""
        return tuple(dict.fromkeys(text.language for text in self.all()))

    def prompts(self, language: str) -> PromptSet | None:
        """Return what callers hear in `language`; None where nothing is published in it or words are missing."""
        return self._with_prompts(language).prompts.get(language)

    def recordings(self, language: str) -> dict[str, Path]:
        """Return the files that the prompts of `language` name, by SHA-256."""
        return self._with_prompts(language).recordings

    def prompt_problem(self, language: str) -> str:
        """Return why the prompts of `language` cannot be used, or nothing."""
        found = self._with_prompts(language)
        return "; ".join([*(str(broken.error) for broken in found.broken), *found.cautions])

    def _with_prompts(self, language: str) -> Library:
        procedures = tuple(
            text.procedure
            for text in self.all()
            if text.language == language and text.procedure and not text.is_draft and text.error is None
        )
        by_language = {language: procedures} if procedures else {}
        return prompts.with_prompts(
            Library(by_language), self.folder, publisher=self._publisher, salvage=_nothing_published
        )

    def _files(self) -> Iterator[tuple[str, Path]]:
        for folder in sorted(path for path in self.folder.iterdir() if path.is_dir()):
            if languages.is_tag(folder.name) and folder.name not in RESERVED_LANGUAGES:
                yield from ((folder.name, path) for path in procedure_files(folder))

    def _text(self, path: Path, language: str) -> Text:
        try:
            state = hashlib.sha256(path.read_bytes()).hexdigest()
        except OSError:
            state = NO_FILE
        known = self._read.get(path)
        return known if known and known.state == state and state != NO_FILE else _read(path, language, state)


def _read(path: Path, language: str, state: str) -> Text:
    content, procedure, error = "", None, None
    slug = slugify(path.stem)
    try:
        content = procedure_file.read_text(path)
        procedure, problems = procedure_file.examine(content, path=path, language=language)
        wrong = next((problem for problem in problems if problem.is_error), None)
        if wrong is not None:
            error, procedure = LibraryError(path, wrong.line, wrong.text, wrong.remedy), None
        else:
            slug = procedure.slug
    except LibraryError as broken:
        error = broken
    return Text(language=language, slug=slug, path=path, content=content, state=state, procedure=procedure, error=error)


def _place(text: Text) -> tuple[object, ...]:
    procedure = text.procedure
    return (text.language, procedure is None, procedure.order if procedure else 0, text.title, text.path.name)


def _nothing_published(_language: str, _slug: str) -> Work | None:
    return None


def own_prompt(folder: Path, language: str, name: str) -> Path:
    """Return where a library keeps the words of a prompt of its own; raise KeyError for no name of a prompt."""
    if name not in EDITABLE_PROMPTS:
        raise KeyError(name)
    return folder / language / PROMPTS / f"{name}.txt"


def is_language(text: str) -> bool:
    """Return whether texts can be kept in a language of this tag."""
    return bool(re.fullmatch(r"[A-Za-z0-9-]+", text)) and languages.is_tag(text) and text not in RESERVED_LANGUAGES
