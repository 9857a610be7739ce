"""Whether the first row of a table names its columns, where nothing but its words tells."""

import re
from collections.abc import Sequence

_LONGEST = 4  # words, in the name of a column
_DIGIT = re.compile(r"\d")
_NAME = re.compile(
    r"(?:activity|amount|date|day|dose|drug|examples?|how|instructions?|medications?|medicines?|name|notes?|phase|phone|place|"
    r"problem|reason|side effects?|start|step|stop|symptoms?|time|treatment|use|week|what|when|where|why|"
    r"actividad|cantidad|cómo|cuándo|día|dosis|fecha|hora|indicaciones|instrucciones|medicamentos?|medicinas?|motivo|notas?|"
    r"problema|qué|semana|síntomas?|suspender|tratamiento|teléfono)\b.*",
    re.IGNORECASE,
)
"""What the columns of clinics' tables are called, in English and Spanish."""


def names_columns(rows: Sequence[Sequence[str]]) -> bool:
    """Return whether the first of `rows` names the columns.

    It has no digit, and either stands above a column in which all cells have digits, or is made of short names such as
    "Medicine" and "When". A table with such names down its first column has names of rows.
    """
    if len(rows) < 2 or not all(rows[0]) or any(map(_DIGIT.search, rows[0])):
        return False
    columns = list(zip(*rows[1:], strict=True))
    if len(rows) > 2 and any(all(map(_DIGIT.search, column)) for column in columns[1:]):
        return True
    is_short = all(len(cell.split()) <= _LONGEST and cell[-1] not in ".;,!" for cell in rows[0])
    named = sum(map(_is_name, rows[0]))
    return is_short and named * 2 >= len(rows[0]) and not any(map(_is_name, columns[0]))


def _is_name(cell: str) -> bool:
    return bool(_NAME.fullmatch(cell.lstrip("¿").strip())) and not _DIGIT.search(cell)
