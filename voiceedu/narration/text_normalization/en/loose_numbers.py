"""Numbers, math and lists as they are typed loosely: 12 000, 1,5 mg, 75%:25%, 5e9/L, i. ii. iii., 5# bag, 4.8★."""

import re

from voiceedu.narration.text_normalization.en.numbers import cardinal, decimal
from voiceedu.narration.text_normalization.roman_numerals import value
from voiceedu.narration.text_normalization.rules import Rule, rewrites, says

_SMALL_NUMERALS = r"(?:iii|ii|iv|vi{0,2}|i)"
_SMALL_LIST = re.compile(r"(?<![\w.])i[.,)]? .*(?<![\w.])ii(?:[.,;)]|\s|$)|\b(?:items?|parts?|sc\.) i{1,2}\b")
_DOSED = re.compile(r"\b(?:tabs?|caps?|tablets?|capsules?|puffs?|gtts?|drops?|PO|po|q\d|daily)\b")
_DIALLED = re.compile(r"\b(?:[Cc]all|[Tt]el|[Pp]hone|[Ff]ax|[Dd]ial|[Tt]ext|[Cc]ode|ID|[Nn]o|[Nn]umber)\b")
_RATED = re.compile(r"\b[Rr]at(?:ed|ing)\b")
_NUMBERS_IN_WORDS = r"(?:one|two|three|four|five|six|seven|eight|nine|ten|twelve)"
_DISTANCES = {"mi": "mile", "km": "kilometer"}
_LENGTHS = {"wk": "week", "mo": "month", "yr": "year", "hr": "hour", "min": "minute"}


def _read_small_numeral(match: re.Match[str]) -> str | None:
    is_list = _SMALL_LIST.search(match.string) and not _DOSED.search(match.string)
    return cardinal(value(match[0].upper())) if is_list else None


def _read_stars(match: re.Match[str]) -> str | None:
    is_rating = "☆" in match[0] or _RATED.search(match.string)
    end = "," if re.match(r" [A-Z]", match.string[match.end() :]) else ""
    return f"{len(re.findall('[★⭐]', match[0]))} of 5 stars{end}" if is_rating else None


