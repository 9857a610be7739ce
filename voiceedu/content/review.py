"""What listeners are told of the review of a procedure's words."""

import datetime
from dataclasses import dataclass
from typing import Literal

ReviewState = Literal["reviewed", "changed", "never"]


@dataclass(frozen=True, kw_only=True)
class Review:
    """Whether a clinician has approved exactly these words. The default claims nothing.

    `reviewed`: by `by`, on the day `on` if that is known. `changed`: others than these were approved last. `never`:
    none were, or the approval was withdrawn. `by` and `on` are given with `reviewed` alone.
    """

    state: ReviewState = "never"
    by: str = ""
    on: datetime.date | None = None


NOT_REVIEWED = Review()
