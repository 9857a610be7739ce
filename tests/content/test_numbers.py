"""The numbers of topics, as they stand on a clinic's leaflets."""

from voiceedu.content import numbers
from voiceedu.content.procedure import Procedure


def procedure(slug: str, number: int = 0) -> Procedure:
    return Procedure(slug=slug, language="en", title=slug, sections=(), number=number)


def test_a_number_is_that_of_one_topic() -> None:
    """Each number leads to its topic; a topic without one cannot be chosen by it."""
    assert numbers.of([procedure("a", 12), procedure("b"), procedure("c", 7)]) == {"12": "a", "7": "c"}
    assert numbers.doubles([procedure("a", 12), procedure("b"), procedure("c")]) == {}


def test_a_number_of_two_topics_leads_to_neither() -> None:
    """Nobody hears another topic than the one that the leaflet is about."""
    library = [procedure("a", 12), procedure("b", 7), procedure("c", 12)]
    assert numbers.of(library) == {"7": "b"}
    assert numbers.doubles(library) == {"12": ["a", "c"]}
