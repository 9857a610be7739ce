"""Signs that are a pause or silent in every language, and letters that are written in several ways."""

from voiceedu.narration.text_normalization.rules import SAID, Rule, rewrites

_PICTURES = "\u231a\u231b\u23e9-\u23ff\u25a0-\u2bff\U0001f000-\U0001faff\ufffc\u20e3\u200d"
"""Shapes, ticks, stars, arrows of emoji, emoji, the keycap around a digit: decoration, or a mark beside words."""
_SILENT = rf"(?:[®™©℠†‡•‣◦※`´¨¯{_PICTURES}]|(?<![^\W\d_])·|·(?![^\W\d_]))"
_LIST_MARKS = "✓✔✗✘☐☑☒❌✅•●▪◦‣►➤"
_BEFORE_STOP = r"(?=[,.;:!?…)\]]|$)"

_APOSTROPHES = rewrites("apostrophes", rf"(?<=[\w{SAID}])[’ʼ＇](?=[^\W\d_])|(?<=\w)‘(?=[^\W\d_])", "'")

_SPACES = rewrites("spaces", r"\s{2,}", " ")
_INLINE_ELEMENTS = "a|abbr|b|big|cite|code|em|font|i|kbd|mark|q|s|small|span|strike|strong|sub|sup|u"
_OTHER_ELEMENTS = "blockquote|br|center|dd|div|dl|dt|h[1-6]|hr|img|li|ol|p|pre|table|tbody|td|th|thead|tr|ul"
_ATTRIBUTES = r"(?:\s+[a-z-]+=(?:\"[^\"<>]*\"|'[^'<>]*'|[^\s\"'<>]+))*\s*/?"

OPENING_RULES: tuple[Rule, ...] = (
    rewrites(
        "a vitamin before its amount",
        r"(?<![\w.-])(B\d{1,2}|D[23]|K[12])"
        r"(?= [\d.,]+ ?(?:mg|m?cg|[µμ]g|мк?г|IU|UI|IE|I\.E\.|NE|МЕ|j\.m\.|units?|unidades|"
        r"وحدة|ملغ|đơn vị|यूनिट|ед\.?)(?!\w))",
        r"\1,",
    ),
    rewrites(  # or the mark that closes is read as one of inches
        "numbers in quotation marks",
        r"(?:(?<=[\s(/])|^)[\"“”„«] ?(\d{1,4}(?:[.,]\d+)?) ?[\"“”»](?=[\s,.;:)!?/]|$)",
        r"\1",
    ),
    rewrites("HTML within a line", rf"</?(?:{_INLINE_ELEMENTS}){_ATTRIBUTES}>", "", ignore_case=True),
    rewrites("HTML between lines", rf"\s*</?(?:{_OTHER_ELEMENTS}){_ATTRIBUTES}>\s*", ", ", ignore_case=True),
    rewrites("other markup around words", r"<([a-z]+)(?:=[^<>\s]{1,20})?>([^<>]{0,500})</\1>", r" \2 "),
    rewrites("other markup with a value", r"</?[a-z]+(?:\s+[a-z-]+)?=[^<>\s]{1,20}\s*/?>", " "),
    rewrites("places to fill in", r"</?([^\W\d_][^<>\d=]*?)/?>", r"(\1)"),  # <your name>
    rewrites("smileys", r"(?<!\S)[:;=]['’]?-?[)(|DP](?!\S)", " "),
    rewrites("blanks of a date", r"(?<!\w)_+(?: ?[/-] ?(?:20|19)?_+)+", " "),
    rewrites("a year to fill in", r"(?<!\w)20_{2,}", " "),
    _APOSTROPHES,
    rewrites("a minus as the mark of a list", r"^−\s*(?=[^\W\d_])", ""),
    rewrites("marks of a list", rf"(?<=[\w{SAID}.)%]) +[{_LIST_MARKS}]\s*(?=\w)", ", "),
    rewrites("drawn lines", r"\s*[\u2500-\u257f]+\s*", ", "),
    rewrites("silent marks before a stop", rf" ?{_SILENT}+{_BEFORE_STOP}", ""),
    rewrites("silent marks", rf"{_SILENT}+", " "),
    rewrites(
        "emphasis", r"(?<![\w*])[*_]+(?=\w)|(?<=\w)[*_]+(?![\w*])|(?<!\S)[*_]+(?!\S)|(?<=[.!?:;,)%])[*_]+(?=\s|$)", ""
    ),
    _SPACES,
)

DECIMAL_RULES: tuple[Rule, ...] = (
    rewrites(
        "decimals without a zero", r"(?:^|(?<=[\s(<>≤≥=~±/-]))(?=\.\d|,\d+ ?(?:mg|mcg|µg|g|kg|m[lL]|[lL])\b)", "0"
    ),
)
"""A point that is easily overlooked: .5 mg is half a milligram. English and Spanish say it in their own way."""

_INNERMOST = r"\s*[(\[{（［]\s*([^()\[\]{}（）［］]*?)\s*[)\]}）］]"
_DEEPEST_BRACKETS = 4

PAUSE_RULES: tuple[Rule, ...] = (
    rewrites("the dot of an abbreviation before a pause", rf"(?<=[\w{SAID}])\.(?=[,;:](?:\s|$))", ""),
)
"""Before general text normalization, which would take "insc.:" for an address of the web."""

CLOSING_RULES: tuple[Rule, ...] = (
    _APOSTROPHES,
    _SPACES,  # of a long run of them, the patterns below would try every part
    rewrites("dots before a bracket", r"\s*(?:…|\.{3,})(?=[)\]])", ""),
    *(rewrites("brackets", _INNERMOST, r", \1, ") for _ in range(_DEEPEST_BRACKETS)),
    rewrites("brackets without a partner", r"[()\[\]{}（）［］]", ", "),
    rewrites(
        "quotation marks",
        rf"[\"“”„‟«»‹›＂‘]|(?<![\w{SAID}])['’‘′]|['’‘′](?!\w)|(?<=[{SAID}])['’‘′](?!s(?!\w))",  # "MRI's" stays
        " ",
    ),
    _SPACES,
    rewrites("dashes", r"(?:(?<=\s)|^)[-–]+(?=\s|$)|\s*(?:—|--+|–)\s*", ", "),
    rewrites("hyphens at the edge of a word", rf"(?<!\w)-+|-+(?!\w)|(?<=[{SAID}])-|-(?=[{SAID}])", " "),
    rewrites("dots", rf"\s*(?:…|\.{{2,}})+(?=\s*\S*[\w{SAID}])", ", "),
    rewrites("final dots", r"\s*(?:…|\.{2,})+", "."),
    rewrites("space before a stop", r"\s+(?=[,.;:!?])", ""),
    rewrites("stops together", r"^[\s,.;:]+(?=.)|,(?:\s*,)*(?=\s*[,.;:!?])|(?<=[.!?:;]),", ""),
    rewrites("a comma before a stop of Chinese or Armenian", r"\s*,\s*(?=[，。；：、！？։՝])", ""),
    rewrites("two full stops", r"(?<!\.)\.(?:\s*\.)+(?!\w)", "."),
    rewrites("comma at the end", r"[\s,]+$", ""),
)
