"""What callers hear between the texts: the greeting and the other prompts, heard and mended."""

from pathlib import Path

from flask import Blueprint, abort, redirect, render_template, request, url_for
from flask_babel import gettext
from werkzeug.wrappers import Response

from voiceedu.content import prompts as library_prompts
from voiceedu.errors import LibraryError, ReviewError, StaleError
from voiceedu.review.listening import LISTENERS
from voiceedu.review.reading import read_prompts
from voiceedu.review.routes import forms
from voiceedu.review.state import ReviewState, state
from voiceedu.review.texts import own_prompt
from voiceedu.review.writer import Change
from voiceedu.review.writer import state as file_state

blueprint = Blueprint("prompts", __name__)


@blueprint.get("/prompts/<language>")
def prompts(language: str) -> str:
    ours = state()
    if language not in ours.texts.languages():
        abort(404)
    found = ours.texts.prompts(language)
    asked = request.args.get("profile", "phone")
    return render_template(
        "prompts.html",
        language=language,
        reading=read_prompts(ours.script(found)) if found else None,
        trouble=ours.texts.prompt_problem(language),
        own={name for name in library_prompts.NAMES if own_prompt(ours.settings.library, language, name).exists()},
        names=library_prompts.NAMES,
        listeners=LISTENERS,
        profile=asked if asked in LISTENERS else "phone",
    )


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
            library_prompts.read_lines(content, path=path)
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


def _now(ours: ReviewState, language: str, name: str) -> str:
    """Return the words of a prompt as they are: its file's, else those that callers hear now."""
    path = own_prompt(ours.settings.library, language, name)
    if path.exists():
        return path.read_text(encoding="utf-8-sig", errors="replace")
    found = ours.texts.prompts(language)
    prompt = next((one for one in found.prompts if one.name == name), None) if found else None
    return "\n".join(prompt.lines) + "\n" if prompt else ""


def _path(language: str, name: str) -> Path:
    ours = state()
    if language not in ours.texts.languages():
        abort(404)
    try:
        return own_prompt(ours.settings.library, language, name)
    except KeyError:
        abort(404)
