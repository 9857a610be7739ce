import re
from pathlib import Path
from typing import NamedTuple

import pytest
from hypothesis import given
from hypothesis import strategies as st

from voiceedu.content import importer, library
from voiceedu.errors import ImportingError

SEED = Path(__file__).parents[1] / "data" / "what-is-interventional-pain.txt"
GLYPHS = ("●", "•", "-", "*", "–", "—", "1.", "1)")


def imported(text: str | bytes, *, name: str = "leaflet.txt") -> list[library.Procedure]:
    """Return what a library would hold after the import of `text`."""
    data = text if isinstance(text, bytes) else text.encode()
    files = importer.convert(data, name=name, language="en")
    return [library.parse(file.text, path=Path(file.name), language="en") for file in files]


def blocks(procedure: library.Procedure) -> list[tuple[str, str]]:
    """Return headings and blocks in order, each as its kind and its text."""
    found = []
    for section in procedure.sections:
        found += [("heading", section.heading)] * bool(section.heading)
        found += [(block.kind, block.text) for block in section.blocks]
    return found


def words(procedure: library.Procedure) -> list[str]:
    """Return every word of a procedure that a listener hears, its title first."""
    return [*procedure.title.split(), *(word for _, text in blocks(procedure) for word in text.split())]


def test_seed_becomes_an_overview_and_a_procedure_for_every_bullet() -> None:
    """The clinician's own document gives exactly five procedures, in its order, all by its author."""
    files = importer.convert(SEED.read_bytes(), name=SEED.name, language="en")
    assert [file.name for file in files] == [
        "what-is-interventional-pain.md",
        "epidural-injections.md",
        "nerve-blocks.md",
        "radiofrequency-ablation.md",
        "spinal-cord-stimulation.md",
    ]
    procedures = imported(SEED.read_bytes())
    assert [procedure.title for procedure in procedures] == [
        "What is Interventional Pain?",
        "Epidural injections",
        "Nerve blocks",
        "Radiofrequency ablation",
        "Spinal cord stimulation",
    ]
    assert [procedure.order for procedure in procedures] == [1, 2, 3, 4, 5]
    assert {procedure.author for procedure in procedures} == {"Dr. Raj Desai"}
    assert {procedure.source for procedure in procedures} == {"What is Interventional Pain?"}
    assert {procedure.reviewed_by for procedure in procedures} == {""}


def test_seed_is_kept_word_for_word() -> None:
    """The five procedures, put together as the document has them, are the document; only bullet marks are gone."""
    overview, *bullets = imported(SEED.read_bytes())
    texts = [text for _, text in blocks(overview)]
    again = [overview.title, *texts[:2]]
    for procedure in bullets:
        [(kind, text)] = blocks(procedure)
        assert kind == "paragraph"
        again.append(f"● {procedure.title}: {text}")
    again += [*texts[2:], overview.author]
    assert "\n\n".join(again).split() == SEED.read_text(encoding="utf-8").split()


def test_seed_is_written_and_loads_as_a_library(tmp_path: Path) -> None:
    """What an import writes is a library: it loads, in listening order."""
    files = importer.convert(SEED.read_bytes(), name=SEED.name, language="en")
    paths = importer.write(files, tmp_path / "en", force=False)
    assert paths == [tmp_path / "en" / file.name for file in files]
    assert [procedure.order for procedure in library.load(tmp_path)] == [1, 2, 3, 4, 5]


@pytest.mark.parametrize("name", ["leaflet.txt", "leaflet.md"])
@pytest.mark.parametrize("glyph", GLYPHS)
def test_every_list_mark_makes_a_procedure(glyph: str, name: str) -> None:
    """A bullet "Name: text" is a procedure whatever its mark, in plain text and in Markdown."""
    title = "# About pain" if name.endswith(".md") else "About pain"
    overview, nerve = imported(f"{title}\n\nExamples:\n\n{glyph} Nerve blocks: They block\n  pain.\n\nEnd.", name=name)
    assert blocks(overview) == [("paragraph", "Examples:"), ("paragraph", "End.")]
    assert (nerve.title, nerve.slug, blocks(nerve)) == (
        "Nerve blocks",
        "nerve-blocks",
        [("paragraph", "They block pain.")],
    )


