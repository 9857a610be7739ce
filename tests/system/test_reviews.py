"""Whatever happens to words and approvals, no listener is told "reviewed" of words that nobody has approved."""

import datetime
import io
import itertools
import re
import tempfile
import zipfile
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from flask.testing import FlaskClient
from hypothesis import Phase
from hypothesis import settings as hypothesis_settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, precondition, rule, run_state_machine_as_test

from tests.support.texts import write_short_prompts
from voiceedu.app import create_app
from voiceedu.config import Settings
from voiceedu.publishing import asset_plan, library_watch
from voiceedu.publishing.reviews import Reviews
from voiceedu.publishing.studio import Studio

WORDS = ("Alpha", "Bravo", "Charlie")
PEOPLE = ("Dr. Ruiz", "Dr. Roe", "Dr. Sato")
START = datetime.datetime(2026, 11, 20, 9, tzinfo=datetime.UTC)
TOLD = re.compile("|".join(map(re.escape, PEOPLE)))
SAID = re.compile("|".join(WORDS))


@pytest.fixture(autouse=True)
def at_once(monkeypatch: pytest.MonkeyPatch) -> None:
    """Look at files each time, and finish recordings in two forms: encoding is most of the work."""
    monkeypatch.setattr(library_watch, "LOOK_S", -1.0)
    monkeypatch.setattr(asset_plan, "WHOLE", {"normal": ("web", "phone")})
    monkeypatch.setattr(asset_plan, "PART", {"normal": ("phone",)})
    monkeypatch.setattr(asset_plan, "CALLERS_ONLY", {"normal": ("phone",)})


