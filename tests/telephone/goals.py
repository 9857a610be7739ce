"""What a call must be like, and what of it one was not."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from tests.telephone.catalogue import Catalogue
from tests.telephone.hearing import Ear
from tests.telephone.measures import Cut, Gap, Heard, Recorded, cuts, gaps, heard

HEARD = 0.85
OTHER = 0.15
CUT_S = 0.5
GAP_S = 1.0
STEP_DB = 2.0
ENOUGH_WINDOWS = 4
"""Of fewer windows shares and levels say nothing: of a prompt that was cut off after a second and a half."""


@dataclass(frozen=True, kw_only=True)
class Measured:
    """All that was measured of a call."""

    heard: Sequence[Heard]
    cuts: Sequence[Cut]
    gaps: Sequence[Gap]

    @classmethod
    def of(cls, call: Recorded, ear: Ear, catalogue: Catalogue) -> "Measured":
        windows = ear.listen(call.recording)
        return cls(
            heard=heard(call, catalogue, windows),
            cuts=cuts(call, ear, catalogue, windows),
            gaps=gaps(call, catalogue),
        )

    @property
    def judged(self) -> list[Heard]:
        return [one for one in self.heard if one.windows >= ENOUGH_WINDOWS]

    @property
    def steps(self) -> list[tuple[Heard, Heard, float]]:
        """Each clip and the one heard after it, and by how many dB that is louder or softer."""
        return [(one, other, abs(one.level_dbov - other.level_dbov)) for one, other in pairwise(self.judged)]

    def unmet(self) -> Iterator[str]:
        """Yield each goal that was not met, and by what."""
        if not self.judged:
            yield "nothing was heard for long enough to be recognised"
        for one in self.judged:
            if one.share < HEARD:
                yield f"{one.clip} was heard in {one.share:.0%} of its windows, not in {HEARD:.0%}"
            if one.other_share > OTHER:
                yield f"{one.other} was heard in {one.other_share:.0%} of the windows of {one.clip}, over {OTHER:.0%}"
        for cut in self.cuts:
            if cut.after_s > CUT_S:
                yield f"key {cut.key} silenced {cut.clip} after {1000 * cut.after_s:.0f} ms, not {1000 * CUT_S:.0f}"
        for gap in self.gaps:
            if gap.own_s > GAP_S:
                yield f"{gap.own_s:.1f} s of silence between {gap.after} and {gap.to}, more than {GAP_S:.1f} s"
        for one, other, step in self.steps:
            if step > STEP_DB:
                yield f"the level steps by {step:.1f} dB from {one.clip} to {other.clip}, more than {STEP_DB:.1f} dB"