def test_bullets_without_a_name_stay_in_the_overview_in_order() -> None:
    """A list item that is not "Name: text" stays a list item of the overview, between the words around it."""
    [overview] = imported("Pain\n\nBefore:\n- first\n  and more\n- at 10:30.\n1. step\n2. next\n\nAfter it all.")
    assert blocks(overview) == [
        ("paragraph", "Before:"),
        ("bullet", "first and more"),
        ("bullet", "at 10:30."),
        ("step", "step"),
        ("step", "next"),
        ("paragraph", "After it all."),
    ]


@pytest.mark.parametrize(
    "item",
    [
        "This name is much too long to be any name: text",
        "It ends. Here: text",
        "Is it so? Yes: text",
        "http://example.org",
        "Nerve blocks:",
        "---: text",
    ],
)
def test_no_short_phrase_before_a_colon_is_no_name(item: str) -> None:
    """What stands before the colon is a name only when it is a short phrase with words after it."""
    [overview] = imported(f"Pain\n\n● {item}\n\nAfter.")
    assert blocks(overview)[0] == ("bullet", item)


def test_what_is_indented_below_a_named_bullet_stays_with_it() -> None:
    """A list within a named bullet belongs to its procedure, even where an item looks named."""
    overview, nerve = imported("Pain\n\nFor example:\n● Nerve blocks: Yes.\n    – Risks: few\n    – short\n● plain")
    assert blocks(nerve) == [("paragraph", "Yes."), ("bullet", "Risks: few"), ("bullet", "short")]
    assert blocks(overview) == [("paragraph", "For example:"), ("bullet", "plain")]


def test_document_of_one_line_a_paragraph_needs_no_empty_lines() -> None:
    """In a text as Word saves it, the paragraph after the last bullet is not part of that bullet."""
    long = "Pain is a long story. " * 12
    overview, nerve = imported(f"Pain\n{long}\n● Nerve blocks: Yes.\nThey help.\nBenefits\nThere are some.\nRaj Desai")
    assert blocks(nerve) == [("paragraph", "Yes.")]
    assert [text for _, text in blocks(overview)[1:]] == ["They help.", "Benefits", "There are some."]
    assert overview.author == "Raj Desai"


def test_document_without_bullets_is_one_procedure() -> None:
    """A text of nothing but paragraphs, hard-wrapped or not, is one procedure."""
    [overview] = imported("About pain\n\nIt hurts\nat times.\n\nNot always.")
    assert (overview.slug, overview.title, overview.author) == ("about-pain", "About pain", "")
    assert blocks(overview) == [("paragraph", "It hurts at times."), ("paragraph", "Not always.")]


def test_document_of_nothing_but_named_bullets_has_no_overview() -> None:
    """With no text left for an overview, the title lives on as the source of every procedure."""
    procedures = imported("About pain\n\n● One: a\n● Two: b")
    assert [(p.title, p.order, p.source) for p in procedures] == [("One", 1, "About pain"), ("Two", 2, "About pain")]


def test_short_line_on_its_own_is_a_heading() -> None:
    """In plain text a short line between empty lines, with text below, starts a section."""
    [overview] = imported("Pain\n\nIt hurts.\n\nWhat helps\n\nRest.\n\nDoes it last?\n\nNo.")
    assert [(s.heading, s.text) for s in overview.sections] == [
        ("", "It hurts."),
        ("What helps", "Rest."),
        ("Does it last?", "No."),
    ]


