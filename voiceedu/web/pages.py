"""The pages: the library, and each procedure's words with its recording."""

import itertools
from collections.abc import Iterable
from dataclasses import dataclass

from flask import Blueprint, abort, render_template

from voiceedu.mastering import Clip
from voiceedu.script import Line, LineKind
from voiceedu.web import studio, words

blueprint = Blueprint("pages", __name__)


@dataclass(frozen=True)
class Entry:
    """A line of the library's list. `length` is in words."""

    slug: str
    title: str
    summary: str
    length: str


def entries(language: str) -> list[Entry]:
    """Return the procedures of `language` in listening order."""
    return [
        Entry(procedure.slug, procedure.title, procedure.summary, studio().script(procedure).length)
        for procedure in studio().library.by_language.get(language, ())
    ]


def main_language() -> str:
    """Return the language of `/`: the one that is set, or the first there is when nothing is written in that."""
    languages = studio().library.by_language
    return studio().settings.language if studio().settings.language in languages else next(iter(languages))


@blueprint.get("/")
def home() -> str:
    return library(main_language())


@blueprint.get("/<language>/", strict_slashes=False)
def library(language: str) -> str:
    found = entries(language)
    if not found:
        abort(404)
    return render_template("library.html", language=language, entries=found)


@blueprint.get("/<language>/<slug>")
def procedure(language: str, slug: str) -> str:
    found, rendition, script = words(language, slug)
    clip = rendition.clip("web") if rendition else None
    return render_template(
        "procedure.html",
        language=language,
        slug=slug,
        title=rendition.title if rendition else found.title,
        summary=rendition.summary if rendition else found.summary,
        script=script,
        audio=f"/{clip.path}" if clip else f"/{language}/{slug}.mp3",
        size=_size(clip),
    )


@blueprint.app_template_filter("runs")
def _runs(lines: Iterable[Line]) -> list[tuple[LineKind, list[Line]]]:
    """Return neighbouring lines of one kind together, as a list of HTML holds them."""
    return [(kind, list(run)) for kind, run in itertools.groupby(lines, key=lambda line: line.kind)]


def _size(clip: Clip | None) -> str:
    return f"{max(1, round(clip.size / 1000))} kB" if clip else ""
