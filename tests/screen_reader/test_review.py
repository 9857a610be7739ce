"""A clinician with Orca, by keyboard alone: from a Word file to what the public is told, and back.

In Chromium, where a test can answer the dialog that asks for a file, which is the desktop's own window.
"""

import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from tests.browser.conftest import answering
from tests.browser.review_site import LEAFLET, Site, reviewing
from tests.content.formats.writers import as_docx
from tests.screen_reader.clinician import Clinician
from tests.screen_reader.desktop import desktop
from tests.screen_reader.windows import chromium_window
from tests.support.texts import write_short_prompts
from voiceedu.app import create_app

NAME = "Dr. Ana Ruiz"
TITLE = "After your block"
TOP = "Skip to the main content"
"""The first words of every page."""
LINKS = ("All texts", "Bring a document")
"""What follows on every page of the review."""
DATE = ("Month", "Day", "Year", "Show date picker")
SOUNDS = "The sound is being made|Playing"
"""What is told while a sound begins; Orca may leave out one of the two where the other is told at once."""
PATIENCE_S = 60


@pytest.fixture
def review(tmp_path: Path) -> Iterator[Site]:
    """A review of a library that has no text yet."""
    write_short_prompts(tmp_path / "library", "en")
    with reviewing(tmp_path) as site:
        yield site


@pytest.fixture
def clinician(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Clinician]:
    with desktop(tmp_path_factory.mktemp("desk-review"), sayAllOnLoad=False) as desk, chromium_window(desk) as window:
        yield Clinician(desk, window)


def test_a_word_file_becomes_public_and_the_version_before_comes_back(
    review: Site, clinician: Clinician, tmp_path: Path
) -> None:
    """Import, hear, mend a name, approve, see it public, change, withdraw, restore: each step says what it did."""
    document = tmp_path / "after.docx"
    document.write_bytes(as_docx(LEAFLET))
    bring(clinician, review, document)
    hear(clinician)
    mend_a_name(clinician)
    assert (review.settings.library / "lexicon.tsv").read_text().splitlines()[-1] == "Desai\tdeh sigh"
    publish(clinician)
    approve(clinician)
    hear_public_page(clinician, review)
    add_a_sentence(clinician)
    approve(clinician, "What is different")
    withdraw(clinician)
    assert "Sleep well." in told_without(review, NAME)
    restore(clinician)
    assert f"Reviewed by {NAME}" in told_without(review, "Sleep well.")


def bring(clinician: Clinician, review: Site, document: Path) -> None:
    clinician.open(review.link(), "All texts", TOP)
    clinician.choose("k", *LINKS)
    clinician.follow("Bring a document", TOP)
    clinician.choose("b", "The document")
    with clinician.window.choosing(document):
        clinician.press("Return")
    clinician.choose("b", "Look at it")
    clinician.follow("after.docx", TOP)
    clinician.walk("Down", LINKS[-1], "What after.docx becomes", "Hold it beside the document")
    clinician.press("2", "Keep it as a draft")
    clinician.enter("Your name")
    clinician.type(NAME)
    clinician.choose("Tab", "Keep it as a draft")
    clinician.follow(f"The document is kept as a draft. – {TITLE}", TOP)


def hear(clinician: Clinician) -> None:
    clinician.choose("b", "Hear it as on the page")
    clinician.press("Return", SOUNDS)
    wait_until_it_plays(clinician)
    clinician.press("Return", "not pressed")


def wait_until_it_plays(clinician: Clinician) -> None:
    deadline = time.monotonic() + PATIENCE_S
    script = "return document.querySelector('.playing').textContent"
    while (told := clinician.window.evaluate(script)) != "Playing.":
        assert time.monotonic() < deadline, told
        time.sleep(0.05)


