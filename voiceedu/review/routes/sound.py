"""Sound: a whole text or one sentence of it, as the page or the telephone plays it, published or not."""

from collections.abc import Sequence

from flask import Blueprint, Response, abort, request

from voiceedu.content import procedure_file
from voiceedu.content.library import Work
from voiceedu.content.prompt_set import PROMPTS, Prompt, PromptSet
from voiceedu.errors import LibraryError, ReviewError
from voiceedu.narration.lines import Utterance
from voiceedu.narration.script import Script
from voiceedu.review import lexicon_file
from voiceedu.review.listening import LISTENERS
from voiceedu.review.reading import shown_utterances
from voiceedu.review.state import state

blueprint = Blueprint("sound", __name__)


@blueprint.get("/sound/<language>/<slug>/<profile>.mp3")
def whole(language: str, slug: str, profile: str) -> Response:
    work = find_work(language, slug, request.args.get("version", ""))
    return _sound(work, state().script(state().as_told(work)).utterances, profile)


@blueprint.get("/sound/<language>/<slug>/<int:number>/<profile>.mp3")
def sentence(language: str, slug: str, number: int, profile: str) -> Response:
    """Say one sentence; with `written` in the query as it would be said if the lexicon had that entry."""
    work = find_work(language, slug, request.args.get("version", ""))
    return _sound(work, [utterance_of(_tried(work), number)], profile)


@blueprint.get("/prompt-sound/<language>/<name>/<profile>.mp3")
def prompt(language: str, name: str, profile: str) -> Response:
    work = find_work(language, PROMPTS, request.args.get("version", ""))
    passage = next((passage for passage in state().script(work).passages if passage.slug == name), None)
    if passage is None:
        abort(404)
    return _sound(work, passage.utterances, profile)


def utterance_of(script: Script, number: int) -> Utterance:
    """Return the sentence that is shown with this number, from 1; answer 404 where there is none."""
    shown = shown_utterances(script)
    return shown[number - 1] if 1 <= number <= len(shown) else abort(404)


def find_work(language: str, slug: str, version: str = "") -> Work:
    """Return a text or the prompts as they are now, or a `version` of them that was approved; else answer 404."""
    ours = state()
    if slug == PROMPTS:
        prompts = _approved_prompts(language, version) if version else ours.texts.prompts(language)
        return prompts if prompts is not None else abort(404)
    text = ours.texts.find(language, slug)
    if text is None:
        abort(404)
    if version:
        record = next((one for one in ours.history(language, slug).records if one.name == version and one.text), None)
        if record is None:
            abort(404)
        try:
            return procedure_file.parse(record.text, path=text.path, language=language)
        except LibraryError as error:
            raise ReviewError(f"These words cannot be read any more: {error}") from None
    return text.procedure if text.procedure is not None else abort(404)


def _approved_prompts(language: str, version: str) -> PromptSet | None:
    """Return the library's own prompts that were approved as `version`, with a title where a caller hears one."""
    records = state().history(language, PROMPTS).records
    record = next((one for one in records if one.name == version and one.texts), None)
    if record is None:
        return None
    title = next((text.title for text in state().texts.all() if text.language == language), "…")
    prompts = (
        Prompt(name=name, lines=tuple(words.replace("{title}", title).replace("{key}", "1").split("\n")))
        for name, words in record.texts.items()
    )
    return PromptSet(language=language, prompts=tuple(prompts))


def _tried(work: Work) -> Script:
    """Return the script of `work`, with the entry that the query has, if it has one."""
    ours = state()
    word = request.args.get("word", "")
    if not word:
        return ours.script(work)
    written, spoken, ipa = lexicon_file.entry(
        word, spoken=request.args.get("spoken", ""), ipa=request.args.get("ipa", "")
    )
    lexicon = lexicon_file.tried(ours.lexicon(work.language), written=written, spoken=spoken, ipa=ipa)
    return ours.script(work, lexicon=lexicon)


def _sound(work: Work, utterances: Sequence[Utterance], profile: str) -> Response:
    if profile not in LISTENERS:
        abort(404)
    ours = state()
    recordings = ours.texts.recordings(work.language) if work.slug == PROMPTS else {}
    heard = ours.listening.say(utterances, language=work.language, profile=profile, recordings=recordings)
    response = Response(heard.data, content_type=heard.profile.media_type)
    response.headers["Accept-Ranges"] = "bytes"
    response.make_conditional(request, accept_ranges=True, complete_length=len(heard.data))
    return response
