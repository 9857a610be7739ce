from dataclasses import replace
from pathlib import Path

import pytest

from voiceedu.config import Settings
from voiceedu.content.blocks import Block
from voiceedu.content.library import Work
from voiceedu.content.procedure import Procedure
from voiceedu.content.prompt_set import PromptSet
from voiceedu.content.sections import Section
from voiceedu.narration import lexicon
from voiceedu.narration import script as scripts
from voiceedu.narration.lexicon import Lexicon
from voiceedu.publishing import script_memory
from voiceedu.publishing.outcome import Outcome
from voiceedu.publishing.studio import Studio

PROCEDURE = Procedure(
    slug="pain",
    language="en",
    title="Pain",
    sections=(Section(slug="it", heading="It", blocks=(Block(kind="paragraph", text="It hurts. Call 911."),)),),
)
LEXICON = Lexicon({"CT": "C T"}, ipa={"pain": "peɪn"})


@pytest.mark.parametrize(
    ("procedure", "words"),
    [
        (replace(PROCEDURE, title="Pains"), LEXICON),
        (replace(PROCEDURE, reviewed_by="Dr. Lee"), LEXICON),
        (PROCEDURE, Lexicon({"CT": "see tea"}, ipa={"pain": "peɪn"})),
        (PROCEDURE, Lexicon({"CT": "C T"}, ipa={"pain": "pæn"})),
        (PROCEDURE, Lexicon({"CT": "C T"}, ipa={"pain": "peɪn"}, clinic=frozenset(["CT"]))),
    ],
)
def test_key_changes_with_what_is_said(procedure: Procedure, words: Lexicon) -> None:
    """Words, review, respellings, IPA and whose they are: each of them gives another key."""
    assert script_memory.key(procedure, words) != script_memory.key(PROCEDURE, LEXICON)
    assert script_memory.key(PROCEDURE, LEXICON) == script_memory.key(replace(PROCEDURE), replace(LEXICON))


def test_key_changes_with_the_program(monkeypatch: pytest.MonkeyPatch) -> None:
    """Another code or table of the program, or another library under it, gives another key."""
    before = script_memory.key(PROCEDURE, LEXICON)
    monkeypatch.setattr(script_memory, "MADE_BY", ("narration",))
    assert script_memory.key(PROCEDURE, LEXICON) != before


def outcomes(settings: Settings) -> list[Outcome]:
    made = list(Studio(settings).render_all())
    assert all(isinstance(outcome, Outcome) for outcome in made)
    return [outcome for outcome in made if isinstance(outcome, Outcome)]


@pytest.fixture
def settings(library: Path, tmp_path: Path) -> Settings:
    settings = Settings(library=library, cache=str(tmp_path / "cache"), engines=("tone",))
    assert sum(outcome.spoken for outcome in outcomes(settings)) > 0
    return settings


def refuse(procedure: Work, words: Lexicon) -> scripts.Script:
    raise AssertionError(f"{procedure} is written again")


def test_unchanged_procedure_is_not_written_again(settings: Settings, monkeypatch: pytest.MonkeyPatch) -> None:
    """A later process takes the script from what is published, and finds that nothing has changed."""
    monkeypatch.setattr(scripts, "write", refuse)
    monkeypatch.setattr(scripts, "write_prompts", refuse)
    assert [(outcome.spoken, outcome.encoded) for outcome in outcomes(settings)] == [(0, 0)] * len(outcomes(settings))


def test_changed_lexicon_is_heard(settings: Settings, tmp_path: Path) -> None:
    """A new entry of the clinic's is in the words of the next render."""
    (tmp_path / "ours.tsv").write_text("nerve\tnurve\n", encoding="utf-8")
    changed = replace(settings, lexicon=tmp_path / "ours.tsv")
    said = [one.words for outcome in outcomes(changed) for one in outcome.rendition.script.utterances]
    assert any("nurve" in words for words in said)


def test_remembered_script_is_the_one_that_would_be_written(settings: Settings) -> None:
    """What comes out of the store equals what is written anew, to the last field."""
    studio = Studio(settings)
    for procedure in studio.library.works:
        published = studio.store.rendition(procedure.language, procedure.slug)
        assert published is not None
        words = lexicon.load(procedure.language)
        if isinstance(procedure, PromptSet):
            written = scripts.write_prompts(procedure, words)
        else:
            written = scripts.write(procedure, words)
        assert studio.script(procedure, published) == written == published.script
