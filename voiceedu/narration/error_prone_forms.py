"""Ways of writing a dose that are misread on paper: "10U", "1.0 mg", ".5 mg", "QD".

They are said as they are meant. `voiceedu check` names them, because the page shows them as they are written.
"""

import re
from dataclasses import dataclass

from voiceedu.narration.text_normalization.tables import read_table


@dataclass(frozen=True, kw_only=True)
class ErrorProneForm:
    """One of them in a text: as written, where it begins, what it is mistaken for, what to write instead."""

    written: str
    position: int
    mistaken_for: str
    instead: str


_FORMS = tuple(
    (re.compile(pattern), mistaken_for, instead)
    for pattern, mistaken_for, instead in read_table(__package__, "error_prone_forms.tsv")
)


def find_error_prone_forms(text: str) -> list[ErrorProneForm]:
    """Return the error-prone forms of `text` in their order. The list is in English, and fits prescriptions of any
    language that have Latin abbreviations.
    """
    found = [
        ErrorProneForm(written=match[0].strip(), position=match.start(), mistaken_for=mistaken_for, instead=instead)
        for pattern, mistaken_for, instead in _FORMS
        for match in pattern.finditer(text)
    ]
    return sorted(found, key=lambda form: form.position)
