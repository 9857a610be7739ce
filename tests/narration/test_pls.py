import contextlib
import xml.etree.ElementTree as ET
from pathlib import Path

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from voiceedu.errors import LexiconError
from voiceedu.narration import lexicon, pls
from voiceedu.narration.pls import Entries

NS = f"{{{pls.NAMESPACE}}}"
XML_LANG = "{http://www.w3.org/XML/1998/namespace}lang"
HEAD = f'<lexicon version="1.0" xmlns="{pls.NAMESPACE}" alphabet="ipa" xml:lang="en-US">'
WORDS = (
    st.text(st.characters(codec="utf-8"), min_size=1, max_size=20)
    .map(lambda text: " ".join(pls.NOT_XML.sub("", text).split()))
    .filter(bool)
)


def written(folder: Path, text: str | bytes) -> Path:
    path = folder / "clinic.pls"
    path.write_bytes(text if isinstance(text, bytes) else text.encode())
    return path


@given(st.dictionaries(WORDS, WORDS, max_size=8))
@example({'<b> & "c" \']]>': "a < b && c]]> -- <!-- ?>", "Dr.": "Doctor", "dr.": "drive", "mañana": "日本 😀"})
def test_what_is_written_is_read(tmp_path_factory: pytest.TempPathFactory, entries: dict[str, str]) -> None:
    """Any entries, whatever their signs, alphabets and cases, come back as they were."""
    path = written(tmp_path_factory.mktemp("pls"), pls.write(Entries(entries), language="en-US"))
    assert pls.read(path).spoken == entries
    assert pls.language(path) == "en-US"


def test_ipa_is_written_and_read(tmp_path: Path) -> None:
    """A form with a respelling and IPA, and one with IPA alone, come back as they were."""
    entries = Entries({"CT": "C T", "Desai": "deh sigh"}, {"Desai": "dəˈsaɪ", "Nguyen": "ŋwiən"})
    document = pls.write(entries, language="en")
    assert "<grapheme>Desai</grapheme><phoneme>dəˈsaɪ</phoneme><alias>deh sigh</alias>" in document
    assert pls.read(written(tmp_path, document)) == entries


def test_preferred_phoneme_is_taken(tmp_path: Path) -> None:
    """Of several phonemes the first that is preferred counts, else the first in IPA."""
    ours = "<phoneme alphabet='x-sampa'>A</phoneme><phoneme>ɑ</phoneme><phoneme>ɔ</phoneme>"
    first = f"{HEAD}<lexeme><grapheme>a</grapheme>{ours}</lexeme></lexicon>"
    assert pls.read(written(tmp_path, first)).ipa == {"a": "ɑ"}
    preferred = first.replace("<phoneme>ɔ", "<phoneme prefer='true'>ɔ")
    assert pls.read(written(tmp_path, preferred)).ipa == {"a": "ɔ"}


@given(st.dictionaries(WORDS, WORDS, max_size=8).flatmap(lambda d: st.tuples(st.just(d), st.permutations(list(d)))))
def test_the_same_entries_give_the_same_document(given: tuple[dict[str, str], list[str]]) -> None:
    """The order in which entries were found does not show."""
    entries, order = given
    assert pls.write(Entries({form: entries[form] for form in order}), language="es") == pls.write(
        Entries(entries), language="es"
    )


@pytest.mark.parametrize("entries", [lexicon.load("en").entries, {}, {"<&>": '"'}], ids=["shipped", "empty", "signs"])
def test_the_document_is_pls_1_0(entries: dict[str, str]) -> None:
    """A document has the structure that the schema of PLS 1.0 asks for.

    `lexicon` with version 1.0, an alphabet and a language; in it lexemes alone; in each graphemes, then aliases, both
    text alone, and no attribute that the schema does not know.
    """
    document = pls.write(Entries(entries), language="en-US")
    assert document.startswith('<?xml version="1.0" encoding="UTF-8"?>\n')
    root = ET.fromstring(document)
    assert root.tag == f"{NS}lexicon"
    assert root.attrib == {"version": "1.0", "alphabet": "ipa", XML_LANG: "en-US"}
    assert len(root) == len(entries)
    for lexeme in root:
        assert (lexeme.tag, lexeme.attrib) == (f"{NS}lexeme", {})
        assert [child.tag for child in lexeme] == [f"{NS}grapheme", f"{NS}alias"]
        assert all(child.text and not len(child) and not child.attrib for child in lexeme)
    assert not "".join(text for element in (root, *root) for text in (element.text or "", element.tail or "")).strip()


@pytest.mark.parametrize("entries", [{"C\x00T": "C T"}, {"CT": "C\x08T"}, {"CT": "\ufffe"}, {"\ud800": "x"}])
def test_what_no_document_can_hold_is_refused(entries: dict[str, str]) -> None:
    """A control character is no word; a document is whole or it is not written."""
    with pytest.raises(ValueError, match="holds a character that XML has not"):
        pls.write(Entries(entries), language="en")


