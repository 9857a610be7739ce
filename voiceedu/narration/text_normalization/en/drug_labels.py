"""Short forms of a drug's label and of a pharmacy: EXP 09/27, DAW, 1 PR qhs, cream AAA, ½ c/40 gal, neck ↓."""

from voiceedu.narration.text_normalization.rules import ABBREVIATION_DOT, Rule, rewrites

_OFTEN = r"(?= (?:qhs|q ?\d|qd|daily|nightly|nocte|[BTbt]ID|[bt]id|PRN|prn|once|twice|\d ?[x×]))"

RULES: tuple[Rule, ...] = (
    rewrites("by mouth, with dots", rf"(?<![\w.])(?<![nN]\. )p\. ?o(?!\w){ABBREVIATION_DOT}", "by mouth"),
    rewrites(
        "into a vein or a muscle, with dots",
        rf"(?<![\w.])i\. ?(?P<way>[vm])(?!\w){ABBREVIATION_DOT}",
        lambda match: f"I{match['way'].upper()}",
    ),
    rewrites(
        "so much of each",
        r"(?<=\d) ?(g|kcal|mg|mL|ml) ?/ ?(?=(?:snack|portion|slice|tub|glass|bar|packet|sachet)\b)",
        r" \1 per ",
    ),
    rewrites("units of so much sugar", r"(?<=\d) ?u ?/ ?(?=\d{1,3} ?(?:>|over|above|mg|g\b))", " u per "),
    rewrites("millions of a volume", r"(?<=\d) ?M(?=/m[lL](?!\w))", " million"),
    rewrites("no such thing", r"(?<!\w)Ø (?=(?!since|for|until|after|before|x\b)[a-z])", "no "),
    rewrites("none", r"(?<=[a-z]) Ø(?!\w)", " none"),
    rewrites("on and off", r"(?<=\d) ?/ ?(?=off\b|on\b)", ", "),
    rewrites("puffs", r"(?<=\d )p (?=q ?\d{1,2} ?h\b)", "puffs "),
    rewrites("at most of a day", r"(?<=/d) max\b\.?(?=[,;)]|$)", " maximum"),
    rewrites("parts of a fruit", r"[¼½]['’]d(?!\w)", lambda match: "quartered" if match[0][0] == "¼" else "halved"),
    rewrites("cups in a volume", r"(?<=[\d½¼¾]) ?c ?/ ?(?=\d+ ?(?:gal|qts?|L)\b)", " cup per "),
    rewrites("by rectum", rf"(?<=\d )PR{_OFTEN}", "by rectum"),
    rewrites("into the vagina", rf"(?:(?<=\dg )|(?<=\d g )|(?<=mg )|(?<=cream )|(?<=\d ))PV{_OFTEN}", "vaginally"),
    rewrites("of the vagina", r"\b([Vv])ag\.(?= (?:cream|gel|ring|tabs?|suppos))", r"\1aginal"),
    rewrites(
        "where it is put",
        r"(?:(?<=%)|(?<=cream)|(?<=oint\.)|(?<=oint)|(?<=ointment)|(?<=gel)|(?<=lotion)) AAA(?!\w)",
        " to the affected area",
    ),
    rewrites("from there down", r"\b([Nn]eck|[Ww]aist|[Cc]hin) ↓", r"\1 down"),
    rewrites("a change in something", r"(?<!\w)Δ (?=in\b)", "change "),
    rewrites("expires", r"\bEXP(?=[:.]? ?\d)", "expires"),
    rewrites("between doses", r"\bbtw(?=[;,.]|$| (?:doses|drops|meals|puffs|sprays)\b)", "between"),
    rewrites("a pharmacist", r"\bR[Pp]h(?=:)", "pharmacist"),
    rewrites("inhibitors", r"\binhib\.?(?=[ ,;)]|$)", "inhibitors"),
    rewrites("no other brand", r"(?<!\w)DAW(?![\w-])", "dispense as written"),
    rewrites(
        "after a drug that is inhaled",
        r"(?<=[a-z] )p (?=(?:Tx|ICS|inhaler|steroid|(?:each|every) (?:loose|BM|meal|stool|feed|diaper|nappy)\w*)\b)",
        "after ",
    ),
)