def test_heading_of_moved_bullets_stays_as_words() -> None:
    """A heading whose text has become procedures of its own is kept as a paragraph of the overview."""
    for text, name in (
        ("Pain\n\nExamples\n\n● One: a\n● Two: b\n\nAfter.", "a.txt"),
        ("# Pain\n\n## 1. Examples\n- One: a\n- Two: b\n\n## Next\n\nAfter.", "a.md"),
    ):
        overview = imported(text, name=name)[0]
        kind, heading = blocks(overview)[0]
        assert (kind, heading.removeprefix("1. ")) == ("paragraph", "Examples")


@pytest.mark.parametrize("line", ["Dr. Raj Desai", "Raj Desai, MD, PhD"])
def test_closing_name_is_the_author(line: str) -> None:
    """A last line that is a name, with or without title and credentials, is the author and no spoken text."""
    for text in (f"Pain\n\nIt hurts.\n\n{line}\n", f"Pain\n\nIt hurts.\n{line}", f"Pain\n\nIt hurts.\n\n– {line}\n\n"):
        [overview] = imported(text)
        assert overview.author == line
        assert blocks(overview) == [("paragraph", "It hurts.")]


@pytest.mark.parametrize("line", ["By Dr. Raj Desai", "Thank You", "Desai"])
def test_closing_line_that_is_no_name_stays_text(line: str) -> None:
    """In doubt the last line is text: its words are heard, and no author is made of them."""
    [overview] = imported(f"Pain\n\nIt hurts.\n\n{line}")
    assert overview.author == ""
    assert blocks(overview)[-1] == ("paragraph", line)


def test_name_alone_below_the_title_is_text() -> None:
    """A name is no author where it is the only text there is."""
    assert blocks(imported("Pain\n\nRaj Desai")[0]) == [("paragraph", "Raj Desai")]


def test_last_item_of_a_dashed_list_is_no_signature() -> None:
    """A name that is one of several list items stays in its list."""
    [overview] = imported("Pain\n\nTeam:\n\n– Jane Roe\n\n– Raj Desai")
    assert overview.author == ""


@pytest.mark.parametrize(
    "title",
    ["yes", "1.5", "null", "~", "2026-01-31", 'Nerve blocks: "what" they do #1', "'a' - b", "[a] {b} & *c %d @e"],
)
def test_title_survives_as_text(title: str) -> None:
    """A title that YAML would read as something else, or trip over, stays the words it is."""
    [overview] = imported(f"{title}\n\nIt hurts.")
    assert (overview.title, overview.source) == (title, title)


@pytest.mark.parametrize(
    ("title", "slugs"),
    [
        ("Nerve blocks", ["nerve-blocks", "nerve-blocks-2", "nerve-blocks-3"]),
        ("Nerve blocks 2", ["nerve-blocks-2", "nerve-blocks-2-2", "nerve-blocks-2-3"]),
        ("Library", ["procedure-1", "procedure-2", "procedure-3"]),
        ("字", ["procedure-1", "procedure-2", "procedure-3"]),
        ("Procedure 2", ["procedure-2", "procedure-2-2", "procedure-2-3"]),
        ("long " * 7 + "x" * 300, [f"long-{'long-' * 6}{'x' * 45}{end}" for end in ("", "-2", "-3")]),
    ],
)
def test_slugs_are_usable_and_differ(title: str, slugs: list[str]) -> None:
    """Equal, reserved, foreign and endless titles still give each procedure a file name of its own."""
    procedures = imported(f"{title}\n\n● {title}: a\n● {title}: b\n\nAfter.")
    assert [procedure.slug for procedure in procedures] == slugs
    assert {procedure.title for procedure in procedures} == {title}