def mend_a_name(clinician: Clinician) -> None:
    clinician.walk("k", "Edit the words", "Hear them as on the telephone", "sentence 1")
    clinician.press("Down", "Dr. Desai says: rest for an hour.")
    clinician.choose("k", "sentence 2")
    clinician.follow("How is this said?", TOP)
    clinician.press("2", "Choose the word")
    clinician.choose("k", "Dr", "Desai")
    clinician.press("Return", "How does “Desai” sound?")
    clinician.enter("Write it as it sounds")
    clinician.type("deh sigh")
    clinician.choose("Tab", "Or in phonetic letters", "Hear it in the sentence")
    clinician.press("Return", SOUNDS)
    sign(clinician, "Keep it")
    clinician.follow(f"“Desai” is said so from now on. – {TITLE}", TOP)


def sign(clinician: Clinician, *stops: str) -> None:
    """Go to the name, which is there from before, and on to the button."""
    clinician.choose("e", "Your name")
    clinician.choose("Tab", *stops)


def publish(clinician: Clinician) -> None:
    clinician.walk("2", "The words", "Take it into the library")
    sign(clinician, "Take it into the library")
    clinician.follow(f"The draft is in the library now. Nobody has approved it yet. – {TITLE}", TOP)


def approve(clinician: Clinician, *headings: str) -> None:
    """Approve the words of a page that has `headings` before those words."""
    clinician.walk("2", *headings, "The words", "Approve")
    sign(clinician, *DATE, "Approve these words")
    clinician.follow(f"You have approved these words. – {TITLE}", TOP)
    clinician.walk("Down", LINKS[-1], "You have approved", TITLE, f"{NAME} approved these words on")


def hear_public_page(clinician: Clinician, review: Site) -> None:
    told(review, NAME)
    with answering(create_app(review.settings)) as url:
        clinician.open(f"{url}/en/after-your-block", f"{TITLE}: listen and read", TOP)
        clinician.walk("Down", TITLE, "This takes less than a minute", f"Reviewed by {NAME} on")
        clinician.follow(TITLE, TOP, key="alt+Left")


def add_a_sentence(clinician: Clinician) -> None:
    clinician.choose("k", *LINKS, "Edit the words")
    clinician.follow(f"Edit: {TITLE}", TOP)
    clinician.enter("The words")
    clinician.press("ctrl+End")
    clinician.type("Sleep well.")
    clinician.press("Tab", "Your name", NAME)
    clinician.choose("Tab", "Save")
    clinician.follow(f"The words are saved. – {TITLE}", TOP)
    clinician.walk("Down", LINKS[-1], "The words are saved", TITLE, f"Changed since {NAME} approved it on")


def withdraw(clinician: Clinician) -> None:
    clinician.walk("2", "The words", "Withdraw")
    sign(clinician, "Withdraw the approval")
    clinician.follow(f"The approval is withdrawn. – {TITLE}", TOP)
    clinician.walk("Down", LINKS[-1], "The approval is withdrawn", TITLE, f"{NAME} withdrew the approval on")


def restore(clinician: Clinician) -> None:
    clinician.walk("2", "The words", "Approve", "History")
    clinician.choose("k", "approved by Dr. Ana Ruiz (2)", "approved by Dr. Ana Ruiz")
    clinician.follow(f"{TITLE}, as approved on", TOP)
    clinician.press("2", "What would be different")
    clinician.press("Down", "removed:", "Sleep well.")
    clinician.walk("2", "The words", "Restore")
    sign(clinician, "Restore these words")
    clinician.follow(f"The words of that version are back. – {TITLE}", TOP)
    clinician.walk("Down", LINKS[-1], "The words of that version", TITLE, f"{NAME} approved these words on")


def told(review: Site, words: str) -> str:
    """Return the public page once it has `words`."""
    return _public(review, lambda page: words in page)


def told_without(review: Site, words: str) -> str:
    """Return the public page once it does not have `words` any more."""
    return _public(review, lambda page: words not in page)


def _public(review: Site, condition: Callable[[str], bool]) -> str:
    deadline = time.monotonic() + PATIENCE_S
    while True:
        page = create_app(review.settings).test_client().get("/en/after-your-block").text
        if condition(page):
            return page
        assert time.monotonic() < deadline, page
        time.sleep(0.2)
