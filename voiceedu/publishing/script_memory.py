"""Reuses a published script while the text, the lexicon and the program that made it are the same.

A rendition holds its script, sealed with all else, and the key of what that was made of. So nothing is kept beside it,
and what is remembered is as old as what is published.
"""

import hashlib

import msgspec

from voiceedu.content.library import Work
from voiceedu.content.prompt_set import PromptSet
from voiceedu.narration import script as scripts
from voiceedu.narration.lexicon import Lexicon
from voiceedu.narration.script import Script
from voiceedu.publishing import program
from voiceedu.storage.rendition import Rendition

MADE_BY = ("narration", "translations", "assets.py", "languages.py")
"""Files and folders of this package whose code or tables change scripts."""
LIBRARIES = ("babel", "kitten-text-processing", "sentencex")


def key(work: Work, lexicon: Lexicon) -> str:
    """Return a digest of everything that shapes the script of `work`, including the program."""
    whole = [program.digest(MADE_BY, LIBRARIES), lexicon.identity, work]
    return hashlib.sha256(msgspec.json.encode(whole)).hexdigest()


def script(work: Work, lexicon: Lexicon, published: Rendition | None) -> Script:
    """Return the script of `work`: the published one if it is still valid, else a new one."""
    if published is not None and published.script_key == key(work, lexicon):
        return published.script
    if isinstance(work, PromptSet):
        return scripts.write_prompts(work, lexicon)
    return scripts.write(work, lexicon)
