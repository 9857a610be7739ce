"""The topics of a call: which positions there are, and where a caller goes on whose position is gone. Pure."""

import dataclasses
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field

from voiceedu.content.menus import pages
from voiceedu.ivr.position import Position, parse

Parts = Callable[[str, str], tuple[str, ...] | None]
"""From language and slug to the parts of a procedure in playing order, None if it is not published yet."""


@dataclass(frozen=True, kw_only=True)
class Topics:
    """The procedures of a call: slugs by language in listening order, a new call's language first.

    `numbers` has the slugs by number, for each language in which a topic can be chosen by it. `common` has, by language
    and slug, the name that the translations of one procedure have in common, where that is not the slug.
    """

    topics: Mapping[str, tuple[str, ...]]
    parts: Parts
    has_staff: bool = False
    numbers: Mapping[str, Mapping[str, str]] = field(default_factory=dict)
    common: Mapping[str, Mapping[str, str]] = field(default_factory=dict)

    @property
    def start(self) -> str:
        """The state in which a call begins."""
        return str(Position(language=next(iter(self.topics)), place="menu-1", notice="welcome"))

    def find(self, name: str) -> Position | None:
        """Return the position called `name`, if it exists in these topics."""
        place = parse(name)
        if place is None or place.language not in self.topics:
            return None
        slugs = self.topics[place.language]
        if place.part:
            exists = place.place in slugs and place.part in self.order(place)
        else:
            exists = place.page in range(1, pages(len(slugs)) + 1)
            exists = exists or place.is_goodbye or (place.is_number and bool(self.numbers.get(place.language)))
            exists = exists or (place.is_person and self.has_staff and place.about in ("", *slugs))
        return place if exists else None

    def instead(self, name: str) -> str:
        """Return the state that takes the place of a state `name` that does not exist."""
        place = parse(name)
        if place is None or place.language not in self.topics:
            return self.start
        if place.about and self.has_staff:
            return str(place.menu(1).person())
        if not place.part:
            return self.start
        if place.place in self.topics[place.language]:
            return str(self.opening(place, place.place))
        return str(place.menu(1).again("moved"))

    def order(self, place: Position) -> tuple[str, ...]:
        """Return the parts of a procedure in playing order; the last one tells what to do next."""
        parts = self.parts(place.language, place.place) or ()
        return (*(part for part in parts if part != "closing"), "closing") if parts else ("opening",)

    def opening(self, place: Position, slug: str) -> Position:
        """Return the first part of the procedure `slug`, for a caller who is at `place`."""
        there = place.procedure(slug, "opening")
        return dataclasses.replace(there, part=self.order(there)[0])

    def next_language(self, language: str) -> str | None:
        """Return the language after `language`, in a circle; None if there is no other."""
        every = list(self.topics)
        return every[(every.index(language) + 1) % len(every)] if len(every) > 1 else None

    def in_language(self, language: str, place: Position) -> Position:
        """Return where a caller continues in `language`: the same procedure if it exists there, else the menu."""
        there = dataclasses.replace(place, language=language)
        slug = self._translation(language, place) if place.part else ""
        return self.opening(there, slug) if slug else there.menu(1).again("welcome")

    def _translation(self, language: str, place: Position) -> str:
        """Return the slug that the procedure of `place` has in `language`; empty if it is not there."""
        topic = self.common.get(place.language, {}).get(place.place, place.place)
        own = self.common.get(language, {})
        named = (slug for slug, name in own.items() if name == topic)
        return next(named, topic if topic in self.topics[language] and topic not in own else "")
