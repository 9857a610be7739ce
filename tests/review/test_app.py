"""What a person does on the review page, as forms send it: hear, mend, approve, restore; and what goes wrong."""

import errno
import html
import io
import os
import re
import threading
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest

from tests.content.formats.writers import as_docx
from tests.review.conftest import NAME, ORIGIN, Person, open_review
from voiceedu.config import SHIPPED_LIBRARY, Settings
from voiceedu.content.blocks import Block
from voiceedu.publishing.reviews import Reviews
from voiceedu.publishing.studio import Studio
from voiceedu.review import lock
from voiceedu.review.reading import shown_utterances

TEXT = "/text/en/nerve-blocks"
APPROVE, WITHDRAW, EDIT = f"{TEXT}/approve", f"{TEXT}/withdraw", f"{TEXT}/edit"


def snapshot(folder: Path) -> dict[str, bytes]:
    """Return every file below `folder`, the hidden ones too."""
    return {str(path.relative_to(folder)): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


def changed(person: Person, before: dict[str, bytes]) -> set[str]:
    after = snapshot(person.library)
    return {name for name in before.keys() | after.keys() if before.get(name) != after.get(name)}


def approve(person: Person) -> None:
    assert person.send(TEXT, APPROVE).status_code == 303


def number_of(person: Person, beginning: str) -> int:
    """Return the number of the sentence of the text that begins so."""
    found = person.state.texts.find("en", "nerve-blocks")
    assert found is not None
    assert found.procedure is not None
    shown = shown_utterances(person.state.script(found.procedure))
    return next(number for number, utterance in enumerate(shown, 1) if utterance.text.startswith(beginning))


def edit(person: Person, old: str, new: str) -> None:
    content = (person.library / "en/nerve-blocks.md").read_text().replace(old, new)
    assert person.send(EDIT, EDIT, content=content).status_code == 303


def test_everything_is_listed_with_its_state(person: Person) -> None:
    """Never approved, approved, changed, overdue, a draft and a broken file stand under headings, with findings."""
    (person.library / "en/broken.md").write_text("no front matter\n")
    (person.library / "en/draft.md").write_text("---\ntitle: My draft\ndraft: true\n---\n\nTake 5 mg QD.\n")
    approve(person)
    due = person.form("/text/es/nerve-blocks", "/text/es/nerve-blocks/approve") | {"again_by": "2020-01-31"}
    assert person.post("/text/es/nerve-blocks/approve", **due).status_code == 303
    page = person.page("/")
    headings = ["Cannot be used (1)", "Review is overdue (1)", "Never approved (1)", "Drafts (1)", "Approved (1)"]
    places = [page.index(heading) for heading in headings]
    assert places == sorted(places)
    assert "no front matter" in page
    assert "QD" in page
    assert f"{NAME} approved these words on" in page
    edit(person, "near a nerve. It", "beside a nerve. It")
    assert "Changed since approval (1)" in person.page("/")
    assert person.get("/text/en/nothing").status_code == 404
    assert "This file cannot be used" in person.page("/text/en/broken")


def test_words_are_approved_changed_withdrawn_and_restored(person: Person) -> None:
    """An approval is of these words; it falls with a change, holds again with them, and can be withdrawn."""
    approve(person)
    assert f"{NAME} approved these words on" in person.page(TEXT)
    edit(person, "It blocks pain signals.", "It stops pain signals.")
    page = person.page(TEXT)
    assert "Changed since Dr. Ana Ruiz approved it" in page
    assert "removed:</span> −&nbsp;blocks</del>" in page
    assert "added:</span> +&nbsp;stops</ins>" in page
    [record] = person.state.history("en", "nerve-blocks").records
    version = f"{TEXT}/version/{record.name}"
    assert "It blocks pain signals." in person.page(version)
    assert "<dt>Summary</dt>" in person.page(version)
    assert "Medicine placed near a nerve.</dd>" in person.page(version)
    assert person.get(f"/sound/en/nerve-blocks/web.mp3?version={record.name}").status_code == 200
    assert person.send(version, f"{TEXT}/restore/{record.name}").status_code == 303
    assert f"{NAME} approved these words on" in person.page(TEXT)
    assert person.send(TEXT, WITHDRAW).status_code == 303
    assert "withdrew the approval" in person.page(TEXT)
    notes = (person.library / "CHANGES.md").read_text().splitlines()[-4:]
    assert [note.partition(", ")[2] for note in notes] == [
        f"{NAME}: approved en/nerve-blocks",
        f"{NAME}: edited en/nerve-blocks",
        f"{NAME}: restored en/nerve-blocks as {NAME} approved it on {record.on}",
        f"{NAME}: withdrew the approval of en/nerve-blocks",
    ]


@pytest.mark.parametrize(
    ("old", "new", "told"),
    [
        ("order: 1", "order: 1\nmenu: blocks of nerves", "+&nbsp;blocks of nerves"),
        ("order: 1", "order: 1\nauthor: Dr. Roe", "+&nbsp;Dr. Roe"),
        ("## How it can help", "How it can help", "A heading, a list, a step, a table or a link is another."),
    ],
)
def test_whatever_ends_an_approval_is_shown(person: Person, old: str, new: str, told: str) -> None:
    """The name in the menus of the telephone, the author, and what is no word: each is told, and nothing else."""
    path = person.library / "en/nerve-blocks.md"
    assert old in path.read_text()
    approve(person)
    edit(person, old, new)
    page = person.page(TEXT)
    assert "Changed since Dr. Ana Ruiz approved it" in page
    assert told in page
    assert "How they are said" not in page
    if name := re.search(r"menu: (.*)", new):
        assert f">{name[1]}</dd>" in page


def test_what_was_done_is_told_once_and_begins_the_title(person: Person) -> None:
    """Every screen reader says the title of a new page; what stands in the page it may say later, or not at all."""
    approve(person)
    told = "You have approved these words."
    assert re.findall("<title>(.*)</title>", person.page(TEXT)) == [f"{told} – Nerve blocks – Review"]
    page = person.page(TEXT)
    assert re.findall("<title>(.*)</title>", page) == ["Nerve blocks – Review"]
    assert told not in page


def test_a_commit_that_fails_is_told(person: Person, git: Callable[..., str]) -> None:
    """The change is made all the same, the page has what git said, and the next commit has its files, too."""
    git(person.library, "init", "--quiet")
    (person.library / ".git/index.lock").touch()
    approve(person)
    assert re.search("You have approved these words. .git: .*index.lock", html.unescape(person.page(TEXT)))
    (person.library / ".git/index.lock").unlink()
    edit(person, "pain", "sore")
    assert "git:" not in person.page(TEXT)
    assert git(person.library, "log", "--format=%an: %s") == f"{NAME}: Edited en/nerve-blocks"
    assert "could not be committed then" in git(person.library, "log", "-1", "--format=%b")
    [record] = person.state.history("en", "nerve-blocks").records
    assert git(person.library, "ls-files").split() == [
        "CHANGES.md",
        f"en/.approvals/nerve-blocks/{record.name}.yaml",
        "en/nerve-blocks.md",
    ]
    edit(person, "sore", "pain")
    assert "could not be" not in git(person.library, "log", "-1", "--format=%b")


def test_only_files_of_the_library_are_written(person: Person) -> None:
    """An approval is a record and a note; an edit is the text and a note; nothing else in the folder is touched."""
    before = snapshot(person.library)
    approve(person)
    first = changed(person, before)
    assert "CHANGES.md" in first
    assert [name.rsplit("/", 1)[0] for name in first - {"CHANGES.md"}] == ["en/.approvals/nerve-blocks"]
    before = snapshot(person.library)
    edit(person, "pain", "sore")
    assert changed(person, before) == {"CHANGES.md", "en/nerve-blocks.md"}


def test_sound_is_there_before_anything_is_published(person: Person) -> None:
    """The whole and each sentence are heard as page and telephone play them, parts of it too; else 404."""
    whole = person.get("/sound/en/nerve-blocks/web.mp3")
    part = person.get("/sound/en/nerve-blocks/2/phone.mp3")
    assert (whole.mimetype, part.mimetype) == ("audio/mpeg", "audio/mpeg")
    assert len(whole.data) > len(part.data) > 1000
    start = person.get("/sound/en/nerve-blocks/2/phone.mp3", Range="bytes=0-1")
    assert (start.status_code, start.data) == (206, part.data[:2])
    assert person.get("/prompt-sound/en/welcome/phone.mp3").status_code == 200
    assert person.get("/sound/en/prompts/3/phone.mp3").status_code == 200
    for path in (
        "nerve-blocks/phone-wav",
        "nerve-blocks/99/web",
        "nerve-blocks/0/web",
        "nothing/web",
        "prompts/no/web",
    ):
        assert person.get(f"/sound/en/{path}.mp3").status_code == 404
    assert person.get("/sound/en/nerve-blocks/web.mp3?version=../../x").status_code == 404
    studio = Studio(person.state.settings)
    assert studio.published("en", "nerve-blocks") is None


def test_a_word_is_mended(person: Person) -> None:
    """Choose a word, hear a suggestion, keep it: every text with the word changes, and its approval falls."""
    approve(person)
    number = number_of(person, "A nerve block is")
    address = f"/say/en/nerve-blocks/{number}"
    page = person.page(f"{address}?word=nerve")
    assert "from the dictionary of the voice espeak" in page
    plain = person.get(f"/sound/en/nerve-blocks/{number}/web.mp3").data
    tried = person.get(f"/sound/en/nerve-blocks/{number}/web.mp3?word=nerve&spoken=nurve+of+the+hand").data
    assert tried != plain
    kept = person.send(f"{address}?word=nerve", address, spoken="nurve of the hand")
    assert (kept.status_code, kept.location) == (303, f"{TEXT}#s{number}")
    assert (person.library / "lexicon.tsv").read_text().splitlines()[-1] == "nerve\tnurve of the hand"
    page = person.page(TEXT)
    assert "A nurve of the hand block is an injection" in page
    assert "How they are said" in page
    assert "Your lexicon has this word already" in person.page(f"{address}?word=nerve")
    for spoken, ipa in (("", ""), ("!!", ""), ("", "xyz7"), ("a\u200bb\u0007", "")):
        assert person.send(f"{address}?word=nerve", address, spoken=spoken, ipa=ipa).status_code == 400


def test_sentences_are_numbered_as_they_are_shown(person: Person) -> None:
    """A listener of the page hears 1, 2, 3, without a gap, up to the number in the form, wherever sentences stand."""
    approve(person)
    [record] = person.state.history("en", "nerve-blocks").records
    path = person.library / "en/nerve-blocks.md"
    path.write_text(path.read_text().replace("It blocks pain signals.", "It stops pain signals."))
    said = {}
    for page in (TEXT, f"{TEXT}/version/{record.name}", "/prompts/en"):
        found = person.page(page)
        numbers = [int(number) for number in re.findall(r'id="s(\d+)"', found)]
        assert numbers == list(range(1, len(numbers) + 1)), page
        told = {int(number) for number in re.findall(r"sentence (\d+)</span>", found)}
        assert told == set(numbers), page
        said[page] = numbers
    assert f"all {len(said[TEXT])} sentences, as they" in person.page(TEXT)
    for number, text in ((1, "Nerve blocks"), (number_of(person, "A nerve block is"), "A nerve block is")):
        assert text in person.page(f"/say/en/nerve-blocks/{number}").split('class="inset">')[1].split("</p>")[0]
    assert person.get(f"/say/en/nerve-blocks/{len(said[TEXT])}").status_code == 200
    assert person.get(f"/say/en/nerve-blocks/{len(said[TEXT]) + 1}").status_code == 404


def test_each_word_of_a_sentence_can_be_chosen_once(person: Person) -> None:
    """A word that begins the sentence and comes again is one choice; a name of other letters is another."""
    edit(person, "A nerve block is an injection near a nerve.", "A nerve leads a US nurse to us.")
    number = re.findall(r'id="s(\d+)">(?:(?!id="s).)*US nurse', person.page(TEXT), re.DOTALL)[0]
    page = person.page(f"/say/en/nerve-blocks/{number}")
    assert re.findall(r"word=\w+#how[^>]*>(\w+)</a>", page) == ["a", "nerve", "leads", "US", "nurse", "to", "us"]


def test_a_word_file_becomes_a_text(person: Person) -> None:
    """It is looked at, kept as a draft, heard, taken into the library; a second one of its name replaces it so, too."""
    blocks = [Block(kind="paragraph", text="Rest for an hour."), Block(kind="paragraph", text="Drink water.")]

    def bring(words: list[Block]) -> str:
        document = io.BytesIO(as_docx([Block(kind="heading", text="After your block", level=1), *words]))
        answer = person.post("/document", language="en", file=(document, "after.docx"))
        assert answer.status_code == 303, answer.text
        return str(answer.location)

    look = bring(blocks)
    before = snapshot(person.library)
    assert "2 paragraphs" in person.page(look)
    assert changed(person, before) == set()
    kept = person.send(look, f"{look}/keep")
    assert kept.location == "/text/en/after-your-block"
    page = person.page(kept.location)
    assert "A draft. Nobody hears it." in page
    assert person.get("/sound/en/after-your-block/web.mp3").status_code == 200
    assert person.send(kept.location, f"{kept.location}/approve".replace("/approve", "/publish")).status_code == 303
    assert "Nobody has approved these words yet." in person.page(kept.location)
    path = person.library / "en/after-your-block.md"
    path.write_text(path.read_text().replace("order: 3", "summary: What to do.\norder: 7"))

    look = bring([blocks[0], Block(kind="paragraph", text="Drink tea.")])
    assert "removed:</span> −&nbsp;water.</del>" in person.page(look)
    kept = person.send(look, f"{look}/keep")
    assert kept.location == "/text/en/after-your-block-draft"
    assert "Drink water." in path.read_text()
    taken = person.send(kept.location, f"{kept.location}/publish")
    assert taken.location == "/text/en/after-your-block"
    assert path.read_text().startswith("---\ntitle: After your block\nsummary: What to do.\norder: 7\n---\n")
    assert "Drink tea." in path.read_text()
    assert not path.with_name("after-your-block.draft.md").exists()

    look = bring(blocks)
    assert person.post(f"{look}/discard").status_code == 303
    assert person.get(look).status_code == 404
    assert person.post(f"{look}/keep").status_code == 400


def test_a_document_that_is_brought_twice(person: Person) -> None:
    """While its draft is there, the page leads to it, and nothing is overwritten; a broken file is in the way, too."""
    for words in (b"# Rest\n\nRest for an hour.\n", b"# Rest\n\nRest for two hours.\n"):
        look = person.post("/document", language="en", file=(io.BytesIO(words), "rest.md")).location
        if b"two" not in words:
            assert person.send(look, f"{look}/keep").status_code == 303
    page = person.page(look)
    assert "A draft of this name is there already." in page
    assert 'href="/text/en/rest"' in page
    assert f'action="{look}/keep"' not in page
    refused = person.post(f"{look}/keep")
    assert refused.status_code == 400
    assert "en/rest.md is there already" in refused.text
    assert "an hour" in (person.library / "en/rest.md").read_text()
    assert person.send("/text/en/rest", "/text/en/rest/discard").status_code == 303
    assert person.send(look, f"{look}/keep").status_code == 303


def test_a_list_of_procedures_becomes_a_text_of_each(person: Person) -> None:
    """A document with several procedures is drafts, which are taken into the library one by one, in any order."""
    words = b"# Our blocks\n\n- Hip block: It numbs the hip.\n- Knee block: It numbs the knee.\n"
    look = person.post("/document", language="en", split="1", file=(io.BytesIO(words), "blocks.md")).location
    assert person.send(look, f"{look}/keep").status_code == 303
    drafts = [text.slug for text in person.state.texts.all() if text.is_draft]
    assert len(drafts) >= 2
    for slug in drafts:
        assert person.send(f"/text/en/{slug}", f"/text/en/{slug}/publish").status_code == 303
    assert [text.slug for text in person.state.texts.all() if text.is_draft or text.error] == []


@pytest.mark.parametrize(
    ("language", "name", "data", "status"),
    [
        ("en", "", b"", 400),
        ("en", "a.exe", b"MZ", 400),
        ("en", "a.docx", b"not a zip", 400),
        ("../en", "a.txt", b"Title\n\nWords.", 400),
        ("ivr", "a.txt", b"Title\n\nWords.", 400),
        ("en", "a.txt", b"x" * 200_000, 413),
    ],
)
def test_a_document_that_is_none_is_refused(person: Person, language: str, name: str, data: bytes, status: int) -> None:
    """What cannot be imported, or is too large, is told; nothing is written."""
    person.app.config["MAX_CONTENT_LENGTH"] = 100_000
    before = snapshot(person.library)
    answer = person.post("/document", language=language, file=(io.BytesIO(data), name))
    assert answer.status_code == status
    assert changed(person, before) == set()


def test_a_draft_is_discarded(person: Person) -> None:
    """A draft can be removed, a text that is in the library cannot."""
    (person.library / "en/draft.md").write_text("---\ntitle: My draft\ndraft: true\n---\n\nRest.\n")
    form = person.form("/text/en/draft", "/text/en/draft/discard")
    assert person.post(f"{TEXT}/discard", **form).status_code == 400
    assert person.post("/text/en/draft/discard", **form).status_code == 303
    assert not (person.library / "en/draft.md").exists()
    assert (person.library / "en/nerve-blocks.md").exists()


def test_a_prompt_is_mended_and_given_back(person: Person) -> None:
    """The greeting of a library is its own file; without words the shipped one is heard again; blanks are checked."""
    edit_welcome = "/prompts/en/welcome/edit"
    assert "Welcome." in person.page("/prompts/en")
    assert person.send(edit_welcome, edit_welcome, content="Hello from {name}.").status_code == 400
    assert person.send(edit_welcome, edit_welcome, content="Hello.\r\nPress a key.").status_code == 303
    assert (person.library / "en/prompts/welcome.txt").read_text() == "Hello.\nPress a key.\n"
    form = person.form(edit_welcome, edit_welcome)
    (person.library / "en/prompts/welcome.txt").write_text("Somebody else.\n")
    stale = person.post(edit_welcome, **form, content="Mine.")
    assert stale.status_code == 409
    assert "Somebody else." in stale.text
    assert "Mine." in stale.text
    assert person.send(edit_welcome, edit_welcome, content=" ").status_code == 303
    assert not (person.library / "en/prompts/welcome.txt").exists()
    assert person.get("/prompts/en/nothing/edit").status_code == 404
    assert person.get("/prompts/fr").status_code == 404


def test_prompts_are_approved_together(person: Person) -> None:
    """The library's own prompts of a language are approved, changed, restored and withdrawn as one."""
    page = "/prompts/en"
    assert "Nobody has approved these words yet." in person.page(page)
    assert person.send(page, f"{page}/approve").status_code == 303
    assert f"{NAME} approved these words on" in person.page(page)
    stale = person.form(page, f"{page}/withdraw")
    welcome = person.library / "en/prompts/welcome.txt"
    before = welcome.read_bytes()
    assert person.send(f"{page}/welcome/edit", f"{page}/welcome/edit", content="Hello.").status_code == 303
    assert "Changed since" in person.page(page)
    [record] = person.state.history("en", "prompts").records
    restore = f"{page}/restore/{record.name}"
    assert person.post(restore, shown="0" * 64).status_code == 409
    assert person.send(page, restore).status_code == 303
    assert welcome.read_bytes() == before
    assert f"{NAME} approved these words on" in person.page(page)
    assert person.post(f"{page}/withdraw", **stale).status_code == 303
    assert "withdrew the approval" in person.page(page)
    assert person.post(f"{page}/approve", shown="0" * 64, said="0" * 64).status_code == 409


def test_changed_prompts_are_told_heard_and_restored(person: Person) -> None:
    """What is different from the approved words is shown, as is how words are said; a version is heard as it was."""
    page = "/prompts/en"
    assert person.send(f"{page}/welcome/edit", f"{page}/welcome/edit", content="Hello. Press 1.").status_code == 303
    assert "Press one." in person.page(page)
    assert person.send(page, f"{page}/approve").status_code == 303
    assert "What is different" not in person.page(page)
    for name, words in (
        ("welcome", "Hello. Press 2."),
        ("key-number", "For a number, press 7."),
        ("choice", "{title}: {key}."),
    ):
        assert person.send(f"{page}/{name}/edit", f"{page}/{name}/edit", content=words).status_code == 303
    found = person.page(page).split("What is different")[1]
    for piece in (
        "removed:</span> −&nbsp;1.</del>",
        "added:</span> +&nbsp;2.</ins>",
        "+&nbsp;For a number, press 7.</ins>",
    ):
        assert piece in found
    [record] = person.state.history("en", "prompts").records
    sound = f"/prompt-sound/en/welcome/phone.mp3?version={record.name}"
    assert sound.replace("&", "&amp;") in found
    before, now = person.get(sound), person.get("/prompt-sound/en/welcome/phone.mp3")
    assert (before.status_code, now.status_code, before.mimetype) == (200, 200, "audio/mpeg")
    assert person.get("/prompt-sound/en/welcome/phone.mp3?version=2020-01-01").status_code == 404
    assert person.send(page, f"{page}/approve").status_code == 303
    latest = person.state.history("en", "prompts").records[-1]
    assert person.get(f"/prompt-sound/en/choice/phone.mp3?version={latest.name}").status_code == 200
    (person.library / "lexicon.tsv").write_text("press\tpriss\n")
    assert "How they are said is another." in person.page(page)
    (person.library / "lexicon.tsv").unlink()
    assert person.send(page, f"{page}/restore/{latest.name}").status_code == 303
    assert person.send(page, f"{page}/restore/{record.name}").status_code == 303
    assert not (person.library / "en/prompts/key-number.txt").exists()


def test_every_prompt_can_be_mended(person: Person) -> None:
    """The line of the menus, too, which begins as it is now; the page of its menu leads there."""
    (person.library / "en/prompts/choice.txt").unlink()
    assert 'href="/prompts/en/choice/edit"' in person.page("/prompts/en")
    form = person.page("/prompts/en/choice/edit")
    assert "For {title}, press {key}." in form
    assert "its title takes the place of {title}" in form
    refused = person.send("/prompts/en/choice/edit", "/prompts/en/choice/edit", content="Press a key.")
    assert refused.status_code == 400


def test_a_review_in_front_matter_counts(person: Person) -> None:
    """What a file of an older version says of its review holds for the words as they are, and can be withdrawn."""
    path = person.library / "en/nerve-blocks.md"
    path.write_text(path.read_text().replace("order: 1", "reviewed_by: Dr. Luis Soto\nreviewed_on: 2026-01-31"))
    assert "Dr. Luis Soto approved these words on January 31, 2026." in person.page(TEXT)
    assert person.send(TEXT, WITHDRAW).status_code == 303
    assert "withdrew the approval" in person.page(TEXT)


def test_only_approved_words_are_public(settings: Settings) -> None:
    """With VOICEEDU_PUBLISH=approved nothing is public before its approval, and the page says so."""
    person = open_review(replace(settings, publish="approved"))
    assert "The public hears the words that were approved last" in person.page(TEXT)
    approve(person)
    assert "The public hears the words" not in person.page(TEXT)
    assert "The public then hears nothing of this text." in person.page(TEXT)


def test_a_stale_edit_is_shown_and_not_overwritten(person: Person) -> None:
    """What another program saved meanwhile stays; what was typed is still in the form, with the difference."""
    path = person.library / "en/nerve-blocks.md"
    form = person.form(EDIT, EDIT)
    mine = path.read_text().replace("It can give relief.", "It can give much relief.")
    path.write_text(path.read_text().replace("near a nerve. It", "beside a nerve. It"))
    theirs = path.read_text()
    answer = person.post(EDIT, **form, content=mine)
    assert answer.status_code == 409
    assert path.read_text() == theirs
    assert "much relief" in answer.text
    assert "beside" in answer.text
    assert not (person.library / "CHANGES.md").exists()
    assert person.send(EDIT, EDIT, content="no front matter").status_code == 400
    assert path.read_text() == theirs


@pytest.mark.parametrize("what", ["words", "lexicon"])
def test_words_that_nobody_saw_are_not_approved(person: Person, what: str) -> None:
    """A form that was made before the words, or how they are said, were changed approves nothing."""
    form = person.form(TEXT, APPROVE)
    if what == "words":
        path = person.library / "en/nerve-blocks.md"
        path.write_text(path.read_text().replace("relief", "no relief"))
    else:
        (person.library / "lexicon.tsv").write_text("nerve\tnurve\n")
    answer = person.post(APPROVE, **form)
    assert answer.status_code == 409
    assert "changed elsewhere" in answer.text
    assert person.state.history("en", "nerve-blocks").records == ()


def test_of_two_reviewers_the_first_wins(person: Person, settings: Settings) -> None:
    """Two processes with the same page: the second form is told that the words were changed; both see both names."""
    other = open_review(settings)
    first, second = person.form(EDIT, EDIT), other.form(EDIT, EDIT)
    content = (person.library / "en/nerve-blocks.md").read_text()
    assert person.post(EDIT, **first, content=content.replace("relief", "ease")).status_code == 303
    refused = other.post(EDIT, **second, content=content.replace("relief", "help"), name="Luis Soto")
    assert refused.status_code == 409
    assert "ease" in (person.library / "en/nerve-blocks.md").read_text()
    assert other.send(TEXT, APPROVE, name="Luis Soto").status_code == 303
    assert "Luis Soto approved these words" in person.page(TEXT)


def test_a_second_writer_is_told_who_writes(person: Person, monkeypatch: pytest.MonkeyPatch) -> None:
    """While somebody holds the lock, nobody else writes, and the page names who it is."""
    monkeypatch.setattr(lock, "LOCK_WAIT_S", 0.1)
    monkeypatch.setattr(lock.hold, "__kwdefaults__", {"patience_s": 0.1}, raising=False)
    form = person.form(TEXT, APPROVE)
    with lock.hold(person.library, "Luis Soto"):
        answer = person.post(APPROVE, **form)
    assert answer.status_code == 409
    assert "Luis Soto is changing the library" in answer.text
    with lock.hold(person.library, "Luis Soto"):
        person.get("/language/es")
        answer = person.send(EDIT, EDIT, content="---\ntitle: T\n---\n\nMine.")
    assert answer.status_code == 409
    assert "No guardado:" in answer.text
    assert "Inténtelo de nuevo en unos segundos" in answer.text
    assert "Mine.\n</textarea>" in answer.text
    assert person.post(APPROVE, **form).status_code == 303


def test_many_edits_at_once_lose_nothing(person: Person) -> None:
    """Of edits that were made from the same state one is kept, whole, and the others are told."""
    form = person.form(EDIT, EDIT)
    content = (person.library / "en/nerve-blocks.md").read_text()
    answers: dict[int, int] = {}

    def send(number: int) -> None:
        client = person.app.test_client()
        client.set_cookie(*_cookie(person), domain="127.0.0.1")
        data = {**form, "name": NAME, "content": content.replace("relief", f"relief {number}")}
        answers[number] = client.post(EDIT, base_url=ORIGIN, headers={"Origin": ORIGIN}, data=data).status_code

    threads = [threading.Thread(target=send, args=(number,)) for number in range(6)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sorted(answers.values()) == [303, *[409] * 5]
    [winner] = [number for number, status in answers.items() if status == 303]
    assert (person.library / "en/nerve-blocks.md").read_text() == content.replace("relief", f"relief {winner}")
    assert (person.library / "CHANGES.md").read_text().count("edited") == 1


def _cookie(person: Person) -> tuple[str, str]:
    [cookie] = (person.client._cookies or {}).values()
    return cookie.key, cookie.value


@pytest.mark.parametrize("error", [errno.ENOSPC, errno.EROFS], ids=["full disk", "read-only folder"])
@pytest.mark.parametrize("what", ["edit", "approve", "lexicon", "import"])
def test_a_disk_that_takes_nothing_is_told(
    person: Person, monkeypatch: pytest.MonkeyPatch, error: int, what: str
) -> None:
    """Nothing is half-written, no temporary file stays, and the page says what is wrong."""
    address = "/say/en/nerve-blocks/3"
    before_text = (person.library / "en/nerve-blocks.md").read_text()
    forms: dict[str, Callable[[], tuple[str, dict[str, str]]]] = {
        "edit": lambda: (EDIT, person.form(EDIT, EDIT) | {"content": before_text.replace("pain", "sore")}),
        "approve": lambda: (APPROVE, person.form(TEXT, APPROVE)),
        "lexicon": lambda: (address, person.form(f"{address}?word=nerve", address) | {"spoken": "nurve"}),
        "import": lambda: _brought(person),
    }
    path, form = forms[what]()
    before = snapshot(person.library)

    def fail(descriptor: int) -> None:
        raise OSError(error, os.strerror(error))

    with monkeypatch.context() as patch:
        patch.setattr(os, "fsync", fail)
        answer = person.post(path, **form)
    assert answer.status_code in (400, 409)
    assert os.strerror(error) in answer.text
    assert changed(person, before) == set()
    assert person.post(path, **form).status_code == 303


def _brought(person: Person) -> tuple[str, dict[str, str]]:
    file = (io.BytesIO(b"# Rest\n\nRest for an hour.\n"), "rest.md")
    look = person.post("/document", language="fr", file=file).location
    return f"{look}/keep", person.form(look, f"{look}/keep")


def test_the_shipped_library_is_not_written(tmp_path: Path) -> None:
    """It can be heard; the page says what to set, and no form is offered or taken."""
    person = open_review(Settings(library=SHIPPED_LIBRARY, cache=str(tmp_path), engines=("tone",)))
    page = person.page(TEXT)
    assert "set VOICEEDU_LIBRARY" in page
    assert "<form" not in page
    text = person.state.texts.find("en", "nerve-blocks")
    assert text is not None
    refused = person.post(EDIT, seen=text.state, content="---\ntitle: x\n---\nx")
    assert refused.status_code == 400
    assert not (SHIPPED_LIBRARY / "CHANGES.md").exists()


@pytest.mark.parametrize("name", ["", "   ", "1234", "x" * 81, "<b>Eve</b>", "a\x00b"])
def test_a_name_is_wanted(person: Person, name: str) -> None:
    """Nobody approves without a name that can be told to patients."""
    assert person.send(TEXT, APPROVE, name=name).status_code == 400
    assert not (person.library / "CHANGES.md").exists()


def test_a_name_that_no_voice_says_is_refused(settings: Settings) -> None:
    """Patients hear the name: one in other letters would leave the text without a recording, and is told at once."""
    person = open_review(replace(settings, engines=("espeak",)))
    refused = person.send(TEXT, APPROVE, name="د. ليلى")
    assert refused.status_code == 400
    assert "in the letters of that language" in refused.text
    assert not (person.library / "CHANGES.md").exists()
    assert person.send(TEXT, APPROVE, name="Dr. Nguyễn O’Neil 🩺").status_code == 303


def test_an_empty_library_begins_with_a_document(tmp_path: Path) -> None:
    """A clinic with an empty folder brings its first document, takes it in, and approves it."""
    library = tmp_path / "library"
    library.mkdir()
    person = open_review(Settings(library=library, cache=str(tmp_path / "cache"), engines=("tone",)), settle_s=0)
    page = person.page("/")
    assert "There is no text in this library yet." in page
    assert "Error" not in page
    form = person.page("/document")
    assert [form.count(f'<option value="{language}">') for language in ("en", "es", "vi")] == [1, 1, 1]
    look = person.post(
        "/document", language="en", file=(io.BytesIO(b"# Rest\n\nRest for an hour.\n"), "rest.md")
    ).location
    kept = person.send(look, f"{look}/keep").location
    assert person.send(kept, f"{kept}/publish").status_code == 303
    assert person.send(kept, f"{kept}/approve").status_code == 303
    assert person.state.publisher.wait(60)
    studio = Studio(person.state.settings)
    assert studio.published("en", "rest") is not None
    standing = Reviews(studio).standing("en", "rest")
    assert standing is not None
    assert standing.state == "approved"


def test_the_page_speaks_spanish(person: Person) -> None:
    """A person may choose another language of the page; what is English in it says so."""
    assert 'href="/language/es" lang="es"' in person.page("/")
    assert person.get("/language/es").status_code == 303
    page = person.page(TEXT)
    assert '<html lang="es">' in page
    assert "Nadie ha aprobado" in page
    assert "Nobody" not in page
    assert person.get("/language/xx").status_code == 404
