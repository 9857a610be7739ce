"""A text: read, hear, compare, edit, approve, withdraw, take into the library, restore."""

from collections.abc import Callable
from pathlib import Path

from flask import Blueprint, abort, redirect, render_template, request, url_for
from flask_babel import gettext
from werkzeug.wrappers import Response

from voiceedu.content import procedure_file
from voiceedu.errors import LibraryError, LockedError, ReviewError, StaleError
from voiceedu.publishing.approval import Record
from voiceedu.review.compared_texts import changed_sentences, shown, words_before
from voiceedu.review.differences import Sentence
from voiceedu.review.listening import LISTENERS
from voiceedu.review.reading import read_procedure
from voiceedu.review.routes import forms
from voiceedu.review.state import ReviewState, state, today
from voiceedu.review.texts import Text
from voiceedu.review.writer import Change

blueprint = Blueprint("texts", __name__)


@blueprint.get("/text/<language>/<slug>")
def text(language: str, slug: str) -> str:
    ours, found = state(), find(language, slug)
    findings = ours.findings.of_file(found)
    if found.procedure is None:
        return render_template("broken.html", text=found, findings=findings)
    script = ours.script(found.procedure)
    history = ours.history(language, slug)
    before = words_before(ours, found)
    return render_template(
        "text.html",
        text=found,
        replaced=ours.texts.replaced_by(found),
        reading=read_procedure(found.procedure, script, findings),
        standing=ours.standing(found.procedure),
        digest=ours.digest(found.procedure),
        today=today(),
        history=history,
        listeners=LISTENERS,
        profile=_profile(),
        changes=changed_sentences(before, shown(ours, found.procedure)) if before else None,
        policy=ours.settings.publish,
    )


@blueprint.get("/text/<language>/<slug>/version/<name>")
def version(language: str, slug: str, name: str) -> str:
    """Show the words that were approved once, beside those of today."""
    ours, found = state(), find(language, slug)
    record = _record(ours, found, name)
    try:
        procedure = procedure_file.parse(record.text, path=found.path, language=language)
    except LibraryError as error:
        raise ReviewError(f"These words cannot be read any more: {error}") from None
    return render_template(
        "version.html",
        text=found,
        record=record,
        procedure=procedure,
        reading=read_procedure(procedure, ours.script(procedure), ()),
        changes=changed_sentences(shown(ours, found.procedure), shown(ours, procedure)) if found.procedure else None,
        profile=_profile(),
        listeners=LISTENERS,
    )


@blueprint.post("/text/<language>/<slug>/approve")
def approve(language: str, slug: str) -> Response:
    ours, found, who = state(), find(language, slug), forms.sender()
    digest = forms.digest()
    again_by = forms.date("again_by")
    if signs := ours.findings.unspeakable(who, language):
        raise ReviewError(
            f"Patients hear who has approved this, and no voice that speaks {language} says {signs!r}. "
            f"Write {who!r} in the letters of that language"
        )
    if found.procedure is None or found.is_draft:
        raise ReviewError("Only a text of the library can be approved. Take the draft into the library first")
    if ours.digest(found.procedure) != digest:
        raise StaleError("The words, or how they are said, were changed since you opened the page")

    def write() -> list[Path]:
        record = ours.reviews().approve(language, slug, by=who, digest=digest, review_again_by=again_by)
        return [forms.record_path(language, slug, record)]

    _make_record(found, who, "approved", write, gettext("You have approved these words."))
    return _back(found)


@blueprint.post("/text/<language>/<slug>/withdraw")
def withdraw(language: str, slug: str) -> Response:
    ours, found, who = state(), find(language, slug), forms.sender()
    digest = forms.digest()

    def write() -> list[Path]:
        record = ours.reviews().withdraw(language, slug, by=who, digest=digest)
        return [forms.record_path(language, slug, record)]

    _make_record(found, who, "withdrew the approval of", write, gettext("The approval is withdrawn."))
    return _back(found)


@blueprint.post("/text/<language>/<slug>/restore/<name>")
def restore(language: str, slug: str, name: str) -> Response:
    """Bring the words of an approved version back."""
    ours, found, who = state(), find(language, slug), forms.sender()
    record = _record(ours, found, name)
    change = Change(
        who=who,
        what=f"restored {name_of(found)} as {record.by} approved it on {record.on or record.at.date()}",
        write={found.path: record.text.encode()},
        seen=forms.seen(found.path),
    )
    forms.make(change, gettext("The words of that version are back."))
    return _back(found)


@blueprint.get("/text/<language>/<slug>/edit")
def edit(language: str, slug: str) -> str:
    found = find(language, slug)
    return _edit_page(found, found.content)


@blueprint.post("/text/<language>/<slug>/edit")
def save(language: str, slug: str) -> Response | str | tuple[str, int]:
    """Save the words, or show what somebody else has saved meanwhile beside what was typed."""
    found = find(language, slug)
    content = _lines(request.form.get("content", ""))

    try:
        who = forms.sender()
        procedure = procedure_file.parse(content, path=found.path, language=language)
        if procedure.slug != found.slug and found.procedure is not None:
            raise ReviewError(f"The slug was {found.slug!r}. It is the text's address, and is not changed here")
        change = Change(
            who=who, what=f"edited {name_of(found)}", write={found.path: content.encode()}, seen=forms.seen(found.path)
        )
        forms.make(change, gettext("The words are saved."))
    except StaleError:
        now = find(language, slug)
        return _edit_page(now, content, conflict=changed_sentences(now.content.splitlines(), content.splitlines())), 409
    except LockedError as error:
        return _edit_page(find(language, slug), content, locked_by=error.holder), 409
    except (LibraryError, ReviewError) as error:
        return _edit_page(find(language, slug), content, error=str(error)), 400
    return _back(found)


def find(language: str, slug: str) -> Text:
    """Return the text with this slug; answer 404 where there is none."""
    found = state().texts.find(language, slug)
    return found if found is not None else abort(404)


def _edit_page(
    found: Text, content: str, *, error: str = "", locked_by: str = "", conflict: tuple[Sentence, ...] | None = None
) -> str:
    """Return the form with `content`, and why it was not saved: an error, who held the lock, or a conflict."""
    return render_template(
        "edit.html",
        text=found,
        content=content,
        seen=found.state,
        error=error,
        locked_by=locked_by,
        conflict=conflict,
    )


def _record(ours: ReviewState, found: Text, name: str) -> Record:
    records = ours.history(found.language, found.slug).records
    return next((record for record in records if record.name == name and record.text), None) or abort(404)


def _make_record(found: Text, who: str, what: str, write: Callable[[], list[Path]], notice: str) -> None:
    change = Change(
        who=who,
        what=f"{what} {name_of(found)}",
        seen={found.path: found.state},
        action=write,
    )
    forms.make(change, notice)


def _profile() -> str:
    asked = request.args.get("profile", "")
    return asked if asked in LISTENERS else LISTENERS[0]


def _lines(text: str) -> str:
    text = text.replace("\r\n", "\n").replace("\r", "\n")
    return text if text.endswith("\n") else f"{text}\n"


def name_of(found: Text) -> str:
    """Return what a text is called in CHANGES.md."""
    return f"{found.language}/{found.slug}"


def _back(found: Text) -> Response:
    return redirect(url_for("texts.text", language=found.language, slug=found.slug), 303)
