"""A text as a person reviews it."""

from pathlib import Path

from voiceedu.content import procedure_file
from voiceedu.narration import lexicon as lexicons
from voiceedu.narration import script as scripts
from voiceedu.narration.check import Finding
from voiceedu.review.reading import read_procedure

TEXT = """\
---
title: Your block
---

Take 5 mg. Rest well.

## After

1. Drink water.
2. Call 911.

| Drug | Dose |
|---|---|
| Tea | 1 cup |
"""


def finding(line: int) -> Finding:
    return Finding(file="x.md", line=line, kind="x", what=str(line), why="why", remedy="Mend it.")


def test_words_as_said_and_findings_stand_at_their_sentence() -> None:
    """Sentences have the numbers of the script; other words are shown as said; a finding is where its line is."""
    procedure, _ = procedure_file.examine(TEXT, path=Path("x.md"), language="en")
    script = scripts.write(procedure, lexicons.load("en"))
    reading = read_procedure(procedure, script, [finding(2), finding(5), finding(10), finding(14)])
    found = {sentence.text: sentence for sentence in reading.sentences}
    assert [script.utterances[one.number - 1].text for one in reading.sentences] == list(found)
    assert next(iter(found)) == "Your block"
    assert found["Take 5 mg."].said == "Take five milligrams."
    assert found["Rest well."].said == ""
    assert found["Drink water."].said == ""
    assert found["Call 911."].said.endswith("Call nine one one.")
    assert (found["Drink water."].step, found["Call 911."].step) == ("1.", "2.")
    assert [one.what for one in reading.others] == ["2"]
    assert {text: [one.what for one in each.findings] for text, each in found.items() if each.findings} == {
        "Rest well.": ["5"],
        "Call 911.": ["10"],
        reading.sentences[-1].text: ["14"],
    }
