"""What callers hear between the texts: the greeting and the other prompts, heard and mended."""

import contextlib
from dataclasses import dataclass
from pathlib import Path

from flask import Blueprint, abort, redirect, render_template, request, url_for
from flask_babel import gettext
from werkzeug.wrappers import Response

from voiceedu.content import prompt_files
from voiceedu.content.prompt_set import CHOICE, PROMPTS
from voiceedu.content.prompts import shipped_texts
from voiceedu.errors import LibraryError, ReviewError, StaleError
from voiceedu.publishing.approval import Record
from voiceedu.review.differences import Sentence, compare, is_same
from voiceedu.review.listening import LISTENERS
from voiceedu.review.reading import read_prompts
from voiceedu.review.routes import forms
from voiceedu.review.state import ReviewState, state
from voiceedu.review.texts import EDITABLE_PROMPTS, own_prompt
from voiceedu.review.writer import Change
from voiceedu.review.writer import state as file_state

blueprint = Blueprint("prompts", __name__)


def _check_language() -> None:
    """Answer 404 for a language that the library has no text in."""
    if (request.view_args or {}).get("language") not in state().texts.languages():
        abort(404)


blueprint.before_request(_check_language)


@blueprint.get("/prompts/<language>")
def prompts(language: str) -> str:
    ours = state()
    found = ours.texts.prompts(language)
    asked = request.args.get("profile", "phone")
    standing, different = None, _Different()
    with contextlib.suppress(LibraryError):  # what is wrong is told as trouble
        standing = ours.prompts_standing(language)
        if standing and standing[1].record and standing[1].state == "changed":
            different = _differences(ours, language, standing[1].record)
    return render_template(
        "prompts.html",
        language=language,
        reading=read_prompts(ours.script(found)) if found else None,
        trouble=ours.texts.prompt_problem(language),
        own={name for name in EDITABLE_PROMPTS if own_prompt(ours.settings.library, language, name).exists()},
        names=EDITABLE_PROMPTS,
        choice=CHOICE,
        digest=standing[0] if standing else None,
        standing=standing[1] if standing else None,
        history=ours.history(language, PROMPTS),
        different=different,
        listeners=LISTENERS,
        profile=asked if asked in LISTENERS else "phone",
    )


@blueprint.post("/prompts/<language>/approve")
def approve(language: str) -> Response:
    """Approve the library's own prompts of a language, all together."""
    ours, who = state(), forms.sender()
    digest = forms.digest()
    standing = ours.prompts_standing(language)
    if standing is None or standing[0] != digest:
        raise StaleError("The words, or how they are said, were changed since you opened the page")

    def write() -> list[Path]:
        return [forms.record_path(language, PROMPTS, ours.reviews().approve(language, PROMPTS, by=who, digest=digest))]

    change = Change(who=who, what=f"approved {language}/prompts", action=write)
    forms.make(change, gettext("You have approved these words."))
    return redirect(url_for("prompts.prompts", language=language), 303)


@blueprint.post("/prompts/<language>/withdraw")
def withdraw(language: str) -> Response:
    ours, who, digest = state(), forms.sender(), forms.digest()

    def write() -> list[Path]:
        return [forms.record_path(language, PROMPTS, ours.reviews().withdraw(language, PROMPTS, by=who, digest=digest))]

    change = Change(who=who, what=f"withdrew the approval of {language}/prompts", action=write)
    forms.make(change, gettext("The approval is withdrawn."))
    return redirect(url_for("prompts.prompts", language=language), 303)