def test_a_document_of_another_system_is_read(tmp_path: Path) -> None:
    """Several graphemes, phonemes beside an alias, remarks, metadata and examples are what other systems write."""
    path = written(
        tmp_path,
        f"""\ufeff<?xml version="1.0" encoding="UTF-8"?>
<lexicon version="1.0" xmlns="{pls.NAMESPACE}" alphabet="x-sampa" xml:lang="en-GB"
    xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance"
    xsi:schemaLocation="{pls.NAMESPACE} http://www.w3.org/TR/2007/CR-pronunciation-lexicon-20071212/pls.xsd">
  <meta name="author" content="a clinic"/>
  <metadata><rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#"><x><alias/></x></rdf:RDF></metadata>
  <!-- ours -->
  <lexeme xml:id="a" role="noun">
    <grapheme>
      Dr.
      Desai</grapheme><grapheme orthography="Latn">dr. desai</grapheme>
    <phoneme prefer="true" alphabet="ipa">dəˈsaɪ</phoneme>
    <alias>Doctor   deh <!-- short -->sigh</alias>
    <alias>never</alias>
    <example>Ask <b>Dr. Desai</b>.</example>
  </lexeme>
  <lexeme><grapheme>R&amp;D</grapheme><alias>never</alias><alias prefer=" true ">R and <![CDATA[<D>]]></alias></lexeme>
</lexicon>
""",
    )
    assert pls.read(path).spoken == {
        "Dr. Desai": "Doctor deh sigh",
        "dr. desai": "Doctor deh sigh",
        "R&D": "R and <D>",
    }
    assert pls.read(path).ipa == {"Dr. Desai": "dəˈsaɪ", "dr. desai": "dəˈsaɪ"}
    assert pls.language(path) == "en-GB"


@pytest.mark.parametrize("encoding", ["utf-8", "utf-16", "iso-8859-1", "windows-1252"])
def test_a_document_says_its_encoding(tmp_path: Path, encoding: str) -> None:
    """A document is read in the encoding that it declares."""
    text = f'<?xml version="1.0" encoding="{encoding}"?>{HEAD}{lexeme("Muñoz", "moon yoze")}</lexicon>'
    assert pls.read(written(tmp_path, text.encode(encoding))).spoken == {"Muñoz": "moon yoze"}


def lexeme(grapheme: str, alias: str) -> str:
    return f"<lexeme><grapheme>{grapheme}</grapheme><alias>{alias}</alias></lexeme>"