def test_markdown_marks_pass_through() -> None:
    """Emphasis and links of a .md stay in its file; what a listener hears is their text."""
    text = (
        "# About *pain*\n\nIt **hurts**, [see](http://x.org)\nhere &amp; there.\n\n### Part\n\n- `a` b\n\n*Raj Desai*\n"
    )
    [file] = importer.convert(text.encode(), name="a.md", language="en")
    assert "It **hurts**, [see](http://x.org)\nhere &amp; there.\n\n## Part\n\n- `a` b\n" in file.text
    [overview] = imported(text, name="a.md")
    assert (overview.title, overview.author) == ("About pain", "Raj Desai")
    assert blocks(overview) == [("paragraph", "It hurts, see here & there."), ("heading", "Part"), ("bullet", "a b")]


@pytest.mark.parametrize("name", ["**Nerve blocks:**", "**Nerve blocks**:", "*Nerve* blocks:", "__Nerve blocks:__"])
def test_markdown_name_may_be_emphasised(name: str) -> None:
    """In a .md the name of a bullet may be bold, with the colon inside or outside."""
    _, nerve = imported(f"# Pain\n\n* {name} They *block*\npain.\n\n  More of it.\n\nAfter.", name="a.md")
    assert nerve.title == "Nerve blocks"
    assert blocks(nerve) == [("paragraph", "They block pain."), ("paragraph", "More of it.")]


def test_markdown_bold_that_runs_past_the_colon_is_no_name() -> None:
    """A bullet that cannot be cut at its colon without breaking its Markdown stays a list item."""
    [overview] = imported("# Pain\n\n- **Nerve blocks: they** block\n- [a: b](http://x.org)\n\nAfter.", name="a.md")
    assert blocks(overview)[:2] == [("bullet", "Nerve blocks: they block"), ("bullet", "a: b")]


def test_markdown_underlined_headings_and_rules() -> None:
    """Underlined headings of a .md count as headings, and a rule between paragraphs has no words."""
    [overview] = imported("Pain\n====\n\nIt hurts.\n\n***\n\nPart\n----\nRest.", name="a.md")
    assert overview.title == "Pain"
    assert blocks(overview) == [("paragraph", "It hurts."), ("heading", "Part"), ("paragraph", "Rest.")]


@pytest.mark.parametrize(
    ("text", "line", "problem"),
    [
        ("# Pain\n\nIt.\n\n| a | b |\n|---|---|\n| c | d |", 5, "table"),
        ("# Pain\n\nIt.\n\n![a](b.png)", 5, "image"),
        ("# Pain\n\nIt <b>hurts</b>.", 3, "html inline"),
        ("# Pain\n\nIt.\n\n<div>\na\n</div>", 5, "html block"),
        ("# Pain\n\n```\ncode\n```", 3, "fence"),
        ("# Pain\n\n> quote", 3, "blockquote"),
        ("# Pain\n\nIt [hurts][1].\n\n[1]: http://x.org", 5, "link definition"),
    ],
)
def test_markdown_that_cannot_be_spoken_is_refused(text: str, line: int, problem: str) -> None:
    """What a listener cannot be given is refused with the line of the document, not dropped."""
    with pytest.raises(ImportingError, match=rf"^leaflet\.md:{line}: .*{problem}"):
        imported(text, name="leaflet.md")


@pytest.mark.parametrize(
    ("data", "name", "problem", "remedy"),
    [
        (b"", "a.txt", "a.txt: the file is empty", "Write a title"),
        (b"%PDF-1.7\n", "a.txt", "a PDF", "plain text (.txt)"),
        (b"Pain", "a.docx", "only .txt and .md", "Save it as plain text (.txt)"),
        (b"Pain\n", "a.txt", "a.txt: a title and no text", "Write the text below"),
        (b"# Pain\n\n---\n", "a.md", "a.md: a title and no text", "Write the text below"),
        (b"\n- Pain\n\nIt hurts.", "a.txt", "a.txt:2: no title", "on a line of its own"),
        (b"pain " * 21 + b"\n\nIt hurts.", "a.txt", "a.txt:1: no title", "on a line of its own"),
        (b"Pain is a thing\nthat hurts.", "a.txt", "a.txt:1: no title", "on a line of its own"),
        (b"Pain\n\nIt hurts.", "a.md", "a.md:1: no title", "Begin with '# '"),
        (b"---\ntitle: Pain\n---\nIt hurts.", "a.md", "a.md:1: no title", "a library file already"),
    ],
)
def test_unusable_document_is_refused_with_a_remedy(data: bytes, name: str, problem: str, remedy: str) -> None:
    """An error names the file, what is wrong, where, and what would do."""
    with pytest.raises(ImportingError) as raised:
        importer.convert(data, name=name, language="en")
    assert problem in str(raised.value)
    assert remedy in str(raised.value)
    assert name in str(raised.value)


