"""What is different between the words of a text and others."""

from tests.review.conftest import NAME, Person
from voiceedu.review.compared_texts import changed_sentences, shown, words_before
from voiceedu.review.texts import Text

DRAFT = "---\ntitle: Nerve blocks\ndraft: true\n---\n\nIt helps.\n"


def find(person: Person, slug: str) -> Text:
    found = person.state.texts.find("en", slug)
    assert found is not None
    return found


def test_words_are_compared_with_those_approved_last(person: Person) -> None:
    """A text with its approval, a draft with the text that it would replace; without either there is nothing before."""
    text = find(person, "nerve-blocks")
    assert text.procedure is not None
    now = shown(person.state, text.procedure)
    assert now[:2] == ["Nerve blocks", "Medicine placed near a nerve."]
    assert words_before(person.state, text) == []
    page = "/text/en/nerve-blocks"
    assert person.send(page, f"{page}/approve", name=NAME).status_code == 303
    assert words_before(person.state, text) == now
    (person.library / "en/nerve-blocks.draft.md").write_text(DRAFT)
    draft = find(person, "nerve-blocks-draft")
    assert words_before(person.state, draft) == now
    assert changed_sentences(now, now) == ()
    assert len(changed_sentences(now, [*now, "More."])) == 1
