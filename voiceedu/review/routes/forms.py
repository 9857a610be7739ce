"""What all forms have: who sends it, and what they had seen."""

import datetime
from pathlib import Path

from flask import request
from flask_babel import gettext

from voiceedu.errors import ReviewError
from voiceedu.publishing import approval_files
from voiceedu.publishing.approval import Record
from voiceedu.publishing.words_digest import WordsDigest
from voiceedu.review.access import session
from voiceedu.review.state import state
from voiceedu.review.writer import NO_FILE, Change, clean_name


def sender() -> str:
    """Return the name in the form, and keep it for the next one; raise ReviewError for none."""
    name = clean_name(request.form.get("name", ""))
    session().name = name
    return name


def seen(path: Path, field: str = "seen") -> dict[Path, str]:
    """Return the state that `path` had when the form was made."""
    return {path: request.form.get(field, "") or NO_FILE}


def digest() -> WordsDigest:
    """Return the digest of the words that were on the page of the form."""
    return WordsDigest(shown=request.form.get("shown", ""), said=request.form.get("said", ""))


def record_path(language: str, slug: str, record: Record) -> Path:
    """Return the file of a record that was written."""
    return approval_files.folder_of(state().settings.library, language, slug) / f"{record.name}.yaml"


def date(field: str) -> datetime.date | None:
    """Return the day in a field, None for an empty one; raise ReviewError for what is no day."""
    value = request.form.get(field, "").strip()
    try:
        return datetime.date.fromisoformat(value) if value else None
    except ValueError:
        raise ReviewError(f"{value!r} is not a date. Write it as 2027-01-31") from None


def make(change: Change, notice: str) -> None:
    """Make `change`, tell it on the next page, and have what is new published."""
    ours = state()
    made = ours.writer.make(change)
    session().notice = notice
    if made.interrupted:
        words = gettext("A change before was interrupted. Look whether it is done: %(change)s", change=made.interrupted)
        session().notice += f" {words}."
    if made.uncommitted:
        session().notice += f" (git: {made.uncommitted})"
    ours.publisher.publish()