@pytest.mark.parametrize("language", ["", "English", "../en", "ivr"])
def test_language_that_is_no_tag_is_refused(language: str) -> None:
    """The language becomes a folder and a URL, so only a language tag will do."""
    with pytest.raises(ImportingError, match="is not a language tag"):
        importer.convert(b"Pain\n\nIt hurts.", name="a.txt", language=language)


def test_unicode_spaces_are_spaces() -> None:
    """No-break and other wide spaces separate words as any space does, and trip nothing."""
    overview, nerve = imported(
        "About\u00a0pain\n\nIt\u2003hurts.\u00a0\n\u00a0\n\u00a0●\u00a0Nerve\u00a0blocks:\u202fYes."
    )
    assert (overview.title, blocks(overview)) == ("About pain", [("paragraph", "It hurts.")])
    assert (nerve.title, blocks(nerve)) == ("Nerve blocks", [("paragraph", "Yes.")])


def test_word_that_would_change_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    """The proof at run time is real: text that is not escaped is caught, and the first word that differs is named."""
    monkeypatch.setattr(importer, "_SYNTAX", re.compile("(?!)"))
    with pytest.raises(ImportingError, match=r"leaflet\.txt: in pain\.md the word '\*very\*' would become 'very'"):
        imported("Pain\n\nIt hurts *very* much.")


def test_existing_files_are_left_alone_without_force(tmp_path: Path) -> None:
    """Without force, one existing file stops the import; every such file is named and none is written."""
    files = importer.convert(SEED.read_bytes(), name=SEED.name, language="en")
    for name in ("nerve-blocks.md", "epidural-injections.md"):
        (tmp_path / name).write_text("mine", encoding="utf-8")
    with pytest.raises(ImportingError) as raised:
        importer.write(files, tmp_path, force=False)
    for name in ("nerve-blocks.md", "epidural-injections.md"):
        assert str(tmp_path / name) in str(raised.value)
        assert (tmp_path / name).read_text(encoding="utf-8") == "mine"
    assert "--force" in str(raised.value)
    assert len(list(tmp_path.iterdir())) == 2


def test_force_replaces_what_is_there(tmp_path: Path) -> None:
    """With force the files hold the new text, and other files of the folder stay."""
    files = importer.convert(SEED.read_bytes(), name=SEED.name, language="en")
    (tmp_path / files[2].name).write_text("old", encoding="utf-8")
    (tmp_path / "other.md").write_text("other", encoding="utf-8")
    importer.write(files, tmp_path, force=True)
    written = {path.name: path.read_text(encoding="utf-8") for path in tmp_path.iterdir()}
    assert written == {file.name: file.text for file in files} | {"other.md": "other"}


