"""How a word is said: choose it, write how it sounds, hear it in its sentence, keep it in the clinic's lexicon."""

import re

from flask import Blueprint, redirect, render_template, request, url_for
from flask_babel import gettext
from werkzeug.wrappers import Response

from voiceedu.content.prompt_set import PROMPTS
from voiceedu.errors import ReviewError
from voiceedu.review import lexicon_file
from voiceedu.review.listening import LISTENERS
from voiceedu.review.routes import forms
from voiceedu.review.routes.sound import find_work, utterance_of
from voiceedu.review.state import state
from voiceedu.review.suggestions import suggest
from voiceedu.review.writer import Change
from voiceedu.review.writer import state as file_state

blueprint = Blueprint("words", __name__)

_WORD = re.compile(r"\w+(?:[-’'./]\w+)*")
_LETTER = re.compile(r"[^\W_]")


@blueprint.get("/say/<language>/<slug>/<int:number>")
def word(language: str, slug: str, number: int) -> str:
    ours = state()
    work = find_work(language, slug)
    utterance = utterance_of(ours.script(work), number)
    chosen = " ".join(request.args.get("word", "").split())[: lexicon_file.LONGEST]
    lexicon = ours.lexicon(language)
    return render_template(
        "word.html",
        language=language,
        slug=slug,
        number=number,
        utterance=utterance,
        words=_choices(utterance.text),
        word=chosen,
        spoken=request.args.get("spoken", ""),
        ipa=request.args.get("ipa", ""),
        suggestions=suggest(chosen, lexicon, ours.settings, language=language) if chosen else (),
        is_own=chosen in lexicon.clinic,
        is_tried="hear" in request.args,
        lexicon_file=ours.settings.clinic_lexicon.name,
        seen=file_state(ours.settings.clinic_lexicon),
        listeners=LISTENERS,
        back=_address(language, slug, number),
    )


@blueprint.post("/say/<language>/<slug>/<int:number>")
def keep(language: str, slug: str, number: int) -> Response:
    """Keep an entry in the clinic's lexicon. Everything that has the word is then said so."""
    ours, who = state(), forms.sender()
    written, spoken, ipa = lexicon_file.entry(
        request.form.get("word", ""), spoken=request.form.get("spoken", ""), ipa=request.form.get("ipa", "")
    )
    path = ours.settings.clinic_lexicon
    try:
        data = path.read_bytes() if path.exists() else None
    except OSError as error:
        raise ReviewError(f"{path} cannot be read ({error.strerror})") from None
    content = lexicon_file.with_entry(data, path, written=written, spoken=spoken, ipa=ipa)
    change = Change(
        who=who,
        what=f"wrote how {written!r} is said: {' '.join(filter(None, (spoken, ipa and f'/{ipa}/')))}",
        write={path: content},
        seen=forms.seen(path),
    )
    forms.make(change, gettext("“%(word)s” is said so from now on.", word=written))
    return redirect(_address(language, slug, number), 303)


def _choices(text: str) -> list[str]:
    """Return the words of a sentence; one that has a capital only where it begins the sentence is there once."""
    found: dict[str, str] = {}
    for word in _WORD.findall(text):
        if _LETTER.search(word):
            small = word[0].lower() + word[1:]
            found[small] = small if found.get(small, word) != word else word
    return list(found.values())


def _address(language: str, slug: str, number: int) -> str:
    """Return the sentence on the page of its text."""
    if slug == PROMPTS:
        return f"{url_for('prompts.prompts', language=language)}#s{number}"
    return f"{url_for('texts.text', language=language, slug=slug)}#s{number}"
