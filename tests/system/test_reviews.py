"""Whatever happens to words and approvals, no listener is told "reviewed" of words that nobody has approved."""

import datetime
import hashlib
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
from voiceedu.content.prompt_set import PROMPTS
from voiceedu.narration import phone_parts
from voiceedu.narration.lines import Utterance
from voiceedu.publishing import asset_plan, file_watch, library_watch
from voiceedu.publishing.reviews import Reviews
from voiceedu.publishing.studio import Studio
from voiceedu.storage.rendition import Rendition
from voiceedu.web.state import AppState

WORDS = ("Alpha", "Bravo", "Charlie")
WAYS = ("", "al fuh", "alp hah")
"""How the first word is said, and with it all others: "" as it is written."""
PEOPLE = ("Dr. Ruiz", "Dr. Roe", "Dr. Sato")
GREETINGS = ("Delta", "Echo")
START = datetime.datetime(2026, 11, 20, 9, tzinfo=datetime.UTC)
TOLD = re.compile("|".join(map(re.escape, PEOPLE)))
SHOWN = re.compile("|".join(WORDS))
CLAIMED_ON = re.compile(r"2026-01-31|January 31")
"""The day of every review in front matter."""
GREETED = re.compile("|".join(GREETINGS))
RECORDINGS = {
    "recording": ("/en/topic.mp3", "web", ""),
    "captions": ("/en/topic.vtt", "captions", ""),
    "book": ("/en/topic.epub", "book", ""),
    "phone whole": ("/phone/en/topic.mp3", "phone", ""),
    "phone opening": ("/phone/en/topic/opening.mp3", "phone", "opening"),
    "phone closing": ("/phone/en/topic/closing.mp3", "phone", "closing"),
}
"""What is made of the voice: the address, the profile and the part of each."""
Words = tuple[str, str]
"""What is written, and the way in which it is said."""


def spoken_form(word: str, way: str) -> str:
    """Return how a word is said: in letters that no other word has."""
    return way.replace("al", word[:2].lower(), 1) if way else word


SAID = {spoken_form(word, way): (word, way) for word in WORDS for way in WAYS}
SPOKEN = re.compile("|".join(sorted(SAID, key=len, reverse=True)))


@pytest.fixture(autouse=True)
def at_once(monkeypatch: pytest.MonkeyPatch) -> None:
    """Look at files each time, and finish recordings in two forms: encoding is most of the work."""
    monkeypatch.setattr(library_watch, "LOOK_S", -1.0)
    monkeypatch.setattr(file_watch, "LOOK_S", -1.0)
    monkeypatch.setattr(asset_plan, "WHOLE", {"normal": ("web", "phone")})
    monkeypatch.setattr(asset_plan, "PART", {"normal": ("phone",)})