@pytest.mark.parametrize("failing", range(5))
def test_failure_while_writing_leaves_everything_as_it_was(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, failing: int
) -> None:
    """Whichever file cannot be put in its place, old content is back, new files are gone, and no trace is left."""
    files = importer.convert(SEED.read_bytes(), name=SEED.name, language="en")
    (tmp_path / files[0].name).write_text("old", encoding="utf-8")
    put = Path.replace

    def broken(self: Path, target: Path) -> Path:
        if target.name == files[failing].name:
            raise OSError(28, "No space left on device")
        return put(self, target)

    monkeypatch.setattr(Path, "replace", broken)
    with pytest.raises(ImportingError, match="No space left on device"):
        importer.write(files, tmp_path, force=True)
    assert {path.name: path.read_text(encoding="utf-8") for path in tmp_path.iterdir()} == {files[0].name: "old"}


def test_failure_takes_new_folders_away(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A folder made for an import that fails is gone again."""

    def broken(self: Path, target: Path) -> Path:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(Path, "replace", broken)
    with pytest.raises(ImportingError):
        importer.write([importer.LibraryFile("a.md", "a")], tmp_path / "new" / "en", force=False)
    assert list(tmp_path.iterdir()) == []


def test_folder_that_cannot_be_made_is_a_named_error(tmp_path: Path) -> None:
    """A file where the folder should be is an error that names it, not a traceback."""
    (tmp_path / "en").write_text("a file", encoding="utf-8")
    with pytest.raises(ImportingError, match="cannot be written"):
        importer.write([importer.LibraryFile("a.md", "a")], tmp_path / "en", force=True)


class Item(NamedTuple):
    """A part of a made-up document, with the words that a listener should get from it."""

    text: str
    words: list[str]
    is_procedure: bool = False


NASTY = r"""
    # ## ### C# * ** _a_ __b__ `c` ``` ~~~ > < <b> <!-- --> </p> [a] [a]: (b) ![c](d) & R&D &amp; &#65; &lt; \ \* a\
    --- === + -- | |--| ' " : a: :b % @x {y} http://x.org/a_b_c <http://x> <5a@b.c> 2020. 1990) 1.5 1: null 字 🙂
"""
MARK = re.compile(r"[●•◦▪‣·\uf0b7*–—-]|[●•].*|[0-9]{1,3}[.)]")
ANY_WORD = st.text(st.characters(exclude_categories=["Cc", "Cs", "Zs", "Zl", "Zp"]), min_size=1, max_size=8)
WORD = st.sampled_from([*NASTY.split(), "\ufeff", "\ufffe", "\u200b"]) | ANY_WORD
FIRST = WORD.filter(lambda word: not MARK.fullmatch(word))  # a list mark at the start of a line is no word


def lines(first: st.SearchStrategy[str], others: st.SearchStrategy[str] = WORD) -> st.SearchStrategy[list[str]]:
    """Return the words of one line."""
    return st.tuples(first, st.lists(others, max_size=7)).map(lambda parts: [parts[0], *parts[1]])


def paragraph(wrapped: list[list[str]]) -> Item:
    return Item("\n".join(" ".join(line) for line in wrapped), [word for line in wrapped for word in line])


def bullet(parts: tuple[str, list[str], list[list[str]]]) -> Item:
    glyph, first, more = parts
    text = "\n  and ".join(" ".join(line) for line in [first, *more])
    return Item(f"{glyph} {text}", [*first, *(word for line in more for word in ["and", *line])])


def named(parts: tuple[list[str], Item]) -> Item:
    name, item = parts
    glyph, text = item.text.split(" ", 1)
    return Item(f"{glyph} {' '.join(name)}: {text}", [*name, *item.words], is_procedure=True)


def plain_documents() -> st.SearchStrategy[tuple[list[str], list[Item]]]:
    """Return a title and items of a .txt: paragraphs, list items and named bullets of any words at all."""
    no_colon = WORD.filter(lambda word: ":" not in word)
    in_name = st.sampled_from(["Nerve", "block", "#1", "*a*", "[b]", "&c", "_c_", "字"]) | ANY_WORD.filter(
        lambda word: not set(word) & set(":.!?;…")
    )
    glyphs = st.sampled_from(GLYPHS)
    more = st.lists(lines(no_colon, no_colon), max_size=2)
    names = lines(in_name.filter(lambda word: word[0].isalpha()), in_name)
    item = st.one_of(
        st.lists(lines(FIRST), min_size=1, max_size=3).map(paragraph),
        st.tuples(glyphs, lines(no_colon, no_colon), more).map(bullet),
        st.tuples(names, st.tuples(glyphs, lines(WORD), st.lists(lines(WORD), max_size=2)).map(bullet)).map(named),
    )
    return st.tuples(lines(FIRST), st.lists(item, min_size=1, max_size=6))


def markdown_documents() -> st.SearchStrategy[tuple[list[str], list[Item]]]:
    """Return the same of a .md, where the text of every word is known though its Markdown is not the word itself."""
    marked: dict[str, str] = {"Pain": "Pain", "hurts.": "hurts.", "*very*": "very", "**much**": "much", "`so`": "so"}
    marked |= {
        "[see](http://x.org)": "see",
        "&amp;": "&",
        "R\\&D": "R&D",
        "a\\*b": "a*b",
        "2\\.": "2.",
        "<http://y>": "http://y",
    }

    def item(form: str, words: list[str]) -> Item:
        said = [marked[word] for word in words]
        if form.startswith("#"):
            return Item(f"{form} {' '.join(words)}\n\nBelow", [*said, "Below"])
        if "Name" in form:
            return Item(f"{form} {' '.join(words)}", ["Name", *said], is_procedure=True)
        return Item(f"{form}{' '.join(words)}", said)

    forms = st.sampled_from(["", "- ", "* ", "1. ", "● ", "## ", "#### ", "- Name:", "1. **Name:**", "• *Name*:"])
    words = lines(st.sampled_from(list(marked)), st.sampled_from(list(marked)))
    return st.tuples(st.just(["Title"]), st.lists(st.builds(item, forms, words), min_size=1, max_size=6))


def assert_every_word_is_kept(title: list[str], items: list[Item], procedures: list[library.Procedure]) -> None:
    overview = [word for item in items if not item.is_procedure for word in item.words]
    expected = [[*title, *overview]] * bool(overview) + [item.words for item in items if item.is_procedure]
    found = [words(procedure) for procedure in procedures]
    author = procedures[0].author.split()  # a last paragraph may happen to look like a name
    if author:
        if len(found) < len(expected):  # and may have been all there was in the overview
            found.insert(0, list(title))
        found[0] += author
    assert found == expected
    assert {procedure.source for procedure in procedures} == {" ".join(title)}


@given(plain_documents())
def test_plain_text_keeps_every_word(document: tuple[list[str], list[Item]]) -> None:
    """Whatever the words of a .txt, each is in its procedure, once, in order, and as it was written."""
    title, items = document
    text = "\n\n".join([" ".join(title), *(item.text for item in items)])
    assert_every_word_is_kept(title, items, imported(text.encode("utf-8-sig")))  # or a \ufeff could begin the title


@given(markdown_documents())
def test_markdown_keeps_every_word(document: tuple[list[str], list[Item]]) -> None:
    """Whatever the Markdown of a .md, the words it shows are in their procedures, once and in order."""
    title, items = document
    text = "\n\n".join([f"# {' '.join(title)}", *(item.text for item in items)])
    assert_every_word_is_kept(title, items, imported(text, name="leaflet.md"))


@pytest.mark.parametrize("name", ["leaflet.txt", "leaflet.md"])
@given(data=st.binary() | st.text().map(str.encode) | st.text("#>-*_`[]()<!&|~=:.1\n \t\\ab●").map(str.encode))
def test_any_bytes_convert_or_are_refused(name: str, data: bytes) -> None:
    """No document at all raises anything but the named error, with or without a title before it."""
    for start in (b"", b"# Pain\n\n"):
        try:
            procedures = imported(start + data, name=name)
        except ImportingError:
            continue
        assert procedures
