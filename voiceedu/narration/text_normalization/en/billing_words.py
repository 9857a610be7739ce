"""Words of a bill and of an insurer's letter: plan disc. -$20, spec. $50, mod. -50, prior auth #A77-1203, 12% v 4%."""

from voiceedu.narration.text_normalization.en.codes import spell_signs
from voiceedu.narration.text_normalization.rules import Rule, rewrites, says

RULES: tuple[Rule, ...] = (
    rewrites("a discount", r"\b([Dd])isc\.?(?=:? ?[-−–+]?[$£€₹]|:? ?[-−–]?\d+(?:\.\d+)? ?%)", r"\1iscount"),
    rewrites("money that is taken off", r"^[-−–](?=[$£€]\d)", "minus "),
    rewrites(
        "a price of so many",
        r"(?<![\w.,])([$€£][\d,]+(?:\.\d\d)?) ?/ ?"
        r"(?=\d{1,3} ?(?:d|days?|tabs?|pills?|caps?|w|wks?|weeks?|mos?|months?|hrs?|h|mins?|visits?|sessions?)\b)",
        r"\1 per ",
    ),
    rewrites("a price of a prescription", r"([$€£][\d,]+(?:\.\d\d)?) ?/ ?R[xX](?!\w)", r"\1 per prescription"),
    rewrites("about a price", r"([$€£₹]) ?[~≈] ?(?=\d)", r"~\1"),
    rewrites("a price and its hours", r"(£\d+\.\d\d) ?(?=[≤<]? ?\d{1,2}(?:[–-]\d{1,2})? ?h(?:rs?)?\b)", r"\1, "),
    rewrites("a concession", r"(?<=\d )conc\.(?=\)| (?:card|rate|price))", "concession"),
    rewrites("dollars of Australia", r"(?<![\w$])\$A ?(?=\d)", "A$"),
    rewrites("an advance", r"\b([Aa])dv\.(?= (?:deposit|payment|booking|notice)\b)", r"\1dvance"),
    rewrites("a specialist", r"\b([Ss])pec\.?(?= (?:copay|visit|\$))", r"\1pecialist"),
    rewrites(
        "a modifier",
        r"\b[Mm]od(?:ifier|s)?\.? ?[-–]?(?=(?:2[2-7]|5\d|6[2-6]|7[6-9]|80|9[0-9]|[LR]T|TC)(?![\w.%]))",
        lambda match: "modifier " if "CPT" in match.string or "HCPCS" in match.string else None,
    ),
    says(
        "the number of an authorization",
        r"\b[Aa]uth(?:orization)?\.?(?: \(PA\))?:? ?(?:#|[Nn]o\.?|number)? ?"
        r"(?P<said>[A-Z]{1,3}\d{1,6}(?:-\d{2,6})+)(?!\w)",
        lambda match: ", ".join(map(spell_signs, match["said"].split("-"))),
    ),
    rewrites("who made it", r"\b([Mm])fd\.?(?= (?:by|for|in)\b)", r"\1anufactured"),
    rewrites("one share against another", r"(?<=[\d%]) v\.? (?=\d)", " versus "),
    rewrites("a version after a slash", r"(?<=\d)/(?=[vV]\d)", ", "),
    rewrites("pages by their number", r"\b([Pp]age (?:[Nn]umber|[Nn]o\.?):? \d+) ?/ ?(?=\d)", r"\1 of "),
)
