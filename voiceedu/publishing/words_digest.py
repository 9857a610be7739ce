"""Digests of words as they are shown and as they are said: what an approval is of. Pure.

The program's own words around a procedure (its length, its review, the goodbye) are no part of them, nor are order,
dates and pauses. A program that says the same text in other words changes the digest of what is said.
"""

import hashlib
from collections.abc import Iterable
from dataclasses import dataclass

import msgspec

from voiceedu.content.blocks import Block
from voiceedu.content.procedure import Procedure
from voiceedu.content.prompt_set import OwnPrompts
from voiceedu.narration import script as scripts
from voiceedu.narration.lexicon import Lexicon
from voiceedu.narration.lines import Utterance
from voiceedu.narration.script import Script


@dataclass(frozen=True, kw_only=True)
class WordsDigest:
    """The SHA-256 of words as they are shown, and of the same words as they are said, in hex digits."""

    shown: str
    said: str


def of_procedure(procedure: Procedure, script: Script, lexicon: Lexicon) -> WordsDigest:
    """Return the digest of `procedure`, of which `script` is the script with `lexicon`.

    Shown are title, summary, source, author, text, and the name in phone menus where one is given. Said is the title
    and the text.
    """
    title = script.passages[0].lines[0].utterances
    said = [*title, *(utterance for passage in script.sections for utterance in passage.utterances)]
    return WordsDigest(shown=shown(procedure), said=_said(said, lexicon))


def shown(procedure: Procedure) -> str:
    """Return the part of the digest of `procedure` that is of its words as they are shown. It needs no script."""
    about = [procedure.title, procedure.summary, procedure.source, procedure.author]
    about += filter(None, [procedure.menu])  # texts without one keep the digest that they had
    return _sha256([about, list(map(_shown, procedure.blocks))])


def of_prompts(prompts: OwnPrompts, lexicon: Lexicon) -> WordsDigest:
    """Return the digest of a library's own prompts: their texts with the blanks in them, and their recordings."""
    said = [
        utterance
        for _, lines in prompts.texts
        for line in lines
        for utterance in scripts.utterances(line.format(title="…", key="1"), lexicon, language=prompts.language)
    ]
    return WordsDigest(shown=_sha256([prompts.texts, prompts.recordings]), said=_said(said, lexicon))


def _shown(block: Block) -> list[object]:
    # Field by field, so that another field in a later version leaves the digests of older texts as they are.
    fields = [block.kind, block.text, block.depth, block.number, block.level, block.cells, block.header, block.link]
    return [*fields, *filter(None, [block.mark])]  # steps with plain numbers keep the digest that they had


def _said(utterances: Iterable[Utterance], lexicon: Lexicon) -> str:
    """Return the digest of what is said, with the sounds that the clinic itself has given to words.

    Its respellings stand in the words. How a voice says other words is not what a person has approved.
    """
    own = {lexicon.ipa[form] for form in lexicon.clinic & lexicon.ipa.keys()}
    said = [
        [utterance.words, [pair for pair in utterance.ipa if pair[1] in own], utterance.recording]
        for utterance in utterances
    ]
    return _sha256(said)


def _sha256(value: object) -> str:
    return hashlib.sha256(msgspec.json.encode(value)).hexdigest()
