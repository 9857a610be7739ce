"""What the elements of HTML mean to a listener: which are blocks, which are bold, and which are not read."""

import re

from lxml.etree import _Element as Element
from lxml.etree import iterwalk

from voiceedu.content.formats.outline import NOTE_MARK

BLOCKS = frozenset(
    [
        "address",
        "article",
        "aside",
        "blockquote",
        "body",
        "center",
        "details",
        "div",
        "fieldset",
        "figcaption",
        "figure",
        "footer",
        "form",
        "header",
        "hgroup",
        "html",
        "legend",
        "main",
        "p",
        "pre",
        "section",
        "summary",
        "tbody",
        "td",
        "tfoot",
        "th",
        "thead",
        "tr",
    ]
)
BOUNDARIES = BLOCKS | frozenset(
    [
        "br",
        "caption",
        "dd",
        "dir",
        "dl",
        "dt",
        "h1",
        "h2",
        "h3",
        "h4",
        "h5",
        "h6",
        "hr",
        "li",
        "menu",
        "ol",
        "option",
        "pre",
        "table",
        "td",
        "th",
        "ul",
    ]
)
"""Elements that part words: text before, in and behind them is not one word."""
HEADINGS = {"h1": 1, "h2": 2, "h3": 3, "h4": 4, "h5": 5, "h6": 6}

NO_WORDS = frozenset(["script", "style", "head", "meta", "link", "base", "title"])
"""Elements whose text nobody is meant to read."""
OMIT_ATTRIBUTE = "data-omit"
"""The reason to omit an element, where its place and not the element itself gives it."""

NAVIGATION, HIDDEN, STRUCK = "navigation", "hidden text", "text that is struck through"
CONTROL, NO_SCRIPT, MEDIA = "a button or form field", "text for browsers without scripts", "a video or embedded page"
NO_ALTERNATIVE = "a picture without a description"

_REASONS = {
    "nav": NAVIGATION,
    "button": CONTROL,
    "select": CONTROL,
    "textarea": CONTROL,
    "datalist": CONTROL,
    "noscript": NO_SCRIPT,
    "template": HIDDEN,
    "dialog": HIDDEN,
    "del": STRUCK,
    "s": STRUCK,
    "strike": STRUCK,
    "audio": MEDIA,
    "canvas": MEDIA,
    "iframe": MEDIA,
    "object": MEDIA,
    "svg": MEDIA,
    "video": MEDIA,
    "rp": "pronunciation",
    "rt": "pronunciation",
}
_ROLES = {"navigation": NAVIGATION, "search": CONTROL, "menu": NAVIGATION, "menubar": NAVIGATION}
_HIDDEN_STYLE = re.compile(
    r"(?:^|;)\s*(?:display\s*:\s*none|visibility\s*:\s*hidden|mso-hide\s*:\s*all)", re.IGNORECASE
)
_BOLD_STYLE = re.compile(r"font-weight\s*:\s*(?:bold|bolder|[6-9]00)", re.IGNORECASE)
_PLAIN_STYLE = re.compile(r"font-weight\s*:\s*(?:normal|[1-4]00)", re.IGNORECASE)
_SKIP_LINK = re.compile(r"\s*(?:(?:skip|jump) (?:to|over)|(?:saltar|ir) al?)\b", re.IGNORECASE)
_NOTE_SIGNS = re.compile(r"[\s\[\]()^*†‡§↑↩↵⏎\ufe0e\ufe0f\d]+|[\s\[(]*[a-z][\s\])]*")
_NOTE = re.compile(r"note|ftnt|\bfn|\bcite|ref\b|_(?:ftn|edn)(?:ref)?\d", re.IGNORECASE)  # the last is Word's
_FILE_NAME = re.compile(
    r"\s*(?:\S+\.(?:png|jpe?g|gif|svg|webp|bmp|tiff?)|(?:image|picture|img|photo)[\s_-]*\d*)\s*", re.I
)
_BY_MACHINE = re.compile(r"\s*Description automatically generated.*$", re.IGNORECASE | re.DOTALL)


def reason_to_omit(element: Element) -> str | None:
    """Return why a listener should not hear what is in `element`; None where it is read."""
    if reason := element.get(OMIT_ATTRIBUTE) or _REASONS.get(element.tag) or _ROLES.get(element.get("role", "")):
        return reason
    if element.get("hidden") is not None or _HIDDEN_STYLE.search(element.get("style", "")):
        return HIDDEN
    if element.tag == "a" and element.get("href", "").startswith("#"):
        return _reason_of_anchor(element)
    return None


def is_strong(element: Element) -> bool | None:
    """Return whether `element` makes its text bold (True) or not (False); None where it changes nothing."""
    style = element.get("style", "")
    if _PLAIN_STYLE.search(style):
        return False
    return True if element.tag in ("b", "strong", "u") or _BOLD_STYLE.search(style) else None


def described(alternative: str) -> str:
    """Return the words of a picture's description; file names and the like are none."""
    words = _BY_MACHINE.sub("", alternative).strip()
    return "" if _FILE_NAME.fullmatch(words) else words


def words_in(element: Element) -> str:
    """Return all words of `element` that somebody could be meant to read, descriptions of pictures included."""
    words: list[str] = []
    for event, node in iterwalk(element, events=("start", "end", "comment", "pi")):
        if event in ("comment", "pi"):  # Word writes <![if !supportLists]> around the marks of lists
            words.append(node.tail or "")
            continue
        is_apart = node.tag in BOUNDARIES or bool(reason_to_omit(node))
        if event == "start" and node.tag not in NO_WORDS:
            alternative = f" {node.get('alt', '')} " if node.tag == "img" else ""
            words += [" " * is_apart, alternative, node.text or ""]
        elif event == "end":
            words += [" " * is_apart, (node.tail or "") if node is not element else ""]
    return "".join(words)


def _reason_of_anchor(element: Element) -> str | None:
    text = "".join(element.itertext())
    if _SKIP_LINK.match(text):
        return NAVIGATION
    if not _NOTE_SIGNS.fullmatch(text):
        return None
    parent = element.getparent()
    is_raised = element.find("sup") is not None or (parent is not None and parent.tag == "sup")
    named = f"{element.get('role', '')} {element.get('class', '')} {element.get('href', '')}"
    is_note = is_raised or bool(_NOTE.search(named))
    return NOTE_MARK if is_note or any(sign in text for sign in "↑↩↵⏎^") else None
