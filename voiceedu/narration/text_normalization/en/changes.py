"""Changes by an arrow or a delta: from 5→10 mg, 20→40 mg, Δ dressing, ST-T Δs."""

from voiceedu.narration.text_normalization.rules import Rule, rewrites

RULES: tuple[Rule, ...] = (
    rewrites("from one number to another", r"\b([Ff]rom \d+(?:\.\d+)?) ?(?:→|-+>) ?(?=\d)", r"\1 to "),
    rewrites(
        "an amount that is changed",
        r"(?<![\w.,/→>-])(\d+(?:\.\d+)?%?)(?:→|-+>)(?=\d+(?:\.\d+)? ?[a-zµ%])",
        r"\1 to ",
    ),
    rewrites(
        "changes of a dressing", r"(?<!\w)Δ (?=(?:q ?\d|q[a-z]|[A-Z]{1,3}/|daily|every|dressing|BID|QD))", "change "
    ),
    rewrites("changes of a heart", r"(?<=\bST-T )Δ(?!\w)", "changes"),
    rewrites("changes", r"(?<!\w)Δ['’]?s(?!\w)", "changes"),
    rewrites("changes in short", r"(?<![\w/])([Cc])hg(s?)(?![\w/])(?:\.(?= ?[a-z\d]))?", r"\1hange\2"),
)
