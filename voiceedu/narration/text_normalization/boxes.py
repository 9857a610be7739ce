"""Boxes and marks before or after a choice: ☐ Yes ☒ No, [x] left [ ] right, ✅ water ❌ milk.

Each language gives its words.
"""

import re
from dataclasses import dataclass

from voiceedu.narration.text_normalization.rules import Rule, rewrites

_TICKED = r"[☑☒■▣✓✔✅✗✘🗹🗷]|\[[xX✓✔]\]|\([xX✓✔]\)"
_EMPTY = r"[☐□▢❏❑]|\[ ?\]|\( \)"
_BOX = re.compile(rf"(?P<ticked>{_TICKED})|{_EMPTY}")
_YES = "✓✔✅"
_NO = "✗✘❌✖🚫⛔"
_MARK = re.compile(rf"(?P<yes>[{_YES}])|[{_NO}]")
_LEAD = re.compile(r"(?P<lead>.*[:?])\s*(?P<label>.*)", re.DOTALL)
_EDGES = " \t,;.|/"


@dataclass(frozen=True, kw_only=True)
class BoxWords:
    """What a language says of a box or a mark. `says_no` finds a text that forbids in words, whose marks are silent."""

    ticked: str
    not_ticked: str
    yes: str
    no: str
    says_no: re.Pattern[str]


def rules(words: BoxWords) -> tuple[Rule, ...]:
    """Return the rules of boxes and marks, which run before these signs are taken for marks of a list."""
    return (
        rewrites("boxes to tick", rf"^(?=.*(?:{_TICKED}|{_EMPTY})).*$", lambda match: _read_boxes(match[0], words)),
        rewrites("marks of what one may do", rf"^(?=.*[{_NO}]).*$", lambda match: _read_marks(match[0], words)),
    )


def _read_boxes(text: str, say: BoxWords) -> str | None:
    """Return which boxes are ticked where some are and others are not."""
    boxes = list(_BOX.finditer(text))
    if len(boxes) == 1:
        return _read_one_box(text, boxes[0], say)
    ticked = [box["ticked"] is not None for box in boxes]
    if any(ticked) and not all(ticked):
        has_empty_marks = any(box[0] in _YES + _NO for box in boxes)
        words = [say.ticked if state else say.not_ticked for state in ticked]
        return _read_choices(text, boxes, words) if not has_empty_marks or re.search(_EMPTY, text) else None
    if all(box["ticked"] is None or box[0][0] in "[(" for box in boxes):
        return _BOX.sub(", ", text)
    return None


def _read_one_box(text: str, box: re.Match[str], say: BoxWords) -> str | None:
    """Return the state of the only box, if it is the answer to what stands before it: "Pregnant: [x]"."""
    before, after = text[: box.start()].rstrip(), text[box.end() :].strip(" .")
    if after or not before.endswith((":", "?")):
        return None
    return f"{before} {say.ticked if box['ticked'] else say.not_ticked}."


def _read_marks(text: str, say: BoxWords) -> str | None:
    """Return "yes" and "no" for marks that tell apart what one may and may not do."""
    marks = list(_MARK.finditer(text))
    if all(mark["yes"] or say.says_no.match(text[mark.end() :].lstrip()) for mark in marks):
        return None
    if any(mark["yes"] for mark in marks):
        return _read_choices(text, marks, [say.yes if mark["yes"] else say.no for mark in marks])
    is_first = _MARK.match(text.lstrip(" -•*")) is not None
    return _read_choices(text, marks, [say.no] * len(marks)) if is_first and not say.says_no.search(text) else None


def _read_choices(text: str, marks: list[re.Match[str]], words: list[str]) -> str | None:
    """Return the choices of a list, each with its word; None if one has no text."""
    starts, ends = [mark.start() for mark in marks], [mark.end() for mark in marks]
    if not text[ends[-1] :].strip(_EDGES):
        return _read_choices_before_marks(text, starts, ends, words)
    choices = [text[end:start].strip(_EDGES) for end, start in zip(ends, [*starts[1:], len(text)], strict=True)]
    if not all(choices):
        return None
    stop = text[-1] if text[-1] in ".?!" else ""
    return (
        text[: starts[0]] + "; ".join(f"{word}: {choice}" for word, choice in zip(words, choices, strict=True)) + stop
    )


def _read_choices_before_marks(text: str, starts: list[int], ends: list[int], words: list[str]) -> str | None:
    """Return the choices of a list whose marks stand after them: Yes ☒ No ☐."""
    choices = [text[end:start].strip(_EDGES) for end, start in zip([0, *ends], starts, strict=False)]
    lead = ""
    if named := _LEAD.fullmatch(choices[0]):
        lead, choices[0] = f"{named['lead']} ", named["label"]
    if not all(choices):
        return None
    return lead + "; ".join(f"{choice}, {word}" for word, choice in zip(words, choices, strict=True)) + "."
