"""Amounts of food and drink: 2 c of water, 1 part salt : 2 cups, 15 g CHO, 1 tab c food."""

from voiceedu.narration.text_normalization.en.numbers import amount
from voiceedu.narration.text_normalization.rules import Rule, rewrites

_FATS = {"3": "threes", "6": "sixes", "9": "nines"}
RULES: tuple[Rule, ...] = (
    rewrites(
        "several fats",
        r"\b([Oo]mega)-?([369])s(?!\w)",
        lambda match: f"{match[1]} {_FATS[match[2]]}",
    ),
    rewrites(
        "parts of a mixture",
        r"(?<![\w.,/])(\d+ (?!(?:yrs?|years?|mos|months?|mths?|wks?|weeks?|days?|hrs?|hours?|lbs?|pounds)\b)[a-z]{3,})"
        r" ?: ?"
        r"(?=\d+(?:\.\d+)? ?(?:oz|mL|ml|cups?|tsp|tbsp))",
        r"\1 to ",
    ),
    rewrites("carbohydrate", r"(?<=\dg )CHO(?!\w)|(?<=\d g )CHO(?!\w)", "carbohydrate"),
    rewrites(
        "with a meal",
        r"\b((?:tab|cap|tablet|capsule)s?|daily|day|mg|[qQ][dD]|[BTQ]I?D|[BT]DS?|[bt]ds?|[btq]id|qds|prn|PRN) c "
        r"(?=(?:breakfast|lunch|dinner|supper|food|meals?|water|milk|snacks?)\b)",
        r"\1 with ",
    ),
    rewrites(
        "cups",
        r"(?<![\w.,/])(?P<number>(?:\d{1,2} ?)?(?:\d/\d|[½¼¾⅓⅔])|\d{1,2}) ?c\.? "
        r"(?=(?:of )?(?:(?:warm|hot|cold|clear|cool|plain) )?"
        r"(?:water|H2O|H₂O|juice|tea|coffee|broth|milk|soup|liquids?|fluids?|rice|oatmeal|yogurt|vegetables|fruit|spinach|"
        r"beans|pasta|cereal|berries|broccoli|salad|lentils|greens|flour|sugar|OJ|cottage|nuts)\b"
        r"|(?:cooked|raw|chopped|skim|low-fat) [a-z])",
        lambda match: f"{match['number']} cup{'s' if amount(match['number']).is_many else ''} ",
    ),
)
