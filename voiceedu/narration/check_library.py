"""What is worth a look in a whole library: in each file, and between them."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from pathlib import Path
from typing import TypeAlias

from voiceedu import languages
from voiceedu.content import clinic_logo, prompts
from voiceedu.content.formats.files import FORMATS
from voiceedu.content.library import Library
from voiceedu.content.library_folder import RESERVED_LANGUAGES, procedure_files, stray_files
from voiceedu.content.procedure import Procedure
from voiceedu.content.prompt_set import PROMPTS
from voiceedu.errors import LibraryError, LogoError
from voiceedu.narration.check_file import FileChecker
from voiceedu.narration.finding import Finding

Files: TypeAlias = Sequence[tuple[Path, Procedure]]
"""The files that are not broken, each with its procedure."""
ByLanguage: TypeAlias = Mapping[str, Files]

_TOLERANCE_S = 60
"""Files that were copied together are not older than one another."""


def check_library(folder: Path, checker: FileChecker) -> list[Finding]:
    """Return what there is to look at in the library in `folder`: in each file, by `checker`, and between them."""
    found = [_misplaced(path, folder) for path in stray_files(folder)]
    by_language: dict[str, Files] = {}
    for language_folder in sorted(path for path in folder.iterdir() if _is_visible_folder(path)):
        files = procedure_files(language_folder)
        language = language_folder.name
        if files and (not languages.is_tag(language) or language in RESERVED_LANGUAGES):
            what = f"{language!r} is not a language tag"
            found.append(Finding.broken(files[0], 1, what, "Name the folder en or es, say."))
            continue
        found += _other_files(language_folder, has_procedures=bool(files))
        by_language[language], remarks = _examine(files, checker, language=language)
        found += remarks
    if not any(by_language.values()) and not found:
        remedy = f"Put Markdown files in {folder / 'en'}."
        found.append(Finding.broken(folder, 1, "no procedure in this library", remedy))
    for pairs in by_language.values():
        found += _twins(pairs)
        found += _double_numbers(pairs)
    found += _check_between(by_language, original=checker.language)
    found += _check_prompts(folder, by_language)
    found += _check_logo(folder)
    return found


def _misplaced(path: Path, folder: Path) -> Finding:
    return Finding.broken(path, 1, "a procedure outside a language folder", f"Move it to {folder / 'en'}.")


def _examine(paths: Sequence[Path], checker: FileChecker, *, language: str) -> tuple[Files, list[Finding]]:
    """Return the procedures of the files that are not broken, and what there is to look at in all of them."""
    files: list[tuple[Path, Procedure]] = []
    found: list[Finding] = []
    for path in paths:
        procedure, remarks = checker.examine_file(path, language=language)
        found += remarks
        if procedure:
            files.append((path, procedure))
    return files, found


def _check_between(by_language: ByLanguage, *, original: str) -> Iterator[Finding]:
    """Yield what is wrong between files: links that lead nowhere, translations older than their original."""
    for language, pairs in by_language.items():
        slugs = {procedure.slug for _, procedure in pairs if not procedure.draft}
        for path, procedure in pairs:
            for block in procedure.blocks:
                if block.link and block.link not in slugs:
                    what = f"the link to {block.link!r}"
                    yield Finding.warning(path, block.line, "link", what, "no such procedure is published", "Mend it.")
            if language != original:
                yield from _check_translation(path, procedure, by_language.get(original, []), language=original)


def _check_translation(path: Path, procedure: Procedure, originals: Files, *, language: str) -> Iterator[Finding]:
    """Yield what is wrong with a file as a translation of one of `originals`, which are in `language`."""
    found = next(((file, other) for file, other in originals if other.topic == procedure.topic), None)
    if found is None:
        if procedure.translation_of and originals:
            what = f"translation_of is {procedure.translation_of!r}"
            why = f"there is no such procedure in {language!r}"
            yield Finding.warning(path, 1, "translation", what, why, "Write the slug of the original.")
        return
    original, other = found
    if other.reviewed_on:  # git keeps no times of files, so the dates of reviews go first
        is_older = procedure.reviewed_on is None or procedure.reviewed_on < other.reviewed_on
    else:
        is_older = path.stat().st_mtime + _TOLERANCE_S < original.stat().st_mtime
    if is_older:
        what = f"it is older than its original, {original.parent.name}/{original.name}"
        if other.reviewed_on and procedure.reviewed_on is None:
            what = f"no review, and its original {original.parent.name}/{original.name} has one"
        yield Finding.warning(path, 1, "old-translation", what, "the two may say different things", "Compare them.")


def _check_logo(folder: Path) -> Iterator[Finding]:
    try:
        clinic_logo.read(folder)
    except LogoError as error:
        yield replace(
            Finding.broken(error.path, 1, error.problem, f"{error.remedy}."), why="the pages do not show the logo"
        )


def _check_prompts(folder: Path, by_language: ByLanguage) -> Iterator[Finding]:
    for language, pairs in by_language.items():
        procedures = tuple(procedure for _, procedure in pairs if not procedure.draft)
        if not procedures:
            continue
        place = folder / language / PROMPTS
        try:
            for caution in prompts.with_prompts(Library({language: procedures}), folder).cautions:
                yield Finding.warning(
                    place, 1, "prompts", caution, "callers and listeners will miss it", "See docs/clinic.md."
                )
        except LibraryError as error:
            yield Finding.broken(error.path, error.line, error.problem, error.remedy)


def _twins(pairs: Files) -> Iterator[Finding]:
    seen: dict[str, Path] = {}
    for path, procedure in pairs:
        if procedure.slug in seen:
            what = f"the slug {procedure.slug!r} is already that of {seen[procedure.slug].name}"
            yield Finding.broken(path, 1, what, "Give one of them another 'slug:' or file name.")
        seen.setdefault(procedure.slug, path)


def _double_numbers(pairs: Files) -> Iterator[Finding]:
    seen: dict[int, Path] = {}
    for path, procedure in pairs:
        if not procedure.number or procedure.draft:
            continue
        if (first := seen.setdefault(procedure.number, path)) is not path:
            what = f"the number {procedure.number} is already that of {first.name}"
            yield Finding.broken(path, 1, what, "Give each its own 'number:', the one on its leaflet.")


def _other_files(folder: Path, *, has_procedures: bool) -> Iterator[Finding]:
    """Yield the documents that lie in a language folder and are no part of the library."""
    if not has_procedures and not languages.is_tag(folder.name):
        return
    for path in sorted(folder.iterdir()):
        is_document = path.suffix.lower() in FORMATS and path.suffix != ".md" and not path.name.startswith((".", "~"))
        if is_document and path.is_file():
            remedy = f"Run voiceedu import {path.name}, and keep the document elsewhere."
            yield Finding.warning(path, 1, "not-imported", "a document in the library", "nobody hears it", remedy)


def _is_visible_folder(path: Path) -> bool:
    return path.is_dir() and not path.name.startswith((".", "~"))
