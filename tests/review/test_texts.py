"""The texts of a library as its files are now."""

from pathlib import Path

import pytest

from tests.support.texts import write_texts
from voiceedu.review.texts import Texts, is_language, own_prompt


def text(title: str, *fields: str) -> str:
    return "\n".join(["---", f"title: {title}", *fields, "---", "", f"{title} is it.", ""])


def test_drafts_and_broken_files_are_there(tmp_path: Path) -> None:
    """Texts come in listening order, then broken files by the name of the file; other folders are not read."""
    files = {"en/b": text("B", "order: 1"), "en/a": text("A", "order: 2", "draft: true"), "en/broken": "x"}
    write_texts(tmp_path, {**files, "notes/x": text("X"), "en/.#b": "x", "es/c": text("C", "slug: other")})
    texts = Texts(tmp_path)
    found = texts.all()
    assert [(one.language, one.slug, one.is_draft) for one in found] == [
        ("en", "b", False),
        ("en", "a", True),
        ("en", "broken", False),
        ("es", "other", False),
    ]
    assert found[2].error is not None
    assert texts.find("es", "other") == found[3]
    assert texts.find("es", "c") is None
    assert texts.languages() == ("en", "es")
    assert [one is again for one, again in zip(found, texts.all(), strict=True)] == [True] * 4
    (tmp_path / "en/b.md").write_text(text("New", "order: 1"))
    changed = texts.find("en", "b")
    assert changed is not None
    assert changed.title == "New"


def test_a_draft_knows_what_it_replaces(tmp_path: Path) -> None:
    """<name>.draft.md is for the place of <name>.md, whatever its slug; another draft is for none."""
    draft = text("Rest", "draft: true")
    write_texts(tmp_path, {"en/rest": text("Rest", "slug: resting"), "en/rest.draft": draft, "en/new": draft})
    texts = Texts(tmp_path)
    beside, new = texts.find("en", "rest-draft"), texts.find("en", "new")
    assert beside is not None
    assert new is not None
    assert texts.replaced_by(beside) == texts.find("en", "resting")
    assert texts.replaced_by(new) is None
    assert beside.published_path.name == "rest.md"


def test_paths_of_prompts_and_languages(tmp_path: Path) -> None:
    """No name of a prompt or of a language leads out of the library."""
    assert own_prompt(tmp_path, "en", "welcome") == tmp_path / "en/prompts/welcome.txt"
    for name in ("../x", "menu-1", ""):
        with pytest.raises(KeyError):
            own_prompt(tmp_path, "en", name)
    assert [is_language(tag) for tag in ("en", "es-MX", "ivr", "..", "en/..", "", "e")] == [True, True, *[False] * 5]
