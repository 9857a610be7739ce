"""Drafts as text."""

from pathlib import Path

import pytest

from voiceedu.content import procedure_file
from voiceedu.errors import LibraryError
from voiceedu.review import drafts

OLD = """\
---
title: Old
slug: rest
summary: How to rest.
order: 3
reviewed_by: Dr. Ana Ruiz
reviewed_on: 2026-01-31
---

Rest for a day.
"""
NEW = "---\ntitle: 'New: rest'\norder: 1\nauthor: Luis\n---\n\nRest for an hour.\n"
PATH = Path("rest.md")


def test_a_draft_and_back() -> None:
    """A new text as a draft is not published, and is the same text again without the mark."""
    draft = drafts.as_draft(NEW, path=PATH)
    assert procedure_file.parse(draft, path=PATH, language="en").draft
    assert drafts.as_text(draft, path=PATH) == NEW


def test_a_text_keeps_its_place_and_no_review() -> None:
    """What takes the place of a text has its slug, summary and order; a review was of the old words."""
    draft = drafts.as_draft(NEW, path=PATH, before=OLD)
    assert "slug:" not in draft
    text = procedure_file.parse(drafts.as_text(draft, path=PATH, before=OLD), path=PATH, language="en")
    assert (text.title, text.slug, text.summary, text.order) == ("New: rest", "rest", "How to rest.", 3)
    assert (text.reviewed_by, text.reviewed_on, text.draft) == ("", None, False)
    assert [block.text for block in text.blocks] == ["Rest for an hour."]


def test_what_is_no_library_file_is_refused() -> None:
    """An error names the file."""
    with pytest.raises(LibraryError, match=r"rest\.md:1"):
        drafts.as_draft("no front matter", path=PATH)
