"""No words of the program reach a listener but through the catalogues: a look at the source."""

import ast
import re
from collections.abc import Iterator
from html.parser import HTMLParser
from pathlib import Path

import pytest
from jinja2 import Environment

PACKAGE = Path(__file__).parents[2] / "voiceedu"
MODULES = sorted(
    {
        PACKAGE / "narration" / "announcements.py",
        PACKAGE / "narration" / "script.py",
        *PACKAGE.glob("publishing/epub/**/*.py"),
        *PACKAGE.glob("publishing/compilations/*.py"),
        PACKAGE / "publishing" / "webvtt.py",
        *PACKAGE.glob("ivr/*.py"),
        *PACKAGE.glob("web/*.py"),
        *PACKAGE.glob("web/routes/*.py"),
    }
)
TEMPLATES = sorted(path for path in PACKAGE.glob("**/templates/*") if path.suffix in (".html", ".xhtml"))
CATALOGUE_CALLS = {"gettext", "ngettext", "pgettext", "npgettext"}
UNHEARD_CALLS = {"abort", "compile", "debug", "error", "exception", "info", "warning"}
"""Words for the log, for a programmer, or for no one."""
FOR_PROGRAMS = {
    "No language of the library has all prompts.",
    "Nothing of this is recorded yet.",
    "The recording cannot be made just now.",
    "The store does not answer just now.",
    "The store has not answered yet.",
    "There is not enough memory just now.",
    "Internal error.",
}
"""Answers to programs, for those who run them."""
SHOWN_ATTRIBUTES = {"alt", "aria-description", "aria-label", "aria-valuetext", "label", "placeholder", "title"}
NAMES = {"EPUB", "MP3"}
"""File formats have the same names in every language."""

_BLANK = "\ue000"
"""Stands for what a template fills in."""
_WORDS = re.compile(r"[A-Za-z]{2,},? [a-z]{2,}")
_ATTRIBUTE = re.compile(r'[\w-]+="')


def literals(node: ast.AST) -> Iterator[str]:
    """Yield the texts of words in a module that do not go through a catalogue, to a log or into an error."""
    if isinstance(node, ast.Raise | ast.Assert) or (isinstance(node, ast.Call) and _is_exempt(node)):
        return
    if isinstance(node, ast.Constant) and isinstance(node.value, str) and _WORDS.search(node.value):
        yield node.value
    for child in ast.iter_child_nodes(node):
        if not (isinstance(child, ast.Expr) and isinstance(child.value, ast.Constant)):  # a docstring
            yield from literals(child)


def _is_exempt(call: ast.Call) -> bool:
    name = call.func.attr if isinstance(call.func, ast.Attribute) else getattr(call.func, "id", "")
    return name in CATALOGUE_CALLS | UNHEARD_CALLS or name.endswith("Error")


class Shown(HTMLParser):
    """The words of a template that are shown or said by a screen reader, and were written into it."""

    def __init__(self, template: str) -> None:
        super().__init__()
        self.words: list[str] = []
        self.feed("".join(text if kind == "data" else _BLANK for _, kind, text in Environment().lex(template)))

    def handle_data(self, data: str) -> None:
        self._keep(data)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        for name, value in attrs:
            if name in SHOWN_ATTRIBUTES:
                self._keep(value or "")

    def _keep(self, text: str) -> None:
        pieces = (piece.strip() for piece in _ATTRIBUTE.sub(_BLANK, text).split(_BLANK))
        self.words += [piece for piece in pieces if re.search(r"[^\W\d_]{2}", piece)]


@pytest.mark.parametrize("path", MODULES, ids=lambda path: str(path.relative_to(PACKAGE)))
def test_modules_have_no_words_of_their_own(path: Path) -> None:
    """What a module says to a listener goes through a catalogue."""
    found = set(literals(ast.parse(path.read_text(encoding="utf-8")))) - FOR_PROGRAMS
    assert found == set(), "give these to gettext()"


@pytest.mark.parametrize("path", TEMPLATES, ids=lambda path: str(path.relative_to(PACKAGE)))
def test_templates_have_no_words_of_their_own(path: Path) -> None:
    """What a template shows goes through a catalogue."""
    found = set(Shown(path.read_text(encoding="utf-8")).words)
    assert {text for text in found if text.strip("(,") not in NAMES} == set(), "give these to _()"


def test_the_script_has_no_words_of_its_own() -> None:
    """What the player says comes from the page, which has it from a catalogue."""
    script = (PACKAGE / "web" / "static" / "player.js").read_text(encoding="utf-8")
    code = re.sub(r"/\*.*?\*/|//.*", "", script, flags=re.DOTALL)
    assert re.findall(r"['\"`]([A-Z][a-z]+ [^'\"`]+)['\"`]", code) == []


def test_words_in_the_source_are_found() -> None:
    """The look at the source sees what it is meant to see, and leaves logs and errors."""
    source = """\
def say(x):
    'Say a thing.'
    log.error("it is bad")
    y = gettext("good day")
    return f"good {x} evening all"
"""
    assert list(literals(ast.parse(source))) == [" evening all"]
    assert Shown('<p title="Good day">{{ _("Hello there") }} you<img alt="{{ x }}"></p>').words == ["Good day", "you"]