class Clinic(RuleBasedStateMachine):
    """One procedure, the greeting of callers, their approvals, and what listeners get.

    Each title names the words that it is the title of. `holding` has the people whose approval of words holds, the
    latest last; `greetings` the greetings that are approved; `bytes_say` what is shown and said of the bytes of each
    recording, by their SHA-256.
    """

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
        self.word, self.way, self.claim, self.greeting = WORDS[0], WAYS[0], "", GREETINGS[0]
        self.claims: dict[str, Words] = {}
        self.holding: dict[Words, list[str]] = {}
        self.greetings: set[str] = set()
        self.bytes_say: dict[str, tuple[str, str]] = {}
        self.has_records = self.is_rendered = False
        self.greet(self.greeting)
        self.write()
        self.restart()

    @property
    def words(self) -> Words:
        return self.word, self.way

    def write(self) -> None:
        claim = f"reviewed_by: {self.claim}\nreviewed_on: 2026-01-31\n" if self.claim else ""
        text = f"---\ntitle: {self.word}\n{claim}---\n\n{self.word} helps.\n"
        self.put("en/topic.md", text)
        if self.claim and not self.has_records:
            # A review in front matter is of the words that it was first seen with.
            self.holding = {self.claims.setdefault(self.claim, self.words): [self.claim]}
        elif not self.has_records:
            self.holding = {}

    def put(self, name: str, text: str) -> None:
        path = self.settings.library / name
        new = path.with_name(f".{path.name}.new")
        new.write_text(text, encoding="utf-8")
        new.replace(path)
        self.is_rendered = False

    @rule(step=st.sampled_from([1, 2]))
    def edit(self, step: int) -> None:
        """Write other words; those of before come back now and then."""
        self.word = WORDS[(WORDS.index(self.word) + step) % len(WORDS)]
        self.write()

    @rule(way=st.sampled_from(WAYS))
    def edit_the_lexicon(self, way: str) -> None:
        """Have the same words said in another way."""
        self.way = way
        self.put("lexicon.tsv", "".join(f"{word}\t{spoken_form(word, way)}\n" for word in WORDS if way))

    @rule(by=st.sampled_from(["", *PEOPLE]))
    def sign_the_front_matter(self, by: str) -> None:
        self.claim = by
        self.write()

    @rule(by=st.sampled_from(PEOPLE))
    def approve(self, by: str) -> None:
        self.decide("topic", by)
        self.holding = self.holding if self.has_records else {}
        self.holding.setdefault(self.words, []).append(by)
        self.has_records = True

    @precondition(lambda self: self.words in self.holding)
    @rule()
    def withdraw(self) -> None:
        self.decide("topic", "")
        self.holding = self.holding if self.has_records else {}
        self.holding.pop(self.words, None)
        self.has_records = True

    @rule(greeting=st.sampled_from(GREETINGS))
    def greet(self, greeting: str) -> None:
        """Write another greeting."""
        self.greeting = greeting
        self.put(f"en/{PROMPTS}/welcome.txt", f"{greeting} welcomes you.\n")

    @rule()
    def approve_the_prompts(self) -> None:
        self.decide(PROMPTS, PEOPLE[0])
        self.greetings.add(self.greeting)

    @precondition(lambda self: self.greeting in self.greetings)
    @rule()
    def withdraw_the_prompts(self) -> None:
        self.decide(PROMPTS, "")
        self.greetings.discard(self.greeting)

    def decide(self, slug: str, by: str) -> None:
        """Approve what is written now as `by`; withdraw the approval as nobody."""
        reviews = Reviews(Studio(self.settings), now=lambda: next(self.times))
        digest = reviews.digest("en", slug)
        assert digest is not None
        if by:
            reviews.approve("en", slug, by=by, digest=digest)
        else:
            reviews.withdraw("en", slug, by="Dr. No", digest=digest)
        self.is_rendered = False

    @rule()
    def render(self) -> None:
        for in_review in (False, True):
            for _ in Studio(self.settings, in_review=in_review).render_all():
                pass
        self.is_rendered = True

    @rule()
    def listen(self) -> None:
        """Ask for everything that is made of the voice: what is not there is made, as far as it may be."""
        for name, (path, _, _) in RECORDINGS.items():
            answer = self.client.get(path)
            self.remember_what_bytes_say()
            if answer.status_code == 200:
                self.check_recording(name, answer.data)
        answer = self.client.get("/en/library.epub")
        if answer.status_code == 200:
            self.check("library as a book", unpacked(answer.data))

    def restart(self) -> None:
        app = create_app(self.settings)
        self.client: FlaskClient = app.test_client()
        self.studio = AppState.of(app).studio

    @rule(publish=st.sampled_from(["all", "approved"]))
    def start_with(self, publish: str) -> None:
        """Begin a new process, with the same setting or the other one."""
        self.is_rendered = self.is_rendered and publish == self.settings.publish
        self.settings = replace(self.settings, publish=publish)
        self.restart()

    def remember_what_bytes_say(self) -> None:
        """Note the words in the bytes of each recording that is in the store now."""
        rendition, _ = self.studio.store.read_rendition("en", "topic")
        if rendition is None:
            return
        for asset in rendition.assets:
            said = list(utterances(rendition, asset.section))
            self.bytes_say[asset.sha256] = " ".join(one.text for one in said), " ".join(one.words for one in said)

    @invariant()
    def nobody_is_told_what_is_not_so(self) -> None:
        self.remember_what_bytes_say()
        for name, text in self.texts():
            self.check(name, text)
        published = self.studio.published("en", "topic")
        for name, (path, profile, part) in RECORDINGS.items():
            if published is not None and published.asset(profile, section=part) is not None:
                answer = self.client.get(path)
                assert answer.status_code == 200
                self.check_recording(name, answer.data)
        self.check_greeting()

    def texts(self) -> Iterator[tuple[str, str]]:
        """Yield each output that a listener gets now, as text."""
        paths = {
            "page": "/en/topic",
            "list": "/en/",
            "transcript": "/en/topic.txt",
            "feed": "/en/feed.xml",
            "search": "/en/?q=helps",
        }
        for clip in self.clips():
            if clip["slug"] == "topic":
                yield f"manifest {clip['part']}", f"{clip['title']} {clip['transcript']} {clip['review']}"
        for part in ("opening", "closing"):
            yield f"phone {part}", self.heard(f"?at=en/topic/{part}")
        for name, path in paths.items():
            yield name, self.client.get(path).text

    def clips(self) -> list[dict[str, str]]:
        manifest = self.client.get("/phone/en/manifest.json")
        return list(manifest.json["clips"]) if manifest.json else []

    def heard(self, query: str = "") -> str:
        """Return what a caller hears: the words that a platform says, and those of the clips that it plays."""
        document = self.client.get(f"/ivr/twiml{query}").text
        words = {clip["hashed_url"]: clip["transcript"] for clip in self.clips()}
        played = re.findall(r"https://c\.example(?=/clips)[^<\"]*", document)
        return " ".join([document, *(words[url] for url in played)])

    def check(self, name: str, text: str) -> None:
        """Hold what is shown or written against the approvals."""
        words, people = set(SHOWN.findall(text)), set(TOLD.findall(text.replace("Doctor ", "Dr. ")))
        approved = {(word, by) for (word, _), names in self.holding.items() for by in names}
        assert {(word, by) for word in words for by in people} <= approved, name
        assert not (self.has_records and CLAIMED_ON.search(text)), name  # the day of a review that counts no more
        if self.settings.publish == "approved":
            assert words <= {word for word, _ in self.holding}, name
        elif self.is_rendered and name not in ("list", "search"):
            assert (words, people) == ({self.word}, set(self.holding.get(self.words, ())[-1:])), name

    def check_recording(self, name: str, data: bytes) -> None:
        """Hold what a recording says against the approvals: the way in which its words are said counts."""
        text, said = self.bytes_say[hashlib.sha256(data).hexdigest()]
        shown = unpacked(data) if name == "book" else data.decode() if name == "captions" else text
        self.check(name, shown)
        people = set(TOLD.findall(text))
        for words in {SAID[form] for form in SPOKEN.findall(said)}:
            assert people <= set(self.holding.get(words, ())), (name, words)
            assert words in self.holding or self.settings.publish == "all", (name, words)

    def check_greeting(self) -> None:
        """Hold what callers are greeted with against what is approved."""
        greeted = set(GREETED.findall(self.heard()))
        if self.settings.publish == "approved":
            assert greeted <= self.greetings
        elif self.is_rendered:
            assert greeted == {self.greeting}

    def teardown(self) -> None:
        self.temporary.cleanup()


