"""A library: a folder with one folder a language, which has a Markdown file for each procedure.

A file that cannot be used is refused with its name and what would do, or what is published of it stands in for it.
"""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path

from voiceedu import languages
from voiceedu.content import numbers, procedure_file, regular_files
from voiceedu.content.library_folder import RESERVED_LANGUAGES, procedure_files, stray_files
from voiceedu.content.procedure import Procedure
from voiceedu.content.prompt_set import PromptSet
from voiceedu.content.slugs import slugify
from voiceedu.errors import LibraryError

Work = Procedure | PromptSet
"""What is spoken and published as one."""


@dataclass(frozen=True, kw_only=True)
class Broken:
    """A file that cannot be used, by the `name` of what it would be, such as en/nerve-blocks."""

    name: str
    error: LibraryError


Salvage = Callable[[str, str], Work | None]
"""Language and slug → what stands in for a procedure, or for prompts, whose file cannot be used; None for nothing."""


@dataclass(frozen=True)
class Library:
    """Every procedure, by language, each language in listening order.

    `prompts` has what the telephone menus say, for each language that callers can be led in. `recordings` has the files
    that prompts name, by SHA-256. `cautions` says what callers and listeners will miss. `broken` has the files that
    cannot be used: each is left out, or what is published stands in for it. `drafts` are in no language's procedures.
    `digest` is that of all files with words, approvals and recordings; empty where nobody has asked for it.
    """

    by_language: dict[str, tuple[Procedure, ...]] = field(default_factory=dict)
    prompts: dict[str, PromptSet] = field(default_factory=dict)
    recordings: dict[str, Path] = field(default_factory=dict)
    cautions: tuple[str, ...] = ()
    drafts: tuple[Procedure, ...] = ()
    broken: tuple[Broken, ...] = ()
    digest: str = ""

    def __iter__(self) -> Iterator[Procedure]:
        for procedures in self.by_language.values():
            yield from procedures

    def __len__(self) -> int:
        return sum(map(len, self.by_language.values()))

    def find(self, language: str, slug: str) -> Procedure | None:
        return self._by_slug.get((language, slug))

    def translations(self, procedure: Procedure) -> dict[str, Procedure]:
        """Return the same topic in every language that has it, the procedure's own included, by language."""
        found = {language: self._by_topic.get((language, procedure.topic)) for language in self.by_language}
        return {language: other for language, other in found.items() if other} | {procedure.language: procedure}

    @cached_property
    def _by_slug(self) -> dict[tuple[str, str], Procedure]:
        return {(procedure.language, procedure.slug): procedure for procedure in self}

    @cached_property
    def _by_topic(self) -> dict[tuple[str, str], Procedure]:
        """Procedures by language and topic; of two with one topic, the first in listening order."""
        return {(procedure.language, procedure.topic): procedure for procedure in reversed(list(self))}

    @property
    def works(self) -> tuple[Work, ...]:
        """Everything that is spoken: the prompts of each language, which every caller needs, then the procedures."""
        return (*self.prompts.values(), *self)

    def work(self, language: str, slug: str) -> Work | None:
        """Return the procedure or the prompts that are published as `slug` in `language`."""
        prompts = self.prompts.get(language)
        return prompts if prompts and prompts.slug == slug else self.find(language, slug)


def load(folder: Path, *, salvage: Salvage | None = None) -> Library:
    """Return the library in `folder`; raise LibraryError at the first file that cannot be spoken.

    With `salvage` such a file is in `broken` instead, and what `salvage` returns stands in for it. LibraryError is then
    raised only where nothing is left.
    """
    by_language: dict[str, tuple[Procedure, ...]] = {}
    drafts: list[Procedure] = []
    broken = [_misplaced(path, folder) for path in stray_files(folder)]
    for language_folder in sorted(path for path in folder.iterdir() if path.is_dir()):
        files = procedure_files(language_folder)
        if not files:
            continue
        language = language_folder.name
        if not languages.is_tag(language) or language in RESERVED_LANGUAGES:
            error = LibraryError(files[0], 1, f"{language!r} is not a language tag", "Name the folder en or es, say.")
            broken.append(Broken(name=regular_files.readable_name(language), error=error))
            continue
        found = _read_all(files, language)
        broken += (Broken(name=f"{language}/{slugify(path.stem)}", error=error) for path, error in found.errors)
        drafts += (procedure for procedure in found.procedures.values() if procedure.draft)
        procedures = [procedure for procedure in found.procedures.values() if not procedure.draft]
        if salvage is not None:
            procedures += _stand_ins(found, language, salvage)
        if procedures:
            by_language[language] = tuple(sorted(procedures, key=lambda p: (p.order, p.title, p.slug)))
    if broken and (salvage is None or not by_language):
        raise broken[0].error
    if not by_language:
        problem = "nothing but drafts in this library" if drafts else "no procedure in this library"
        remedy = "Read one and take 'draft: true' out of it." if drafts else f"Put Markdown files in {folder / 'en'}."
        raise LibraryError(folder, 1, problem, remedy)
    cautions = tuple(caution for language in by_language.items() for caution in _double_numbers(*language))
    return Library(by_language, drafts=tuple(drafts), broken=tuple(broken), cautions=cautions)


def _double_numbers(language: str, procedures: Iterable[Procedure]) -> Iterator[str]:
    for number, slugs in numbers.doubles(procedures).items():
        named = " and ".join(f"{language}/{slug}" for slug in slugs)
        yield f"{named} have the same number, {number}: by telephone it leads to none of them. Give each its own"


@dataclass(frozen=True, kw_only=True)
class _Found:
    """What the files of a language hold: procedures by slug, and why a file holds none."""

    procedures: dict[str, Procedure]
    errors: list[tuple[Path, LibraryError]]


def _misplaced(path: Path, folder: Path) -> Broken:
    error = LibraryError(path, 1, "a procedure outside a language folder", f"Move it to {folder / 'en'}.")
    return Broken(name=slugify(path.stem), error=error)


def _read_all(files: list[Path], language: str) -> _Found:
    """Return what `files` hold. Of two with one slug, that which is called so has it."""
    read_files: list[tuple[Path, Procedure]] = []
    errors: list[tuple[Path, LibraryError]] = []
    for path in files:
        try:
            read_files.append((path, procedure_file.read(path, language=language)))
        except LibraryError as error:
            errors.append((path, error))
    procedures: dict[str, Procedure] = {}
    holders: dict[str, Path] = {}
    for path, procedure in sorted(read_files, key=lambda each: not _is_called(*each)):
        if (holder := holders.setdefault(procedure.slug, path)) is not path:
            problem = f"the slug {procedure.slug!r} is already that of {holder.name}"
            errors.append((path, LibraryError(path, 1, problem, "Give one of them another 'slug:' or file name.")))
        else:
            procedures[procedure.slug] = procedure
    return _Found(procedures=procedures, errors=sorted(errors, key=lambda each: each[0]))


def _is_called(path: Path, procedure: Procedure) -> bool:
    """Return whether a file is called as its slug."""
    return path.stem == procedure.slug or slugify(path.stem) == procedure.slug


def _stand_ins(found: _Found, language: str, salvage: Salvage) -> Iterator[Procedure]:
    """Yield what stands in for the files that cannot be used: by the slug that each names, else by that of its name."""
    taken = set(found.procedures)
    for path, _ in found.errors:
        for slug in (procedure_file.named_slug(path), slugify(path.stem)):
            if slug and slug not in taken and isinstance(procedure := salvage(language, slug), Procedure):
                taken.add(slug)
                yield procedure
                break
