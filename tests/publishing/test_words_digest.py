"""The digests of words: what changes them, and what does not."""

from dataclasses import replace
from pathlib import Path

import pytest

from voiceedu.content import procedure_file
from voiceedu.content.prompt_set import OwnPrompts
from voiceedu.content.review import Review
from voiceedu.narration import script
from voiceedu.narration.lexicon import Lexicon
from voiceedu.publishing import words_digest
from voiceedu.publishing.words_digest import WordsDigest

TEXT = """\
---
title: Nerve blocks
summary: Medicine near a nerve.
order: 3
source: A leaflet
author: Dr. Roe
reviewed_by: Dr. Ruiz
---

Take 5 mg of lidocaine.

## Afterwards

1. Rest.
2. Drink.
"""


def digest(text: str = TEXT, lexicon: Lexicon | None = None) -> WordsDigest:
    procedure = procedure_file.parse(text, path=Path("nerve-blocks.md"), language="en")
    lexicon = lexicon or Lexicon()
    return words_digest.of_procedure(procedure, script.write(procedure, lexicon), lexicon)


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("Nerve blocks", "Nerve block"),
        ("near a nerve", "near the nerve"),
        ("A leaflet", "A book"),
        ("Dr. Roe", "Dr. Doe"),
        ("summary:", "menu: a block\nsummary:"),
        ("5 mg", "50 mg"),
        ("## Afterwards", "## After it"),
        ("1. Rest.\n2. Drink.", "- Rest.\n- Drink."),
        ("1. Rest.\n2. Drink.", "a. Rest.\nb. Drink."),
        ("2. Drink.", "2. Drink.\n\nCall us."),
    ],
)
def test_every_word_counts(old: str, new: str) -> None:
    """Another word, number or form of a list is not what was approved."""
    assert digest(TEXT.replace(old, new)).shown != digest().shown


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("order: 3", "order: 4"),
        ("reviewed_by: Dr. Ruiz", "reviewed_by: Dr. Roe"),
        ("summary:", "review_by: 2030-01-01\nsummary:"),
        ("\n\nTake", "\n\n\nTake"),
        ("mg of", "mg\nof"),
    ],
)
def test_what_is_no_word_does_not_count(old: str, new: str) -> None:
    """Order, dates, the review itself and how lines break in the file leave an approval as it is."""
    assert digest(TEXT.replace(old, new)) == digest()


def test_the_review_that_is_said_is_not_among_the_words() -> None:
    """The opening says who reviewed the words; saying so does not change what was reviewed."""
    procedure = procedure_file.parse(TEXT, path=Path("nerve-blocks.md"), language="en")
    reviewed = replace(procedure, review=Review(state="reviewed", by="Dr. Ruiz"))
    said = script.write(reviewed, Lexicon())
    assert words_digest.of_procedure(reviewed, said, Lexicon()) == digest()


def test_what_a_clinic_does_to_a_sound_counts() -> None:
    """A respelling or a sound of the clinic's own changes what is said, and leaves what is shown."""
    respelled = digest(lexicon=Lexicon({"lidocaine": "lie doe kane"}, clinic=frozenset({"lidocaine"})))
    sounded = digest(lexicon=Lexicon(ipa={"lidocaine": "ˈlaɪdoʊkeɪn"}, clinic=frozenset({"lidocaine"})))
    assert len({digest().said, respelled.said, sounded.said}) == 3
    assert digest().shown == respelled.shown == sounded.shown


def test_the_sounds_of_the_program_do_not_count() -> None:
    """A later version that knows how one more word sounds ends no approval."""
    lexicon = Lexicon({"lidocaine": "lie doe kane"}, ipa={"lidocaine": "ˈlaɪdoʊkeɪn"})
    assert digest(lexicon=lexicon) == digest()


def test_numbers_count_as_they_are_said() -> None:
    """The same text said in other words is not what was heard."""
    kept = Lexicon({"5 mg": "five milligrams please"}, clinic=frozenset({"5 mg"}))
    assert digest(lexicon=kept).said != digest().said


def test_prompts_by_their_texts_and_recordings() -> None:
    """A prompt that is written or recorded otherwise is another one."""
    lines = OwnPrompts(language="en", texts=(("choice", ("{title}: {key}.",)), ("welcome", ("Hello.",))))
    others = replace(lines, texts=(("choice", ("{title}: {key}.",)), ("welcome", ("Hello there.",))))
    recorded = replace(lines, recordings=(("welcome", "0" * 64),))
    found = [words_digest.of_prompts(prompts, Lexicon()) for prompts in (lines, others, recorded)]
    assert len({one.shown for one in found}) == 3
    assert found[0].said == found[2].said != found[1].said


def test_digest_of_a_text_with_plain_numbers_stays() -> None:
    """Approvals of texts that were given before steps had letters still hold: the digest is that of then."""
    assert digest().shown == "39243768561d57e6791190c93cd60dd2f3696bb7ba824853ba7a4af9135c6592"
