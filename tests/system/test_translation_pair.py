"""Two documents of a clinic, in two languages and with two names, from their files to page, telephone and podcast."""

import json

import pytest
from flask.testing import FlaskClient

from tests.content.formats.writers import as_docx
from voiceedu.app import create_app
from voiceedu.config import Settings
from voiceedu.content import importer, library_files
from voiceedu.content.blocks import Block
from voiceedu.publishing.studio import Studio

TITLES = {"en": "After your nerve block", "es": "Después de su bloqueo"}
TEXTS = {
    "en": "You had a nerve block today. Do not drive, and rest until you can feel your arm.",
    "es": "Hoy le hicieron un bloqueo. No maneje, y descanse hasta que pueda sentir el brazo.",
}
STEPS = {"en": [("a", "Eat."), ("b", "Sleep.")], "es": [("a", "Coma."), ("b", "Duerma.")]}
SLUGS = {"en": "after-your-nerve-block", "es": "despues-de-su-bloqueo"}


@pytest.fixture(scope="module")
def client(tmp_path_factory: pytest.TempPathFactory) -> FlaskClient:
    """A client of a library into which both documents were imported, the second as a translation of the first."""
    folder = tmp_path_factory.mktemp("pair")
    library = folder / "library"
    for language in ("en", "es"):
        document = folder / f"{language}.docx"
        title = Block(kind="heading", text=TITLES[language], level=1)
        steps = [
            Block(kind="step", text=text, depth=1, number=number, mark=mark)
            for number, (mark, text) in enumerate(STEPS[language], start=1)
        ]
        document.write_bytes(as_docx([title, Block(kind="paragraph", text=TEXTS[language]), *steps]))
        original = SLUGS["en"] if language == "es" else ""
        found = importer.read(document, language=language, translation_of=original, folder=library / language)
        assert found.problems == ()
        library_files.write(found.files, library / language, force=False)
    settings = Settings(library=library, cache=str(folder / "cache"), engines=("tone",))
    studio = Studio(settings)
    for procedure in studio.library:
        studio.render(procedure)
    return create_app(settings).test_client()


def test_pages_lead_to_one_another(client: FlaskClient) -> None:
    """Each page offers the other language at the same topic, for people and for search engines."""
    for language, other in (("en", "es"), ("es", "en")):
        page = client.get(f"/{language}/{SLUGS[language]}").text
        assert f'hreflang="{other}"' in page
        assert f'href="/{other}/{SLUGS[other]}"' in page


def test_language_key_stays_with_the_topic(client: FlaskClient) -> None:
    """A caller who presses 5 within the topic hears it in the other language, from the beginning."""
    for language, other in (("en", "es"), ("es", "en")):
        at = f"{language}/{SLUGS[language]}/introduction"
        answer = client.get(f"/ivr/twiml?at={at}&Digits=5").text
        assert f"at={other}/{SLUGS[other]}/opening" in answer
        assert f"{SLUGS[other]}-opening.mp3" in answer


def test_each_feed_has_its_own(client: FlaskClient) -> None:
    """The podcast of a language has the text of that language, and its captions say so."""
    for language in ("en", "es"):
        feed = client.get(f"/{language}/feed.xml").text
        assert f"<title>{TITLES[language]}</title>" in feed
        assert f"voiceedu:{language}/{SLUGS[language]}" in feed
        assert f'.vtt" type="text/vtt" language="{language}"' in feed


def test_letters_of_steps_are_on_page_phone_and_in_transcript(client: FlaskClient) -> None:
    """What the document calls b is b wherever it is read, also by a phone system that reads with a voice of its own."""
    for language in ("en", "es"):
        step = STEPS[language][1][1]
        assert '<ol type="a">' in client.get(f"/{language}/{SLUGS[language]}").text
        assert f"b. {step}" in client.get(f"/{language}/{SLUGS[language]}.txt").text
        assert f"b. {step}" in client.get(f"/{language}/{SLUGS[language]}.vtt").text
        manifest = json.loads(client.get(f"/phone/{language}/manifest.json").data)
        assert any(f"b. {step}" in clip["transcript"] for clip in manifest["clips"])