FIRST_RULES: tuple[Rule, ...] = (
    rewrites("a tick after letters", r"(?<=[A-Z]{3}) [✓✔](?=[,;.]|$)", " checked"),
    rewrites("times by a star", r"(?<=\d) ?\* ?(?=\d+(?:\.\d+)?\)? ?=)", " times "),
    rewrites("values that are quoted", r"(?<![\w\"])\"(\d+(?: [a-z]+)+ \d+)\"(?![\w\"])", r"\1"),
    rewrites("stars of a rating", r"(?<=\d) ?[★⭐](?!\w)", " stars"),
    rewrites(
        "stars in a row",
        r"(?<!\S)[★☆⭐]{5}(?!\S)",
        _read_stars,
    ),
    rewrites(
        "a weight by its sign",
        r"(?<![\w.,/#-])(\d{1,3})# (?=(?:bags?|weights?|wts?|dumb-?bells?|limit|lifting"
        r"|kettlebells?|restriction|ankle weights?)\b)",
        r"\1-pound ",
    ),
)
RULES: tuple[Rule, ...] = (
    rewrites(
        "thousands with a space",
        r"(?<![\w.,/$€£+-])(?<!\d )(?<!code )(?<!PIN )(?<!ID )(?<!to )(?<!at )(?<!number )(?<!no\. )([1-9]\d{0,2}) 000"
        r"(?=[,;.)]?(?:$| (?!\d))|%)",
        r"\1,000",
    ),
    says(
        "thousands that touch their word",
        r"(?<![\w.,$€£/-])(\d{1,3}(?:,\d{3})+)"
        r"(?:-(?=[a-z]{2})(?!mg|mcg|m[lL]\b|to-)|-(?= (?:to|or|and) \d)|(?=[a-z]{4}))",
        lambda match: decimal(match[1]),
    ),
    rewrites(
        "a value that touches its name",
        r"(?<![\w.])(i?[A-Z][A-Za-z]{1,4})(\d{1,2}\.\d{1,2})(?!\w|\.\w|-\w)",
        r"\1 \2",
    ),
    rewrites("per unit in a word", r"(?<=\d) ?/ ?(?=(?:micro|milli|deci)?(?:liter|litre|gram)\b)", " per "),
    rewrites("thousands of money with a space", r"(?<=[$€£])(\d{1,3}) (\d{3})(?![\d.]|,\d)(?! ?(?:mg|mcg))", r"\1,\2"),
    rewrites(
        "millions with spaces",
        r"(?<![\w.,/+-])(?<!\d )([1-9]\d?) (\d{3}) (\d{3})(?![\w-]| \d|[.,]\d)",
        lambda match: None if _DIALLED.search(match.string) else f"{match[1]},{match[2]},{match[3]}",
    ),
    rewrites(
        "thousands of people with a space",
        r"(?<![\w.,/+-])(?<!\d )([1-9]\d?) (\d{3})(?= (?:patients|people|adults|children|women|men|visits|procedures|"
        r"participants|users|deaths|cases|steps|members|residents|dollars|euros|pounds)\b)",
        r"\1,\2",
    ),
    rewrites(
        "thousands of a dose with a space",
        r"\b(?:more than|exceed|over|up to|than|[Mm]ax(?:imum)?(?: of|:)?|[Tt]otal(?: of|:)?|least|limit of|about) "
        r"(?P<said>(?<!\d )[1-9]\d? \d{3})(?= ?(?:mg|mcg|µg|m[lL]|IU|units)\b(?! (?:tab|cap|pill)))",
        lambda match: match["said"].replace(" ", ","),
    ),
    rewrites(
        "thousands of energy with a space",
        r"(?<![\w.,/+-])(?<!\d )([1-9]) (\d{3})(?= ?(?:k?[Cc]al(?:ories)?|kJ)\b)",
        r"\1,\2",
    ),
    rewrites(
        "a comma before decimals",
        r"(?<![\w.,])(\d{1,3}),(\d{1,2})(?= ?(?:mg|mcg|µg|mL|ml|kg|cm|mm|mmol|°C|%|g\b|L\b)"
        r"|(?: to | ?[-–] ?)\d{1,3},\d{1,2} ?(?:mg|mcg|mL|ml|kg|cm|mm|g\b))",
        r"\1.\2",
    ),
    rewrites(
        "grades of a school",
        r"(?<![\w-])([A-F])[-−](?=[,;.)]|$)",
        lambda match: f"{match[1]} minus" if re.search(r"\b[Gg]rades?\b", match.string) else None,
    ),
    rewrites("one share to another", r"(?<=\d%) ?: ?(?=\d+(?:\.\d+)? ?%)", " to "),
    rewrites("a power in short", r"(?<=\d)[eE](3|6|9|12)(?= ?/ ?(?:L|mL|[µu]L)(?!\w))", r" ×10^\1"),
    rewrites(
        "powers of Greek letters",
        r"(?<![^\W\d_])([α-ω])([²³])",
        lambda match: f"{match[1]} {'squared' if match[2] == '²' else 'cubed'}",
    ),
    rewrites("a scene", r"\bsc\. ?(?=[ivx]+\b|\d)", "scene "),
    rewrites(
        "numerals of a list in small letters",
        rf"(?<![\w.'’-]){_SMALL_NUMERALS}(?=[.,;)]| and\b| or\b|$)",
        _read_small_numeral,
    ),
    rewrites(
        "a length after its number in words",
        rf"\b({_NUMBERS_IN_WORDS})-(wk|mo|yr|hr|min)\b\.?",
        lambda match: f"{match[1]}-{_LENGTHS[match[2]]}",
        ignore_case=True,
    ),
    rewrites(
        "a size of two sides",
        r"(?<![\w.])([2-8])[x×]([2-8])(?=(?:[,;.)]|$)| (?:truck|vehicle|grid|table|board|lumber)\b)",
        lambda match: f"{match[1]} by {match[2]}" if match[0] != match.string.rstrip(".") else None,
    ),
    rewrites("feet by feet", r"(?<![\w.])(\d+(?:\.\d+)?)['’′] ?[x×] ?(\d+(?:\.\d+)?)['’′](?!\w)", r"\1 ft by \2 ft"),
    rewrites(
        "amps of an outlet",
        r"(?<![\w.])(\d{1,3}) ?A (?=(?:outlet|fuse|breaker|circuit|charger|socket)\b)",
        lambda match: f"{cardinal(int(match[1]))} amp ",
    ),
    rewrites(
        "thousands of a count to more",
        r"(?<![\w.,$])(\d{1,3}(?:\.\d)?) ?[-–] ?(\d{1,3}(?:\.\d)?)[kK](?= [a-z]{3,}s\b)",
        lambda match: f"{decimal(match[1])} to {decimal(match[2])} thousand",
    ),
    rewrites(
        "thousands and a part of a count",
        r"(?<![\w.,$])(\d{1,3}\.\d)[kK](?= [a-z]{3,}s\b)",
        lambda match: f"{decimal(match[1])} thousand",
    ),
    says(
        "a letter of several", r"(?<=\d )(?P<letter>[A-Z])['’]s(?=[,;.)]|$| of\b)", lambda match: f"{match['letter']}'s"
    ),
    rewrites("chapters", r"(?<![\w.])[Cc]h\. ?(?=\d|[IVX]+(?!\w))", "chapter "),
    says(
        "pages before a text",
        r"(?<![\w.])(?P<many>p?)p\. ?(?P<first>[ivxl]+)(?: ?[-–] ?(?P<last>[ivxl]+))?(?!\w)",
        lambda match: (
            f"page{'s' * bool(match['many'])} {cardinal(value(match['first'].upper()))}"
            + (f" to {cardinal(value(match['last'].upper()))}" if match["last"] else "")
        ),
    ),
    rewrites("cold by a hyphen", r"(?:(?<=[\s(,;:])|^)-(?=\d+(?:\.\d+)? ?°? ?[CF](?!\w))", "minus "),
    rewrites("degrees in short", r"(?<=\d) ?deg\.? ?(?=[CF](?!\w))", "°"),
    rewrites("pressure without a space", r"(?<=\d/\d\d)(?=mm ?[Hh]g)|(?<=\d/\d{3})(?=mm ?[Hh]g)", " "),
    rewrites("units divided by a power", r"(?<=[A-Za-zµ¹])[ ·.](kg|L|l|m[lL]|m|min|h|s|d|day)⁻¹", r"/\1"),
    rewrites(
        "feet and inches without a space",
        r"(?<![\w.])(\d{1,2}) ?ft ?(\d{1,2})(?!\w|[.,]\d)(?! ?(?:in\b|x|×|by))",
        r"\1 ft \2 in",
    ),
    says(
        "a pace",
        r"(?<![\w:])(?P<minute>\d{1,2}):(?P<second>[0-5]\d) ?(?:min)? ?/ ?(?P<unit>mi|km)(?:le)?\b",
        lambda match: (
            f"{cardinal(int(match['minute']))} "
            + (
                f"{'oh ' * (int(match['second']) < 10)}{cardinal(int(match['second']))}"
                if int(match["second"])
                else "minutes"
            )
            + f" per {_DISTANCES[match['unit']]}"
        ),
    ),
    rewrites("chapters in a row", r"(?<![\w.])[Cc]hs\. ?(?=\d)", "chapters "),
    rewrites(
        "tables beside figures",
        r"\bTab\. ?(?=\d)",
        lambda match: "table " if re.search(r"\b[Ff]igs?\.", match.string) else None,
    ),
    rewrites("pages with a short end", r"\b(pp?\. ?\d{3,4}) ?[-–] ?(?=\d{1,3}(?!\d))", r"\1 to "),
    rewrites("sections in a row", r"§§ ?(?=\d)", "sections "),
    rewrites("a room in capitals", r"(?<!\w)RM\.? (?=#?\d{1,4}[A-Z]?(?![\w.,]*\d))", "room "),
    rewrites("both directions of a road", r"\b((?:I|US|NC|Hwy|Route)[- ]\d+) ?E/W(?!\w)", r"\1 east and west"),
    rewrites("both directions of another road", r"\b((?:I|US|NC|Hwy|Route)[- ]\d+) ?N/S(?!\w)", r"\1 north and south"),
    rewrites("a bus by its letter", r"\b([Bb]us(?:es)?(?: routes?)?[^.;]{0,20}?\d)X(?!\w)", r"\1 X"),
    rewrites("an extension after a sign", r"\b([Ee])xt(?:\.|ension)? ?# ?(?=\d)", r"\1xtension "),
    rewrites("a telephone by its letter", r"(?<!\w)T(?=: ?[+(]?\d[\d ().-]{6,})", "telephone"),
    rewrites("a telephone in short", r"(?<!\w)[Pp]h\.?(?=:? [+(]?\d{3}[\d ().-]{4,})", "phone"),
)
