"""The catalogues: one a language, whole, and with the blanks and plurals of their phrases."""

import functools
import gettext
import itertools
import re
from pathlib import Path
from string import Formatter

import pytest
from babel import Locale
from babel.messages.catalog import Catalog, Message
from babel.messages.extract import extract_from_dir
from babel.messages.pofile import read_po
from babel.plural import PluralRule

from voiceedu import translations
from voiceedu.errors import CatalogueError
from voiceedu.translations import FOLDER

PACKAGE = FOLDER.parent
METHODS = [("**.py", "python"), ("**/templates/**", "jinja2")]
LANGUAGES = sorted(path.stem for path in FOLDER.glob("*.po"))
COUNTS = (0, 1, 2, 3, 5, 11, 21, 99, 100, 101, 102, 103, 111)


@functools.cache
def catalog(language: str) -> Catalog:
    with (FOLDER / f"{language}.po").open("rb") as file:
        return read_po(file)


def is_for_listeners(folder: str) -> bool:
    """Return whether the phrases of a folder are in the catalogues of listeners; the review page has its own."""
    return Path(folder).name not in ("review", "__pycache__")


@functools.cache
def phrases() -> dict[str | tuple[str, ...], list[str]]:
    """Return every phrase of the source, with the notes for its translators."""
    found: dict[str | tuple[str, ...], list[str]] = {}
    files = extract_from_dir(PACKAGE, METHODS, comment_tags=["Translators:"], directory_filter=is_for_listeners)
    for _, _, message, comments, _ in files:
        found.setdefault(message, []).extend(comments)
    return found


def messages(language: str) -> list[Message]:
    return [message for message in catalog(language) if message.id]


def texts(text: str | tuple[str, ...] | list[str] | None) -> tuple[str, ...]:
    return (text,) if isinstance(text, str) else tuple(text or ())


def blanks(text: str) -> set[str]:
    """Return the blanks of a phrase, in either form: %(name)s or {name}."""
    named = set(re.findall(r"%\((\w+)\)[sd]", text))
    return named | {name for _, name, _, _ in Formatter().parse(text) if name is not None}


def test_nine_languages() -> None:
    """The program speaks nine languages, English included."""
    assert set(translations.available()) == {"en", *LANGUAGES}
    assert set(LANGUAGES) >= {"ar", "de", "es", "fr", "it", "pt", "vi", "zh"}


@pytest.mark.parametrize("language", LANGUAGES)
def test_catalogue_is_whole(language: str) -> None:
    """Every phrase of the source is translated, none is a guess, and none is left over."""
    found = messages(language)
    assert {message.id for message in found} ^ set(phrases()) == set(), f"run scripts/translate {language}"
    assert [message.id for message in found if message.fuzzy] == []
    assert [message.id for message in found if not all(texts(message.string))] == []
    assert not catalog(language).obsolete


@pytest.mark.parametrize("language", LANGUAGES)
def test_no_phrase_stays_english(language: str) -> None:
    """A phrase of more than one word is another one in another language."""
    copied = {one for message in messages(language) for one in texts(message.id) if one in texts(message.string)}
    assert [phrase for phrase in copied if " " in re.sub(r"[%{].*?[})][sd]?", "", phrase).strip()] == []


@pytest.mark.parametrize("language", LANGUAGES)
def test_phrases_keep_their_blanks(language: str) -> None:
    """A translated phrase has the blanks of the English one; a form for one number alone may leave it out."""
    found = catalog(language)
    assert [error for message, errors in found.check() for error in errors] == []
    form = gettext.c2py(found.plural_expr)  # not documented; what gettext itself uses
    forms = [form(count) for count in range(1000)]
    for message in found:
        wanted = blanks(texts(message.id)[-1])
        for number, text in enumerate(texts(message.string)):
            single = message.pluralizable and forms.count(number) == 1
            assert blanks(text) == wanted or (single and not blanks(text)), (message.id, text)


@pytest.mark.parametrize("language", LANGUAGES)
def test_plurals_are_those_of_the_language(language: str) -> None:
    """Numbers that CLDR tells apart in a language get different forms, and no others do."""
    found, rule = catalog(language), Locale.parse(language).plural_form
    assert isinstance(rule, PluralRule)
    form = gettext.c2py(found.plural_expr)  # not documented; what gettext itself uses
    for message in found:
        assert not message.pluralizable or len(texts(message.string)) == found.num_plurals
    for one, other in itertools.combinations(COUNTS, 2):
        assert (rule(one) == rule(other)) == (form(one) == form(other)), (one, other)


@pytest.mark.parametrize("language", LANGUAGES)
def test_header_names_the_language(language: str) -> None:
    """The file says which language it is in."""
    assert str(catalog(language).locale).replace("_", "-") == language


@pytest.mark.parametrize("language", LANGUAGES)
def test_sentences_end_alike(language: str) -> None:
    """A translated sentence ends as its English one does: a voice needs the stop."""
    ends = {".": ".。", "?": "?？؟", ":": ":："}
    for message in messages(language):
        for english, text in zip([*texts(message.id)[:1] * 9], texts(message.string), strict=False):
            if english[-1] in ends:
                assert text[-1] in ends[english[-1]], text
            else:
                assert text[-1] not in ".。:：", text


def test_spoken_phrases_have_a_note_for_translators() -> None:
    """Whoever translates a phrase that is said aloud is told so."""
    files = extract_from_dir(PACKAGE / "narration", METHODS, comment_tags=["Translators:"])
    assert [message for _, _, message, comments, _ in files if not comments] == []


def test_phrases_are_found_by_tag() -> None:
    """A region falls back to its language, and no language to another one."""
    found = {tag: translations.find(tag) for tag in ("en-GB", "es-MX", "pt-PT", "cmn", "tlh", "nl", "no tag")}
    assert {tag: one and one.language for tag, one in found.items()} == {
        "en-GB": "en",
        "es-MX": "es",
        "pt-PT": "pt",
        "cmn": "zh",
        "tlh": None,
        "nl": None,
        "no tag": None,
    }
    assert translations.find_or_english("tlh").language == "en"


def test_a_catalogue_is_read_once() -> None:
    """The same phrases are the same object, whoever asks."""
    assert translations.find("es") is translations.find("es-MX")


def test_arabic_counts_in_six_forms() -> None:
    """A number takes the form that the language has for it, the dual included."""
    arabic = translations.find_or_english("ar")
    said = [arabic.ngettext("about {count} minute", "about {count} minutes", count) for count in (1, 2, 3, 11)]
    assert len(set(said)) == 4


def test_a_broken_catalogue_is_named(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A line that cannot be read is an error with the file and the line."""
    (tmp_path / "eo.po").write_text('msgid "Play"\nmsgstr "Ludi"\nnonsense\n', encoding="utf-8")
    monkeypatch.setattr(translations, "FOLDER", tmp_path)
    with pytest.raises(CatalogueError, match=r"eo\.po:3: "):
        translations.find("eo")
