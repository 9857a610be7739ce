"""What a voice is given of an utterance, and the key of the speech that it makes of that. Pure."""

from voiceedu.engines import Voice
from voiceedu.narration.lines import Utterance


def speech_key(utterance: Utterance, voice: Voice) -> str:
    """Return the speech key of `utterance`: that of a person's recording if there is one, else that of `voice`."""
    return utterance.recording or voice.speech_key(words_for(utterance, voice), ipa_for(utterance, voice))


def words_for(utterance: Utterance, voice: Voice) -> str:
    """Return the text that `voice` receives."""
    return utterance.spoken if voice.takes_respellings and not voice.takes_ipa else utterance.words


def ipa_for(utterance: Utterance, voice: Voice) -> dict[str, str]:
    """Return the pronunciations that `voice` receives with the words."""
    return dict(utterance.ipa) if voice.takes_ipa else {}