def utterances(rendition: Rendition, part: str) -> Iterator[Utterance]:
    """Yield what a part of a rendition says; the whole if `part` is empty."""
    if not part:
        yield from rendition.script.utterances
    for each in phone_parts.of(rendition.script):
        if each.passage.slug == part:
            yield from each.passage.utterances


def unpacked(book: bytes) -> str:
    with zipfile.ZipFile(io.BytesIO(book)) as files:
        names = [name for name in files.namelist() if name.endswith((".xhtml", ".opf"))]
        return " ".join(files.read(name).decode() for name in names)


def test_nobody_is_told_of_a_review_that_was_not_given() -> None:
    """Edits, approvals, withdrawals, renders and restarts in any order: every output tells the truth of its words."""
    # Without shrinking, which takes minutes: fourteen steps can be read.
    options = hypothesis_settings(max_examples=6, stateful_step_count=14, deadline=None, phases=[Phase.generate])
    run_state_machine_as_test(Clinic, settings=options)


def test_the_usual_course() -> None:
    """Sign, change, approve, withdraw, say a word otherwise, publish approved words alone: always the truth."""
    clinic = Clinic()
    steps: tuple[Callable[[], object], ...] = (
        lambda: clinic.sign_the_front_matter("Dr. Sato"),
        lambda: clinic.edit(1),
        clinic.render,
        lambda: clinic.approve("Dr. Ruiz"),
        clinic.render,
        clinic.withdraw,
        clinic.listen,
        lambda: clinic.approve("Dr. Roe"),
        clinic.render,
        lambda: clinic.edit_the_lexicon("al fuh"),
        lambda: clinic.edit(1),
        clinic.approve_the_prompts,
        lambda: clinic.greet("Echo"),
        lambda: clinic.start_with("approved"),
        clinic.listen,
        clinic.render,
        lambda: clinic.edit_the_lexicon(""),
        lambda: clinic.edit(2),
        clinic.withdraw,
        lambda: clinic.start_with("all"),
        clinic.render,
    )
    try:
        clinic.nobody_is_told_what_is_not_so()
        for step in steps:
            step()
            clinic.nobody_is_told_what_is_not_so()
    finally:
        clinic.teardown()


def test_the_same_person_approves_what_they_had_signed() -> None:
    """Then the day of the approval is told everywhere, and that of the front matter nowhere."""
    clinic = Clinic()
    try:
        clinic.sign_the_front_matter("Dr. Ruiz")
        clinic.render()
        assert all(CLAIMED_ON.search(text) for name, text in clinic.texts() if name in ("page", "transcript", "feed"))
        clinic.nobody_is_told_what_is_not_so()
        clinic.approve("Dr. Ruiz")
        clinic.nobody_is_told_what_is_not_so()
        for step in (clinic.listen, clinic.render):
            step()
            clinic.nobody_is_told_what_is_not_so()
    finally:
        clinic.teardown()
