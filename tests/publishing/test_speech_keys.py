"""What a voice is given, and when it speaks anew."""

from dataclasses import replace

from voiceedu.content.blocks import Block
from voiceedu.content.procedure import Procedure
from voiceedu.content.sections import Section
from voiceedu.engines import Voice
from voiceedu.narration import script
from voiceedu.narration.lexicon import Lexicon
from voiceedu.publishing import speech_keys

VOICE = Voice(engine="espeak", engine_version="1.52", name="en-us", version="", language="en")
NERVE_BLOCKS = Procedure(
    slug="nerve-blocks",
    language="en",
    title="Nerve blocks",
    sections=(
        Section(
            slug="what-it-is",
            heading="What it is",
            blocks=(Block(kind="paragraph", text="It is medicine near a nerve. It blocks pain signals."),),
        ),
    ),
)


def test_ipa_is_in_the_key_of_a_voice_that_takes_it() -> None:
    """A changed pronunciation is spoken anew by a voice that hears of it, and by no other."""
    plain, sounded = (script.write(NERVE_BLOCKS, Lexicon(ipa=ipa)).utterances for ipa in ({}, {"nerve": "ˈnɝv"}))
    takes_ipa = replace(VOICE, takes_ipa=True)

    def changed(voice: Voice) -> list[str]:
        pairs = zip(plain, sounded, strict=True)
        return [
            one.text
            for one, other in pairs
            if speech_keys.speech_key(one, voice) != speech_keys.speech_key(other, voice)
        ]

    assert [text for text in changed(takes_ipa) if "nerve" not in text.casefold()] == []
    assert "It is medicine near a nerve." in changed(takes_ipa)
    assert changed(VOICE) == []


def test_voice_that_takes_ipa_gets_plain_words() -> None:
    """It gets the IPA in place of respellings, for the words as they stand."""
    lexicon_with_both = Lexicon({"nerve": "nurve"}, ipa={"nerve": "ˈnɝv"})
    [said] = [one for one in script.write(NERVE_BLOCKS, lexicon_with_both).utterances if "medicine" in one.text]
    takes_ipa = replace(VOICE, takes_ipa=True)
    assert speech_keys.words_for(said, VOICE) == "It is medicine near a nurve."
    assert speech_keys.words_for(said, takes_ipa) == "It is medicine near a nerve."
    assert speech_keys.ipa_for(said, VOICE) == {}
    assert speech_keys.ipa_for(said, takes_ipa) == {"nerve": "ˈnɝv"}