@pytest.mark.parametrize(
    ("text", "line", "problem", "remedy"),
    [
        ("", 1, "not XML: no element found", "XML editor"),
        ("CT\tC T\n", 1, "not XML", "XML editor"),
        (f"{HEAD}\n<lexeme>\n</lexicon>", 3, "not XML: mismatched tag", "XML editor"),
        (f"{HEAD}\n{lexeme('R&D', 'x')}\n</lexicon>", 2, "not XML", "XML editor"),
        (f"{HEAD}\n{lexeme('&nbsp;', 'x')}\n</lexicon>", 2, "not XML: undefined entity", "XML editor"),
        (f"{HEAD}\n{lexeme('&#8;', 'x')}\n</lexicon>", 2, "not XML", "XML editor"),
        (f"{HEAD}\n".encode() + b"\xe9</lexicon>", 2, "not XML", "XML editor"),
        (f'<?xml version="1.0" encoding="klingon"?>\n{HEAD}</lexicon>', 1, "not", ""),
        (f'<?xml version="1.0" encoding="gb2312"?>\n{HEAD}</lexicon>', 1, "not", ""),
        ("\n<speak/>", 2, "no PLS 1.0 lexicon, but <speak>", pls.NAMESPACE),
        ('<lexicon version="1.0" xml:lang="en"/>', 1, "no PLS 1.0 lexicon, but <lexicon>", pls.NAMESPACE),
        ('<lexicon xmlns="http://x/" xml:lang="en"/>', 1, "no PLS 1.0 lexicon, but <lexicon>", pls.NAMESPACE),
        (f'\n<lexicon version="1.0" xmlns="{pls.NAMESPACE}"/>', 2, "no xml:lang", 'xml:lang="en"'),
        (f'<lexicon xmlns="{pls.NAMESPACE}" lang="en"/>', 1, "no xml:lang", 'xml:lang="en"'),
        (f'<lexicon xmlns="{pls.NAMESPACE}" xml:lang="e n"/>', 1, "xml:lang='e n' is no language", 'xml:lang="en"'),
        (f'<lexicon xmlns="{pls.NAMESPACE}" xml:lang=""/>', 1, "no xml:lang", 'xml:lang="en"'),
        (
            f"{HEAD}\n{lexeme('CT', 'x')}\n<lexeme>\n<grapheme>MRI</grapheme>\n<phoneme>8</phoneme></lexeme></lexicon>",
            5,
            "'8' is not IPA: it has '8'",
            "Write IPA",
        ),
        (
            f"{HEAD}\n<lexeme><grapheme>MRI</grapheme><phoneme alphabet='x-sampa'>x</phoneme></lexeme></lexicon>",
            2,
            "'MRI' has no <alias> and no <phoneme> in IPA",
            "Add an <alias>",
        ),
        (f"{HEAD}\n<lexeme><grapheme>a</grapheme><phoneme/></lexeme></lexicon>", 2, "an empty <phoneme>", "Write its"),
        (f"{HEAD}\n<lexeme><grapheme>CT</grapheme></lexeme></lexicon>", 2, "'CT' has no <alias>", "Add an <alias>"),
        (f"{HEAD}\n<lexeme><alias>x</alias></lexeme></lexicon>", 2, "without a <grapheme>", "Add the written form"),
        (f"{HEAD}\n{lexeme(' ', 'x')}</lexicon>", 2, "an empty <grapheme>", "Write its words"),
        (f"{HEAD}\n{lexeme('CT', '')}</lexicon>", 2, "an empty <alias>", "Write its words"),
        (f"{HEAD}{lexeme('CT', 'x')}\n\n{lexeme('CT', 'x')}</lexicon>", 3, "'CT' stands twice", "Keep one"),
        (f"{HEAD}\n{lexeme('a</grapheme><grapheme>a', 'x')}</lexicon>", 2, "'a' stands twice", "Keep one"),
        (f"{HEAD}\n<grapheme>CT</grapheme></lexicon>", 2, "<grapheme> cannot stand in <lexicon>", "Take it out"),
        (f"{HEAD}\n{lexeme('<b>CT</b>', 'x')}</lexicon>", 2, "<b> cannot stand in <grapheme>", "Take it out"),
        (f'{HEAD}\n<lexeme xmlns="http://x/"/></lexicon>', 2, "<lexeme> cannot stand in <lexicon>", "Take it out"),
        (f"{HEAD}\n<lexicon/></lexicon>", 2, "<lexicon> cannot stand in <lexicon>", "Take it out"),
    ],
)
def test_a_document_that_cannot_be_said_is_named(
    tmp_path: Path, text: str | bytes, line: int, problem: str, remedy: str
) -> None:
    """A broken document stops with file, line, what is wrong and what would do, for this format."""
    path = written(tmp_path, text)
    with pytest.raises(LexiconError) as caught:
        pls.read(path)
    assert (caught.value.path, caught.value.line) == (path, line)
    assert str(caught.value).startswith(f"{path}:{line}: ")
    assert problem in str(caught.value)
    assert remedy in str(caught.value)
    assert "a tab" not in str(caught.value)


BOMB = "".join(f'<!ENTITY a{n} "{f"&a{n - 1};" * 10}">' for n in range(1, 20))


@pytest.mark.parametrize(
    "declared",
    [
        "<!DOCTYPE lexicon>",
        f'<!DOCTYPE lexicon [<!ENTITY a0 "ha">{BOMB}]>',
        '<!DOCTYPE lexicon [<!ENTITY x SYSTEM "file:///etc/passwd">]>',
        '<!DOCTYPE lexicon SYSTEM "http://127.0.0.1:9/pls.dtd">',
        f'<!DOCTYPE lexicon [<!ATTLIST lexicon xmlns CDATA #FIXED "{pls.NAMESPACE}">]>',
    ],
    ids=["bare", "bomb", "file", "external", "attributes"],
)
def test_a_document_that_declares_anything_is_refused(tmp_path: Path, declared: str) -> None:
    """No entity is expanded, no file or address is opened: a document type is an error before it is read."""
    path = written(tmp_path, f'<?xml version="1.0"?>\n{declared}\n{HEAD}{lexeme("&a19;&x;", "y")}</lexicon>')
    with pytest.raises(LexiconError, match="DOCTYPE") as caught:
        pls.read(path)
    assert caught.value.line == 2


@given(st.binary(max_size=60), st.integers(0, 200))
def test_no_bytes_break_it(tmp_path_factory: pytest.TempPathFactory, noise: bytes, place: int) -> None:
    """Whatever a file holds, it is entries or a named error."""
    good = f"{HEAD}{lexeme('CT', 'C T')}</lexicon>".encode()
    path = written(tmp_path_factory.mktemp("pls"), good[:place] + noise + good[place:])
    with contextlib.suppress(LexiconError):
        assert pls.read(path)
