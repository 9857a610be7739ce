"""The goals that a call must meet, and which of them a call missed."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from tests.telephone.catalogue import Catalogue
from tests.telephone.hearing import WINDOW_S, Ear
from tests.telephone.measures import Cut, Gap, Heard, Recorded, cuts, gaps, heard

HEARD = 0.85
OTHER = 0.15
CUT_S = 0.5
GAP_S = 1.0
STEP_DB = 2.0
ENOUGH_WINDOWS = 8
"""So many windows make a share. Of a clip with fewer the most must be heard, and of all clips of a call that share."""
FEWEST_WINDOWS = 3
"""A clip that was cut off before is in the call's share alone."""
ENOUGH_S = 2.0
"""So much speech has a level. What was cut off before is a few words, and words differ."""


@dataclass(frozen=True, kw_only=True)
class Measured:
    """All measurements of a call."""

    heard: Sequence[Heard]
    cuts: Sequence[Cut]
    gaps: Sequence[Gap]

    @classmethod
    def of(cls, call: Recorded, ear: Ear, catalogue: Catalogue) -> "Measured":
        windows = ear.listen(call.recording)
        return cls(
            heard=heard(call, ear, catalogue, windows),
            cuts=cuts(call, ear, catalogue, windows),
            gaps=gaps(call, catalogue),
        )

    @property
    def steps(self) -> list[tuple[Heard, Heard, float]]:
        """Each pair of consecutive clips, and their difference in level in dB."""
        spoken = [one for one in self.heard if one.windows * WINDOW_S >= ENOUGH_S]
        return [(one, other, abs(one.level_dbov - other.level_dbov)) for one, other in pairwise(spoken)]

    @property
    def windows(self) -> int:
        return sum(one.windows for one in self.heard)

    @property
    def share(self) -> float:
        """The share of all voiced windows of the call in which the clip being played is heard."""
        return sum(one.share * one.windows for one in self.heard) / max(1, self.windows)

    def unmet(self) -> Iterator[str]:
        """Yield a sentence for each goal that the call missed."""
        if self.share < HEARD:
            yield f"of {self.windows} windows, what was played was heard in {self.share:.0%}, not in {HEARD:.0%}"
        for one in self.heard:
            if one.windows < FEWEST_WINDOWS:
                continue
            enough = one.windows >= ENOUGH_WINDOWS
            if one.share < (HEARD if enough else 0.5):
                yield f"{one.clip} was heard in {one.share:.0%} of its {one.windows} windows"
            if one.other_share > (OTHER if enough else 0.5):
                yield f"{one.other} was heard in {one.other_share:.0%} of the {one.windows} windows of {one.clip}"
        for cut in self.cuts:
            if cut.after_s > CUT_S:
                yield f"key {cut.key} silenced {cut.clip} after {1000 * cut.after_s:.0f} ms, not {1000 * CUT_S:.0f}"
        for gap in self.gaps:
            if gap.own_s > GAP_S:
                yield f"{gap.own_s:.1f} s of silence between {gap.after} and {gap.to}, more than {GAP_S:.1f} s"
        for one, other, step in self.steps:
            if step > STEP_DB:
                yield f"the level steps by {step:.1f} dB from {one.clip} to {other.clip}, more than {STEP_DB:.1f} dB"