class Clinic(RuleBasedStateMachine):
    """One procedure, its approvals and what listeners get. Each title names the words that it is the title of."""

    def __init__(self) -> None:
        super().__init__()
        self.temporary = tempfile.TemporaryDirectory(prefix="voiceedu-")
        folder = Path(self.temporary.name)
        (folder / "library" / "en").mkdir(parents=True)
        write_short_prompts(folder / "library", "en")
        self.settings = Settings(
            library=folder / "library", cache=str(folder / "cache"), engines=("tone",), public_url="https://c.example"
        )
        self.times = (START + datetime.timedelta(minutes=minute) for minute in itertools.count())
        self.words, self.claim = WORDS[0], ""
        self.claims: dict[str, str] = {}
        self.standing: dict[str, str] = {}
        self.ever: set[tuple[str, str]] = set()
        self.has_records = self.is_rendered = False
        self.write()
        self.restart()

    def write(self) -> None:
        claim = f"reviewed_by: {self.claim}\nreviewed_on: 2026-01-31\n" if self.claim else ""
        text = f"---\ntitle: {self.words}\n{claim}---\n\n{self.words} helps.\n"
        path = self.settings.library / "en" / "topic.md"
        path.with_suffix(".new").write_text(text, encoding="utf-8")
        path.with_suffix(".new").replace(path)
        self.is_rendered = False
        if self.claim and not self.has_records:
            # A review in front matter is of the words that it was first seen with.
            reviewed = self.claims.setdefault(self.claim, self.words)
            self.standing = {reviewed: self.claim}
            self.ever.add((reviewed, self.claim))
        elif not self.has_records:
            self.standing = {}

    @rule(step=st.sampled_from([1, 2]))
    def edit(self, step: int) -> None:
        """Write other words; those of before come back now and then."""
        self.words = WORDS[(WORDS.index(self.words) + step) % len(WORDS)]
        self.write()

    @rule(by=st.sampled_from(["", *PEOPLE]))
    def sign_the_front_matter(self, by: str) -> None:
        self.claim = by
        self.write()

    @rule(by=st.sampled_from(PEOPLE))
    def approve(self, by: str) -> None:
        reviews = self.reviews()
        digest = reviews.digest("en", "topic")
        assert digest is not None
        reviews.approve("en", "topic", by=by, digest=digest)
        self.standing = {**(self.standing if self.has_records else {}), self.words: by}
        self.ever.add((self.words, by))
        self.has_records, self.is_rendered = True, False

    @precondition(lambda self: self.words in self.standing)
    @rule()
    def withdraw(self) -> None:
        reviews = self.reviews()
        digest = reviews.digest("en", "topic")
        assert digest is not None
        reviews.withdraw("en", "topic", by="Dr. No", digest=digest)
        self.standing = {} if not self.has_records else self.standing
        self.standing.pop(self.words, None)
        self.has_records, self.is_rendered = True, False

    @rule()
    def render(self) -> None:
        for in_review in (False, True):
            for _ in Studio(self.settings, in_review=in_review).render_all():
                pass
        self.is_rendered = True

    def restart(self) -> None:
        self.client: FlaskClient = create_app(self.settings).test_client()

    @rule(publish=st.sampled_from(["all", "approved"]))
    def start_with(self, publish: str) -> None:
        """Begin a new process, with the same setting or the other one."""
        self.is_rendered = self.is_rendered and publish == self.settings.publish
        self.settings = replace(self.settings, publish=publish)
        self.restart()

    def reviews(self) -> Reviews:
        return Reviews(Studio(self.settings), now=lambda: next(self.times))

    def outputs(self) -> Iterator[tuple[str, str]]:
        """Yield each output that a listener gets now, as text."""
        paths = {
            "page": "/en/topic",
            "list": "/en/",
            "transcript": "/en/topic.txt",
            "feed": "/en/feed.xml",
            "phone": "/ivr/twiml?at=en/topic/opening",
            "search": "/en/?q=helps",
        }
        manifest = self.client.get("/phone/en/manifest.json")
        clips = {clip["hashed_url"]: clip for clip in manifest.json["clips"]} if manifest.json else {}
        for clip in clips.values():
            if clip["slug"] == "topic" and clip["part"] in ("", "opening"):
                yield f"manifest {clip['part']}", f"{clip['title']} {clip['transcript']} {clip['review']}"
        for name, path in paths.items():
            answer = self.client.get(path)
            text = answer.text
            for url in re.findall(r"https://c\.example(?=/clips)[^<\"]*", text) if name == "phone" else ():
                text += clips[url]["transcript"]
            yield name, text
        if self.is_rendered:  # else they would be made now: by whom does not matter here
            for name, ending in (("captions", "vtt"), ("book", "epub")):
                answer = self.client.get(f"/en/topic.{ending}")
                if answer.status_code == 200:
                    yield name, unpacked(answer.data) if name == "book" else answer.text
            rendition = Studio(self.settings).published("en", "topic")
            if rendition is not None:
                yield "opening", " ".join(utterance.words for utterance in rendition.script.utterances)

    @invariant()
    def nobody_is_told_what_is_not_so(self) -> None:
        for name, text in self.outputs():
            words, people = set(SAID.findall(text)), set(TOLD.findall(text.replace("Doctor ", "Dr. ")))
            told = {(one, by) for one in words for by in people}
            assert told <= self.ever, (name, told)
            if self.settings.publish == "approved":
                assert words <= self.standing.keys(), (name, words)
            if self.is_rendered and self.settings.publish == "all" and name not in ("list", "search"):
                by = self.standing.get(self.words)
                assert (words, people) == ({self.words}, {by} if by else set()), name

    def teardown(self) -> None:
        self.temporary.cleanup()


def unpacked(book: bytes) -> str:
    with zipfile.ZipFile(io.BytesIO(book)) as files:
        names = [name for name in files.namelist() if name.endswith((".xhtml", ".opf"))]
        return " ".join(files.read(name).decode() for name in names)


def test_nobody_is_told_of_a_review_that_was_not_given() -> None:
    """Edits, approvals, withdrawals, renders and restarts in any order: every output tells the truth of its words."""
    # Without shrinking, which takes minutes: twelve steps can be read.
    options = hypothesis_settings(max_examples=6, stateful_step_count=12, deadline=None, phases=[Phase.generate])
    run_state_machine_as_test(Clinic, settings=options)


def test_the_usual_course() -> None:
    """Sign, change, approve, render, change, publish approved words alone, withdraw: the truth after each step."""
    clinic = Clinic()
    steps: tuple[Callable[[], object], ...] = (
        lambda: clinic.sign_the_front_matter("Dr. Sato"),
        lambda: clinic.edit(1),
        clinic.render,
        lambda: clinic.approve("Dr. Ruiz"),
        clinic.render,
        lambda: clinic.edit(1),
        lambda: clinic.start_with("approved"),
        clinic.render,
        lambda: clinic.edit(2),
        clinic.withdraw,
        lambda: clinic.start_with("all"),
        clinic.render,
    )
    try:
        for step in steps:
            step()
            clinic.nobody_is_told_what_is_not_so()
    finally:
        clinic.teardown()
