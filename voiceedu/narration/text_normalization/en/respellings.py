"""How a word is said, in brackets after it, the stressed part in capitals: asbestosis (as-bes-TO-sis)."""

from voiceedu.narration.text_normalization.rules import Rule, rewrites

RULES: tuple[Rule, ...] = (
    rewrites(
        "how a word is said",
        r"(?<=\()[a-z]{1,6}(?:-[a-z]{1,6})*-[A-Z]{2,5}(?:-[a-z]{1,6})+(?=\))",
        lambda match: match[0].lower(),
    ),
    rewrites(
        "how words are said",
        r"(?<=\()(?=[^()]*(?<![A-Z])[a-z]{1,6}-[A-Z]{1,5}-[a-z]|[A-Z]{2,5}-[a-z]{1,6}-)"
        r"[A-Za-z]{1,6}(?:-[A-Za-z]{1,6})+(?: [A-Za-z]{1,6}(?:-[A-Za-z]{1,6})+)*(?=\))",
        lambda match: match[0].lower(),
    ),
    rewrites(
        "how a word is said, stressed first",
        r"(?<=\()[A-Z]{2,5}(?:-[a-z]{1,6}){2,}(?=\))",
        lambda match: match[0].lower(),
    ),
)
