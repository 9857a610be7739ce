"""The list of everything to review, and what belongs to no text: the interface's language, another browser's link."""

from flask import Blueprint, abort, redirect, render_template, request, url_for
from werkzeug.wrappers import Response

from voiceedu.review import interface
from voiceedu.review.access import session
from voiceedu.review.state import state
from voiceedu.review.survey import GROUPS

blueprint = Blueprint("overview", __name__)

SURVEY_WAIT_S = 5.0
"""How long a person waits for the list of a large library that nobody has looked at since it began."""


@blueprint.get("/")
def home() -> str:
    ours = state()
    survey = ours.surveys.get(ours, wait_s=SURVEY_WAIT_S)
    return render_template(
        "overview.html",
        groups=[(group, found) for group in GROUPS if (found := survey.of(group))] if survey else [],
        waiting=() if survey else ours.texts.all(),
        languages=ours.texts.languages(),
        others=survey.others if survey else (),
        folder=ours.settings.library,
    )


@blueprint.get("/language/<tag>")
def choose_language(tag: str) -> Response:
    if tag not in interface.available():
        abort(404)
    session().interface = tag
    return redirect(url_for("overview.home"), 303)


@blueprint.post("/another-browser")
def another_browser() -> str:
    access = state().access
    link = access.address(request.host) + access.link_for_another_browser()
    return render_template("link.html", link=link)
