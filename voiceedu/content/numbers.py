"""The numbers of topics: what a caller enters who reads one on the clinic's leaflet. Pure."""

from collections.abc import Iterable, Mapping, Sequence

from voiceedu.content.procedure import Procedure


def of(procedures: Iterable[Procedure]) -> Mapping[str, str]:
    """Return the slug of each number. A number that two procedures have leads to neither."""
    return {number: slugs[0] for number, slugs in _slugs(procedures).items() if len(slugs) == 1}


def doubles(procedures: Iterable[Procedure]) -> Mapping[str, Sequence[str]]:
    """Return the slugs of each number that several procedures have."""
    return {number: slugs for number, slugs in _slugs(procedures).items() if len(slugs) > 1}


def _slugs(procedures: Iterable[Procedure]) -> dict[str, list[str]]:
    found: dict[str, list[str]] = {}
    for procedure in procedures:
        if procedure.number:
            found.setdefault(str(procedure.number), []).append(procedure.slug)
    return found
