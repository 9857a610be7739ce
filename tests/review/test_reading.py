"""A text as a person reviews it."""

from pathlib import Path

from voiceedu.content import procedure_file
from voiceedu.narration import lexicon as lexicons
from voiceedu.narration import script as scripts
from voiceedu.narration.finding import Finding
from voiceedu.review.reading import read_procedure, shown_utterances

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
    """Sentences are numbered as they are shown; other words are shown as said; a finding is where its line is."""
    procedure, _ = procedure_file.examine(TEXT, path=Path("x.md"), language="en")
    script = scripts.write(procedure, lexicons.load("en"))
    reading = read_procedure(procedure, script, [finding(2), finding(5), finding(10), finding(14)])
    found = {sentence.text: sentence for sentence in reading.sentences}
    assert [one.number for one in reading.sentences] == list(range(1, len(found) + 1))
    assert [utterance.text for utterance in shown_utterances(script)] == list(found)
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


def test_a_finding_stands_at_the_sentence_that_it_names() -> None:
    """Of the sentences of a paragraph it is the one with the words, date or capitals in question; else the last."""
    text = "---\ntitle: T\n---\n\nTake 5 mg QD. Come on 3/4/2026. Call the PQX. You may rest then.\n"
    procedure, _ = procedure_file.examine(text, path=Path("x.md"), language="en")
    script = scripts.write(procedure, lexicons.load("en"))
    long = "a sentence of 30 words: “Come on 3…”"
    named = ("“QD.”", "the date 3/4/2026", "the capitals PQX", long, "step 2 comes after 4")
    findings = [Finding(file="x.md", line=5, kind="x", what=what, why="w", remedy="Mend it.") for what in named]
    reading = read_procedure(procedure, script, findings)
    assert [[named.index(one.what) for one in sentence.findings] for sentence in reading.sentences] == [
        [],
        [0],
        [1, 3],
        [2],
        [4],
    ]
