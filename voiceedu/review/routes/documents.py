"""A clinician's document: brought, looked at as outline and difference, kept as a draft or discarded."""

from pathlib import Path, PurePosixPath

from flask import Blueprint, redirect, render_template, request, url_for
from flask_babel import gettext
from werkzeug.wrappers import Response

from voiceedu import translations
from voiceedu.content import import_report, importer, procedure_file
from voiceedu.content.library_files import LibraryFile
from voiceedu.content.orders import read_orders
from voiceedu.errors import ImportingError, ReviewError
from voiceedu.review import drafts
from voiceedu.review.compared_texts import changed_sentences, shown
from voiceedu.review.differences import Sentence
from voiceedu.review.routes import forms
from voiceedu.review.state import ReviewState, state
from voiceedu.review.texts import DRAFT_SUFFIX, Text, is_language
from voiceedu.review.uploads import Upload
from voiceedu.review.writer import NO_FILE, Change

blueprint = Blueprint("documents", __name__)


@blueprint.get("/document")
def choose() -> str:
    return _form()


@blueprint.post("/document")
def bring() -> Response | str | tuple[str, int]:
    """Read a document, and show what it becomes. Nothing is written."""
    ours = state()
    language = request.form.get("language", "").strip()
    file = request.files.get("file")
    name = PurePosixPath((file.filename or "").replace("\\", "/")).name if file else ""
    if file is None or not name:
        return _form(gettext("Choose a document first.")), 400
    if not is_language(language):
        return _form(gettext("Write the language as a tag, such as en or es.")), 400
    try:
        orders = read_orders(ours.settings.library / language)
        split = bool(request.form.get("split"))
        found = importer.convert(file.read(), name=name, language=language, split=split, orders=orders)
    except ImportingError as error:
        return _form(gettext("This document cannot be brought in."), detail=str(error)), 400
    key = ours.uploads.add(Upload(found=found, language=language))
    return redirect(url_for("documents.look", key=key), 303)


@blueprint.get("/document/<key>")
def look(key: str) -> str | tuple[str, int]:
    ours = state()
    upload = ours.uploads.get(key)
    if upload is None:
        return _form(
            gettext("This document was kept or discarded, or the page was started again. Bring it again.")
        ), 404
    files = []
    for file in upload.found.files:
        old = _existing(ours, upload.language, file)
        files.append((file, old, _difference(ours, upload.language, file, old)))
    return render_template(
        "outline.html",
        key=key,
        upload=upload,
        files=files,
        lines=list(import_report.lines(upload.found)),
        in_the_way=_in_the_way(ours, upload),
    )


@blueprint.post("/document/<key>/keep")
def keep(key: str) -> Response:
    """Keep what a document becomes as drafts; nobody hears them before a person takes them into the library."""
    ours, who = state(), forms.sender()
    upload = ours.uploads.get(key)
    if upload is None:
        raise ReviewError("This document was kept or discarded already. Bring it again")
    if there := _in_the_way(ours, upload):
        names = ", ".join(f"{text.language}/{text.path.name}" for text in there)
        raise ReviewError(f"{names} is there already. Take it into the library or discard it, then keep this document")
    write: dict[Path, bytes | None] = {}
    seen = {}
    for file in upload.found.files:
        old = _existing(ours, upload.language, file)
        path = _path(ours, upload.language, file, old)
        write[path] = drafts.as_draft(file.text, path=path, before=old.content if old else "").encode()
        seen[path] = NO_FILE
    names = ", ".join(f"{upload.language}/{file.name}" for file in upload.found.files)
    what = f"brought {upload.found.document.name} as a draft: {names}"
    forms.make(Change(who=who, what=what, write=write, seen=seen), gettext("The document is kept as a draft."))
    ours.uploads.remove(key)
    first = next(text for text in ours.texts.all() if text.path in write)
    return redirect(url_for("texts.text", language=first.language, slug=first.slug), 303)


@blueprint.post("/document/<key>/discard")
def discard(key: str) -> Response:
    state().uploads.remove(key)
    return redirect(url_for("documents.choose"), 303)


def _form(problem: str = "", *, detail: str = "") -> str:
    ours = state()
    known = list(dict.fromkeys([ours.settings.language, *ours.texts.languages(), *translations.available()]))
    return render_template("document.html", languages=known, wrong=problem, detail=detail)


def _existing(ours: ReviewState, language: str, file: LibraryFile) -> Text | None:
    """Return the text that has the name of `file` already, no draft."""
    path = ours.settings.library / language / file.name
    return next((text for text in ours.texts.all() if text.path == path and not text.is_draft), None)


def _in_the_way(ours: ReviewState, upload: Upload) -> tuple[Text, ...]:
    """Return the drafts that are where those of `upload` would be kept."""
    paths = {_path(ours, upload.language, file, _existing(ours, upload.language, file)) for file in upload.found.files}
    return tuple(text for text in ours.texts.all() if text.path in paths)


def _path(ours: ReviewState, language: str, file: LibraryFile, old: Text | None) -> Path:
    """Return where the draft is kept: beside the text that it is to replace, or where it will stay."""
    folder = ours.settings.library / language
    return folder / (file.name if old is None else f"{file.name.removesuffix('.md')}{DRAFT_SUFFIX}")


def _difference(ours: ReviewState, language: str, file: LibraryFile, old: Text | None) -> tuple[Sentence, ...]:
    if old is None or old.procedure is None:
        return ()
    new = procedure_file.parse(file.text, path=old.path, language=language)
    return changed_sentences(shown(ours, old.procedure), shown(ours, new))
