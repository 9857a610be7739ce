"""The list of everything to review, and what belongs to no text: the interface's language, another browser's link."""

import datetime
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

from flask import Blueprint, abort, redirect, render_template, request, url_for
from werkzeug.wrappers import Response

from voiceedu.narration.check import Finding
from voiceedu.publishing.approval import ApprovalState, Standing
from voiceedu.review import interface
from voiceedu.review.access import session
from voiceedu.review.state import ReviewState, state, today
from voiceedu.review.texts import Text

blueprint = Blueprint("overview", __name__)

Group = Literal["broken", "changed", "overdue", "never", "approved", "draft"]
GROUPS: tuple[Group, ...] = ("broken", "overdue", "changed", "never", "draft", "approved")
"""In the order in which they are shown: what needs a person first."""

_GROUP: Mapping[ApprovalState, Group] = {
    "approved": "approved",
    "changed": "changed",
    "withdrawn": "never",
    "never": "never",
}


@dataclass(frozen=True, kw_only=True)
class Row:
    """A text in the list: its group, what is known of its review, and what `check` says of it."""

    text: Text
    group: Group
    standing: Standing | None
    findings: tuple[Finding, ...]

    @property
    def due(self) -> datetime.date | None:
        return self.standing.review_again_by if self.standing else None


@blueprint.get("/")
def home() -> str:
    ours = state()
    rows = list_rows(ours)
    groups = [(group, [row for row in rows if row.group == group]) for group in GROUPS]
    listed = {row.text.path for row in rows}
    others = [one for path, found in _findings(ours).items() if path not in listed for one in found]
    return render_template(
        "overview.html",
        groups=[(group, found) for group, found in groups if found],
        languages=ours.texts.languages(),
        others=others,
        folder=ours.settings.library,
    )


def list_rows(ours: ReviewState) -> list[Row]:
    """Return a row for every text of the library."""
    findings = _findings(ours)
    return [_row(ours, text, findings.get(text.path, ())) for text in ours.texts.all()]


def _findings(ours: ReviewState) -> Mapping[Path, Sequence[Finding]]:
    return ours.findings.by_file(ours.texts.all())


def _row(ours: ReviewState, text: Text, findings: Sequence[Finding]) -> Row:
    standing = ours.standing(text.procedure) if text.procedure else None
    group: Group = "broken"
    if text.is_draft:
        group = "draft"
    elif standing is not None:
        group = _GROUP[standing.state]
        if group == "approved" and standing.is_overdue(today()):
            group = "overdue"
    return Row(text=text, group=group, standing=standing, findings=tuple(findings))


@blueprint.get("/language/<tag>")
def choose_language(tag: str) -> Response:
    if tag not in interface.available():
        abort(404)
    session().interface = tag
    return redirect(url_for("overview.home"), 303)


@blueprint.post("/another-browser")
def another_browser() -> str:
    link = request.host_url.rstrip("/") + state().access.link_for_another_browser()
    return render_template("link.html", link=link)