@blueprint.post("/prompts/<language>/restore/<version>")
def restore(language: str, version: str) -> Response:
    """Bring the approved texts of prompts back. A recording that is another now stays as it is, which is refused."""
    ours, who = state(), forms.sender()
    records = ours.history(language, PROMPTS).records
    record = next((one for one in records if one.name == version and one.kind == "approval"), None) or abort(404)
    own = prompt_files.read_own(ours.settings.library, language).prompts
    if dict(own.recordings) != dict(record.recordings):
        raise ReviewError("A recording was changed since. Put it back from the folder of the approvals first")
    paths = {name: own_prompt(ours.settings.library, language, name) for name in {**dict(own.texts), **record.texts}}
    write = {path: f"{record.texts[name]}\n".encode() if name in record.texts else None for name, path in paths.items()}
    seen = {path: file_state(path) for path in paths.values()}
    what = f"restored {language}/prompts as {record.by} approved them on {record.on or record.at.date()}"
    digest = request.form.get("shown", "")
    standing = ours.prompts_standing(language)
    if (standing[0].shown if standing else "") != digest:
        raise StaleError("The words were changed since you opened the page")
    forms.make(Change(who=who, what=what, write=write, seen=seen), gettext("The words of that version are back."))
    return redirect(url_for("prompts.prompts", language=language), 303)


@blueprint.get("/prompts/<language>/<name>/edit")
def edit(language: str, name: str) -> str:
    path = _path(language, name)
    ours = state()
    return render_template(
        "prompt.html",
        language=language,
        name=name,
        content=_now(ours, language, name),
        seen=file_state(path),
        is_own=path.exists(),
        error="",
    )


@blueprint.post("/prompts/<language>/<name>/edit")
def save(language: str, name: str) -> Response | tuple[str, int]:
    """Save the words of a prompt in the library; with none, go back to those that come with voiceedu."""
    ours, path = state(), _path(language, name)
    content = request.form.get("content", "").replace("\r\n", "\n").strip()
    try:
        who = forms.sender()
        if content:
            prompt_files.read_lines(content, path=path)
        change = Change(
            who=who,
            what=f"edited {language}/prompts/{name}" if content else f"removed {language}/prompts/{name}",
            write={path: f"{content}\n".encode() if content else None},
            seen=forms.seen(path),
        )
        forms.make(change, gettext("The words are saved."))
    except (StaleError, LibraryError, ReviewError) as error:
        page = render_template(
            "prompt.html",
            language=language,
            name=name,
            content=content,
            current=_now(ours, language, name) if isinstance(error, StaleError) else "",
            seen=file_state(path),
            is_own=path.exists(),
            error=str(error),
        )
        return page, 409 if isinstance(error, StaleError) else 400
    return redirect(url_for("prompts.prompts", language=language) + f"#{name}", 303)


@dataclass(frozen=True, kw_only=True)
class _Different:
    """What is different from approved prompts: sentences, prompt by prompt, and the names of recordings."""

    words: tuple[tuple[str, tuple[Sentence, ...]], ...] = ()
    recordings: tuple[str, ...] = ()


def _differences(ours: ReviewState, language: str, record: Record) -> _Different:
    own = prompt_files.read_own(ours.settings.library, language).prompts
    now, before = dict(own.texts), {name: words.split("\n") for name, words in record.texts.items()}
    compared = ((name, compare(before.get(name, ()), now.get(name, ()))) for name in sorted({*before, *now}))
    changed = ((name, tuple(one for one in found if not is_same(one))) for name, found in compared)
    sounds, heard = dict(own.recordings), dict(record.recordings)
    return _Different(
        words=tuple((name, found) for name, found in changed if found),
        recordings=tuple(name for name in sorted({*sounds, *heard}) if sounds.get(name) != heard.get(name)),
    )


def _now(ours: ReviewState, language: str, name: str) -> str:
    """Return the words of a prompt as they are: its file's, else those that callers hear now."""
    path = own_prompt(ours.settings.library, language, name)
    if path.exists():
        return path.read_text(encoding="utf-8-sig", errors="replace")
    found = ours.texts.prompts(language)
    prompt = next((one for one in found.prompts if one.name == name), None) if found else None
    lines = prompt.lines if prompt else shipped_texts(language).get(name, ())
    return "".join(f"{line}\n" for line in lines)


def _path(language: str, name: str) -> Path:
    try:
        return own_prompt(state().settings.library, language, name)
    except KeyError:
        abort(404)
