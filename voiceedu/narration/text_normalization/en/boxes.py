"""Boxes and marks before or after a choice: ☐ Yes ☒ No, [x] left [ ] right, ✅ water ❌ milk."""

import re

from voiceedu.narration.text_normalization.rules import Rule, rewrites

_TICKED = r"[☑☒■▣✓✔✅✗✘🗹🗷]|\[[xX✓✔]\]|\([xX✓✔]\)"
_EMPTY = r"[☐□▢❏❑]|\[ ?\]|\( \)"
_BOX = re.compile(rf"(?P<ticked>{_TICKED})|{_EMPTY}")
_YES = "✓✔✅"
_NO = "✗✘❌✖🚫⛔"
_MARK = re.compile(rf"(?P<yes>[{_YES}])|[{_NO}]")
_LEAD = re.compile(r"(?P<lead>.*[:?])\s*(?P<label>.*)", re.DOTALL)
_EDGES = " \t,;.|/"
_SAYS_NO = re.compile(
    r"\b(?:no|not|none|never|without|avoid\w*|stop|skip|nothing|cannot|myth|wrong|false|incorrect|cancel\w*|closed|missed|"
    r"error|\w+n['’]t)\b",
    re.IGNORECASE,
)


def _read_boxes(match: re.Match[str]) -> str | None:
    """Return which boxes are ticked where some are and others are not."""
    text = match[0]
    boxes = list(_BOX.finditer(text))
    if len(boxes) == 1:
        return _read_one_box(text, boxes[0])
    ticked = [box["ticked"] is not None for box in boxes]
    if any(ticked) and not all(ticked):
        has_empty_marks = any(box[0] in _YES + _NO for box in boxes)
        words = ["ticked" if state else "not ticked" for state in ticked]
        return _read_choices(text, boxes, words) if not has_empty_marks or re.search(_EMPTY, text) else None
    if all(box["ticked"] is None or box[0][0] in "[(" for box in boxes):
        return _BOX.sub(", ", text)
    return None


def _read_one_box(text: str, box: re.Match[str]) -> str | None:
    """Return the state of the only box, if it is the answer to what stands before it: "Pregnant: [x]"."""
    before, after = text[: box.start()].rstrip(), text[box.end() :].strip(" .")
    if after or not before.endswith((":", "?")):
        return None
    return f"{before} {'ticked' if box['ticked'] else 'not ticked'}."


def _read_marks(match: re.Match[str]) -> str | None:
    """Return "yes" and "no" for marks that tell apart what one may and may not do."""
    text = match[0]
    marks = list(_MARK.finditer(text))
    if all(mark["yes"] for mark in marks):
        return None
    if any(mark["yes"] for mark in marks):
        return _read_choices(text, marks, ["yes" if mark["yes"] else "no" for mark in marks])
    is_first = _MARK.match(text.lstrip(" -•*")) is not None
    return _read_choices(text, marks, ["no"] * len(marks)) if is_first and not _SAYS_NO.search(text) else None


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


FIRST_RULES: tuple[Rule, ...] = (
    rewrites("a check after some time", r"(?<=[a-z]) ✓(?= \d)", " check"),
    rewrites("a box before what to do", r"^(?:[-*•] ?)?\[[ xX✓]?\] ?(?=\w)(?!.*[\[☐□])", ""),
    rewrites("boxes to tick", rf"^(?=.*(?:{_TICKED}|{_EMPTY})).*$", _read_boxes),
    rewrites("marks of what one may do", rf"^(?=.*[{_NO}]).*$", _read_marks),
)
"""Before these signs are taken for marks of a list, which are silent."""
