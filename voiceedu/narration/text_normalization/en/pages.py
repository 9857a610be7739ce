"""Places in a text: p. 4/9, pgs 2-3, §3, App. B, para. 2."""

import re

from voiceedu.narration.text_normalization.rules import Rule, rewrites


def _name_pages(match: re.Match[str]) -> str:
    return "pages " if match["many"] else "page "


RULES: tuple[Rule, ...] = (
    rewrites("sections", r"§ ?(?=\d)", "section "),
    rewrites("pages in short of", r"\b(?:[Pp]gs?|[Pp](?! \d{1,2}/10(?!\d)))\.? (\d+) ?/ ?(?=\d)", r"page \1 of "),
    rewrites("an appendix", r"\bApp\. (?=[A-Z\d](?!\w))", "Appendix "),
    rewrites("paragraphs", r"\b[Pp]aras?\. ?(?=\d)", "paragraph "),
    rewrites("pages of", r"(?<=[Pp]age )(\d+) ?/ ?(?=\d)", r"\1 of "),
    rewrites("pages", r"(?<!\w)[Pp](?P<many>p|gs|ages)?g?\. ?(?=\d)", _name_pages),
)
